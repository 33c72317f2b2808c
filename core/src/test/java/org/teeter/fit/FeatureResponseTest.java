package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.teeter.Cases.forAll;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Features;
import org.teeter.data.Ties;
import org.teeter.fit.RegressionTest.Drawn;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.Model;
import org.teeter.random.L64X128Mix;

/** Derivatives in the features of items, against fits to features that were changed. */
class FeatureResponseTest {
    private static final double STEP = 1e-4;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 2})
    void agreesWithFitsToChangedFeatures(double sigma) {
        forAll(12, (random, size) -> RegressionTest.draw(random, size, sigma, true), drawn -> {
            agrees(drawn, new BradleyTerry(), Ties.HALF);
            agrees(drawn, new LinkModel(new Probit()), Ties.HALF);
            agrees(drawn, new Davidson(), Ties.KEEP);
        });
    }

    private static void agrees(Drawn drawn, Model<ComparisonGraph> model, Ties ties) {
        ComparisonGraph graph = drawn.graph(ties);
        Fit<ComparisonGraph> fit = Estimator.of(drawn.prior()).fit(model, graph);
        FeatureResponse response = FeatureResponse.of(fit);
        RandomGenerator random = L64X128Mix.of(drawn.n);
        for (int k = 0; k < 4; k++) {
            int item = random.nextInt(drawn.n);
            int feature = random.nextInt(drawn.x.length);
            double[] found = response.to(item, feature);
            Fit<ComparisonGraph> more = refit(drawn, model, graph, item, feature, STEP);
            Fit<ComparisonGraph> less = refit(drawn, model, graph, item, feature, -STEP);
            for (int i = 1; i < drawn.n; i++) {
                double expected =
                        (more.scores().difference(i, 0) - less.scores().difference(i, 0)) / (2 * STEP);
                assertEquals(
                        expected, found[i] - found[0], 1e-6 * (1 + Math.abs(expected)), model.name() + ", item " + i);
            }
        }
    }

    private static Fit<ComparisonGraph> refit(
            Drawn drawn, Model<ComparisonGraph> model, ComparisonGraph graph, int item, int feature, double step) {
        double[][] x = new double[drawn.x.length][];
        for (int f = 0; f < x.length; f++) {
            x[f] = drawn.x[f].clone();
        }
        x[feature][item] += step;
        Features changed = Features.of(drawn.items(), drawn.features().names(), x);
        double sigma = drawn.prior().regression().orElseThrow().sigma();
        return Estimator.of(Prior.regression(changed, sigma)).fit(model, graph);
    }

    /** One more of a feature for every item is none: only differences count. */
    @Test
    void ofAllItemsTogetherNothingMoves() {
        Drawn drawn = RegressionTest.draw(L64X128Mix.of(3), 0.5, 0.5, false);
        FeatureResponse response =
                FeatureResponse.of(Estimator.of(drawn.prior()).fit(new BradleyTerry(), drawn.graph(Ties.HALF)));
        double[] sum = new double[drawn.n];
        for (int item = 0; item < drawn.n; item++) {
            double[] one = response.to(item, 0);
            for (int i = 0; i < drawn.n; i++) {
                sum[i] += one[i];
            }
        }
        for (double of : sum) {
            assertEquals(0, of, 1e-10);
        }
    }

    @Test
    void withoutFeaturesThereIsNone() {
        Drawn drawn = RegressionTest.draw(L64X128Mix.of(4), 0.2, 1, false);
        Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(1)).fit(new BradleyTerry(), drawn.graph(Ties.HALF));
        assertEquals(
                "no features explain these scores",
                assertThrows(IllegalArgumentException.class, () -> FeatureResponse.of(fit))
                        .getMessage());
    }
}
