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
