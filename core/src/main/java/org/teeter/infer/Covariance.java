package org.teeter.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;
import org.teeter.fit.Uncertainty;
import org.teeter.linalg.Gram;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.link.StudentT;

/**
 * How uncertain the scores of a fit are: the covariance of what is estimated, of which every contrast of scores asks for one solve, and
 * no matrix.
 *
 * <pre>{@code
 * observed information   H⁻¹                                          [M50]
 * sandwich               H⁻¹ M H⁻¹,  M = n/(n - 1) Σ_k w_k u_k u_kᵀ    [M51]
 * clustered              H⁻¹ M H⁻¹,  M = G/(G - 1) Σ_g U_g U_gᵀ        [M53]
 * }</pre>
 *
 * <p>H is the Hessian of the negative log-posterior, u_k the gradient of one judgement of kind k, U_g the sum of those of a cluster. The
 * information is right if the model is; a sandwich is right if judgements, or clusters, are independent (Huber 1967, White 1982; Liang and
 * Zeger 1986). Weights are read as numbers of judgements. A tie that was halved is one judgement. With a prior, the sandwich is that of
 * the estimate around what it estimates, the prior's pull included.
 */
public final class Covariance {
    /** A series whose bound is worse is not used. */
    private static final double LARGEST_ERROR = 1e-3;

    /** What rounding, and the tolerance of solves, leave of a standard error. */
    private static final double ROUNDING = 1e-9;

    /** A matrix of this order takes some 130 MB. */
    static final int LARGEST_MATRIX = 4000;

    private static final int LARGEST_SOLVED_EACH = 2000;

    private static final int ROWS_TOGETHER = 16;

    private final String name;
    private final Response response;
    private final Optional<Variability> variability;
    private final Optional<Clusters> clusters;

    private Covariance(String name, Response response, Optional<Variability> variability, Optional<Clusters> clusters) {
        this.name = name;
        this.response = response;
        this.variability = variability;
        this.clusters = clusters;
    }

    /** That of the observed information, and the prior's. */
    public static Covariance ofInformation(Fit<?> fit) {
        return new Covariance("observed information", fit.response(), Optional.empty(), Optional.empty());
    }

    /** The sandwich of independent judgements. */
    public static <D> Covariance sandwich(Fit<D> fit) {
        return new Covariance("sandwich", fit.response(), Optional.of(Variability.of(fit)), Optional.empty());
    }

    /**
     * The sandwich of independent judgements of which each counts as a part of one, such as those that have aged.
     *
     * @param squares the data of the fit with sums of squared weights for weights
     */
    public static <D> Covariance sandwich(Fit<D> fit, D squares) {
        return new Covariance(
                "sandwich with squared weights",
                fit.response(),
                Optional.of(Variability.of(fit, squares)),
                Optional.empty());
    }

    /**
     * The sandwich of independent clusters, which say nothing of each other: with few of them it is an underestimate, and its
     * {@link #degreesOfFreedom} matter.
     *
     * @param clusters the data of the fit, over the same items, in parts
     */
    public static <D> Covariance clustered(Fit<D> fit, List<D> clusters) {
        if (clusters.size() < 2) {
            throw new IllegalArgumentException(
                    "a clustered covariance needs two clusters at least, got " + clusters.size());
        }
        return new Covariance(
                "sandwich of " + clusters.size() + " clusters",
                fit.response(),
                Optional.empty(),
                Optional.of(Clusters.of(fit, clusters)));
    }

    /** What was counted in each context, such as by each rater, apart. */
    public static List<ComparisonGraph> clusters(Counts counts, Ties ties) {
        List<ComparisonGraph> clusters = new ArrayList<>();
        for (int context : counts.contexts()) {
            clusters.add(ComparisonGraph.of(counts.in(context), ties));
        }
        return clusters;
    }

    /** Which covariance this is, in words. */
    public String name() {
        return name;
    }

    /** Whether it is that of the observed information. */
    boolean isInformation() {
        return variability.isEmpty() && clusters.isEmpty();
    }

    /** Of Student's t, by which intervals are formed: one less than the clusters; infinite without. */
    public double degreesOfFreedom() {
        return clusters.map(c -> c.count() - 1.0).orElse(Double.POSITIVE_INFINITY);
    }

