package org.teeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teeter.data.Rankings;
import org.teeter.data.Spread;
import org.teeter.graph.Graph;

/**
 * The likelihood of rankings under {@link PlackettLuce}: a multinomial for each choice.
 *
 * <pre>{@code
 * -log L = Σ_choices w [log Σ_T f(T) - log f(S)],  f_i = [i ∈ T]/|T|
 * d/ds_i = E f_i - [i ∈ S]/|S|,  d/dlog δ_d = P(|T| = d) - [|S| = d]
 * H = Cov of (f, [|T| = d]): a Laplacian over the scores, c_ij = E f_i E f_j - E f_i f_j;  π_i π_j without ties
 * }</pre>
 *
 * <p>Sums over sets of d items are elementary symmetric polynomials, by recurrences that only add; what a probability lacks to 1 is summed
 * from the others, so that rare choices keep their relative precision.
 */
final class BallotLikelihood implements Likelihood {
    /** Where less than this is left of a ballot's largest worth, each choice is evaluated by itself. */
    private static final double SMALLEST_LEFT = 1e-140;

    /** Beyond this the lightest ballot keeps thirteen digits beside the heaviest in sums of doubles. */
    private static final double EVEN = 1e-3;

    private final Rankings data;
    private final Graph graph;
    private final int[] start; // of each ballot
    private final int[] item; // by place
    private final double[] weight;
    private final int longest;
    private final int[] edges; // by ballot and two of its places
    private final int[] orders; // numbers of items that are tied somewhere, ascending
    private final List<String> extras = new ArrayList<>();
    private final double[] chosen; // by item, shares of ties
    private final double[] present; // choices in which the item was to be had
    private final double[] tiesOf; // by order
    private final double choices; // where more than one item was left
    private final boolean plain;
    private final boolean uneven; // whether some ballot weighs little beside another

    BallotLikelihood(Rankings data) {
        this(data, ordersOf(data));
    }

    /** With ties of given numbers of items, which ascend. */
    BallotLikelihood(Rankings data, int... orders) {
        this.data = data;
        this.graph = data.graph();
        this.start = data.starts();
        this.item = data.named();
        this.weight = data.weights();
        this.longest = data.longest();
        this.edges = data.edges();
        this.orders = orders.clone();
        this.plain = orders.length == 0;
        for (int d : orders) {
            extras.add(PairModel.TIE + d);
        }
        this.chosen = new double[graph.size()];
        this.present = new double[graph.size()];
        this.tiesOf = new double[orders.length];
        double sum = 0;
        for (int k = 0; k < data.distinct(); k++) {
            int end = data.start(k + 1);
            for (int from = data.start(k), to; from < end - 1 && data.level(from) < data.levels(k); from = to) {
                to = endOfLevel(from, end);
                sum += data.weight(k);
                if (to - from > 1) {
                    tiesOf[Arrays.binarySearch(orders, to - from)] += data.weight(k);
                }
                for (int p = from; p < end; p++) {
                    present[data.item(p)] += data.weight(k);
                    chosen[data.item(p)] += p < to ? data.weight(k) / (to - from) : 0;
                }
            }
        }
        this.choices = sum;
        this.uneven = Spread.of(data).lightest() < EVEN * Spread.of(data).heaviest();
    }

    /** How many items are tied somewhere, ascending. */
    static int[] ordersOf(Rankings data) {
        boolean[] seen = new boolean[data.largestTie() + 1];
        for (int k = 0; k < data.distinct(); k++) {
            int size = 0;
            for (int p = data.start(k); p < data.start(k + 1) && data.level(p) < data.levels(k); p++) {
                size = p > data.start(k) && data.level(p) == data.level(p - 1) ? size + 1 : 1;
                boolean last = p + 1 == data.start(k + 1) || data.level(p + 1) != data.level(p);
                seen[size] |= last;
            }
        }
        int[] orders = new int[seen.length];
        int count = 0;
        for (int d = 2; d < seen.length; d++) {
            if (seen[d]) {
                orders[count++] = d;
            }
        }
        return Arrays.copyOf(orders, count);
    }

