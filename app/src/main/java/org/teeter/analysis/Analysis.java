package org.teeter.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.audit.TooLargeException;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.data.Rankings;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.infer.Covariance;
import org.teeter.link.Link;
import org.teeter.model.Conditional;
import org.teeter.model.PlackettLuce;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Judged;
import org.teeter.report.document.JudgedPairs;
import org.teeter.report.document.JudgedRankings;
import org.teeter.report.document.Leaderboard;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.Scale;
import org.teeter.report.document.Shown;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.count.CountRow;
import org.teeter.tabular.count.Suspect;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;

/**
 * Preference data from reading to results: reads, selects, then fits or audits. What was read decides what is fitted: one problem, or as many
 * as there are prompts.
 */
public final class Analysis implements AutoCloseable {
    /** An edge number each: 1 GB. */
    private static final long MOST_MEETINGS = 250_000_000;

    private final Reading reading;
    private final Watcher watcher;
    private final String version;
    private final Conditions conditions;
    private final List<String> selectionNotes = new ArrayList<>();
    private Optional<Counts> selected = Optional.empty();
    private Optional<Counts> selectedSquares = Optional.empty();
    private Optional<Rankings> ranked = Optional.empty(); // what is left of rankings

    /**
     * Reads.
     *
     * @param version of the program, which documents name
     */
    public Analysis(List<Path> files, ReadOptions options, Watcher watcher, String version) {
        this.watcher = watcher;
        this.version = version;
        this.reading = PreferenceFiles.read(files, options, watcher);
        this.conditions =
                new Conditions(reading instanceof Reading.Judgements judged ? judged.contests() : Optional.empty());
        watcher.ended("read");
        if (options.keepCounts() && kept().isEmpty()) {
            reading.close();
            throw new RefusedException(
                    "--keep-counts keeps counts of pairs of options that have names, and these are texts or"
                            + " rankings; leave it out");
        }
    }

    public Reading reading() {
        return reading;
    }

    /** What there is in pairs of unrelated texts, a line each: there is nothing to fit then. */
    public Optional<List<String>> profile() {
        return reading instanceof Reading.Unshared unshared
                ? Optional.of(unshared.profile().describe())
                : Optional.empty();
    }

    /** All that a person should know of how the files were read and what of them is used, a sentence each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(reading.notes());
        notes.addAll(selectionNotes);
        return notes;
    }

    /** What of that is not of one file. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(reading.remarks());
        remarks.addAll(selectionNotes);
        return remarks;
    }

    /** Writes what was counted as rows that can be read again, where that was asked for. */
    public void writeCounts(Path file) throws IOException {
        if (kept().isPresent()) {
            KeptCounts.write(file, kept().get());
        }
    }

    private Optional<List<CountRow>> kept() {
        return reading instanceof Reading.Judgements judged ? judged.kept() : Optional.empty();
    }

    /** Leaves items out. */
    public void select(Selection selection, ModelChoice choice) {
        if (isPromptByPrompt() && !selection.equals(Selection.ALL)) {
            throw new RefusedException(
                    "--drop, --min-comparisons and --largest-component have no meaning for answers to"
                            + " prompts, each of which is a problem of its own; leave them out");
        }
        if (selection.equals(Selection.ALL)) {
            return;
        }
        if (reading instanceof Reading.Ballots ballots) {
            Selection.Selected left = selection.of(new Selectable.Ballots(ballots.rankings(), choice.prior()));
            ranked = Optional.of(ballots.rankings().among(left.items()));
            selectionNotes.addAll(left.notes());
            return;
        }
        if (judgements().contests().isPresent()
                || counts().shown().isPresent()
                || !judgements().contexts().isEmpty()) {
            throw new RefusedException(
                    "--drop, --min-comparisons and --largest-component do not go with --home, --covariate, --column group and"
                            + " --column rater; leave the rows out of the file");
        }
        Counts counts = judgements().counts();
        Selection.Selected left = selection.of(new Selectable.Pairs(choice.graph(counts), choice));
        if (left.members().size() < counts.items().size()) {
            selected = Optional.of(counts.among(left.items()));
            selectedSquares =
                    judgements().squares().map(squares -> squares.counts().among(left.items()));
        }
        selectionNotes.addAll(left.notes());
    }

