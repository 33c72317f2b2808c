package org.teeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.data.Rankings;
import org.teeter.linalg.Cone;
import org.teeter.link.Link;
import org.teeter.link.Logistic;

/**
 * Rankings, full or partial, by choosing the best of what is left until nothing is (paper, §2.2; Plackett 1975, Luce 1959), with ties as
 * Turner, van Etten, Firth and Kosmidis (2020, Computational Statistics 35, Eq. 3) have them.
 *
 * <pre>{@code
 * P(S is chosen from A) = f(S) / Σ_{T ⊆ A, |T| <= D} f(T),  f(T) = δ_|T| (Π_{i ∈ T} e^(s_i))^(1/|T|),  δ_1 = 1
 * }</pre>
 *
 * <p>There is one parameter {@code log δ_d} for each number d of items that some ballot ties; ties of other numbers are not possible.
 * Two items ranked once are a judgement of Davidson's model, or of Bradley-Terry's where nothing is tied. What is predicted of a pair is
 * the choice between the two alone, ties aside.
 */
public record PlackettLuce() implements Model<Rankings> {
    private static final Logistic LOGISTIC = new Logistic();
    private static final int MOST_SETS = 20_000;

    @Override
    public String name() {
        return "Plackett-Luce";
    }

    @Override
    public Link link() {
        return LOGISTIC;
    }

    @Override
    public Likelihood likelihood(Rankings data) {
        return new BallotLikelihood(data);
    }

    /** Ties of numbers of items that the part does not tie are possible there too. */
    @Override
    public Likelihood likelihood(Rankings part, List<String> extras) {
        return new BallotLikelihood(
                part,
                extras.stream()
                        .mapToInt(name -> Integer.parseInt(name.substring(PairModel.TIE.length())))
                        .toArray());
    }

    /** Tells the Hessian of {@code -log p} of each ballot apart. */
    public static void curvatures(Rankings data, double[] theta, Curvatures into) {
        new BallotLikelihood(data).curvatures(theta, into);
    }

    /**
     * Ford's condition, generalised [1]: scores are finite exactly if, however the items are split in two groups, some item of the one
     * was chosen, alone or tied, where one of the other was to be had. The parameters of ties are finite if, moreover, no spread of scores
     * explains all choices and ties. Where more than two items are tied this is decided among all sets that could have been chosen, up to
     * 20,000 of them; of more the fit itself tells.
     */
    /*
     * [1] D. R. Hunter (2004), MM algorithms for generalized Bradley-Terry models, Annals of Statistics 32, Assumption 1.
     */
    @Override
    public boolean hasMaximum(Rankings data, Hold hold) {
        return (data.areSurelyStrong() || hold.suffices(data.preferences()))
                && unbounded(data, hold).isEmpty();
    }

    @Override
    public Existence existence(Rankings data) {
        return Existence.of(data.items(), data.preferences()).with(unbounded(data, Hold.NOTHING));
    }

    /** What was chosen, alone or tied, had no score below that of what was left; parameters of ties stay. */
    @Override
    public void recession(Rankings data, Recession into) {
        int[] items = new int[2];
        double[] ahead = {1, -1};
        double[] none = {};
        for (int k = 0; k < data.distinct(); k++) {
            int end = data.start(k + 1);
            for (int p = data.start(k); p < end && data.level(p) < data.levels(k); p++) {
                for (int q = data.start(k); q < end; q++) {
                    if (q != p && data.level(q) >= data.level(p)) {
                        items[0] = data.item(p);
                        items[1] = data.item(q);
                        into.add(2, items, ahead, none);
                    }
                }
            }
        }
    }

    /** A choice wins by 1 over what was left, a tie of two spans 1 at most: longest paths settle unless some cycle lengthens them for ever. */
    private static List<String> unbounded(Rankings data, Hold hold) {
        if (data.largestTie() < 2
                || hold == Hold.GHOST // a ghost is never tied
                || hold == Hold.INFORMATION) { // with Firth's penalty the fit itself tells
            return List.of();
        }
        if (data.largestTie() > 2) {
            return hold.suffices(data.preferences()) && rises(data, hold == Hold.NOTHING)
                    ? List.of(
                            "some spread of scores explains every choice and every tie, so the tie parameters have no finite values")
                    : List.of();
        }
        List<int[]> arcs = new ArrayList<>(); // from, to, length
        boolean decided = false;
        for (int k = 0; k < data.distinct(); k++) {
            int end = data.start(k + 1);
            for (int p = data.start(k); p < end && data.level(p) < data.levels(k); p++) {
                boolean tied = (p > data.start(k) && data.level(p - 1) == data.level(p))
                        || (p + 1 < end && data.level(p + 1) == data.level(p));
                for (int q = data.start(k); q < end; q++) {
                    if (q != p && data.level(q) >= data.level(p)) {
                        decided |= !tied;
                        arcs.add(new int[] {
                            data.item(q), data.item(p), tied ? data.level(q) == data.level(p) ? -1 : 0 : 1
                        });
                    }
                }
            }
        }
        if (!decided || (hold == Hold.NOTHING && settles(data.items().size(), arcs))) {
            return List.of(
                    "some ranking of the items explains every choice and every tie, so the tie parameter has no finite value");
        }
        return List.of();
    }

    /** Whether scores, unless they are held, and parameters of ties can move without end and make no choice less probable. */
    private static boolean rises(Rankings data, boolean free) {
        int[] orders = BallotLikelihood.ordersOf(data);
        int scores = free ? data.items().size() - 1 : 0; // of all items but the last, whose score stays
        List<double[]> rows = new ArrayList<>();
        for (int k = 0; k < data.distinct(); k++) {
            int end = data.start(k + 1);
            for (int from = data.start(k), to; from < end - 1 && data.level(from) < data.levels(k); from = to) {
                to = from + 1;
                while (to < end && data.level(to) == data.level(from)) {
                    to++;
                }
                double[] chosen = new double[scores + orders.length];
                add(chosen, scores, orders, data, from, (1L << (to - from)) - 1, 1);
                if (end - from > Long.SIZE - 2 || (1L << (end - from)) + rows.size() > MOST_SETS) {
                    return false;
                }
                for (long set = 1; set < 1L << (end - from); set++) {
                    double[] row = chosen.clone();
                    if ((Long.bitCount(set) == 1 || Arrays.binarySearch(orders, Long.bitCount(set)) >= 0)
                            && set != (1L << (to - from)) - 1) {
                        add(row, scores, orders, data, from, set, -1);
                        rows.add(row);
                    }
                }
            }
        }
        return Cone.direction(rows, scores + orders.length).isPresent();
    }

    /** Adds the statistic of a set of a ballot's places, from one of them on. */
    private static void add(double[] row, int scores, int[] orders, Rankings data, int from, long set, double sign) {
        int size = Long.bitCount(set);
        for (int p = 0; set >> p > 0; p++) {
            if ((set >> p & 1) == 1 && data.item(from + p) < scores) {
                row[data.item(from + p)] += sign / size;
            }
        }
        if (size > 1) {
            row[scores + Arrays.binarySearch(orders, size)] += sign;
        }
    }

    private static boolean settles(int items, List<int[]> arcs) {
        long[] longest = new long[items];
        for (int sweep = 0; sweep <= items; sweep++) {
            long[] before = longest.clone();
            for (int[] arc : arcs) {
                longest[arc[1]] = Math.max(longest[arc[1]], longest[arc[0]] + arc[2]);
            }
            if (Arrays.equals(before, longest)) {
                return true;
            }
        }
        return false;
    }
}
