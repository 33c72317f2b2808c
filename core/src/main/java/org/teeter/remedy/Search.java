package org.teeter.remedy;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.teeter.audit.Audit;
import org.teeter.audit.Finding;
import org.teeter.audit.Progress;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/** Looks for the weakest remedy of each kind that brings a fit to a goal; every strength is judged by a fit and an audit of its own. */
public final class Search {
    private static final double WEAKEST_SMOOTHING = 1e-4;
    private static final double WIDEST_PRIOR = 100;
    private static final double PRIORS = 1e5; // so many times as strong is the strongest
    /** The least weight that re-weighting gives a pair; the most is 1. */
    public static final double LEAST_WEIGHT = 0.1;

    private static final String NOTHING_LEFT = "it takes away what is to be predicted";

    private static final int MOST_ROUNDS = 2000;
    /** Weights aim at so much of the bound: what tends to the bound itself may stay above it for ever. */
    private static final double AIM = 1 - 1e-6;

    private static final int MOST_WEIGHINGS = 200;
    /** To so much of itself is what is turned round of one pair as little as suffices. */
    private static final double PRECISION = 1e-3;

    private final Fit<?> fit;
    private final Goal goal;
    private final Progress progress;

    /**
     * @param goal that is {@linkplain Goal#settled settled} for the fit
     */
    public Search(Fit<?> fit, Goal goal, Progress progress) {
        this.fit = fit;
        this.goal = goal;
        this.progress = progress;
    }

    /**
     * The kinds that fit what was fitted: judgements of pairs without conditions can be changed, re-weighting needs a prediction, sets to be
     * ranked need Bradley-Terry. Where features hold the scores, the prior stays as it is, and no item may be lost.
     */
    public static List<Kind> kinds(Fit<?> fit, Goal goal) {
        return List.of(Kind.values()).stream()
                .filter(kind -> !kind.isOfData() || fit.data() instanceof ComparisonGraph)
                .filter(kind -> !(kind == Kind.PRIOR || kind == Kind.DROP)
                        || fit.prior().regression().isEmpty())
                .filter(kind -> kind != Kind.REWEIGHT || goal.targets() instanceof Targets.Named)
                .filter(kind -> kind != Kind.SETS || fit.model() instanceof BradleyTerry)
                .toList();
    }

    /** The weakest remedy of a kind that fits what was fitted. */
    public Found weakest(Kind kind) {
        progress.at("looking for the weakest remedy: " + kind.word(), 0);
        return switch (kind) {
            case SMOOTH -> along(kind, new Ladder(WEAKEST_SMOOTHING, 0.5), Remedy.Smoothing::new);
            case CLIP -> along(kind, new Ladder(WEAKEST_SMOOTHING, 0.5), tail -> new Remedy.Clipping(1 - tail));
            case CAP -> cap();
            case PRIOR -> prior();
            case SMOOTH_PAIRS -> smoothPairs();
            case DROP -> drop();
            case REWEIGHT -> reweight();
            case SETS -> SetSearch.of(pairs(), goal, progress);
        };
    }

    /** The fit after a remedy. */
    public Fit<?> after(Remedy remedy) {
        return fit.data() instanceof ComparisonGraph
                ? after(pairs(), remedy)
                : Estimator.of(remedy.prior(fit.prior())).refit(whatever(fit).data(), whatever(fit));
    }

    private static Fit<ComparisonGraph> after(Fit<ComparisonGraph> fit, Remedy remedy) {
        return Estimator.of(remedy.prior(fit.prior())).fit(fit.model(), remedy.remaining(fit.data()));
    }

