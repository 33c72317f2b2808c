package org.teeter.report.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The one font of all figures: Liberation Sans (SIL Open Font License), out of PDFBox's own jar.
 *
 * <p>Widths and outlines are read from the font's tables, so that text has the same size in every format and on every machine, and none
 * of the system's fonts is needed, not even one for the JDK to start its text engine with.
 */
final class Typeface {
    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** How far italics lean: tan 12°. The font has no italics of its own; those of its family are slanted as much. */
    static final double SLANT = 0.2126;

    /** Height of digits and capitals, in ems. */
    static final double CAPITALS = 0.69;

    private final byte[] file;
    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;

    private Typeface(byte[] file) throws IOException {
        this.file = file;
        this.font = new TTFParser().parse(new RandomAccessReadBuffer(file));
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** Loaded when a figure is first measured. */
    private static final class Loaded {
        static final Typeface SANS = load();
    }

    static Typeface sans() {
        return Loaded.SANS;
    }

    private static Typeface load() {
        try (InputStream in = TrueTypeFont.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar of PDFBox must contain " + RESOURCE);
            }
            return new Typeface(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The font file. */
    InputStream file() {
        return new ByteArrayInputStream(file);
    }

    /** How far a text advances, in ems. */
    double width(String text) {
        try {
            double units = 0;
            for (int c : text.codePoints().toArray()) {
                units += font.getAdvanceWidth(glyph(c));
            }
            return units / unitsPerEm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A letter of a text, drawn in the font's own units.
     *
     * @param number of the letter in the font
     * @param x where it begins
     * @param path its outline from (0, 0) on, y upwards
     */
    record Letter(int number, double x, Path2D path) {}

    /** How many of the font's units are one em. */
    double unitsPerEm() {
        return unitsPerEm;
    }

    /** The letters of a text that have an outline, which a space has not. */
    List<Letter> letters(String text) {
        try {
            List<Letter> letters = new ArrayList<>();
            double x = 0;
            for (int c : text.codePoints().toArray()) {
                int glyph = glyph(c);
                GlyphData data = font.getGlyph().getGlyph(glyph);
                if (data != null) {
                    letters.add(new Letter(glyph, x, data.getPath()));
                }
                x += font.getAdvanceWidth(glyph);
            }
            return letters;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The outlines of a text, in ems, y upwards, from (0, 0) on. */
    Path2D outline(String text) {
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (Letter letter : letters(text)) {
            AffineTransform place = AffineTransform.getScaleInstance(1 / unitsPerEm, 1 / unitsPerEm);
            place.translate(letter.x(), 0);
            outline.append(letter.path().getPathIterator(place), false);
        }
        return outline;
    }

    boolean has(int character) {
        return characters.getGlyphId(character) != 0;
    }

    private int glyph(int character) {
        int glyph = characters.getGlyphId(character);
        if (glyph == 0) {
            throw new IllegalArgumentException("text in a figure must be of characters that Liberation Sans has, got \""
                    + Character.toString(character) + "\" (" + String.format("U+%04X", character) + ")");
        }
        return glyph;
    }
}
