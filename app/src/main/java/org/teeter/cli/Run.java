package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.Watcher;
import org.teeter.data.Amount;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.Finite;
import org.teeter.report.document.PublishedDocument;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Source;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An analysis on a terminal: its progress and its notes are on standard error, and what it took is recorded. */
final class Run implements AutoCloseable, Watcher {
    /** What was counted, as an input for later runs. */
    static final String COUNTS = "counts.csv";

    private static final int COLUMNS_SHOWN = 12;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final TerminalProgress progress;
    private final RunRecord record;
    private final Analysis analysis;
    private boolean keptRejected;

    Run(InputOptions input, CommandSpec command, boolean quiet) {
        this(input.inputs(), input.options(), command, quiet);
    }

    Run(List<Path> files, ReadOptions options, CommandSpec command, boolean quiet) {
        this(files, options, command, quiet, Analysis::new);
    }

    /** How an analysis begins: it reads. */
    interface Beginning {
        Analysis of(List<Path> files, ReadOptions options, Watcher watcher, String version);
    }

    Run(List<Path> files, ReadOptions options, CommandSpec command, boolean quiet, Beginning beginning) {
        CommandLine line = command.commandLine();
        this.out = line.getOut();
        this.err = line.getErr();
        this.quiet = quiet;
        this.progress = new TerminalProgress(System.err, quiet);
        this.record = new RunRecord(Arguments.of(command));
        this.analysis = beginning.of(files, options, this, Version.current());
    }

    Analysis analysis() {
        return analysis;
    }

    @Override
    public void at(String stage, double share) {
        progress.at(stage, share);
    }

    @Override
    public void read(Path file, long bytes, long size) {
        progress.reading(file, bytes, size);
    }

    @Override
    public void ended(String stage) {
        record.ended(stage);
    }

    /**
     * Prints what there is where nothing can be fitted; says whether that is so.
     *
     * @param asJson for programs
     * @param folder where the run keeps what it keeps, if anywhere
     */
    boolean printedProfile(boolean asJson, Optional<Path> folder) throws IOException {
        progress.done();
        Optional<List<String>> lines = analysis.profile();
        if (lines.isEmpty()) {
            return false;
        }
        if (folder.isPresent()) {
            try (OutputFolder made = OutputFolder.at(folder.get())) {
                record(made, folder.get());
                made.publish();
            }
        }
        if (asJson) {
            out.println(Finite.text(profile(lines.get())));
        } else {
            lines.get().forEach(out::println);
        }
        out.flush();
        tellNotes();
        return true;
    }

    private ObjectNode profile(List<String> lines) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        PublishedDocument.NOTHING_TO_FIT.begin(document, Version.current());
        ArrayNode profile = document.putArray("nothingToFit");
        lines.forEach(profile::add);
        addNotes(document);
        return document;
    }

    /** Adds what a person should know of how the files were read, if anything. */
    void addNotes(ObjectNode document) {
        List<String> notes = withLeftOut(analysis.notes());
        List<Source> sources = analysis.reading().sources();
        if (!notes.isEmpty()
                || sources.stream().anyMatch(source -> !source.ignored().isEmpty())) {
            ArrayNode input = document.putArray("input");
            for (Source source : sources) {
                AuditDocument.addNotes(input.addObject().put("path", source.name()), source);
            }
            ArrayNode noted = document.putArray("notes");
            notes.forEach(noted::add);
        }
    }

    private List<String> withLeftOut(List<String> sentences) {
        List<String> all = new ArrayList<>(sentences);
        analysis.leftOut().ifPresent(all::add);
        return all;
    }

    /** Says what a person should know of how the files were read, on standard error. */
    void tellNotes() {
        progress.done();
        if (!keptRejected) {
            analysis.leftOut().ifPresent(said -> err.println("teeter: " + Visible.of(said)));
        }
        if (!quiet) {
            analysis.notes().forEach(this::say);
            tellUnused();
            analysis.reading().suspects().forEach(suspect -> err.println("teeter: perhaps misspelt: " + suspect));
            err.flush();
        }
    }

    void progressDone() {
        progress.done();
    }

    /** Says one thing more. */
    void say(String sentence) {
        progress.done();
        if (!quiet) {
            err.println("teeter: " + Visible.of(sentence));
            err.flush();
        }
    }

    /** Says which columns were not used, on standard error; those of files that have the same ones once. */
    void tellUnused() {
        Set<String> told = new LinkedHashSet<>();
        for (Source source : analysis.reading().sources()) {
            if (!source.ignored().isEmpty()) {
                told.add(source.unused(COLUMNS_SHOWN));
            }
        }
        told.forEach(columns -> say("not used: " + columns));
    }

    /** Puts the rows that were left out where the results go, says so, and writes {@code run.json}, where nothing was drawn. */
    void record(OutputFolder folder, Path shownAs) throws IOException {
        record(folder, shownAs, Map.of());
    }

    /** The same with the seeds of what was drawn. */
    void record(OutputFolder folder, Path shownAs, Map<String, Long> seeds) throws IOException {
        keepRejected(folder.file("rejected.csv"), shownAs.resolve("rejected.csv"));
        analysis.writeCounts(folder.file(COUNTS));
        analysis.writeTexts(folder.file("options.csv"));
        ended("write");
        record.remark(withLeftOut(analysis.remarks()));
        record.write(folder.file("run.json"), analysis.reading().sources(), seeds);
    }

    void keepRejected(Path file, Path shownAs) throws IOException {
        Optional<Long> rows = analysis.reading().rejected().map(rejected -> rejected.rows());
        if (rows.isPresent()) {
            analysis.reading().rejected().orElseThrow().moveTo(file);
            keptRejected = true;
            err.println("teeter: " + Amount.of(rows.get(), "row was", "rows were") + " left out, see " + shownAs);
        }
    }

    @Override
    public void close() {
        progress.done();
        analysis.close();
    }
}
