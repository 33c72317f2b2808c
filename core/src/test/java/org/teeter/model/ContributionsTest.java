package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;

/** What each kind of judgement says, for every model of pairs. */
class ContributionsTest {
    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void theySumToTheLikelihoodAndItsGradient(PairModel model) {
        forAll(40, (random, size) -> Models.random(model, random, 2 + (int) (20 * size), (int) (60 * size)), data -> {
            Likelihood likelihood = model.likelihood(data);
            double[] theta = position(likelihood, Cases.random(data.edges()));
            int n = data.size();
            double[] sum = new double[theta.length];
            double[] total = new double[2];
            double[] weights = new double[data.kinds()];
            int[] seen = new int[data.edges()];
            likelihood.contributions(theta, (e, weight, log, size, items, gradient, extras) -> {
                total[0] += weight * log;
                total[1] += weight;
                assertEquals(0, gradient[0] + gradient[1]);
                for (int k = 0; k < size; k++) {
                    sum[items[k]] += weight * gradient[k];
                }
                for (int k = n; k < sum.length; k++) {
                    sum[k] += weight * extras[k - n];
                }
                weights[3 * e + seen[e]++] = weight;
            });
            for (int kind = 0; kind < weights.length; kind++) {
                assertEquals(data.weight(kind), weights[kind], 1e-13 * (1 + weights[kind]));
            }
            Derivatives at = new Derivatives(data.graph(), theta.length - n);
            likelihood.derivatives(theta, at);
            assertArrayEquals(at.gradient(), sum, 1e-11 * total[1]);
            assertEquals(likelihood.logLikelihood(theta), total[0], 1e-11 * total[1]);
        });
    }

    /** Gradients against differences of the log-probabilities, at dominant pairs too. */
    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void eachGradientIsThatOfItsLogProbability(PairModel model) {
        double h = 1e-5;
        forAll(40, (random, size) -> Models.random(model, random, 2, 3), data -> {
            Likelihood likelihood = model.likelihood(data);
            double[] theta = position(likelihood, Cases.random((long) data.won(0)));
            double[][] at = all(likelihood, theta);
            for (int k = 0; k < theta.length; k++) {
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[k] += h;
                down[k] -= h;
                double[][] above = all(likelihood, up);
                double[][] below = all(likelihood, down);
                for (int o = 0; o < at.length; o++) {
                    double slope = -(above[o][0] - below[o][0]) / (2 * h);
                    assertEquals(slope, at[o][k + 1], 1e-7 * (1 + Math.abs(slope)));
                }
            }
        });
    }

    /** The data of the same weights are the same; of none, an edge that says nothing. */
    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void weightsAreTakenAndGiven(PairModel model) {
        forAll(20, (random, size) -> Models.random(model, random, 5, 12), data -> {
            double[] weights = new double[data.kinds()];
            Arrays.setAll(weights, data::weight);
            ComparisonGraph same = data.weighted(weights);
            for (int e = 0; e < data.edges(); e++) {
                assertEquals(data.won(e), same.won(e), 1e-13 * data.n(e));
                assertEquals(data.tied(e), same.tied(e));
                assertEquals(data.halved(e), same.halved(e));
            }
            Arrays.fill(weights, 0);
            Likelihood ofNone = model.likelihood(data.weighted(weights));
            assertEquals(0, ofNone.logLikelihood(position(ofNone, Cases.random(1))));
        });
    }

    private static double[] position(Likelihood likelihood, RandomGenerator random) {
        double[] theta =
                new double[likelihood.graph().size() + likelihood.extras().size()];
        Arrays.setAll(theta, i -> 3 * random.nextGaussian());
        for (int k = likelihood.graph().size(); k < theta.length; k++) {
            theta[k] = Math.abs(theta[k]); // a threshold has no other values
        }
        return theta;
    }

    private static double[][] all(Likelihood likelihood, double[] theta) {
        double[][] kinds = new double[3][];
        int[] at = {0};
        likelihood.contributions(theta, (e, weight, log, size, items, gradient, extras) -> {
            double[] kind = new double[theta.length + 1];
            kind[0] = log;
            for (int k = 0; k < size; k++) {
                kind[1 + items[k]] = gradient[k];
            }
            System.arraycopy(extras, 0, kind, 1 + size, extras.length);
            if (at[0] < 3) {
                kinds[at[0]++] = kind;
            }
        });
        return Arrays.copyOf(kinds, at[0]);
    }

    @Test
    void refusesWeightsOfOtherKinds() {
        ComparisonGraph data = Models.random(new BradleyTerry(), Cases.random(1), 2, 1);
        assertEquals(
                "each of the 3 kinds of judgements needs a weight, got 2",
                assertThrows(IllegalArgumentException.class, () -> data.weighted(1, 2))
                        .getMessage());
        assertEquals(
                "a total weight must be from 0 to 2^63 times 1.0E20, got -1.0",
                assertThrows(IllegalArgumentException.class, () -> data.weighted(1, 2, -1))
                        .getMessage());
    }
}
