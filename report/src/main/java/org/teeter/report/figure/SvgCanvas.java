package org.teeter.report.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * SVG 1.1, without style sheets and scripts, so that every program that places it in a page reads it alike.
 *
 * <p>Text is drawn as the outlines of its letters: a figure must not depend on the fonts of whoever opens it, which most journals ask for,
 * and formulas set with a replacement font fall apart. Each letter is there once, in the font's units, and is used where it stands. The words
 * are kept beside the outlines for programs that read aloud; the PDF has text that can be searched.
 *
 * <p>The page is filled with white first, as it is in the other formats: a picture without a ground takes that of the page that it is
 * placed in, and its ink is lost where that is dark.
 */
final class SvgCanvas implements Canvas {
    private static final int PLACES = 4;
    private static final int FINE = 8; // of what thousands of units are multiplied by

    private final StringBuilder out = new StringBuilder();
    private final SortedMap<Integer, Path2D> letters = new TreeMap<>();
    private int windows;

    /** The whole document of a drawing. */
    static String document(Drawing drawing) {
        SvgCanvas canvas = new SvgCanvas();
        Rectangle2D page = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());
        canvas.fill(new Path2D.Double(page), Colour.PAPER);
        drawing.draw(canvas);
        String width = number(drawing.width());
        String height = number(drawing.height());
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                + " version=\"1.1\" width=\"" + width + "pt\" height=\""
                + height
                + "pt\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\">\n<title>" + escaped(drawing.title())
                + "</title>\n<desc>" + escaped(drawing.caption()) + "</desc>\n" + canvas.alphabet() + canvas.out
                + "</svg>\n";
    }

    private String alphabet() {
        SvgCanvas drawn = new SvgCanvas();
        letters.forEach((number, path) -> {
            drawn.out.append("<path id=\"letter").append(number).append('"');
            drawn.outline(path.getPathIterator(null));
        });
        return letters.isEmpty() ? "" : "<defs>\n" + drawn.out + "</defs>\n";
    }

    @Override
    public void fill(Path2D path, Colour colour) {
        out.append("<path");
        filled(colour);
        outline(path.getPathIterator(null));
    }

    @Override
    public void stroke(Path2D path, Pen pen) {
        out.append("<path fill=\"none\"");
        stroked(pen);
        outline(path.getPathIterator(null));
    }

    @Override
    public void paint(Path2D path, Colour colour, Pen pen) {
        out.append("<path");
        filled(colour);
        stroked(pen);
        outline(path.getPathIterator(null));
    }

    private void filled(Colour colour) {
        out.append(" fill-rule=\"evenodd\" fill=\"").append(colour.hex()).append('"');
        opacity("fill-opacity", colour);
    }

    private void stroked(Pen pen) {
        out.append(" stroke=\"").append(pen.colour().hex());
        out.append("\" stroke-linejoin=\"round\" stroke-width=\"")
                .append(number(pen.width()))
                .append('"');
        opacity("stroke-opacity", pen.colour());
        if (!pen.dashes().isEmpty()) {
            out.append(" stroke-dasharray=\"").append(numbers(pen.dashes())).append('"');
        }
    }

    private void opacity(String name, Colour colour) {
        if (colour.opacity() < 1) {
            out.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(number(colour.opacity()))
                    .append('"');
        }
    }

    @Override
    public void text(String text, AffineTransform place, Colour colour) {
        double unit = 1 / Typeface.sans().unitsPerEm();
        double[] matrix = new double[6];
        place.getMatrix(matrix);
        out.append("<g aria-label=\"")
                .append(escaped(text))
                .append("\" fill=\"")
                .append(colour.hex())
                .append("\" transform=\"matrix(");
        for (int k = 0; k < 4; k++) {
            out.append(number(matrix[k] * unit, FINE)).append(' ');
        }
        out.append(number(matrix[4])).append(' ').append(number(matrix[5])).append(")\">");
        for (Typeface.Letter letter : Typeface.sans().letters(text)) {
            letters.put(letter.number(), letter.path());
            out.append("<use xlink:href=\"#letter").append(letter.number());
            out.append("\" x=\"").append(number(letter.x())).append("\"/>");
        }
        out.append("</g>\n");
    }

    @Override
    public void inside(Rectangle2D window, Runnable drawing) {
        String name = "window" + ++windows;
        out.append("<clipPath id=\"").append(name).append("\"><path");
        outline(window.getPathIterator(null));
        out.append("</clipPath>\n<g clip-path=\"url(#").append(name).append(")\">\n");
        drawing.run();
        out.append("</g>\n");
    }

    private void outline(PathIterator path) {
        out.append(" d=\"");
        double[] c = new double[6];
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> segment('M', c, 2);
                case PathIterator.SEG_LINETO -> segment('L', c, 2);
                case PathIterator.SEG_QUADTO -> segment('Q', c, 4);
                case PathIterator.SEG_CUBICTO -> segment('C', c, 6);
                default -> out.append('Z');
            }
        }
        out.append("\"/>\n");
    }

    private void segment(char letter, double[] coordinates, int count) {
        out.append(letter);
        for (int k = 0; k < count; k++) {
            if (k > 0) {
                out.append(' ');
            }
            out.append(number(coordinates[k]));
        }
    }

    private static String numbers(List<Double> values) {
        return values.stream().map(SvgCanvas::number).collect(Collectors.joining(" "));
    }

    /** Four decimals: a ten-thousandth of a point is a hundredth of the finest printer's dot. */
    static String number(double value) {
        return number(value, PLACES);
    }

    private static String number(double value, int places) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
