package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.audit.Audit;
import org.teeter.audit.ComparisonInfluence;
import org.teeter.audit.Targets;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.model.BradleyTerry;
import org.teeter.remedy.Found;
import org.teeter.remedy.Goal;
import org.teeter.remedy.Kind;
import org.teeter.remedy.RankedSet;
import org.teeter.remedy.Remedy;
import org.teeter.remedy.Sets;
import org.teeter.remedy.Smoothed;
import org.teeter.remedy.Treatment;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What brings the largest sensitivity down to a bound, and what each way costs.
 *
 * @param most the bound M
 * @param before the audit of the fit as it is
 * @param heldOut mean of {@code -log p} of judgements that were held out of that fit; empty where some fold has no fit
 * @param noun what a judgement is called
 * @param rows what was tried, with what it costs
 * @param frontier what other strengths cost, where that was asked for
 */
public record MitigationDocument(
        double most, Audit before, OptionalDouble heldOut, String noun, List<Row> rows, List<Point> frontier) {
    /** Scores that lie closer share a rank. */
    private static final double LEVEL = 1e-9;

    private static final int SHOWN = 4;

    public MitigationDocument {
        rows = List.copyOf(rows);
        frontier = List.copyOf(frontier);
    }

    /**
     * What was tried.
     *
     * @param heldOut of a fit with the same remedy, on the judgements as they are
     * @param asRankings the audit of a fit of Plackett-Luce, where sets are to be ranked
     */
    public record Row(Found found, OptionalDouble heldOut, Optional<Audit> asRankings) {}

    /**
     * One strength of a remedy.
     *
     * @param strength ε, or σ of a normal prior
     * @param largest sensitivity with it
     */
    public record Point(Kind kind, double strength, double largest, OptionalDouble heldOut) {}

    /** Whether nothing exceeds the bound to begin with. */
    public boolean isNothingToDo() {
        return new Goal(before.request().targets(), most).isReached(before);
    }

    /**
     * The remedy after which judgements that were held out are predicted best; of those that are predicted, or of all, the one that changes
     * least. What nobody has judged yet comes last.
     */
    public Optional<Row> cheapest() {
        return rows.stream()
                .filter(row -> row.found().remedy().isPresent())
                .min(Comparator.comparing((Row row) -> row.found().kind() == Kind.SETS)
                        .thenComparingDouble(row -> row.heldOut().orElse(Double.POSITIVE_INFINITY))
                        .thenComparingDouble(this::moved));
    }

    /** Whether a remedy leaves the first place where it is. */
    public boolean firstStays(Row row) {
        return row.found().audit().stream().allMatch(this::firstStays);
    }

    /** What is said first. */
    public String headline() {
        if (isNothingToDo()) {
            return "Nothing is to be done: the largest sensitivity of " + Amount.of(before.targets(), "prediction")
                    + " is " + Shown.significant(before.largest()) + ", and none exceeds " + Shown.threshold(most)
                    + ".";
        }
        String first = before.targets() == 1
                ? "The largest sensitivity of the prediction is " + Shown.significant(before.largest()) + ", above "
                : "The largest sensitivity of " + Amount.of(before.targets(), "prediction") + " is "
                        + Shown.significant(before.largest()) + "; " + fragile(before)
                        + (before.fragile().get(0) == 1 ? " exceeds " : " exceed ");
        return first + Shown.threshold(most) + ". What brings it down to that, each in its weakest strength:";
    }

    /** How many predictions exceed the bound; at least so many, where not all were examined. */
    private String fragile(Audit audit) {
        return (audit.coverage().isExactAbove(most) ? "" : "at least ")
                + Shown.number(audit.fragile().get(0));
    }

    /** A table, its header first; empty where nothing suffices. */
    public List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("remedy", "what it does", "largest", "fragile", "bound", "log-loss", "ranks", "first"));
        table.add(List.of(
                "(as it is)",
                "",
                Shown.significant(before.largest()),
                fragile(before),
                bound(before).stream().mapToObj(Shown::significant).findFirst().orElse("-"),
                loss(heldOut),
                "",
                ""));
        for (Row row : rows) {
            row.found()
                    .audit()
                    .ifPresent(after -> table.add(List.of(
                            row.found().kind().word(),
                            what(row.found()),
                            Shown.significant(after.largest()),
                            fragile(after),
                            bound(after).stream()
                                    .mapToObj(Shown::significant)
                                    .findFirst()
                                    .orElse("-"),
                            loss(row.heldOut()),
                            rankChange(after) == 0 ? "same" : "by " + rankChange(after),
                            firstStays(after) ? "stays" : "changes")));
        }
        return table;
    }

    /** What is to be known beyond the table, a sentence each. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (Row row : rows) {
            if (row.found().remedy().isEmpty()) {
                sentences.add(row.found().kind().word() + " does not do it: "
                        + row.found().reason() + ".");
            }
        }
        rows.stream()
                .filter(row -> Stream.of(Kind.SMOOTH_PAIRS, Kind.DROP)
                        .anyMatch(kind -> kind == row.found().kind()))
                .filter(row -> row.found().remedy().isPresent())
                .forEach(row -> sentences.add(changed(row.found())));
        rows.forEach(row -> row.found()
                .remedy()
                .filter(Sets.class::isInstance)
                .map(Sets.class::cast)
                .ifPresent(sets -> sentences.add(asked(sets, row))));
        double worst = rows.stream()
                .flatMap(row -> Stream.concat(row.found().audit().stream(), row.asRankings().stream()))
                .flatMap(after -> after.checks().stream())
                .mapToDouble(check -> check.relativeError())
                .max()
                .orElse(0);
        if (rows.stream().anyMatch(row -> row.found().audit().isPresent())) {
            sentences.add("Each was fitted and audited anew, and its worst finding checked by a refit (to a relative "
                    + String.format(Locale.ROOT, "%.0e", Math.max(worst, 1e-16))
                    + "). bound: no prediction at all is more sensitive. log-loss: of " + noun
                    + "s held out, in nats"
                    + (heldOut.isPresent() ? "" : " (-: some part has no finite fit without them)")
                    + ". ranks: by how many places an item moves at most.");
        } else {
            sentences.add("What is left is to judge pairs directly: teeter audit names them.");
        }
        rows.stream()
                .filter(row -> before.fit().model() instanceof BradleyTerry)
                .flatMap(row -> row.found().remedy().stream())
                .filter(Remedy.Smoothing.class::isInstance)
                .map(Remedy.Smoothing.class::cast)
                .findFirst()
                .ifPresent(smoothing -> sentences.add(smoothing(smoothing)));
        return sentences;
    }

    /** Which pairs are changed, those of most judgements first, and which items go with them. */
    private String changed(Found found) {
        Treatment treatment = found.remedy().orElseThrow().on(data());
        ComparisonGraph after = treatment.of(data());
        List<String> pairs = IntStream.range(0, data().edges())
                .filter(e -> treatment.weight(e) == 0 || treatment.turned(e) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(e -> -Math.abs(data().won(e) - after.won(e))))
                .map(e -> name(data().first(e)) + " against " + name(data().second(e)) + " ("
                        + (found.kind() == Kind.DROP
                                ? Shown.share(data().y(e), data().n(e))
                                : Shown.part(data().y(e), data().n(e)) + " → " + Shown.share(after.y(e), data().n(e)))
                        + ")")
                .toList();
        Items left = items(found);
        List<String> gone = IntStream.range(0, data().size())
                .mapToObj(data().items()::name)
                .filter(name -> left.id(name).isEmpty())
                .map(Verdict::marked)
                .toList();
        return found.kind().word()
                + (found.kind() == Kind.DROP ? " leaves out " : " changes ")
                + some(pairs)
                + (gone.isEmpty()
                        ? "."
                        : ", and " + some(gone) + " with " + (pairs.size() == 1 ? "it" : "them")
                                + "; what is left is no longer the same question, so there is no log-loss.")
                + (found.kind() == Kind.DROP && before.request().targets() instanceof Targets.All
                        ? " As all pairs were compared, audit what is left with --targets all."
                        : "");
    }

    /** Which items are to be ranked together, and what that is reckoned from. */
    private String asked(Sets sets, Row row) {
        List<String> all = sets.sets().stream()
                .sorted(Comparator.comparingLong(set -> -set.choices()))
                .map(set -> set.items().stream().map(this::name).collect(Collectors.joining(", ", "{", "}")) + " "
                        + Amount.of(set.rankings(), "time") + instead(set))
                .toList();
        return "sets: rank " + some(all)
                + ". Nobody has yet: a ranking counts as one judgement of each of its pairs, as"
                + " the fit expects it, so there is no log-loss."
                + row.asRankings()
                        .map(audit -> " To Plackett-Luce, whose sources are neighbours that change places, the largest"
                                + " is then " + Shown.significant(audit.largest()) + ".")
                        .orElse("");
    }

    private String instead(RankedSet set) {
        return set.taken() == 0
                ? ""
                : " instead of " + Shown.number(set.taken()) + " " + noun + "s of " + name(set.first()) + " against "
                        + name(set.second());
    }

    private String name(int item) {
        return Verdict.marked(data().items().name(item));
    }

    private static String some(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
                + (all.size() > SHOWN ? " and " + Shown.number((long) all.size() - SHOWN) + " more" : "");
    }

    private String smoothing(Remedy.Smoothing smoothing) {
        return "ε = " + Shown.digits(smoothing.share(), 3)
                + " bounds sensitivity to the smoothed share, which is what"
                + " an audit of smoothed data tells; to the share before, it is "
                + Shown.significant(1 - 2 * smoothing.share()) + " of that. Along single chains of pairs ε = "
                + Shown.digits(Smoothed.forChains(most), 3) + " does for the one and "
                + Shown.digits(Smoothed.forChainsAsObserved(most), 3)
                + " for the other; on cycles neither is sure to.";
    }

    private static String loss(OptionalDouble heldOut) {
        return heldOut.isPresent() ? Shown.decimals(5, heldOut.getAsDouble()) : "-";
    }

    private static OptionalDouble bound(Audit audit) {
        return audit.widestIndex().stream()
                .mapToDouble(ComparisonInfluence::index)
                .findFirst();
    }

    private double moved(Row row) {
        return treatment(row.found()).map(t -> t.moved(data())).orElse(0.0);
    }

    private ComparisonGraph data() {
        return (ComparisonGraph) before.fit().data();
    }

    private Optional<Treatment> treatment(Found found) {
        return found.remedy().filter(remedy -> remedy.kind().isOfData()).map(remedy -> remedy.on(data()));
    }

    /** What a remedy does, in words. */
    private String what(Found found) {
        Remedy remedy = found.remedy().orElseThrow();
        if (!remedy.kind().isOfData()) {
            return "--prior " + remedy.prior(before.fit().prior());
        }
        Treatment treatment = remedy.on(data());
        String pairs = Amount.of(treatment.pairs(), "pair");
        String moved = Shown.number(treatment.moved(data())) + " " + noun + "s";
        if (remedy instanceof Remedy.Smoothing smoothing) {
            return "ε = " + Shown.digits(smoothing.share(), 3) + ", a net " + moved + " turned";
        }
        if (remedy instanceof Remedy.Clipping clipping) {
            return "shares up to " + Shown.digits(clipping.most(), 6) + " (" + pairs + ", " + moved + " turned)";
        }
        if (remedy instanceof Remedy.Capping capping) {
            return "at most " + Shown.number(capping.most()) + " a pair (" + pairs + ")";
        }
        if (remedy instanceof Sets sets) {
            return Amount.of(sets.rankings(), "ranking") + " of " + sizes(sets) + " instead of "
                    + Shown.number(sets.taken()) + " " + noun + "s";
        }
        int lost = before.sources().items().size() - items(found).size();
        return switch (remedy.kind()) {
            case DROP -> pairs + " (" + moved + ")" + (lost > 0 ? " and " + Amount.of(lost, "item") : "");
            case REWEIGHT -> pairs + ", weights from " + Shown.significant(leastWeight(treatment));
            default -> pairs + ", " + moved + " turned";
        };
    }

    private static String sizes(Sets sets) {
        return sets.sets().stream()
                .map(set -> set.items().size())
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
    }

    private double leastWeight(Treatment treatment) {
        return IntStream.range(0, data().edges())
                .mapToDouble(treatment::weight)
                .min()
                .orElse(1);
    }

    private static Items items(Found found) {
        return found.audit().orElseThrow().sources().items();
    }

    /** By how many places an item moves at most, among the items that are left. */
    private int rankChange(Audit after) {
        int[] numbers = numbers(after);
        double[] earlier =
                Arrays.stream(numbers).mapToDouble(before.fit().scores()::get).toArray();
        double[] later = after.fit().scores().toArray();
        return IntStream.range(0, later.length)
                .map(i -> Math.abs(rank(earlier, i) - rank(later, i)))
                .max()
                .orElse(0);
    }

    private static int rank(double[] scores, int item) {
        return (int) Arrays.stream(scores)
                .filter(score -> score > scores[item] + LEVEL)
                .count();
    }

    /** Whether the item of the highest score was among those before. */
    private boolean firstStays(Audit after) {
        double[] later = after.fit().scores().toArray();
        int[] numbers = numbers(after);
        double[] earlier = before.fit().scores().toArray();
        OptionalInt first = IntStream.range(0, later.length)
                .filter(i -> rank(later, i) == 0)
                .filter(i -> rank(earlier, numbers[i]) == 0)
                .findFirst();
        return first.isPresent();
    }

    /** The numbers that the items after a remedy had before. */
    private int[] numbers(Audit after) {
        Items was = before.sources().items();
        Items is = after.sources().items();
        return IntStream.range(0, is.size())
                .map(i -> was.id(is.name(i)).orElseThrow())
                .toArray();
    }

    /** All of it as JSON. */
    public ObjectNode json(String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("teeter", version);
        json.put("m", most);
        json.put("targets", before.targets());
        result(json.putObject("before"), before, heldOut);
        ArrayNode array = json.putArray("remedies");
        for (Row row : rows) {
            Found found = row.found();
            ObjectNode into = array.addObject();
            into.put("name", found.kind().word());
            into.put("found", found.remedy().isPresent());
            found.audit().ifPresent(after -> describe(into, row, after));
            if (found.remedy().isEmpty()) {
                into.put("reason", found.reason());
            }
        }
        cheapest().ifPresent(row -> json.put("costsLeast", row.found().kind().word()));
        if (!frontier.isEmpty()) {
            ArrayNode points = json.putArray("frontier");
            for (Point point : frontier) {
                ObjectNode into = points.addObject()
                        .put("name", point.kind().word())
                        .put("strength", point.strength())
                        .put("largest", point.largest());
                point.heldOut().ifPresent(loss -> into.put("heldOutLogLoss", loss));
            }
        }
        return json;
    }

    private void describe(ObjectNode into, Row row, Audit after) {
        Remedy remedy = row.found().remedy().orElseThrow();
        into.put("what", what(row.found()));
        if (remedy instanceof Remedy.Smoothing smoothing) {
            into.put("epsilon", smoothing.share());
            into.put("largestAsObserved", (1 - 2 * smoothing.share()) * after.largest());
            if (before.fit().model() instanceof BradleyTerry) {
                into.put("epsilonForChains", Smoothed.forChains(most));
                into.put("epsilonForChainsAsObserved", Smoothed.forChainsAsObserved(most));
            }
        }
        if (!remedy.kind().isOfData()) {
            into.put("prior", remedy.prior(before.fit().prior()).toString());
        }
        treatment(row.found()).ifPresent(treatment -> {
            into.put("pairs", treatment.pairs());
            into.put("judgements", remedy instanceof Sets sets ? sets.taken() : treatment.moved(data()));
            into.put(
                    "itemsLost",
                    before.sources().items().size() - items(row.found()).size());
        });
        if (remedy instanceof Sets sets) {
            ArrayNode array = into.putArray("sets");
            for (RankedSet set : sets.sets()) {
                ObjectNode one = array.addObject();
                ArrayNode items = one.putArray("items");
                set.items().forEach(item -> items.add(data().items().name(item)));
                one.put("rankings", set.rankings());
                ArrayNode instead = one.putArray("insteadOf");
                instead.add(data().items().name(set.first())).add(data().items().name(set.second()));
                one.put("judgements", set.taken());
            }
            row.asRankings().ifPresent(audit -> {
                into.put("largestAsRankings", audit.largest());
                audit.checks().forEach(check -> into.put("checkRelativeErrorAsRankings", check.relativeError()));
            });
        }
        result(into, after, row.heldOut());
        into.put("rankChange", rankChange(after));
        into.put("firstStays", firstStays(after));
        after.checks().forEach(check -> into.put("checkRelativeError", check.relativeError()));
    }

    private static void result(ObjectNode into, Audit audit, OptionalDouble loss) {
        into.put("largest", audit.largest());
        into.put("fragile", audit.fragile().get(0));
        bound(audit).ifPresent(bound -> into.put("bound", bound));
        loss.ifPresent(value -> into.put("heldOutLogLoss", value));
    }
}
