package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.lm.loss.Dpo;
import org.teeter.lm.loss.Kto;
import org.teeter.lm.loss.PlackettLuceDpo;
import org.teeter.lm.loss.RewardLoss;
import org.teeter.lm.loss.SimPo;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.model.RewardModel;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

class ObjectivesTest {

    @Test
    void answersJudgedOneByOneAreLearnt() {
        List<Example.Labelled> examples = labelled(10);
        try (Decoder decoder = Toy.decoder(3)) {
            KtoObjective objective = KtoObjective.of(decoder, new Kto(0.1, 1, 1), examples, 8, false);
            List<StepMetrics> steps = train(decoder, objective, examples, TrainingPlan.of(40, 10, 3e-3, 1));
            assertEquals(0.5, steps.get(0).loss(), 1e-6);
            StepMetrics last = steps.get(39);
            assertTrue(last.loss() < 0.4, () -> "loss " + last.loss());
            assertTrue(last.get("rewards/chosen") > last.get("rewards/rejected"));
            assertEquals(0, steps.get(0).get("kl"), 1e-6, "the policy is the reference yet");
        }
    }

    @Test
    void mismatchedAnswersBelongToOtherPrompts() {
        Tokens p = Tokens.of(1);
        Tokens q = Tokens.of(2);
        List<Example.Labelled> examples = List.of(
                new Example.Labelled(p, Tokens.of(3), true),
                new Example.Labelled(p, Tokens.of(4), true),
                new Example.Labelled(q, Tokens.of(5), false));
        Map<Example.Labelled, Example.Shown> partners = KtoObjective.mismatched(examples);
        assertEquals(new Example.Shown(p, Tokens.of(5)), partners.get(examples.get(0)), "round the end");
        assertEquals(new Example.Shown(p, Tokens.of(5)), partners.get(examples.get(1)), "not of its own prompt");
        assertEquals(new Example.Shown(q, Tokens.of(4)), partners.get(examples.get(2)));
        assertEquals(
                "KTO compares with answers to other prompts, but all examples have the same prompt",
                assertThrows(IllegalArgumentException.class, () -> KtoObjective.mismatched(examples.subList(0, 2)))
                        .getMessage());
    }

    @Test
    void rewardsLearnRankings() {
        List<Example.Ranked> examples = new ArrayList<>(Toy.rankings(6, 2, 1));
        examples.addAll(Toy.rankings(6, 4, 2));
        try (Decoder decoder = Toy.decoder(3);
                RewardModel model = RewardModel.of(decoder, true);
                Trainer<Example.Ranked> trainer = new Trainer<>(
                        model.parameters(),
                        new RewardObjective(model, new RewardLoss(0.01)),
                        examples,
                        TrainingPlan.of(60, 12, 1e-2, 1),
                        OptimizerSettings.adamW())) {
            List<StepMetrics> steps = new ArrayList<>();
            trainer.run(steps::add);
            // A head of zeros gives every order of K the chance 1/K!: six of log 2, six of log 24.
            assertEquals((Math.log(2) + Math.log(24)) / 2, steps.get(0).loss(), 1e-6);
            assertEquals(1, steps.get(59).get("accuracy"));
        }
    }

