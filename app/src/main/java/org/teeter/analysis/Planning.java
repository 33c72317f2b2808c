package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.plan.Connecting;
import org.teeter.plan.Goal;
import org.teeter.plan.Outlook;
import org.teeter.plan.Pair;
import org.teeter.plan.Plan;
import org.teeter.plan.Trial;
import org.teeter.report.document.PlanDocument;
import org.teeter.report.document.Shown;

/** Plans which pairs to have judged; where there is no finite fit, which pairs make one. */
final class Planning {
    private static final int NAMED = 8;

    private final Sample sample;
    private final Fitting fitting;
    private final Watcher watcher;

    Planning(Sample sample, Fitting fitting, Watcher watcher) {
        this.sample = sample;
        this.fitting = fitting;
        this.watcher = watcher;
    }

    /**
     * A plan.
     *
     * @param goal given the items
     * @param threshold what sensitivity is too large
     * @param trials how many times the votes bought are drawn, fitted and looked at
     */
    PlanDocument plan(
            ModelChoice choice, Function<Items, Goal> goal, int budget, double threshold, int trials, long seed) {
        Auditing.requireCircuit(choice, "plan");
        refuse(choice);
        Goal asked = goal.apply(sample.items());
        watcher.at("fitting", 0);
        Fit<ComparisonGraph> fit;
        try {
            fit = fitting.pairs(choice);
        } catch (NoAnswerException e) {
            throw e.reason().isOfScores() ? connecting(e, choice.graph(sample.counts())) : e;
        }
        fitting.tellParts(fit);
        watcher.ended("fit");
        watcher.at("looking for the pairs that help most", 0);
        try {
            Plan plan = Plan.of(fit, asked, budget, threshold);
            List<Outlook> tried = trials == 0 || plan.purchases().isEmpty()
                    ? List.of()
                    : new Trial(fit, Pair.of(plan.ahead(), plan.behind()), threshold).drawn(plan.votes(), trials, seed);
            watcher.ended("plan");
            return new PlanDocument(sample.items(), plan, tried);
        } catch (IllegalArgumentException e) { // too many items, or too few for the first k
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private void refuse(ModelChoice choice) {
        if (sample.isPromptByPrompt()) {
            throw new RefusedException(
                    "answers to prompts are problems of their own; plan is of one of them: give it alone");
        }
        if (sample.rankings().isPresent()) {
            throw new RefusedException(
                    "plan says which pairs to have judged, and these are rankings, of which it does not"
                            + " know how they would end; give judgements of pairs");
        }
        if (sample.contests(choice).isPresent()) {
            throw new RefusedException("plan does not go with --home and --covariate, since it would have to say under"
                    + " which conditions to judge; leave them out");
        }
    }

    /** The same, with the pairs that would mend it. */
    private NoAnswerException connecting(NoAnswerException none, ComparisonGraph data) {
        List<Pair> pairs = Connecting.of(data, none.reason().existence().components());
        String named = pairs.stream()
                .limit(NAMED)
                .map(pair -> quoted(data, pair.high()) + " against " + quoted(data, pair.low()))
                .collect(Collectors.joining("; "));
        List<String> remedies = new ArrayList<>();
        remedies.add(
                "have judged, each until both sides have won once (after how many votes cannot be promised): " + named
                        + (pairs.size() > NAMED
                                ? "; and " + Shown.number((long) pairs.size() - NAMED) + " more, each between two"
                                        + " neighbouring tiers"
                                : ""));
        remedies.addAll(none.remedies().subList(1, none.remedies().size())); // in place of "collect judgements"
        return new NoAnswerException(none.reason(), remedies, none.where());
    }

    private static String quoted(ComparisonGraph data, int item) {
        return '"' + data.items().name(item) + '"';
    }
}