    /**
     * The choices with scores that features of the items explain.
     *
     * @param columns of the table that are features; all where none is named
     */
    public List<ModelChoice> explained(List<ModelChoice> choices, ItemTable table, List<String> columns) {
        if (isPromptByPrompt()) {
            throw new RefusedException(
                    "--items has no meaning for answers to prompts, each of which is a problem of its"
                            + " own; leave it out");
        }
        if (reading instanceof Reading.Judgements judged
                && judged.contexts().stream().anyMatch(c -> !c.group().isEmpty())) {
            throw new RefusedException(
                    "--items does not go with --column group, since not every group has all items; leave"
                            + " one of them out");
        }
        ItemTable.Read read = table.features(items(), columns);
        selectionNotes.addAll(read.notes());
        return choices.stream()
                .map(choice -> choice.explainedBy(read.features()))
                .toList();
    }

    /**
     * Fits also by how much more it counts to be named first where both items have the same level of a feature.
     *
     * @param columns of the table
     */
    public void compareWithin(ItemTable table, List<String> columns) {
        if (!(reading instanceof Reading.Judgements) || isPromptByPrompt()) {
            throw new RefusedException("--same is of judgements of pairs of options that have names; leave it out");
        }
        conditions.addSame(counts(), items(), table, columns);
    }

    /** The choices with fits that begin at former scores, of the column {@code score} of a table; items that have none begin at 0. */
    public List<ModelChoice> starting(List<ModelChoice> choices, ItemTable table) {
        Map<String, Double> scores = table.numbers("score");
        long without = IntStream.range(0, items().size())
                .filter(i -> !scores.containsKey(items().name(i)))
                .count();
        long gone = scores.keySet().stream()
                .filter(name -> items().id(name).isEmpty())
                .count();
        if (without > 0) {
            selectionNotes.add(Amount.of(without, "item has", "items have") + " no score in --start, and "
                    + (without == 1 ? "begins" : "begin") + " at 0");
        }
        if (gone > 0) {
            selectionNotes.add(Amount.of(gone, "score of --start is of an item", "scores of --start are of items")
                    + " not judged here");
        }
        return choices.stream().map(choice -> choice.startingAt(scores)).toList();
    }

    private Reading.Judgements judgements() {
        return (Reading.Judgements) reading;
    }

    private Counts counts() {
        return selected.orElseGet(() -> judgements().counts());
    }

    private Rankings rankings(Reading.Ballots ballots) {
        return ranked.orElseGet(ballots::rankings);
    }

    /** What is fitted. */
    public Items items() {
        return reading instanceof Reading.Ballots ballots ? ballots.rankings().items() : counts().items();
    }

    /** Whether answers to several prompts were read, each prompt a problem of its own. */
    public boolean isPromptByPrompt() {
        return reading instanceof Reading.Judgements judgements
                && judgements.problems().size() > 1;
    }

    /**
     * Fits.
     *
     * @throws NoAnswerException if there is no finite fit
     */
    public Fitted fit(ModelChoice choice) {
        watcher.at("fitting", 0);
        Fitted fitted = reading instanceof Reading.Ballots ballots
                ? new ProblemFit<>(
                        new JudgedRankings(rankings(ballots)),
                        items(),
                        fitBallots(rankings(ballots), choice),
                        Variation.none())
                : isPromptByPrompt()
                        ? PromptFits.of(Prompts.of(judgements().problems(), choice), watcher)
                        : contests(choice)
                                .<Fitted>map(contests -> problem(
                                        choice,
                                        fitContests(contests, choice),
                                        new Variation<>(List.of(), squaredContests(choice))))
                                .orElseGet(() -> problem(
                                        choice,
                                        fitPairs(choice),
                                        new Variation<>(
                                                byRater(choice), squares().map(choice::graph))));
        watcher.ended("fit");
        return fitted;
    }

