package org.teeter.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.link.Laplace;
import org.teeter.link.Link;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.sensitivity.BradleyTerryRegion;

/** The pixels of a picture against the derivative itself. */
class PixelsTest {
    private static final int RESOLUTION = 300;
    private static final double PIXELS_PER_POINT = RESOLUTION / 72.0;

    static List<Link> links() {
        return List.of(new Logistic(), new Laplace(), new LogLog());
    }

    /** A pixel whose neighbours, as far as the border's width and one row more, are all between the same bounds has their colour. */
    @ParameterizedTest
    @MethodSource("links")
    void coloursSayBetweenWhichBoundsThePixelLies(Link link) {
        List<Double> bounds = List.of(0.6, 1.01, 1.5, 2.0, 3.0); // no room for an inset, nor need of it
        RegionFigure figure = RegionFigure.pairs(link, bounds, FigureWidth.PAGE);
        BufferedImage image = ImageCanvas.image(figure, RESOLUTION);
        int held = 0;
        int other = 0;
        for (int panel = 0; panel < 2; panel++) {
            Rectangle2D box = figure.box(panel);
            int left = (int) Math.ceil(box.getX() * PIXELS_PER_POINT);
            int top = (int) Math.ceil(box.getY() * PIXELS_PER_POINT);
            int size = (int) (box.getWidth() * PIXELS_PER_POINT);
            for (int i = 3; i < size - 3; i += 8) {
                for (int j = 3; j < size - 3; j += 8) {
                    int step = step(link, bounds, box, panel, left + i, top + j);
                    if (step != -2) {
                        Colour expected = step < 0 ? Colour.PAPER : Palette.step(step, bounds.size());
                        boolean same = has(image, left + i, top + j, expected);
                        held += same ? 1 : 0;
                        other += same ? 0 : 1;
                    }
                }
            }
        }
        assertTrue(held > 10_000, "only " + held + " pixels were looked at");
        assertTrue(other < 50, other + " pixels differ from the formula; the names of the bounds cover fewer");
    }

    /** The largest bound that the slope exceeds here and around, -1 for none, -2 if that is not the same around. */
    private static int step(Link link, List<Double> bounds, Rectangle2D box, int panel, int pixelX, int pixelY) {
        int found = -3;
        for (int k = 0; k < 9; k++) {
            double reach = 0.2 * PIXELS_PER_POINT + 1.5;
            double x = (pixelX + 0.5 + reach * (k % 3 - 1)) / PIXELS_PER_POINT;
            double y = (pixelY + 0.5 + reach * (k / 3 - 1)) / PIXELS_PER_POINT;
            double ik = (x - box.getX()) / box.getWidth();
            double kj = (box.getMaxY() - y) / box.getHeight();
            if (!(0 < ik && ik < 1 && 0 < kj && kj < 1)) {
                return -2;
            }
            Probability a = Probability.of(ik);
            Probability b = Probability.of(kj);
            double slope = panel == 0 ? link.slope(a, b) : link.slope(b, a);
            int step = (int) bounds.stream().filter(m -> slope > m).count() - 1;
            if (found == -3) {
                found = step;
            } else if (found != step) {
                return -2;
            }
        }
        return found;
    }

    private static boolean has(BufferedImage image, int x, int y, Colour colour) {
        return (image.getRGB(x, y) & 0xFFFFFF) == (colour.red() << 16 | colour.green() << 8 | colour.blue());
    }

    /** Coloured pixels of one region, its border counted by half, against Proposition 1: within one row of pixels along the boundary. */
    @Test
    void pixelsOfARegionAreAsManyAsItsArea() {
        for (double m : new double[] {1.5, 2}) {
            RegionFigure figure = RegionFigure.pairs(new Logistic(), List.of(m), FigureWidth.PAGE);
            BufferedImage image = ImageCanvas.image(figure, RESOLUTION);
            Rectangle2D box = figure.box(0);
            double white = 0;
            double coloured = 0;
            int left = (int) Math.round(box.getX() * PIXELS_PER_POINT);
            int top = (int) Math.round(box.getY() * PIXELS_PER_POINT);
            int size = (int) Math.round(box.getWidth() * PIXELS_PER_POINT);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    white += has(image, left + i, top + j, Colour.PAPER) ? 1 : 0;
                    coloured += has(image, left + i, top + j, Palette.step(0, 1)) ? 1 : 0;
                }
            }
            double line = size * (double) size - white - coloured; // borders and the letters of the name
            double area = (coloured + line / 2) / size / size;
            double row = 4.0 * (1 - new BradleyTerryRegion(m).tip().p() + 1 / (1 + m)) / size; // perimeter of two parts
            assertEquals(new BradleyTerryRegion(m).area().value(), area, row, "M = " + m);
        }
    }
}
