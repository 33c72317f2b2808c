package org.teeter.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Line charts in a grid. */
class LineFigureTest {

    @Test
    void everythingIsOnThePage() throws Exception {
        LineFigure figure = Samples.lines(FigureWidth.PAGE);
        Rectangle2D page = new Rectangle2D.Double(0, 0, figure.width(), figure.height());
        for (int k = 0; k < figure.panels().size(); k++) {
            assertTrue(page.contains(figure.frame(k).box()), "panel " + k);
        }
        try (PDDocument document = Loader.loadPDF(Samples.bytes(figure, PictureFormat.PDF))) {
            String text = new PDFTextStripper().getText(document);
            for (String words : List.of(
                    "dog, cat, bird", "bird, cat, dog", "Bradley-Terry", "10-sensitive", "in the data", "learned")) {
                assertTrue(text.contains(words), words + " in " + text);
            }
        }
    }

    /** Within a panel and from one panel to the next. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.05, 0.00012, 3, 98_765})
    void namesOfTicksDoNotTouch(double end) {
        for (FigureWidth width : FigureWidth.values()) {
            Axis axis = new Axis("x", 0, end);
            LinePanel panel = new LinePanel("one", List.of(), List.of());
            LineFigure figure =
                    new LineFigure("title", "caption", axis, new Axis("y", 0, 1), List.of(panel, panel), "", 2, width);
            double last = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 2; k++) {
                List<Frame.Name> names = figure.frame(k).namesBelow(axis.ticks(), 7);
                assertTrue(names.size() >= 2, names.toString());
                for (Frame.Name name : names) {
                    assertTrue(name.from() > last + 2, () -> "panel of " + names);
                    last = name.to();
                }
            }
        }
    }

    /** A dashed line, a band one standard deviation high to either side, a mark at each point, a shade. */
    @Test
    void seriesAreDrawnWhereTheirNumbersSay() {
        LineSeries measured = new LineSeries(
                "measured",
                0,
                LineSeries.Style.MEASURED,
                List.of(LineSeries.Point.ofMean(0, 1, 0.5), LineSeries.Point.ofMean(2, 3, 0.25)));
        LineSeries theory = new LineSeries(
                "theory", 0, LineSeries.Style.THEORY, List.of(new LineSeries.Point(0, 0), new LineSeries.Point(2, 4)));
        LinePanel panel = new LinePanel("one", List.of(measured, theory), List.of(new LinePanel.Stretch(0.5, 1)));
        LineFigure figure = new LineFigure(
                "title",
                "caption",
                new Axis("x", 0, 2),
                new Axis("y", 0, 4),
                List.of(panel),
                "here",
                1,
                FigureWidth.COLUMN);
        Frame frame = figure.frame(0);
        String svg = Samples.svg(figure);
        String blue = Palette.line(0).hex();
        assertTrue(svg.contains("fill=\"" + blue + "\" fill-opacity=\"0.22\" d=\"M" + at(frame, 0, 1.5) + "L"
                + at(frame, 0, 1.5) + "L" + at(frame, 2, 3.25) + "L" + at(frame, 2, 2.75) + "L" + at(frame, 0, 0.5)
                + "Z\""));
        assertTrue(svg.contains("stroke-width=\"1\" stroke-dasharray=\"3.5 2\" d=\"M" + at(frame, 0, 0) + "L"
                + at(frame, 2, 4) + "\""));
        assertTrue(svg.contains("stroke-width=\"0.8\" d=\"M" + at(frame, 0, 1) + "L" + at(frame, 2, 3) + "\""));
        assertTrue(svg.contains(
                "fill=\"" + Palette.MARKED.hex() + "\" d=\"M" + at(frame, 0.5, 4) + "L" + at(frame, 1, 4)));
    }

