package org.teeter.report.figure;

import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of text with italics, subscripts and superscripts.
 *
 * <p>Written as {@code *p*_{*ik*}}: asterisks around italics, {@code _{…}} and {@code ^{…}} around what is lowered and raised; a
 * backslash before a character that means itself.
 */
public final class Label {
    private static final double SMALL = 0.7;
    private static final double LOWERED = -0.2;
    private static final double RAISED = 0.38;
    private static final int BOX = '□';

    private final List<Piece> pieces = new ArrayList<>();
    private double width; // in ems

    /** A piece in one style, with its place and size in ems of the label. */
    private record Piece(String text, double x, double y, double size, boolean italic) {}

    private Label() {}

    /** Where a label is held. */
    public enum Anchor {
        START(0),
        MIDDLE(0.5),
        END(1);

        private final double part;

        Anchor(double part) {
            this.part = part;
        }
    }

    /**
     * The label that the text describes.
     *
     * @throws IllegalArgumentException if braces or asterisks are not closed, or the font lacks a character
     */
    public static Label of(String markup) {
        Label label = new Label();
        StringBuilder run = new StringBuilder();
        boolean italic = false;
        double level = 0;
        for (int k = 0; k < markup.length(); k++) {
            char c = markup.charAt(k);
            boolean opens = (c == '_' || c == '^') && markup.startsWith("{", k + 1) && level == 0;
            if (c == '\\' && k + 1 < markup.length()) {
                run.append(markup.charAt(++k));
            } else if (c == '*') {
                label.end(run, level, italic);
                italic = !italic;
            } else if (opens) {
                label.end(run, level, italic);
                level = c == '_' ? LOWERED : RAISED;
                k++;
            } else if (c == '}' && level != 0) {
                label.end(run, level, italic);
                level = 0;
            } else {
                run.append(c);
            }
        }
        label.end(run, level, italic);
        if (italic || level != 0) {
            throw new IllegalArgumentException("asterisks and braces of a label must be closed, got " + markup);
        }
        return label;
    }

    /** The text itself, to be read as it is. */
    public static Label plain(String text) {
        Label label = new Label();
        label.end(new StringBuilder(text), 0, false);
        return label;
    }

    /** Markup that shows a text of whoever's choice, in which nothing is markup; characters that the font lacks are boxes. */
    public static String markup(String text) {
        StringBuilder markup = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\\' || c == '*' || c == '_' || c == '^' || c == '}') {
                markup.append('\\');
            }
            markup.appendCodePoint(Typeface.sans().has(c) ? c : BOX);
        });
        return markup.toString();
    }

    private void end(StringBuilder run, double level, boolean italic) {
        if (run.length() > 0) {
            double size = level == 0 ? 1 : SMALL;
            pieces.add(new Piece(run.toString(), width, level, size, italic));
            width += size * Typeface.sans().width(run.toString());
            run.setLength(0);
        }
    }

    /** Its width in points, at a size in points. */
    public double width(double size) {
        return size * width;
    }

    /** Draws it with its baseline through (x, y). */
    public void draw(Canvas canvas, double x, double y, double size, Anchor anchor, Colour colour) {
        draw(canvas, AffineTransform.getTranslateInstance(x, y), size, anchor, colour);
    }

    /** Draws it upwards, with its baseline through (x, y). */
    void drawUpwards(Canvas canvas, double x, double y, double size, Colour colour) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(-Math.PI / 2);
        draw(canvas, place, size, Anchor.MIDDLE, colour);
    }

    private void draw(Canvas canvas, AffineTransform place, double size, Anchor anchor, Colour colour) {
        for (Piece piece : pieces) {
            AffineTransform at = new AffineTransform(place);
            at.scale(size, -size);
            at.translate(piece.x - anchor.part * width, piece.y);
            at.scale(piece.size, piece.size);
            if (piece.italic) {
                at.shear(Typeface.SLANT, 0);
            }
            canvas.text(piece.text, at, colour);
        }
    }
}