    private static Fit<Rankings> fitBallots(Rankings rankings, ModelChoice choice) {
        if (!choice.allowsRankings()) {
            throw new RefusedException("these are rankings, whose model is plackett-luce, got --model "
                    + choice.model().name().toLowerCase(Locale.ROOT));
        }
        if (rankings.distinct() == 0) {
            throw new RefusedException("there is nothing to fit: no ranking chooses among two items or more");
        }
        if (rankings.meetingPairs() > MOST_MEETINGS) {
            throw new RefusedException("rankings on which " + Shown.number(rankings.meetingPairs())
                    + " pairs of items meet do not fit into memory, which holds " + Shown.number(MOST_MEETINGS)
                    + "; keep the first places of each, or a sample of them");
        }
        try {
            return choice.fit(new PlackettLuce(), rankings, rankings.items());
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(
                    e, Remedies.of(e, new Selectable.Ballots(rankings, choice.prior()), choice), "");
        }
    }

    /** What stands beside a ranking: the same by other models, and the rankings of groups. */
    public record Beside(List<Leaderboard.Group> columns, List<String> notes) {}

    /**
     * Fits other models, and the judgements of each group by itself, where a column of groups was named.
     *
     * @param scale of a model's link
     */
    public Beside beside(
            List<ModelChoice> others, ModelChoice choice, ErrorChoice errors, Function<Link, Scale> scale) {
        List<Leaderboard.Group> groups = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ModelChoice other : others) {
            Fitted fitted = fit(other);
            groups.add(column(other.name(), fitted.ranking(errors), scale.apply(fitted.link())));
        }
        if (reading instanceof Reading.Judgements read) {
            boolean named = read.contexts().stream().anyMatch(c -> !c.group().isEmpty());
            if (named && read.contexts().stream().anyMatch(c -> !c.rater().isEmpty())) {
                throw new RefusedException(
                        "name a column of groups or one of raters, --column group=… or --column rater=…, not"
                                + " both");
            }
            for (int number : named ? counts().contexts() : List.<Integer>of()) {
                String name = read.contexts().get(number).group();
                Counts here = judged(counts().in(number));
                try {
                    Fitted fitted = new ProblemFit<>(
                            new JudgedPairs(here, choice.ties()),
                            here.items(),
                            choice.fit(choice.graph(here)),
                            new Variation<>(List.of(), squares().map(all -> choice.graph(judged(all.in(number))))));
                    groups.add(column(name, fitted.ranking(errors), scale.apply(fitted.link())));
                } catch (NoFiniteFitException e) {
                    groups.add(new Leaderboard.Group(name, Map.of(), 0));
                    notes.add(name + " has no finite fit: " + e.reason());
                }
            }
        }
        return new Beside(groups, notes);
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

    private <D extends Judgements<D>> Fitted problem(ModelChoice choice, Fit<D> fit, Variation<D> variation) {
        return new ProblemFit<>(new JudgedPairs(counts(), choice.ties()), items(), fit, variation);
    }

    /** The judgements of each rater, where a column of them was named and none of groups. */
    private List<ComparisonGraph> byRater(ModelChoice choice) {
        boolean raters = !counts().contexts().isEmpty()
                && judgements().contexts().stream()
                        .allMatch(context ->
                                context.group().isEmpty() && !context.rater().isEmpty());
        return raters ? Covariance.clusters(counts(), choice.ties()) : List.of();
    }

    /** The judgements under their conditions, where some were asked for. */
    private Optional<Contests> contests(ModelChoice choice) {
        return conditions.of(counts(), choice.ties());
    }

    private Optional<Contests> squaredContests(ModelChoice choice) {
        return judgements()
                .squares()
                .flatMap(squares -> conditions.of(squares.counts(), squares.contests(), choice.ties()));
    }

