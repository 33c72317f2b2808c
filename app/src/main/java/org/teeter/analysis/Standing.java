package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.teeter.audit.Progress;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;
import org.teeter.infer.Covariance;
import org.teeter.infer.RankSets;
import org.teeter.link.Probability;
import org.teeter.model.Hold;
import org.teeter.report.document.Boundaries;
import org.teeter.report.document.Judged;
import org.teeter.report.document.Order;
import org.teeter.report.document.Shown;
import org.teeter.report.document.TipDocument;
import org.teeter.votes.Change;
import org.teeter.votes.Claim;
import org.teeter.votes.Proof;
import org.teeter.votes.RatersToTip;
import org.teeter.votes.VotesToTip;

/** Who is first by a fit, and in votes how firmly. */
final class Standing<D extends Judgements<D>> {
    /** So many items may stand in an order whose firmness is looked at unasked. */
    static final int LARGEST = 1000;

    private static final double CONFIDENCE = 0.95;
    private static final double NORMAL_95 = 1.959963984540054;
    private static final int SIMULATIONS = 5000;
    private static final int TOP = 10;
    /** Tiers are found from the differences of all pairs. */
    private static final int LARGEST_IN_TIERS = 1000;

    private static final long SEED = 1;

    private static final int LARGEST_PENALISED = 25;
    private static final int MOST_KINDS = 500;

    private final Judged judged;
    private final Fit<D> fit;
    private final Raters raters;

    Standing(Judged judged, Fit<D> fit, Raters raters) {
        this.judged = judged;
        this.fit = fit;
        this.raters = raters;
    }

    /** The fewest raters found without whom a claim is false. */
    private Optional<Order.Bloc> bloc(Claim claim) {
        if (raters.votes().size() < 2 || !(fit.data() instanceof ComparisonGraph)) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // its data were seen to be a comparison graph
        Fit<ComparisonGraph> ofPairs = (Fit<ComparisonGraph>) fit;
        return RatersToTip.of(ofPairs, raters.votes(), claim)
                .map(found -> new Order.Bloc(
                        found.ahead(),
                        found.behind(),
                        found.raters().stream().map(raters.names()::get).toList(),
                        raters.names().size(),
                        found.votes(),
                        found.atLeast()));
    }

    /** Whether a search by refits would take minutes: under Firth's penalty, of many items or kinds of judgements. */
    static boolean isSlow(Fit<?> fit) {
        return fit.prior().hold() == Hold.INFORMATION
                && (fit.graph().size() > LARGEST_PENALISED
                        || !(fit.data() instanceof Judgements<?> data && data.kinds() <= MOST_KINDS));
    }

