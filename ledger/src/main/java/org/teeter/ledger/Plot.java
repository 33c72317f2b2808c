package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A small picture of the numbers behind a verdict: curves and marks over two axes.
 *
 * @param title what it shows, also for readers who cannot see it
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param curves lines through points, in the order of their points
 * @param marks single points with a word beside them
 */
public record Plot(String title, Axis x, Axis y, List<Curve> curves, List<Mark> marks) {

    /**
     * An axis.
     *
     * @param from its low end
     * @param to its high end
     * @param logarithmic whether equal ratios have equal lengths
     */
    public record Axis(String label, double from, double to, boolean logarithmic) {
        static Axis linear(String label, double from, double to) {
            return new Axis(label, from, to, false);
        }

        static Axis log(String label, double from, double to) {
            return new Axis(label, from, to, true);
        }

        /** Where a value lies: 0 at the low end, 1 at the high end. */
        double place(double value) {
            return logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
        }
    }

    /** A point in the units of the axes. */
    public record Point(double x, double y) {}

    /** How a curve is drawn: shape tells curves apart where colour does not. */
    public enum Stroke {
        /** What was computed, or what is true. */
        TRUE,
        /** What is printed, or what is false. */
        PRINTED,
        /** A third curve, or a bound. */
        THIRD
    }

    /** A line through points. */
    public record Curve(String label, Stroke stroke, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** A single point. */
    public record Mark(String label, Stroke stroke, Point at) {}

    public Plot {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
    }

    static Plot of(String title, Axis x, Axis y) {
        return new Plot(title, x, y, List.of(), List.of());
    }

    Plot curve(String label, Stroke stroke, List<Point> points) {
        List<Curve> more = new ArrayList<>(curves);
        more.add(new Curve(label, stroke, points));
        return new Plot(title, x, y, more, marks);
    }

    /** The graph of a function over the whole horizontal axis. */
    Plot curve(String label, Stroke stroke, DoubleUnaryOperator f) {
        int steps = 160;
        List<Point> points = new ArrayList<>();
        for (int k = 0; k <= steps; k++) {
            double share = k / (double) steps;
            double at = x.logarithmic ? x.from * Math.pow(x.to / x.from, share) : x.from + share * (x.to - x.from);
            points.add(new Point(at, f.applyAsDouble(at)));
        }
        return curve(label, stroke, points);
    }

    /** A level across the whole picture. */
    Plot level(String label, Stroke stroke, double height) {
        return curve(label, stroke, List.of(new Point(x.from, height), new Point(x.to, height)));
    }

    Plot mark(String label, Stroke stroke, double atX, double atY) {
        List<Mark> more = new ArrayList<>(marks);
        more.add(new Mark(label, stroke, new Point(atX, atY)));
        return new Plot(title, x, y, curves, more);
    }
}
