package org.teeter.report.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame of a {@link LineFigure}.
 *
 * @param title above it, as {@link Label} markup
 * @param marked stretches of x that are shaded from top to bottom
 */
public record LinePanel(String title, List<LineSeries> series, List<Stretch> marked) {
    private static final double MARK = 1.7; // half its size
    private static final double BAND = 0.22; // opacity

    /** A part of the x axis. */
    public record Stretch(double from, double to) {
        public Stretch {
            if (!(from <= to)) {
                throw new IllegalArgumentException(
                        "a stretch must not end before it begins, got " + from + " to " + to);
            }
        }
    }

    public LinePanel {
        series = List.copyOf(series);
        marked = List.copyOf(marked);
    }

    void draw(Canvas canvas, Frame frame) {
        canvas.inside(frame.box(), () -> {
            for (Stretch stretch : marked) {
                Rectangle2D.Double shade = new Rectangle2D.Double(
                        frame.x(stretch.from),
                        frame.box().getY(),
                        frame.x(stretch.to) - frame.x(stretch.from),
                        frame.box().getHeight());
                canvas.fill(new Path2D.Double(shade), Palette.MARKED);
            }
            frame.drawFold(canvas);
            series.forEach(line -> drawBand(canvas, frame, line));
            drawLines(canvas, frame, LineSeries.Style.MEASURED);
            drawLines(canvas, frame, LineSeries.Style.THEORY); // whose gaps show what is below
        });
        frame.drawBorder(canvas);
        for (LineSeries line : series) { // whole also where they sit on the border
            if (line.style() == LineSeries.Style.MEASURED) {
                for (LineSeries.Point point : line.points()) {
                    double x = frame.x(point.x());
                    double y = frame.y(point.y());
                    if (frame.box().getMinX() <= x
                            && x <= frame.box().getMaxX()
                            && frame.box().getMinY() <= y
                            && y <= frame.box().getMaxY()) {
                        drawMark(canvas, line.hue(), x, y);
                    }
                }
            }
        }
    }

    private static void drawBand(Canvas canvas, Frame frame, LineSeries line) {
        if (line.points().stream().allMatch(point -> point.low() == point.high())) {
            return;
        }
        Path2D band = new Path2D.Double();
        List<LineSeries.Point> points = line.points();
        band.moveTo(frame.x(points.get(0).x()), frame.y(points.get(0).high()));
        for (LineSeries.Point point : points) {
            band.lineTo(frame.x(point.x()), frame.y(point.high()));
        }
        for (int k = points.size() - 1; k >= 0; k--) {
            band.lineTo(frame.x(points.get(k).x()), frame.y(points.get(k).low()));
        }
        band.closePath();
        canvas.fill(band, Palette.line(line.hue()).withOpacity(BAND));
    }

    private void drawLines(Canvas canvas, Frame frame, LineSeries.Style style) {
        for (LineSeries line : series) {
            if (line.style() == style) {
                drawLine(canvas, frame, line);
            }
        }
    }

    private static void drawLine(Canvas canvas, Frame frame, LineSeries line) {
        Path2D path = new Path2D.Double();
        for (LineSeries.Point point : line.points()) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(frame.x(point.x()), frame.y(point.y()));
            } else {
                path.lineTo(frame.x(point.x()), frame.y(point.y()));
            }
        }
        if (line.points().size() > 1) {
            canvas.stroke(path, pen(line));
        }
    }

    private static final double DARKER = 0.35; // theories, than what is measured, which they may lie on
    /** Of theories: each hue has its own pattern, so that of two lines on each other the lower one is seen in the gaps of the upper. */
    private static final List<List<Double>> DASHES = List.of(
            List.of(3.5, 2.0), List.of(1.8, 1.3), List.of(7.0, 2.5), List.of(4.5, 1.4, 0.9, 1.4), List.of(0.9, 1.9));

    /** How a line is drawn, here and in the legend. */
    static Pen pen(LineSeries line) {
        Colour colour = Palette.line(line.hue());
        return line.style() == LineSeries.Style.THEORY
                ? new Pen(1, colour.mix(Colour.INK, DARKER), DASHES.get(Math.floorMod(line.hue(), DASHES.size())))
                : new Pen(0.8, colour);
    }

    /**
     * A disc, a square, a triangle, a diamond or a triangle on its head. All but the disc are open and larger, so that marks on each
     * other are all seen.
     */
    static void drawMark(Canvas canvas, int hue, double x, double y) {
        int sides = List.of(16, 4, 3, 4, 3).get(Math.floorMod(hue, 5));
        double turn = List.of(0.0, Math.PI / 4, -Math.PI / 2, 0.0, Math.PI / 2).get(Math.floorMod(hue, 5));
        double radius = MARK * (sides == 16 ? 1 : sides == 4 ? 1.6 : 2.1);
        List<Double> angles = new ArrayList<>();
        for (int k = 0; k < sides; k++) {
            angles.add(turn + 2 * Math.PI * k / sides);
        }
        Path2D mark = new Path2D.Double();
        for (double angle : angles) {
            if (mark.getCurrentPoint() == null) {
                mark.moveTo(Math.cos(angle), Math.sin(angle));
            } else {
                mark.lineTo(Math.cos(angle), Math.sin(angle));
            }
        }
        mark.closePath();
        mark.transform(new AffineTransform(radius, 0, 0, radius, x, y));
        if (sides == 16) {
            canvas.paint(mark, Palette.line(hue), new Pen(0.35, Colour.PAPER));
        } else {
            canvas.stroke(mark, new Pen(0.7, Palette.line(hue)));
        }
    }
}
