package org.teeter.lab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Arguments;
import org.teeter.cli.ExitCode;
import org.teeter.cli.RunRecord;
import org.teeter.cli.TerminalProgress;
import org.teeter.cli.UsageException;
import org.teeter.data.Amount;
import org.teeter.data.Sha256;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.Parameters;
import org.teeter.lm.train.DivergedException;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.OptimizerSettings;
import org.teeter.lm.train.StepMetrics;
import org.teeter.lm.train.TrainingFolder;
import org.teeter.lm.train.TrainingFolderException;
import org.teeter.lm.train.TrainingPlan;
import org.teeter.lm.train.TrainingRun;
import org.teeter.report.document.Finite;
import org.teeter.tabular.Source;
import org.teeter.tabular.StandardInput;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where a run of training goes and what it says; does it. */
final class RunOptions {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "JSON lines or Parquet, by TRL's columns, plain or gzipped.")
    private Path data = Path.of("");

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

    Path data() {
        return rereadable("--data", data);
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
        RunRecord record = new RunRecord(Arguments.of(command));
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

    /** The examples to measure on, read and put into ids as those of the training are. */
    <E extends Example> Optional<List<E>> evaluated(Function<Path, List<E>> read) {
        if (evalData == null) {
            return Optional.empty();
        }
        Path file = rereadable("--eval-data", evalData);
        try {
            return Optional.of(Choices.checked(() -> read.apply(file)));
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
            List<Source> sources = new ArrayList<>(
                    List.of(source(data, "examples", job.examples().size())));
            if (evalData != null && job.evaluation().isPresent()) {
                int held = job.evaluation().get().examples().size();
                sources.add(source(evalData, "evaluation", held));
            }
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
            print.println(Finite.text(document));
        } else if (!quiet) {
            print.println("trained for " + Amount.of(last.step(), "step") + ", model in " + out + "; at the last step");
            last.values().forEach((name, value) -> print.printf(Locale.ROOT, "  %-20s %.6g%n", name, value));
        }
        print.flush();
    }

    /** A file of examples, for the record of the run. */
    private static Source source(Path file, String shape, long rows) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, Sha256.digest())) {
            long bytes = digested.transferTo(OutputStream.nullOutputStream());
            String hash = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            return new Source(file, "examples", shape, bytes, hash, rows, 0, Map.of(), List.of(), List.of());
        }
    }
}
