package org.teeter.analysis;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.link.Link;
import org.teeter.plan.Goal;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.Boundaries;
import org.teeter.report.document.Explanation;
import org.teeter.report.document.HeadDocument;
import org.teeter.report.document.MitigationDocument;
import org.teeter.report.document.PlanDocument;
import org.teeter.report.document.ProfileDocument;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.Scale;
import org.teeter.report.document.TipDocument;
import org.teeter.report.document.Tornado;
import org.teeter.tabular.export.CountsFile;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.tally.CountRow;
import org.teeter.tabular.watch.RowProfile;
import org.teeter.votes.Change;
import tools.jackson.databind.node.ObjectNode;

/**
 * Preference data from reading to results: reads, selects, then fits or audits. What was read decides what is fitted: one problem, or as many
 * as there are prompts.
 */
public final class Analysis implements AutoCloseable {
    private final Reading reading;
    private final List<Path> files;
    private final ReadOptions options;
    private final Watcher watcher;
    private final String version;
    private final Sample sample;
    private final Fitting fitting;
    private final Optional<RowProfile> rows;

    /**
     * Reads.
     *
     * @param version of the program, which documents name
     */
    public Analysis(List<Path> files, ReadOptions options, Watcher watcher, String version) {
        this(files, options, watcher, version, Optional.empty());
    }

    /** The same, with a look at what rows have in common. */
    public static Analysis profiling(List<Path> files, ReadOptions options, Watcher watcher, String version) {
        return new Analysis(files, options, watcher, version, Optional.of(new RowProfile()));
    }

