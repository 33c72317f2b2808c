package org.teeter.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.teeter.fit.Fit;
import org.teeter.linalg.Cholesky;
import org.teeter.link.Link;
import org.teeter.link.Probability;
import org.teeter.random.PolarNormals;

/**
 * Which items are better than which, for all pairs at once: with the stated confidence no separated pair stands in the wrong order, and
 * every item's true rank lies in its interval.
 *
 * <pre>{@code
 * i is above j if (s_i - s_j) / se_ij > c,  c the quantile of max over pairs of |z_i - z_j| / se_ij,  z ~ N(0, V)    [M55]
 * }</pre>
 *
 * <p>After a pair is separated, only the opposite of its order is still in question, and c is found anew, until nothing is separated any
 * more (Romano and Wolf 2005; for ranks: Mogstad, Romano, Shaikh and Wilhelm 2024). For clusters z is of Student's t, with their degrees
 * of freedom.
 *
 * @param confidence that all of it holds
 * @param criticalValue c at the end, in standard errors of a difference
 * @param criticalError the standard error of c by simulation
 * @param separated how many pairs are
 * @param places by item
 * @param tiers items from the best on; the first of a tier is the best of those left, with all that are left and not separated from it
 * @param neighbours each item with the next below it
 */
public record RankSets(
        double confidence,
        double criticalValue,
        double criticalError,
        int separated,
        List<Place> places,
        List<List<Integer>> tiers,
        List<Neighbours> neighbours) {
    /** A variance of a difference below this share of the two scores' is rounding: the difference cannot vary, and separates nothing. */
    private static final double NOTHING = 1e-12;

    /** Draws of so many items stay in cache while all others are compared with them. */
    private static final int TILE = 64;

    private static final int MOST_SIMULATIONS = 10_000;
    private static final int FEWEST_SIMULATIONS = 2_000;
    private static final double WORK = 2e8;

    public RankSets {
        places = List.copyOf(places);
        tiers = List.copyOf(tiers);
        neighbours = List.copyOf(neighbours);
    }

    /**
     * Where an item stands.
     *
     * @param rank by its score, 1 the best; equal scores share one
     * @param best the best rank that it may have
     * @param worst the worst
     * @param tier from 1
     */
    public record Place(int item, int rank, int best, int worst, int tier) {}

    /**
     * Two items that follow each other by score.
     *
     * @param difference of their scores
     * @param standardError of the difference
     * @param votesBetween decided judgements of the two that would separate them, if both the estimates and c stayed; 0 if they are
     *     separated, empty if their scores are equal
     * @param votesOverall judgements of the kinds and proportions of those at hand that would, on the same condition
     */
    public record Neighbours(
            int better,
            int worse,
            double difference,
            double standardError,
            boolean separated,
            OptionalDouble votesBetween,
            OptionalDouble votesOverall) {}

    /**
     * From how many simulations c is found for so many items: 10,000 up to 140 of them, which leave it a standard error of some 0.013; of
     * more items fewer, for about as much work, and 2,000 at least.
     */
    public static int simulations(int items) {
        return (int) Math.max(
                FEWEST_SIMULATIONS, Math.min(MOST_SIMULATIONS, WORK / ((double) items * Math.max(1, items))));
    }

    /**
     * The rank sets of a fit. They are of normal numbers that another program can draw again ({@link PolarNormals}), such as a page of the
     * fit. Memory: 8 bytes for every item of every simulation, and some 30 for every pair of items while covariances are
     * found.
     *
     * @param covariance of the fit
     * @param simulations from which c is found: {@link #simulations}, where all who speak of the ranks of a fit are to say the same
     * @throws IllegalArgumentException of more than 4,000 items, whose pairs would take too much memory
     */
    public static <D> RankSets of(Fit<D> fit, Covariance covariance, double confidence, int simulations, long seed) {
        if (!(0 < confidence && confidence < 1) || simulations < 1) {
            throw new IllegalArgumentException("rank sets need a confidence inside (0, 1) and simulations, got "
                    + confidence + " and " + simulations);
        }
        Pairs pairs = new Pairs(fit.scores().toArray(), covariance);
        SimulatedMaxima simulation =
                new SimulatedMaxima(pairs.factor(), pairs.n, covariance.degreesOfFreedom(), simulations, seed);
        double noise = Math.sqrt(simulations * confidence * (1 - confidence));
        int at = simulations - 1 - at(simulations, confidence); // among the largest, descending
        int above = simulations - 1 - Math.min(simulations - 1, (int) (simulations * confidence + noise));
        int below = simulations - 1 - Math.max(0, (int) (simulations * confidence - noise));
        double[] largest;
        double c;
        do {
            largest = simulation.largest(Math.max(at, below) + 1, pairs::raise);
            c = largest[at];
        } while (pairs.separate(c));
        double equal = 2 * fit.scoreError();
        List<Place> places = pairs.places(equal);
        return new RankSets(
                confidence,
                c,
                (largest[above] - largest[below]) / 2,
                pairs.separations,
                places,
                pairs.tiers(),
                neighbours(fit, covariance, pairs, c, equal));
    }

    /**
     * The rank of one item alone, with the confidence for its own comparisons with all others: {@code c} is the quantile of the largest of
     * those.
     *
     * @param simulations from which c is found
     */
    public static <D> Place ofItem(
            Fit<D> fit, Covariance covariance, int item, double confidence, int simulations, long seed) {
        double[][] v = covariance.matrix();
        int n = v.length;
        double[] inverse = new double[n];
        for (int j = 0; j < n; j++) {
            double variance = v[item][item] + v[j][j] - v[item][j] - v[j][item];
            inverse[j] = j != item && variance > NOTHING * (v[item][item] + v[j][j]) ? 1 / Math.sqrt(variance) : 0;
        }
        double c = new SimulatedMaxima(Cholesky.of(v), n, Double.POSITIVE_INFINITY, simulations, seed)
                .largest(simulations - at(simulations, confidence), (z, count, largest) -> {
                    for (int j = 0; j < n; j++) {
                        SimulatedMaxima.raise(largest, z[item], z[j], inverse[j], count);
                    }
                })[simulations - 1 - at(simulations, confidence)];
        int rank = 1;
        int above = 0;
        int below = 0;
        for (int j = 0; j < n; j++) {
            double lead = fit.scores().difference(item, j);
            rank += lead < -2 * fit.scoreError() ? 1 : 0;
            above += lead * inverse[j] < -c ? 1 : 0;
            below += lead * inverse[j] > c ? 1 : 0;
        }
        return new Place(item, rank, 1 + above, n - below, 1);
    }

    /** Where the quantile stands, ascending from 0. */
    private static int at(int simulations, double confidence) {
        return Math.min(simulations - 1, (int) Math.ceil(confidence * simulations));
    }

    private static <D> List<Neighbours> neighbours(
            Fit<D> fit, Covariance covariance, Pairs pairs, double c, double equal) {
        double[] resistances = covariance.isInformation()
                ? pairs.next
                : pairs.nextOf(Covariance.ofInformation(fit).matrix());
        double[] total = {0};
        fit.model()
                .likelihood(fit.data())
                .contributions(
                        fit.position(), (situation, weight, log, size, items, gradient, extras) -> total[0] += weight);
        Link link = fit.model().link();
        List<Neighbours> neighbours = new ArrayList<>();
        for (int k = 0; k + 1 < pairs.n; k++) {
            int i = pairs.order[k];
            int j = pairs.order[k + 1];
            double difference = pairs.scores[k] - pairs.scores[k + 1];
            double variance = pairs.next[k];
            double missing =
                    c * c * variance / (difference * difference) - 1; // of the information, relative to what there is
            OptionalDouble between = OptionalDouble.empty();
            OptionalDouble overall = OptionalDouble.empty();
            if (pairs.isSeparated(k, k + 1)) {
                between = OptionalDouble.of(0);
                overall = OptionalDouble.of(0);
            } else if (difference > equal) {
                Probability p = link.probability(difference);
                double density = link.density(difference);
                double perVote = density * density / (p.p() * p.q());
                between = OptionalDouble.of(Math.ceil(Math.max(0, missing) / (perVote * resistances[k])));
                overall = OptionalDouble.of(Math.ceil(Math.max(0, missing) * total[0]));
            }
            neighbours.add(new Neighbours(
                    i, j, difference, Math.sqrt(variance), pairs.isSeparated(k, k + 1), between, overall));
        }
        return neighbours;
    }

    /** All pairs of items by falling score, with what is known of their order. */
    private static final class Pairs {
        private final int n;
        private final int[] order;
        private final double[] scores; // by place
        private final double[] next; // the variance of the difference of k and the place below it
        private final double[][] inverse; // 1 / se of k and each earlier place; 0 where two scores cannot differ
        private final boolean[][] separated; // likewise
        private final Cholesky factor;
        private int separations;

        Pairs(double[] byItem, Covariance covariance) {
            n = byItem.length;
            order = IntStream.range(0, n)
                    .boxed()
                    .sorted((i, j) -> Double.compare(byItem[j], byItem[i]))
                    .mapToInt(i -> i)
                    .toArray();
            scores = new double[n];
            inverse = new double[n][];
            separated = new boolean[n][];
            double[][] v = covariance.matrix();
            next = nextOf(v);
            double[][] lower = new double[n][];
            for (int k = 0; k < n; k++) {
                scores[k] = byItem[order[k]];
                double[] row = v[order[k]];
                lower[k] = new double[k + 1];
                inverse[k] = new double[k];
                separated[k] = new boolean[k];
                for (int l = 0; l < k; l++) {
                    double own = row[order[k]] + v[order[l]][order[l]];
                    lower[k][l] = row[order[l]];
                    double variance = own - row[order[l]] - v[order[l]][order[k]];
                    inverse[k][l] = variance > NOTHING * own ? 1 / Math.sqrt(variance) : 0;
                }
                lower[k][k] = row[order[k]];
            }
            factor = Cholesky.of(lower);
        }

        /** Of neighbours by place, the variance of their difference by a covariance of items. */
        private double[] nextOf(double[][] v) {
            double[] variances = new double[n - 1];
            for (int k = 0; k + 1 < n; k++) {
                int i = order[k];
                int j = order[k + 1];
                variances[k] = v[i][i] + v[j][j] - v[i][j] - v[j][i];
            }
            return variances;
        }

        /** Of the covariance by place. */
        Cholesky factor() {
            return factor;
        }

        boolean isSeparated(int better, int worse) {
            return separated[worse][better];
        }

        /** Separates what lies beyond c; says whether anything was new. */
        boolean separate(double c) {
            int before = separations;
            for (int k = 0; k < n; k++) {
                for (int l = 0; l < k; l++) {
                    if (!separated[k][l] && (scores[l] - scores[k]) * inverse[k][l] > c) {
                        separated[k][l] = true;
                        separations++;
                    }
                }
            }
            return separations > before;
        }

        /** By the largest |z_l - z_k| / se, of separated pairs only where it is against their order. */
        void raise(double[][] z, int count, double[] largest) {
            for (int from = 0; from < n; from += TILE) {
                for (int k = from + 1; k < n; k++) {
                    double[] scale = inverse[k];
                    boolean[] known = separated[k];
                    for (int l = from; l < Math.min(k, from + TILE); l++) {
                        if (known[l]) {
                            SimulatedMaxima.raiseSigned(largest, z[k], z[l], scale[l], count);
                        } else {
                            SimulatedMaxima.raise(largest, z[k], z[l], scale[l], count);
                        }
                    }
                }
            }
        }

        List<Place> places(double equal) {
            Place[] places = new Place[n];
            int[] tier = new int[n];
            List<List<Integer>> tiers = tiers();
            for (int t = 0; t < tiers.size(); t++) {
                for (int item : tiers.get(t)) {
                    tier[item] = t + 1;
                }
            }
            int rank = 1;
            for (int k = 0; k < n; k++) {
                if (k > 0 && scores[k - 1] - scores[k] > equal) {
                    rank = k + 1;
                }
                int above = 0;
                int below = 0;
                for (int l = 0; l < n; l++) {
                    above += l < k && separated[k][l] ? 1 : 0;
                    below += l > k && separated[l][k] ? 1 : 0;
                }
                places[order[k]] = new Place(order[k], rank, 1 + above, n - below, tier[order[k]]);
            }
            return Arrays.asList(places);
        }

        List<List<Integer>> tiers() {
            List<List<Integer>> tiers = new ArrayList<>();
            boolean[] placed = new boolean[n];
            for (int k = 0; k < n; k++) {
                if (!placed[k]) {
                    List<Integer> tier = new ArrayList<>();
                    for (int l = k; l < n; l++) {
                        if (!placed[l] && (l == k || !separated[l][k])) {
                            placed[l] = true;
                            tier.add(order[l]);
                        }
                    }
                    tiers.add(List.copyOf(tier));
                }
            }
            return List.copyOf(tiers);
        }
    }
}
