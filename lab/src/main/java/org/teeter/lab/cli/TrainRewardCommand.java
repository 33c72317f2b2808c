package org.teeter.lab.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.UsageException;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.checkpoint.RewardCheckpoint;
import org.teeter.lm.dataset.Answered;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.Examples;
import org.teeter.lm.loss.RewardLoss;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.ExampleEncoder;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.RewardObjective;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter train reward}: a reward model. */
@Command(
        name = "reward",
        description = "Trains a reward model: Bradley-Terry of pairs, Plackett-Luce of rankings.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Of pairs, and what the model makes of others:",
            "  teeter train reward --model base --data pairs.jsonl --eval-data held.jsonl \\",
            "    --out reward",
            "With the vectors that teeter head audits:",
            "  teeter train reward --model base --data pairs.jsonl --vectors --out reward",
            "",
            "Beside the model come scores.csv, the reward of every answer in the data, and comparisons.csv, what those rewards",
            "say of the compared answers, which teeter audit reads."
        })
final class TrainRewardCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private TrainedModelOptions source = new TrainedModelOptions();

    @Option(
            names = "--kind",
            paramLabel = "pairs|rankings",
            defaultValue = "pairs",
            description = "What the data hold: prompt, chosen, rejected (the default), or prompt, completions, ranks.")
    private String kind = "pairs";

    @Option(
            names = "--centring",
            paramLabel = "WEIGHT",
            defaultValue = "0",
            description = "Weight of the squared sum of a prompt's rewards, which the order leaves open (default: 0).")
    private double centring;

    @Option(
            names = "--vectors",
            description = "Also write vectors.npy, what the last layer is linear in, with the reward of each row"
                    + " (rewards.csv), and judged.csv and held.csv, the training and --eval-data examples by its rows:"
                    + " teeter head reads them.")
    private boolean vectors;

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
        if (source.adapts()) {
            throw new UsageException("--lora is of language models; a reward model is trained as a whole");
        }
        if (source.recompute()) {
            throw new UsageException("--recompute is of language models; a reward model keeps its blocks");
        }
        RewardLoss loss = Choices.checked(() -> new RewardLoss(centring));
        train(place, loss, Choices.of("--kind", kind, RunOptions.KINDS));
    }

    private <T extends Answered> void train(RunOptions.Place place, RewardLoss loss, ExampleKind<T> answers)
            throws IOException {
        Examples<T> read = run.read(answers);
        plan.plan(read.examples().size(), 1e-4); // refused before a model is loaded
        place.record().ended("read");
        List<Example.Ranked> examples;
        List<Answered> data;
        Optional<List<Example.Ranked>> held;
        RewardCheckpoint reward;
        // The memory of a whole model, given back before training.
        try (LanguageModel base = source.open(plan.seed(), false)) {
            var encoded = run.encoded(base, encoder -> encoder.rankings(read));
            examples = encoded.ids();
            data = encoded.words();
            held = run.evaluated(answers, base, ExampleEncoder::rankings);
            reward = RewardCheckpoint.of(base, true);
        }
        var planned = plan.plan(examples.size(), 1e-4);
        try (reward) {
            Objective<Example.Ranked> objective = new RewardObjective(reward.model(), loss);
            Optional<Evaluation<Example.Ranked>> evaluation =
                    held.map(these -> new Evaluation<>(objective, these, plan.batch()));
            place.record().ended("load");
            RunOptions.Saving saving = (folder, beside) -> {
                RewardTables tables = RewardTables.of(reward.model(), data, examples);
                tables.scores(beside.resolve("scores.csv"));
                tables.comparisons(beside.resolve("comparisons.csv"));
                if (vectors) {
                    RewardVectorFiles.of(reward.model(), examples, held).write(beside);
                }
                reward.save(folder);
            };
            run.train(
                    new RunOptions.Job<>(reward.model().parameters(), objective, examples, evaluation, saving),
                    place,
                    planned,
                    plan.optimizer());
        }
    }
}
