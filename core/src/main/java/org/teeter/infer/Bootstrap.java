package org.teeter.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Judgements;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Refits;
import org.teeter.fit.Uncertainty;

/**
 * Fits to data drawn anew from the data of a fit (Efron 1979): how scores and ranks would vary.
 *
 * <p>Each draw has a stream of random numbers of its own and starts from the fit, so results are the same to the bit for any number of
 * threads. A draw that has no finite maximum, or whose estimator did not converge, is counted; all else is of the other draws alone.
 */
public final class Bootstrap {
    private final int draws;
    private final int infinite;
    private final int unconverged;
    /** Up to here doubles are whole numbers without gaps. */
    private static final double MOST = 0x1p53;

    private final int items;
    private final List<double[]> scores; // of each finite draw, of mean zero
    private final List<double[]> shared; // the parameters that all judgements share, of the same draws

    private Bootstrap(int items, List<Draw> drawn) {
        this.items = items;
        this.draws = drawn.size();
        this.scores = drawn.stream().flatMap(draw -> draw.scores.stream()).toList();
        this.shared = drawn.stream().flatMap(draw -> draw.shared.stream()).toList();
        this.infinite = (int) drawn.stream().filter(draw -> draw.infinite).count();
        this.unconverged = draws - scores.size() - infinite;
    }

    /** One draw: its scores and what its judgements share, or why there are none. */
    private static final class Draw {
        private final Optional<double[]> scores;
        private final Optional<double[]> shared;
        private final boolean infinite;

        Draw(Fit<?> fit) {
            this.scores = Optional.of(fit.scores().toArray());
            this.shared = Optional.of(IntStream.range(0, fit.extras().size())
                    .mapToDouble(fit::extra)
                    .toArray());
            this.infinite = false;
        }

        Draw(boolean infinite) {
            this.scores = Optional.empty();
            this.shared = Optional.empty();
            this.infinite = infinite;
        }
    }

    /**
     * Draws judgements with replacement, as many as their weights sum to, rounded, each kind with a probability in proportion to its weight.
     *
     * @param estimator that made the fit
     * @throws IllegalArgumentException if the weights sum to more than 2<sup>53</sup>, beyond which a double is no count
     */
    public static <D extends Judgements<D>> Bootstrap ofJudgements(
            Estimator estimator, Fit<D> fit, int draws, long seed) {
        D data = fit.data();
        double[] weights = new double[data.kinds()];
        Arrays.setAll(weights, data::weight);
        double sum = Arrays.stream(weights).sum();
        if (!(sum <= MOST)) {
            throw new IllegalArgumentException(
                    "a bootstrap draws up to 2^53 judgements, and the weights sum to " + sum);
        }
        long n = Math.round(sum);
        return draw(estimator, fit, draws, seed, new Multinomial(n, weights)::draw);
    }

    /**
     * Draws whole clusters with replacement, as many as there are.
     *
     * @param clusters the data of the fit in parts, see {@link Covariance#clusters}
     */
    public static Bootstrap ofClusters(
            Estimator estimator, Fit<ComparisonGraph> fit, List<ComparisonGraph> clusters, int draws, long seed) {
        int kinds = fit.data().kinds();
        List<int[]> places = clusters.stream().map(fit.data()::kindsOf).toList();
        double[] even = new double[clusters.size()];
        Arrays.fill(even, 1);
        return draw(estimator, fit, draws, seed, random -> {
            double[] times = Binomial.share(random, even.length, even);
            double[] weights = new double[kinds];
            for (int g = 0; g < times.length; g++) {
                int[] place = places.get(g);
                for (int k = 0; k < place.length && times[g] > 0; k++) {
                    weights[place[k]] += times[g] * clusters.get(g).weight(k);
                }
            }
            return weights;
        });
    }

