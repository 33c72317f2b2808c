package org.teeter.report.figure;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/** Where the name of a region fits between its boundary and that of the next one inside of it. */
final class LabelPlace {
    private static final double STEP = 2;
    private static final double WIDE = 3.2;
    private static final double NARROW = 1.2;
    private static final double PREFERRED = 6; // to this much nearer places in the upper half

    private LabelPlace() {}

    /**
     * The middle of a text of that size: wholly in the region, outside of the inner one and of what is taken, and as near to the middle of
     * the window as can be; with much air around it or else with little; empty if there is no such place.
     */
    static Optional<Point2D> of(
            double width, double height, Path2D outer, Path2D next, Rectangle2D window, List<Shape> taken) {
        Path2D region = sketch(outer);
        Path2D inner = sketch(next);
        for (double air : new double[] {WIDE, NARROW}) {
            double w = width + 2 * air;
            double h = height + 2 * air;
            Point2D best = null;
            double nearest = Double.POSITIVE_INFINITY;
            Rectangle2D bounds = region.getBounds2D().createIntersection(window);
            for (double y = bounds.getY() + h / 2; y <= bounds.getMaxY() - h / 2; y += STEP) {
                for (double x = bounds.getX() + w / 2; x <= bounds.getMaxX() - w / 2; x += STEP) {
                    double distance = Math.hypot(x - window.getCenterX(), y - window.getCenterY())
                            + (y < window.getCenterY() ? PREFERRED : 0);
                    Rectangle2D box = new Rectangle2D.Double(x - w / 2, y - h / 2, w, h);
                    if (distance < nearest
                            && region.contains(box)
                            && !inner.intersects(box)
                            && taken.stream().noneMatch(shape -> shape.intersects(box))) {
                        nearest = distance;
                        best = new Point2D.Double(x, y);
                    }
                }
            }
            if (best != null) {
                return Optional.of(best);
            }
        }
        return Optional.empty();
    }

    /** The same path by fewer corners, which is close enough for a text with air around it. */
    private static Path2D sketch(Path2D path) {
        Path2D sketch = new Path2D.Double(path.getWindingRule());
        double[] c = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
            int segment = it.currentSegment(c);
            if (segment == PathIterator.SEG_CLOSE) {
                sketch.closePath();
            } else if (segment == PathIterator.SEG_MOVETO) {
                sketch.moveTo(c[0], c[1]);
                x = c[0];
                y = c[1];
            } else if (Math.hypot(c[0] - x, c[1] - y) > NARROW / 2) {
                sketch.lineTo(c[0], c[1]);
                x = c[0];
                y = c[1];
            }
        }
        return sketch;
    }
}
