package org.teeter.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.loss.Kto;
import org.teeter.lm.loss.LossName;
import org.teeter.lm.loss.PreferenceLoss;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.ExampleEncoder;
import org.teeter.lm.train.KtoObjective;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.PreferenceObjective;
import org.teeter.lm.train.ReferenceTable;
import org.teeter.lm.train.TrainingFolder;
import org.teeter.lm.train.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter train dpo}: preferences, by any of the losses. */
@Command(
        name = "dpo",
        description = "Trains a model on preferences: pairs, rankings or single judgements.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The model as it is at the beginning is the reference; it scores each answer once.",
            "  teeter train dpo --model base --data data/train.jsonl --out trained \\",
            "    --loss cdpo --label-smoothing .1"
        })
final class TrainDpoCommand implements Callable<Integer> {
    /** The paper's, for models of some billion weights. */
    private static final double USUAL_RATE = 5e-6;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private TrainedModelOptions source = new TrainedModelOptions();

    @Mixin
    private LossOptions losses = new LossOptions();

    @Option(
            names = "--kind",
            paramLabel = "pairs|rankings",
            description =
                    "What the data hold: prompt, chosen, rejected, or prompt, completions, ranks (default: rankings"
                            + " for the losses pl and pro, pairs for the others).")
    @Nullable
    private String kind;

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return run.in(spec, place -> {
            Training training = new Training(run, source, plan, source.adapts() ? 1e-4 : USUAL_RATE, place);
            if (losses.name() == LossName.KTO) {
                Kto loss = losses.kto();
                training.on(
                        ExampleKind.LABELLED,
                        ExampleEncoder::labelled,
                        (model, examples, planned, held) -> judgements(loss, model, examples, planned, held, place));
                return;
            }
            PreferenceLoss loss = losses.preference();
            String answers = kind == null ? (loss.ranks() ? "rankings" : "pairs") : kind;
            training.on(
                    Choices.of("--kind", answers, RunOptions.KINDS),
                    ExampleEncoder::rankings,
                    (model, examples, planned, held) -> rankings(loss, model, examples, planned, held, place));
        });
    }

    private Training.Goal<Example.Ranked> rankings(
            PreferenceLoss loss,
            LanguageModel model,
            List<Example.Ranked> examples,
            TrainingPlan planned,
            Optional<List<Example.Ranked>> held,
            RunOptions.Place place) {
        place.folder().create();
        Optional<ReferenceTable> reference = loss.needsReference()
                ? Optional.of(reference(model, examples, planned, place.folder()))
                : Optional.empty();
        Objective<Example.Ranked> objective =
                new PreferenceObjective(model.decoder(), loss, reference, source.recompute());
        // Their reference is never kept: no state says whether the examples are still the same.
        Optional<Evaluation<Example.Ranked>> evaluation = held.map(some -> new Evaluation<>(
                new PreferenceObjective(
                        model.decoder(),
                        loss,
                        reference.map(table -> ReferenceTable.of(model.decoder(), some, plan.batch())),
                        source.recompute()),
                some,
                plan.batch()));
        place.record().ended("reference");
        return new Training.Goal<>(objective, evaluation);
    }

    /**
     * As an earlier part of the run has left it, or else made and left for a later one. Only a state tells whether the data are still
     * the same, so without one it is made anew.
     */
    private ReferenceTable reference(
            LanguageModel model, List<Example.Ranked> examples, TrainingPlan planned, TrainingFolder folder) {
        Path file = folder.work().resolve("reference.csv");
        try {
            if (folder.hasState() && Files.exists(file)) {
                return Choices.checked(() -> ReferenceTable.read(file, examples));
            }
            ReferenceTable made = ReferenceTable.of(model.decoder(), planned.firstEpoch(examples), planned.batch());
            made.write(file, examples);
            return made;
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    private Training.Goal<Example.Labelled> judgements(
            Kto loss,
            LanguageModel model,
            List<Example.Labelled> examples,
            TrainingPlan planned,
            Optional<List<Example.Labelled>> held,
            RunOptions.Place place) {
        Objective<Example.Labelled> objective = Choices.checked(() -> KtoObjective.of(
                model.decoder(), loss, examples, planned.firstEpoch(examples), plan.batch(), source.recompute()));
        Optional<Evaluation<Example.Labelled>> evaluation = held.map(some -> new Evaluation<>(
                Choices.checked(() -> KtoObjective.of(model.decoder(), loss, some, plan.batch(), source.recompute())),
                some,
                plan.batch()));
        place.record().ended("reference");
        return new Training.Goal<>(objective, evaluation);
    }
}
