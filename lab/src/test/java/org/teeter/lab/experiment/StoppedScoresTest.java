package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoppedScoresTest {
    @Test
    void nothingIsLearnedInNoTime() {
        assertEquals(new StoppedScores.Leads(0, 0), new StoppedScores(0).leads(0.99, 0.2));
    }

    @Test
    void inTheEndTheLeadsAreTheLogOdds() {
        StoppedScores.Leads leads = new StoppedScores(100).leads(0.7, 0.4);
        assertEquals(Math.log(0.7 / 0.3), leads.x12(), 1e-6);
        assertEquals(Math.log(0.4 / 0.6), leads.x23(), 1e-6);
        assertEquals(leads.x12() + leads.x23(), leads.x13());
    }

    /** Euler's rule in steps of 1e-5, which err by about 1e-5. */
    @Test
    void agreesWithManySmallSteps() {
        double x12 = 0;
        double x23 = 0;
        double h = 1e-5;
        for (int k = 0; k < 200_000; k++) {
            double r12 = 0.99 - 1 / (1 + Math.exp(-x12));
            double r23 = 0.3 - 1 / (1 + Math.exp(-x23));
            x12 += h * (2 * r12 - r23);
            x23 += h * (2 * r23 - r12);
        }
        StoppedScores.Leads leads = new StoppedScores(2).leads(0.99, 0.3);
        assertEquals(x12, leads.x12(), 1e-4);
        assertEquals(x23, leads.x23(), 1e-4);
    }

    @Test
    void dominanceOfTheFirstPairDragsTheSecondDown() {
        StoppedScores.Leads leads = new StoppedScores(2).leads(0.99, 0.5);
        assertTrue(leads.x23() < -0.1, leads::toString);
        assertEquals(0, new StoppedScores(2).leads(0.5, 0.5).x23());
    }

    @Test
    void timeIsFoundAgain() {
        List<JobResult> outcomes = SampleOutcomes.grid(p -> 0.5, p -> 0.5, 0).stream()
                .map(o -> SampleOutcomes.outcome(
                        o.job(),
                        Theory.sigmoid(
                                new StoppedScores(3).leads(0.99, o.drawn23()).x12()),
                        0.5,
                        0.5))
                .toList();
        Curve curve = Curve.byOrder(outcomes).get(0);
        assertEquals(3, StoppedScores.fitted(curve).time(), 1e-6);
    }
}
