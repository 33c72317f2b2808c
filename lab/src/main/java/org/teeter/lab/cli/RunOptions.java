package org.teeter.lab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.RunRecord;
import org.teeter.cli.TerminalProgress;
import org.teeter.cli.UsageException;
import org.teeter.data.Amount;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.lm.model.Parameters;
import org.teeter.lm.train.DivergedException;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.EventFile;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.MetricsCsv;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.OptimizerSettings;
import org.teeter.lm.train.StepMetrics;
import org.teeter.lm.train.Trainer;
import org.teeter.lm.train.TrainingPlan;
import org.teeter.report.document.Finite;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.reader.Source;
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

    /** What a command trains. */
    interface Job<E extends Example> {
        Parameters parameters();

        Objective<E> objective();

        List<E> examples();

        /** What is measured beside the training, if anything. */
        Optional<Evaluation<E>> evaluation();

        /** Writes the trained model to a new folder, and what else is to be there into the folder of the run. */
        void save(Path model, Path beside) throws IOException;
    }

    /** Checks the places, before a model is loaded. */
    TrainingFiles files() throws IOException {
        if (saveEvery < 0) {
            throw new UsageException("--save-every must be zero (never) or more, got " + saveEvery);
        }
        if (evalSteps != null && (evalData == null || evalSteps <= 0)) {
            throw new UsageException("--eval-steps must be positive and goes with --eval-data, got " + evalSteps
                    + (evalData == null ? " without it" : ""));
        }
        return TrainingFiles.at(out, resume);
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

    <E extends Example> void train(
            Job<E> job,
            TrainingFiles files,
            TrainingPlan plan,
            OptimizerSettings settings,
            RunRecord record,
            PrintWriter print)
            throws IOException {
        files.create();
        try {
            StepMetrics last = trained(job, files, plan, settings);
            record.ended("train");
            job.save(files.model(), files.work());
            List<Source> sources = new ArrayList<>(List.of(
                    TrainingFiles.source(data, "examples", job.examples().size())));
            if (evalData != null && job.evaluation().isPresent()) {
                int held = job.evaluation().get().examples().size();
                sources.add(TrainingFiles.source(evalData, "evaluation", held));
            }
            record.ended("save");
            record.write(files.work().resolve("run.json"), sources, Map.of("training", plan.seed()));
            files.publish();
            report(last, print);
        } catch (UncheckedIOException e) {
            throw files.failed(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw files.failed(e);
        }
    }

    private <E extends Example> StepMetrics trained(
            Job<E> job, TrainingFiles files, TrainingPlan plan, OptimizerSettings settings) throws IOException {
        try (Trainer<E> trainer = new Trainer<>(job.parameters(), job.objective(), job.examples(), plan, settings)) {
            if (files.hasState()) {
                trainer.resume(files.state());
            }
            StepMetrics last = steps(trainer, files, plan, job.evaluation());
            trainer.requireFiniteWeights();
            return last;
        } catch (DivergedException e) {
            files.discard(); // the same options would lead there again
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (CheckpointException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether only the end of an earlier run was left to do, which is then done. */
    boolean finished(TrainingFiles files, PrintWriter print) throws IOException {
        if (!files.finished()) {
            return false;
        }
        files.place();
        if (!quiet && !json) {
            print.println("the model was complete, and is in " + out);
            print.flush();
        }
        return true;
    }

    private <E extends Example> StepMetrics steps(
            Trainer<E> trainer, TrainingFiles files, TrainingPlan plan, Optional<Evaluation<E>> evaluation)
            throws IOException {
        TerminalProgress progress = new TerminalProgress(System.err, quiet);
        int from = trainer.step();
        StepMetrics last = new StepMetrics(from, Map.of());
        try (MetricsCsv csv = MetricsCsv.after(files.work().resolve("metrics.csv"), from);
                EventFile events = EventFile.in(files.work(), from, InstantSource.system())) {
            while (!trainer.done()) {
                StepMetrics step = trainer.advance();
                boolean due = trainer.done() || (evalSteps != null && step.step() % evalSteps == 0);
                last = evaluation
                        .map(held -> due ? held.added(step) : held.announced(step))
                        .orElse(step);
                csv.accept(last);
                events.accept(last);
                progress.at(
                        String.format(
                                Locale.ROOT,
                                "training, step %d of %d, loss %.4f",
                                last.step(),
                                plan.steps(),
                                last.loss()),
                        last.step() / (double) plan.steps());
                if (saveEvery > 0 && last.step() % saveEvery == 0) {
                    trainer.save(files.state());
                }
            }
        } finally {
            progress.done();
        }
        return last;
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
}
