package org.teeter.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.Items;
import org.teeter.evidence.NoFlowException;
import org.teeter.fit.Fit;
import org.teeter.infer.RaterSpread;
import org.teeter.report.document.Explanation;

/** Tells why a model says what it says of two items. */
final class Explaining {
    private static final int SIMILAR = 5;

    private final Sample sample;
    private final Fitting fitting;
    private final Watcher watcher;

    Explaining(Sample sample, Fitting fitting, Watcher watcher) {
        this.sample = sample;
        this.fitting = fitting;
        this.watcher = watcher;
    }

    /** Why the model says what it says of two items, by their names. */
    Explanation why(ModelChoice choice, String first, String second) {
        Auditing.requireCircuit(choice, "why");
        item(sample.items(), first);
        item(sample.items(), second);
        watcher.at("fitting", 0);
        if (sample.isPromptByPrompt()) {
            Prompts prompts = Prompts.of(sample.judgements().problems(), choice);
            Prompts.Problem problem = IntStream.range(0, prompts.fitted().size())
                    .mapToObj(prompts::problem)
                    .filter(p -> Stream.of(first, second)
                            .allMatch(name -> p.counts().items().id(name).isPresent()))
                    .findFirst()
                    .orElseThrow(() ->
                            new RefusedException("why needs two answers to one prompt that has a finite fit, got \""
                                    + first + "\" and \"" + second + "\""));
            return explanation(
                    prompts.fit(problem.counts()), problem.counts().items(), first, second, OptionalDouble.empty());
        }
        return explanation(
                fitting.problem(choice).fit(),
                sample.items(),
                first,
                second,
                RaterSpread.of(sample.raters(choice).votes()));
    }

    private Explanation explanation(Fit<?> fit, Items items, String first, String second, OptionalDouble raters) {
        if (first.equals(second)) {
            throw new RefusedException("why needs two different items, got \"" + first + "\" twice");
        }
        Targets.Pair pair = new Targets.Pair(item(items, first), item(items, second));
        AuditRequest request = new AuditRequest(
                new Targets.Named(List.of(pair)), AuditRequest.standard().thresholds(), 1, 0, 0, 1, true);
        try {
            return new Explanation(Auditing.audited(fit, request, watcher), raters);
        } catch (NoFlowException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    /** The item of a name, or what is similar. */
    static int item(Items items, String name) {
        return items.id(name)
                .orElseThrow(() -> new RefusedException("there is no item \"" + name + "\"; the most similar names: "
                        + IntStream.range(0, items.size())
                                .mapToObj(items::name)
                                .sorted(Comparator.comparingInt(other -> -wordsShared(name, other)))
                                .limit(SIMILAR)
                                .map(other -> '"' + other + '"')
                                .collect(Collectors.joining(", "))));
    }

    private static int wordsShared(String name, String other) {
        String within = other.toLowerCase(Locale.ROOT);
        return (int) Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty() && within.contains(word))
                .count();
    }
}
