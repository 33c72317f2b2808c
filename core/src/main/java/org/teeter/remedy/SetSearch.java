package org.teeter.remedy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.audit.Audit;
import org.teeter.audit.Finding;
import org.teeter.audit.Progress;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.graph.Parts;

/**
 * Looks for rankings of few items that bring a fit to a goal: the items of the worst prediction are ranked together with those of the pair
 * on which it hangs, instead of judging that pair, as often as brings the prediction down; then the next.
 *
 * <p>Tried for each are both items with either of the pair, and with both; taken is what needs the fewest choices. Sets that turn out not to
 * be needed are taken back.
 */
final class SetSearch {
    /** More predictions than that are not watched one by one. */
    private static final int MOST_TARGETS = 100_000;

    private static final int MOST_ROUNDS = 500;
    private static final int MOST_RANKINGS = 1 << 29;

    private final Fit<ComparisonGraph> fit;
    private final ComparisonGraph data;
    private final Goal goal;
    private final Goal watched;
    private final Progress progress;

    /**
     * @param watched the goal whose predictions stay the same when their pairs are ranked
     */
    private SetSearch(Fit<ComparisonGraph> fit, Goal goal, Goal watched, Progress progress) {
        this.fit = fit;
        this.data = fit.data();
        this.goal = goal;
        this.watched = watched;
        this.progress = progress;
    }

    static Found of(Fit<ComparisonGraph> fit, Goal goal, Progress progress) {
        Optional<Goal> watched = watched(fit, goal);
        return watched.isPresent()
                ? new SetSearch(fit, goal, watched.get(), progress).found()
                : Found.none(Kind.SETS, "of more than 100,000 predictions it does not watch each");
    }

    /** The goal with its predictions by name: a pair that is ranked must not be left out as one that was compared. */
    private static Optional<Goal> watched(Fit<ComparisonGraph> fit, Goal goal) {
        if (!(goal.targets() instanceof Targets.Unobserved)) {
            return Optional.of(goal);
        }
        ComparisonGraph data = fit.data();
        Parts parts = Parts.of(data.graph());
        if (parts.pairsWithin() - data.edges() > MOST_TARGETS) {
            return Optional.empty();
        }
        List<Targets.Pair> pairs = IntStream.range(0, data.size())
                .boxed()
                .flatMap(j -> IntStream.range(0, j)
                        .filter(i -> parts.areConnected(i, j) && data.edge(i, j) < 0)
                        .mapToObj(i -> new Targets.Pair(i, j)))
                .toList();
        return Optional.of(new Goal(new Targets.Named(pairs), goal.most()));
    }

