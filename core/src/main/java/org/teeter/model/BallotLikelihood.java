package org.teeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teeter.data.Rankings;
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

    /** So many ballots an item tell roughly where its score is. */
    private static final int SAMPLED = 25;

    /** A guess takes so many steps on so many ballots, none longer than {@link #LONGEST_GUESSED}, and then others on all. */
    private static final int GUESSES = 5;

    private static final int MOST_GUESSES = 12;
    private static final double LONGEST_GUESSED = 1.5;

    /** A guess ends where steps are shorter, or do not shorten much. */
    private static final double SHORT = 2e-4;

    private static final double SHORTER = 0.4;

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
        this.choices = plain ? countUntied() : countTied();
        this.uneven = !data.spread().isWithin(EVEN);
    }

    private double countUntied() {
        double sum = 0;
        for (int k = 0; k < weight.length; k++) {
            int begin = start[k];
            int size = start[k + 1] - begin;
            int choosing = Math.min(size - 1, data.levels(k));
            double w = weight[k];
            sum += w * choosing;
            for (int p = 0; p < size; p++) {
                int i = item[begin + p];
                present[i] += w * Math.min(p + 1, choosing);
                chosen[i] += p < choosing ? w : 0;
            }
        }
        return sum;
    }

    private double countTied() {
        double sum = 0;
        for (int k = 0; k < data.distinct(); k++) {
            int end = data.start(k + 1);
            for (int from = data.start(k), to; from < end - 1 && data.level(from) < data.levels(k); from = to) {
                to = data.endOfLevel(from, end);
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
        return sum;
    }

    /** How many items are tied somewhere, ascending. */
    static int[] ordersOf(Rankings data) {
        int largest = data.largestTie();
        if (largest < 2) {
            return new int[0];
        }
        boolean[] seen = new boolean[largest + 1];
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

    private TiedChoice choice(double[] theta) {
        return new TiedChoice(data, orders, edges, theta);
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
        return Optional.of(new BallotInformation(this, new ChoiceSets(data, orders), orders));
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
        TiedChoice choice = choice(theta);
        double sum = 0;
        for (int k = 0; k < data.distinct(); k++) {
            sum += data.weight(k) * choice.ofBallot(k);
        }
        return sum;
    }

    @Override
    public void derivatives(double[] theta, Derivatives into) {
        Arrays.fill(into.gradient(), 0);
        into.clearCurvature();
        PairedSum paired = uneven ? new PairedSum(into.gradient()) : null;
        if (plain && paired == null) {
            plainly(theta, into);
        } else if (plain) {
            plainly(theta, into, paired);
        } else {
            new TiedChoice(data, orders, edges, theta, paired).derivatives(into);
        }
        if (paired != null) {
            paired.end();
        }
        scale(into);
    }

    @Override
    public boolean slopes(double[] theta, Derivatives into) {
        if (!plain || uneven || !slopes(worths(theta), 1, into.gradient(), new double[graph.size()])) {
            derivatives(theta, into);
            return true;
        }
        scale(into);
        return false;
    }

    private void scale(Derivatives into) {
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

    /** Each ballot by itself, its derivatives taken out of the sums again. */
    @Override
    public void contributions(double[] theta, Contributions into) {
        TiedChoice choice = choice(theta);
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
        TiedChoice choice = choice(theta);
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
        double[] worth = worths(theta);
        TiedChoice choice = new TiedChoice(data, orders, edges, theta, paired);
        double[] left = new double[longest + 1]; // worth of a place and those behind it
        double[] own = new double[longest];
        int at = 0;
        for (int k = 0; k < weight.length; k++) {
            int begin = start[k];
            int size = start[k + 1] - begin;
            if (!ballot(k, at, worth, own, left, into, paired)) {
                choice.ballot(k, weight[k], at, into);
            }
            at += size * (size - 1) / 2;
        }
    }

    /** The same where sums of doubles hold every weight: gradient and conductances one after the other, each in a loop that compiles fast. */
    private void plainly(double[] theta, Derivatives into) {
        double[] worth = worths(theta);
        if (!slopes(worth, 1, into.gradient(), new double[graph.size()])) {
            Arrays.fill(into.gradient(), 0);
            plainly(theta, into, null);
            return;
        }
        double[] own = new double[longest];
        double[] left = new double[longest];
        double[] conductance = into.conductance();
        int at = 0;
        for (int k = 0; k < weight.length; k++) {
            at = conduct(k, at, worth, own, left, conductance);
        }
    }

    private int conduct(int k, int from, double[] worth, double[] own, double[] left, double[] conductance) {
        int begin = start[k];
        int size = start[k + 1] - begin;
        double rest = 0;
        for (int p = size - 1; p >= 0; p--) {
            own[p] = worth[item[begin + p]];
            rest += own[p];
            left[p] = rest;
        }
        int choosing = data.levels(k);
        int at = from;
        double twice = 0; // Σ 1 / left² over the choices so far
        for (int p = 0; p < size - 1; p++) {
            double part = p < choosing ? 1 / left[p] : 0;
            twice += part * part;
            double share = weight[k] * own[p] * twice;
            for (int q = p + 1; q < size; q++) {
                conductance[edges[at++]] += share * own[q];
            }
        }
        return at;
    }

    private double[] worths(double[] theta) {
        double[] worth = new double[graph.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < worth.length; i++) {
            most = Math.max(most, theta[i]);
        }
        for (int i = 0; i < worth.length; i++) {
            worth[i] = Math.exp(theta[i] - most);
        }
        return worth;
    }

    /** One ballot, unless so little is left of its largest worth that each choice is to be evaluated by itself; says which. */
    private boolean ballot(
            int k,
            int from,
            double[] worth,
            double[] own,
            double[] left,
            Derivatives into,
            @Nullable PairedSum paired) {
        double[] gradient = into.gradient();
        double[] conductance = into.conductance();
        int begin = start[k];
        int size = start[k + 1] - begin;
        int choosing = Math.min(size - 1, data.levels(k));
        double w = weight[k];
        left[size] = 0;
        for (int p = size - 1; p >= 0; p--) {
            own[p] = worth[item[begin + p]];
            left[p] = left[p + 1] + own[p];
        }
        if (left[size - 1] < SMALLEST_LEFT) {
            return false;
        }
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
        return true;
    }

    /**
     * Sums gradient and diagonal of the Hessian over every step-th ballot, without ties.
     *
     * @return false if some ballot has so little left of its largest worth that each choice is to be evaluated by itself
     */
    private boolean slopes(double[] worth, int step, double[] gradient, double[] diagonal) {
        Arrays.fill(gradient, 0);
        double[] left = new double[longest + 1];
        double[] own = new double[longest];
        for (int k = 0; k < weight.length; k += step) {
            if (!slope(k, worth, own, left, gradient, diagonal)) {
                return false;
            }
        }
        return true;
    }

    private boolean slope(int k, double[] worth, double[] own, double[] left, double[] gradient, double[] diagonal) {
        int begin = start[k];
        int size = start[k + 1] - begin;
        int choosing = Math.min(size - 1, data.levels(k));
        double w = weight[k];
        double rest = 0;
        left[size] = 0;
        for (int p = size - 1; p >= 0; p--) {
            own[p] = worth[item[begin + p]];
            rest += own[p];
            left[p] = rest;
        }
        if (left[size - 1] < SMALLEST_LEFT) {
            return false;
        }
        double once = 0; // Σ 1 / left over the choices so far
        double twice = 0; // Σ 1 / left²
        for (int p = 0; p < size; p++) {
            int i = item[begin + p];
            double slope = own[p] * once;
            if (p < choosing) {
                double part = 1 / left[p];
                slope -= left[p + 1] * part;
                once += part;
                twice += part * part;
            }
            gradient[i] += w * slope;
            diagonal[i] += w * own[p] * (once - own[p] * twice);
        }
        return true;
    }

    /**
     * Where steps by the diagonal of the Hessian lead, first on a sample of the ballots, then on all. Where many items meet evenly that
     * is near the maximum, and there are many more ballots than items only then is it worth it.
     */
    @Override
    public double[] guess() {
        double[] theta = start();
        int n = graph.size();
        int step = n == 0 ? 0 : weight.length / (SAMPLED * n);
        if (step < 2 || !plain || uneven) {
            return theta;
        }
        double last = Double.POSITIVE_INFINITY;
        double longest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < GUESSES || (k < MOST_GUESSES && longest > SHORT && longest < SHORTER * last); k++) {
            double[] gradient = new double[n];
            double[] diagonal = new double[n];
            if (!slopes(worths(theta), k < GUESSES ? step : 1, gradient, diagonal)) {
                return start();
            }
            last = k <= GUESSES ? Double.POSITIVE_INFINITY : longest;
            longest = 0;
            for (int i = 0; i < n; i++) {
                double move = diagonal[i] > 0 ? -gradient[i] / diagonal[i] : 0;
                longest = Math.max(longest, Math.abs(move));
                theta[i] += Math.max(-LONGEST_GUESSED, Math.min(LONGEST_GUESSED, move));
            }
        }
        return theta;
    }
}
