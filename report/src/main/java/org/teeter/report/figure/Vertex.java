package org.teeter.report.figure;

import org.teeter.link.Probability;

/**
 * A corner of an outline, in coordinates of the unit square that keep their digits near 0 and near 1, so that a region in a corner of
 * the square can be enlarged.
 *
 * @param x the abscissa
 * @param xRest {@code 1 - x}
 * @param y the ordinate
 * @param yRest {@code 1 - y}
 */
record Vertex(double x, double xRest, double y, double yRest) {

    static Vertex of(Probability x, Probability y) {
        return new Vertex(x.p(), x.q(), y.p(), y.q());
    }

    /** From coordinates whose precision near 0 is all that matters. */
    static Vertex nearOrigin(double x, double y) {
        return new Vertex(x, 1 - x, y, 1 - y);
    }

    Vertex transposed() {
        return new Vertex(y, yRest, x, xRest);
    }

    /** Through the middle of the square. */
    Vertex opposite() {
        return new Vertex(xRest, x, yRest, y);
    }

    /** The step in x from the other vertex to this one. */
    double dx(Vertex from) {
        return x < 0.5 ? x - from.x : from.xRest - xRest;
    }

    /** The step in y from the other vertex to this one. */
    double dy(Vertex from) {
        return y < 0.5 ? y - from.y : from.yRest - yRest;
    }

    double distance(Vertex other) {
        return Math.hypot(dx(other), dy(other));
    }

    /** The distance to the stretch between two vertices. */
    double distance(Vertex from, Vertex to) {
        double sx = to.dx(from);
        double sy = to.dy(from);
        double square = sx * sx + sy * sy;
        double along = square > 0 ? (dx(from) * sx + dy(from) * sy) / square : 0;
        double part = Math.max(0, Math.min(1, along));
        return Math.hypot(dx(from) - part * sx, dy(from) - part * sy);
    }
}