    private int endOfLevel(int from, int end) {
        int to = from + 1;
        while (to < end && data.level(to) == data.level(from)) {
            to++;
        }
        return to;
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public List<String> extras() {
        return extras;
    }

    @Override
    public Optional<FisherInformation> fisherInformation() {
        return Optional.of(new BallotInformation(this, data, orders));
    }

    @Override
    public int ghostTie() {
        return plain || orders[0] != 2 ? -1 : 0;
    }

    @Override
    public double judgements(int i) {
        return present[i];
    }

    @Override
    public boolean isSelfConcordant() {
        return true;
    }

    @Override
    public double logLikelihood(double[] theta) {
        Choice choice = new Choice(theta);
        double sum = 0;
        for (int k = 0; k < data.distinct(); k++) {
            sum += data.weight(k) * choice.ofBallot(k);
        }
        return sum;
    }

    @Override
    public void derivatives(double[] theta, Derivatives into) {
        Arrays.fill(into.gradient(), 0);
        Arrays.fill(into.conductance(), 0);
        for (int p = 0; p < orders.length; p++) {
            Arrays.fill(into.border()[p], 0);
            Arrays.fill(into.corner()[p], 0);
        }
        PairedSum paired = uneven ? new PairedSum(into.gradient()) : null;
        if (plain) {
            plainly(theta, into, paired);
        } else {
            new Choice(theta, paired).derivatives(into);
        }
        if (paired != null) {
            paired.end();
        }
        for (int i = 0; i < graph.size(); i++) {
            double wins = chosen[i];
            double losses = present[i] - chosen[i];
            double gradient = into.gradient()[i];
            into.scale()[i] = Math.max(Math.min(wins, losses), Math.min(wins + gradient, losses - gradient));
        }
        for (int p = 0; p < orders.length; p++) {
            double tied = tiesOf[p];
            double excess = into.gradient()[graph.size() + p];
            into.scale()[graph.size() + p] =
                    Math.max(Math.min(tied, choices - tied), Math.min(tied + excess, choices - tied - excess));
        }
    }

    /**
     * What there was to choose from: how likely its ends are, and so its curvature, does not depend on how it ended.
     *
     * @param from the first of the places where its items stand, in some ballot
     * @param end behind the last of them
     * @param edgesFrom where their edges begin
     * @param weight of all choices among them
     */
    record ChoiceSet(int from, int end, int edgesFrom, double weight) {
        int size() {
            return end - from;
        }
    }

    /** Each set of items once, in the order in which they come. */
    List<ChoiceSet> choiceSets() {
        Map<List<Integer>, ChoiceSet> sets = new LinkedHashMap<>();
        int at = 0;
        for (int k = 0; k < data.distinct(); k++) {
            int begin = data.start(k);
            int end = data.start(k + 1);
            for (int from = begin; from < end - 1 && data.level(from) < data.levels(k); from = endOfLevel(from, end)) {
                int[] items = Arrays.copyOfRange(item, from, end);
                Arrays.sort(items);
                sets.merge(
                        Arrays.stream(items).boxed().toList(),
                        new ChoiceSet(from, end, at + Choice.row(from - begin, end - begin), weight[k]),
                        (one, more) ->
                                new ChoiceSet(one.from(), one.end(), one.edgesFrom(), one.weight() + more.weight()));
            }
            at += (end - begin) * (end - begin - 1) / 2;
        }
        return List.copyOf(sets.values());
    }

    /** Sets the curvature, and only that, with ties from the choice sets, of which there are few. */
    void curvature(double[] theta, List<ChoiceSet> sets, Derivatives into) {
        if (plain) {
            derivatives(theta, into);
            return;
        }
        Arrays.fill(into.conductance(), 0);
        for (int p = 0; p < orders.length; p++) {
            Arrays.fill(into.border()[p], 0);
            Arrays.fill(into.corner()[p], 0);
        }
        Choice choice = new Choice(theta);
        for (ChoiceSet set : sets) {
            choice.add(set.weight(), set.from(), set.from() + 1, set.end(), set.edgesFrom(), into);
        }
    }

    /** Each ballot by itself, its derivatives taken out of the sums again. */
    @Override
    public void contributions(double[] theta, Contributions into) {
        Choice choice = new Choice(theta);
        Derivatives one = new Derivatives(graph, orders.length);
        int n = graph.size();
        int[] items = new int[longest];
        double[] gradient = new double[longest];
        double[] ofExtras = new double[orders.length];
        int at = 0;
        for (int k = 0; k < data.distinct(); k++) {
            int begin = data.start(k);
            int size = data.start(k + 1) - begin;
            choice.ballot(k, 1, at, one);
            for (int p = 0; p < size; p++) {
                items[p] = item[begin + p];
                gradient[p] = one.gradient()[items[p]];
                one.gradient()[items[p]] = 0;
            }
            for (int o = 0; o < orders.length; o++) {
                ofExtras[o] = one.gradient()[n + o];
                one.gradient()[n + o] = 0;
            }
            into.add(k, weight[k], choice.ofBallot(k), size, items, gradient, ofExtras);
            at += size * (size - 1) / 2;
        }
    }

    /**
     * Tells the Hessian of each ballot apart: they sum to that of {@link #derivatives}, each times its weight.
     *
     * @param theta where
     */
    void curvatures(double[] theta, Curvatures into) {
        Choice choice = new Choice(theta);
        Derivatives one = new Derivatives(graph, orders.length);
        int[] items = new int[longest];
        double[] conductance = new double[longest * (longest - 1) / 2];
        double[][] border = new double[orders.length][longest];
        int at = 0;
        for (int k = 0; k < data.distinct(); k++) {
            int begin = data.start(k);
            int size = data.start(k + 1) - begin;
            int pairs = size * (size - 1) / 2;
            choice.ballot(k, 1, at, one);
            for (int p = 0; p < size; p++) {
                items[p] = item[begin + p];
                for (int o = 0; o < orders.length; o++) {
                    border[o][p] = one.border()[o][items[p]];
                    one.border()[o][items[p]] = 0;
                }
            }
            for (int p = 0; p < pairs; p++) {
                conductance[p] = one.conductance()[edges[at + p]];
                one.conductance()[edges[at + p]] = 0;
            }
            into.add(k, size, items, conductance, border, one.corner());
            for (double[] row : one.corner()) {
                Arrays.fill(row, 0);
            }
            at += pairs;
        }
    }

    /** Without ties; each item is worth {@code e^(s - most)}, most being the highest score. */
    private void plainly(double[] theta, Derivatives into, @Nullable PairedSum paired) {
        double[] worth = new double[graph.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < worth.length; i++) {
            most = Math.max(most, theta[i]);
        }
        for (int i = 0; i < worth.length; i++) {
            worth[i] = Math.exp(theta[i] - most);
        }
        Choice choice = new Choice(theta, paired);
        double[] left = new double[longest + 1]; // worth of a place and those behind it
        double[] own = new double[longest];
        int at = 0;
        for (int k = 0; k < weight.length; k++) {
            int begin = start[k];
            int size = start[k + 1] - begin;
            left[size] = 0;
            for (int p = size - 1; p >= 0; p--) {
                own[p] = worth[item[begin + p]];
                left[p] = left[p + 1] + own[p];
            }
            if (left[size - 1] < SMALLEST_LEFT) {
                choice.ballot(k, weight[k], at, into);
            } else {
                ballot(k, at, own, left, into, paired);
            }
            at += size * (size - 1) / 2;
        }
    }

    private void ballot(int k, int from, double[] own, double[] left, Derivatives into, @Nullable PairedSum paired) {
        double[] gradient = into.gradient();
        double[] conductance = into.conductance();
        int begin = start[k];
        int size = start[k + 1] - begin;
        int choosing = Math.min(size - 1, data.levels(k));
        double w = weight[k];
        int at = from;
        double once = 0; // Σ 1 / left over the choices so far
        double twice = 0; // Σ 1 / left²
        for (int p = 0; p < size; p++) {
            double slope = own[p] * once;
            if (p < choosing) {
                double part = 1 / left[p];
                if (paired != null) { // what the chosen item is pulled up, each that it was chosen from is pulled down
                    for (int q = p + 1; q < size; q++) {
                        paired.flow(w * own[q] * part, item[begin + p], item[begin + q]);
                    }
                }
                slope -= left[p + 1] * part; // π - 1 where it was chosen
                once += part;
                twice += part * part;
            }
            if (paired == null) {
                gradient[item[begin + p]] += w * slope;
            }
            double share = w * own[p] * twice;
            for (int q = p + 1; q < size; q++) {
                conductance[edges[at++]] += share * own[q];
            }
        }
    }

    /** What is needed of one choice, with ties. */
    private final class Choice {
        private final double[] theta;
        private final double[] log = new double[orders.length + 1]; // log δ by order, that of single items first
        private final double largest; // of them
        private double[] mean = new double[0]; // E f by place
        private double[][] mixed = new double[0][]; // E f [|T| = d] by order and place

        @Nullable
        private final PairedSum paired; // where the gradient of scores is summed, if not as it comes

        Choice(double[] theta) {
            this(theta, null);
        }

        Choice(double[] theta, @Nullable PairedSum paired) {
            this.paired = paired;
            this.theta = theta;
            System.arraycopy(theta, graph.size(), log, 1, orders.length);
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
                to = endOfLevel(from, end);
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
                to = endOfLevel(from, end);
                add(times, from, to, end, at + row(from - start, end - start), into);
            }
        }

        /** Where the edges of a place with those behind it begin. */
        private static int row(int place, int size) {
            return place * (2 * size - place - 1) / 2;
        }

        private void add(double weight, int from, int to, int end, int edgesFrom, Derivatives into) {
            int size = end - from;
            int n = graph.size();
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
}
