package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.link.Cauchit;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.Model;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RaoKupper;

/** Firth's penalty of every concave model, against a reckoning of its own: probabilities as the papers write them, a dense determinant. */
class FirthModelsTest {
    private static final Estimator FIRTH = Estimator.of(Prior.firth());
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    /** The log-probabilities of a win, a loss and, perhaps, a tie. */
    private interface Pair {
        double[] log(double x, double tie);
    }

    private static double[] probit(double x, double tie) {
        return new double[] {Math.log(normal(x)), Math.log(normal(-x))};
    }

    /** {@code 1/2 + φ(x) Σ x^(2k+1)/(2k+1)!!}: Abramowitz and Stegun 26.2.11. */
    private static double normal(double x) {
        double sum = 0;
        double term = x;
        for (int k = 1; Math.abs(term) > 1e-18; k++) {
            sum += term;
            term *= x * x / (2 * k + 1);
        }
        return 0.5 + Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * sum;
    }

    private static double[] bradleyTerry(double x, double tie) {
        return new double[] {-Math.log1p(Math.exp(-x)), -Math.log1p(Math.exp(x))};
    }

    private static double[] davidson(double x, double tie) {
        double z = Math.log(Math.exp(x / 2) + Math.exp(-x / 2) + Math.exp(tie));
        return new double[] {x / 2 - z, -x / 2 - z, tie - z};
    }

    private static double[] raoKupper(double x, double tie) {
        double win = 1 / (1 + Math.exp(tie - x));
        double loss = 1 / (1 + Math.exp(tie + x));
        return new double[] {Math.log(win), Math.log(loss), Math.log(Math.expm1(2 * tie) * win * loss)};
    }

    private record Named(PairModel model, Pair pair) {}

    private static final List<Named> MODELS = List.of(
            new Named(new LinkModel(new Probit()), FirthModelsTest::probit),
            new Named(new Davidson(), FirthModelsTest::davidson),
            new Named(new RaoKupper(), FirthModelsTest::raoKupper),
            new Named(new BradleyTerry(), FirthModelsTest::bradleyTerry));

    /** {@code log L + ½ log det I}; I without the first score, gradients of outcomes by differences. */
    private static double ofPairs(Pair pair, boolean withTie, Contests data, double... theta) {
        int n = data.items().size();
        int conditions = data.conditions().size();
        int size = theta.length;
        DMatrixRMaj information = new DMatrixRMaj(size, size);
        double sum = 0;
        for (int c = 0; c < data.size(); c++) {
            double[] along = new double[size];
            along[data.first(c)] = 1;
            along[data.second(c)] = -1;
            double x = theta[data.first(c)] - theta[data.second(c)];
            for (int k = 0; k < conditions; k++) {
                along[n + k] = data.value(k, c);
                x += data.value(k, c) * theta[n + k];
            }
            double tie = withTie ? theta[size - 1] : 0;
            double[] log = pair.log(x, tie);
            double[] counts = {data.won(c), data.lost(c), data.tied(c)};
            double total = counts[0] + counts[1] + counts[2];
            for (int o = 0; o < log.length; o++) {
                int outcome = o;
                sum += counts[o] == 0 ? 0 : counts[o] * log[o];
                double h = 1e-3;
                double byX = slope(d -> pair.log(d, tie)[outcome], x, h);
                double at = x;
                double byTie = withTie
                        ? slope(d -> pair.log(at, d)[outcome], tie, Math.min(h, Math.max(1e-4, Math.abs(tie) / 8)))
                        : 0;
                double[] gradient = new double[size];
                for (int k = 0; k < size; k++) {
                    gradient[k] = along[k] * byX;
                }
                gradient[size - 1] += byTie;
                addSquare(information, total * Math.exp(log[o]), gradient);
            }
        }
        return sum + halfLogDet(information);
    }

    private static double slope(ToDoubleFunction<Double> f, double at, double h) {
        return (8 * (f.applyAsDouble(at + h) - f.applyAsDouble(at - h))
                        - (f.applyAsDouble(at + 2 * h) - f.applyAsDouble(at - 2 * h)))
                / (12 * h);
    }

