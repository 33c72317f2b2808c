package org.teeter.figure;

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
    private static final double INSET = 0.37; // of the square's side
    private static final double INSET_FROM_CORNER = 0.03;
    private static final double INSET_TICKS = 0.1; // room for the names of its ticks
    private static final double LARGE_ENOUGH = 0.25; // a region that reaches this far from its corner needs no inset
    private static final Pen BORDER = new Pen(0.4, Colour.INK);
    private static final Colour NO_PROBABILITIES = Colour.of(0xEDEDED);

    /** The region of one bound: what the formula says of its area, and the polygons that are drawn. */
    record Region(double m, Area area, Outline outline) {}

    RegionPanel {
        regions = List.copyOf(regions);
    }

    void draw(Canvas canvas, Rectangle2D box) {
        Frame frame = new Frame(box, new Axis(horizontal, 0, 1), new Axis(vertical, 0, 1));
        Optional<Frame> inset = inset(frame);
        drawRegions(canvas, frame, inset.map(this::withTicks).orElse(new Rectangle2D.Double()), PRINT);
        frame.drawBelow(canvas, frame.horizontal().ticks(), PRINT);
        frame.drawLeft(canvas, frame.vertical().ticks(), PRINT);
        inset.ifPresent(enlarged -> {
            Path2D room = new Path2D.Double();
            room.append(withTicks(enlarged), false);
            Path2D window = new Path2D.Double();
            window.append(
                    new Rectangle2D.Double(
                            frame.x(enlarged.horizontal().from()),
                            frame.y(enlarged.vertical().to()),
                            box.getWidth()
                                    * (enlarged.horizontal().to()
                                            - enlarged.horizontal().from()),
                            box.getHeight()
                                    * (enlarged.vertical().to()
                                            - enlarged.vertical().from())),
                    false);
            canvas.stroke(window, BORDER);
            Path2D paper = new Path2D.Double();
            paper.append(enlarged.box(), false);
            canvas.fill(paper, Colour.PAPER);
            drawRegions(canvas, enlarged, new Rectangle2D.Double(), SMALL_PRINT);
            enlarged.drawBelow(canvas, enlarged.horizontal().ends(), SMALL_PRINT);
            enlarged.drawLeft(canvas, enlarged.vertical().ends(), SMALL_PRINT);
        });
    }

    private void drawRegions(Canvas canvas, Frame frame, Rectangle2D taken, double size) {
        List<Path2D> paths = new ArrayList<>();
        for (Region region : regions) {
            paths.add(region.outline().path(frame));
        }
        canvas.inside(frame.box(), () -> {
            if (simplex) {
                drawBeyondSimplex(canvas, frame);
            }
            for (int k = 0; k < paths.size(); k++) {
                canvas.fill(paths.get(k), Palette.step(k, paths.size()));
            }
            for (Path2D path : paths) {
                canvas.stroke(path, BORDER);
            }
            if (leastRatio > 0) {
                drawLeastRatio(canvas, frame);
            }
            for (int k = 0; k < paths.size(); k++) {
                Path2D inner = k + 1 < paths.size() ? paths.get(k + 1) : new Path2D.Double();
                drawName(canvas, k, paths.get(k), inner, frame.box(), taken, size);
            }
        });
        frame.drawBorder(canvas);
    }

    private void drawName(
            Canvas canvas, int k, Path2D path, Path2D inner, Rectangle2D window, Rectangle2D taken, double size) {
        Label name = Label.of(Axis.number(regions.get(k).m()));
        double height = Typeface.CAPITALS * size;
        Colour fill = Palette.step(k, regions.size());
        Colour colour = fill.lightness() > 55 ? Colour.INK : Colour.PAPER;
        LabelPlace.of(name.width(size), height, path, inner, window, taken)
                .ifPresent(place ->
                        name.draw(canvas, place.getX(), place.getY() + height / 2, size, Label.Anchor.MIDDLE, colour));
    }

    private static void drawBeyondSimplex(Canvas canvas, Frame frame) {
        Path2D beyond = new Path2D.Double();
        beyond.moveTo(frame.x(0), frame.y(1));
        beyond.lineTo(frame.x(1), frame.y(1));
        beyond.lineTo(frame.x(1), frame.y(0));
        beyond.closePath();
        canvas.fill(beyond, NO_PROBABILITIES);
    }

    private void drawLeastRatio(Canvas canvas, Frame frame) {
        Path2D line = new Path2D.Double();
        line.moveTo(frame.x(0), frame.y(0));
        line.lineTo(frame.x(1 / (1 + leastRatio)), frame.y(leastRatio / (1 + leastRatio)));
        canvas.stroke(line, new Pen(0.6, Colour.INK).dashed(3, 2));
    }

    /** The corner at which the smallest region lies, enlarged, in a part of the square that no region touches. */
    private Optional<Frame> inset(Frame frame) {
        List<Region> drawn =
                regions.stream().filter(r -> !r.outline().isEmpty()).toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        List<Vertex> smallest = drawn.get(drawn.size() - 1).outline().largestRing();
        double meanX = smallest.stream().mapToDouble(Vertex::x).average().orElseThrow();
        double meanY = smallest.stream().mapToDouble(Vertex::y).average().orElseThrow();
        double reach = 0;
        for (Vertex vertex : smallest) {
            reach = Math.max(reach, meanX < 0.5 ? vertex.x() : vertex.xRest());
            reach = Math.max(reach, meanY < 0.5 ? vertex.y() : vertex.yRest());
        }
        double extent = roundedUp(1.02 * reach);
        if (extent > LARGE_ENOUGH) {
            return Optional.empty();
        }
        Axis x = meanX < 0.5 ? new Axis("", 0, extent) : new Axis("", 1 - extent, 1);
        Axis y = meanY < 0.5 ? new Axis("", 0, extent) : new Axis("", 1 - extent, 1);
        for (boolean right : new boolean[] {simplex, !simplex}) {
            for (boolean top : new boolean[] {simplex, !simplex}) {
                Frame place = new Frame(insetBox(frame.box(), right, top), x, y);
                Rectangle2D room = withTicks(place);
                if (drawn.stream().noneMatch(r -> r.outline().path(frame).intersects(room))) {
                    return Optional.of(place);
                }
            }
        }
        return Optional.empty();
    }

    private static Rectangle2D insetBox(Rectangle2D square, boolean right, boolean top) {
        double side = square.getWidth();
        double near = INSET_FROM_CORNER * side;
        double ticks = INSET_TICKS * side;
        double size = INSET * side;
        return new Rectangle2D.Double(
                right ? square.getMaxX() - near - size : square.getX() + ticks,
                top ? square.getY() + near : square.getMaxY() - ticks - size,
                size,
                size);
    }

    private Rectangle2D withTicks(Frame inset) {
        Rectangle2D box = inset.box();
        double ticks = box.getWidth() * INSET_TICKS / INSET;
        double air = box.getWidth() * INSET_FROM_CORNER / INSET / 2;
        return new Rectangle2D.Double(
                box.getX() - ticks + air, box.getY() - air, box.getWidth() + ticks, box.getHeight() + ticks);
    }

    /** The next of 1, 2, 5 times a power of ten. */
    private static double roundedUp(double x) {
        double power = Math.pow(10, Math.floor(Math.log10(x)));
        for (double factor : new double[] {1, 2, 5}) {
            if (x <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
