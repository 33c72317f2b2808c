package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.CsvFile;
import org.teeter.analysis.TreatmentTable;
import org.teeter.data.Amount;
import org.teeter.report.document.Shown;
import org.teeter.tabular.bytes.Packing;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.export.Export;
import org.teeter.tabular.export.PrefLibFile;
import org.teeter.tabular.export.Treatment;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.row.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter export}: a treated copy of preference data, with all of its columns. */
@Command(
        name = "export",
        description = {
            "Copies preference files with all of their columns, in which some rows are turned round (--smooth), weighted (--weights)"
                    + " or left out (--drop-rows); changed.csv lists those turned round or left out. The originals stay as they are.",
            "The copies are what trainers read: prompt, chosen, rejected stay what they are called, and dataset_info.json is the entry"
                    + " for LLaMA-Factory."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A hundredth of the rows turned round, for a trainer:",
            "  teeter export pairs.jsonl --smooth .01 --seed 1 --out smoothed",
            "What mitigate found, pair by pair:",
            "  teeter export pairs.jsonl --smooth-pairs remedies/changes.csv \\",
            "    --out treated",
            "The same counts as an arena's log:",
            "  teeter export pairs.jsonl --format arena --out arena"
        })
final class ExportCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Preference files: CSV, TSV, JSON or Parquet, several, folders or patterns in quotes.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--smooth",
            paramLabel = "EPS",
            description =
                    "Label smoothing, below 0.5: turn each row round with this probability, as its content and --seed decide.")
    @Nullable
    private Double smooth;

    @Option(
            names = "--smooth-pairs",
            paramLabel = "FILE",
            description =
                    "The same pair by pair, as little as needed: the changes.csv of teeter mitigate --by smooth-pairs.")
    @Nullable
    private Path smoothPairs;

    @Option(
            names = "--soft-labels",
            description =
                    "With --smooth or --smooth-pairs: turn no row round, and add a column label_soft with 1 - EPS, the probability of the"
                            + " chosen text.")
    private boolean soft;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Add a column weight: that of the row's pair in this table (item_a,item_b,weight), or 1.")
    @Nullable
    private Path weights;

    @Option(
            names = "--drop-rows",
            paramLabel = "FILE",
            description = "Leave out the rows of this table (file,row), such as rows.csv of audit or votes.csv of tip.")
    @Nullable
    private Path dropped;

    @Option(
            names = "--format",
            paramLabel = "jsonl|parquet|csv|arena|preflib",
            description =
                    "Format of the copies (default: that of each file; Parquet of Parquet alone). arena: CSV with model_a, model_b"
                            + " and winner, and all columns that say something else. preflib: one file of all judgements or rankings, which has"
                            + " no other columns; treat rows first.")
    @Nullable
    private String format;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of --smooth (default: 1).")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the copies.")
    private Path out = Path.of("");

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        RunRecord record = new RunRecord(Arguments.of(known));
        if (isPrefLib()) {
            return prefLib(known, record);
        }
        Treatment treatment = treatment();
        Optional<Format> wanted = format();
        if (files.stream().anyMatch(StandardInput::isMeantBy)) {
            throw new UsageException("export copies files; save standard input as one");
        }
        List<Export.Copy> copies;
        TerminalProgress progress = new TerminalProgress(System.err, quiet);
        try (OutputFolder folder = OutputFolder.at(out)) {
            requireElsewhere();
            try (Writer changed = Files.newBufferedWriter(folder.file("changed.csv"))) {
                CsvFile csv = new CsvFile(changed).header(List.of("file", "row", "what"));
                copies = Export.copy(
                        files,
                        reading.options(),
                        treatment,
                        wanted,
                        isArena(),
                        name -> folder.file(name.toString()),
                        (file, row, what) -> csv.rows(List.of(List.of(file.toString(), row, what))),
                        progress::reading);
            }
            record.ended("export");
            describe(folder, copies);
            record.write(
                    folder.file("run.json"),
                    copies.stream().map(Export.Copy::of).toList(),
                    treatment.isDrawn() ? Map.of("smooth", seed) : Map.of());
            folder.publish();
        } finally {
            progress.done();
        }
        PrintWriter print = known.commandLine().getOut();
        for (Export.Copy copy : copies) {
            print.println(out.resolve(copy.name()) + ": " + Amount.of(copy.of().rows() - copy.dropped(), "row") + " of "
                    + Shown.number(copy.of().rows()) + ", " + Shown.number(copy.flipped()) + " turned round, "
                    + Shown.number(copy.dropped()) + " left out");
        }
        print.flush();
        return ExitCode.DONE;
    }

    private boolean isArena() {
        return "arena".equalsIgnoreCase(format == null ? "" : format.strip());
    }

    private boolean isPrefLib() {
        return "preflib".equalsIgnoreCase(format == null ? "" : format.strip());
    }

    /** All judgements as one file. */
    private int prefLib(CommandSpec known, RunRecord record) throws IOException {
        if (smooth != null || smoothPairs != null || weights != null || dropped != null) {
            throw new UsageException(
                    "a PrefLib file has no rows to treat; export the treated rows first, and then them");
        }
        TerminalProgress progress = new TerminalProgress(System.err, quiet);
        try (Reading read = PreferenceFiles.read(files, reading.options(), progress::reading);
                OutputFolder folder = OutputFolder.at(out)) {
            progress.done();
            requireElsewhere();
            PrefLibFile file = PrefLibFile.of(read);
            String first = Packing.withoutEnding(files.get(0).getFileName().toString());
            int dot = first.lastIndexOf('.');
            String name = (dot > 0 ? first.substring(0, dot) : first) + "." + file.type();
            try (Writer to = Files.newBufferedWriter(folder.file(name))) {
                file.write(name, to);
            }
            record.ended("export");
            record.write(folder.file("run.json"), read.sources(), Map.of());
            folder.publish();
            known.commandLine()
                    .getOut()
                    .println(out.resolve(name) + ": " + Amount.of(file.voters(), "judgement", "judgements") + " in "
                            + Amount.of(file.orders(), "different order", "different orders"));
            known.commandLine().getOut().flush();
        }
        return ExitCode.DONE;
    }

    /** A copy must not take the place of its original. */
    private void requireElsewhere() {
        for (Path file : files) {
            Path folder = file.toAbsolutePath().normalize().getParent();
            if (out.toAbsolutePath().normalize().equals(folder)) {
                throw new UsageException(
                        "--out must be another folder than that of " + file + "; originals stay as they are");
            }
        }
    }

    private Treatment treatment() {
        if (smooth == null && smoothPairs == null && weights == null && dropped == null && !isArena()) {
            throw new UsageException(
                    "export needs --smooth, --smooth-pairs, --weights or --drop-rows, or --format arena or preflib");
        }
        if (smooth != null && !(smooth > 0 && smooth < 0.5)) {
            throw new UsageException("--smooth must be between 0 and 0.5, got " + smooth);
        }
        if (soft && smooth == null && smoothPairs == null) {
            throw new UsageException("--soft-labels goes with --smooth or --smooth-pairs");
        }
        return new Treatment(
                smooth == null ? 0 : smooth,
                smoothPairs == null ? Map.of() : TreatmentTable.smoothing(smoothPairs),
                seed,
                soft,
                weights == null ? Map.of() : TreatmentTable.weights(weights),
                dropped == null ? Set.of() : TreatmentTable.rows(dropped));
    }

    private Optional<Format> format() {
        if (format == null) {
            return Optional.empty();
        }
        return switch (format.strip().toLowerCase(Locale.ROOT)) {
            case "jsonl" -> Optional.of(Format.JSONL);
            case "csv", "arena" -> Optional.of(Format.CSV);
            case "parquet" -> Optional.of(Format.PARQUET);
            default ->
                throw new UsageException("--format must be jsonl, parquet, csv, arena or preflib, got " + format);
        };
    }

    /** What LLaMA-Factory needs to know of copies that hold a prompt, a chosen and a rejected text. */
    private static void describe(OutputFolder folder, List<Export.Copy> copies) throws IOException {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (Export.Copy copy : copies) {
            Map<Role, String> columns = copy.of().columns();
            if (columns.keySet().containsAll(Set.of(Role.PROMPT, Role.CHOSEN, Role.REJECTED))
                    && !columns.getOrDefault(Role.PROMPT, "").contains("+")) {
                ObjectNode entry =
                        all.putObject(copy.name().substring(0, copy.name().lastIndexOf('.')));
                entry.put("file_name", copy.name());
                entry.put("ranking", true);
                ObjectNode named = entry.putObject("columns");
                for (Role role : List.of(Role.PROMPT, Role.CHOSEN, Role.REJECTED)) {
                    named.put(role.word(), columns.get(role));
                }
            }
        }
        if (!all.isEmpty()) {
            Files.writeString(folder.file("dataset_info.json"), all.toPrettyString() + "\n");
        }
    }
}