    private static void addSquare(DMatrixRMaj to, double times, double... v) {
        for (int p = 0; p < v.length; p++) {
            for (int q = 0; q < v.length; q++) {
                to.add(p, q, times * v[p] * v[q]);
            }
        }
    }

    private static double halfLogDet(DMatrixRMaj information) {
        int size = information.numRows;
        return Math.log(CommonOps_DDRM.det(CommonOps_DDRM.extract(information, 1, size, 1, size))) / 2;
    }

    /** The same of rankings, all sets of each choice by their bits. */
    private static double ofRankings(Rankings data, int[] orders, double... theta) {
        int n = data.items().size();
        DMatrixRMaj information = new DMatrixRMaj(theta.length, theta.length);
        double sum = 0;
        for (int k = 0; k < data.distinct(); k++) {
            int end = data.start(k + 1);
            for (int from = data.start(k), to; from < end - 1 && data.level(from) < data.levels(k); from = to) {
                to = from + 1;
                while (to < end && data.level(to) == data.level(from)) {
                    to++;
                }
                double[] mean = new double[theta.length];
                List<double[]> statistics = new ArrayList<>();
                List<Double> worths = new ArrayList<>();
                double z = 0;
                double own = 0;
                for (int bits = 1; bits < 1 << (end - from); bits++) {
                    int d = Integer.bitCount(bits);
                    int order = IntStream.range(0, orders.length)
                            .filter(o -> orders[o] == d)
                            .findFirst()
                            .orElse(-1);
                    if (d > 1 && order < 0) {
                        continue;
                    }
                    double[] t = new double[theta.length];
                    for (int p = from; p < end; p++) {
                        if ((bits >> (p - from) & 1) == 1) {
                            t[data.item(p)] += 1.0 / d;
                        }
                    }
                    if (d > 1) {
                        t[n + order] = 1;
                    }
                    double dot = 0;
                    for (int q = 0; q < t.length; q++) {
                        dot += t[q] * theta[q];
                    }
                    double worth = Math.exp(dot);
                    z += worth;
                    own = bits == (1 << (to - from)) - 1 ? worth : own;
                    statistics.add(t);
                    worths.add(worth);
                }
                for (int o = 0; o < worths.size(); o++) {
                    for (int q = 0; q < mean.length; q++) {
                        mean[q] += worths.get(o) / z * statistics.get(o)[q];
                    }
                }
                for (int o = 0; o < worths.size(); o++) {
                    double[] off = statistics.get(o).clone();
                    for (int q = 0; q < off.length; q++) {
                        off[q] -= mean[q];
                    }
                    addSquare(information, data.weight(k) * worths.get(o) / z, off);
                }
                sum += data.weight(k) * Math.log(own / z);
            }
        }
        return sum + halfLogDet(information);
    }

    /** Newton's step by differences is nothing, the value is that of the estimator, and nothing near is higher. */
    private static void assertMaximum(String what, Fit<?> fit, ToDoubleFunction<double[]> penalised) {
        double[] theta = fit.position();
        double value = penalised.applyAsDouble(theta);
        assertEquals(value, fit.logPosterior(), 1e-8 * (1 + Math.abs(value)), what);
        int size = theta.length;
        for (int k = 1; k < size; k++) { // the first score is where it is: only differences count
            int at = k;
            double h = 1e-3 * Math.min(1, Math.abs(theta[size - 1]) + 1e-2);
            double gradient = slope(d -> penalised.applyAsDouble(moved(theta, at, d)), 0, h);
            double curvature = (penalised.applyAsDouble(moved(theta, k, 4 * h))
                            + penalised.applyAsDouble(moved(theta, k, -4 * h))
                            - 2 * value)
                    / (16 * h * h);
            assertTrue(curvature < 0, what);
            assertEquals(
                    0, gradient / curvature, 2e-6, what); // differences of a determinant of gradients by differences
        }
        RandomGenerator random = Cases.random(size);
        for (int trial = 0; trial < 10; trial++) {
            double[] near = theta.clone();
            for (int k = 0; k < size; k++) {
                near[k] += 0.01 * Math.min(1, Math.abs(theta[size - 1]) + 0.1) * random.nextGaussian();
            }
            assertTrue(penalised.applyAsDouble(near) <= value + 1e-9, what);
        }
    }