    private Analysis(
            List<Path> files, ReadOptions options, Watcher watcher, String version, Optional<RowProfile> rows) {
        this.rows = rows;
        this.files = List.copyOf(files);
        this.options = options;
        this.watcher = watcher;
        this.version = version;
        this.reading = rows.map(profile -> PreferenceFiles.read(files, options, watcher, profile))
                .orElseGet(() -> PreferenceFiles.read(files, options, watcher));
        this.sample = new Sample(reading);
        this.fitting = new Fitting(sample, watcher);
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

    /**
     * How common dominant preferences are in what was read to be {@linkplain #profiling profiled}.
     *
     * @param thresholds each above 1
     */
    public ProfileDocument profile(List<Double> thresholds) {
        return new Profiling(reading, rows.orElseThrow()).document(thresholds, version);
    }

    /** All that a person should know of how the files were read and what of them is used, a sentence each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(reading.notes());
        notes.addAll(sample.notes());
        return notes;
    }

    /** What the last answer about votes, plans or remedies says of parts between which nothing was compared; empty where there are none. */
    public Optional<String> acrossParts() {
        return fitting.acrossParts();
    }

    /** What is to be said of the standard errors of answers about votes, evidence and plans, if anything. */
    public Optional<String> ofErrors() {
        return sample.ofErrors();
    }

    /** What of that is not of one file. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(reading.remarks());
        remarks.addAll(sample.notes());
        return remarks;
    }

    /** How many rows could not be counted and were left out, if any were. */
    public Optional<String> leftOut() {
        return reading.rejected()
                .map(rejected ->
                        Amount.of(rejected.rows(), "row was left out: ", "rows were left out, of which the first is ")
                                + rejected.first());
    }

    /** Writes what was counted as rows that can be read again, where that was asked for. */
    public void writeCounts(Path file) throws IOException {
        if (kept().isPresent()) {
            try (Writer out = Files.newBufferedWriter(file)) {
                CountsFile.write(out, kept().get());
            }
        }
    }

    /** Writes where each option stands in full, where options are texts, whose names are short. */
    public void writeTexts(Path file) throws IOException {
        if (reading instanceof Reading.Judgements judged && !judged.texts().isEmpty()) {
            CsvFile.write(file, ResultTable.texts(), judged.texts());
        }
    }

    private Optional<List<CountRow>> kept() {
        return reading instanceof Reading.Judgements judged ? judged.kept() : Optional.empty();
    }

    /** Leaves items out. */
    public void select(Selection selection, ModelChoice choice) {
        sample.select(selection, choice);
    }

    /**
     * The choices with scores that features of the items explain.
     *
     * @param columns of the table that are features; all where none is named
     */
    public List<ModelChoice> explained(List<ModelChoice> choices, ItemTable table, List<String> columns) {
        if (sample.isPromptByPrompt()) {
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
        sample.notes().addAll(read.notes());
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
        sample.compareWithin(table, columns);
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
            sample.notes()
                    .add(Amount.of(without, "item has", "items have") + " no score in --start, and "
                            + (without == 1 ? "begins" : "begin") + " at 0");
        }
        if (gone > 0) {
            sample.notes()
                    .add(Amount.of(gone, "score of --start is of an item", "scores of --start are of items")
                            + " not judged here");
        }
        return choices.stream().map(choice -> choice.startingAt(scores)).toList();
    }

    /** What is fitted. */
    public Items items() {
        return sample.items();
    }

    /**
     * Fits.
     *
     * @throws NoAnswerException if there is no finite fit
     */
    public Fitted fit(ModelChoice choice) {
        return fitting.fit(choice);
    }

    /** Fits each strong component by itself, where the whole has no finite fit; else the whole. */
    public Fitted fitStrongComponents(ModelChoice choice) {
        return fitting.fitStrongComponents(choice);
    }

    /**
     * Fits other models, and the judgements of each group by itself, where a column of groups was named.
     *
     * @param scale of a model's link
     */
    public Beside beside(
            List<ModelChoice> others, ModelChoice choice, ErrorChoice errors, Function<Link, Scale> scale) {
        return Beside.of(sample, fitting, others, choice, errors, scale);
    }

    /**
     * Fits and audits; the rows of {@code targets.csv}, {@code comparisons.csv} and {@code scores.csv} go into the tables.
     */
    public AuditReport audit(ModelChoice choice, AuditChoice asked, Tables tables) {
        return auditing().audit(choice, asked, remarks(), tables);
    }

    /** Why the model says what it says of two items, by their names. */
    public Explanation why(ModelChoice choice, String first, String second) {
        return new Explaining(sample, fitting, watcher).why(choice, first, second);
    }

    /** Whether {@link #changed} has an answer: of judgements of pairs of named options, without conditions. */
    public boolean isChangeable(ModelChoice choice) {
        return new Changing(sample, fitting).isKnown(choice);
    }

    /** The scores before and after changes of the judgements, fitted anew. */
    public ObjectNode changed(ModelChoice choice, Changes changes) {
        return new Changing(sample, fitting).changed(choice, changes);
    }

    /** How few votes change the order. */
    public TipDocument tip(ModelChoice choice, TipRequest asked) {
        return auditing().tip(choice, asked);
    }

    /** How few votes change which items are the first k, for every k up to {@code most}. */
    public Boundaries boundaries(ModelChoice choice, int most, Change change) {
        return auditing().boundaries(choice, most, change);
    }

    /** Fits and audits scores that are linear in vectors of the options. */
    public HeadDocument head(ModelChoice choice, HeadRequest asked) {
        return new Heads(sample, options, watcher).audit(choice, asked);
    }

    /** What each choice behind the ranking, and each source of judgements, moves; of {@code k} the first k items. */
    public Tornado tornado(ModelChoice choice, int k) {
        return auditing().tornado(choice, k);
    }

    /**
     * Which pairs to have judged next.
     *
     * @param goal what for, given the items
     * @param budget how many votes there are
     * @param threshold what sensitivity is too large
     * @param trials how many times the votes bought are drawn from the fit, fitted and looked at
     * @throws NoAnswerException if there is no finite fit; its remedies name pairs that make one
     */
    public PlanDocument plan(
            ModelChoice choice, Function<Items, Goal> goal, int budget, double threshold, int trials, long seed) {
        return new Planning(sample, fitting, watcher).plan(choice, goal, budget, threshold, trials, seed);
    }

    /**
     * The rows in which the votes are that change an order: their table, which a header begins.
     *
     * @throws RefusedException where votes are not whole, are under conditions, or are rankings
     */
    public List<List<String>> rows(TipDocument document, ModelChoice choice) {
        boolean plain = reading instanceof Reading.Judgements read
                && read.profile().isEmpty()
                && sample.contests(choice).isEmpty()
                && document.turns().stream().allMatch(turn -> turn.votes() == Math.rint(turn.votes()));
        if (!plain) {
            throw new RefusedException(
                    "--out names the rows of whole votes on pairs of named options, without --home and"
                            + " --covariate; leave it out");
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(TippedRows.HEADER);
        lines.addAll(new TippedRows(choice.graph(sample.counts()), files, options, watcher).of(document));
        return lines;
    }

    /** What brings all sensitivities down to a bound, and what each way costs. */
    public MitigationDocument mitigate(ModelChoice choice, MitigationChoice asked) {
        return new Mitigating(sample, fitting, watcher).mitigate(choice, asked);
    }

    /** The judgements as each remedy changes them, a file each that can be read again, and {@code changes.csv}. */
    public void writeChanged(MitigationDocument document, Tables tables) throws IOException {
        ChangedCounts.write(document, tables);
    }

    private Auditing auditing() {
        return new Auditing(reading, files, options, sample, fitting, watcher, version);
    }

    @Override
    public void close() {
        reading.close();
    }
}
