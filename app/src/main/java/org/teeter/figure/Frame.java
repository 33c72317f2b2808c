package org.teeter.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Two axes around a rectangle of the page. */
record Frame(Rectangle2D box, Axis horizontal, Axis vertical) {
    private static final double TICK = 2.5;
    private static final double GAP = 1.5;
    private static final Pen LINE = new Pen(0.5, Colour.INK);

    double x(double value) {
        return box.getX() + box.getWidth() * (value - horizontal.from()) / (horizontal.to() - horizontal.from());
    }

    double y(double value) {
        return box.getMaxY() - box.getHeight() * (value - vertical.from()) / (vertical.to() - vertical.from());
    }

    double x(Vertex vertex) {
        return nearOne(horizontal)
                ? box.getMaxX() - box.getWidth() * vertex.xRest() / (1 - horizontal.from())
                : x(vertex.x());
    }

    double y(Vertex vertex) {
        return nearOne(vertical)
                ? box.getY() + box.getHeight() * vertex.yRest() / (1 - vertical.from())
                : y(vertex.y());
    }

    /** An enlarged corner, in which places are told by their distance from 1. */
    private static boolean nearOne(Axis axis) {
        return axis.to() == 1 && axis.from() >= 0.5;
    }

    void drawBorder(Canvas canvas) {
        Path2D border = new Path2D.Double();
        border.append(box, false);
        canvas.stroke(border, LINE);
    }

    /** Ticks below, with their names in this size. */
    void drawBelow(Canvas canvas, List<Axis.Tick> ticks, double size) {
        drawMarksBelow(canvas, ticks);
        for (Axis.Tick tick : ticks) {
            tick.label().draw(canvas, x(tick.value()), baseline(size), size, Label.Anchor.MIDDLE, Colour.INK);
        }
    }

    /** Ticks at the two ends below, with names that do not reach further out than half a letter. */
    void drawEndsBelow(Canvas canvas, double size) {
        List<Axis.Tick> ends = horizontal.ends();
        drawMarksBelow(canvas, ends);
        double out = size / 4;
        ends.get(0).label().draw(canvas, box.getX() - out, baseline(size), size, Label.Anchor.START, Colour.INK);
        ends.get(1).label().draw(canvas, box.getMaxX() + out, baseline(size), size, Label.Anchor.END, Colour.INK);
    }

    private double baseline(double size) {
        return box.getMaxY() + TICK + GAP + Typeface.CAPITALS * size;
    }

    private void drawMarksBelow(Canvas canvas, List<Axis.Tick> ticks) {
        Path2D marks = new Path2D.Double();
        for (Axis.Tick tick : ticks) {
            marks.moveTo(x(tick.value()), box.getMaxY());
            marks.lineTo(x(tick.value()), box.getMaxY() + TICK);
        }
        canvas.stroke(marks, LINE);
    }

    /** Ticks on the left, with their names in this size. */
    void drawLeft(Canvas canvas, List<Axis.Tick> ticks, double size) {
        Path2D marks = new Path2D.Double();
        for (Axis.Tick tick : ticks) {
            marks.moveTo(box.getX() - TICK, y(tick.value()));
            marks.lineTo(box.getX(), y(tick.value()));
        }
        canvas.stroke(marks, LINE);
        for (Axis.Tick tick : ticks) {
            double baseline = y(tick.value()) + Typeface.CAPITALS * size / 2;
            tick.label().draw(canvas, box.getX() - TICK - GAP, baseline, size, Label.Anchor.END, Colour.INK);
        }
    }
}
