package org.teeter.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.fit.Uncertainty;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.Models;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RaoKupper;

/**
 * Two engines, one answer: the product's fits beside dense Newton steps on formulas as textbooks write them, whose derivatives are taken
 * by {@link Jet}s. Nothing of the product is in the second engine.
 */
@Tag("slow")
class TwoEnginesTest {
    private static final int CASES = 1_000;
    private static final double SIGMA = 0.7;
    private static final double GAMES = 1.5;

    @ParameterizedTest
    @EnumSource
    void judgementsOfPairs(Formulas formula) {
        PairModel model = model(formula);
        forAll(CASES, (random, size) -> pairs(model, random, size), data -> {
            int n = data.size();
            Function<Jet[], Jet> likelihood = theta -> {
                Jet sum = Jet.constant(0, theta.length);
                for (int e = 0; e < data.edges(); e++) {
                    Jet x = theta[data.first(e)].minus(theta[data.second(e)]);
                    double tied = model.predictsTies() ? data.tied(e) : 0;
                    sum = sum.plus(formula.logLikelihood(x, theta[theta.length - 1], data.won(e), data.lost(e), tied));
                }
                return sum;
            };
            double[] start = start(model, n);
            agree(Estimator.of(Prior.none()).fit(model, data), DenseMaximum.of(likelihood, n, start), n);
            Function<Jet[], Jet> posterior = theta -> {
                Jet sum = likelihood.apply(theta);
                for (int i = 0; i < n; i++) {
                    sum = sum.minus(theta[i].times(theta[i]).times(0.5 / (SIGMA * SIGMA)));
                }
                return sum;
            };
            agree(Estimator.of(Prior.normal(SIGMA)).fit(model, data), DenseMaximum.of(posterior, 0, start), n);
        });
    }

    /** Wins and losses against a ghost whose score is 0. */
    @Test
    void judgementsOfPairsWithAGhost() {
        forAll(CASES, (random, size) -> pairs(new BradleyTerry(), random, size), data -> {
            int n = data.size();
            Function<Jet[], Jet> posterior = theta -> {
                Jet sum = Jet.constant(0, n);
                for (int e = 0; e < data.edges(); e++) {
                    Jet x = theta[data.first(e)].minus(theta[data.second(e)]);
                    sum = sum.plus(Formulas.LOGISTIC.logLikelihood(x, x, data.won(e), data.lost(e), 0));
                }
                for (Jet score : theta) {
                    sum = sum.plus(Formulas.LOGISTIC.logLikelihood(score, score, GAMES, GAMES, 0));
                }
                return sum;
            };
            agree(
                    Estimator.of(Prior.pseudo(GAMES)).fit(new BradleyTerry(), data),
                    DenseMaximum.of(posterior, 0, new double[n]),
                    n);
        });
    }

    @ParameterizedTest
    @EnumSource
    void judgementsUnderTwoConditions(Formulas formula) {
        PairModel model = model(formula);
        AtomicInteger fitted = new AtomicInteger();
        forAll(CASES / 2, (random, size) -> contests(model, random, size), data -> {
            if (!Estimator.of(Prior.none()).hasMaximum(new Conditional(model), data)) {
                return;
            }
            fitted.incrementAndGet();
            int n = data.items().size();
            Function<Jet[], Jet> likelihood = theta -> {
                Jet sum = Jet.constant(0, theta.length);
                for (int c = 0; c < data.size(); c++) {
                    Jet x = theta[data.first(c)]
                            .minus(theta[data.second(c)])
                            .plus(theta[n].times(data.value(0, c)))
                            .plus(theta[n + 1].times(data.value(1, c)));
                    double tied = model.predictsTies() ? data.tied(c) : 0;
                    sum = sum.plus(formula.logLikelihood(x, theta[theta.length - 1], data.won(c), data.lost(c), tied));
                }
                return sum;
            };
            double[] start = Arrays.copyOf(new double[n], n + (model.predictsTies() ? 3 : 2));
            if (model.predictsTies()) {
                start[n + 2] = 0.5;
            }
            agree(
                    Estimator.of(Prior.none()).fit(new Conditional(model), data),
                    DenseMaximum.of(likelihood, n, start),
                    n);
        });
        assertTrue(fitted.get() > 0.9 * CASES / 2, fitted::toString);
    }

    /** Full and partial rankings in which up to three items tie; ties of two alone, and none, among them. */
    @Test
    void rankings() {
        int[] fitted = new int[3];
        forAll(3 * CASES, (random, size) -> ballots(random, size), data -> {
            PlackettLuce model = new PlackettLuce();
            if (!Estimator.of(Prior.none()).hasMaximum(model, data)) {
                return;
            }
            int n = data.items().size();
            List<String> extras = model.likelihood(data).extras();
            double[] start = new double[n + extras.size()];
            agree(
                    Estimator.of(Prior.none()).fit(model, data),
                    DenseMaximum.of(theta -> logLikelihood(data, extras, theta), n, start),
                    n);
            fitted[extras.size()]++;
        });
        assertTrue(Arrays.stream(fitted).allMatch(k -> k > CASES / 4), () -> Arrays.toString(fitted));
    }