    /** A title that is wider than its panel is set smaller. */
    @Test
    void titlesStayAboveTheirPanels() {
        String title = "a first option of many words > a second one of as many words > a third";
        LinePanel panel = new LinePanel(title, List.of(), List.of());
        LineFigure figure = new LineFigure(
                "t",
                "c",
                new Axis("x", 0, 1),
                new Axis("y", 0, 1),
                List.of(panel, panel, panel),
                "",
                3,
                FigureWidth.PAGE);
        Rectangle2D box = figure.frame(0).box();
        Matcher written = Pattern.compile("aria-label=\"a first[^\"]*\"[^>]*matrix\\((\\S+) 0 0 \\S+ (\\S+) ")
                .matcher(Samples.svg(figure));
        assertTrue(written.find());
        double size = Double.parseDouble(written.group(1)) * Typeface.sans().unitsPerEm();
        double furthest = Double.parseDouble(written.group(2))
                + size * Typeface.sans().outline(title).getBounds2D().getMaxX();
        assertTrue(furthest > box.getCenterX() && furthest <= box.getMaxX() + 0.01, furthest + " of " + box.getMaxX());
    }

    /** Of any two that lie on each other, and in both orders, each has pixels of its own. */
    @Test
    void linesOnEachOtherAreBothSeen() {
        for (LineSeries.Style lower : LineSeries.Style.values()) {
            for (LineSeries.Style upper : LineSeries.Style.values()) {
                for (int below = 0; below < 5; below++) {
                    for (int above = 0; above < 5; above++) {
                        if (below != above || lower != upper) {
                            LineSeries first = flat("below", below, lower);
                            LineSeries second = flat("above", above, upper);
                            String what = lower + " " + below + " under " + upper + " " + above;
                            List<LineSeries> both = List.of(first, second);
                            assertTrue(
                                    seen(first, both) > 60, () -> "of the lower: " + seen(first, both) + ", " + what);
                            assertTrue(
                                    seen(second, both) > 60, () -> "of the upper: " + seen(second, both) + ", " + what);
                        }
                    }
                }
            }
        }
    }

    private static LineSeries flat(String name, int hue, LineSeries.Style style) {
        List<LineSeries.Point> points = new ArrayList<>();
        for (int k = 0; k <= 10; k++) {
            points.add(new LineSeries.Point(k / 10.0, 0.5));
        }
        return new LineSeries(name, hue, style, points);
    }

    /** Pixels of the panel that have just the colour of the line. */
    private static int seen(LineSeries line, List<LineSeries> all) {
        LineFigure figure = new LineFigure(
                "t",
                "c",
                new Axis("x", 0, 1),
                new Axis("y", 0, 1),
                List.of(new LinePanel("one", all, List.of())),
                "",
                1,
                FigureWidth.COLUMN);
        BufferedImage image = ImageCanvas.image(figure, 288);
        Colour colour = LinePanel.pen(line).colour();
        int rgb = colour.red() << 16 | colour.green() << 8 | colour.blue();
        Rectangle2D box = figure.frame(0).box();
        int count = 0;
        for (int x = (int) (4 * box.getMinX()); x < 4 * box.getMaxX(); x++) {
            for (int y = (int) (4 * box.getCenterY()) - 24; y < 4 * box.getCenterY() + 24; y++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return count;
    }

    private static String at(Frame frame, double x, double y) {
        return SvgCanvas.number(frame.x(x)) + " " + SvgCanvas.number(frame.y(y));
    }

    @Test
    void aGridThatIsNotFullHasNamesUnderEveryColumn() {
        LinePanel empty = new LinePanel("*x*", List.of(), List.of());
        LineFigure figure = new LineFigure(
                "t",
                "c",
                new Axis("x", 0, 1),
                new Axis("y", 0, 1),
                List.of(empty, empty, empty),
                "",
                2,
                FigureWidth.PAGE);
        long zeros = Samples.svg(figure)
                .lines()
                .filter(line -> line.contains("aria-label=\"0.2\""))
                .count();
        assertEquals(2 + 2, zeros, "two below, two on the left");
    }

    @Test
    void refusesNumbersThatCannotBeDrawn() {
        Exception band = assertThrows(IllegalArgumentException.class, () -> new LineSeries.Point(0, 1, 1.5, 2));
        assertEquals(
                "a point must have numbers with low <= y <= high, got x = 0.0, low = 1.5, y = 1.0, high = 2.0",
                band.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LineSeries.Point(0, Double.NaN));
        List<LineSeries.Point> backwards = List.of(new LineSeries.Point(1, 0), new LineSeries.Point(0.5, 0));
        Exception order = assertThrows(
                IllegalArgumentException.class, () -> new LineSeries("s", 0, LineSeries.Style.THEORY, backwards));
        assertEquals("points of s must ascend in x, got 1.0 before 0.5", order.getMessage());
    }
}
