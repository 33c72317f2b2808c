package org.teeter.report.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What of a polygon lies near a rectangle, by Sutherland and Hodgman (1974), "Reentrant polygon clipping": an enlarged corner would else
 * put corners of polygons a million pages away, where printers lose count, and into files that nobody sees them in.
 */
final class Clip {
    /** Sides that are cut run this far outside of the rectangle, so that their borders are not seen. */
    private static final double BEYOND = 2;

    /** Corners closer than this, in points, are one: twice what the coordinates in a file resolve. */
    private static final double APART = 2e-4;

    private Clip() {}

    /** Adds the polygon's part, if there is one, to a path that is empty. */
    static void add(List<Point2D> polygon, Rectangle2D rectangle, Path2D path) {
        List<Point2D> part = polygon;
        part = half(part, point -> point.getX() - (rectangle.getMinX() - BEYOND));
        part = half(part, point -> rectangle.getMaxX() + BEYOND - point.getX());
        part = half(part, point -> point.getY() - (rectangle.getMinY() - BEYOND));
        part = half(part, point -> rectangle.getMaxY() + BEYOND - point.getY());
        for (Point2D corner : part) {
            Point2D last = path.getCurrentPoint();
            if (last == null) {
                path.moveTo(corner.getX(), corner.getY());
            } else if (last.distance(corner) > APART) {
                path.lineTo(corner.getX(), corner.getY());
            }
        }
        if (!part.isEmpty()) {
            path.closePath();
        }
    }

    /** The part where the function, linear in the place, is not negative. */
    private static List<Point2D> half(List<Point2D> polygon, ToDoubleFunction<Point2D> inside) {
        List<Point2D> part = new ArrayList<>();
        for (int k = 0; k < polygon.size(); k++) {
            Point2D from = polygon.get(k);
            Point2D to = polygon.get((k + 1) % polygon.size());
            double here = inside.applyAsDouble(from);
            double there = inside.applyAsDouble(to);
            if (here >= 0) {
                part.add(from);
            }
            if (here >= 0 != there >= 0) {
                double along = here / (here - there);
                part.add(new Point2D.Double(
                        from.getX() + along * (to.getX() - from.getX()),
                        from.getY() + along * (to.getY() - from.getY())));
            }
        }
        return part;
    }
}
