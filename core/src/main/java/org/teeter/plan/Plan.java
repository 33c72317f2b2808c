package org.teeter.plan;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import org.teeter.audit.search.DenseSearch;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.model.Hold;
import org.teeter.model.PairModel;
import org.teeter.votes.Claim;

/**
 * Which pairs to have judged, how often, and what is expected of that. Expected is that votes end as the fit says; scores then stay, and
 * the forecast is exact. What chance does to real votes is in {@link #settled} alone.
 */
public final class Plan {
    /** The covariance of so many takes 32 MB. */
    public static final int LARGEST = 2000;

    private static final double NORMAL_95 = 1.959963984540054;

    private final Goal goal;
    private final int budget;
    private final double threshold;
    private final int ahead;
    private final int behind;
    private final double lead;
    private final Outlook before;
    private final Outlook after;
    private final double remaining;
    private final double least;
    private final long predictions;
    private final Optional<Boundary> boundary;
    private final double further;
    private final SortedMap<Pair, Integer> votes;
    private final Fit<ComparisonGraph> expected;
    private final List<Purchase> purchases;

    private Plan(Fit<ComparisonGraph> fit, Goal goal, int budget, double threshold, IntBinaryOperator most) {
        this.goal = goal;
        this.budget = budget;
        this.threshold = threshold;
        Prospect prospect = new Prospect(fit);
        Prospect now = prospect.copy();
        Supply supply = new Supply(fit.graph().size(), most);
        Predictions predictions = new Predictions(fit, threshold);
        DenseSearch.Ranking worst = predictions.worst(fit, 1);
        Pair named = named(fit, goal, worst);
        boolean forth = fit.scores().difference(named.high(), named.low()) >= 0;
        this.ahead = forth ? named.high() : named.low();
        this.behind = forth ? named.low() : named.high();
        this.lead = fit.scores().difference(ahead, behind);
        this.before = Outlook.of(now.error(ahead, behind), worst);
        this.predictions = worst.targets();
        this.further = further(now.expected(named.high(), named.low()));
        if (goal instanceof Goal.Fragile) {
            FragilePlanner planner = new FragilePlanner(fit, prospect, predictions, supply, budget);
            this.votes = planner.votes();
            this.remaining = 1;
            this.least = 0;
            this.purchases = purchases(votes, now, prospect, planner::why);
        } else {
            Wanted wanted = goal instanceof Goal.Lead two
                    ? Wanted.of(two)
                    : Wanted.of(Claim.top(fit, ((Goal.Top) goal).k()), prospect);
            double whole = Math.max(wanted.value(prospect), Double.MIN_NORMAL); // 0 where all is settled beyond doubt
            LeadPlanner planner = new LeadPlanner(prospect, wanted, supply, budget);
            this.votes = planner.votes();
            this.remaining = wanted.value(prospect) / whole;
            this.least = planner.least() / whole;
            this.purchases = purchases(votes, now, prospect, pair -> asked(fit, goal, pair));
        }
        this.boundary = goal instanceof Goal.Top top
                ? Optional.of(Boundary.of(fit, Claim.top(fit, top.k()), now, prospect))
                : Optional.empty();
        this.expected = prospect.expected(votes);
        this.after = Outlook.of(prospect.error(ahead, behind), predictions.worst(expected, 1));
    }

    /** A plan where of every pair as many votes are to be had as are wanted. */
    public static Plan of(Fit<ComparisonGraph> fit, Goal goal, int budget, double threshold) {
        return of(fit, goal, budget, threshold, (i, j) -> Integer.MAX_VALUE);
    }

