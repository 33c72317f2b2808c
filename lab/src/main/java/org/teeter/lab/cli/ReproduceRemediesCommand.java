package org.teeter.lab.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.UsageException;
import org.teeter.lab.experiment.BaseRecipe;
import org.teeter.lab.experiment.Experiment;
import org.teeter.lab.experiment.Job;
import org.teeter.lab.remedy.Board;
import org.teeter.lab.remedy.Cure;
import org.teeter.lab.remedy.Kept;
import org.teeter.lab.remedy.KeptFigure;
import org.teeter.lab.remedy.KeptReport;
import org.teeter.lab.remedy.KeptTable;
import org.teeter.lab.remedy.Remedies;
import org.teeter.lab.remedy.Trial;
import org.teeter.lab.remedy.TrialResult;
import org.teeter.lm.loss.LossName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter reproduce remedies}: whether what a fit promises of a remedy is seen in trained language models. */
@Command(
        name = "remedies",
        description =
                "Takes judgements whose predictions are fragile, applies each remedy, trains language models on what it"
                        + " leaves, moves one share by a point, and holds how far the models' preferences move against what the"
                        + " fit promises.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "All remedies on both boards, a quarter of an hour on two cores:",
            "  teeter reproduce remedies --out remedies",
            "One of them on a model of your own:",
            "  teeter reproduce remedies --model MODEL --lora 16 --boards paper \\",
            "    --remedies none,cdpo --seeds 1 --out real"
        })
final class ReproduceRemediesCommand implements Callable<Integer> {
    @Mixin
    private CopiedModelOptions model = new CopiedModelOptions();

    @Option(
            names = "--boards",
            paramLabel = "all|NAME,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "all",
            description = "What is judged: paper, three options in a chain; leaderboard, seven of which two are new"
                    + " (default: all).")
    private List<String> boards = List.of("all");

    @Option(
            names = "--remedies",
            paramLabel = "all|NAME,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "all",
            description = "Which: none; smooth, labels turned round; cdpo and ipo, other losses; direct, the asked pair"
                    + " judged; sets, rankings of three (default: all).")
    private List<String> remedies = List.of("all");

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "Runs of each kind (default: 3).")
    private int seeds = 3;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "1e-4",
            description = "At the beginning; it falls to zero (default: 1e-4).")
    private double rate = 1e-4;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "2", description = "Times all are seen (default: 2).")
    private double epochs = 2;

    @Mixin
    private StudyOptions run = new StudyOptions();

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seeds < 1) {
            throw new UsageException("--seeds must be at least 1, got " + seeds);
        }
        model.require();
        Job.Method usual = Choices.checked(() -> new Job.Method(LossName.DPO, 1, 0, rate, 16, epochs, model.rank()));
        List<Board> judged = StudyOptions.chosen("--boards", Board.all(), Board::name, boards);
        List<Cure> cures = StudyOptions.chosen("--remedies", Remedies.cures(usual), Cure::name, remedies);
        return run.run(spec, TrialResult.class, BaseRecipe.STANDARD, model, session -> {
            Experiment<Trial, TrialResult> experiment =
                    new Experiment<>(trial -> Remedies.of(trial, session.teacher(), 0), session.workers());
            for (Board board : judged) {
                List<Trial> trials = Remedies.trials(session.teacher().model(), List.of(board), cures, seeds);
                List<TrialResult> results =
                        experiment.run(trials, session.log(), session.told(board.name(), trials.size()));
                List<Kept> kept = Kept.of(results);
                session.record().ended(board.name());
                session.report().section(KeptReport.of(board, kept, trials.size()));
                run.write(
                        "remedies-" + board.name(),
                        file -> KeptTable.write(file, kept),
                        KeptFigure.of(board, kept),
                        session.pictures());
            }
        });
    }
}