    /** Who is first; empty where it is the prior that compares items: parts that never met, or items of the same features. */
    Optional<Order> order(long seed) {
        int n = fit.graph().size();
        if (n < 2 || n > LARGEST || fit.graph().components().size() > 1) {
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
        List<Integer> shared = order.stream()
                .filter(i -> fit.scores().difference(first, i) <= Claim.equal(fit))
                .toList();
        if (shared.size() > 1 && isHeldToFeatures()) {
            return Optional.empty();
        }
        List<Order.Turn> turns = new ArrayList<>();
        boolean searched = !isSlow(fit);
        if (shared.size() == 1 && searched) {
            turns.addAll(turns(1, Claim.top(fit, 1), changes, false));
        }
        if (searched && n >= 2 * TOP && Claim.top(fit, TOP).holds(fit)) {
            turns.addAll(turns(TOP, Claim.top(fit, TOP), changes.subList(0, 1), false));
        }
        return Optional.of(new Order(
                first,
                shared,
                second,
                lead,
                Math.sqrt(variance),
                place.best(),
                place.worst(),
                shared.size() > 1 ? 0 : further(lead, variance),
                judged.noun(),
                total(),
                turns,
                shared.size() == 1 && searched ? bloc(Claim.top(fit, 1)) : Optional.empty()));
    }

    private boolean isHeldToFeatures() {
        return fit.prior().hold() == Hold.FEATURES_ALONE;
    }

    /** So many judgements of two items bring their lead to 1.96 standard errors, if it stays what it is. */
    private double further(double lead, double variance) {
        double missing = NORMAL_95 * NORMAL_95 / (lead * lead) - 1 / variance;
        Probability p = fit.model().link().probability(lead);
        double density = fit.model().link().density(lead);
        return Math.ceil(Math.max(0, missing) * p.p() * p.q() / (density * density));
    }

    private double total() {
        double sum = 0;
        for (int k = 0; k < fit.data().kinds(); k++) {
            sum += fit.data().weight(k);
        }
        return sum;
    }

    /** What it takes to change what is said of the order. */
    TipDocument tip(Items items, TipRequest asked) {
        boolean ranked = fit.data().alternatives() == 1;
        if (ranked && asked.changes().contains(Change.FLIP)) {
            throw new RefusedException("--by flip is of judgements of pairs, and these are rankings; use --by drop");
        }
        List<Change> changes = !asked.changes().isEmpty()
                ? asked.changes()
                : ranked ? List.of(Change.DROP) : List.of(Change.FLIP, Change.DROP, Change.ADD);
        Response response = new Response(fit);
        List<Integer> order = Claim.order(fit);
        List<TipDocument.Tipped> tipped = new ArrayList<>();
        for (int k : asked.tops()) {
            if (k < 1 || k >= order.size()) {
                throw new RefusedException("--top must be from 1 to " + (order.size() - 1) + ", got " + k);
            }
            Claim claim = Claim.top(fit, k);
            tipped.add(tipped(items, response, k, order.get(k - 1), order.get(k), claim, changes, asked.thoroughly()));
        }
        asked.pair().map(this::inOrder).ifPresent(two -> {
            Claim claim = Claim.ahead(two.i(), two.j());
            tipped.add(tipped(items, response, 0, two.i(), two.j(), claim, changes, asked.thoroughly()));
        });
        List<TipDocument.Separation> separations = new ArrayList<>();
        asked.significant()
                .map(this::inOrder)
                .ifPresent(two -> separations.add(separation(response, 0, two.i(), two.j(), NORMAL_95, changes)));
        asked.tier().ifPresent(item -> separations.addAll(ofTier(items, response, item, changes)));
        return new TipDocument(items, judged.noun(), total(), tipped, separations);
    }

    /** The one ahead first. */
    private Targets.Pair inOrder(Targets.Pair two) {
        return fit.scores().difference(two.i(), two.j()) >= 0 ? two : new Targets.Pair(two.j(), two.i());
    }

    /** From the best of its tier, if it is not that itself, and from the best of the tier above. */
    private List<TipDocument.Separation> ofTier(Items items, Response response, int item, List<Change> changes) {
        if (fit.graph().size() > LARGEST_IN_TIERS) {
            throw new RefusedException("--tier is of up to " + Shown.number((long) LARGEST_IN_TIERS) + " items, got "
                    + Shown.number((long) fit.graph().size()));
        }
        RankSets sets = RankSets.of(
                fit,
                Covariance.ofInformation(fit),
                CONFIDENCE,
                RankSets.simulations(fit.graph().size()),
                SEED);
        int tier = sets.places().get(item).tier();
        List<TipDocument.Separation> found = new ArrayList<>();
        int best = sets.tiers().get(tier - 1).get(0);
        if (best != item) {
            found.add(separation(response, tier, best, item, sets.criticalValue(), changes));
        }
        if (tier > 1) {
            int above = sets.tiers().get(tier - 2).get(0);
            found.add(separation(response, tier, above, item, sets.criticalValue(), changes));
        }
        if (found.isEmpty()) {
            throw new RefusedException("\"" + items.name(item) + "\" is the best of the first tier; --top 1 tells what"
                    + " puts another there");
        }
        return found;
    }

    private TipDocument.Separation separation(
            Response response, int tier, int i, int j, double needed, List<Change> changes) {
        return new TipDocument.Separation(
                tier,
                i,
                j,
                fit.scores().difference(i, j),
                response.errorOfLead(i, j),
                needed,
                changes,
                changes.stream()
                        .flatMap(change -> VotesToTip.ofSignificance(fit, i, j, needed, change).stream())
                        .map(found -> turn(0, found))
                        .toList());
    }

    /** How few votes change which items are the first k, for every k up to some. */
    Boundaries boundaries(Items items, int most, Change change, Proof proof, Progress progress) {
        if (most < 1) {
            throw new RefusedException("--boundaries must be 1 or more, got " + most);
        }
        if (fit.data().alternatives() == 1 && change == Change.FLIP) {
            throw new RefusedException("--by flip is of judgements of pairs, and these are rankings; use --by drop");
        }
        List<Integer> order = Claim.order(fit);
        int last = Math.min(most, order.size() - 1);
        AtomicInteger done = new AtomicInteger();
        List<Boundaries.Line> lines = IntStream.rangeClosed(1, last)
                .parallel()
                .mapToObj(k -> {
                    Boundaries.Line line = boundary(order, k, change, proof);
                    progress.at("looking for votes at each boundary", done.incrementAndGet() / (double) last);
                    return line;
                })
                .toList();
        return new Boundaries(items, judged.noun(), total(), change, lines);
    }

    private Boundaries.Line boundary(List<Integer> order, int k, Change change, Proof proof) {
        int last = order.get(k - 1);
        int next = order.get(k);
        Claim claim = Claim.top(fit, k);
        if (!claim.holds(fit)) {
            return new Boundaries.Line(k, last, OptionalDouble.of(0), 0, next, last);
        }
        return VotesToTip.of(fit, claim, change, proof)
                .map(found -> new Boundaries.Line(
                        k, last, OptionalDouble.of(found.votes()), found.atLeast(), found.behind(), found.ahead()))
                .orElse(new Boundaries.Line(k, last, OptionalDouble.empty(), 0, next, last));
    }

    private TipDocument.Tipped tipped(
            Items items,
            Response response,
            int k,
            int last,
            int next,
            Claim claim,
            List<Change> changes,
            boolean thoroughly) {
        if (!claim.holds(fit)) {
            throw new RefusedException("\"" + items.name(last) + "\" and \"" + items.name(next)
                    + "\" have the same score, so neither is ahead"
                    + (isHeldToFeatures() ? ", as far as their features say" : ": one judgement decides"));
        }
        return new TipDocument.Tipped(
                k,
                last,
                next,
                fit.scores().difference(last, next),
                response.errorOfLead(last, next),
                changes,
                turns(k, claim, changes, thoroughly),
                bloc(claim));
    }

    /** Fewest votes, by each change, that make a claim false. */
    private List<Order.Turn> turns(int k, Claim claim, List<Change> changes, boolean thoroughly) {
        return changes.stream()
                .flatMap(change -> VotesToTip.of(fit, claim, change).stream())
                .map(found -> thoroughly ? found.provenThoroughly(fit, claim) : found)
                .map(found -> turn(k, found))
                .toList();
    }

    private Order.Turn turn(int k, VotesToTip<D> found) {
        List<Order.Part> parts = found.parts().stream()
                .map(part -> new Order.Part(part.kind(), judged.kind(fit, part.kind()), part.votes(), part.of()))
                .toList();
        return new Order.Turn(k, found.change(), found.ahead(), found.behind(), found.votes(), found.atLeast(), parts);
    }
}