    /** Sums of squared weights, where judgements lose weight as they age. */
    private Optional<Counts> squares() {
        return selectedSquares.isPresent()
                ? selectedSquares
                : judgements().squares().map(Reading.Squares::counts);
    }

    private Fit<Contests> fitContests(Contests contests, ModelChoice choice) {
        if (choice.isOfRankings() || !choice.model().isConcave()) {
            throw new RefusedException(
                    "--home and --covariate are of models of pairs that have one maximum, got --model "
                            + (choice.isOfRankings()
                                    ? "plackett-luce"
                                    : choice.model().name()));
        }
        if (contests.size() == 0) {
            throw nothingToFit();
        }
        try {
            return choice.fit(new Conditional(choice.model()), contests, contests.items());
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(
                    e,
                    e.isOfScores()
                            ? Remedies.of(e, new Selectable.Pairs(contests.pooled(), choice), choice)
                            : List.of("leave out what is named: --home, --covariate"
                                    + (choice.prior().regression().isPresent() ? ", --item-covariate" : "")),
                    "");
        } catch (NoConvergenceException e) {
            throw new RefusedException(
                    "the fit has no end: perhaps conditions together explain every judgement, or are the same"
                            + " but for a factor; leave one out, of " + String.join(", ", contests.conditions()));
        }
    }

    private Fit<ComparisonGraph> fitPairs(ModelChoice choice) {
        if (choice.isOfRankings()) {
            throw new RefusedException(
                    "--model plackett-luce is a model of rankings, and these are judgements of pairs;"
                            + " leave it out: of two items it is bradley-terry, or davidson where there are ties");
        }
        ComparisonGraph graph = choice.graph(counts());
        if (graph.edges() == 0) {
            throw nothingToFit();
        }
        return fit(graph, choice);
    }

    /** Fits a graph, or says why not and what helps. */
    static Fit<ComparisonGraph> fit(ComparisonGraph graph, ModelChoice choice) {
        try {
            return choice.fit(graph);
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(e, Remedies.of(e, new Selectable.Pairs(graph, choice), choice), "");
        }
    }

    static RefusedException nothingToFit() {
        return new RefusedException(
                "there is nothing to fit: no judgement is left once ties are dropped; use --ties half");
    }

    /**
     * Fits and audits; the rows of {@code targets.csv}, {@code comparisons.csv} and {@code scores.csv} go into the tables.
     *
     * @param asIfUnobserved whether the judgements of the one named target are left out
     */
    public AuditReport audit(ModelChoice choice, AuditRequest request, boolean asIfUnobserved, Tables tables) {
        if (isPromptByPrompt()) {
            if (request.acrossParts()) {
                throw new RefusedException(
                        "--across-parts has no meaning for answers to prompts, each of which is a problem"
                                + " of its own; leave it out");
            }
            Prompts prompts = Prompts.of(judgements().problems(), choice);
            watcher.ended("fit");
            AuditReport report = new PromptAudit(prompts, request, asIfUnobserved, items(), watcher)
                    .audit(reading, auditNotes(asIfUnobserved), tables, version);
            watcher.ended("audit");
            return report;
        }
        watcher.at("fitting", 0);
        Judged judged;
        Fit<?> fit;
        if (reading instanceof Reading.Ballots ballots) {
            if (asIfUnobserved) {
                throw new RefusedException(
                        "--as-if-unobserved is of judgements of pairs, and these are rankings; leave it out");
            }
            judged = new JudgedRankings(rankings(ballots));
            fit = fitBallots(rankings(ballots), choice);
        } else {
            judged = new JudgedPairs(counts(), choice.ties());
            fit = fitForAudit(choice, request, asIfUnobserved);
        }
        watcher.ended("fit");
        if (request.top() == 0
                && fit.graph().size() > Audit.LARGEST_LISTED
                && !(request.targets() instanceof Targets.Named)) {
            throw new RefusedException(
                    "--top 0 lists the targets of up to " + Audit.LARGEST_LISTED + " items, and there are "
                            + fit.graph().size() + "; use --top K, or name pairs with --targets A,B");
        }
        Audit audit = audited(fit, request);
        watcher.ended("audit");
        List<String> notes = auditNotes(asIfUnobserved);
        if (audit.findings().size() > request.refits()) {
            notes.add(refitted(request.refits()));
        }
        List<String> suspects = reading.suspects().stream()
                .map(Suspect::toString)
                .map(s -> "Perhaps misspelt: " + s + ".")
                .toList();
        AuditedData data = new AuditedData(reading.sources(), suspects, judged, audit, notes);
        watcher.at("writing the report", 0);
        write(tables, data);
        return new AuditDocument(data, version);
    }

