package org.teeter.report.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.sensitivity.Area;
import org.teeter.sensitivity.PairRegion;
import org.teeter.sensitivity.SensitiveRegion;

/** The paper's Fig. 1, for any link, and its Fig. 2, for any α and β: where a prediction is M-sensitive, for several M. */
public final class RegionFigure implements Drawing {
    /** The largest bound, and α, that can be drawn: its region is a billionth of the square wide. The least M and β are its inverse. */
    public static final double LARGEST = 1e9;

    /** Smallest M that can be drawn: below, the boundary is closer to the square's sides than rounding lets it be traced. */
    public static final double SMALLEST_M = 1e-7;

    private static final double EDGE = 3;
    private static final double LEFT = 33; // ticks and title
    private static final double RIGHT = 7;
    private static final double BELOW = 29;
    private static final double HEADING = 15;
    private static final double LEGEND = 14;
    private static final double PRINT = 8;
    private static final double SMALL_PRINT = 7;
    private static final double SWATCH = 9;
    private static final double DASHES = 13; // three of them

    private final String title;
    private final String caption;
    private final List<String> words; // of the legend, besides the bounds
    private final List<RegionPanel> panels;
    private final FigureWidth width;

    private RegionFigure(
            String title, String caption, List<String> words, List<RegionPanel> panels, FigureWidth width) {
        this.title = title;
        this.caption = caption;
        this.words = words;
        this.panels = panels;
        this.width = width;
    }

    /**
     * A region as it is drawn, and as the formula has it.
     *
     * @param by the probability that the derivative is taken by: p_ik, p_kj, p_uv or p_vu
     * @param area of the whole region, by formula
     * @param drawn of the polygons that are drawn
     * @param tolerance how far the two may differ: {@link Outline#PRECISION} and the formula's own error
     */
    public record Measured(String by, double m, Area area, double drawn, double tolerance) {}

    /**
     * Where {@code p_ij} is M-sensitive to {@code p_ik} and where to {@code p_kj}, over the square of both (paper, Fig. 1).
     *
     * @param bounds the M, from {@link #SMALLEST_M} to {@link #LARGEST}; drawn in ascending order, each once
     */
    public static RegionFigure pairs(Link link, List<Double> bounds, FigureWidth width) {
        List<RegionPanel.Region> byIk =
                regions(bounds, m -> new SensitiveRegion(link, m).area(), m -> Outline.of(link, m));
        List<RegionPanel.Region> byKj = byIk.stream()
                .map(r -> new RegionPanel.Region(r.m(), r.area(), r.outline().transposed()))
                .toList();
        String x = "*p*_{*ik*}";
        String y = "*p*_{*kj*}";
        List<RegionPanel> panels = List.of(
                new RegionPanel("(a)  Ω_{*M*}\u2009(*p*_{*ij*}, *p*_{*ik*}\u2009)", x, y, "p_ik", byIk, false, 0),
                new RegionPanel("(b)  Ω_{*M*}\u2009(*p*_{*ij*}, *p*_{*kj*}\u2009)", x, y, "p_kj", byKj, false, 0));
        String model = link instanceof Logistic ? "Bradley-Terry model" : "pairwise model with link " + link.name();
        return new RegionFigure(
                "M-sensitive regions, " + model,
                "Where p_ij is M-sensitive to p_ik (a) and to p_kj (b) in the " + model + ", for M = " + list(byIk)
                        + ": the derivative exceeds M inside of each boundary. A square within a panel enlarges the corner"
                        + " that is framed in it.",
                link instanceof Logistic ? List.of() : List.of("link: " + Label.markup(link.name())),
                panels,
                width);
    }

