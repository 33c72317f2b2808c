package org.teeter.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;

class RaterSpreadTest {

    /** Raters whose share of a pair is drawn from 0.3 to 0.7, or is one and the same. */
    @Test
    void simulatedRatersShowTheirSpread() {
        assertEquals(0.4 / Math.sqrt(12), RaterSpread.of(raters(0.4, 0)).orElseThrow(), 0.01);
        assertEquals(0, RaterSpread.of(raters(0, 0)).orElseThrow(), 0.02);
        assertEquals(0.4 * 0.7 / Math.sqrt(12), RaterSpread.of(raters(0.4, 0.3)).orElseThrow(), 0.01);
    }

    @Test
    void oneRaterShowsNone() {
        assertEquals(OptionalDouble.empty(), RaterSpread.of(raters(0.4, 0).subList(0, 1)));
        assertEquals(OptionalDouble.empty(), RaterSpread.of(List.of()));
    }

    private static List<ComparisonGraph> raters(double width, double tied) {
        Random random = new Random(7);
        List<ComparisonGraph> raters = new ArrayList<>();
        for (int rater = 0; rater < 300; rater++) {
            Tally tally = new Tally();
            for (int b = 1; b < 8; b++) {
                double y = 0.5 + width * (random.nextDouble() - 0.5);
                for (int vote = 0; vote < 20; vote++) {
                    tally.add(
                            0,
                            b,
                            random.nextDouble() < tied
                                    ? Outcome.TIE
                                    : random.nextDouble() < y ? Outcome.FIRST : Outcome.SECOND);
                }
            }
            raters.add(ComparisonGraph.of(tally.counts(Items.numbered(8)), Ties.HALF));
        }
        return raters;
    }
}
