package org.teeter.report.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A grid of line charts with common axes: measured lines with their bands, dashed theories, shaded stretches, one legend.
 *
 * <p>Written by {@link PictureFormat}, like every drawing:
 *
 * <pre>{@code
 * Drawing figure = new LineFigure("Learned preferences", caption, new Axis("*p*_{23} in the data", 0, 1), new Axis("learned", 0, 1),
 *         panels, "10-sensitive", 3, FigureWidth.PAGE);
 * PictureFormat.PDF.write(figure, Path.of("fig3.pdf"));
 * }</pre>
 *
 * @param title what it is, in a line
 * @param caption what it shows; goes into the file, not onto the page
 * @param horizontal of every panel
 * @param vertical of every panel
 * @param panels row by row
 * @param marked what the shaded stretches are, as {@link Label} markup; empty if there are none
 * @param columns panels in a row
 */
public record LineFigure(
        String title,
        String caption,
        Axis horizontal,
        Axis vertical,
        List<LinePanel> panels,
        String marked,
        int columns,
        FigureWidth size)
        implements Drawing {
    private static final double EDGE = 3;
    private static final double LEFT = 33;
    private static final double RIGHT = 8;
    private static final double BETWEEN = 10;
    private static final double TITLE = 14;
    private static final double NAMES = 4; // below a panel without names of ticks
    private static final double BELOW = 29;
    private static final double ASPECT = 0.75;
    private static final double LEGEND = 13;
    private static final double SAMPLE = 18;
    private static final double PRINT = 8;
    private static final double SMALL_PRINT = 7;

    public LineFigure {
        panels = List.copyOf(panels);
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("a line figure needs a panel and a column at least, got " + panels.size()
                    + " panels and " + columns + " columns");
        }
        if (marked.isEmpty()
                && panels.stream().anyMatch(panel -> !panel.marked().isEmpty())) {
            throw new IllegalArgumentException("shaded stretches need a name for the legend, got none");
        }
    }

    @Override
    public double width() {
        return size.points();
    }

    @Override
    public double height() {
        int rows = (panels.size() + columns - 1) / columns;
        return Math.ceil(top() + rows * (TITLE + panelHeight()) + (rows - 1) * NAMES + BELOW);
    }

    private double top() {
        return EDGE + legendRows().size() * LEGEND;
    }

    private double panelWidth() {
        return (width() - LEFT - RIGHT - (columns - 1) * BETWEEN) / columns;
    }

    private double panelHeight() {
        return ASPECT * panelWidth();
    }

    @Override
    public void draw(Canvas canvas) {
        drawLegend(canvas);
        for (int k = 0; k < panels.size(); k++) {
            Frame frame = frame(k);
            panels.get(k).draw(canvas, frame);
            Label title = Label.of(panels.get(k).title());
            title.draw(
                    canvas,
                    frame.box().getX(),
                    frame.box().getY() - 4,
                    Math.min(SMALL_PRINT, panelWidth() / title.width(1)), // or it would run into the next one's
                    Label.Anchor.START,
                    Colour.INK);
            boolean lowest = k + columns >= panels.size();
            boolean first = k % columns == 0;
            frame.drawBelow(canvas, lowest ? horizontal.ticks() : List.of(), SMALL_PRINT);
            frame.drawLeft(canvas, first ? vertical.ticks() : List.of(), SMALL_PRINT);
        }
        Rectangle2D grid = frame(0).box().createUnion(frame(panels.size() - 1).box());
        for (int k = 0; k < panels.size(); k++) {
            grid = grid.createUnion(frame(k).box());
        }
        Label.of(horizontal.title())
                .draw(canvas, grid.getCenterX(), grid.getMaxY() + 23, PRINT, Label.Anchor.MIDDLE, Colour.INK);
        Label.of(vertical.title()).drawUpwards(canvas, grid.getX() - 23, grid.getCenterY(), PRINT, Colour.INK);
    }

    /** The frame of a panel on the page. */
    Frame frame(int panel) {
        int row = panel / columns;
        int column = panel % columns;
        Rectangle2D box = new Rectangle2D.Double(
                LEFT + column * (panelWidth() + BETWEEN),
                top() + row * (TITLE + panelHeight() + NAMES) + TITLE,
                panelWidth(),
                panelHeight());
        return new Frame(box, horizontal, vertical);
    }

    /** An entry of the legend: a line, or the shade where there is none. */
    private record Entry(Label name, List<LineSeries> line) {
        double width() {
            return SAMPLE + 4 + name.width(SMALL_PRINT) + 12;
        }
    }

    private List<Entry> entries() {
        Map<String, LineSeries> lines = new LinkedHashMap<>();
        boolean shaded = false;
        for (LinePanel panel : panels) {
            panel.series().forEach(line -> lines.putIfAbsent(line.name(), line));
            shaded |= !panel.marked().isEmpty();
        }
        List<Entry> entries = new ArrayList<>();
        lines.values().forEach(line -> entries.add(new Entry(Label.of(line.name()), List.of(line))));
        if (shaded) {
            entries.add(new Entry(Label.of(marked), List.of()));
        }
        return entries;
    }

    private List<List<Entry>> legendRows() {
        List<List<Entry>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Entry entry : entries()) {
            if (used + entry.width() > width() - LEFT) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            used += entry.width();
        }
        return rows;
    }

    private void drawLegend(Canvas canvas) {
        double middle = EDGE + LEGEND / 2;
        for (List<Entry> row : legendRows()) {
            double x = LEFT;
            for (Entry entry : row) {
                drawSample(canvas, entry, x, middle);
                double baseline = middle + Typeface.CAPITALS * SMALL_PRINT / 2;
                entry.name.draw(canvas, x + SAMPLE + 4, baseline, SMALL_PRINT, Label.Anchor.START, Colour.INK);
                x += entry.width();
            }
            middle += LEGEND;
        }
    }

    private static void drawSample(Canvas canvas, Entry entry, double x, double y) {
        if (entry.line.isEmpty()) {
            Rectangle2D shade = new Rectangle2D.Double(x, y - 3.5, SAMPLE, 7);
            canvas.paint(new Path2D.Double(shade), Palette.MARKED, new Pen(0.3, Colour.GREY));
            return;
        }
        LineSeries line = entry.line.get(0);
        Path2D sample = new Path2D.Double();
        sample.moveTo(x, y);
        sample.lineTo(x + SAMPLE, y);
        canvas.stroke(sample, LinePanel.pen(line));
        if (line.style() == LineSeries.Style.MEASURED) {
            LinePanel.drawMark(canvas, line.hue(), x + SAMPLE / 2, y);
        }
    }
}
