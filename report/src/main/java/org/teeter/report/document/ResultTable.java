package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teeter.audit.Check;
import org.teeter.audit.ComparisonInfluence;
import org.teeter.audit.FeatureInfluence;
import org.teeter.audit.Finding;
import org.teeter.audit.Hinge;
import org.teeter.audit.Sources;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.text.TextPlace;
import org.teeter.tip.Robustness;
import org.teeter.tip.Tip;
import org.teeter.tip.Tipping;

/**
 * A result as columns: the one place where the columns of the files and the members of their JSON twins are named and computed.
 *
 * <p>A cell is a {@link String}, a {@link Number}, a {@link Boolean}, or null where there is nothing to tell.
 */
public final class ResultTable<T> {
    private final List<Column<T>> columns = new ArrayList<>();

    private record Column<T>(String name, Function<T, @Nullable Object> cell) {}

    private ResultTable() {}

    /** Which features of which items move a prediction most. */
    public static ResultTable<FeatureInfluence> features(Fit<?> fit, Items items) {
        List<String> names = fit.prior().regression().orElseThrow().features().names();
        return new ResultTable<FeatureInfluence>()
                .with("feature", one -> names.get(one.feature()))
                .with("item", one -> items.name(one.item()))
                .with("value", FeatureInfluence::value)
                .with("deviation", FeatureInfluence::deviation)
                .with("item_a", one -> items.name(one.first()))
                .with("item_b", one -> items.name(one.second()))
                .with("p", one -> one.probability().p())
                .with("sensitivity", FeatureInfluence::sensitivity)
                .with("per_deviation", FeatureInfluence::perDeviation)
                .with("refit", FeatureInfluence::refit);
    }

    /** Where the texts stand that are options. */
    public static ResultTable<TextPlace> texts() {
        return new ResultTable<TextPlace>()
                .with("option", TextPlace::option)
                .with("file", place -> StandardInput.shown(place.file()))
                .with("row", TextPlace::row);
    }

