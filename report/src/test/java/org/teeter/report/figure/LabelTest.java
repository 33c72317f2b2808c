package org.teeter.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Text, axes and colours. */
class LabelTest {

    @Test
    void widthsAreThoseOfTheFont() {
        double digit = 1139.0 / 2048; // Liberation Sans: every digit advances as much
        assertEquals(10 * digit, Label.of("1").width(10), 1e-12);
        assertEquals(10 * 3 * digit, Label.of("1*2*3").width(10), 1e-12, "italics are the same letters, slanted");
        assertEquals(10 * 1.7 * digit, Label.of("1_{2}").width(10), 1e-12);
        assertEquals(Label.plain("a_{b}*").width(8), Label.of("a\\_\\{b\\}\\*").width(8), 1e-12);
    }

    @Test
    void refusesWhatItCannotSet() {
        Exception open = assertThrows(IllegalArgumentException.class, () -> Label.of("*p*_{ij"));
        assertEquals("asterisks and braces of a label must be closed, got *p*_{ij", open.getMessage());
        Exception glyph = assertThrows(IllegalArgumentException.class, () -> Label.plain("犬"));
        assertEquals(
                "text in a figure must be of characters that Liberation Sans has, got \"犬\" (U+72AC)",
                glyph.getMessage());
    }

    @Test
    void numbersAreWrittenAsOnPaper() {
        assertEquals("1.01", Axis.number(1.01));
        assertEquals("100", Axis.number(100));
        assertEquals("10^{6}", Axis.number(1e6));
        assertEquals("2.5 · 10^{−7}", Axis.number(2.5e-7));
        assertEquals("−3", Axis.number(-3));
        assertEquals("0", Axis.number(0));
    }

    @Test
    void ticksAreRoundAndInside() {
        assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0), values(new Axis("p", 0, 1)));
        assertEquals(List.of(-50.0, 0.0, 50.0, 100.0), values(new Axis("x", -60, 130)));
        assertEquals(List.of(0.985, 0.99, 0.995, 1.0), values(new Axis("p", 0.982, 1)));
        Exception empty = assertThrows(IllegalArgumentException.class, () -> new Axis("p", 1, 1));
        assertEquals("axis p must go from a number to a larger one, got 1.0 and 1.0", empty.getMessage());
    }

    private static List<Double> values(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::value).toList();
    }

    /** So that a grey print, and a reader who sees no colours, can tell the steps apart. */
    @Test
    void stepsDarkenEvenly() {
        for (int n = 2; n <= 8; n++) {
            for (int k = 1; k < n; k++) {
                double fall =
                        Palette.step(k - 1, n).lightness() - Palette.step(k, n).lightness();
                assertTrue(fall > 55.0 / (n - 1), "step " + k + " of " + n + " is darker by " + fall);
            }
        }
        assertEquals(100, Colour.PAPER.lightness(), 1e-3);
        assertEquals(53.585, Colour.of(0x808080).lightness(), 1e-3, "L* of the middle grey, by definition");
    }
}
