package org.teeter.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;
import static org.teeter.paper.BradleyTerryTest.close;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.link.Assumption;
import org.teeter.link.Cauchit;
import org.teeter.link.ComplementaryLogLog;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Link;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.link.StudentT;
import org.teeter.link.Uniform;

/** The general pairwise model: Theorem 1, chains and finite swings. */
class PairwiseTest {
    private static final Logistic LOGISTIC = new Logistic();

    @ParameterizedTest
    @MethodSource("org.teeter.paper.SensitiveRegionTest#links")
    void theoremOneHasItsWitnessForEveryM(Link link) {
        if (!link.assumptions().contains(Assumption.A7)) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> Witness.of(link, 2, 0, Probability.of(0.9)))
                    .getMessage();
            assertEquals("Theorem 1 needs a link of which g is strictly increasing (A2), got uniform", message);
            return;
        }
        for (double m : new double[] {0.4, 1, 1.7, 30, 1e9}) {
            for (double delta : new double[] {0, 0.6}) {
                Probability p0 = Witness.of(link, m, delta, Probability.of(0.9)).p0();
                for (double closer : new double[] {0.9999, 0.5, 1e-6}) {
                    Probability ik = Probability.complementOf(p0.q() * closer);
                    Witness w = Witness.of(link, m, delta, ik);
                    assertTrue(w.slope() > m, () -> link.name() + " " + w);
                    if (w.kj().p() > 1e-300) { // Gumbel links ask for p_kj below the doubles
                        // a rounding of p_kj moves its score by x times as much
                        double tolerance = 1e-10 + 1e-15 * Math.abs(link.quantile(ik));
                        close(w.slope(), link.slope(ik, w.kj()), tolerance);
                        close(
                                link.probability(delta).p(),
                                link.compose(ik, w.kj()).p(),
                                tolerance);
                    }
                }
                if (m > 1.5) { // just inside p0 the same construction stays below M
                    Probability inside = Probability.complementOf(p0.q() * 1.0001);
                    assertTrue(Witness.of(link, m, delta, inside).slope() < m);
                }
            }
        }
    }

    /** Erratum E4: with p_kj fixed first, Theorem 1 is false for the Cauchy and t links, whose slope tends to 1. */
    @Test
    void noFixedPkjWillDoForHeavyTails() {
        for (double b : new double[] {0.001, 0.02, 0.5, 0.9}) {
            Probability kj = Probability.of(b);
            Probability nearlyOne = Probability.complementOf(1e-250);
            assertEquals(1, new Cauchit().slope(nearlyOne, kj), 1e-12);
            assertEquals(1, new StudentT(3).slope(nearlyOne, kj), 1e-12);
            assertEquals((1 - b) / b, LOGISTIC.slope(nearlyOne, kj), 1e-12 / b);
            assertEquals(1 / Math.tan(Math.PI * b / 2), new HyperbolicSecant().slope(nearlyOne, kj), 1e-12 / b);
        }
    }

    private static List<Probability> chain(RandomGenerator random, double size) {
        List<Probability> chain = new ArrayList<>();
        int length = 1 + random.nextInt(6);
        for (int l = 0; l < length; l++) {
            chain.add(LOGISTIC.probability(random.nextGaussian() * (1 + 8 * size)));
        }
        return chain;
    }

    @Test
    void chainsAreFoldedCompositions() {
        forAll(300, PairwiseTest::chain, chain -> {
            for (Link link : List.of(LOGISTIC, new Probit(), new Cauchit(), new LogLog())) {
                Chain whole = Chain.of(link, chain);
                Probability folded = chain.get(0);
                for (Probability next : chain.subList(1, chain.size())) {
                    folded = folded.isInterior() ? link.compose(folded, next) : folded;
                }
                double tolerance = link instanceof Probit || link instanceof LogLog ? 1e-10 : 1e-12;
                if (Math.min(whole.p().smaller(), folded.smaller()) > 1e-15) { // folding drops what leaves the doubles
                    close(folded.p(), whole.p().p(), tolerance);
                    close(folded.q(), whole.p().q(), tolerance);
                }
            }
        });
    }

    @Test
    void chainSensitivitiesAreBoundedWhateverTheLength() {
        forAll(300, PairwiseTest::chain, chain -> {
            Chain whole = Chain.of(LOGISTIC, chain);
            for (int l = 0; l < chain.size(); l++) {
                double bound = 0.25 / chain.get(l).variance();
                double s = whole.sensitivities().get(l);
                assertTrue(0 < s && s <= bound * (1 + 1e-14));
                close(whole.p().variance() / chain.get(l).variance(), s, 1e-12);
            }
        });
    }

    @Test
    void chainsMayLeaveTheDoublesOnTheirWay() {
        Probability tiny = Probability.of(1e-300);
        Chain there =
                Chain.of(LOGISTIC, List.of(tiny, tiny, tiny.complement(), tiny.complement(), Probability.of(0.3)));
        close(0.3, there.p().p(), 1e-15);
        close(0.3 * 0.7 / 1e-300, there.sensitivities().get(0), 1e-14);
        close(1, there.sensitivities().get(4), 1e-14);
        Chain away = Chain.of(LOGISTIC, List.of(tiny, tiny));
        assertEquals(0, away.p().p());
        close(1e-300, away.sensitivities().get(0), 1e-15);
    }

    @ParameterizedTest
    @MethodSource("org.teeter.paper.SensitiveRegionTest#links")
    void worstSwingIsTheLargestOverAllPkj(Link link) {
        for (double[] ends : new double[][] {{0.9801, 0.9999}, {0.4, 0.5}, {0.02, 0.05}, {0.3, 0.3000001}}) {
            Probability low = Probability.of(ends[0]);
            Probability high = Probability.of(ends[1]);
            Swing.Worst worst = Swing.worst(link, low, high);
            double best = 0;
            for (int k = 1; k < 4000; k++) {
                double swing = Swing.of(link, low, high, Probability.of(k / 4000.0));
                assertTrue(swing <= worst.size() * (1 + 1e-9), link.name() + " " + k);
                best = Math.max(best, swing);
            }
            close(worst.size(), Swing.of(link, low, high, worst.kj()), 1e-9);
            assertTrue(best > 0.7 * worst.size() || worst.kj().smaller() < 1e-3);
        }
    }

    @Test
    void swingsKeepTheirDigitsWhenTheyAreSmall() {
        Probability low = Probability.of(0.3);
        Probability high = Probability.of(0.3 + Math.scalb(1.0, -40));
        Probability kj = Probability.of(0.02);
        for (Link link : SensitiveRegionTest.links()) {
            if (!(link instanceof Uniform)) { // whose p_ij is 0 here
                double slope = Math.exp((link.logSlope(low, kj) + link.logSlope(high, kj)) / 2);
                close(slope, Swing.of(link, low, high, kj) / high.minus(low), 1e-11);
            }
        }
    }

    @Test
    void toleranceAndClipRulesAreSharp() {
        forAll(200, random -> 0.001 + 0.998 * random.nextDouble(), p -> {
            Probability ik = Probability.of(p);
            for (double tau : new double[] {0.01, 0.1, 0.5}) {
                double rise = Swing.toleratedRise(ik, tau);
                Probability up = Probability.complementOf(ik.q() - rise);
                close(tau, Swing.worst(LOGISTIC, ik, up).size(), 1e-9);
            }
            Probability kj = Probability.of(0.37);
            double reach = 0.01;
            double up = Math.abs(
                    LOGISTIC.compose(Probability.of(Math.min(1, p + reach)), kj).minus(LOGISTIC.compose(ik, kj)));
            double down = Math.abs(
                    LOGISTIC.compose(Probability.of(Math.max(0, p - reach)), kj).minus(LOGISTIC.compose(ik, kj)));
            close(Math.max(up, down), Swing.worstWithin(ik, kj, reach), 1e-11);
        });
        assertEquals(LOGISTIC.quantile(new BradleyTerryRegion(10).tip()), Swing.clip(10), 1e-14);
        assertEquals(1 - Math.sqrt(0.9), Swing.labelSmoothing(10), 1e-16);
    }

    /** mpmath, 700 digits. */
    @Test
    void farOutSwingsAndChainsKeepWhatTheSumOfScoresLoses() {
        Link cauchit = new Cauchit();
        Probability kj = Probability.of(0.96);
        close(1e-180, Swing.of(cauchit, Probability.of(1e-250), Probability.of(1e-180), kj), 1e-13);
        Probability low = Probability.of(1e-200);
        close(1.0000000000000023e-202, Swing.of(cauchit, low, Probability.of(1.01e-200), Probability.HALF), 1e-11);
        Chain chain = Chain.of(
                cauchit,
                List.of(Probability.of(1e-160), Probability.of(0.3), Probability.complementOf(1.0000001e-160)));
        close(1.0000000996385584e-153, chain.p().p(), 1e-14);
        close(1.507941670778458e-305, chain.sensitivities().get(1), 1e-13);
        assertEquals(3, chain.sensitivities().size());
    }

    /** mpmath, 700 digits: where the swing hardly depends on p_kj, searching for the best one stops at half of the digits. */
    @Test
    void worstPkjOfTheLogLogLinksIsExact() {
        Swing.Worst worst = Swing.worst(new LogLog(), Probability.of(0.9), Probability.of(0.9000000001));
        close(7.55118027558984e-5, worst.kj().p(), 1e-13);
        close(3.879583979787897e-10, worst.size(), 1e-13);
        Swing.Worst mirrored = Swing.worst(
                new ComplementaryLogLog(), Probability.complementOf(1.0005e-300), Probability.complementOf(1e-300));
        close(0.9985533985412643, mirrored.kj().q(), 1e-13);
        close(2.662135673427989e-7, mirrored.size(), 1e-13);
    }

    @Test
    void scoresBeyondTheDoublesAreRefused() {
        Link link = new StudentT(0.3);
        Probability far = Probability.of(1e-300);
        for (Executable call : List.<Executable>of(
                () -> Sensitivity.of(link, far, Probability.HALF),
                () -> Chain.of(link, List.of(Probability.HALF, far)),
                () -> Chain.of(link, List.of(far)),
                () -> Witness.of(link, 2, 0, far),
                () -> Witness.of(link, 1e300, 0, Probability.HALF))) {
            String message = String.valueOf(
                    assertThrows(IllegalArgumentException.class, call).getMessage());
            assertTrue(message.contains("must be within the range of a double, got "), message);
        }
    }
}
