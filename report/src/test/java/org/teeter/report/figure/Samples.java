package org.teeter.report.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.teeter.link.Logistic;

/** Drawings that several tests look at. */
final class Samples {
    static final List<Double> BOUNDS = List.of(1.01, 2.0, 3.0, 5.0, 10.0);

    private Samples() {}

    static RegionFigure figure1() {
        return RegionFigure.pairs(new Logistic(), BOUNDS, FigureWidth.PAGE);
    }

    static RegionFigure figure2() {
        return RegionFigure.rankings(1.01, 0.99, BOUNDS, FigureWidth.PAGE);
    }

    /** Made-up answers of models for six orders of three animals, in the form of the paper's Fig. 3. */
    static LineFigure lines(FigureWidth width) {
        List<LinePanel> panels = new ArrayList<>();
        List<String> orders = List.of(
                "dog, cat, bird",
                "dog, bird, cat",
                "cat, dog, bird",
                "cat, bird, dog",
                "bird, dog, cat",
                "bird, cat, dog");
        for (String order : orders) {
            List<LineSeries.Point> learned = new ArrayList<>();
            List<LineSeries.Point> trained = new ArrayList<>();
            List<LineSeries.Point> theory = new ArrayList<>();
            for (int k = 0; k <= 20; k++) {
                double x = k / 20.0;
                learned.add(LineSeries.Point.ofMean(x, 0.02 + 0.95 * predicted(x * x), 0.08 * (1 - x)));
                trained.add(LineSeries.Point.ofMean(x, 0.1 + 0.8 * x, 0.03));
            }
            for (int k = 0; k <= 200; k++) {
                theory.add(new LineSeries.Point(k / 200.0, predicted(k / 200.0)));
            }
            panels.add(new LinePanel(
                    "(" + (char) ('a' + panels.size()) + ")  " + order,
                    List.of(
                            new LineSeries("*p*_{13}, learned", 0, LineSeries.Style.MEASURED, learned),
                            new LineSeries("*p*_{23}, learned", 1, LineSeries.Style.MEASURED, trained),
                            new LineSeries("*p*_{13}, Bradley-Terry", 0, LineSeries.Style.THEORY, theory)),
                    List.of(new LinePanel.Stretch(0.00127, 0.0746))));
        }
        return new LineFigure(
                "Learned preferences",
                "Made-up numbers & six orders, \"as learned\".",
                new Axis("*p*_{23} in the data", 0, 1),
                new Axis("learned", 0, 1),
                panels,
                "10-sensitive to *p*_{12}",
                width == FigureWidth.PAGE ? 3 : 2,
                width);
    }

    private static double predicted(double p23) {
        return 0.99 * p23 / (0.99 * p23 + 0.01 * (1 - p23));
    }

    static byte[] bytes(Drawing drawing, PictureFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.write(drawing, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String svg(Drawing drawing) {
        return new String(bytes(drawing, PictureFormat.SVG), StandardCharsets.UTF_8);
    }
}