    private static <D extends Judgements<D>> Bootstrap draw(
            Estimator estimator, Fit<D> fit, int draws, long seed, Function<RandomGenerator, double[]> weights) {
        if (draws < 1) {
            throw new IllegalArgumentException("a bootstrap needs draws, got " + draws);
        }
        Refits<D> refits = Refits.drawn(estimator, fit);
        RandomGenerator[] streams = Streams.of(seed, draws);
        List<Draw> drawn = IntStream.range(0, draws)
                .parallel()
                .mapToObj(k -> refit(refits, fit.data().weighted(weights.apply(streams[k]))))
                .toList();
        return new Bootstrap(fit.graph().size(), drawn);
    }

    private static <D> Draw refit(Refits<D> refits, D data) {
        try {
            return new Draw(refits.to(data));
        } catch (NoFiniteFitException e) {
            return new Draw(true);
        } catch (NoConvergenceException e) {
            return new Draw(false);
        }
    }

    /** How many draws there were. */
    public int draws() {
        return draws;
    }

    /** How many of them have no finite maximum, and are in nothing else. */
    public int infinite() {
        return infinite;
    }

    /** How many of them have one that the estimator did not find, and are in nothing else. */
    public int unconverged() {
        return unconverged;
    }

    /** The others, by draw and item; of mean zero. */
    public List<double[]> scores() {
        return scores.stream().map(double[]::clone).toList();
    }

    /** The standard deviation of each score. */
    public List<Double> standardErrors() {
        return deviations(scores, items);
    }

    /** The variance of a linear combination of scores. */
    double variance(double... weights) {
        List<double[]> combined = scores.stream()
                .map(s -> new double[] {
                    IntStream.range(0, items)
                            .mapToDouble(i -> weights[i] * s[i])
                            .sum()
                })
                .toList();
        double deviation = deviations(combined, 1).get(0);
        return deviation * deviation;
    }

    /** The standard deviation of each parameter that all judgements share. */
    public List<Double> sharedErrors() {
        return deviations(shared, shared.isEmpty() ? 0 : shared.get(0).length);
    }

    private static List<Double> deviations(List<double[]> draws, int size) {
        double[] variances = new double[size];
        double[] means = new double[size];
        for (double[] s : draws) {
            for (int i = 0; i < size; i++) {
                means[i] += s[i] / draws.size();
            }
        }
        for (double[] s : draws) {
            for (int i = 0; i < size; i++) {
                variances[i] += (s[i] - means[i]) * (s[i] - means[i]) / (draws.size() - 1);
            }
        }
        return Uncertainty.roots(variances);
    }

    /** The percentile interval of each score. */
    public List<Interval> ofScores(double confidence) {
        return intervals(scores, confidence);
    }

    /** The percentile interval of each rank, 1 being the highest score's; items of equal scores share the better rank. */
    public List<Interval> ofRanks(double confidence) {
        List<double[]> ranks = scores.stream().map(Bootstrap::ranks).toList();
        return intervals(ranks, confidence).stream()
                .map(i -> new Interval(Math.floor(i.low()), Math.ceil(i.high())))
                .toList();
    }

    private static double[] ranks(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[scores.length];
        for (int i = 0; i < ranks.length; i++) {
            int above = Arrays.binarySearch(sorted, scores[i]);
            while (above + 1 < sorted.length && sorted[above + 1] == scores[i]) {
                above++;
            }
            ranks[i] = sorted.length - above;
        }
        return ranks;
    }

    private List<Interval> intervals(List<double[]> values, double confidence) {
        if (!(0 < confidence && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be inside (0, 1), got " + confidence);
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "none of the " + draws + " draws has a finite fit, so there is no interval");
        }
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            int item = i;
            double[] sorted = values.stream().mapToDouble(v -> v[item]).sorted().toArray();
            intervals.add(new Interval(quantile(sorted, (1 - confidence) / 2), quantile(sorted, (1 + confidence) / 2)));
        }
        return intervals;
    }

    /** Between order statistics, linearly. */
    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
