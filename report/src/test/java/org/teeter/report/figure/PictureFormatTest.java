package org.teeter.report.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.link.Logistic;
import org.teeter.link.Probit;
import org.teeter.paper.BradleyTerryRegion;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What is in the files, read by programs that did not write them. */
class PictureFormatTest {

    @ParameterizedTest
    @EnumSource(PictureFormat.class)
    void theSameDrawingGivesTheSameBytes(PictureFormat format) {
        assertArrayEquals(Samples.bytes(Samples.figure2(), format), Samples.bytes(Samples.figure2(), format));
    }

    private static Document xml(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void svgIsXmlOfPathsAloneAtItsPrintedSize() throws Exception {
        for (Drawing drawing : List.of(Samples.figure1(), Samples.figure2(), Samples.lines(FigureWidth.PAGE))) {
            Element root = xml(Samples.svg(drawing)).getDocumentElement();
            assertEquals("486pt", root.getAttribute("width"));
            assertEquals(
                    drawing.title(), root.getElementsByTagName("title").item(0).getTextContent());
            assertEquals(
                    drawing.caption(), root.getElementsByTagName("desc").item(0).getTextContent());
            Set<String> names = new TreeSet<>();
            NodeList all = root.getElementsByTagName("*");
            for (int k = 0; k < all.getLength(); k++) {
                names.add(all.item(k).getNodeName());
            }
            names.removeAll(Set.of("title", "desc", "defs", "path", "g", "use", "clipPath"));
            assertEquals(Set.of(), names);
        }
    }

    /** Before anything else the whole page is filled with white: on a dark page ink alone is not to be seen. */
    @Test
    void svgHasAGroundOfItsOwn() {
        for (FigureWidth width : FigureWidth.values()) {
            for (Drawing drawing : List.of(
                    RegionFigure.pairs(new Logistic(), List.of(2.0), width),
                    RegionFigure.rankings(1.01, 0.99, List.of(2.0), width),
                    Samples.lines(width))) {
                String svg = Samples.svg(drawing);
                String corner = SvgCanvas.number(drawing.width()) + " " + SvgCanvas.number(drawing.height());
                assertTrue(
                        svg.substring(svg.indexOf("</desc>"))
                                .matches(
                                        "(?s)</desc>\\R<defs>\\R.*</defs>\\R<path fill-rule=\"evenodd\" fill=\"#ffffff\" d=\"M0 0L[^Z]*L"
                                                + corner + "L[^Z]*Z\"/>.*"),
                        drawing.title());
            }
        }
    }

    /** κ and the parameters are on the page, not in the caption alone, and so is the link that is not the paper's. */
    @Test
    void whatTheLegendSaysIsOnThePage() throws Exception {
        for (FigureWidth width : FigureWidth.values()) {
            String rankings = text(RegionFigure.rankings(1.01, 0.99, Samples.BOUNDS, width));
            for (String words : List.of("κ = (α − 1)β/(1 − β) = 0.99", "α = 1.01, β = 0.99", "> 1")) {
                assertTrue(rankings.contains(words), words + " in " + rankings);
            }
            assertTrue(text(RegionFigure.rankings(2, 0.5, List.of(2.0), width)).contains("/(1 − β) = 1"));
            assertFalse(text(RegionFigure.rankings(2, 1, List.of(2.0), width)).contains("κ"), "no ratio is the least");
            assertTrue(
                    text(RegionFigure.pairs(new Probit(), List.of(2.0), width)).contains("link: probit"));
            assertFalse(text(RegionFigure.pairs(new Logistic(), List.of(2.0), width))
                    .contains("link"));
        }
    }

    private static String text(Drawing drawing) throws Exception {
        try (PDDocument document = Loader.loadPDF(Samples.bytes(drawing, PictureFormat.PDF))) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** The largest region of panel (a) as the file has it, in units of its square: Proposition 1 to four digits. */
    @Test
    void svgPathsHaveTheAreasOfTheRegions() {
        Samples.BOUNDS.forEach(m -> {
            RegionFigure figure = RegionFigure.pairs(new Logistic(), List.of(m), FigureWidth.PAGE);
            Matcher filled = Pattern.compile("fill-rule=\"evenodd\" fill=\"([^\"]+)\" stroke=[^>]* d=\"([^\"]+)\"")
                    .matcher(Samples.svg(figure));
            double area = 0;
            while (area == 0) {
                assertTrue(filled.find(), "a path of two polygons");
                if (filled.group(2).split("M", -1).length == 3) {
                    area = area(filled.group(2));
                }
            }
            double side = figure.box(0).getWidth();
            double expected = new BradleyTerryRegion(m).area().value();
            assertEquals(expected, area / side / side, 2e-4 * expected, "M = " + m);
        });
    }

    /** Of polygons written as {@code Mx yLx y…Z}. */
    private static double area(String path) {
        double area = 0;
        for (String ring : path.split("Z", -1)) {
            if (!ring.isEmpty()) {
                String[] corners = ring.substring(1).split("L", -1);
                double twice = 0;
                for (int k = 0; k < corners.length; k++) {
                    String[] a = corners[k].split(" ", -1);
                    String[] b = corners[(k + 1) % corners.length].split(" ", -1);
                    twice += Double.parseDouble(a[0]) * Double.parseDouble(b[1])
                            - Double.parseDouble(b[0]) * Double.parseDouble(a[1]);
                }
                area += Math.abs(twice / 2);
            }
        }
        return area;
    }

    @Test
    void pdfHasVectorPathsAndAnEmbeddedFont() throws Exception {
        try (PDDocument document = Loader.loadPDF(Samples.bytes(Samples.figure1(), PictureFormat.PDF))) {
            assertEquals(1, document.getNumberOfPages());
            PDPage page = document.getPage(0);
            assertEquals(486, page.getMediaBox().getWidth());
            int fonts = 0;
            for (COSName name : page.getResources().getFontNames()) {
                PDFont font = page.getResources().getFont(name);
                assertTrue(font.isEmbedded(), font.getName());
                assertTrue(font.getName().endsWith("LiberationSans"), font.getName());
                fonts++;
            }
            assertEquals(1, fonts);
            assertFalse(page.getResources().getXObjectNames().iterator().hasNext(), "no pixels");
            long lines = new PDFStreamParser(page)
                    .parse().stream()
                            .filter(token -> token instanceof Operator operator
                                    && operator.getName().equals("l"))
                            .count();
            assertTrue(lines > 1_000, lines + " sides");
            String text = new PDFTextStripper().getText(document);
            for (String words : List.of("M = 1.01", "10", "0.8", "Ω")) {
                assertTrue(text.contains(words), text);
            }
            assertEquals(
                    "M-sensitive regions, Bradley-Terry model",
                    document.getDocumentInformation().getTitle());
        }
    }

    @Test
    void pngHas600PixelsToAnInch() throws Exception {
        byte[] png = Samples.bytes(Samples.figure2(), PictureFormat.PNG);
        BufferedImage image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
        assertEquals(4050, image.getWidth());
        assertEquals(Math.ceil(Samples.figure2().height() * 600 / 72), image.getHeight());
        int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs");
        assertEquals(23622, ByteBuffer.wrap(png).getInt(at + 4), "pixels to a metre");
    }
}
