package org.teeter.report.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * What a drawing is drawn on. Lengths are points (1/72 inch); x grows to the right and y downwards from the upper left corner, as on a
 * screen.
 */
public interface Canvas {

    /** Fills a path; where it crosses itself, an even number of turns around a place is outside. */
    void fill(Path2D path, Colour colour);

    /** Draws along a path. */
    void stroke(Path2D path, Pen pen);

    /** Fills a path and draws along it. */
    default void paint(Path2D path, Colour colour, Pen pen) {
        fill(path, colour);
        stroke(path, pen);
    }

    /**
     * Writes a piece of text in one size.
     *
     * @param text characters of the {@link Typeface}
     * @param place takes the text's own coordinates, in ems with its baseline from (0, 0) to the right and y upwards, to the page
     */
    void text(String text, AffineTransform place, Colour colour);

    /** Draws what follows inside of the window only. */
    void inside(Rectangle2D window, Runnable drawing);
}
