package org.teeter.votes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;

/** The duels of a claim, those first that few votes might decide. */
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

    private Duels() {}

    /**
     * One of them.
     *
     * @param estimate of votes: the lead over what the best vote takes off it
     */
    record Duel(int ahead, int behind, double estimate) {}

    static <D extends Judgements<D>> List<Duel> of(Fit<D> fit, Search<D> search, Claim claim) {
        List<Duel> close = closest(fit, claim, fit.data().kinds());
        Response response = fit.response();
        boolean eliminated = fit.graph().size() <= ELIMINATED;
        double[][] answers =
                eliminated ? response.ofItems() : new double[fit.graph().size()][];
        Steepest steepest = search.steepest(Pulls.of(fit));
        List<Duel> duels = new ArrayList<>();
        double[] u = new double[fit.graph().size() + fit.extras().size()];
        for (Duel duel : close) {
            double[] ofAhead = answer(answers, response, duel.ahead());
            double[] ofBehind = answer(answers, response, duel.behind());
            for (int k = 0; k < u.length; k++) {
                u[k] = ofAhead[k] - ofBehind[k];
            }
            double lead = fit.scores().difference(duel.ahead(), duel.behind());
            duels.add(new Duel(duel.ahead(), duel.behind(), lead / steepest.along(u)));
        }
        duels.sort(Comparator.comparingDouble(Duel::estimate));
        return duels;
    }

    private static double[] answer(double[][] answers, Response response, int i) {
        if (answers[i] == null) {
            answers[i] = response.toItem(i);
        }
        return answers[i];
    }

    /** By lead relative to {@code 1 / c_i + 1 / c_j}, which no vote moves it by more than, roughly. */
    private static List<Duel> closest(Fit<?> fit, Claim claim, int kinds) {
        double[] information = fit.information().scores().diagonal();
        List<Duel> duels = new ArrayList<>();
        for (int i : claim.ahead()) {
            for (int j : claim.behind()) {
                double most = 1 / information[i] + 1 / information[j];
                duels.add(new Duel(i, j, fit.scores().difference(i, j) / most));
            }
        }
        duels.sort(Comparator.comparingDouble(Duel::estimate));
        int most = fit.graph().size() > ELIMINATED ? MOST_SOLVED : MOST;
        return duels.subList(0, Math.min(duels.size(), (int) Math.max(MOST_SOLVED / 4, Math.min(most, WORK / kinds))));
    }
}