    private static Jet logLikelihood(Rankings data, List<String> extras, Jet... theta) {
        int n = data.items().size();
        Jet impossible = Jet.constant(Double.NEGATIVE_INFINITY, theta.length);
        List<Jet> ties = new ArrayList<>(List.of(impossible, impossible));
        for (int k = 0; k < extras.size(); k++) {
            ties.set(Integer.parseInt(extras.get(k).substring("tie".length())) - 2, theta[n + k]);
        }
        Jet sum = Jet.constant(0, theta.length);
        for (int k = 0; k < data.distinct(); k++) {
            int end = data.start(k + 1);
            for (int from = data.start(k); from < end && data.level(from) < data.levels(k); ) {
                List<Jet> left = new ArrayList<>();
                int chosen = 0;
                for (int p = from; p < end; p++) {
                    chosen += data.level(p) == data.level(from) ? 1 : 0;
                    left.add(theta[data.item(p)]);
                }
                Jet all = Jet.constant(0, theta.length);
                for (int set = 1; set < 1 << left.size(); set++) {
                    int members = set;
                    List<Jet> together = IntStream.range(0, left.size())
                            .filter(i -> (members >> i & 1) == 1)
                            .mapToObj(left::get)
                            .toList();
                    if (together.size() == 1 || (together.size() < 4 && ties.get(together.size() - 2) != impossible)) {
                        all = all.plus(Formulas.logWorth(together, ties).exp());
                    }
                }
                sum = sum.plus(Formulas.logWorth(left.subList(0, chosen), ties)
                        .minus(all.log())
                        .times(data.weight(k)));
                from += chosen;
            }
        }
        return sum;
    }

    private static void agree(Fit<?> fit, DenseMaximum dense, int items) {
        List<Double> ofExtras = Uncertainty.ofExtras(fit);
        for (int i = 1; i < items; i++) {
            double difference = dense.get(i) - dense.get(0);
            assertEquals(difference, fit.scores().difference(i, 0), 1e-8 * (1 + Math.abs(difference)));
            assertEquals(1, fit.response().errorOfLead(i, 0) / dense.errorOf(i, 0), 1e-6);
        }
        for (int k = 0; k < fit.extras().size(); k++) {
            assertEquals(dense.get(items + k), fit.extra(k), 1e-8 * (1 + Math.abs(fit.extra(k))));
            assertEquals(1, ofExtras.get(k) / dense.errorOf(items + k), 1e-6);
        }
        assertEquals(dense.value(), fit.logPosterior(), 1e-10 * (1 + Math.abs(dense.value())));
    }

    private static PairModel model(Formulas formula) {
        return switch (formula) {
            case LOGISTIC -> new BradleyTerry();
            case PROBIT -> new LinkModel(new Probit());
            case HYPERBOLIC_SECANT -> new LinkModel(new HyperbolicSecant());
            case DAVIDSON -> new Davidson();
            case RAO_KUPPER -> new RaoKupper();
        };
    }

    private static double[] start(PairModel model, int items) {
        double[] start = new double[items + (model.predictsTies() ? 1 : 0)];
        if (model.predictsTies()) {
            start[items] = 0.5;
        }
        return start;
    }

    private static ComparisonGraph pairs(PairModel model, RandomGenerator random, double size) {
        int items = 2 + (int) (5 * size);
        return Models.random(model, random, items, items - 1 + random.nextInt(items + 1));
    }

    private static Contests contests(PairModel model, RandomGenerator random, double size) {
        int items = 2 + (int) (4 * size);
        Contests.Builder builder = new Contests.Builder(List.of("home", "length"));
        for (int b = 1; b < items; b++) {
            int a = random.nextInt(b);
            for (Outcome outcome : List.of(Outcome.FIRST, Outcome.SECOND, Outcome.TIE)) {
                for (int side = -1; side <= 1; side++) {
                    builder.add(a, b, outcome, 1 + random.nextInt(5), side, random.nextGaussian());
                }
            }
        }
        return builder.contests(Items.numbered(items), model.predictsTies() ? Ties.KEEP : Ties.HALF);
    }

    private static Rankings ballots(RandomGenerator random, double size) {
        int items = 2 + (int) (4 * size);
        int largest = random.nextInt(3); // how many more than one may tie
        RankingTally tally = new RankingTally();
        for (int k = 0; k < 6 * items; k++) {
            List<Integer> order = new ArrayList<>();
            while (order.size() < 2 || (order.size() < items && random.nextInt(4) > 0)) {
                int item = random.nextInt(items);
                if (!order.contains(item)) {
                    order.add(item);
                }
            }
            List<int[]> levels = new ArrayList<>();
            for (int at = 0; at < order.size(); ) {
                int tied = Math.min(order.size() - at, random.nextInt(4) == 0 ? 1 + random.nextInt(largest + 1) : 1);
                levels.add(
                        order.subList(at, at + tied).stream().mapToInt(i -> i).toArray());
                at += tied;
            }
            int chosen = 1 + random.nextInt(levels.size());
            int[] rest = levels.subList(chosen, levels.size()).stream()
                    .flatMapToInt(Arrays::stream)
                    .toArray();
            tally.add(levels.subList(0, chosen), rest, 1 + random.nextInt(3), 1);
        }
        return tally.rankings(Items.numbered(items));
    }
}
