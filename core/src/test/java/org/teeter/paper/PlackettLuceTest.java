package org.teeter.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;
import static org.teeter.paper.BradleyTerryTest.close;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.paper.TreeSensitivity.Edge;

/** Paper, §2.4 and §3.2. Golden rows are regenerated with src/test/golden/plackett_luce.py. */
class PlackettLuceTest {

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(";", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static Edge edge(String text) {
        int dash = text.indexOf('-');
        return new Edge(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    private static double[] scores(RandomGenerator random, double size) {
        double[] scores = new double[2 + random.nextInt(7)];
        Arrays.setAll(scores, m -> random.nextGaussian() * (0.1 + 15 * size));
        return scores;
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "rankings.csv", numLinesToSkip = 2)
    void rankingsAgreeWithMpmath(String scores, double logP, String gradient) {
        RankingProbability ranking = RankingProbability.of(numbers(scores));
        assertEquals(logP, ranking.logP(), 4e-15 * Math.max(1, Math.abs(logP)));
        assertEquals(Math.exp(logP), ranking.p(), 1e-13 * Math.exp(logP));
        double[] expected = numbers(gradient);
        for (int m = 0; m < expected.length; m++) {
            assertEquals(expected[m], ranking.gradient()[m], 4e-14); // scores of 300 are rounded by 6e-14
        }
    }

    @ParameterizedTest(name = "{0} ({1}, {2})")
    @CsvFileSource(resources = "pairs.csv", numLinesToSkip = 2)
    void pairsAgreeWithMpmath(
            String scores,
            int u,
            int v,
            double logAlpha,
            double logBeta,
            double uv,
            double vu,
            double toUv,
            double toVu) {
        PairInRanking pair = PairInRanking.of(numbers(scores), u, v);
        double[][] both = {
            {logAlpha, pair.logAlpha()},
            {logBeta, pair.logBeta()},
            {uv, pair.logPuv()},
            {vu, pair.logPvu()},
            {toUv, pair.logToPuv()},
            {toVu, pair.logToPvu()}
        };
        for (double[] one : both) {
            assertEquals(one[0], one[1], 1e-14 * Math.max(1, Math.abs(one[0])) + 2e-13); // as rankings, several of them
        }
    }

    @ParameterizedTest(name = "α {0}, β {1}, M {2}, p {3}")
    @CsvFileSource(resources = "pair_regions.csv", numLinesToSkip = 2)
    void boundsAgreeWithMpmath(
            double alpha,
            double beta,
            double m,
            double p,
            double limit,
            double gammaMinus,
            double gammaPlus,
            double etaMinus,
            double etaPlus) {
        PairRegion region = new PairRegion(alpha, beta, m);
        close(limit, region.limit(), 2e-15);
        assertTrue(region.isBelowLimit(p));
        close(gammaMinus, region.gamma(p).lower(), 2e-15); // also at 1e-13 of the limit
        close(gammaPlus, region.gamma(p).upper(), 2e-15);
        close(etaMinus, region.eta(p).lower(), 2e-15);
        close(etaPlus, region.eta(p).upper(), 2e-15);
    }

    @ParameterizedTest(name = "{0}: {1} by {2}")
    @CsvFileSource(resources = "trees.csv", numLinesToSkip = 2)
    void treesAgreeWithNumericalDerivatives(
            String scores, String tree, String edge, double pEdge, double pRanking, double slope) {
        List<Edge> edges =
                Arrays.stream(tree.split(";", -1)).map(PlackettLuceTest::edge).toList();
        TreeSensitivity s = TreeSensitivity.of(numbers(scores), edges, edge(edge));
        close(pEdge, s.pEdge(), 1e-13);
        close(pRanking, s.pRanking(), 1e-13);
        close(slope, s.slope(), 1e-12); // gain and loss may cancel by a digit
    }

    @Test
    void rankingsAddUpToOneAndGradientsToZero() {
        forAll(100, PlackettLuceTest::scores, scores -> {
            double sum = 0;
            for (double g : RankingProbability.of(scores).gradient()) {
                sum += g;
            }
            assertEquals(0, sum, 1e-14 * scores.length);
            if (scores.length <= 6) {
                assertEquals(1, sumOverOrders(scores, 0), 1e-13);
            }
        });
    }

    private static double sumOverOrders(double[] scores, int from) {
        if (from == scores.length) {
            return RankingProbability.of(scores).p();
        }
        double sum = 0;
        for (int k = from; k < scores.length; k++) {
            double[] swapped = scores.clone();
            swapped[from] = scores[k];
            swapped[k] = scores[from];
            sum += sumOverOrders(swapped, from + 1);
        }
        return sum;
    }

    @Test
    void twoItemsAreBradleyTerry() {
        forAll(200, PlackettLuceTest::scores, scores -> {
            double[] two = Arrays.copyOf(scores, 2);
            double p = new Logistic().probability(two[0] - two[1]).p();
            close(p, RankingProbability.of(two).p(), 1e-13);
        });
    }

    @Test
    void formalDerivativeIsThatOfEquationSeven() { // Eq. (7), (9) and (10)
        forAll(300, PlackettLuceTest::scores, scores -> {
            PairInRanking pair = PairInRanking.of(scores, 1, scores.length);
            assertTrue(pair.logAlpha() >= 0 && pair.logBeta() <= 0); // α >= 1 (E10), β <= 1
            double logMix = new Logarithm(pair.logAlpha() + pair.logPuv(), 0)
                    .or(new Logarithm(pair.logPvu(), 0))
                    .value();
            assertEquals(pair.logP(), pair.logBeta() + pair.logPuv() - logMix, 1e-12 * Math.max(1, -pair.logP()));
            assertEquals(
                    pair.logBeta() + pair.logPvu() - 2 * logMix, pair.logToPuv(), 1e-11 * Math.max(1, -pair.logP()));
            double elasticity = pair.elasticity();
            assertTrue(0 <= elasticity && elasticity <= 1 + 1e-12);
        });
    }

    /** Erratum E8: the formal derivative is that of no model; at (3, 0, -3), N = K = 3, it has the wrong sign. */
    @Test
    void formalDerivativeIsNotTheJointOne() {
        assertEquals(19.09, PairInRanking.of(new double[] {3, 0, -3}, 1, 2).toPuv(), 0.005);
        // p_ω = (1-C)² Q(1-Q) / ((1-C)(1-Q) + C), C = p_uv + p_vu, Q = p_uv/C: the one function of the two there is
        double uv = Math.exp(PairInRanking.of(new double[] {3, 0, -3}, 1, 2).logPuv());
        double vu = Math.exp(PairInRanking.of(new double[] {3, 0, -3}, 1, 2).logPvu());
        double h = 1e-6 * uv;
        double joint = (joint(uv + h, vu) - joint(uv - h, vu)) / (2 * h);
        assertEquals(-18.27, joint, 0.005);
        assertEquals(RankingProbability.of(3, 0, -3).p(), joint(uv, vu), 1e-14);
    }

    private static double joint(double uv, double vu) {
        double c = uv + vu;
        double q = uv / c;
        return (1 - c) * (1 - c) * q * (1 - q) / ((1 - c) * (1 - q) + c);
    }

    /** Theorem E: along its own neighbours a ranking is never M-sensitive for M >= 1. */
    @Test
    void neighboursNeverMoveARankingByMoreThanTheyMove() {
        forAll(2_000, PlackettLuceTest::scores, scores -> {
            List<Edge> path = new ArrayList<>();
            for (int l = 1; l < scores.length; l++) {
                path.add(new Edge(l, l + 1));
            }
            for (Edge edge : path) {
                double slope = TreeSensitivity.of(scores, path, edge).slope();
                assertTrue(0 <= slope && slope <= 1 + 1e-12, () -> edge + " " + slope);
            }
        });
    }

    @Test
    void areasArePropositionTwoByBruteForce() {
        PairRegion region = new PairRegion(1.5, 0.8, 0.9);
        int n = 2000;
        int uv = 0;
        int vu = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                uv += region.containsUv((i + 0.5) / n, (j + 0.5) / n) ? 1 : 0;
                vu += region.containsVu((i + 0.5) / n, (j + 0.5) / n) ? 1 : 0;
            }
        }
        assertEquals(region.areaUv(), (double) uv / n / n, 1e-4);
        assertEquals(region.areaVu(), (double) vu / n / n, 1e-4);
        // E6: (B6) prints M for M²
        close(0.8 * 0.8 / (6 * 1.5 * 0.9 * 0.9), region.areaUv(), 1e-15);
    }

    @Test
    void theoremTwoHoldsWithItsSharpConstant() {
        double least = Double.POSITIVE_INFINITY;
        for (double m = 1.0001; m < 100; m *= 1.001) {
            PairRegion region = new PairRegion(1, 1, m);
            close(new BradleyTerryRegion(m).area().value() / region.areaUv(), region.bradleyTerryOverUv(), 3e-15);
            least = Math.min(least, region.bradleyTerryOverUv());
        }
        assertEquals(1.766975472842026, least, 1e-6); // at M = 1.66896, missed by at most 0.0008
        assertEquals(2, new PairRegion(1, 1, 1e300).bradleyTerryOverUv(), 1e-15);
        // E7: one corner of Bradley-Terry's region is smaller than the supremum 1/(6M²) of Plackett-Luce's
        assertTrue(new BradleyTerryRegion(2).area().value() / 2 < new PairRegion(1, 1, 2).areaUv());
    }

    @Test
    void realisablePartIsAWedgeForFourItems() { // E8, E11: Fig. 2's α = 1.01, β = 0.99
        PairRegion region = new PairRegion(1.01, 0.99, 2);
        assertEquals(0.8787, region.realisableAreaUv() / region.areaUv(), 5e-5);
        assertEquals(0.1288, region.realisableAreaVu() / region.areaVu(), 5e-5);
        forAll(300, PlackettLuceTest::scores, scores -> {
            if (scores.length >= 3) {
                PairInRanking pair = PairInRanking.of(scores, 1, 2);
                if (pair.beta() < 0.999 && pair.alpha() > 1.001 && pair.alpha() < 1e100 && pair.beta() > 1e-100) {
                    double ratio = Math.exp(scores[1] - scores[0]);
                    double least = pair.region(2).leastRatio();
                    assertTrue(ratio >= least * (1 - 1e-10)); // equal for three items
                }
            }
        });
    }

    @Test
    void addingItemsShrinksTheArea() { // §3.2, and E9: not across different tuples
        forAll(200, PlackettLuceTest::scores, scores -> {
            if (scores.length >= 3) {
                List<PairInRanking> pairs = PairInRanking.whileItemsAreAdded(scores, 1, 2);
                for (int k = 1; k < pairs.size(); k++) {
                    PairInRanking before = pairs.get(k - 1);
                    PairInRanking after = pairs.get(k);
                    assertTrue(after.logAlpha() >= before.logAlpha() && after.logBeta() <= before.logBeta());
                }
            }
        });
        double three = PairInRanking.of(new double[] {0, 0, 0}, 2, 3).region(10).areaUv();
        double eight = PairInRanking.of(new double[] {70, 60, 50, 40, 30, 20, 10, 0}, 7, 8)
                .region(10)
                .areaUv();
        assertEquals(0.018519 / 100, three, 1e-8);
        assertEquals(0.166576 / 100, eight, 1e-8);
    }

    @Test
    void threeItemsAddUpToBradleyTerry() { // E7
        Logistic link = new Logistic();
        forAll(300, (random, size) -> new double[] {random.nextDouble(), random.nextDouble()}, ab -> {
            Probability a = Probability.of(ab[0]);
            Probability b = Probability.of(ab[1]);
            ThreeItems items = new ThreeItems(a, b);
            double p = 0;
            double all = 0;
            double slope = 0;
            for (ThreeItems.Order order : ThreeItems.Order.values()) {
                all += items.p(order);
                if (order.name().indexOf('I') < order.name().indexOf('J')) {
                    p += items.p(order);
                    slope += items.toIk(order);
                }
                double[] scores = scoresOf(order, a.logit(), b.logit());
                close(RankingProbability.of(scores).p(), items.p(order), 1e-12);
                List<Edge> tree = List.of(
                        new Edge(1 + order.name().indexOf('I'), 1 + order.name().indexOf('K')),
                        new Edge(1 + order.name().indexOf('K'), 1 + order.name().indexOf('J')));
                double joint = TreeSensitivity.of(scores, tree, tree.get(0)).slope();
                assertEquals(joint, items.toIk(order), 1e-10 * Math.max(1, link.slope(a, b)));
            }
            assertEquals(1, all, 1e-14);
            close(link.compose(a, b).p(), p, 1e-13);
            assertEquals(link.slope(a, b), slope, 1e-12 * Math.max(1, link.slope(a, b)));
        });
    }

    private static double[] scoresOf(ThreeItems.Order order, double ik, double kj) {
        double[] scores = new double[3];
        scores[order.name().indexOf('I')] = ik;
        scores[order.name().indexOf('K')] = 0;
        scores[order.name().indexOf('J')] = -kj;
        return scores;
    }

    @Test
    void likeForLikeAreaIsSmallerThanBradleyTerrys() {
        for (double m = 1; m < 1e6; m *= 1.3) {
            double ratio = ThreeItems.area(m).value()
                    / new BradleyTerryRegion(m).area().value();
            assertTrue(0.26 < ratio && ratio < 0.5, "M = " + m + ": " + ratio);
        }
        assertEquals(
                0.402,
                ThreeItems.area(2).value() / new BradleyTerryRegion(2).area().value(),
                5e-4);
        assertEquals(
                0.480,
                ThreeItems.area(10).value() / new BradleyTerryRegion(10).area().value(),
                5e-4);
        int n = 1000;
        int inside = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                ThreeItems items = new ThreeItems(Probability.of((i + 0.5) / n), Probability.of((j + 0.5) / n));
                inside += items.toIk(ThreeItems.Order.IJK) > 2 ? 1 : 0;
            }
        }
        assertEquals(ThreeItems.area(2).value(), (double) inside / n / n, 2e-4);
    }

    @Test
    void refusesPlacesAndTreesThatAreNone() {
        double[] scores = {1, 2, 3};
        assertEquals(
                "places must be 1 <= u < v <= K = 3, got u = 2 and v = 2",
                assertThrows(IllegalArgumentException.class, () -> PairInRanking.of(scores, 2, 2))
                        .getMessage());
        assertEquals(
                "a spanning tree of 3 places has 2 edges that join them all, got [1-2, 2-1]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TreeSensitivity.of(
                                        scores, List.of(new Edge(1, 2), new Edge(2, 1)), new Edge(1, 2)))
                        .getMessage());
        assertEquals(
                "α must be finite and at least 1, got 0.5",
                assertThrows(IllegalArgumentException.class, () -> new PairRegion(0.5, 0.5, 2))
                        .getMessage());
    }

    /** mpmath, 60 digits. Logarithms of 50,000 that differ by 1 leave 1e-11 in single differences, and nothing from 1e300. */
    @Test
    void largeDifferencesOfScoresCostNoDigits() {
        PairInRanking pair = PairInRanking.of(new double[] {0.1, -50000.3, -50000.2}, 1, 3);
        assertEquals(-0.6443966600708059, pair.logToPuv(), 1e-15);
        PairInRanking others = PairInRanking.of(new double[] {0.3, -50000.7, 0.1}, 2, 3);
        assertEquals(-0.5981388693815919, others.logBeta(), 1e-15);
        assertEquals(-0.5981388693815919, others.logPvu(), 1e-15);
        assertEquals(0, others.logToPuv(), 1e-15);
        PairInRanking beyond = PairInRanking.of(new double[] {1e-9, -1e300, -1e-9}, 2, 3);
        assertEquals(-0.6931471795599453, beyond.logBeta(), 1e-15);
        assertEquals(0, beyond.logToPuv(), 1e-15);
        double[] gradient = {0.8297562488082653, 1, 0.5246529756478194, 1, -3.354409224456085};
        assertArrayEquals(
                gradient,
                RankingProbability.of(0.3, -50000.7, 0.1, -200000.9, 1.7).gradient(),
                1e-15);
        double slope = TreeSensitivity.of(
                        new double[] {-50000.3, 0.1, 0.7}, List.of(new Edge(1, 2), new Edge(2, 3)), new Edge(1, 2))
                .slope();
        assertEquals(0.12555945331754725, slope, 1e-15);
    }
}
