package org.teeter.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.report.page.PageTemplate;

/** The colours of figures as people see them who lack a kind of cones, and beside those of pages. */
class PaletteTest {
    /** Of CIE 1976 colour differences: about 2 are just seen side by side. */
    private static final double APART = 12;

    /** What is seen without a kind of cones: a matrix over linear red, green and blue [G. M. Machado et al. (2009), Table 1]. */
    enum Vision {
        ALL,
        PROTANOPIA,
        DEUTERANOPIA,
        TRITANOPIA;

        private double[] matrix() {
            return switch (this) {
                case ALL -> new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
                case PROTANOPIA ->
                    new double[] {
                        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998
                    };
                case DEUTERANOPIA ->
                    new double[] {
                        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881
                    };
                case TRITANOPIA ->
                    new double[] {
                        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900
                    };
            };
        }

        /** CIE 1976 L*, a*, b* under D65. */
        double[] seen(Colour colour) {
            double[] linear = {linear(colour.red()), linear(colour.green()), linear(colour.blue())};
            double[] rgb = new double[3];
            double[] matrix = matrix();
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    rgb[r] += matrix[3 * r + c] * linear[c];
                }
                rgb[r] = Math.max(0, Math.min(1, rgb[r]));
            }
            double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
            double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
            double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
            return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
        }

        private static double linear(int channel) {
            double c = channel / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }

        private static double f(double t) {
            return t > 216.0 / 24389 ? Math.cbrt(t) : (t * 24389 / 27 + 16) / 116;
        }

        double difference(Colour one, Colour other) {
            double[] a = seen(one);
            double[] b = seen(other);
            return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void linesAreToldApart(Vision vision) {
        for (int i = 0; i < Palette.lines(); i++) {
            for (int j = 0; j < i; j++) {
                double difference = vision.difference(Palette.line(i), Palette.line(j));
                assertTrue(difference > APART, vision + ": " + i + " and " + j + " differ by " + difference);
            }
            double paper = vision.difference(Palette.line(i), Colour.PAPER);
            assertTrue(paper > 3 * APART, vision + ": " + i + " differs from paper by " + paper);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsAreToldApart(Vision vision) {
        for (int n = 2; n <= 5; n++) {
            for (int k = 1; k < n; k++) {
                double difference = vision.difference(Palette.step(k, n), Palette.step(k - 1, n));
                assertTrue(difference > APART, vision + ": step " + k + " of " + n + " differs by " + difference);
            }
        }
    }

    /** Blue and vermilion are those of pages; there, in the dark scheme too, they are told apart. */
    @Test
    void figuresAndPagesHaveTheSameColours() {
        String style = PageTemplate.sharedStyle();
        for (String name : List.of("cool", "hot")) {
            List<Colour> colours = Pattern.compile("--" + name + ": #([0-9a-f]{6})")
                    .matcher(style)
                    .results()
                    .map(found -> Colour.of(Integer.parseInt(found.group(1), 16)))
                    .toList();
            assertEquals(Palette.line(name.equals("cool") ? 0 : 1), colours.get(0), name);
        }
        List<Colour> cool = ofDark(style, "cool");
        List<Colour> hot = ofDark(style, "hot");
        for (Vision vision : Vision.values()) {
            assertTrue(
                    vision.difference(cool.get(0), hot.get(0)) > 2 * APART,
                    vision.toString().toLowerCase(Locale.ROOT));
        }
    }

    private static List<Colour> ofDark(String style, String name) {
        String dark = style.substring(style.indexOf(":root[data-theme=\"dark\"] {"));
        return Pattern.compile("--" + name + ": #([0-9a-f]{6})")
                .matcher(dark)
                .results()
                .map(found -> Colour.of(Integer.parseInt(found.group(1), 16)))
                .toList();
    }
}