    private static double[] moved(double[] theta, int k, double by) {
        double[] moved = theta.clone();
        moved[k] += by;
        return moved;
    }

    /** Few judgements of a tree and some pairs more, most won by one side. */
    private static Contests few(PairModel model, RandomGenerator random, int items, int more, List<String> conditions) {
        Contests.Builder builder = new Contests.Builder(conditions);
        for (int k = 1; k < items + more; k++) {
            int b = k < items ? k : random.nextInt(items);
            int a = k < items ? random.nextInt(b) : (b + 1 + random.nextInt(items - 1)) % items;
            double[] z = conditions.stream()
                    .mapToDouble(c -> random.nextInt(3) - 1 + 0.25 * random.nextInt(3))
                    .toArray();
            builder.add(a, b, random.nextBoolean() ? Outcome.FIRST : Outcome.SECOND, 1, 1 + random.nextInt(3), z);
            if (random.nextInt(3) == 0) {
                builder.add(a, b, Outcome.TIE, 1, 1, z);
            }
        }
        return builder.contests(Items.numbered(items), model.predictsTies() ? Ties.KEEP : Ties.HALF);
    }

    @Test
    void everyModelOfPairsIsAtTheMaximumOfADenseReckoning() {
        int[] infinite = {0};
        forAll(120, (random, size) -> random.nextInt(), seed -> {
            for (Named each : MODELS) {
                RandomGenerator random = Cases.random(seed);
                Contests contests = few(each.model, random, 2 + random.nextInt(5), random.nextInt(6), List.of());
                ComparisonGraph data = contests.pooled();
                if (each.model instanceof RaoKupper
                        && IntStream.range(0, data.edges()).allMatch(e -> data.tied(e) == 0)) {
                    continue; // without ties τ falls to 0
                }
                Fit<ComparisonGraph> fit = FIRTH.fit(each.model, data);
                assertMaximum(
                        each.model.name(),
                        fit,
                        theta -> ofPairs(each.pair, each.model.predictsTies(), Contests.of(data), theta));
                infinite[0] += MAXIMUM_LIKELIHOOD.hasMaximum(each.model, data) ? 0 : 1;
            }
        });
        assertTrue(infinite[0] > 150, () -> infinite[0] + " have no maximum of the likelihood");
    }

    /** Under conditions too, some of which explain every judgement. */
    @Test
    void conditionsAreHeldToo() {
        int[] infinite = {0};
        forAll(60, (random, size) -> random.nextInt(), seed -> {
            for (Named each : MODELS) {
                RandomGenerator random = Cases.random(seed);
                List<String> conditions = random.nextBoolean() ? List.of("home") : List.of("home", "length");
                Contests data = few(each.model, random, 2 + random.nextInt(4), 5 + random.nextInt(6), conditions);
                Model<Contests> model = new Conditional(each.model);
                if (!FIRTH.hasMaximum(model, data)) {
                    continue;
                }
                Fit<Contests> fit = FIRTH.fit(model, data);
                assertMaximum(
                        each.model.name(), fit, theta -> ofPairs(each.pair, each.model.predictsTies(), data, theta));
                infinite[0] += MAXIMUM_LIKELIHOOD.hasMaximum(model, data) ? 0 : 1;
            }
        });
        assertTrue(infinite[0] > 15, () -> infinite[0] + " have no maximum of the likelihood");
    }

    /** Partial rankings, with ties of two and of three in two of three cases. */
    @Test
    void rankingsAreAtTheMaximumOfADenseReckoning() {
        int[] infinite = {0};
        forAll(120, (random, size) -> random.nextInt(), seed -> {
            RandomGenerator random = Cases.random(seed);
            Rankings data = ballots(random, 3 + random.nextInt(3), 2 + random.nextInt(5), random.nextInt(3));
            if (!FIRTH.hasMaximum(new PlackettLuce(), data)) {
                return; // items that never met
            }
            Fit<Rankings> fit = FIRTH.fit(new PlackettLuce(), data);
            int[] orders = fit.extras().stream()
                    .mapToInt(name -> Integer.parseInt(name.substring("tie".length())))
                    .toArray();
            assertMaximum("Plackett-Luce", fit, theta -> ofRankings(data, orders, theta));
            infinite[0] += MAXIMUM_LIKELIHOOD.hasMaximum(new PlackettLuce(), data) ? 0 : 1;
        });
        assertTrue(infinite[0] > 25, () -> infinite[0] + " have no maximum of the likelihood");
    }

