package org.teeter.report.figure;

import java.util.List;

/**
 * A line of a {@link LineFigure}.
 *
 * @param name as {@link Label} markup; lines of one name share an entry of the legend, and should share hue and style
 * @param hue which of five colours and marks, from 0; a theory is best given the hue of what it predicts
 * @param points by ascending x
 */
public record LineSeries(String name, int hue, Style style, List<Point> points) {

    /** What a line stands for, and so how it is drawn. */
    public enum Style {
        /** A line with a mark at each point, and a band from low to high. */
        MEASURED,
        /** A dashed line without marks. */
        THEORY
    }

    /**
     * A point with the range that its band covers there.
     *
     * @param low at most y; y itself for no band
     * @param high at least y
     */
    public record Point(double x, double y, double low, double high) {
        public Point {
            if (!(Double.isFinite(x)
                    && Double.NEGATIVE_INFINITY < low
                    && low <= y
                    && y <= high
                    && high < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a point must have numbers with low <= y <= high, got x = " + x
                        + ", low = " + low + ", y = " + y + ", high = " + high);
            }
        }

        /** A point without a band. */
        public Point(double x, double y) {
            this(x, y, y, y);
        }

        /** A point with a band of one standard deviation to either side. */
        public static Point ofMean(double x, double mean, double standardDeviation) {
            return new Point(x, mean, mean - standardDeviation, mean + standardDeviation);
        }
    }

    public LineSeries {
        points = List.copyOf(points);
        for (int k = 1; k < points.size(); k++) {
            if (!(points.get(k - 1).x() < points.get(k).x())) {
                throw new IllegalArgumentException("points of " + name + " must ascend in x, got "
                        + points.get(k - 1).x() + " before " + points.get(k).x());
            }
        }
    }
}