    /** Means over tokens, over answers, over examples, and extremes: none may depend on how a step is cut up. */
    @Test
    void metricsDoNotDependOnTheBatches() {
        List<Example.Ranked> examples = new ArrayList<>(Toy.rankings(5, 2, 1));
        examples.addAll(Toy.rankings(4, 4, 2));
        for (boolean rewards : new boolean[] {false, true}) {
            List<StepMetrics> cuts = new ArrayList<>();
            for (int batch : new int[] {9, 2}) {
                try (Decoder decoder = Toy.decoder(3);
                        RewardModel model = RewardModel.of(decoder, true)) {
                    model.parameters().get(RewardModel.HEAD).detach().fill_(new Scalar(0.1));
                    Objective<Example.Ranked> objective = rewards
                            ? new RewardObjective(model, new RewardLoss(0.01))
                            : new PreferenceObjective(
                                    decoder,
                                    new PlackettLuceDpo(0.1),
                                    Optional.of(ReferenceTable.of(decoder, examples, 64)));
                    try (Trainer<Example.Ranked> trainer = new Trainer<>(
                            rewards ? model.parameters() : decoder.trained(),
                            objective,
                            examples,
                            new TrainingPlan(1, batch, 9, 1e-3, Schedule.CONSTANT, 0, 0, 1),
                            OptimizerSettings.adamW())) {
                        trainer.run(cuts::add);
                    }
                }
            }
            assertEquals(cuts.get(0).names(), cuts.get(1).names());
            assertTrue(cuts.get(0).names().contains(rewards ? "min_reward" : "logits/rejected"));
            cuts.get(0)
                    .values()
                    .forEach((name, value) -> assertEquals(value, cuts.get(1).get(name), 2e-5, name));
        }
    }

    @Test
    void aStepWithoutRejectedAnswersSaysWhatItLacks() {
        List<Example.Labelled> good = new ArrayList<>();
        Toy.demonstrations(4, 1).forEach(shown -> good.add(new Example.Labelled(shown.prompt(), shown.answer(), true)));
        try (Decoder decoder = Toy.decoder(1);
                Trainer<Example.Labelled> trainer = new Trainer<>(
                        decoder.trained(),
                        KtoObjective.of(decoder, new Kto(0.1, 1, 1), good, 4, false),
                        good,
                        TrainingPlan.of(1, 4, 1e-3, 1),
                        OptimizerSettings.adamW())) {
            StepMetrics step = trainer.advance();
            for (String name : List.of("rewards/rejected", "rewards/margins", "logits/rejected")) {
                assertTrue(step.names().contains(name) && !step.values().containsKey(name), name);
            }
            assertTrue(step.values().values().stream().allMatch(Double::isFinite), step.toString());
        }
    }

    @Test
    void rankingsOfTwoAreTrainedAsPairs() {
        List<Example.Ranked> examples = Toy.rankings(8, 2, 1);
        double[][] weights = new double[2][];
        for (int i = 0; i < 2; i++) {
            try (Decoder decoder = Toy.decoder(1)) {
                Optional<ReferenceTable> reference = Optional.of(ReferenceTable.of(decoder, examples, 16));
                PreferenceObjective objective =
                        new PreferenceObjective(decoder, i == 0 ? new Dpo(0.1) : new PlackettLuceDpo(0.1), reference);
                train(decoder, objective, examples, TrainingPlan.of(10, 4, 1e-3, 1));
                weights[i] = Torch.toDoubles(decoder.parameters().values());
            }
        }
        assertArrayEquals(weights[0], weights[1], 0);
    }

    @Test
    void mixedRankingsWeighEachPromptAlike() {
        List<Example.Ranked> examples = List.of(
                Toy.rankings(1, 4, 1).get(0),
                Toy.rankings(1, 2, 2).get(0),
                Toy.rankings(1, 4, 3).get(0));
        try (Decoder decoder = Toy.decoder(1)) {
            ReferenceTable reference = ReferenceTable.of(decoder, examples, 16);
            PreferenceObjective objective =
                    new PreferenceObjective(decoder, new PlackettLuceDpo(0.1), Optional.of(reference));
            StepMetrics step = train(decoder, objective, examples, TrainingPlan.of(1, 3, 1e-3, 1))
                    .get(0);
            assertEquals((2 * Math.log(24) + Math.log(2)) / 3, step.loss(), 1e-6);
        }
    }

    @Test
    void recomputedBlocksGiveTheSameGradient() {
        List<Example.Ranked> examples = Toy.rankings(8, 2, 1);
        double[][] gradients = new double[2][];
        for (int i = 0; i < 2; i++) {
            try (Decoder decoder = Toy.decoder(1)) {
                PreferenceObjective objective =
                        new PreferenceObjective(decoder, new SimPo(2, 0.5), Optional.empty(), i == 1);
                try (PointerScope scope = new PointerScope()) {
                    Measured measured = objective.measure(examples);
                    measured.backward().accept(measured.total());
                }
                gradients[i] = Torch.toDoubles(decoder.parameters().gradient());
            }
        }
        assertArrayEquals(gradients[0], gradients[1], 1e-5); // single precision, summed in another order
    }