    /**
     * A plan.
     *
     * @param budget how many votes there are to be spent
     * @param threshold M: what sensitivity is too large
     * @param most how many votes are to be had of an item and a lower one
     * @throws IllegalArgumentException if there is none for such a fit
     */
    public static Plan of(Fit<ComparisonGraph> fit, Goal goal, int budget, double threshold, IntBinaryOperator most) {
        int n = fit.graph().size();
        if (n > LARGEST) {
            throw new IllegalArgumentException("a plan is of up to " + LARGEST + " items, got " + n);
        }
        if (!(fit.model() instanceof PairModel)
                || fit.prior().hold() == Hold.INFORMATION
                || fit.prior().regression().isPresent()) {
            throw new IllegalArgumentException(
                    "a plan is of a model of pairs, without features of items and Firth's penalty");
        }
        if (budget < 1) {
            throw new IllegalArgumentException("a budget is of 1 vote at least, got " + budget);
        }
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the largest sensitivity allowed must be positive and finite, got " + threshold);
        }
        return new Plan(fit, goal, budget, threshold, most);
    }

    /** So many judgements of the two would bring their lead to 1.96 standard errors, if it stays what it is. */
    private double further(Expected one) {
        double missing = NORMAL_95 * NORMAL_95 / (lead * lead) - 1 / (before.error() * before.error());
        return lead == 0 ? Double.POSITIVE_INFINITY : Math.ceil(Math.max(0, missing) / one.information());
    }

    private static Pair named(Fit<ComparisonGraph> fit, Goal goal, DenseSearch.Ranking worst) {
        if (goal instanceof Goal.Lead two) {
            return Pair.of(two.i(), two.j());
        }
        if (goal instanceof Goal.Top top) {
            Claim claim = Claim.top(fit, top.k());
            return Pair.of(claim.ahead().get(top.k() - 1), claim.behind().get(0));
        }
        if (worst.size() == 0) {
            throw new IllegalArgumentException("there is no prediction that could be fragile");
        }
        return Pair.of(worst.i(0), worst.j(0));
    }

    private static FragilePlanner.Why asked(Fit<ComparisonGraph> fit, Goal goal, Pair pair) {
        boolean isAsked;
        if (goal instanceof Goal.Top top) {
            List<Integer> first = Claim.top(fit, top.k()).ahead();
            isAsked = first.contains(pair.high()) != first.contains(pair.low());
        } else {
            Goal.Lead two = (Goal.Lead) goal;
            isAsked = Pair.of(two.i(), two.j()).equals(pair);
        }
        return new FragilePlanner.Why(isAsked ? Purchase.Reason.ASKED : Purchase.Reason.LINK, Optional.empty());
    }

    private static List<Purchase> purchases(
            SortedMap<Pair, Integer> votes, Prospect now, Prospect then, Function<Pair, FragilePlanner.Why> why) {
        return votes.entrySet().stream()
                .map(bought -> {
                    Pair pair = bought.getKey();
                    double lead = now.fit().scores().difference(pair.high(), pair.low());
                    int i = lead >= 0 ? pair.high() : pair.low();
                    int j = lead >= 0 ? pair.low() : pair.high();
                    FragilePlanner.Why reason = why.apply(pair);
                    return new Purchase(
                            i,
                            j,
                            bought.getValue(),
                            reason.reason(),
                            Math.abs(lead),
                            now.error(i, j),
                            then.error(i, j),
                            reason.target());
                })
                .sorted(Comparator.comparingInt(purchase -> -purchase.votes()))
                .toList();
    }

    public Goal goal() {
        return goal;
    }

    public int budget() {
        return budget;
    }

    /** What sensitivity is too large. */
    public double threshold() {
        return threshold;
    }

    /** Those with the most votes first; fewer votes than the budget where more do not help. */
    public List<Purchase> purchases() {
        return purchases;
    }

    /** Votes by pair. */
    public SortedMap<Pair, Integer> votes() {
        return Collections.unmodifiableSortedMap(votes);
    }

    /** How many votes are bought. */
    public int total() {
        return purchases.stream().mapToInt(Purchase::votes).sum();
    }

    /** How many predictions may be fragile. */
    public long predictions() {
        return predictions;
    }

    /** The item ahead in the lead by which success is measured: the asked one, that at the end of the first k, or that of the most fragile prediction. */
    public int ahead() {
        return ahead;
    }

    /** The item behind. */
    public int behind() {
        return behind;
    }

    /** Of the one over the other. */
    public double lead() {
        return lead;
    }

    public Outlook before() {
        return before;
    }

    /** Expected after all of it. */
    public Outlook after() {
        return after;
    }

    /** A fit to the votes and those bought, which end as expected. */
    public Fit<ComparisonGraph> expected() {
        return expected;
    }

    /** Of a lead or of the first k: which share of f [M111] is expected to be left. */
    public double remaining() {
        return remaining;
    }

    /** About so many judgements of those two alone would settle their lead at 95 %, if it stays what it is; infinite of no lead. */
    public double further() {
        return further;
    }

    /**
     * Of a lead or of the first k: to which share of what it is now f [M111] falls at best, however so many votes are spent [M112]. The
     * standard error of a lead falls to its root.
     */
    public double least() {
        return least;
    }

    /** The chance that it is settled after the plan which of the two is ahead, at 95 %, by a normal approximation [M113]. */
    public double settled() {
        return Boundary.settled(lead, before.error(), after.error());
    }

    /** Of the first k: the leads across the boundary. */
    public Optional<Boundary> boundary() {
        return boundary;
    }
}
