package org.teeter.report.figure;

import java.util.List;

/**
 * How a line is drawn; joins are round.
 *
 * @param width in points
 * @param dashes lengths of line and gap in turn, in points; empty for a line without gaps
 */
public record Pen(double width, Colour colour, List<Double> dashes) {
    public Pen {
        if (!(width > 0)) {
            throw new IllegalArgumentException("a line must be wider than 0 points, got " + width);
        }
        dashes = List.copyOf(dashes);
    }

    /** A line without gaps. */
    public Pen(double width, Colour colour) {
        this(width, colour, List.of());
    }

    Pen dashed(double line, double gap) {
        return new Pen(width, colour, List.of(line, gap));
    }
}