    private static Rankings ballots(RandomGenerator random, int items, int ballots, int ties) {
        RankingTally tally = new RankingTally();
        for (int b = 0; b < ballots; b++) {
            List<Integer> left =
                    new ArrayList<>(IntStream.range(0, items).boxed().toList());
            List<int[]> chosen = new ArrayList<>();
            while (left.size() > 1 && (chosen.isEmpty() || random.nextInt(4) > 0)) {
                int d = Math.min(left.size() - 1, random.nextInt(3) == 0 ? 1 + ties : 1);
                int[] level = new int[d];
                for (int k = 0; k < d; k++) {
                    level[k] = left.remove(Math.min(left.size() - 1, random.nextInt(left.size()) * random.nextInt(2)));
                }
                chosen.add(level);
            }
            tally.add(chosen, left.stream().mapToInt(Integer::intValue).toArray(), 1, 1 + random.nextInt(2));
        }
        return tally.rankings(Items.numbered(items));
    }

    /** Rankings of two items are Davidson's judgements of pairs, and their penalties are one. */
    @Test
    void rankingsOfTwoAreJudgementsOfPairs() {
        Tally pairs = new Tally();
        RankingTally ballots = new RankingTally();
        RandomGenerator random = Cases.random(4);
        for (int k = 0; k < 30; k++) {
            int a = random.nextInt(6);
            int b = (a + 1 + random.nextInt(5)) % 6;
            boolean tied = random.nextInt(4) == 0;
            pairs.add(a, b, tied ? Outcome.TIE : Outcome.FIRST, 1, 1);
            ballots.add(tied ? List.of(new int[] {a, b}) : List.of(new int[] {a}, new int[] {b}), new int[0], 1, 1);
        }
        Fit<ComparisonGraph> one =
                FIRTH.fit(new Davidson(), ComparisonGraph.of(pairs.counts(Items.numbered(6)), Ties.KEEP));
        Fit<Rankings> other = FIRTH.fit(new PlackettLuce(), ballots.rankings(Items.numbered(6)));
        for (int i = 1; i < 6; i++) {
            assertEquals(one.scores().difference(i, 0), other.scores().difference(i, 0), 1e-8);
        }
        assertEquals(one.extra(0), other.extra(0), 1e-8);
        assertEquals(one.logPosterior(), other.logPosterior(), 1e-8);
    }

    /**
     * A ballot of weight w that alone joins two parts: det I is then that of the parts times w p (1 - p), so that each part's gaps are those of its own fit,
     * and the two items that meet stand as {@code (w + ½) : ½}.
     */
    @Test
    void aLightBallotJoinsTwoParts() {
        int[] own = {0, 1, 2};
        Fit<Rankings> one = FIRTH.fit(new PlackettLuce(), parts(own, 1, 0).rankings(Items.numbered(3)));
        for (double w : new double[] {1e-1, 1e-3, 1e-6, 1e-9, 1e-12, 1e-15, 1e-18, 1e-20}) {
            Fit<Rankings> fit = FIRTH.fit(new PlackettLuce(), parts(own, 2, w).rankings(Items.numbered(6)));
            for (int i = 1; i < 3; i++) {
                double gap = one.scores().difference(i, 0);
                assertEquals(gap, fit.scores().difference(i, 0), 1e-9, "within the first, " + w);
                assertEquals(gap, fit.scores().difference(3 + i, 3), 1e-9, "within the second, " + w);
            }
            assertEquals(Math.log1p(2 * w), fit.scores().difference(2, 3), 1e-9, "between them, " + w);
        }
    }

