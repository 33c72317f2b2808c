package org.teeter.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.link.Link;
import org.teeter.report.document.AcrossParts;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.JudgedPairs;
import org.teeter.report.document.Leaderboard;
import org.teeter.report.document.Scale;
import org.teeter.tabular.reader.Reading;

/**
 * What stands beside a ranking: the same by other models, and the rankings of groups.
 *
 * @param warnings of groups whose order comes in part from the prior alone
 */
public record Beside(List<Leaderboard.Group> columns, List<String> notes, List<String> warnings) {
    public Beside {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    /**
     * Fits other models, and the judgements of each group by itself, where a column of groups was named.
     *
     * @param scale of a model's link
     */
    static Beside of(
            Sample sample,
            Fitting fitting,
            List<ModelChoice> others,
            ModelChoice choice,
            ErrorChoice errors,
            Function<Link, Scale> scale) {
        List<Leaderboard.Group> groups = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (ModelChoice other : others) {
            Fitted fitted = fitting.fit(other);
            groups.add(column(other.name(), fitted.ranking(errors), scale.apply(fitted.link())));
        }
        if (sample.rankings().isEmpty()) {
            Reading.Judgements read = sample.judgements();
            boolean named = read.contexts().stream().anyMatch(c -> !c.group().isEmpty());
            if (named && read.contexts().stream().anyMatch(c -> !c.rater().isEmpty())) {
                throw new RefusedException(
                        "name a column of groups or one of raters, --column group=… or --column rater=…, not"
                                + " both");
            }
            if (named && sample.contests(choice).isPresent()) {
                throw new RefusedException(
                        "--home and --covariate do not go with --column group, whose columns would be"
                                + " fitted without them; leave one of them out, or fit each group's rows by themselves");
            }
            for (int number : named ? sample.counts().contexts() : List.<Integer>of()) {
                String name = read.contexts().get(number).group();
                Counts here = judged(sample.counts().in(number));
                try {
                    Fit<ComparisonGraph> fit = choice.fit(choice.graph(here));
                    AcrossParts.warning(name, fit).ifPresent(warnings::add);
                    Fitted fitted = new ProblemFit<>(
                            new JudgedPairs(here, choice.ties()),
                            here.items(),
                            fit,
                            new Variation<>(
                                    List.of(), sample.squares().map(all -> choice.graph(judged(all.in(number))))));
                    Scale shown = scale.apply(fitted.link());
                    requireAnchor(shown, name, here.items());
                    groups.add(column(name, fitted.ranking(errors), shown));
                } catch (NoFiniteFitException e) {
                    groups.add(new Leaderboard.Group(name, Map.of(), 0));
                    notes.add(name + " has no finite fit: " + e.reason());
                }
            }
        }
        return new Beside(groups, notes, warnings);
    }

    private static void requireAnchor(Scale scale, String group, Items items) {
        scale.anchor().filter(item -> items.id(item).isEmpty()).ifPresent(item -> {
            throw new RefusedException("--anchor needs an item of every group, and in \"" + group + "\" no judgement is"
                    + " of \"" + item + "\"; take another, or leave --column group out");
        });
    }

    private static Leaderboard.Group column(String name, Ranking ranking, Scale scale) {
        Map<String, ItemTotals> rows = new LinkedHashMap<>();
        ranking.on(scale).forEach(t -> rows.put(t.name(), t));
        return new Leaderboard.Group(name, rows, ranking.quantile());
    }

    /** The same counts of those items alone that were judged at all. */
    private static Counts judged(Counts counts) {
        BitSet judged = new BitSet();
        for (int e = 0; e < counts.edges(); e++) {
            judged.set(counts.first(e));
            judged.set(counts.second(e));
        }
        return counts.among(judged.stream().toArray());
    }
}
