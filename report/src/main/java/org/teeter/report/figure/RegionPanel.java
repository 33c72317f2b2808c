package org.teeter.report.figure;

import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.sensitivity.Area;

/**
 * One square of a region figure: the regions of several bounds, one in the other, and their common corner enlarged where it is small.
 *
 * @param heading above the square, as are the titles {@link Label} markup
 * @param by the probability by which the derivative is taken, as tables call it
 * @param regions from the smallest M, whose region is the largest, to the largest
 * @param simplex whether only places with coordinates that sum to 1 at most are probabilities
 * @param leastRatio the least ordinate by abscissa that a model can have, or 0
 */
record RegionPanel(
        String heading,
        String horizontal,
        String vertical,
        String by,
        List<Region> regions,
        boolean simplex,
        double leastRatio) {
    private static final double SMALL_PRINT = 6;
    private static final double PRINT = 7;
    private static final double VISIBLE = 1; // in points
    private static final Pen BORDER = new Pen(0.4, Colour.INK);
    static final Pen LEAST_RATIO = new Pen(0.6, Colour.INK).dashed(3, 2);
    static final Colour NO_PROBABILITIES = Colour.of(0xEDEDED);

    /** The region of one bound: what the formula says of its area, and the polygons that are drawn. */
    record Region(double m, Area area, Outline outline) {}

    RegionPanel {
        regions = List.copyOf(regions);
    }

    void draw(Canvas canvas, Rectangle2D box) {
        Frame frame = new Frame(box, new Axis(horizontal, 0, 1), new Axis(vertical, 0, 1));
        Optional<Inset> inset = Inset.of(this, frame);
        List<Shape> taken = new ArrayList<>();
        inset.ifPresent(enlarged -> taken.add(enlarged.room()));
        drawRegions(canvas, frame, taken, PRINT);
        frame.drawBelow(canvas, frame.horizontal().ticks(), PRINT);
        frame.drawLeft(canvas, frame.vertical().ticks(), PRINT);
        if (leastRatio > 0) {
            drawNameOfLeastRatio(canvas, frame);
        }
        inset.ifPresent(enlarged -> drawInset(canvas, frame, enlarged.frame()));
    }

    /** The bounds whose region is hardly wider than its border, here and in the inset. */
    List<Double> tooSmallToSee(Rectangle2D box) {
        Frame frame = new Frame(box, new Axis(horizontal, 0, 1), new Axis(vertical, 0, 1));
        Optional<Inset> inset = Inset.of(this, frame);
        List<Double> small = new ArrayList<>();
        for (Region region : regions) {
            boolean seen = region.outline().isEmpty()
                    || isWide(region, frame)
                    || (inset.isPresent() && isWide(region, inset.get().frame()));
            if (!seen) {
                small.add(region.m());
            }
        }
        return small;
    }

    /** Whether the part of the region in this frame can be told from a line, and from the frame as a whole. */
    private static boolean isWide(Region region, Frame frame) {
        Rectangle2D part = Outline.path(region.outline().largestRing(), frame)
                .getBounds2D()
                .createIntersection(frame.box());
        boolean reachesAcross = part.getWidth() > frame.box().getWidth() - VISIBLE
                && part.getHeight() > frame.box().getHeight() - VISIBLE;
        boolean whole = frame.horizontal().to() - frame.horizontal().from() == 1;
        return part.getWidth() > VISIBLE && part.getHeight() > VISIBLE && (whole || !reachesAcross);
    }

    private void drawInset(Canvas canvas, Frame frame, Frame enlarged) {
        Axis x = enlarged.horizontal();
        Axis y = enlarged.vertical();
        Rectangle2D window = new Rectangle2D.Double(
                frame.x(x.from()),
                frame.y(y.to()),
                frame.x(x.to()) - frame.x(x.from()),
                frame.y(y.from()) - frame.y(y.to()));
        canvas.stroke(path(window), BORDER);
        canvas.fill(path(enlarged.box()), Colour.PAPER);
        drawRegions(canvas, enlarged, new ArrayList<>(), SMALL_PRINT);
        enlarged.drawEndsBelow(canvas, SMALL_PRINT);
        enlarged.drawLeft(canvas, y.ends(), SMALL_PRINT);
    }

    private static Path2D path(Shape shape) {
        return new Path2D.Double(shape);
    }

    private void drawRegions(Canvas canvas, Frame frame, List<Shape> taken, double size) {
        List<Path2D> paths = new ArrayList<>();
        for (Region region : regions) {
            paths.add(region.outline().path(frame));
        }
        canvas.inside(frame.box(), () -> {
            for (int k = 0; k < paths.size(); k++) {
                canvas.paint(paths.get(k), Palette.step(k, paths.size()), BORDER);
            }
            if (simplex) {
                Path2D beyond = beyondSimplex(frame);
                canvas.fill(beyond, NO_PROBABILITIES);
                taken.add(beyond);
            }
            if (leastRatio > 0) {
                Line2D line = leastRatio(frame);
                canvas.stroke(
                        path(line), new Pen(1.4, Colour.PAPER.withOpacity(0.6))); // else it is lost in a dark region
                canvas.stroke(path(line), LEAST_RATIO);
                taken.add(line);
            }
            for (int k = 0; k < paths.size(); k++) {
                Path2D inner = k + 1 < paths.size() ? paths.get(k + 1) : new Path2D.Double();
                drawName(canvas, k, paths.get(k), inner, frame.box(), taken, size);
            }
        });
        frame.drawBorder(canvas);
    }

    private void drawName(
            Canvas canvas, int k, Path2D path, Path2D inner, Rectangle2D window, List<Shape> taken, double size) {
        Label name = Label.of(Axis.number(regions.get(k).m()));
        double height = Typeface.CAPITALS * size;
        Colour fill = Palette.step(k, regions.size());
        Colour colour = fill.lightness() > 55 ? Colour.INK : Colour.PAPER;
        LabelPlace.of(name.width(size), height, path, inner, window, taken)
                .ifPresent(place ->
                        name.draw(canvas, place.getX(), place.getY() + height / 2, size, Label.Anchor.MIDDLE, colour));
    }

    private static Path2D beyondSimplex(Frame frame) {
        Path2D beyond = new Path2D.Double();
        beyond.moveTo(frame.x(0), frame.y(1));
        beyond.lineTo(frame.x(1), frame.y(1));
        beyond.lineTo(frame.x(1), frame.y(0));
        beyond.closePath();
        return beyond;
    }

    private Line2D leastRatio(Frame frame) {
        return new Line2D.Double(
                frame.x(0), frame.y(0), frame.x(1 / (1 + leastRatio)), frame.y(leastRatio / (1 + leastRatio)));
    }

    /** What the dashed line is, as {@link Label} markup; κ is said in the legend. */
    String nameOfLeastRatio() {
        return vertical + " = *κ* " + horizontal;
    }

    private void drawNameOfLeastRatio(Canvas canvas, Frame frame) {
        Line2D line = leastRatio(frame);
        Label name = Label.of(nameOfLeastRatio());
        boolean right = line.getX2() - name.width(PRINT) < frame.x(0.05); // no room to the left of its end
        name.draw(
                canvas,
                line.getX2() + (right ? 5 : -6),
                line.getY2() + (right ? 2 : -1),
                PRINT,
                right ? Label.Anchor.START : Label.Anchor.END,
                Colour.INK);
    }
}