    /** Ballots of three in so many parts; one of two joins the last of each with the first of the next. */
    private static RankingTally parts(int[] ballot, int parts, double weight) {
        int size = ballot.length;
        RankingTally tally = new RankingTally();
        for (int p = 0; p < parts; p++) {
            int a = size * p + ballot[0];
            int b = size * p + ballot[1];
            int c = size * p + ballot[2];
            tally.add(List.of(new int[] {a}, new int[] {b}, new int[] {c}), new int[0], 5, 5);
            tally.add(List.of(new int[] {b}, new int[] {a}, new int[] {c}), new int[0], 3, 3);
            tally.add(List.of(new int[] {c}, new int[] {b}, new int[] {a}), new int[0], 1, 1);
            if (p > 0 && weight > 0) {
                tally.add(List.of(new int[] {a - 1}, new int[] {a}), new int[0], weight, 1);
            }
        }
        return tally;
    }

    /** A light ballot of four reaches into both parts: at the maximum of a dense reckoning, too. */
    @Test
    void aLightBallotOfFourIsAtTheMaximum() {
        for (double w : new double[] {1e-1, 1e-2}) {
            RankingTally tally = parts(new int[] {0, 1, 2}, 2, 0);
            tally.add(List.of(new int[] {3}, new int[] {2}, new int[] {1}, new int[] {0}), new int[0], w, 1);
            Rankings data = tally.rankings(Items.numbered(6));
            assertMaximum(
                    "w = " + w, FIRTH.fit(new PlackettLuce(), data), theta -> ofRankings(data, new int[0], theta));
        }
    }

    /** Without ties Davidson's parameter has a finite value too: half the ties of a prior of one third each, of one pair. */
    @Test
    void davidsonNeedsNoTies() {
        ComparisonGraph data = Graphs.of(2, new double[] {0, 1, 3, 3});
        Tally kept = new Tally();
        kept.add(0, 1, Outcome.FIRST, 1, 3);
        kept.add(0, 1, Outcome.SECOND, 1, 3);
        Fit<ComparisonGraph> fit =
                FIRTH.fit(new Davidson(), ComparisonGraph.of(kept.counts(Items.numbered(2)), Ties.KEEP));
        // ½ log det I = ½ log(p_w p_t p_l) + constant: half a judgement more of each outcome
        assertEquals(0.5 / 7.5, Davidson.tie(0, fit.extra(0)), 1e-9);
        assertEquals(6, data.n(0));
    }

    @Test
    void whatItIsNotDefinedForIsRefused() {
        ComparisonGraph pair = Graphs.of(2, new double[] {0, 1, 1, 0});
        LinkModel cauchit = new LinkModel(new Cauchit());
        assertEquals(
                "Firth's penalty is of models whose likelihood is concave, got " + cauchit.name(),
                assertThrows(IllegalArgumentException.class, () -> FIRTH.fit(cauchit, pair))
                        .getMessage());
        assertEquals(
                "no finite maximum-likelihood fit: no judgement is a tie, so the tie parameter has no finite value;"
                        + " Bradley-Terry needs none",
                assertThrows(NoFiniteFitException.class, () -> FIRTH.fit(new RaoKupper(), pair))
                        .getMessage());
        Tally tally = new Tally();
        tally.add(0, 1, Outcome.FIRST, 1, 2);
        tally.add(0, 1, Outcome.SECOND, 1, 2);
        tally.add(0, 1, Outcome.TIE, 0.5, 1);
        ComparisonGraph half = ComparisonGraph.of(tally.counts(Items.numbered(2)), Ties.KEEP);
        assertEquals(
                "no finite maximum-likelihood fit: ties weigh half a judgement or less, and Firth's penalty outweighs them",
                assertThrows(NoFiniteFitException.class, () -> FIRTH.fit(new RaoKupper(), half))
                        .getMessage());
        Contests.Builder builder = new Contests.Builder(List.of("home"));
        builder.add(0, 1, Outcome.FIRST, 1, 2, new double[] {1});
        builder.add(1, 2, Outcome.FIRST, 1, 2, new double[] {1});
        Contests told = builder.contests(Items.numbered(3), Ties.HALF);
        assertEquals(
                "no finite maximum-likelihood fit: no judgement tells the effect of \"home\" apart from scores",
                assertThrows(NoFiniteFitException.class, () -> FIRTH.fit(new Conditional(new BradleyTerry()), told))
                        .getMessage());
    }
}