    /** The largest sensitivity after a remedy; infinite where there is no fit. */
    public double largest(Remedy remedy) {
        try {
            return goal.audit(after(remedy), 1, 0).largest();
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private boolean suffices(Remedy remedy) {
        try {
            return goal.isReached(goal.audit(after(remedy), 1, 0));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // the data are of that type
    private Fit<ComparisonGraph> pairs() {
        return (Fit<ComparisonGraph>) fit;
    }

    @SuppressWarnings("unchecked") // whatever it is
    private static Fit<Object> whatever(Fit<?> fit) {
        return (Fit<Object>) fit;
    }

    private Found along(Kind kind, Ladder strengths, DoubleFunction<Remedy> remedy) {
        OptionalDouble strength = strengths.first(s -> suffices(remedy.apply(s)));
        return strength.isPresent()
                ? found(remedy.apply(strength.getAsDouble()))
                : Found.none(
                        kind,
                        "in its greatest strength it leaves " + digits(largest(remedy.apply(strengths.strongest()))));
    }

    private Found found(Remedy remedy) {
        return Found.of(remedy, after(remedy), goal);
    }

    private Found cap() {
        ComparisonGraph data = pairs().data();
        double most =
                IntStream.range(0, data.edges()).mapToDouble(data::n).max().orElseThrow();
        double least =
                IntStream.range(0, data.edges()).mapToDouble(data::n).min().orElseThrow();
        return along(Kind.CAP, new Ladder(most, least), Remedy.Capping::new);
    }

    private Found prior() {
        return fit.prior() instanceof Prior.Pseudo pseudo
                ? along(
                        Kind.PRIOR,
                        new Ladder(pseudo.games(), PRIORS * pseudo.games()),
                        games -> new Remedy.Holding(Prior.pseudo(games)))
                : along(
                        Kind.PRIOR,
                        new Ladder(width(), width() / PRIORS),
                        sigma -> new Remedy.Holding(Prior.normal(sigma)));
    }

    private double width() {
        return fit.prior() instanceof Prior.Normal normal ? normal.sigma() : WIDEST_PRIOR;
    }

    /** The pair behind the worst finding is smoothed as little as brings that finding down; then the next. */
    private Found smoothPairs() {
        Treatment treatment = Treatment.none(pairs().data().edges());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Fit<ComparisonGraph> now = after(pairs(), smoothing(treatment));
            Audit audit = goal.audit(now, 1, 0);
            if (goal.isReached(audit)) {
                return found(smoothing(treatment));
            }
            progress.at("smoothing pairs", treatment.pairs() / (double) treatment.size());
            Finding worst = audit.findings().get(0);
            int e = worst.source().orElseThrow().edge();
            OptionalDouble least = leastTurned(now, treatment, worst, e);
            if (least.isEmpty()) {
                return Found.none(
                        Kind.SMOOTH_PAIRS,
                        "with half of the judgements of " + name(pairs().data(), e) + " turned round, a prediction"
                                + " still hangs on it by more");
            }
            treatment = treatment.turning(e, least.getAsDouble());
        }
        return Found.none(Kind.SMOOTH_PAIRS, "it takes more than " + MOST_ROUNDS + " rounds");
    }

    /**
     * The least share of one pair that must be turned round for a prediction to hang on it by no more than M, from above, to 0.1 %; empty
     * where none does. By false position (Illinois) on {@code 1/S}, which is nearly linear.
     */
    private OptionalDouble leastTurned(Fit<ComparisonGraph> start, Treatment treatment, Finding finding, int e) {
        double low = treatment.turned(e);
        double high = 0.5;
        double below = slack(finding.size());
        double above = slack(reach(start, treatment.turning(e, high), finding, e));
        if (above < 0) {
            return OptionalDouble.empty();
        }
        double last = above; // as it is, and not as the method weighs it
        while (high - low > PRECISION * high && last > PRECISION) {
            double middle = low + (high - low) * below / (below - above);
            double here = slack(reach(start, treatment.turning(e, middle), finding, e));
            if (here < 0) {
                low = middle;
                below = here;
                above /= 2;
            } else {
                high = middle;
                above = here;
                last = here;
                below /= 2;
            }
        }
        return OptionalDouble.of(high);
    }

    /** By how much of M a sensitivity may rise, as {@code M/S - 1}; one that is next to nothing counts as a hundredth of M. */
    private double slack(double sensitivity) {
        return goal.most() / Math.max(sensitivity, goal.most() / 100) - 1;
    }

    private static Remedy smoothing(Treatment treatment) {
        return new Remedy.PairByPair(Kind.SMOOTH_PAIRS, treatment);
    }

    /** How far the prediction of a finding moves with the share of one pair, once the data are so. */
    private double reach(Fit<ComparisonGraph> start, Treatment treatment, Finding finding, int e) {
        Fit<ComparisonGraph> changed = Estimator.of(start.prior()).refit(treatment.of(pairs().data()), start);
        Goal named = new Goal(new Targets.Named(List.of(new Targets.Pair(finding.i(), finding.j()))), goal.most());
        return Math.abs(named.audit(changed, 1, 0).sensitivity(finding.i(), finding.j(), e));
    }

    /** The pair behind the worst finding is dropped, then the next; what turns out not to be needed is taken back. */
    private Found drop() {
        ComparisonGraph data = pairs().data();
        Treatment treatment = Treatment.none(data.edges());
        String without = "";
        while (true) {
            Remedy remedy = dropping(treatment);
            ComparisonGraph left = treatment.remaining(data);
            if (left.edges() == 0 || !goal.isOf(data.items(), left.items())) {
                return Found.none(Kind.DROP, NOTHING_LEFT);
            }
            Audit audit;
            try {
                audit = goal.among(data.items(), left.items()).audit(after(pairs(), remedy), 1, 0);
            } catch (NoFiniteFitException e) {
                return Found.none(Kind.DROP, without + " there is no finite fit: " + e.reason());
            }
            if (audit.largest() == 0) { // no prediction hangs on another pair any more
                return Found.none(Kind.DROP, NOTHING_LEFT);
            }
            if (goal.isReached(audit)) {
                return droppedNoMore(treatment);
            }
            progress.at("dropping pairs", treatment.pairs() / (double) treatment.size());
            int e = audit.findings().get(0).source().orElseThrow().edge();
            int pair = data.edge(
                    data.items().id(left.items().name(left.first(e))).orElseThrow(),
                    data.items().id(left.items().name(left.second(e))).orElseThrow());
            without = "without " + name(data, pair)
                    + (treatment.pairs() > 0 ? " and " + treatment.pairs() + " more" : "");
            treatment = treatment.weighing(pair, 0);
        }
    }

    private static Remedy dropping(Treatment treatment) {
        return new Remedy.PairByPair(Kind.DROP, treatment);
    }

    private Found droppedNoMore(Treatment enough) {
        ComparisonGraph data = pairs().data();
        Treatment needed = enough;
        for (int e = 0; e < data.edges(); e++) {
            Treatment fewer = needed.weight(e) == 0 ? needed.weighing(e, 1) : needed;
            needed = fewer != needed && isEnough(fewer) ? fewer : needed;
        }
        Remedy remedy = dropping(needed);
        return Found.of(
                remedy,
                after(remedy),
                goal.among(data.items(), needed.remaining(data).items()));
    }

    private boolean isEnough(Treatment treatment) {
        ComparisonGraph data = pairs().data();
        ComparisonGraph left = treatment.remaining(data);
        try {
            return goal.isOf(data.items(), left.items())
                    && goal.isReached(
                            goal.among(data.items(), left.items()).audit(after(pairs(), dropping(treatment)), 1, 0));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return false;
        }
    }

    /**
     * The weight of each pair on which the named prediction hangs by more than the goal falls by the root of the excess, until none does
     * or the bound on weights is met: towards weights at which the evidence is spread as a minimal cut allows.
     */
    private Found reweight() {
        Targets.Pair target = ((Targets.Named) goal.targets()).pairs().get(0);
        ComparisonGraph data = pairs().data();
        int own = data.edge(target.i(), target.j());
        Treatment treatment = Treatment.none(data.edges());
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_WEIGHINGS; round++) {
            progress.at("weighing pairs", round / (double) MOST_WEIGHINGS);
            Fit<ComparisonGraph> now = after(pairs(), weighing(treatment));
            Audit audit = goal.audit(now, 1, 0);
            least = Math.min(least, audit.largest());
            if (goal.isReached(audit)) {
                return found(weighing(treatment));
            }
            double[] weights = new double[data.edges()];
            for (int e = 0; e < weights.length; e++) {
                double excess =
                        e == own ? 0 : Math.abs(audit.sensitivity(target.i(), target.j(), e)) / (AIM * goal.most());
                weights[e] = treatment.weight(e) / Math.sqrt(Math.max(1, excess));
                weights[e] = Math.max(LEAST_WEIGHT, weights[e]);
            }
            treatment = Treatment.of(weights.length, e -> 0, e -> weights[e]);
        }
        return Found.none(Kind.REWEIGHT, "with weights from " + LEAST_WEIGHT + " to 1 it leaves " + digits(least));
    }

    private static Remedy weighing(Treatment treatment) {
        return new Remedy.PairByPair(Kind.REWEIGHT, treatment);
    }

    private static String name(ComparisonGraph data, int e) {
        return '"' + data.items().name(data.first(e)) + "\" against \""
                + data.items().name(data.second(e)) + '"';
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
