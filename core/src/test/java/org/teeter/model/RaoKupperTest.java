package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;

/** Ties that are nearly certain, and ones that are nearly impossible. */
class RaoKupperTest {
    /** log p_tie = log(sinh τ / (cosh x + cosh τ)) and minus its derivative by τ, by mpmath, 60 digits. */
    @ParameterizedTest
    @CsvSource({
        "0.002, 7.5, -0.0011061710629819077, -0.0011061712861252145",
        "0.002, 30, -1.8715283368184701e-13, -1.8715283368184701e-13",
        "-3, 12, -0.00012370812974831798, -0.00012370055371584824",
        "50, 1.5, -48.551069180942702, -1.1047913929825119",
        "640, 2, -638.01848544682589, -1.0373147207275481",
        "0.001, 0.0001, -9.9034878033694503, -9999.9999833333454",
    })
    void theLikelihoodOfATieKeepsItsDigits(double x, double tau, double log, double slope) {
        RaoKupper model = new RaoKupper();
        assertEquals(log, model.logLikelihood(x, tau, 0, 0, 1), 1e-14 * -log);
        PairDerivatives at = new PairDerivatives();
        model.derive(x, tau, 0, 0, 1, at);
        assertEquals(slope, at.tieSlope(), 1e-14 * -slope);
    }

    /**
     * Scores are found where nearly all judgements of a pair are ties, whose likelihood is hardly below 1: with it rounded, no step
     * lowered the objective. By mpmath, 60 digits: the root of the four score equations, with s²/(2 · 100²) taken off for each score.
     */
    @Test
    void aPairThatIsNearlyAlwaysTied() {
        Tally tally = new Tally();
        tally.add(0, 1, Outcome.FIRST, 0.00164264, 1);
        tally.add(0, 1, Outcome.SECOND, 0.00185927, 1);
        tally.add(0, 1, Outcome.TIE, 162.431, 1);
        tally.add(1, 2, Outcome.FIRST, 0.0817408, 1);
        tally.add(1, 2, Outcome.SECOND, 57.5523, 1);
        tally.add(1, 2, Outcome.TIE, 0.0815451, 1);
        ComparisonGraph data = ComparisonGraph.of(tally.counts(Items.numbered(3)), Ties.KEEP);
        Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(100)).fit(new RaoKupper(), data);
        assertEquals(13.42459389665266, fit.scores().difference(2, 0), 1e-11);
        assertEquals(7.567927327719345, fit.extra(0), 1e-11);
    }
}