    @Test
    void onlyTheAdapterIsTrained() {
        List<Example.Ranked> examples = Toy.rankings(8, 2, 1);
        try (Decoder full = Toy.decoder(1);
                Decoder frozen = full.copy(false);
                LowRankAdapter adapter = LowRankAdapter.random(
                        new LowRankAdapter.Settings(2, 4, Set.of("q_proj", "down_proj")),
                        frozen.config(),
                        Placement.CPU,
                        5)) {
            double[] before = Torch.toDoubles(frozen.parameters().values());
            Decoder adapted = frozen.adapted(adapter);
            ReferenceTable reference = ReferenceTable.of(adapted, examples, 16);
            PreferenceObjective objective = new PreferenceObjective(adapted, new Dpo(0.1), Optional.of(reference));
            List<StepMetrics> steps = train(adapted, objective, examples, TrainingPlan.of(60, 8, 1e-2, 1));
            assertEquals(Math.log(2), steps.get(0).loss(), 1e-6, "an adapter changes nothing at first");
            assertTrue(steps.get(59).loss() < 0.5, () -> "loss " + steps.get(59).loss());
            assertArrayEquals(before, Torch.toDoubles(frozen.parameters().values()), 0);
        }
    }

    @Test
    void referencesAreReadBackToTheLastDigit(@TempDir Path folder) throws Exception {
        List<Example.Ranked> examples = Toy.rankings(5, 3, 1);
        Path file = folder.resolve("reference.csv");
        try (Decoder decoder = Toy.decoder(1)) {
            ReferenceTable made = ReferenceTable.of(decoder, examples, 4);
            made.write(file, examples);
            ReferenceTable read = ReferenceTable.read(file, examples);
            for (Example.Ranked example : examples) {
                for (Tokens answer : example.answers()) {
                    assertEquals(made.get(example.prompt(), answer), read.get(example.prompt(), answer));
                }
            }
        }
        CheckpointException e =
                assertThrows(CheckpointException.class, () -> ReferenceTable.read(file, Toy.rankings(5, 4, 1)));
        assertEquals(
                file
                        + ":5: here the reference's log-probability of answer 4 of row 1 must be; the file is of other data,"
                        + " delete it",
                e.getMessage());
        for (String bad : List.of("NaN", "0.5", "Infinity")) {
            Files.writeString(file, "row,answer,ref_logps\n1,1," + bad + "\n");
            CheckpointException refused =
                    assertThrows(CheckpointException.class, () -> ReferenceTable.read(file, examples));
            assertEquals(
                    file + ":2: ref_logps must be a log-probability, zero or less, got " + bad + "; delete the file",
                    refused.getMessage());
        }
    }

    @Test
    void refusesALossThatHasNoReference() {
        try (Decoder decoder = Toy.decoder(1)) {
            assertEquals(
                    "the loss dpo needs a table of reference log-probabilities",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> new PreferenceObjective(decoder, new Dpo(0.1), Optional.empty()))
                            .getMessage());
        }
    }

    private static List<Example.Labelled> labelled(int count) {
        List<Example.Shown> shown = Toy.demonstrations(count, 6);
        List<Example.Labelled> labelled = new ArrayList<>();
        for (Example.Shown example : shown) {
            labelled.add(new Example.Labelled(example.prompt(), example.answer(), labelled.size() % 2 == 0));
        }
        return labelled;
    }

    private static <E extends Example> List<StepMetrics> train(
            Decoder decoder, Objective<E> objective, List<E> examples, TrainingPlan plan) {
        List<StepMetrics> steps = new ArrayList<>();
        try (Trainer<E> trainer =
                new Trainer<>(decoder.trained(), objective, examples, plan, OptimizerSettings.adamW())) {
            trainer.run(steps::add);
        }
        return steps;
    }
}
