package org.teeter.report.figure;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * The corner of a panel where the smallest region lies, enlarged in a part of the panel that no region touches.
 *
 * @param frame the enlarged corner
 * @param room what it takes of the panel, with the names of its ticks
 */
record Inset(Frame frame, Rectangle2D room) {
    private static final double PRINT = 6;
    private static final double SIDE = 0.37; // of the panel's side
    private static final double AIR = 0.045;
    private static final double TICK = 4; // with the gap to its name, in points
    private static final double LARGE_ENOUGH = 0.25; // what reaches this far from its corner both ways needs no inset
    private static final double WIDE_ENOUGH = 0.05; // nor does what is this wide
    private static final double ALIKE = 5; // sides that differ by less than this factor are drawn to one scale

    static Optional<Inset> of(RegionPanel panel, Frame panelFrame) {
        List<Outline> drawn = panel.regions().stream()
                .map(RegionPanel.Region::outline)
                .filter(outline -> !outline.isEmpty())
                .toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        List<Vertex> smallest = drawn.get(drawn.size() - 1).largestRing();
        boolean low = smallest.stream().mapToDouble(Vertex::x).average().orElseThrow() < 0.5;
        boolean bottom = smallest.stream().mapToDouble(Vertex::y).average().orElseThrow() < 0.5;
        double x = extent(smallest.stream()
                .mapToDouble(v -> low ? v.x() : v.xRest())
                .max()
                .orElseThrow());
        double y = extent(smallest.stream()
                .mapToDouble(v -> bottom ? v.y() : v.yRest())
                .max()
                .orElseThrow());
        if (Math.min(x, y) > WIDE_ENOUGH && Math.max(x, y) > LARGE_ENOUGH) {
            return Optional.empty();
        }
        if (Math.max(x, y) <= ALIKE * Math.min(x, y) && Math.max(x, y) <= LARGE_ENOUGH) {
            x = Math.max(x, y);
            y = x;
        }
        Axis horizontal = low ? new Axis("", 0, x) : new Axis("", 1 - x, 1);
        Axis vertical = bottom ? new Axis("", 0, y) : new Axis("", 1 - y, 1);
        boolean first = panel.simplex(); // where regions lie at the origin, the far corner is empty
        for (boolean right : new boolean[] {first, !first}) {
            for (boolean top : new boolean[] {first, !first}) {
                Inset inset = at(panelFrame.box(), right, top, horizontal, vertical);
                if (drawn.stream().noneMatch(outline -> outline.path(panelFrame).intersects(inset.room))) {
                    return Optional.of(inset);
                }
            }
        }
        return Optional.empty();
    }

    private static Inset at(Rectangle2D square, boolean right, boolean top, Axis horizontal, Axis vertical) {
        double air = AIR * square.getWidth();
        double size = SIDE * square.getWidth();
        double names = vertical.ends().stream()
                .mapToDouble(tick -> tick.label().width(PRINT))
                .max()
                .orElseThrow();
        double left = names + TICK;
        double below = PRINT + TICK;
        Rectangle2D box = new Rectangle2D.Double(
                right ? square.getMaxX() - air - size : square.getX() + air / 2 + left,
                top ? square.getY() + air : square.getMaxY() - air / 2 - below - size,
                size,
                size);
        return new Inset(
                new Frame(box, horizontal, vertical),
                new Rectangle2D.Double(
                        box.getX() - left, box.getY() - PRINT / 2, size + left + PRINT / 2, size + below + PRINT / 2));
    }

    /** The next of 1, 2, 5 times a power of ten, at most 1. */
    private static double extent(double reach) {
        double power = Math.pow(10, Math.floor(Math.log10(reach)));
        for (double factor : new double[] {1, 2, 5}) {
            if (reach <= factor * power) {
                return Math.min(1, factor * power);
            }
        }
        return Math.min(1, 10 * power);
    }
}