    private Fit<?> fitForAudit(ModelChoice choice, AuditRequest request, boolean asIfUnobserved) {
        Optional<Contests> contests = contests(choice);
        if (contests.isPresent()) {
            if (asIfUnobserved) {
                throw new RefusedException("--as-if-unobserved does not go with --home and --covariate; leave it out");
            }
            return fitContests(contests.get(), choice);
        }
        Fit<ComparisonGraph> fit = fitPairs(choice);
        if (!asIfUnobserved) {
            return fit;
        }
        ComparisonGraph without = withoutOwn(fit.data(), request.targets());
        return without.edges() == fit.data().edges() ? fit : fit(without, choice);
    }

    private Audit audited(Fit<?> fit, AuditRequest request) {
        try {
            return Audit.of(fit, request, watcher);
        } catch (TooLargeException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static String refitted(int refits) {
        String which = refits == 0
                ? "No finding was"
                : refits == 1
                        ? "Only the worst finding was"
                        : "Only the worst " + Shown.number(refits) + " findings were";
        return which + " refitted; --refits changes that.";
    }

    private List<String> auditNotes(boolean asIfUnobserved) {
        List<String> notes =
                new ArrayList<>(remarks().stream().map(Verdict::asSentence).toList());
        if (reading instanceof Reading.Judgements judged && judged.squares().isPresent()) {
            notes.add(
                    "Standard errors take what a judgement weighs for a part of a judgement, and are too large; fit has"
                            + " robust ones.");
        }
        reading.rejected()
                .ifPresent(rejected -> notes.add(Amount.of(
                        rejected.rows(),
                        "row could not be counted and was left out; it is in rejected.csv.",
                        "rows could not be counted and were left out; they are in rejected.csv.")));
        if (asIfUnobserved) {
            notes.add("The named pair's own judgements were dropped before the fit.");
        }
        return notes;
    }

    private static void write(Tables tables, AuditedData data) {
        try (Writer targets = tables.open("targets.csv");
                Writer pairs = tables.open("comparisons.csv");
                Writer scores = tables.open("scores.csv")) {
            Audit audit = data.audit();
            write(targets, ResultTable.targets(audit.request().thresholds(), audit.sources()), data.findings());
            write(
                    pairs,
                    ResultTable.comparisons(data.audit().sources()),
                    data.audit().influences());
            write(scores, ResultTable.scores(data.ranking()), data.ranking());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> void write(Writer out, ResultTable<T> table, List<T> rows) {
        new CsvFile(out).header(table.names()).rows(table, rows);
    }

    /** A graph as if the one named pair had never been judged. */
    static ComparisonGraph withoutOwn(ComparisonGraph graph, Targets targets) {
        if (!(targets instanceof Targets.Named named && named.pairs().size() == 1)) {
            throw new RefusedException("--as-if-unobserved needs exactly one named pair: --targets A,B");
        }
        Targets.Pair pair = named.pairs().get(0);
        int own = graph.edge(pair.i(), pair.j());
        return own < 0 ? graph : graph.without(own);
    }

    @Override
    public void close() {
        reading.close();
    }
}
