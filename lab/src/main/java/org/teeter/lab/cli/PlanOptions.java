package org.teeter.lab.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Question;
import org.teeter.cli.UsageException;
import org.teeter.lm.train.OptimizerSettings;
import org.teeter.lm.train.Rounding;
import org.teeter.lm.train.Schedule;
import org.teeter.lm.train.TrainingPlan;
import picocli.CommandLine.Option;

/** How long, how fast and by which optimizer to train. */
@Question("How long, how fast")
final class PlanOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "How often to see the data (default: 1).")
    @Nullable
    private Double epochs;

    @Option(names = "--steps", paramLabel = "N", description = "Updates to do, instead of --epochs.")
    @Nullable
    private Integer steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Examples that go through the model at once (default: 16).")
    private int batch = 16;

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            defaultValue = "1",
            description = "Batches to an update (default: 1).")
    private int accumulate = 1;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "At its highest (default: the paper's 5e-6 for dpo, 2e-5 for sft, 1e-4 for reward and for"
                    + " adapters). Models of a thousandth of the paper's size want ten to a thousand times more.")
    @Nullable
    private Double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "linear|cosine|constant",
            defaultValue = "linear",
            description = "How the rate falls (default: linear, to zero).")
    private String schedule = "linear";

    @Option(
            names = "--warmup",
            paramLabel = "STEPS",
            defaultValue = "0",
            description = "Steps in which the rate rises from zero; below 1: a share of all steps (default: 0).")
    private double warmup;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            defaultValue = "1",
            description = "Shorten longer gradients to this norm; 0: never (default: 1).")
    private double clip = 1;

    @Option(
            names = "--optimizer",
            paramLabel = "adamw|adamw8bit",
            defaultValue = "adamw",
            description = "adamw8bit keeps the moments in one byte each, as bitsandbytes (default: adamw).")
    private String optimizer = "adamw";

    @Option(
            names = "--weight-decay",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "Of matrices, not of norms and biases (default: 0).")
    private double weightDecay;

    @Option(
            names = "--rounding",
            paramLabel = "stochastic|master|nearest",
            defaultValue = "stochastic",
            description =
                    "How updates reach bfloat16 weights: at random with the right mean (the default), through a copy in"
                            + " float32, or to the nearest, which loses small ones.")
    private String rounding = "stochastic";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the order of the examples (default: 0).")
    private long seed;

    long seed() {
        return seed;
    }

    int batch() {
        return batch;
    }

    TrainingPlan plan(int examples, double usualRate) {
        if (steps != null && epochs != null) {
            throw new UsageException("--steps and --epochs both say how long to train; give one of them");
        }
        if (batch <= 0 || accumulate <= 0) {
            throw new UsageException("--batch and --accumulate must be positive, got " + batch + " and " + accumulate);
        }
        double times = epochs == null ? 1 : epochs;
        if (!(times > 0 && times < 1e6)) {
            throw new UsageException("--epochs must be positive and less than a million, got " + times);
        }
        if (!(warmup >= 0 && (warmup < 1 || warmup == Math.rint(warmup)))) {
            throw new UsageException("--warmup must be a whole number of steps, or a share below 1, got " + warmup);
        }
        int all = steps == null
                ? Choices.checked(() -> TrainingPlan.stepsFor(times, examples, batch, accumulate))
                : steps;
        return Choices.checked(() -> new TrainingPlan(
                all,
                batch,
                accumulate,
                learningRate == null ? usualRate : learningRate,
                Choices.of(
                        "--schedule",
                        schedule,
                        Map.of("linear", Schedule.LINEAR, "cosine", Schedule.COSINE, "constant", Schedule.CONSTANT)),
                (int) Math.ceil(warmup < 1 ? warmup * all : warmup),
                clip,
                seed));
    }

    OptimizerSettings optimizer() {
        boolean eightBits = Choices.of("--optimizer", optimizer, Map.of("adamw", false, "adamw8bit", true));
        Rounding how = Choices.of(
                "--rounding",
                rounding,
                Map.of(
                        "stochastic", Rounding.STOCHASTIC,
                        "master", Rounding.MASTER,
                        "nearest", Rounding.NEAREST));
        return Choices.checked(() -> new OptimizerSettings(eightBits, 0.9, 0.999, 1e-8, weightDecay, how));
    }
}
