package org.teeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.data.Rankings;
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

    /** Tells the Hessian of {@code -log p} of each ballot apart. */
    public static void curvatures(Rankings data, double[] theta, Curvatures into) {
        new BallotLikelihood(data).curvatures(theta, into);
    }

    /**
     * Ford's condition, generalised [1]: scores are finite exactly if, however the items are split in two groups, some item of the one
     * was chosen, alone or tied, where one of the other was to be had. The parameter of ties of two items is finite if, moreover, no
     * spread of scores explains all choices and ties.
     */
    /*
     * [1] D. R. Hunter (2004), MM algorithms for generalized Bradley-Terry models, Annals of Statistics 32, Assumption 1.
     */
    @Override
    public boolean hasMaximum(Rankings data, Hold hold) {
        return hold.suffices(data.preferences()) && unbounded(data, hold).isEmpty();
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
        if (data.largestTie() != 2
                || hold == Hold.GHOST) { // of more parameters the fit itself tells; a ghost is never tied
            return List.of();
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
