package org.teeter.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.teeter.data.Rankings;

/** What is needed of one choice, with ties of given numbers of items: its probability and, by places, its derivatives. */
final class TiedChoice {
    private final Rankings data;
    private final int[] orders; // ascending
    private final int[] edges; // by ballot and two of its places
    private final double[] theta;
    private final double[] log; // log δ by order, that of single items first
    private final double largest; // of them
    private double[] mean = new double[0]; // E f by place
    private double[][] mixed = new double[0][]; // E f [|T| = d] by order and place

    @Nullable
    private final PairedSum paired; // where the gradient of scores is summed, if not as it comes

    TiedChoice(Rankings data, int[] orders, int[] edges, double[] theta) {
        this(data, orders, edges, theta, null);
    }

    TiedChoice(Rankings data, int[] orders, int[] edges, double[] theta, @Nullable PairedSum paired) {
        this.paired = paired;
        this.data = data;
        this.orders = orders;
        this.edges = edges;
        this.theta = theta;
        this.log = new double[orders.length + 1];
        System.arraycopy(theta, data.items().size(), log, 1, orders.length);
        this.largest = Arrays.stream(log).max().orElse(0);
    }

    private int order(int o) {
        return o == 0 ? 1 : orders[o - 1];
    }

    private double most(int from, int end) {
        double most = Double.NEGATIVE_INFINITY;
        for (int p = from; p < end; p++) {
            most = Math.max(most, theta[data.item(p)]);
        }
        return most;
    }

    /** {@code e^((s - most)/d)} of each item left. */
    private double[] roots(int from, int end, int d, double most) {
        double[] x = new double[end - from];
        for (int p = from; p < end; p++) {
            x[p - from] = Math.exp((theta[data.item(p)] - most) / d);
        }
        return x;
    }

    /** The log-probability of a whole ballot. */
    double ofBallot(int k) {
        int end = data.start(k + 1);
        double sum = 0;
        for (int from = data.start(k), to; from < end - 1 && data.level(from) < data.levels(k); from = to) {
            to = data.endOfLevel(from, end);
            sum += logProbability(from, to, end);
        }
        return sum;
    }

    double logProbability(int from, int to, int end) {
        double most = most(from, end);
        double z = 0;
        for (int o = 0; o < log.length; o++) {
            if (order(o) <= end - from) {
                z += Math.exp(log[o] - largest) * symmetric(roots(from, end, order(o), most), order(o));
            }
        }
        double mean = 0;
        for (int p = from; p < to; p++) {
            mean += (theta[data.item(p)] - most) / (to - from);
        }
        double own = to - from == 1 ? 0 : log[1 + Arrays.binarySearch(orders, to - from)];
        return own + mean - largest - Math.log(z);
    }

    void derivatives(Derivatives into) {
        int at = 0;
        for (int k = 0; k < data.distinct(); k++) {
            ballot(k, data.weight(k), at, into);
            int size = data.start(k + 1) - data.start(k);
            at += size * (size - 1) / 2;
        }
    }

    /** Adds a ballot so many times; its edges begin at {@code at}. */
    void ballot(int k, double times, int at, Derivatives into) {
        int start = data.start(k);
        int end = data.start(k + 1);
        for (int from = start, to; from < end - 1 && data.level(from) < data.levels(k); from = to) {
            to = data.endOfLevel(from, end);
            add(times, from, to, end, at + row(from - start, end - start), into);
        }
    }

    /** Where the edges of a place with those behind it begin. */
    static int row(int place, int size) {
        return place * (2 * size - place - 1) / 2;
    }