    private Found found() {
        Sets sets = new Sets(fit, List.of());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Fit<ComparisonGraph> now = after(sets);
            List<Audit> audits = audits(sets, now);
            if (audits.stream().allMatch(goal::isReached)) {
                Sets needed = needed(sets);
                return Found.of(needed, after(needed), watched);
            }
            progress.at("looking for sets to rank", round / (double) MOST_ROUNDS);
            Finding worst = audits.stream()
                    .flatMap(audit -> audit.findings().stream())
                    .max(Comparator.comparingDouble(Finding::size))
                    .orElseThrow();
            Optional<RankedSet> best = best(sets, now, worst);
            if (best.isEmpty()) {
                Finding.Source source = worst.source().orElseThrow();
                return Found.none(
                        Kind.SETS,
                        "with a ranking for every judgement of " + name(source.a()) + " against " + name(source.b())
                                + ", a prediction still hangs on it by more");
            }
            sets = sets.and(best.get());
        }
        return Found.none(Kind.SETS, "it takes more than " + MOST_ROUNDS + " rounds");
    }

    /** Audits that have the watched predictions between them: of what is still not compared, and of the pairs that are ranked. */
    private List<Audit> audits(Sets sets, Fit<ComparisonGraph> now) {
        Audit audit = goal.audit(now, 1, 0);
        List<Targets.Pair> ranked = goal.targets() instanceof Targets.Unobserved ? joined(sets) : List.of();
        if (ranked.isEmpty()) {
            return List.of(audit);
        }
        Audit ofRanked = new Goal(new Targets.Named(ranked), goal.most()).audit(now, 1, 0);
        return audit.everyPairCompared() ? List.of(ofRanked) : List.of(audit, ofRanked);
    }

    /** The pairs that only rankings compare. */
    private List<Targets.Pair> joined(Sets sets) {
        return sets.sets().stream()
                .flatMap(set -> set.items().stream()
                        .flatMap(j -> set.items().stream()
                                .filter(i -> i < j && data.edge(i, j) < 0)
                                .map(i -> new Targets.Pair(i, j))))
                .distinct()
                .toList();
    }

    private String name(int item) {
        return '"' + data.items().name(item) + '"';
    }

    private Fit<ComparisonGraph> after(Sets sets) {
        return sets.sets().isEmpty() ? fit : Estimator.of(fit.prior()).refit(sets.changed(data), fit);
    }

    private Optional<RankedSet> best(Sets sets, Fit<ComparisonGraph> now, Finding worst) {
        Finding.Source source = worst.source().orElseThrow();
        int a = Math.min(source.a(), source.b());
        int b = Math.max(source.a(), source.b());
        return Stream.of(List.of(a), List.of(b), List.of(a, b))
                .map(others -> {
                    TreeSet<Integer> items = new TreeSet<>(others);
                    items.add(worst.i());
                    items.add(worst.j());
                    return List.copyOf(items);
                })
                .filter(items -> items.size() > 2)
                .distinct()
                .flatMap(items -> least(sets, now, worst, items, a, b).stream())
                .min(Comparator.comparingLong(RankedSet::choices)
                        .thenComparingInt(set -> set.items().size()));
    }

    /** The fewest rankings of some items instead of judgements of a and b by which a prediction hangs on these by no more than M. */
    private Optional<RankedSet> least(
            Sets sets, Fit<ComparisonGraph> now, Finding finding, List<Integer> items, int a, int b) {
        int e = data.edge(a, b);
        double left = e < 0 ? 0 : data.n(e) - sets.taken(a, b);
        boolean holdsPair = items.contains(a) && items.contains(b);
        int choices = items.size() - 1;
        // a pair that is not ranked keeps some judgement, or nothing may be left of it
        double allowed = holdsPair ? Math.ceil(now.data().n(now.data().edge(a, b))) : Math.ceil(left / choices) - 1;
        int most = (int) Math.min(MOST_RANKINGS, allowed);
        IntPredicate suffices = rankings -> reach(sets.and(set(items, rankings, a, b, left)), finding) <= goal.most();
        int enough = 1;
        int tooFew = 0;
        while (enough <= most && !suffices.test(enough)) {
            tooFew = enough;
            enough = Math.min(2 * enough, Math.max(enough + 1, most));
        }
        if (enough > most) {
            return Optional.empty();
        }
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) >>> 1;
            if (suffices.test(middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return Optional.of(set(items, enough, a, b, left));
    }

    private static RankedSet set(List<Integer> items, int rankings, int a, int b, double left) {
        return new RankedSet(items, rankings, a, b, Math.min(left, (double) rankings * (items.size() - 1)));
    }

    /** How far the prediction of a finding moves with the share of its source. */
    private double reach(Sets sets, Finding finding) {
        Goal named = new Goal(new Targets.Named(List.of(new Targets.Pair(finding.i(), finding.j()))), goal.most());
        Finding.Source source = finding.source().orElseThrow();
        Audit audit = named.audit(after(sets), 1, 0);
        return Math.abs(audit.sensitivity(finding.i(), finding.j(), source.a(), source.b()));
    }

    private Sets needed(Sets enough) {
        Sets needed = enough;
        for (int k = enough.sets().size() - 1; k >= 0; k--) {
            Sets fewer = needed.without(k);
            needed = audits(fewer, after(fewer)).stream().allMatch(goal::isReached) ? fewer : needed;
        }
        return needed;
    }
}