    /** How many standard errors to either side an interval of this confidence takes. */
    public double quantile(double confidence) {
        if (!(0 < confidence && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be inside (0, 1), got " + confidence);
        }
        Probability upper = Probability.complementOf((1 - confidence) / 2);
        double degrees = degreesOfFreedom();
        return degrees < 1e6 ? new StudentT(degrees).quantile(upper) : new Probit().quantile(upper);
    }

    /**
     * The variance of a linear combination.
     *
     * @param weights by score, of sum zero, and behind them by shared parameter, if not zero
     */
    public double variance(double... weights) {
        int n = response.scores();
        double sum = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            sum += weights[i];
            size += Math.abs(weights[i]);
        }
        if (!(Math.abs(sum) <= 1e-9 * size)) {
            throw new IllegalArgumentException(
                    "only differences of scores are estimated, so the weights of a contrast must sum to 0, got a sum of "
                            + sum);
        }
        double[] pull = Arrays.copyOf(weights, n + response.bordered().extras());
        for (int i = 0; i < n; i++) {
            pull[i] -= sum / n;
        }
        return form(pull, response.to(pull));
    }

    /** The variance of {@code s_i - s_j}. */
    public double ofDifference(int i, int j) {
        double[] weights = new double[response.scores()];
        weights[i] += 1;
        weights[j] -= 1;
        return variance(weights);
    }

    /** The standard error of each parameter that all judgements share. */
    public List<Double> sharedErrors() {
        int n = response.scores();
        double[] variances = new double[response.bordered().extras()];
        for (int p = 0; p < variances.length; p++) {
            double[] weights = new double[n + variances.length];
            weights[n + p] = 1;
            variances[p] = variance(weights);
        }
        return Uncertainty.roots(variances);
    }

    private double form(double[] pull, double[] x) {
        return dot(spread(x).orElse(pull), x);
    }

    /** {@code M x}; empty for the information, where it is the pull itself. */
    private Optional<double[]> spread(double[] x) {
        return variability.map(m -> m.times(x)).or(() -> clusters.map(of -> of.times(x, correction())));
    }