    /**
     * Where {@code p_ω} is formally M-sensitive to {@code p_uv} and where to {@code p_vu} (paper, Fig. 2).
     *
     * <p>A dashed line bounds what K &gt;= 4 items can realise for (u, v) = (1, 2): {@code p_vu >= κ p_uv}, {@code κ = (α-1)β/(1-β)}; K
     * = 3 can realise the line alone (erratum E11).
     *
     * @param alpha α, at least 1
     * @param beta β, in (0, 1]
     */
    public static RegionFigure rankings(double alpha, double beta, List<Double> bounds, FigureWidth width) {
        DoubleFunction<PairRegion> region = m -> new PairRegion(alpha, beta, m);
        double leastRatio = beta < 1 ? region.apply(1).leastRatio() : 0;
        requireDrawable("α", alpha, 1 / LARGEST);
        requireDrawable("β", beta, 1 / LARGEST);
        String x = "*p*_{*uv*}";
        String y = "*p*_{*vu*}";
        List<RegionPanel> panels = List.of(
                new RegionPanel(
                        "(a)  Ω_{*M*}\u2009(*p*_{*ω*}, *p*_{*uv*}\u2009)",
                        x,
                        y,
                        "p_uv",
                        regions(bounds, m -> exact(region.apply(m).areaUv()), m -> Outline.ofUv(region.apply(m))),
                        true,
                        leastRatio),
                new RegionPanel(
                        "(b)  Ω_{*M*}\u2009(*p*_{*ω*}, *p*_{*vu*}\u2009)",
                        x,
                        y,
                        "p_vu",
                        regions(bounds, m -> exact(region.apply(m).areaVu()), m -> Outline.ofVu(region.apply(m))),
                        true,
                        leastRatio));
        String parameters = "α = " + plain(alpha) + ", β = " + plain(beta);
        return new RegionFigure(
                "M-sensitive regions, K-tuple Plackett-Luce model, " + parameters,
                "Where the formal derivatives of p_ω by p_uv (a) and by p_vu (b) in the K-tuple Plackett-Luce model exceed M, for M = "
                        + list(panels.get(0).regions()) + "; " + parameters
                        + ". Above the grey edge p_uv + p_vu would exceed 1."
                        + (leastRatio > 0
                                ? " Dashed: p_vu = κ p_uv with κ = (α-1)β/(1-β) = "
                                        + String.format(Locale.ROOT, "%.4g", leastRatio)
                                        + "; for (u, v) = (1, 2), tuples of four items or more realise what lies above it, triples"
                                        + " the line itself."
                                : ""),
                leastRatio > 0
                        ? List.of(
                                "*κ* = (*α* − 1)*β*/(1 − *β*) = " + short6(leastRatio),
                                "*α* = " + short6(alpha) + ", *β* = " + short6(beta))
                        : List.of("*α* = " + short6(alpha) + ", *β* = " + short6(beta)),
                panels,
                width);
    }

    private static Area exact(double area) {
        return new Area(area, 8 * Math.ulp(area));
    }

    private static List<RegionPanel.Region> regions(
            List<Double> bounds, DoubleFunction<Area> area, DoubleFunction<Outline> outline) {
        if (bounds.isEmpty()) {
            throw new IllegalArgumentException("a figure of regions needs at least one M, got none");
        }
        List<RegionPanel.Region> regions = new ArrayList<>();
        for (double m : bounds.stream().distinct().sorted().toList()) {
            requireDrawable("M", m, SMALLEST_M);
            regions.add(new RegionPanel.Region(m, area.apply(m), outline.apply(m)));
        }
        return regions;
    }

    private static void requireDrawable(String what, double value, double smallest) {
        if (!(smallest <= value && value <= LARGEST)) {
            throw new IllegalArgumentException(
                    what + " must be from " + smallest + " to " + LARGEST + " to be drawn, got " + value);
        }
    }

    private static String list(List<RegionPanel.Region> regions) {
        return regions.stream().map(r -> plain(r.m())).collect(Collectors.joining(", "));
    }

    /** For the legend, which is no wider than a column. */
    private static String short6(double value) {
        return Axis.number(new BigDecimal(value).round(new MathContext(6)).doubleValue());
    }

    /** For captions, which have no markup. */
    private static String plain(double value) {
        return Axis.number(value).replace("{", "").replace("}", "");
    }

    /** The areas, panel by panel, by ascending M. */
    public List<Measured> measured() {
        List<Measured> measured = new ArrayList<>();
        for (RegionPanel panel : panels) {
            for (RegionPanel.Region region : panel.regions()) {
                Area area = region.area();
                measured.add(new Measured(
                        panel.by(),
                        region.m(),
                        area,
                        region.outline().area(),
                        Outline.PRECISION * area.value() + area.error()));
            }
        }
        return measured;
    }

    /** The bounds whose regions are narrower than a line, in some panel, and not enlarged either. */
    public List<Double> tooSmallToSee() {
        List<Double> small = new ArrayList<>();
        for (int k = 0; k < panels.size(); k++) {
            small.addAll(panels.get(k).tooSmallToSee(box(k)));
        }
        return small.stream().distinct().sorted().toList();
    }

    @Override
    public double width() {
        return width.points();
    }

    private int columns() {
        return width == FigureWidth.PAGE ? panels.size() : 1;
    }

    private double side() {
        return (width() - columns() * (LEFT + RIGHT)) / columns();
    }

