package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.infer.Covariance;
import org.teeter.link.Link;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.PromptsDocument;
import org.teeter.report.document.Scale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fits of answers to prompts, each prompt for itself: {@code part} of the ranking is the number of the prompt. */
record PromptFits(Prompts prompts, Watcher watcher, int largest, long items) implements Fitted {

    static PromptFits of(Prompts prompts, Watcher watcher) {
        int largest = 0;
        long items = 0;
        for (int place : prompts.fitted()) {
            int size = prompts.problems().get(place).items().size();
            largest = Math.max(largest, size);
            items += size;
        }
        return new PromptFits(prompts, watcher, largest, items);
    }

    @Override
    public Ranking ranking(ErrorChoice errors) {
        if (errors.quasi() || errors.check()) {
            throw new RefusedException(
                    "--quasi-variances and --check have no meaning for answers to prompts, each of which is a"
                            + " problem of its own; leave it out");
        }
        if (errors.draws() > 0 || errors.clustered()) {
            throw new RefusedException(
                    (errors.clustered() ? "--se clustered" : "--bootstrap") + " is of one problem, and these are "
                            + prompts.fitted().size() + " prompts; leave it out, or give one prompt alone");
        }
        List<ItemTotals> ranking = new ArrayList<>();
        prompts.each(
                task -> prompts.task(task).stream()
                        .flatMap(problem -> ranked(problem, errors).stream())
                        .toList(),
                ranking::addAll,
                share -> watcher.at("fitting", share));
        return new Ranked(ranking, errors);
    }

    private record Ranked(List<ItemTotals> items, ErrorChoice errors) implements Ranking {
        @Override
        public List<ItemTotals> on(Scale scale) {
            if (scale.anchor().isPresent()) {
                throw new RefusedException(
                        "--anchor has no meaning for answers to prompts, each of which has a scale of"
                                + " its own; leave it out");
            }
            return items.stream().map(t -> t.on(scale, 0, t.standardError())).toList();
        }

        @Override
        public List<String> notes() {
            return errors.robust() ? List.of("Standard errors: sandwich.") : List.of();
        }

        @Override
        public void addTo(ObjectNode document) {
            if (errors.errors()) {
                document.put("standardErrors", errors.robust() ? "sandwich" : "observed information");
            }
        }
    }

    private List<ItemTotals> ranked(Prompts.Problem problem, ErrorChoice choice) {
        Fit<ComparisonGraph> fit = prompts.fit(problem.counts());
        List<Double> errors = !choice.errors()
                ? List.of()
                : choice.robust() ? Covariance.sandwich(fit).ofScores().values() : Uncertainty.standardErrors(fit);
        return ItemTotals.ranking(
                        ItemTotals.of(problem.counts(), prompts.choice().ties()), fit, errors)
                .stream()
                .map(t -> t.inPart(problem.part()))
                .toList();
    }

    @Override
    public Link link() {
        return prompts.choice().model().link();
    }

    @Override
    public List<String> summary(Ranking ranking) {
        return List.of(
                prompts.choice().model().name() + ", prior " + prompts.choice().prior() + ", "
                        + PromptsDocument.summary(
                                prompts.fitted().size(), prompts.problems().size()) + ": "
                        + Amount.of(items, "item"));
    }

    @Override
    public List<String> warnings() {
        return PromptsDocument.acrossParts(prompts.apart(), prompts.fitted().size()).stream()
                .toList();
    }

    @Override
    public ObjectNode document(Ranking ranking) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("prompts", prompts.problems().size());
        document.put("promptsFitted", prompts.fitted().size());
        document.put("items", items);
        return document;
    }
}
