package org.teeter.report.figure;

/** The two widths that journals print figures in. */
public enum FigureWidth {
    /** One column of a page of two: 3.25 inches; panels stand one above the other. */
    COLUMN(234),
    /** The whole page: 6.75 inches; panels stand side by side. */
    PAGE(486);

    private final double points;

    FigureWidth(double points) {
        this.points = points;
    }

    double points() {
        return points;
    }
}