    private ResultTable<T> with(String name, Function<T, @Nullable Object> cell) {
        columns.add(new Column<>(name, cell));
        return this;
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The cells of one row; may contain null. */
    public List<@Nullable Object> cells(T row) {
        List<@Nullable Object> cells = new ArrayList<>(columns.size());
        for (Column<T> column : columns) {
            Object cell = column.cell.apply(row);
            if (cell instanceof Double number) {
                Finite.required(column.name, number);
            }
            cells.add(cell);
        }
        return cells;
    }

    /** The columns of {@code scores.csv}; {@code part} and {@code component} only where there are several. */
    public static ResultTable<ItemTotals> scores(List<ItemTotals> ranking) {
        ResultTable<ItemTotals> table = scores(ItemTotals.inParts(ranking));
        if (ItemTotals.haveQuasiErrors(ranking)) {
            table = table.with("quasi_se", t -> t.quasiError().orElse(null));
        }
        return ItemTotals.inComponents(ranking) ? table.with("component", ItemTotals::component) : table;
    }

    /** The same with places, as {@code fit --json} has it. */
    public static ResultTable<ItemTotals> ranked(List<ItemTotals> ranking) {
        ResultTable<ItemTotals> table = scores(ranking).with("rank", ItemTotals::rank);
        return ranking.stream().noneMatch(t -> t.standing().isPresent())
                ? table
                : table.with("rank_low", standing(ItemTotals.Standing::low))
                        .with("rank_high", standing(ItemTotals.Standing::high))
                        .with("tier", standing(ItemTotals.Standing::tier));
    }

    private static Function<ItemTotals, @Nullable Object> standing(
            Function<ItemTotals.Standing, @Nullable Object> cell) {
        return t -> t.standing().map(cell).orElse(null);
    }

    /** The same, of data that fall into several parts or not. */
    public static ResultTable<ItemTotals> scores(boolean inParts) {
        ResultTable<ItemTotals> table = new ResultTable<ItemTotals>()
                .with("item", ItemTotals::name)
                .with("score", ItemTotals::score)
                .with("se", t -> t.standardError().orElse(null))
                .with("comparisons", ItemTotals::comparisons)
                .with("wins", ItemTotals::wins)
                .with("losses", ItemTotals::losses)
                .with("ties", ItemTotals::ties);
        return inParts ? table.with("part", ItemTotals::part) : table;
    }

    /** The columns of {@code targets.csv}. */
    public static ResultTable<NamedFinding> targets(List<Double> thresholds) {
        return new ResultTable<NamedFinding>()
                .with("target_i", row -> row.name(row.finding().i()))
                .with("target_j", row -> row.name(row.finding().j()))
                .with("observed", row -> row.finding().observed())
                .with("p", row -> row.finding().prediction().p())
                .with("se", row -> row.finding().standardError())
                .with("source_a", row -> row.source().map(s -> row.name(s.a())).orElse(null))
                .with("source_b", row -> row.source().map(s -> row.name(s.b())).orElse(null))
                .with("n", source(Finding.Source::n))
                .with("y", source(Finding.Source::y))
                .with("p_source", source(s -> s.fitted().p()))
                .with("leverage", source(Finding.Source::leverage))
                .with("flow", source(Finding.Source::flow))
                .with("sensitivity", source(Finding.Source::sensitivity))
                .with("model_to_model", source(Finding.Source::modelToModel))
                .with("local_bound", source(Finding.Source::localBound))
                .with("m_class", row -> row.finding().classOf(thresholds))
                .with("p_low", check(c -> c.low().map(Probability::p).orElse(null)))
                .with("p_high", check(c -> c.high().map(Probability::p).orElse(null)))
                .with("refit_delta_y", check(Check::deltaY))
                .with("refit_predicted", check(Check::predicted))
                .with("refit_actual", check(Check::actual))
                .with("ci_low", row -> row.finding().interval().low().p())
                .with("ci_high", row -> row.finding().interval().high().p())
                .with("connected", row -> row.finding().connected())
                .with(
                        "tip_delta_y",
                        tip(t -> t.tipping()
                                .filter(x -> x.outcome() == Tipping.Outcome.TIPS)
                                .map(Tipping::deltaY)
                                .orElse(null)))
                .with(
                        "votes_to_tip",
                        tip(t -> t.tipping()
                                .filter(x -> x.votes().isPresent())
                                .map(x -> x.votes().getAsLong())
                                .orElse(null)))
                .with(
                        "robustness_value",
                        tip(t -> t.robustness()
                                .filter(Robustness::found)
                                .map(Robustness::value)
                                .orElse(null)))
                .with(
                        "mincut_bound",
                        tip(t -> t.minCutBound().isPresent() ? t.minCutBound().getAsDouble() : null))
                .with(
                        "robustness_least",
                        tip(t -> t.robustness()
                                .filter(r -> r.least().isPresent())
                                .map(r -> r.least().getAsDouble())
                                .orElse(null)))
                .with(
                        "tip_outcome",
                        tip(t -> t.tipping()
                                .map(x -> x.outcome().name().toLowerCase(Locale.ROOT))
                                .orElse(null)));
    }

    /** The same of an audit, whose sources may have conditions. */
    public static ResultTable<NamedFinding> targets(List<Double> thresholds, Sources sources) {
        ResultTable<NamedFinding> table = targets(thresholds);
        return haveConditions(sources) ? table.with("conditions", source(Finding.Source::about)) : table;
    }

    private static boolean haveConditions(Sources sources) {
        return sources.count() > 0 && !sources.about(0).isEmpty();
    }

    /** The sources on which findings hang. */
    static ResultTable<Hinge> hinges(Sources sources) {
        ResultTable<Hinge> table = new ResultTable<Hinge>()
                .with("source_a", h -> sources.items().name(sources.first(h.source())))
                .with("source_b", h -> sources.items().name(sources.second(h.source())))
                .with("n", h -> sources.n(h.source()))
                .with("y", h -> sources.y(h.source()))
                .with("findings", h -> h.findings().size())
                .with("largest_sensitivity", h -> h.findings().get(0).size());
        return haveConditions(sources) ? table.with("conditions", h -> sources.about(h.source())) : table;
    }

    /** The columns of {@code comparisons.csv}. */
    public static ResultTable<ComparisonInfluence> comparisons(Sources sources) {
        ResultTable<ComparisonInfluence> table = comparisons(() -> sources);
        return haveConditions(sources) ? table.with("conditions", c -> sources.about(c.edge())) : table;
    }

    /** Their names. */
    public static List<String> comparisonNames() {
        return comparisons(() -> {
                    throw new IllegalStateException("names need no sources");
                })
                .names();
    }

    private static ResultTable<ComparisonInfluence> comparisons(Supplier<Sources> of) {
        return new ResultTable<ComparisonInfluence>()
                .with("item_a", c -> of.get().items().name(of.get().first(c.edge())))
                .with("item_b", c -> of.get().items().name(of.get().second(c.edge())))
                .with("n", c -> of.get().n(c.edge()))
                .with("y", c -> of.get().y(c.edge()))
                .with("p", c -> c.fitted().p())
                .with("leverage", ComparisonInfluence::leverage)
                .with("resistance", ComparisonInfluence::resistance)
                .with("index", ComparisonInfluence::index)
                .with(
                        "worst_i",
                        c -> c.worst().map(w -> of.get().items().name(w.i())).orElse(null))
                .with(
                        "worst_j",
                        c -> c.worst().map(w -> of.get().items().name(w.j())).orElse(null))
                .with(
                        "worst_sensitivity",
                        c -> c.worst()
                                .map(ComparisonInfluence.Reach::sensitivity)
                                .orElse(null))
                .with("bridge", ComparisonInfluence::bridge);
    }

    private static Function<NamedFinding, @Nullable Object> source(Function<Finding.Source, @Nullable Object> cell) {
        return row -> row.source().isEmpty() ? null : cell.apply(row.source().get());
    }

    private static Function<NamedFinding, @Nullable Object> tip(Function<Tip, @Nullable Object> cell) {
        return row -> row.tip().isEmpty() ? null : cell.apply(row.tip().get());
    }

    private static Function<NamedFinding, @Nullable Object> check(Function<Check, @Nullable Object> cell) {
        return row -> row.check().isEmpty() ? null : cell.apply(row.check().get());
    }
}
