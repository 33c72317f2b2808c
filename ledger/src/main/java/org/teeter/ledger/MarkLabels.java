package org.teeter.ledger;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Where the words beside marks go: clear of curves, of marks and of each other where there is such a place, near to their mark. Mutable. */
final class MarkLabels {
    private static final double HEIGHT = 13; // of a line of words
    private static final double LETTER = 7.4; // its width, on the average
    private static final double AIR = 2;
    private static final double REACH = 4; // of a mark
    private static final int RINGS = 9;
    private static final double WORST = 1e3;

    private final Rectangle2D frame;
    private final List<Line2D> lines = new ArrayList<>();
    private final List<Rectangle2D> taken = new ArrayList<>();

    /**
     * A place of words.
     *
     * @param anchor {@code start}, {@code middle} or {@code end}: which part of the words is at {@code x}
     */
    record Place(String text, double x, double baseline, String anchor) {}

    MarkLabels(Rectangle2D frame) {
        this.frame = frame;
    }

    /** Adds a piece of a curve. */
    void line(double fromX, double fromY, double toX, double toY) {
        if (Double.isFinite(fromY) && Double.isFinite(toY)) {
            lines.add(new Line2D.Double(fromX, fromY, toX, toY));
        }
    }

    /** Adds a mark. */
    void mark(double x, double y) {
        taken.add(new Rectangle2D.Double(x - REACH, y - REACH, 2 * REACH, 2 * REACH));
    }

    /** The best place for the words of a mark, which is then taken. */
    Place place(String text, double x, double y) {
        double width = LETTER
                * text.codePoints()
                        .filter(letter -> letter != '_' && letter != '^')
                        .count();
        Rectangle2D best = new Rectangle2D.Double();
        double least = Double.POSITIVE_INFINITY;
        for (int ring = 0; ring < RINGS; ring++) {
            double away = REACH + AIR + ring * HEIGHT / 2;
            for (int row = -1; row <= 1; row++) {
                for (int column = -1; column <= 1; column++) {
                    if (row == 0 && column == 0) {
                        continue;
                    }
                    double left = column < 0 ? x - width - away : column > 0 ? x + away : x - width / 2;
                    double top = row < 0 ? y - HEIGHT - away : row > 0 ? y + away : y - HEIGHT / 2;
                    Rectangle2D box = new Rectangle2D.Double(left, top, width, HEIGHT);
                    double cost = away + cost(box);
                    if (cost < least) {
                        least = cost;
                        best = box;
                    }
                }
            }
        }
        taken.add(best);
        boolean leftOf = best.getMaxX() <= x;
        boolean rightOf = best.getX() >= x;
        return new Place(
                text,
                leftOf ? best.getMaxX() : rightOf ? best.getX() : best.getCenterX(),
                best.getMaxY() - 3,
                leftOf ? "end" : rightOf ? "start" : "middle");
    }

    private double cost(Rectangle2D box) {
        Rectangle2D air = new Rectangle2D.Double(
                box.getX() - AIR, box.getY() - AIR, box.getWidth() + 2 * AIR, box.getHeight() + 2 * AIR);
        double cost = frame.contains(box) ? 0 : WORST * WORST;
        cost += WORST * taken.stream().filter(other -> other.intersects(air)).count();
        return cost
                + WORST * lines.stream().filter(line -> line.intersects(air)).count();
    }
}
