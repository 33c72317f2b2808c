package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.teeter.audit.DominanceProfile;
import org.teeter.data.Amount;
import org.teeter.tabular.reader.Source;
import org.teeter.tabular.text.PromptProfile;
import org.teeter.tabular.watch.JudgeAgreement;
import org.teeter.tabular.watch.Margins;
import org.teeter.tabular.watch.PromptAgreement;
import org.teeter.tabular.watch.RowProfile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How common dominant preferences are in preference data: by pair, prompt, group, rater and margin of scores.
 *
 * @param rows what rows have in common
 * @param texts the graph of the texts, where options are texts
 * @param options how many there are, where they can be fitted
 * @param pairs their shares, likewise
 * @param groups where a column of them was named
 * @param raters likewise
 */
public record ProfileDocument(
        String version,
        List<Source> sources,
        List<String> notes,
        RowProfile rows,
        Optional<PromptProfile> texts,
        int options,
        Optional<DominanceProfile> pairs,
        List<Group> groups,
        List<Rater> raters) {
    private static final List<String> SHARES =
            List.of("<50%", "50-60%", "60-70%", "70-80%", "80-90%", "90-<100%", "100%");
    private static final int MOST_GROUPS = 3;
    private static final int MOST_RATERS = 3;
    private static final int MOST_JUDGES = 12;
    private static final double ENOUGH = 10; // votes of a rater, to be named
    private static final double TELLING = 3; // standard errors from a half

    /**
     * The judgements of one group.
     *
     * @param tied the share of judgements for neither
     */
    public record Group(String name, long judgements, double tied, DominanceProfile pairs) {}

    /**
     * The judgements of one rater.
     *
     * @param decisive the share of judgements for one of the two
     * @param compared decided votes on pairs of which the other raters have a majority
     * @param agreement the share of these that go with that majority
     * @param ordered decided votes of which it is known which option was shown first
     * @param toFirst the share of these that went to it
     */
    public record Rater(
            String name,
            long judgements,
            double decisive,
            double compared,
            OptionalDouble agreement,
            double ordered,
            OptionalDouble toFirst) {

        /** How many standard errors the share of the option shown first is from a half. */
        private double lopsided() {
            return toFirst.isPresent() ? Math.abs(toFirst.getAsDouble() - 0.5) * 2 * Math.sqrt(ordered) : 0;
        }
    }

    public ProfileDocument {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
        groups = List.copyOf(groups);
        raters = List.copyOf(raters);
    }

    /** The profile in lines, names between the marks that {@link Verdict} explains. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String ties = rows.ties() == 0 ? "" : ", " + part(rows.ties(), rows.votes()) + " of them for neither";
        lines.add(Amount.of(rows.votes(), "judgement") + " in " + Amount.of(rows.rows(), "row") + ties
                + "; rows that equal an earlier one in every column: " + part(rows.repeats(), rows.rows()));
        texts.ifPresent(known -> lines.addAll(known.describe().subList(0, 2)));
        pairs.ifPresent(known -> addPairs(known, lines));
        addPrompts(rows.agreement(), lines);
        rows.margins().ifPresent(known -> addMargins(known, lines));
        texts.filter(known -> known.sharedOptions() == 0)
                .ifPresent(known -> lines.addAll(
                        known.describe().subList(2, known.describe().size())));
        addJudges(rows.judges(), lines);
        addGroups(lines);
        addRaters(lines);
        return lines;
    }

    private void addPairs(DominanceProfile known, List<String> lines) {
        lines.add(Amount.of(known.pairs(), "pair") + " of " + Amount.of(options, "option") + ", "
                + part(known.single(), known.pairs()) + " of them judged once");
        List<Long> observed = new ArrayList<>(known.favourite());
        observed.add(0, 0L);
        List<Long> atLeast = new ArrayList<>(known.surely());
        atLeast.add(0L);
        lines.add(row("share of the favourite", SHARES));
        lines.add(row("pairs", observed.stream().map(Shown::number).toList()));
        lines.add(row(
                "pairs by its lower end (95%)",
                atLeast.stream().map(Shown::number).toList()));
        String triples = known.triples() == 0 ? "" : "sensitive of " + Amount.of(known.triples(), "triple");
        lines.add(level("dominant enough for", "above", "pairs", "for certain (95%)", triples));
        for (DominanceProfile.Level level : known.levels()) {
            lines.add(level(
                    "M = " + Shown.threshold(level.m()),
                    String.format(Locale.ROOT, "%.3f", level.pstar()),
                    part(level.beyond(), known.pairs()),
                    part(level.surely(), known.pairs()),
                    known.triples() == 0 ? "" : part(level.sensitive(), known.triples())));
        }
    }

    private static String row(String what, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-28s", what));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %9s", cell)));
        return line.toString();
    }

    private static String level(String... cells) {
        return String.format(Locale.ROOT, "%-20s %6s %18s %18s %20s", (Object[]) cells)
                .stripTrailing();
    }

    private static void addPrompts(PromptAgreement prompts, List<String> lines) {
        if (prompts.prompts() == 0) {
            return;
        }
        lines.add(Amount.of(prompts.prompts(), "prompt") + ": " + Shown.number(prompts.withOne())
                + " with one pair judged, " + Shown.number(prompts.withTwo()) + " with two, "
                + Shown.number(prompts.withMore()) + " with more");
        if (prompts.judgedAgain() > 0) {
            lines.add("  a pair judged again: " + Amount.of(prompts.judgedAgain(), "prompt") + ", of which "
                    + part(prompts.unanimous(), prompts.judgedAgain()) + " are unanimous and "
                    + part(prompts.contradictory(), prompts.judgedAgain()) + " contradict themselves ("
                    + Amount.of(prompts.contradictions(), "pair") + ")");
        }
    }

    private void addMargins(Margins margins, List<String> lines) {
        List<String> names = new ArrayList<>();
        Margins.ENDS.forEach(end -> names.add("to " + Shown.shortest(end)));
        names.add("beyond");
        List<Long> positive = Arrays.stream(margins.positive()).boxed().toList();
        lines.add("margins " + rows.scoredBy().orElseThrow() + ": "
                + part(margins.negative(), margins.scored()) + " negative, " + part(margins.zero(), margins.scored())
                + " zero, " + binned(names, positive, margins.scored())
                + (margins.missing() > 0 ? "; missing in " + Amount.of(margins.missing(), "row") : ""));
    }

    private static void addJudges(JudgeAgreement known, List<String> lines) {
        if (known.rows() == 0) {
            return;
        }
        lines.add(Amount.of(known.judges().size(), "judge") + " of a row: all agree in "
                + part(known.unanimous(), known.rows()) + " of " + Amount.of(known.rows(), "row")
                + " with two verdicts or more"
                + (known.alpha().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                " (Krippendorff's alpha %.2f)",
                                known.alpha().getAsDouble())
                        : ""));
        lines.add(judge("judge", "verdicts", "for neither", "same as another's"));
        known.judges().stream()
                .limit(MOST_JUDGES)
                .forEach(judge -> lines.add(judge(
                        judge.name(),
                        Shown.number(judge.judged()),
                        part(judge.neither(), judge.judged()),
                        part(judge.agreed(), judge.compared()) + " of " + Shown.number(judge.compared()))));
        if (known.judges().size() > MOST_JUDGES) {
            lines.add("  and " + Amount.of(known.judges().size() - MOST_JUDGES, "judge") + " more, in --json");
        }
    }

    private static String judge(String... cells) {
        return String.format(Locale.ROOT, "  %-24s %9s %16s %28s", (Object[]) cells);
    }

    private void addGroups(List<String> lines) {
        groups.stream()
                .sorted(Comparator.comparingLong(Group::judgements).reversed())
                .limit(MOST_GROUPS)
                .forEach(group -> lines.add("group " + Verdict.marked(group.name()) + ": "
                        + Amount.of(group.judgements(), "judgement") + " of "
                        + Amount.of(group.pairs().pairs(), "pair")
                        + String.join(
                                "",
                                group.pairs().levels().stream()
                                        .limit(1)
                                        .map(level -> ", dominant enough for M = " + Shown.threshold(level.m()) + ": "
                                                + part(
                                                        level.beyond(),
                                                        group.pairs().pairs()) + ", for certain "
                                                + part(
                                                        level.surely(),
                                                        group.pairs().pairs()))
                                        .toList())));
        if (groups.size() > MOST_GROUPS) {
            lines.add("and " + Amount.of(groups.size() - MOST_GROUPS, "group") + " more, in --json");
        }
    }

    private void addRaters(List<String> lines) {
        if (raters.isEmpty()) {
            return;
        }
        double compared = raters.stream().mapToDouble(Rater::compared).sum();
        double agreed = raters.stream()
                .mapToDouble(rater -> rater.compared() * rater.agreement().orElse(0))
                .sum();
        lines.add(Amount.of(raters.size(), "rater")
                + (compared > 0
                        ? "; " + Shown.percent(agreed / compared)
                                + " of decided votes go with the majority of the other raters on the pair"
                        : ""));
        List<Rater> enough =
                raters.stream().filter(rater -> rater.compared() >= ENOUGH).toList();
        if (enough.size() > 1) {
            lines.add("  least so: "
                    + listed(
                            enough.stream()
                                    .sorted(Comparator.comparingDouble(
                                            rater -> rater.agreement().orElse(1))),
                            rater -> rater.agreement().orElse(1),
                            Rater::compared));
        }
        List<Rater> lopsided =
                raters.stream().filter(rater -> rater.lopsided() > TELLING).toList();
        if (!lopsided.isEmpty()) {
            lines.add("  votes for the option shown first, most lopsided: "
                    + listed(
                            lopsided.stream().sorted(Comparator.comparingDouble(rater -> -rater.lopsided())),
                            rater -> rater.toFirst().orElse(0),
                            Rater::ordered));
        }
    }

    private static String listed(Stream<Rater> raters, ToDoubleFunction<Rater> share, ToDoubleFunction<Rater> of) {
        return String.join(
                ", ",
                raters.limit(MOST_RATERS)
                        .map(rater -> Verdict.marked(rater.name()) + " "
                                + Shown.percent(share.applyAsDouble(rater)) + " of "
                                + Shown.number(of.applyAsDouble(rater)))
                        .toList());
    }

    /** The bins that hold something. */
    private static String binned(List<String> names, List<Long> counts, long all) {
        List<String> shown = new ArrayList<>();
        for (int bin = 0; bin < names.size(); bin++) {
            if (counts.get(bin) > 0) {
                shown.add(names.get(bin) + " " + part(counts.get(bin), all));
            }
        }
        return String.join(", ", shown);
    }

    /** A count, and of so many what share that is. */
    private static String part(long count, long of) {
        return Shown.number(count) + (count == 0 || of == 0 ? "" : " (" + Shown.percent(count / (double) of) + ")");
    }

    /** The same as JSON, with all groups and raters. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("teeter", version);
        json.put("rows", rows.rows());
        json.put("judgements", rows.votes());
        json.put("ties", rows.ties());
        json.put("repeatedRows", rows.repeats());
        texts.ifPresent(known -> json.putObject("texts")
                .put("rows", known.rows())
                .put("prompts", known.prompts())
                .put("repeatedPrompts", known.repeatedPrompts())
                .put("options", known.options())
                .put("sharedOptions", known.sharedOptions())
                .put("pairs", known.pairs())
                .put("duplicates", known.duplicates())
                .put("contradictions", known.contradictions()));
        pairs.ifPresent(known -> addTo(json.putObject("pairs").put("options", options), known));
        PromptAgreement prompts = rows.agreement();
        if (prompts.prompts() > 0) {
            json.putObject("prompts")
                    .put("withOnePair", prompts.withOne())
                    .put("withTwoPairs", prompts.withTwo())
                    .put("withMorePairs", prompts.withMore())
                    .put("judgedAgain", prompts.judgedAgain())
                    .put("unanimous", prompts.unanimous())
                    .put("contradictory", prompts.contradictory())
                    .put("contradictions", prompts.contradictions());
        }
        rows.margins().ifPresent(known -> {
            ObjectNode margins = json.putObject("margins")
                    .put("of", rows.scoredBy().orElseThrow())
                    .put("scored", known.scored())
                    .put("missing", known.missing())
                    .put("negative", known.negative())
                    .put("zero", known.zero());
            Margins.ENDS.forEach(margins.putArray("ends")::add);
            Arrays.stream(known.positive()).forEach(margins.putArray("positive")::add);
        });
        if (!groups.isEmpty()) {
            ArrayNode array = json.putArray("groups");
            groups.forEach(group -> addTo(
                    array.addObject()
                            .put("group", group.name())
                            .put("judgements", group.judgements())
                            .put("tied", group.tied()),
                    group.pairs()));
        }
        if (!raters.isEmpty()) {
            ArrayNode array = json.putArray("raters");
            for (Rater rater : raters) {
                ObjectNode one = array.addObject()
                        .put("rater", rater.name())
                        .put("judgements", rater.judgements())
                        .put("decisive", rater.decisive())
                        .put("compared", rater.compared());
                rater.agreement().ifPresent(share -> one.put("agreement", share));
                one.put("ordered", rater.ordered());
                rater.toFirst().ifPresent(share -> one.put("toFirst", share));
            }
        }
        if (rows.judges().rows() > 0) {
            ObjectNode judges = json.putObject("judges")
                    .put("rows", rows.judges().rows())
                    .put("unanimous", rows.judges().unanimous());
            rows.judges().alpha().ifPresent(alpha -> judges.put("alpha", alpha));
            ArrayNode each = judges.putArray("each");
            for (JudgeAgreement.Judge judge : rows.judges().judges()) {
                each.addObject()
                        .put("judge", judge.name())
                        .put("verdicts", judge.judged())
                        .put("neither", judge.neither())
                        .put("compared", judge.compared())
                        .put("agreed", judge.agreed());
            }
        }
        if (!notes.isEmpty()) {
            ArrayNode noted = json.putArray("notes");
            notes.forEach(noted::add);
        }
        return json;
    }

    private static void addTo(ObjectNode json, DominanceProfile known) {
        json.put("pairs", known.pairs());
        json.put("judgedOnce", known.single());
        known.favourite().forEach(json.putArray("favouriteFrom50By10")::add);
        known.surely().forEach(json.putArray("favouriteAtLeastBelow50From50By10")::add);
        json.put("triples", known.triples());
        ArrayNode levels = json.putArray("dominance");
        for (DominanceProfile.Level level : known.levels()) {
            levels.addObject()
                    .put("m", level.m())
                    .put("pstar", level.pstar())
                    .put("observed", level.beyond())
                    .put("confident", level.surely())
                    .put("sensitiveTriples", level.sensitive());
        }
    }
}
