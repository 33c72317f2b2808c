package org.teeter.lab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.RunRecord;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.Demonstration;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.Examples;
import org.teeter.lm.model.Parameters;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.ExampleEncoder;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.SupervisedObjective;
import org.teeter.lm.train.TrainingFolder;
import org.teeter.lm.train.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code teeter train sft}: imitation. */
@Command(
        name = "sft",
        description = "Trains a model to give the answers of prompt, completion (or messages); only answers count.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainSftCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private TrainedModelOptions source = new TrainedModelOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        return run.in(known, (folder, record) -> train(folder, record, known));
    }

    private void train(TrainingFolder folder, RunRecord record, CommandSpec known) throws IOException {
        Examples<Demonstration> data = run.read(ExampleKind.DEMONSTRATIONS);
        double usualRate = source.adapts() ? 1e-4 : 2e-5;
        plan.plan(data.examples().size(), usualRate); // refused before a model is loaded
        record.ended("read");
        try (LanguageModel model = source.open(plan.seed())) {
            List<Example.Shown> examples =
                    run.encoded(model, encoder -> encoder.shown(data)).ids();
            TrainingPlan planned = plan.plan(examples.size(), usualRate);
            Objective<Example.Shown> objective = new SupervisedObjective(model.decoder(), source.recompute());
            Optional<Evaluation<Example.Shown>> evaluation = run.evaluated(
                            ExampleKind.DEMONSTRATIONS, model, ExampleEncoder::shown)
                    .map(held -> new Evaluation<>(objective, held, plan.batch()));
            record.ended("load");
            Job job = new Job(model, examples, objective, evaluation);
            run.train(
                    job,
                    folder,
                    planned,
                    plan.optimizer(),
                    record,
                    known.commandLine().getOut());
        }
    }

    private record Job(
            LanguageModel model,
            List<Example.Shown> examples,
            Objective<Example.Shown> objective,
            Optional<Evaluation<Example.Shown>> evaluation)
            implements RunOptions.Job<Example.Shown> {
        @Override
        public Parameters parameters() {
            return model.decoder().trained();
        }

        @Override
        public void save(Path folder, Path beside) throws IOException {
            model.save(folder);
        }
    }
}
