package org.teeter.lab.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.ExampleEncoder;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.SupervisedObjective;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code teeter train sft}: imitation. */
@Command(
        name = "sft",
        description =
                "Trains a model to give the answers of prompt, completion (or messages), of which only answers count, or to go on with text.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "To give the answers of a file:",
            "  teeter train sft --model base --data answers.jsonl --out taught",
            "The chosen ones of pairs, by an adapter:",
            "  teeter train sft --model base --data pairs.jsonl --column completion=chosen \\",
            "    --lora 16 --out taught",
            "With the settings of a TRL run:",
            "  teeter train sft --config sft.yaml --model base --data a.jsonl --out taught"
        })
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
        return run.in(spec, place -> {
            double usualRate = source.adapts() ? 1e-4 : 2e-5;
            new Training(run, source, plan, usualRate, place)
                    .on(ExampleKind.DEMONSTRATIONS, ExampleEncoder::shown, (model, examples, planned, held) -> {
                        Objective<Example.Shown> objective =
                                new SupervisedObjective(model.decoder(), source.recompute());
                        return new Training.Goal<>(
                                objective, held.map(some -> new Evaluation<>(objective, some, plan.batch())));
                    });
        });
    }
}
