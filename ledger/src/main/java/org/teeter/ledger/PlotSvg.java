package org.teeter.ledger;

import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teeter.report.document.Shown;
import org.teeter.report.page.Html;

/** A plot as inline SVG: sizes in its own units, colours by the page's classes, so that light and dark are the page's business. */
final class PlotSvg {
    private static final double WIDTH = 420;
    private static final double HEIGHT = 260;
    private static final double LEFT = 76;
    private static final double RIGHT = 26;
    private static final double TOP = 18;
    private static final double BOTTOM = 50;

    private final Plot plot;

    private PlotSvg(Plot plot) {
        this.plot = plot;
    }

    /** Adds a figure with the picture, its legend and its title as caption. */
    static void add(Html html, Plot plot) {
        new PlotSvg(plot).figure(html);
    }

    private void figure(Html html) {
        html.open("figure", "class", "plot");
        html.open(
                "svg",
                "viewBox",
                "0 0 " + number(WIDTH) + " " + number(HEIGHT),
                "role",
                "img",
                "aria-label",
                plot.title());
        ticks(html, plot.x(), true);
        ticks(html, plot.y(), false);
        html.open(
                        "path",
                        "class",
                        "frame",
                        "d",
                        "M" + number(LEFT) + " " + number(TOP) + "V" + number(HEIGHT - BOTTOM) + "H"
                                + number(WIDTH - RIGHT))
                .close();
        label(html, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "middle", plot.x().label(), "axis");
        double middle = (TOP + HEIGHT - BOTTOM) / 2;
        html.open(
                "text",
                "class",
                "axis",
                "text-anchor",
                "middle",
                "transform",
                "translate(13 " + number(middle) + ") rotate(-90)");
        Formula.addSvg(html, plot.y().label()).close();
        for (Plot.Curve curve : plot.curves()) {
            html.open("path", "class", "curve " + name(curve.stroke()), "d", path(curve))
                    .close();
        }
        plot.marks().forEach(mark -> mark(html, mark));
        for (MarkLabels.Place place : places()) {
            label(html, place.x(), place.baseline(), place.anchor(), place.text(), "word");
        }
        html.close();
        Formula.add(html.open("figcaption"), plot.title()).close();
        if (!plot.curves().isEmpty()) {
            html.open("ul", "class", "legend");
            for (Plot.Curve curve : plot.curves()) {
                if (curve.label().isEmpty()) {
                    continue; // the other half of one that has a name
                }
                html.open("li");
                html.open("svg", "viewBox", "0 0 26 8", "aria-hidden", "true")
                        .open("path", "class", "curve " + name(curve.stroke()), "d", "M0 4H26")
                        .close()
                        .close();
                Formula.add(html.open("span"), curve.label()).close().close();
            }
            html.close();
        }
        html.close();
    }

    private static String name(Plot.Stroke stroke) {
        return stroke.name().toLowerCase(Locale.ROOT);
    }

    private double across(double x) {
        return LEFT + plot.x().place(x) * (WIDTH - LEFT - RIGHT);
    }

    private double down(double y) {
        return HEIGHT - BOTTOM - plot.y().place(y) * (HEIGHT - TOP - BOTTOM);
    }

    /** A line through the points that are inside the picture; one that leaves it is drawn to just beyond the edge, and not along it. */
    private String path(Plot.Curve curve) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        double before = Double.NaN;
        for (Plot.Point point : curve.points()) {
            double place = plot.y().place(point.y());
            if (!Double.isFinite(place)) {
                drawing = false;
                before = Double.NaN;
                continue;
            }
            double y = Math.max(TOP - 2, Math.min(HEIGHT - BOTTOM + 2, down(point.y())));
            boolean along = y == before && y != down(point.y());
            path.append(drawing && !along ? 'L' : 'M')
                    .append(number(across(point.x())))
                    .append(' ')
                    .append(number(y));
            drawing = true;
            before = y;
        }
        return path.toString();
    }

    private List<MarkLabels.Place> places() {
        MarkLabels labels = new MarkLabels(new Rectangle2D.Double(LEFT, 0, WIDTH - LEFT, HEIGHT - BOTTOM));
        plot.curves().forEach(curve -> {
            for (int k = 1; k < curve.points().size(); k++) {
                Plot.Point from = curve.points().get(k - 1);
                Plot.Point to = curve.points().get(k);
                labels.line(across(from.x()), down(from.y()), across(to.x()), down(to.y()));
            }
        });
        plot.marks()
                .forEach(mark ->
                        labels.mark(across(mark.at().x()), down(mark.at().y())));
        return plot.marks().stream()
                .filter(mark -> !mark.label().isEmpty())
                .map(mark -> labels.place(
                        mark.label(), across(mark.at().x()), down(mark.at().y())))
                .toList();
    }

    private void mark(Html html, Plot.Mark mark) {
        double x = across(mark.at().x());
        double y = down(mark.at().y());
        if (mark.stroke() == Plot.Stroke.PRINTED) { // a cross beside a disc: told apart without colour
            html.open(
                            "path",
                            "class",
                            "mark printed",
                            "d",
                            "M" + number(x - 4) + " " + number(y - 4) + "l8 8m0 -8l-8 8")
                    .close();
        } else {
            html.open("circle", "class", "mark " + name(mark.stroke()), "cx", number(x), "cy", number(y), "r", "4")
                    .close();
        }
    }

    private static void label(Html html, double x, double y, String anchor, String text, String kind) {
        if (!text.isEmpty()) {
            html.open("text", "class", kind, "text-anchor", anchor, "x", number(x), "y", number(y));
            Formula.addSvg(html, text).close();
        }
    }

    private void ticks(Html html, Plot.Axis axis, boolean horizontal) {
        for (double tick : ticks(axis)) {
            String text = Shown.digits(tick, 4);
            if (horizontal) {
                double x = across(tick);
                html.open(
                                "path",
                                "class",
                                "grid",
                                "d",
                                "M" + number(x) + " " + number(TOP) + "V" + number(HEIGHT - BOTTOM))
                        .close();
                label(html, x, HEIGHT - BOTTOM + 17, "middle", text, "tick");
            } else {
                double y = down(tick);
                html.open(
                                "path",
                                "class",
                                "grid",
                                "d",
                                "M" + number(LEFT) + " " + number(y) + "H" + number(WIDTH - RIGHT))
                        .close();
                label(html, LEFT - 6, y + 5, "end", text, "tick");
            }
        }
    }

    /** Powers of ten, every one or every so many, or multiples of 1, 2 or 5 times one: three to seven of them. */
    private static List<Double> ticks(Plot.Axis axis) {
        List<Double> ticks = new ArrayList<>();
        if (axis.logarithmic()) {
            int low = (int) Math.ceil(Math.log10(axis.from()) - 1e-9);
            int high = (int) Math.floor(Math.log10(axis.to()) + 1e-9);
            int step = Math.max(1, (high - low + 3) / 5);
            for (int power = low; power <= high; power += step) {
                ticks.add(Math.pow(10, power));
            }
            return ticks;
        }
        double raw = (axis.to() - axis.from()) / 5;
        double unit = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = raw / unit < 1.5 ? unit : raw / unit < 3.5 ? 2 * unit : raw / unit < 7.5 ? 5 * unit : 10 * unit;
        for (long k = (long) Math.ceil(axis.from() / step - 1e-9); k * step <= axis.to() + 1e-9 * step; k++) {
            ticks.add(BigDecimal.valueOf(k).multiply(BigDecimal.valueOf(step)).doubleValue());
        }
        return ticks;
    }

    /** A coordinate to a hundredth of a unit. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
