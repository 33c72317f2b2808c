package org.teeter.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Arguments;
import org.teeter.cli.ExitCode;
import org.teeter.cli.OutputFolder;
import org.teeter.cli.Question;
import org.teeter.cli.RunRecord;
import org.teeter.cli.TerminalProgress;
import org.teeter.cli.UsageException;
import org.teeter.lab.experiment.BaseModel;
import org.teeter.lab.experiment.BaseQuality;
import org.teeter.lab.experiment.BaseRecipe;
import org.teeter.lab.experiment.Curve;
import org.teeter.lab.experiment.CurveFigure;
import org.teeter.lab.experiment.CurveTable;
import org.teeter.lab.experiment.Experiment;
import org.teeter.lab.experiment.ExperimentReport;
import org.teeter.lab.experiment.Job;
import org.teeter.lab.experiment.JobResult;
import org.teeter.lab.experiment.Keyed;
import org.teeter.lab.experiment.ResultLog;
import org.teeter.lab.experiment.Study;
import org.teeter.lab.experiment.Teacher;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.train.OptimizerSettings;
import org.teeter.report.figure.LineFigure;
import org.teeter.report.figure.PictureFormat;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How studies are run and where their results go: shared by the commands that run them. */
@Question("How it is run")
final class StudyOptions {
    private static final String RESULTS = "results.jsonl";

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Runs at the same time, each on one core (default: one for each core; with --model, one).")
    @Nullable
    private Integer workers;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where the base model is kept (default: ~/.cache/teeter).")
    @Nullable
    private Path cache;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "teeter-experiment",
            description =
                    "Where to write results.jsonl, a table and a figure for each study, REPRODUCTION.md and run.json"
                            + " (default: teeter-experiment).")
    private Path out = Path.of("teeter-experiment");

    @Option(
            names = "--no-resume",
            description =
                    "Begin anew: an --out with results is an error. Without this, runs whose results are there are"
                            + " not done again.")
    private boolean anew;

    @Option(
            names = "--format",
            paramLabel = "svg,png,pdf",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "svg,pdf",
            description = "Files of the figures (default: svg,pdf).")
    private List<String> formats = List.of("svg", "pdf");

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    /** A model that is ready to be taught, and where what comes of it goes. */
    record Session<R extends Keyed>(
            Teacher teacher,
            int workers,
            ResultLog<R> log,
            ExperimentReport report,
            RunRecord record,
            TerminalProgress progress,
            List<PictureFormat> pictures) {

        /** Tells how many runs of a study are done. */
        IntConsumer told(String study, int runs) {
            return done -> progress.at(study + ", run " + done + " of " + runs, done / (double) runs);
        }
    }

    /** What is done with a model. */
    interface Work<R extends Keyed> {
        void in(Session<R> session) throws IOException, InterruptedException;
    }

    /** Runs the studies, writes what came out and prints the report. */
    int run(@Nullable CommandSpec spec, List<Study> studies, BaseRecipe recipe, CopiedModelOptions copied)
            throws IOException, InterruptedException {
        return run(spec, JobResult.class, recipe, copied, session -> {
            Experiment<Job, JobResult> experiment = Experiment.of(session.teacher(), session.workers());
            for (Study study : studies) {
                List<Job> jobs = study.jobs(session.teacher().model());
                List<JobResult> outcomes = experiment.run(jobs, session.log(), session.told(study.name(), jobs.size()));
                session.record().ended(study.name());
                session.report().study(study, outcomes, jobs.size());
                write(study, outcomes, session.pictures());
            }
        });
    }

    /**
     * Does work with a checkpoint, or with the base model of the recipe where none is given, and writes and prints the report.
     *
     * @param results what a line of the results file is
     */
    <R extends Keyed> int run(
            @Nullable CommandSpec spec, Class<R> results, BaseRecipe recipe, CopiedModelOptions copied, Work<R> work)
            throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        RunRecord record = new RunRecord(Arguments.of(command));
        Path checkpoint = copied.model();
        int atOnce = atOnce(checkpoint);
        List<PictureFormat> pictures = pictures();
        boolean isNew = !Files.exists(out);
        Path file = results();
        TerminalProgress progress = new TerminalProgress(System.err, quiet);
        try (ResultLog<R> log = Choices.checked(() -> ResultLog.open(file, results))) {
            ExperimentReport report = new ExperimentReport();
            Path folder = checkpoint == null ? base(recipe, progress, record) : checkpoint;
            Placement placement = checkpoint == null ? Placement.CPU : Devices.placement(copied.device());
            try (LanguageModel model = Choices.checked(() -> LanguageModel.load(folder, placement, false))) {
                if (checkpoint == null) {
                    report.base(recipe, BaseQuality.of(recipe, model));
                    record.ended("quality");
                }
                boolean onProcessor = placement.equals(Placement.CPU);
                String name = ModelName.of(folder) + (onProcessor ? "" : " on " + placement);
                Teacher teacher = new Teacher(
                        name, model, onProcessor ? OptimizerSettings.adamW() : OptimizerSettings.adamW8bit());
                work.in(new Session<>(teacher, atOnce, log, report, record, progress, pictures));
            }
            write(report, record);
            command.commandLine().getOut().print(report.markdown());
            command.commandLine().getOut().flush();
            return ExitCode.DONE;
        } finally {
            progress.done();
            if (isNew) {
                clear(file);
            }
        }
    }

    /** Without a single result neither their file nor the folder that was made for them stays. */
    private void clear(Path results) throws IOException {
        if (Files.exists(results) && Files.size(results) == 0) {
            Files.delete(results);
            try (Stream<Path> others = Files.list(out)) {
                if (others.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(out);
        }
    }

    private int atOnce(@Nullable Path checkpoint) {
        int usual = checkpoint == null ? Runtime.getRuntime().availableProcessors() : 1;
        int atOnce = workers == null ? usual : workers;
        if (atOnce < 1) {
            throw new UsageException("--workers must be at least 1, got " + atOnce);
        }
        return atOnce;
    }

    private List<PictureFormat> pictures() {
        Map<String, PictureFormat> known =
                Map.of("svg", PictureFormat.SVG, "png", PictureFormat.PNG, "pdf", PictureFormat.PDF);
        return formats.stream()
                .map(format -> Choices.of("--format", format.strip(), known))
                .toList();
    }

    /** The results' file; its folder is made, and with {@code --no-resume} it is as good as new. */
    private Path results() throws IOException {
        Files.createDirectories(out);
        Path results = out.resolve(RESULTS);
        if (anew && Files.exists(results) && Files.size(results) > 0) {
            throw new UsageException("--no-resume needs an --out without results, but " + results
                    + " has some; remove it or give another folder");
        }
        return results;
    }

    private void write(ExperimentReport report, RunRecord record) throws IOException {
        try (OutputFolder place = OutputFolder.at(out)) {
            Files.writeString(place.file("REPRODUCTION.md"), report.markdown());
            record.write(place.file("run.json"), List.of(), Map.of());
            place.publish();
        }
    }

    private void write(Study study, List<JobResult> outcomes, List<PictureFormat> pictures) throws IOException {
        List<Curve> curves = study.curves(outcomes);
        if (!curves.isEmpty()) {
            write(
                    study.name(),
                    file -> CurveTable.write(file, curves),
                    CurveFigure.of(study.title(), study.question(), curves, 3),
                    pictures);
        }
    }

    /** What writes a table into a file. */
    interface Table {
        void write(Path file) throws IOException;
    }

    /** Writes a table and its figure, under one name. */
    void write(String name, Table table, LineFigure figure, List<PictureFormat> pictures) throws IOException {
        try (OutputFolder place = OutputFolder.at(out)) {
            table.write(place.file(name + ".csv"));
            for (PictureFormat picture : pictures) {
                picture.write(figure, place.file(name + "." + picture.extension()));
            }
            place.publish();
        }
    }

    private Path base(BaseRecipe recipe, TerminalProgress progress, RunRecord record) throws IOException {
        Path folder = BaseModel.make(
                recipe,
                cache == null ? BaseModel.cache() : cache,
                share -> progress.at("making the base model", share));
        record.ended("base");
        return folder;
    }

    /** Those of these names, in their own order. */
    static <T> List<T> chosen(String option, List<T> all, Function<T, String> name, List<String> names) {
        Set<String> wanted = new HashSet<>();
        names.forEach(word -> wanted.add(word.strip().toLowerCase(Locale.ROOT)));
        List<String> known = all.stream().map(name).toList();
        for (String word : wanted) {
            if (!word.equals("all") && !known.contains(word)) {
                throw new UsageException(
                        option + " must be all, or some of " + String.join(", ", known) + "; got " + word);
            }
        }
        return all.stream()
                .filter(one -> wanted.contains("all") || wanted.contains(name.apply(one)))
                .toList();
    }
}
