package org.teeter.lab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Arguments;
import org.teeter.cli.ExitCode;
import org.teeter.cli.Question;
import org.teeter.cli.ReadingOptions;
import org.teeter.cli.RunRecord;
import org.teeter.cli.TerminalProgress;
import org.teeter.cli.UsageException;
import org.teeter.data.Amount;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.Answered;
import org.teeter.lm.dataset.ExampleFile;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.Examples;
import org.teeter.lm.model.Parameters;
import org.teeter.lm.train.DivergedException;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.ExampleEncoder;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.OptimizerSettings;
import org.teeter.lm.train.StepMetrics;
import org.teeter.lm.train.TrainingFolder;
import org.teeter.lm.train.TrainingFolderException;
import org.teeter.lm.train.TrainingPlan;
import org.teeter.lm.train.TrainingRun;
import org.teeter.report.document.Finite;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.reader.Source;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a run of training goes and what it says; does it. */
@Question("What goes in, what comes out")
final class RunOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            preprocessor = ConfigExpansion.class,
            description =
                    "Settings under TRL's names, in YAML or JSON; what the file leaves out is as TRL has it, and options that"
                            + " are typed go first.")
    private ConfigExpansion.@Nullable Applied config;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description =
                    "JSON lines, JSON, Parquet, CSV or TSV, by TRL's columns, plain or packed by gzip or zstd. Repeatable;"
                            + " also a folder, or a pattern in quotes.")
    private List<Path> data = List.of();

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "Read every file as csv, tsv, jsonl or parquet, whatever its name.")
    @Nullable
    private String format;

    @Option(
            names = "--column",
            paramLabel = "NAME=COLUMN",
            description =
                    "Which column is prompt, chosen, rejected, completion and so on, where its name does not say it. A prompt in"
                            + " parts is columns with + between them (prompt=instruction+input), joined by line ends; prompt=none says"
                            + " that the texts contain it. Repeatable.")
    private List<String> columns = List.of();

    @Option(
            names = "--max-length",
            paramLabel = "TOKENS",
            description =
                    "Leave out examples of which prompt and answer have more tokens, and say which (default: refuse those"
                            + " beyond the model's positions).")
    @Nullable
    private Integer maxLength;

    @Option(
            names = "--allow-repeats",
            description = "Train twice on a file that is named twice or has the content of another.")
    private boolean allowRepeats;

    @Option(
            names = "--out",
            paramLabel = "OUT",
            required = true,
            description = "New folder for the trained model, its metrics.csv, TensorBoard's events and run.json.")
    private Path out = Path.of("");

    @Option(names = "--resume", description = "Go on with a run that was broken off, given by the same command.")
    private boolean resume;

    @Option(
            names = "--save-every",
            paramLabel = "STEPS",
            defaultValue = "100",
            description = "Save the state to resume from; 0: never (default: every 100 steps).")
    private int saveEvery = 100;

    @Option(
            names = "--eval-data",
            paramLabel = "FILE",
            description = "Examples that are not trained on, of the same form: their metrics, with eval_ before their"
                    + " names, come beside those of the training.")
    @Nullable
    private Path evalData;

    @Option(
            names = "--eval-steps",
            paramLabel = "STEPS",
            description = "How often to measure on --eval-data (default: only at the end).")
    @Nullable
    private Integer evalSteps;

    @Option(names = "--json", description = "Print a JSON object at the end instead of lines.")
    private boolean json;

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    /** What {@code --kind} may say that data of several answers hold. */
    static final Map<String, ExampleKind<? extends Answered>> KINDS =
            Map.of("pairs", ExampleKind.PAIRS, "rankings", ExampleKind.RANKINGS);

    private PrintWriter err = new PrintWriter(Writer.nullWriter()); // until the command begins
    private final List<Source> sources = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** The examples to train on. */
    <T extends Answered> Examples<T> read(ExampleKind<T> kind) {
        return read("--data", data, kind);
    }

    private <T extends Answered> Examples<T> read(String option, List<Path> named, ExampleKind<T> kind) {
        named.forEach(file -> rereadable(option, file));
        Examples<T> examples = Choices.checked(() -> ExampleFile.read(named, kind, told()));
        for (Source file : examples.sources()) {
            sources.add(file);
            file.notes().forEach(note -> say(file.path() + ": " + note));
            if (!file.ignored().isEmpty()) {
                say(file.path() + ": not used: " + file.unused(Integer.MAX_VALUE));
            }
        }
        return examples;
    }

    private ExampleFile.Options told() {
        Map<String, String> told = new LinkedHashMap<>();
        for (String column : columns) {
            int at = column.indexOf('=');
            if (at <= 0 || at + 1 == column.length()) {
                throw new UsageException("--column needs NAME=COLUMN, got " + column);
            }
            told.put(column.substring(0, at).strip(), column.substring(at + 1));
        }
        return new ExampleFile.Options(told, ReadingOptions.format(format), allowRepeats);
    }

    private void say(String note) {
        if (!quiet) {
            err.println("teeter: " + Visible.of(note));
            err.flush();
        }
    }

    /** Puts examples into ids. */
    interface Encoding<T, E extends Example> {
        ExampleEncoder.Encoded<?, E> of(ExampleEncoder encoder, Examples<T> examples);
    }

    /** Puts examples into ids, by a model; notes which were left out. */
    <R extends ExampleEncoder.Encoded<?, ?>> R encoded(LanguageModel model, Function<ExampleEncoder, R> encode) {
        if (maxLength != null && maxLength < 2) {
            throw new UsageException("--max-length must be 2 or more, got " + maxLength);
        }
        OptionalInt longest = maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength);
        R encoded = Choices.checked(() -> encode.apply(new ExampleEncoder(model, longest)));
        if (!encoded.leftOut().isEmpty()) {
            remarks.add(encoded.leftOut());
            say(encoded.leftOut());
        }
        return encoded;
    }

    private static Path rereadable(String option, Path file) {
        if (StandardInput.isMeantBy(file)
                || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file))) {
            throw new UsageException(
                    option + " must be a file, which run.json has the hash of and --resume reads again,"
                            + " got " + (StandardInput.isMeantBy(file) ? "" : "the pipe ") + StandardInput.shown(file)
                            + "; save what is piped, and name that file");
        }
        return file;
    }

    /**
     * What a command trains.
     *
     * @param evaluation what is measured beside the training, if anything
     */
    record Job<E extends Example>(
            Parameters parameters,
            Objective<E> objective,
            List<E> examples,
            Optional<Evaluation<E>> evaluation,
            Saving saving) {
        /** The training of a language model. */
        static <E extends Example> Job<E> of(
                LanguageModel model, Objective<E> objective, List<E> examples, Optional<Evaluation<E>> evaluation) {
            return new Job<>(
                    model.decoder().trained(), objective, examples, evaluation, (folder, beside) -> model.save(folder));
        }
    }

    /** Writes the trained model to a new folder, and what else is to be there into the folder of the run. */
    interface Saving {
        void save(Path model, Path beside) throws IOException;
    }

    /** Where a run is, and where it tells of itself. */
    record Place(TrainingFolder folder, RunRecord record, PrintWriter print) {}

    /** What a command does in the place of its run. */
    interface Body {
        void train(Place place) throws IOException;
    }

    /** Does it, unless only the end of an earlier run was left to do. */
    int in(@Nullable CommandSpec spec, Body body) throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        err = command.commandLine().getErr();
        RunRecord record = new RunRecord(Arguments.of(command));
        if (config != null) {
            config.notes().forEach(this::say);
            remarks.addAll(config.notes());
        }
        try (TrainingFolder folder = folder()) {
            PrintWriter print = command.commandLine().getOut();
            if (!finished(folder, print)) {
                body.train(new Place(folder, record, print));
            }
            return ExitCode.DONE;
        } catch (TrainingFolderException | DivergedException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Checks the places, before a model is loaded. */
    private TrainingFolder folder() throws IOException {
        if (saveEvery < 0) {
            throw new UsageException("--save-every must be zero (never) or more, got " + saveEvery);
        }
        if (evalSteps != null && (evalData == null || evalSteps <= 0)) {
            throw new UsageException("--eval-steps must be positive and goes with --eval-data, got " + evalSteps
                    + (evalData == null ? " without it" : ""));
        }
        return TrainingFolder.at(out, resume);
    }

    /** The examples to measure on, put into ids as those of the training are. */
    <T extends Answered, E extends Example> Optional<List<E>> evaluated(
            ExampleKind<T> kind, LanguageModel model, Encoding<T, E> encoding) {
        if (evalData == null) {
            return Optional.empty();
        }
        List<Path> file = List.of(evalData);
        try {
            Examples<T> examples = read("--eval-data", file, kind);
            return Optional.of(
                    encoded(model, encoder -> encoding.of(encoder, examples)).ids());
        } catch (UsageException e) {
            throw new UsageException("--eval-data: " + e.getMessage());
        }
    }

    <E extends Example> void train(Job<E> job, Place place, TrainingPlan plan, OptimizerSettings settings)
            throws IOException {
        TrainingFolder folder = place.folder();
        RunRecord record = place.record();
        folder.create();
        try {
            StepMetrics last = trained(job, folder, plan, settings);
            record.ended("train");
            job.saving().save(folder.model(), folder.work());
            record.remark(remarks);
            record.ended("save");
            record.write(folder.work().resolve("run.json"), sources, Map.of("training", plan.seed()));
            folder.publish();
            report(last, place.print());
        } catch (UncheckedIOException e) {
            throw folder.failed(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    private <E extends Example> StepMetrics trained(
            Job<E> job, TrainingFolder folder, TrainingPlan plan, OptimizerSettings settings) throws IOException {
        TerminalProgress progress = new TerminalProgress(System.err, quiet);
        TrainingRun<E> run = new TrainingRun<>(
                job.parameters(),
                job.objective(),
                job.examples(),
                job.evaluation(),
                plan,
                settings,
                saveEvery,
                evalSteps == null ? 0 : evalSteps);
        try {
            return run.in(
                    folder,
                    step -> progress.at(
                            String.format(
                                    Locale.ROOT,
                                    "training, step %d of %d, loss %.4f",
                                    step.step(),
                                    plan.steps(),
                                    step.loss()),
                            step.step() / (double) plan.steps()));
        } catch (CheckpointException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            progress.done();
        }
    }

    /** Whether only the end of an earlier run was left to do, which is then done. */
    private boolean finished(TrainingFolder folder, PrintWriter print) throws IOException {
        if (!folder.finished()) {
            return false;
        }
        folder.place();
        if (!quiet && !json) {
            print.println("the model was complete, and is in " + out);
            print.flush();
        }
        return true;
    }

    private void report(StepMetrics last, PrintWriter print) {
        if (json) {
            ObjectNode document = JsonMapper.shared().createObjectNode();
            document.put("out", out.toString());
            document.put("steps", last.step());
            ObjectNode metrics = document.putObject("metrics");
            last.values().forEach(metrics::put);
            ArrayNode notes = document.putArray("notes");
            sources.forEach(source -> {
                source.notes().forEach(note -> notes.add(source.path() + ": " + note));
                if (!source.ignored().isEmpty()) {
                    notes.add(source.path() + ": not used: " + source.unused(Integer.MAX_VALUE));
                }
            });
            remarks.forEach(notes::add);
            print.println(Finite.text(document));
        } else if (!quiet) {
            print.println("trained for " + Amount.of(last.step(), "step") + ", model in " + out + "; at the last step");
            last.values().forEach((name, value) -> print.printf(Locale.ROOT, "  %-20s %.6g%n", name, value));
        }
        print.flush();
    }
}