    private double correction() {
        double g = clusters.map(Clusters::count).orElse(0);
        return g / (g - 1);
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /** The standard error of each score against the mean of all; without an N×N inverse, by whichever way is the cheapest. */
    public StandardErrors ofScores() {
        int n = response.scores();
        if (clusters.isPresent() && clusters.get().count() < n) {
            double[] variances = new double[n];
            for (double[] influence : influences()) {
                for (int i = 0; i < n; i++) {
                    variances[i] += correction() * influence[i] * influence[i];
                }
            }
            return errors(variances, ROUNDING, "by a solve for each cluster");
        }
        if (n > LARGEST_SOLVED_EACH && clusters.isEmpty() && response.isCircuit()) {
            Optional<StandardErrors> bySeries = new ManyScores(response, variability)
                    .variances(LARGEST_ERROR)
                    .map(found -> {
                        double[] variances = found.values();
                        return errors(
                                variances,
                                found.relativeError() / 2 + ROUNDING, // of a root, half
                                "by a series of walks of four steps, longer ones bounded");
                    });
            if (bySeries.isPresent()) {
                return bySeries.get();
            }
        }
        double[] variances = new double[n];
        IntStream.range(0, n).parallel().forEach(i -> {
            double[] x = response.toItem(i);
            variances[i] = spread(x).map(y -> dot(y, x)).orElse(x[i]);
        });
        return errors(variances, ROUNDING, "by a solve for each item");
    }

    /**
     * The standard error of each score against that of one item, whose own is 0; without a solve for each, where there are many items or
     * few clusters.
     */
    public StandardErrors ofDifferences(int anchor) {
        return ofDifferences(anchor, LARGEST_SOLVED_EACH);
    }

    /** With a solve for each up to so many items. */
    StandardErrors ofDifferences(int anchor, int largestSolvedEach) {
        int n = response.scores();
        double[] variances = new double[n];
        if (clusters.isPresent() && clusters.get().count() < n) {
            for (double[] influence : influences()) {
                for (int i = 0; i < n; i++) {
                    double lead = influence[i] - influence[anchor];
                    variances[i] += correction() * lead * lead;
                }
            }
            return errors(variances, ROUNDING, "by a solve for each cluster");
        }
        boolean[] known = new boolean[n];
        known[anchor] = true;
        double worst = ROUNDING;
        if (n > largestSolvedEach && clusters.isEmpty()) {
            StandardErrors centred = ofScores();
            double[] x = response.toItem(anchor);
            double[] with = spread(x).map(response::to).orElse(x); // covariances of centred scores with the anchor's
            for (int i = 0; i < n; i++) {
                double own = centred.values().get(i) * centred.values().get(i);
                double variance = own + with[anchor] - 2 * with[i];
                double error =
                        centred.relativeError() * own / variance; // of the root; far more where the two go together
                if (i != anchor && variance > 0 && error <= LARGEST_ERROR) {
                    variances[i] = variance;
                    worst = Math.max(worst, error);
                    known[i] = true;
                }
            }
        }
        IntStream.range(0, n).parallel().filter(i -> !known[i]).forEach(i -> variances[i] = ofDifference(i, anchor));
        return errors(
                variances, worst, "by the errors against the mean and the covariances with the anchor, or a solve");
    }

    private static StandardErrors errors(double[] variances, double relativeError, String how) {
        return new StandardErrors(Uncertainty.roots(variances), relativeError, how);
    }

    /** {@code H⁻¹ U_g} of each cluster. */
    private List<double[]> influences() {
        Clusters of = clusters.orElseThrow();
        return IntStream.range(0, of.count())
                .parallel()
                .mapToObj(g -> response.to(of.pull(g)))
                .toList();
    }

    /**
     * The covariances of all centred scores, by item and item.
     *
     * @throws IllegalArgumentException of more than 4,000 items, for which it would take too much memory
     */
    public double[][] matrix() {
        int n = response.scores();
        if (n > LARGEST_MATRIX) {
            throw new IllegalArgumentException("the covariances of all pairs of " + n + " items would take "
                    + 8L * n * n / 1_000_000 + " MB; at most " + LARGEST_MATRIX + " items are taken");
        }
        double[][] v = new double[n][];
        if (clusters.isPresent() && clusters.get().count() < n) {
            List<double[]> influences = influences();
            IntStream.range(0, n).parallel().forEach(i -> {
                v[i] = new double[n];
                for (double[] influence : influences) {
                    double of = correction() * influence[i];
                    for (int j = 0; j < n; j++) {
                        v[i][j] += of * influence[j];
                    }
                }
            });
            return v;
        }
        double[][] answers = response.toItems();
        if (isInformation()) {
            for (int i = 0; i < n; i++) {
                answers[i] = Arrays.copyOf(answers[i], n); // without what shared parameters answer
            }
            return answers;
        }
        int blocks = (n + ROWS_TOGETHER - 1) / ROWS_TOGETHER;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = block * ROWS_TOGETHER;
            products(answers, v, from, Math.min(n, from + ROWS_TOGETHER));
        });
        return v;
    }

    /** Rows of {@code A M A}, a block of them at a time, so that what they share is read once. */
    private void products(double[][] answers, double[][] v, int from, int to) {
        int n = answers.length;
        double[][] spread = new double[to - from][];
        for (int i = from; i < to; i++) {
            spread[i - from] = spread(answers[i]).orElseThrow();
            v[i] = new double[n];
        }
        int k = 0;
        for (; k + 4 <= n; k += 4) {
            for (int i = from; i < to; i++) {
                double[] y = spread[i - from];
                Gram.addFour(
                        v[i],
                        n,
                        y[k],
                        answers[k],
                        y[k + 1],
                        answers[k + 1],
                        y[k + 2],
                        answers[k + 2],
                        y[k + 3],
                        answers[k + 3]);
            }
        }
        for (int i = from; i < to; i++) {
            double[] y = spread[i - from];
            for (int l = k; l < n; l++) {
                Gram.addOne(v[i], n, y[l], answers[l]);
            }
            for (int p = n; p < y.length; p++) {
                for (int j = 0; j < n; j++) {
                    v[i][j] += y[p] * answers[j][p];
                }
            }
        }
    }
}
