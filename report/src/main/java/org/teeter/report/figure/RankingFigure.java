package org.teeter.report.figure;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * A ranking: a line for each item with its rank, its name, and its score as a disc on an axis with a bar for its interval. Every second tier
 * has a ground of its own.
 *
 * @param title what it is, in a line
 * @param caption what it shows; goes into the file, not onto the page
 * @param scores what the axis of scores is called, as {@link Label} markup
 * @param rows from the first on
 */
public record RankingFigure(String title, String caption, String scores, List<Row> rows) implements Drawing {
    private static final double EDGE = 3;
    private static final double ROW = 12;
    private static final double BELOW = 29;
    private static final double GAP = 8;
    private static final double PRINT = 8;
    private static final double SMALL_PRINT = 7;
    private static final double MOST_OF_NAMES = 0.4; // of the width; longer ones are set smaller
    private static final double AROUND = 0.03; // of the range of scores, left free
    private static final double DISC = 2.2;
    private static final Colour TIER = Colour.of(0xF4F2EC);

    /**
     * An item.
     *
     * @param rank its place, or from where to where it may stand
     * @param name as it is to be read, whatever it is
     * @param half half of the interval around its score; absent where none is known
     * @param shown score and interval, in words
     * @param tier items of one tier cannot be told apart from its first; 0 where none is known
     */
    public record Row(String rank, String name, double score, Optional<Double> half, String shown, int tier) {
        public Row {
            if (!Double.isFinite(score)
                    || half.filter(h -> !(h >= 0 && h < Double.POSITIVE_INFINITY))
                            .isPresent()) {
                throw new IllegalArgumentException(
                        "a row must have a finite score and interval, got " + score + " and " + half);
            }
        }

        private Label label() {
            return Label.of(Label.markup(name));
        }

        /** Whether the font has every character of the name; a box stands for one that it lacks. */
        public boolean isWritten() {
            return name.codePoints().allMatch(Typeface.sans()::has);
        }
    }

    public RankingFigure {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a ranking needs an item at least, got none");
        }
    }

    @Override
    public double width() {
        return FigureWidth.PAGE.points();
    }

    @Override
    public double height() {
        return Math.ceil(EDGE + rows.size() * ROW + BELOW);
    }

    @Override
    public void draw(Canvas canvas) {
        double ranks = widest(rows.stream().map(row -> Label.plain(row.rank)).toList());
        double names = Math.min(widest(rows.stream().map(Row::label).toList()), MOST_OF_NAMES * width());
        double values = widest(rows.stream().map(row -> Label.plain(row.shown)).toList());
        double left = EDGE + ranks + GAP + names + GAP;
        Rectangle2D box = new Rectangle2D.Double(left, EDGE, width() - EDGE - values - GAP - left, rows.size() * ROW);
        Frame frame = new Frame(box, axis(), new Axis("", 0, 1));
        for (int k = 0; k < rows.size(); k++) {
            if (rows.get(k).tier % 2 == 1) {
                canvas.fill(
                        new Path2D.Double(new Rectangle2D.Double(EDGE, EDGE + k * ROW, width() - 2 * EDGE, ROW)), TIER);
            }
        }
        for (Axis.Tick tick : frame.horizontal().ticks()) {
            Path2D line = new Path2D.Double();
            line.moveTo(frame.x(tick.value()), box.getY());
            line.lineTo(frame.x(tick.value()), box.getMaxY());
            canvas.stroke(line, new Pen(0.3, Colour.GREY).dashed(0.6, 1.8));
        }
        for (int k = 0; k < rows.size(); k++) {
            Row row = rows.get(k);
            double middle = EDGE + (k + 0.5) * ROW;
            double baseline = middle + Typeface.CAPITALS * SMALL_PRINT / 2;
            Label.plain(row.rank).draw(canvas, EDGE + ranks, baseline, SMALL_PRINT, Label.Anchor.END, Colour.INK);
            Label name = row.label();
            name.draw(
                    canvas,
                    EDGE + ranks + GAP,
                    baseline,
                    Math.min(SMALL_PRINT, names / Math.max(1e-9, name.width(1))),
                    Label.Anchor.START,
                    Colour.INK);
            mark(canvas, frame, row, middle);
            Label.plain(row.shown).draw(canvas, width() - EDGE, baseline, SMALL_PRINT, Label.Anchor.END, Colour.INK);
        }
        frame.drawBorder(canvas);
        frame.drawBelow(canvas, frame.horizontal().ticks(), SMALL_PRINT);
        Label.of(scores).draw(canvas, box.getCenterX(), box.getMaxY() + 23, PRINT, Label.Anchor.MIDDLE, Colour.INK);
    }

    private static void mark(Canvas canvas, Frame frame, Row row, double middle) {
        double half = row.half.orElse(0.0);
        if (half > 0) {
            Path2D bar = new Path2D.Double();
            bar.moveTo(frame.x(row.score - half), middle);
            bar.lineTo(frame.x(row.score + half), middle);
            canvas.stroke(bar, new Pen(1.2, Palette.line(0)));
        }
        double x = frame.x(row.score);
        canvas.fill(
                new Path2D.Double(new Ellipse2D.Double(x - DISC, middle - DISC, 2 * DISC, 2 * DISC)), Palette.line(0));
    }

    private Axis axis() {
        double low = rows.stream()
                .mapToDouble(row -> row.score - row.half.orElse(0.0))
                .min()
                .orElseThrow();
        double high = rows.stream()
                .mapToDouble(row -> row.score + row.half.orElse(0.0))
                .max()
                .orElseThrow();
        double room = Math.max((high - low) * AROUND, Math.max(1, Math.max(Math.abs(low), Math.abs(high))) * 1e-6);
        return new Axis(scores, low - room, high + room);
    }

    private static double widest(List<Label> labels) {
        return labels.stream()
                .mapToDouble(label -> label.width(SMALL_PRINT))
                .max()
                .orElse(0);
    }
}
