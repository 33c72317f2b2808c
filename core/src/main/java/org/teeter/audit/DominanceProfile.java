package org.teeter.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.data.ComparisonGraph;
import org.teeter.link.Probability;
import org.teeter.paper.BradleyTerryRegion;

/**
 * How one-sided observed shares are, pair by pair, and how many triples of them are sensitive; it needs no fit.
 *
 * <p>The favourite of a pair is the option with the larger share, a tie being half a win of each.
 *
 * @param pairs how many pairs were judged
 * @param favourite in how many of them the favourite's share is in each bin: from .5, .6, .7, .8, .9 on, and 1
 * @param surely in how many the lower end of its 95 % interval (Wilson) is in each bin: below .5, then from .5, .6, .7, .8, .9 on
 * @param single pairs judged at most once, of which every share is 0, 1 or a tie
 * @param triples ordered triples (i, k, j) of different items of which (i, k) and (k, j) were judged
 * @param levels what is beyond each threshold
 */
public record DominanceProfile(
        long pairs, List<Long> favourite, List<Long> surely, long single, long triples, List<Level> levels) {
    private static final int BINS = 6;

    /**
     * One threshold.
     *
     * @param m the threshold M, above 1
     * @param pstar p*: only a share outside [1 - p*, p*] can make a prediction M-sensitive
     * @param beyond pairs whose observed share is outside
     * @param surely pairs whose 95 % interval is outside, on one side
     * @param sensitive triples with {@code (y_ik, y_kj)} in Ω_M: in a model that has these shares, p_ij moves more than M times as far
     *     as p_ik {@code [M115]}
     */
    public record Level(double m, double pstar, long beyond, long surely, long sensitive) {}

    public DominanceProfile {
        favourite = List.copyOf(favourite);
        surely = List.copyOf(surely);
        levels = List.copyOf(levels);
    }

    /** Of judged pairs, for thresholds above 1. */
    public static DominanceProfile of(ComparisonGraph data, List<Double> thresholds) {
        long[] favourite = new long[BINS];
        long[] surely = new long[BINS];
        double[] rarer = new double[data.edges()];
        double[] upper = new double[data.edges()];
        long single = 0;
        for (int e = 0; e < rarer.length; e++) {
            double won = data.won(e) + data.tied(e) / 2;
            double lost = data.lost(e) + data.tied(e) / 2;
            rarer[e] = Math.min(won, lost) / (won + lost);
            upper[e] = Dominance.upperEnd(rarer[e], won + lost);
            favourite[rarer[e] == 0 ? BINS - 1 : bin(rarer[e])]++;
            surely[upper[e] > 0.5 ? 0 : 1 + bin(upper[e])]++;
            single += won + lost <= 1 ? 1 : 0;
        }
        List<Level> levels = new ArrayList<>();
        Neighbours neighbours = new Neighbours(data);
        for (double m : thresholds) {
            BradleyTerryRegion region = new BradleyTerryRegion(m);
            Probability tip = region.tip();
            levels.add(
                    new Level(m, tip.p(), below(tip.q(), rarer), below(tip.q(), upper), neighbours.sensitive(region)));
        }
        return new DominanceProfile(
                rarer.length, boxed(favourite), boxed(surely), single, neighbours.triples(), levels);
    }

    /** The bin of a favourite that loses so much, at most a half. */
    private static int bin(double rarer) {
        return Math.max(0, Math.min(4, (int) Math.floor(5 - 10 * rarer + 1e-9))); // .4 is a favourite of .6
    }

    private static long below(double room, double... rarer) {
        return Arrays.stream(rarer).filter(r -> r < room).count();
    }

    private static List<Long> boxed(long... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** For each item k the shares that the others won against it, ascending. */
    private static final class Neighbours {
        private final double[][] against;

        Neighbours(ComparisonGraph data) {
            int[] degree = new int[data.size()];
            for (int e = 0; e < data.edges(); e++) {
                degree[data.first(e)]++;
                degree[data.second(e)]++;
            }
            against = Arrays.stream(degree).mapToObj(double[]::new).toArray(double[][]::new);
            for (int e = 0; e < data.edges(); e++) {
                int i = data.first(e);
                int j = data.second(e);
                against[j][--degree[j]] = data.y(e);
                against[i][--degree[i]] = 1 - data.y(e);
            }
            Arrays.stream(against).forEach(Arrays::sort);
        }

        long triples() {
            return Arrays.stream(against)
                    .mapToLong(of -> of.length * (of.length - 1L))
                    .sum();
        }

        /**
         * For each p_kj the p_ik in the region are all beyond γ0, on one side [M17], and in order: so a triple costs nothing, and a pair
         * two look-ups. i = j is none of them: there {@code p_kj = 1 - p_ik}, which is looked at and taken off.
         */
        long sensitive(BradleyTerryRegion region) {
            long found = 0;
            for (double[] of : against) {
                for (double y : of) {
                    double b = 1 - y;
                    if (b > 0 && b < 1) {
                        Probability kj = Probability.of(b);
                        found += beyond(region, kj, of) - beyond(region, kj, y);
                    }
                }
            }
            return found;
        }

        private static long beyond(BradleyTerryRegion region, Probability b, double... ascending) {
            return switch (region.caseOf(b)) {
                case ABOVE ->
                    ascending.length
                            - from(ascending, Math.nextUp(region.gamma0(b).p()));
                case BELOW -> from(ascending, region.gamma0(b).p());
                case ALL -> ascending.length;
                case NONE -> 0;
            };
        }

        /** How many are below a bound. */
        private static int from(double[] ascending, double bound) {
            int low = 0;
            int high = ascending.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ascending[middle] < bound) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
