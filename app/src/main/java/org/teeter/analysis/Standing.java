package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;
import org.teeter.infer.Covariance;
import org.teeter.infer.RankSets;
import org.teeter.link.Probability;
import org.teeter.report.document.Judged;
import org.teeter.report.document.Order;
import org.teeter.votes.Change;
import org.teeter.votes.Claim;
import org.teeter.votes.VotesToTip;

/** Who is first by a fit, and in votes how firmly. */
final class Standing<D extends Judgements<D>> {
    /** So many items may stand in an order whose firmness is looked at unasked. */
    static final int LARGEST = 1000;

    private static final double CONFIDENCE = 0.95;
    private static final double NORMAL_95 = 1.959963984540054;
    private static final int SIMULATIONS = 5000;
    private static final int TOP = 10;

    private final Judged judged;
    private final Fit<D> fit;

    Standing(Judged judged, Fit<D> fit) {
        this.judged = judged;
        this.fit = fit;
    }

    /** Who is first; empty where two are, or where it is the prior that compares them. */
    Optional<Order> order(long seed) {
        int n = fit.graph().size();
        if (n < 2 || n > LARGEST || fit.graph().components().size() > 1) {
            return Optional.empty();
        }
        if (!holds(Claim.top(fit, 1))) {
            return Optional.empty();
        }
        List<Integer> order = Claim.order(fit);
        int first = order.get(0);
        int second = order.get(1);
        Covariance covariance = Covariance.ofInformation(fit);
        RankSets.Place place = RankSets.ofItem(fit, covariance, first, CONFIDENCE, SIMULATIONS, seed);
        double lead = fit.scores().difference(first, second);
        double variance = covariance.ofDifference(first, second);
        List<Change> changes =
                fit.data().alternatives() == 1 ? List.of(Change.DROP) : List.of(Change.FLIP, Change.DROP);
        List<Order.Turn> turns = new ArrayList<>(turns(1, changes));
        if (n >= 2 * TOP && holds(Claim.top(fit, TOP))) {
            turns.addAll(turns(TOP, changes.subList(0, 1)));
        }
        return Optional.of(new Order(
                first,
                second,
                lead,
                Math.sqrt(variance),
                place.best(),
                place.worst(),
                further(lead, variance),
                judged.noun(),
                total(),
                turns));
    }

    /** So many judgements of two items bring their lead to 1.96 standard errors, if it stays what it is. */
    private double further(double lead, double variance) {
        double missing = NORMAL_95 * NORMAL_95 / (lead * lead) - 1 / variance;
        Probability p = fit.model().link().probability(lead);
        double density = fit.model().link().density(lead);
        return Math.ceil(Math.max(0, missing) * p.p() * p.q() / (density * density));
    }

    private boolean holds(Claim claim) {
        return claim.lead(fit) > 2 * fit.scoreError();
    }

    private double total() {
        double sum = 0;
        for (int k = 0; k < fit.data().kinds(); k++) {
            sum += fit.data().weight(k);
        }
        return sum;
    }

    /** Fewest votes, by each change, that change which items are the first k. */
    List<Order.Turn> turns(int k, List<Change> changes) {
        return changes.stream()
                .flatMap(change -> VotesToTip.of(fit, Claim.top(fit, k), change).stream())
                .map(found -> turn(k, found))
                .toList();
    }

    private Order.Turn turn(int k, VotesToTip<D> found) {
        List<Order.Part> parts = found.parts().stream()
                .map(part -> new Order.Part(judged.kind(fit, part.kind()), part.votes(), part.of()))
                .toList();
        return new Order.Turn(k, found.change(), found.ahead(), found.behind(), found.votes(), found.atLeast(), parts);
    }
}