    @Override
    public double height() {
        int rows = panels.size() / columns();
        return Math.ceil(EDGE + legendRows().size() * LEGEND + rows * (HEADING + side() + BELOW));
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String caption() {
        return caption;
    }

    @Override
    public void draw(Canvas canvas) {
        drawLegend(canvas);
        for (int k = 0; k < panels.size(); k++) {
            drawPanel(canvas, panels.get(k), box(k));
        }
    }

    /** The square of a panel on the page. */
    Rectangle2D box(int panel) {
        int row = panel / columns();
        int column = panel % columns();
        double side = side();
        double above = EDGE + legendRows().size() * LEGEND;
        return new Rectangle2D.Double(
                column * (LEFT + side + RIGHT) + LEFT, above + row * (HEADING + side + BELOW) + HEADING, side, side);
    }

    private static void drawPanel(Canvas canvas, RegionPanel panel, Rectangle2D box) {
        panel.draw(canvas, box);
        Label.of(panel.heading()).draw(canvas, box.getX(), box.getY() - 5, PRINT, Label.Anchor.START, Colour.INK);
        Label.of(panel.horizontal())
                .draw(canvas, box.getCenterX(), box.getMaxY() + 23, PRINT, Label.Anchor.MIDDLE, Colour.INK);
        Label.of(panel.vertical()).drawUpwards(canvas, box.getX() - 23, box.getCenterY(), PRINT, Colour.INK);
    }

    /** What stands before the name of an entry. */
    private interface Sample {
        void draw(Canvas canvas, double x, double y);
    }

    /** An entry of the legend: the colour of a bound, the dashed line, or words alone. */
    private record Entry(Sample sample, double room, Label name) {
        double width() {
            return room + name.width(SMALL_PRINT) + 10;
        }
    }

    private List<Entry> entries() {
        RegionPanel panel = panels.get(0);
        List<RegionPanel.Region> regions = panel.regions();
        List<Entry> entries = new ArrayList<>();
        for (int k = 0; k < regions.size(); k++) {
            RegionPanel.Region region = regions.get(k);
            String empty = region.outline().isEmpty() ? " (empty)" : "";
            Colour colour = Palette.step(k, regions.size());
            entries.add(entry(
                    (canvas, x, y) -> drawSwatch(canvas, x, y, colour),
                    (k == 0 ? "*M* = " : "") + Axis.number(region.m()) + empty));
        }
        if (panel.simplex()) {
            entries.add(entry(
                    (canvas, x, y) -> drawSwatch(canvas, x, y, RegionPanel.NO_PROBABILITIES),
                    panel.horizontal() + " + " + panel.vertical() + " > 1"));
        }
        if (panel.leastRatio() > 0) {
            entries.add(new Entry(RegionFigure::drawDashes, DASHES + 3, Label.of(panel.nameOfLeastRatio())));
        }
        for (String word : words) {
            entries.add(new Entry((canvas, x, y) -> {}, 0, Label.of(word)));
        }
        return entries;
    }

    private static Entry entry(Sample sample, String name) {
        return new Entry(sample, SWATCH + 3, Label.of(name));
    }

    private static void drawSwatch(Canvas canvas, double x, double y, Colour colour) {
        Path2D swatch = new Path2D.Double();
        swatch.append(new Rectangle2D.Double(x, y + 2, SWATCH, SWATCH - 2), false);
        canvas.fill(swatch, colour);
        canvas.stroke(swatch, new Pen(0.4, Colour.INK));
    }

    private static void drawDashes(Canvas canvas, double x, double y) {
        Path2D line = new Path2D.Double();
        line.moveTo(x, y + 2 + (SWATCH - 2) / 2);
        line.lineTo(x + DASHES, y + 2 + (SWATCH - 2) / 2);
        canvas.stroke(line, RegionPanel.LEAST_RATIO);
    }

    private List<List<Entry>> legendRows() {
        List<List<Entry>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Entry entry : entries()) {
            if (used + entry.width() > width() - LEFT - RIGHT) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            used += entry.width();
        }
        return rows;
    }

    private void drawLegend(Canvas canvas) {
        double y = EDGE;
        for (List<Entry> row : legendRows()) {
            double x = LEFT;
            for (Entry entry : row) {
                entry.sample.draw(canvas, x, y);
                entry.name.draw(canvas, x + entry.room, y + 8, SMALL_PRINT, Label.Anchor.START, Colour.INK);
                x += entry.width();
            }
            y += LEGEND;
        }
    }
}
