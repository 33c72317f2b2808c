package org.teeter.lab.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.Demonstration;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.Examples;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.ExampleEncoder;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.SupervisedObjective;
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
        return run.in(spec, this::train);
    }

    private void train(RunOptions.Place place) throws IOException {
        Examples<Demonstration> data = run.read(ExampleKind.DEMONSTRATIONS);
        double usualRate = source.adapts() ? 1e-4 : 2e-5;
        plan.plan(data.examples().size(), usualRate); // refused before a model is loaded
        place.record().ended("read");
        try (LanguageModel model = source.open(plan.seed())) {
            List<Example.Shown> examples =
                    run.encoded(model, encoder -> encoder.shown(data)).ids();
            TrainingPlan planned = plan.plan(examples.size(), usualRate);
            Objective<Example.Shown> objective = new SupervisedObjective(model.decoder(), source.recompute());
            Optional<Evaluation<Example.Shown>> evaluation = run.evaluated(
                            ExampleKind.DEMONSTRATIONS, model, ExampleEncoder::shown)
                    .map(held -> new Evaluation<>(objective, held, plan.batch()));
            place.record().ended("load");
            run.train(RunOptions.Job.of(model, objective, examples, evaluation), place, planned, plan.optimizer());
        }
    }
}
