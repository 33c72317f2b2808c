package org.teeter.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** Where the name of a region fits between its boundary and that of the next one inside of it. */
final class LabelPlace {
    private static final double STEP = 2;
    private static final double AIR = 1.2;

    private LabelPlace() {}

    /**
     * The middle of a text of that size: wholly in the region, wholly outside of the inner one, and as near to the middle of the window as
     * can be; empty if there is no such place.
     */
    static Optional<Point2D> of(
            double width, double height, Path2D region, Path2D inner, Rectangle2D window, Rectangle2D taken) {
        double w = width + 2 * AIR;
        double h = height + 2 * AIR;
        Point2D best = null;
        double nearest = Double.POSITIVE_INFINITY;
        Rectangle2D bounds = region.getBounds2D().createIntersection(window);
        for (double y = bounds.getMaxY() - h / 2;
                y >= bounds.getY() + h / 2;
                y -= STEP) { // of two alike, the lower one
            for (double x = bounds.getX() + w / 2; x <= bounds.getMaxX() - w / 2; x += STEP) {
                double distance = Math.hypot(x - window.getCenterX(), y - window.getCenterY());
                if (distance < nearest - 1e-6) {
                    Rectangle2D box = new Rectangle2D.Double(x - w / 2, y - h / 2, w, h);
                    if (region.contains(box) && !inner.intersects(box) && !taken.intersects(box)) {
                        nearest = distance;
                        best = new Point2D.Double(x, y);
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
