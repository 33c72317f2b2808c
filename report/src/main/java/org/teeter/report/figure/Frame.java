package org.teeter.report.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Two axes around a rectangle of the page. */
record Frame(Rectangle2D box, Axis horizontal, Axis vertical) {
    private static final double TICK = 2.5;
    private static final double GAP = 1.5;
    private static final Pen LINE = new Pen(0.5, Colour.INK);
    private static final Pen FOLD = new Pen(0.5, Colour.GREY);

    double x(double value) {
        return box.getX() + box.getWidth() * horizontal.place(value);
    }

    double y(double value) {
        return box.getMaxY() - box.getHeight() * vertical.place(value);
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

    /** A line where the enlarged part of the horizontal axis ends. */
    void drawFold(Canvas canvas) {
        if (horizontal.isFolded()) {
            Path2D fold = new Path2D.Double();
            fold.moveTo(x(horizontal.middle()), box.getY());
            fold.lineTo(x(horizontal.middle()), box.getMaxY());
            canvas.stroke(fold, FOLD);
        }
    }

    /** Ticks below, with their names in this size, as many as do not touch. */
    void drawBelow(Canvas canvas, List<Axis.Tick> ticks, double size) {
        drawMarksBelow(canvas, ticks);
        for (Name name : namesBelow(ticks, size)) {
            name.label.draw(canvas, name.from, baseline(size), size, Label.Anchor.START, Colour.INK);
        }
    }

    /** What stands under a tick, from where to where. */
    record Name(Label label, double from, double to) {}

    /**
     * In the middle below their ticks, but reaching no further out of the frame than half a letter, where another frame may have its
     * own; every second, third, … where they would be closer to each other than a third of a letter.
     */
    List<Name> namesBelow(List<Axis.Tick> ticks, double size) {
        int every = 1;
        while (every < ticks.size() && touch(every(every, ticks, size), size / 3)) {
            every++;
        }
        return every(every, ticks, size);
    }

    private List<Name> every(int step, List<Axis.Tick> ticks, double size) {
        double out = size / 2;
        List<Name> names = new ArrayList<>();
        for (int k = 0; k < ticks.size(); k += step) {
            Label label = ticks.get(k).label();
            double width = label.width(size);
            double from = x(ticks.get(k).value()) - width / 2;
            from = Math.max(box.getX() - out, Math.min(from, box.getMaxX() + out - width));
            names.add(new Name(label, from, from + width));
        }
        return names;
    }

    private static boolean touch(List<Name> names, double apart) {
        for (int k = 1; k < names.size(); k++) {
            if (names.get(k).from - names.get(k - 1).to < apart) {
                return true;
            }
        }
        return false;
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