    /** Adds the choice of the places up to {@code to} from those up to {@code end}, whose edges begin at {@code edgesFrom}. */
    void add(double weight, int from, int to, int end, int edgesFrom, Derivatives into) {
        int size = end - from;
        int n = data.items().size();
        double most = most(from, end);
        double[][] x = new double[log.length][];
        double[] sum = new double[log.length];
        double z = 0;
        for (int o = 0; o < log.length; o++) {
            if (order(o) <= size) {
                x[o] = roots(from, end, order(o), most);
                sum[o] = Math.exp(log[o] - largest) * symmetric(x[o], order(o));
                z += sum[o];
            }
        }
        mean = new double[size];
        mixed = new double[log.length][size];
        double[][] together = new double[size][size]; // E f_i f_j
        for (int o = 0; o < log.length; o++) {
            if (order(o) <= size) {
                addOrder(x[o], order(o), Math.exp(log[o] - largest) / z, mixed[o], together);
                for (int p = 0; p < size; p++) {
                    mean[p] += mixed[o][p];
                }
            }
        }
        int own = to - from == 1 ? 0 : 1 + Arrays.binarySearch(orders, to - from);
        for (int p = 0; p < size; p++) {
            int item = data.item(from + p);
            double slope = mean[p];
            if (from + p < to) {
                slope = -others(p) + (to - from == 1 ? 0 : 1 - 1.0 / (to - from));
            }
            if (paired == null) {
                into.gradient()[item] += weight * slope;
            } else if (from + p < to) {
                for (int q = 0; q < size; q++) {
                    paired.flow(weight * mean[q] / (to - from), item, data.item(from + q));
                }
            }
            for (int o = 1; o < log.length; o++) {
                into.border()[o - 1][item] += weight * (mixed[o][p] - mean[p] * sum[o] / z);
            }
        }
        for (int o = 1; o < log.length; o++) {
            double share = sum[o] / z;
            into.gradient()[n + o - 1] += weight * (o == own ? -(rest(sum, o) / z) : share);
            for (int r = 1; r < log.length; r++) {
                into.corner()[o - 1][r - 1] += weight * share * (r == o ? rest(sum, o) / z : -sum[r] / z);
            }
        }
        int at = edgesFrom;
        for (int p = 0; p < size; p++) {
            for (int q = p + 1; q < size; q++) {
                into.conductance()[edges[at++]] += weight * (mean[p] * mean[q] - together[p][q]);
            }
        }
    }

    /** {@code 1 - E f_p}, from the others. */
    private double others(int p) {
        double sum = 0;
        for (int q = 0; q < mean.length; q++) {
            sum += q == p ? 0 : mean[q];
        }
        return sum;
    }

    private static double rest(double[] sum, int without) {
        double rest = 0;
        for (int o = 0; o < sum.length; o++) {
            rest += o == without ? 0 : sum[o];
        }
        return rest;
    }

    /** Adds, for sets of d items that are worth {@code factor Π x}: {@code E f_i} to the means and {@code E f_i f_j} to the products. */
    private void addOrder(double[] x, int d, double factor, double[] means, double[][] together) {
        int size = x.length;
        double[][] behind = new double[size + 1][d]; // polynomials of the items from a place on
        behind[size][0] = 1;
        for (int p = size - 1; p >= 0; p--) {
            extend(behind[p + 1], x[p], behind[p]);
        }
        double[] before = new double[d]; // of the items before a place
        before[0] = 1;
        double[] without = new double[d];
        for (int p = 0; p < size; p++) {
            means[p] += factor / d * x[p] * product(before, behind[p + 1], d - 1);
            if (d > 1) {
                System.arraycopy(before, 0, without, 0, d); // of the items before q but p
                for (int q = p + 1; q < size; q++) {
                    double both = factor / d / d * x[p] * x[q] * product(without, behind[q + 1], d - 2);
                    together[p][q] += both;
                    extend(without, x[q], without);
                }
            }
            extend(before, x[p], before);
        }
    }

    /** {@code to = from (1 + x t)}, cut off; from the highest power down, so that both may be one array. */
    private static void extend(double[] from, double x, double[] to) {
        for (int power = from.length - 1; power > 0; power--) {
            to[power] = from[power] + x * from[power - 1];
        }
        to[0] = from[0];
    }

    /** One coefficient of the product of two polynomials. */
    private static double product(double[] a, double[] b, int power) {
        double sum = 0;
        for (int k = 0; k <= power; k++) {
            sum += a[k] * b[power - k];
        }
        return sum;
    }

    /** The elementary symmetric polynomial of order d. */
    private static double symmetric(double[] x, int d) {
        double[] e = new double[d + 1];
        e[0] = 1;
        for (double value : x) {
            extend(e, value, e);
        }
        return e[d];
    }
}
