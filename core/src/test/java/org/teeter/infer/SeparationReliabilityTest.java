package org.teeter.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.fit.Scores;
import org.teeter.fit.Uncertainty;
import org.teeter.model.BradleyTerry;

class SeparationReliabilityTest {

    /** Scores -1, 0, 1 with errors of .5: SD² = 1, MSE = 1/4, so SSR = 3/4 and G = √3. */
    @Test
    void isTheShareOfTheSpreadThatIsNotErrors() {
        SeparationReliability ssr = SeparationReliability.of(Scores.centred(-1, 0, 1), List.of(0.5, 0.5, 0.5));
        assertEquals(0.75, ssr.value(), 1e-15);
        assertEquals(Math.sqrt(3), ssr.separation(), 1e-15);
        double g = ssr.separation();
        assertEquals(ssr.value(), g * g / (1 + g * g), 1e-15);
        SeparationReliability none = SeparationReliability.of(Scores.centred(-1, 0, 1), List.of(2.0, 2.0, 2.0));
        assertEquals(-3, none.value(), 1e-15);
        assertEquals(0, none.separation(), 0);
    }

    /** It estimates the squared correlation of estimates and truth: over 40 draws of 40 items in the mean to .02, whose own error is .003. */
    @Test
    void isTheSquaredCorrelationWithTheTruthInTheMean() {
        double sumOfSsr = 0;
        double sumOfSquares = 0;
        int draws = 40;
        for (int seed = 0; seed < draws; seed++) {
            RandomGenerator random = Cases.random(seed);
            int n = 40;
            double[] truth = random.doubles(n).map(u -> 4 * u - 2).toArray();
            Tally tally = new Tally();
            for (int k = 0; k < 1200; k++) {
                int i = random.nextInt(n);
                int j = (i + 1 + random.nextInt(n - 1)) % n;
                boolean won = random.nextDouble() < 1 / (1 + Math.exp(truth[j] - truth[i]));
                tally.add(i, j, won ? Outcome.FIRST : Outcome.SECOND);
            }
            Fit<ComparisonGraph> fit = Estimator.of(Prior.none())
                    .fit(new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(n)), Ties.HALF));
            sumOfSsr += SeparationReliability.of(fit.scores(), Uncertainty.standardErrors(fit))
                    .value();
            Scores true0 = Scores.centred(truth);
            double xy = 0;
            double xx = 0;
            double yy = 0;
            for (int i = 0; i < n; i++) {
                xy += true0.get(i) * fit.scores().get(i);
                xx += true0.get(i) * true0.get(i);
                yy += fit.scores().get(i) * fit.scores().get(i);
            }
            sumOfSquares += xy * xy / (xx * yy);
        }
        assertEquals(sumOfSquares / draws, sumOfSsr / draws, 0.02);
    }

    @Test
    void needsScoresThatDiffer() {
        assertEquals(
                "reliability needs scores that differ, got [0.0, 0.0]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SeparationReliability.of(Scores.centred(1, 1), Collections.nCopies(2, 1.0)))
                        .getMessage());
        assertEquals(
                "reliability needs two scores and an error of each, got 2 scores and 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SeparationReliability.of(Scores.centred(0, 1), List.of()))
                        .getMessage());
    }
}
