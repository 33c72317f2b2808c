package org.teeter.votes;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Judgements;
import org.teeter.data.Rankings;
import org.teeter.fit.Fit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.Hold;
import org.teeter.model.LinkModel;
import org.teeter.model.Model;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RaoKupper;

/**
 * A number of votes below which an item does not become one of the first k, since those win no less than chance gives them.
 *
 * <p>Whoever has the highest score is expected to win half of each of its pairs at least, and 1/m of a choice among m items. A fit expects
 * of each item what it won, so the first has won no less [M135]:
 *
 * <pre>{@code Σ_k w_k a_k >= 0,  a_k = (won - lost)/2 of a vote of j;  of a ballot Σ over its choices of [j chosen]/size - 1/m}</pre>
 *
 * <p>That holds however far scores move: where an item has few votes, nothing local does. Of the first k up to k - 1 items may stand above
 * j, against which nothing is expected of it.
 */
final class WinsOfFirst {
    private static final int OUTCOMES = 3;
    private static final double ROUNDING = 1e-6;

    private final double[]
            missing; // by item: what it lacks even if it lost nothing to the k - 1 others that stand above it
    private final double[] best; // by item: how far one vote, changed, brings it at most
    private final double[][] worth; // by item: the same of each kind; nothing where all kinds are taken to be the best
    private final double[] room;
    private final boolean whole;

    private WinsOfFirst(double[] missing, double[] best, double[][] worth, double[] room, boolean whole) {
        this.whole = whole;
        this.missing = missing;
        this.best = best;
        this.worth = worth;
        this.room = room;
    }

    /**
     * Of a claim about the first k.
     *
     * @return empty where nothing like it is proven: without a concave likelihood of symmetric wins, and where features or a ghost hold scores
     */
    static Optional<WinsOfFirst> of(Fit<?> fit, int k, Change change) {
        boolean held = fit.prior().hold() == Hold.NOTHING || (fit.prior().hold() == Hold.EACH_SCORE && k == 1);
        if (held && fit.data() instanceof ComparisonGraph pairs && isKnown(fit.model(), k)) {
            return Optional.of(ofPairs(pairs, k, change));
        }
        if (held && k == 1 && fit.data() instanceof Rankings ballots && fit.model() instanceof PlackettLuce) {
            return Optional.of(ofBallots(ballots, change));
        }
        return Optional.empty();
    }

    /** Of several first ones a pull must be bounded where an item is behind, which that of a logistic link is. */
    private static boolean isKnown(Model<?> model, int k) {
        boolean logistic = model instanceof BradleyTerry || model instanceof Davidson;
        boolean concave = model instanceof RaoKupper || (model instanceof LinkModel link && link.isConcave());
        return logistic || (concave && k == 1);
    }

    private static WinsOfFirst ofPairs(ComparisonGraph data, int k, Change change) {
        int n = data.size();
        double[] missing = new double[n];
        double[][] toSpare = new double[n][Math.min(k - 1, n)]; // half of the votes against the most met, ascending
        for (int e = 0; e < data.edges(); e++) {
            double lead = (data.weight(OUTCOMES * e) - data.weight(OUTCOMES * e + 1)) / 2;
            missing[data.first(e)] -= lead;
            missing[data.second(e)] += lead;
            spare(toSpare[data.first(e)], data.n(e) / 2);
            spare(toSpare[data.second(e)], data.n(e) / 2);
        }
        for (int j = 0; j < n; j++) {
            missing[j] -= Arrays.stream(toSpare[j]).sum();
        }
        double most = change == Change.FLIP || (change == Change.ADD && k > 1) ? 1 : 0.5;
        double[] best = new double[n];
        Arrays.fill(best, most);
        return new WinsOfFirst(missing, best, new double[0][], new double[0], isWhole(data));
    }

    private static void spare(double[] largest, double votes) {
        if (largest.length > 0 && votes > largest[0]) {
            largest[0] = votes;
            Arrays.sort(largest);
        }
    }

    private static WinsOfFirst ofBallots(Rankings data, Change change) {
        int n = data.items().size();
        double[] missing = new double[n];
        double[][] worth = new double[n][data.kinds()];
        double[] room = new double[data.kinds()];
        for (int b = 0; b < data.kinds(); b++) {
            room[b] = change == Change.ADD ? Double.POSITIVE_INFINITY : data.weight(b);
            int end = data.start(b + 1);
            for (int from = data.start(b), to; from < end - 1 && data.level(from) < data.levels(b); from = to) {
                to = from + 1;
                while (to < end && data.level(to) == data.level(from)) {
                    to++;
                }
                for (int p = from; p < end; p++) {
                    double won = (p < to ? 1.0 / (to - from) : 0) - 1.0 / (end - from);
                    worth[data.item(p)][b] += change == Change.ADD ? won : -won;
                    missing[data.item(p)] -= data.weight(b) * won;
                }
            }
        }
        return new WinsOfFirst(missing, new double[n], worth, room, isWhole(data));
    }

    private static boolean isWhole(Judgements<?> data) {
        return IntStream.range(0, data.kinds()).allMatch(k -> data.weight(k) == Math.rint(data.weight(k)));
    }

    /** Fewer votes do not make item j one of the first; 0 where nothing is known of it. */
    double of(int j) {
        double votes = part(j);
        return whole ? Math.max(0, Math.ceil(votes - ROUNDING)) : votes;
    }

    /** What item j lacks to be one of the first, in wins less losses, by halves. */
    double missing(int j) {
        return missing[j];
    }

    private double part(int j) {
        if (!(missing[j] > 0)) {
            return 0;
        }
        if (worth.length == 0) {
            return missing[j] / best[j];
        }
        double left = missing[j];
        double votes = 0;
        double[] most = new double[room.length];
        Arrays.setAll(most, b -> room[b] * worth[j][b]);
        for (int b : Best.of(worth[j], most, left)) {
            double taken = Math.min(room[b], left / worth[j][b]);
            votes += taken;
            left -= taken * worth[j][b];
            if (!(left > 0)) {
                return votes;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The least of some items, and no more than were found. */
    double ofAny(Iterable<Integer> items, double found) {
        double least = found;
        for (int j : items) {
            least = Math.min(least, of(j));
        }
        return least;
    }
}
