package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Cauchit;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Probability;
import org.teeter.link.Smooth;
import org.teeter.link.StudentT;

/** Links of which the logarithm is not concave: a likelihood may have several maxima. */
class HeavyTailsTest {
    static final List<Smooth> LINKS = List.of(new Cauchit(), new StudentT(3), new StudentT(12));
    static final List<Smooth> SMOOTH =
            List.of(new Cauchit(), new StudentT(3), new StudentT(12), new StudentT(300), new HyperbolicSecant());

    @ParameterizedTest
    @FieldSource("SMOOTH")
    void derivativesAreThoseOfTheLogarithm(Smooth link) {
        double[] at = new double[4];
        double[] up = new double[4];
        double[] down = new double[4];
        for (double x = -30; x <= 30; x += 0.37) {
            double h = 1e-5;
            link.logDerivatives(x, at);
            link.logDerivatives(x + h, up);
            link.logDerivatives(x - h, down);
            double slope = (link.logProbability(x + h) - link.logProbability(x - h)) / (2 * h);
            assertEquals(slope, at[0], 1e-6 * (1e-2 + Math.abs(slope)));
            for (int side = 0; side < 2; side++) {
                double second = (side == 0 ? -1 : 1) * (up[side] - down[side]) / (2 * h);
                assertEquals(second, at[2 + side], 1e-5 * (1e-2 + Math.abs(second)));
            }
        }
    }

    /**
     * Weights six orders apart, and two parts joined by one light pair: some starts lead to the flat side of the link, and others to the
     * maximum. By mpmath, 40 digits: Newton's method on Σ w log F(±(s_a - s_b)), F(x) = 1/2 + (z/(1 + z²) + arctan z)/π, z = x/√3.
     */
    @Test
    void aStartThatLeadsNowhereIsNoReasonToGiveUp() {
        ComparisonGraph data = Graphs.of(
                7,
                new double[] {0, 1, 0, 16.982760963922832},
                new double[] {0, 2, 29.292847336607466, 7788.928732997605},
                new double[] {0, 6, 0.24326632374902799, 0.8955938904308507},
                new double[] {1, 2, 25.385581102564153, 0.15939708664481145},
                new double[] {3, 4, 0.24573738075564538, 13003.579307945816},
                new double[] {3, 5, 14355.5708766533, 42560.645372342435},
                new double[] {3, 6, 13.683131411771654, 22.67120966585246},
                new double[] {4, 5, 232146.57703920975, 15.289727443374783},
                new double[] {4, 6, 256173.0348542266, 0},
                new double[] {5, 6, 32.82898039123425, 1.1165310549365826});
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new LinkModel(new StudentT(3)), data);
        double[] expected = {
            0.0,
            11.930006105743043,
            6.470111063923593,
            1.049616651086155,
            34.05119980962238,
            1.8063583500404927,
            0.9160081321965685
        };
        for (int i = 0; i < 7; i++) {
            assertEquals(expected[i], fit.scores().difference(i, 0), 1e-8);
        }
        assertEquals(-32550.95937281325, fit.logLikelihood(), 1e-7);
        Fit.LocalMaximum found = fit.localMaximum().orElseThrow();
        assertTrue(found.here() >= 1 && found.here() < found.starts(), found.toString());
    }

    @ParameterizedTest
    @FieldSource("LINKS")
    void aFitIsAMaximumAndNoNeighbourIsBetter(Smooth link) {
        PairModel model = new LinkModel(link);
        Random random = new Random(8);
        for (int round = 0; round < 20; round++) {
            ComparisonGraph data = Models.random(model, random, 3 + round, 5 + 3 * round);
            Estimator estimator = Estimator.of(round % 2 == 0 ? Prior.none() : Prior.normal(2));
            Fit<ComparisonGraph> fit = estimator.fit(model, data);
            assertTrue(fit.localMaximum().orElseThrow().here() >= 1);
            assertEquals(8, fit.localMaximum().orElseThrow().starts());
            Likelihood likelihood = model.likelihood(data);
            double[] at = fit.position();
            double best = fit.logPosterior();
            for (int k = 0; k < 50; k++) {
                double[] near = at.clone();
                double prior = 0;
                for (int i = 0; i < near.length; i++) {
                    near[i] += 1e-2 * random.nextGaussian();
                    prior += fit.prior().value(near[i], Double.NEGATIVE_INFINITY);
                }
                assertTrue(likelihood.logLikelihood(near) - prior <= best + 1e-9);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LINKS")
    void sensitivitiesAreWhatRefitsFind(Smooth link) {
        PairModel model = new LinkModel(link);
        boolean someSigned = false;
        for (int seed = 0; seed < 10; seed++) {
            ComparisonGraph data = Models.random(model, new Random(seed), 4 + seed, 8 + 3 * seed);
            Estimator estimator = Estimator.of(Prior.none());
            Fit<ComparisonGraph> fit = estimator.fit(model, data);
            Audit audit = Audit.of(fit, AuditRequest.standard());
            someSigned |= !audit.isCertified();
            for (int e = 0; e < data.edges(); e++) {
                double h = 1e-4 * Math.min(data.won(e), data.lost(e));
                Fit<ComparisonGraph> up = estimator.refit(data.with(e, data.won(e) + h, data.lost(e) - h), fit);
                Fit<ComparisonGraph> down = estimator.refit(data.with(e, data.won(e) - h, data.lost(e) + h), fit);
                for (int j = 1; j < data.size(); j++) {
                    double s = audit.sensitivity(0, j, data.first(e), data.second(e));
                    double refitted = change(down.probability(0, j), up.probability(0, j)) / (2 * h / data.n(e));
                    assertEquals(refitted, s, 1e-5 * Math.max(1e-2, Math.abs(s)));
                }
            }
        }
        assertTrue(someSigned || link instanceof StudentT);
    }

    private static double change(Probability before, Probability after) {
        return before.p() <= before.q() ? after.p() - before.p() : before.q() - after.q();
    }

    /** Two judges of opposite certainty: where one of two far maxima is better, it is the one that is found. */
    @Test
    void theBestOfSeveralMaximaIsFound() {
        PairModel model = new LinkModel(new Cauchit());
        Random random = new Random(2);
        int several = 0;
        for (int round = 0; round < 60; round++) {
            ComparisonGraph data = Models.random(model, random, 5, 10);
            Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(model, data);
            several += fit.localMaximum().orElseThrow().here() < 8 ? 1 : 0;
        }
        int found = several;
        assertFalse(several == 60, () -> found + " of 60");
    }
}
