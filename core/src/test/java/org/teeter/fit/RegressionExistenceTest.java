package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Features;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.RegressionTest.Drawn;
import org.teeter.link.Cauchit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.LinkModel;

/** Whether effects of features have finite values, and what is said where they have none. */
class RegressionExistenceTest {

    @Test
    void refusesFeaturesThatAreNone() {
        Items items = Items.numbered(4);
        double[] size = {1, 2, 3, 5};
        double[] twice = {2, 4, 6, 10};
        double[] same = {7, 7, 7, 7};
        assertEquals(
                "the feature \"twice\" is a combination of \"size\" and a constant; leave one of them out",
                refusal(() -> Prior.regression(
                        Features.of(
                                items, List.of("size", "other", "twice"), new double[][] {size, {0, 1, 0, 0}, twice}),
                        0)));
        assertEquals(
                "the feature \"same\" is the same for all 4 items, and has no effect; leave it out",
                refusal(() ->
                        Prior.regression(Features.of(items, List.of("size", "same"), new double[][] {size, same}), 1)));
    }

    private static String refusal(Runnable run) {
        return String.valueOf(assertThrows(RuntimeException.class, run::run).getMessage());
    }

    /** Of five items, the larger always wins; of two features, one has no finite effect. */
    @Test
    void refusesSeparationAndNamesIt() {
        Tally tally = new Tally();
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < i; j++) {
                tally.add(i, j, Outcome.FIRST);
            }
        }
        Items items = Items.numbered(5);
        ComparisonGraph graph = ComparisonGraph.of(tally.counts(items), Ties.HALF);
        double[] size = {1, 2, 4, 7, 9};
        double[] small = {-1, -2, -4, -7, -9};
        double[] other = {0, 5, 2, 1, 3};
        String no = "no finite maximum-likelihood fit: the effect of ";
        for (double sigma : new double[] {0, 2}) {
            assertEquals(
                    no + "\"size\" has no finite value: no judgement is less probable the larger it is",
                    fit(graph, sigma, List.of("other", "size"), other, size));
            assertEquals(
                    no + "\"small\" has no finite value: no judgement is less probable the smaller it is",
                    fit(graph, sigma, List.of("small"), small));
            double[] a = {0, 3, 1, 4, 2};
            double[] b = {0, -2, 1, -1, 2};
            assertEquals(
                    "no finite maximum-likelihood fit: the effects of \"a\", \"b\" have no finite values together: there is a"
                            + " way to move them without end that makes no judgement less probable",
                    fit(graph, sigma, List.of("other", "a", "b"), other, a, b));
        }
        Tally two = new Tally();
        two.add(0, 1, Outcome.TIE);
        two.add(2, 3, Outcome.TIE);
        ComparisonGraph apart = ComparisonGraph.of(two.counts(Items.numbered(4)), Ties.HALF);
        assertEquals(
                "no finite maximum-likelihood fit: no judgement is between items that differ in \"team\", so that its effect is"
                        + " not known",
                fit(apart, 0, List.of("size", "team"), new double[] {1, 2, 4, 5}, new double[] {0, 0, 1, 1}));
        assertEquals(
                "no finite maximum-likelihood fit: no judgement tells the effects of \"x\", \"y\" apart",
                fit(apart, 1, List.of("x", "y"), new double[] {1, 2, 4, 5}, new double[] {1, 2, 7, 8}));
    }

    private static String fit(ComparisonGraph graph, double sigma, List<String> names, double[]... x) {
        Prior prior = Prior.regression(Features.of(graph.items(), names, x), sigma);
        return refusal(() -> Estimator.of(prior).fit(new BradleyTerry(), graph));
    }

    /** Whatever direction is called free makes no judgement less probable, and a fit exists exactly where there is none. */
    @Test
    void existenceIsWhatTheFitFinds() {
        int[] found = new int[2];
        forAll(
                300,
                (random, size) -> {
                    Drawn drawn = RegressionTest.draw(random, 0.2 * size, 0, false);
                    return new Drawn(drawn.n, drawn.games.subList(0, 2 + random.nextInt(8)), drawn.x, 0);
                },
                drawn -> {
                    ComparisonGraph graph = drawn.graph(Ties.HALF);
                    Estimator estimator = Estimator.of(drawn.prior());
                    boolean finite = estimator.hasMaximum(new BradleyTerry(), graph);
                    found[finite ? 1 : 0]++;
                    if (finite) {
                        assertTrue(estimator.fit(new BradleyTerry(), graph).residual() <= 1e-10);
                    } else {
                        double[] beta = steps(drawn);
                        assertTrue(
                                isFlat(drawn) || Arrays.stream(beta).anyMatch(b -> !(Math.abs(b) < 3)),
                                () -> Arrays.toString(beta));
                    }
                });
        assertTrue(found[0] > 50 && found[1] > 50, () -> Arrays.toString(found));
    }

    /** Whether differences of features do not span all directions: some diagonal entry of the inverse is beyond what rounding leaves. */
    private static boolean isFlat(Drawn drawn) {
        int k = drawn.x.length;
        double[][] gram = new double[k][k];
        for (int[] game : drawn.games) {
            double[] z = drawn.z(game);
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    gram[a][b] += z[a] * z[b] + (a == b ? 1e-9 : 0);
                }
            }
        }
        double[][] inverse = RegressionTest.inverse(gram);
        return IntStream.range(0, k).anyMatch(a -> inverse[a][a] > 1e4);
    }

    /** Where steps lead that a weak prior on the effects shortens, in units of the feature: far, if there is no maximum. */
    private static double[] steps(Drawn drawn) {
        int k = drawn.x.length;
        double[] theta = new double[k];
        for (int step = 0; step < 60; step++) {
            double[][] h = new double[k][k];
            double[] g = new double[k];
            for (int p = 0; p < k; p++) {
                h[p][p] = 1e-12;
            }
            for (int[] game : drawn.games) {
                double[] z = drawn.z(game);
                double x =
                        IntStream.range(0, k).mapToDouble(p -> z[p] * theta[p]).sum();
                double p = 1 / (1 + Math.exp(-x));
                for (int a = 0; a < k; a++) {
                    g[a] += z[a] * (game[2] == 0 ? 1 - p : -p);
                    for (int b = 0; b < k; b++) {
                        h[a][b] += p * (1 - p) * z[a] * z[b];
                    }
                }
            }
            double[][] inverse = RegressionTest.inverse(h);
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    theta[a] += inverse[a][b] * g[b];
                }
            }
        }
        return theta;
    }

    @Test
    void refusesLinksWithSeveralMaxima() {
        Drawn drawn = RegressionTest.draw(Cases.random(5), 1, 0, false);
        assertEquals(
                "features of items need a log-concave link, got " + new LinkModel(new Cauchit()).name(),
                refusal(() -> Estimator.of(drawn.prior()).fit(new LinkModel(new Cauchit()), drawn.graph(Ties.HALF))));
    }
}
