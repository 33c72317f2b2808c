package org.teeter.votes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;

/**
 * The duels of a claim, those first that few votes might decide.
 *
 * <p>An estimate is the lead over what the best vote takes off it, for which every kind of vote is looked at. In a circuit that is no more
 * than R_ij times the strongest force, so that most duels wait for their estimate in vain.
 */
final class Duels {
    /** What the best vote does grows as votes are dropped: a duel may need only this share of its estimate, perhaps. */
    static final double SHORTFALL = 0.5;

    /** So many duels are estimated; of more, those that look closest for the judgements that they rest on. */
    private static final int MOST = 2000;

    /** Beyond so many items each answer is a solve of its own. */
    private static final int ELIMINATED = 2000;

    private static final int MOST_SOLVED = 64;

    /** Each estimate looks at every kind of vote: so many looks, half a second, but some duels in any case. */
    private static final double WORK = 5e7;

    private final Fit<?> fit;
    private final Response response;
    private final double[][] answers; // by item, where known
    private final Steepest steepest;
    private final Queue<Duel> waiting = new PriorityQueue<>(Comparator.comparingDouble(Duel::estimate));
    private int left; // so many may be estimated

    /**
     * One of them.
     *
     * @param estimate of votes, or less
     */
    record Duel(int ahead, int behind, double estimate, boolean isEstimated) {}

    private Duels(Fit<?> fit, Response response, double[][] answers, Steepest steepest, int left) {
        this.fit = fit;
        this.response = response;
        this.answers = answers;
        this.steepest = steepest;
        this.left = left;
    }

    static <D extends Judgements<D>> Duels of(Fit<D> fit, Search<D> search, Claim claim) {
        int n = fit.graph().size();
        boolean eliminated = n <= ELIMINATED;
        Response response = fit.response();
        Steepest steepest = search.steepest(Pulls.of(fit));
        int most = (int) Math.max(
                MOST_SOLVED / 4,
                Math.min(eliminated ? MOST : MOST_SOLVED, WORK / fit.data().kinds()));
        double[][] answers = eliminated ? response.ofItems() : new double[n][];
        Duels duels = new Duels(fit, response, answers, steepest, most);
        double force = steepest.force();
        if (eliminated && response.isCircuit() && force < Double.POSITIVE_INFINITY) {
            for (int i : claim.ahead()) {
                for (int j : claim.behind()) {
                    double resistance = (answers[i][i] - answers[j][i]) - (answers[i][j] - answers[j][j]);
                    duels.waiting.add(new Duel(i, j, fit.scores().difference(i, j) / (resistance * force), false));
                }
            }
        } else {
            for (Duel duel : closest(fit, claim, most)) {
                duels.waiting.add(new Duel(duel.ahead(), duel.behind(), 0, false));
            }
        }
        return duels;
    }

    /** The next one; empty where none is left, or all that are were not estimated. */
    Optional<Duel> next() {
        while (!waiting.isEmpty()) {
            Duel duel = waiting.remove();
            if (duel.isEstimated()) {
                return Optional.of(duel);
            }
            if (left-- > 0) {
                waiting.add(estimated(duel));
            }
        }
        return Optional.empty();
    }

    private Duel estimated(Duel duel) {
        double[] ofAhead = answer(duel.ahead());
        double[] ofBehind = answer(duel.behind());
        double[] u = new double[ofAhead.length];
        for (int k = 0; k < u.length; k++) {
            u[k] = ofAhead[k] - ofBehind[k];
        }
        double lead = fit.scores().difference(duel.ahead(), duel.behind());
        return new Duel(duel.ahead(), duel.behind(), lead / steepest.along(u), true);
    }

    private double[] answer(int i) {
        if (answers[i] == null) {
            answers[i] = response.toItem(i);
        }
        return answers[i];
    }

    /** By lead relative to {@code 1 / c_i + 1 / c_j}, which no vote moves it by more than, roughly. */
    private static List<Duel> closest(Fit<?> fit, Claim claim, int most) {
        double[] information = fit.information().scores().diagonal();
        List<Duel> duels = new ArrayList<>();
        for (int i : claim.ahead()) {
            for (int j : claim.behind()) {
                double moved = 1 / information[i] + 1 / information[j];
                duels.add(new Duel(i, j, fit.scores().difference(i, j) / moved, false));
            }
        }
        duels.sort(Comparator.comparingDouble(Duel::estimate));
        return duels.subList(0, Math.min(duels.size(), most));
    }
}
