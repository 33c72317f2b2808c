package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.lm.loss.Dpo;
import org.teeter.lm.loss.Kto;
import org.teeter.lm.loss.PlackettLuceDpo;
import org.teeter.lm.loss.Pro;
import org.teeter.lm.loss.RewardLoss;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.model.RewardModel;
import org.teeter.lm.model.Roundoff;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/** What is said of differences that are rounding, under whichever kernels the processor has. */
class RoundoffTest {
    /** A rate of zero: the policy stays the reference. */
    private static final TrainingPlan STILL = new TrainingPlan(6, 3, 2, 0, Schedule.CONSTANT, 0, 0, 5);

    private enum Model {
        SINGLE(ScalarType.Float, false),
        DOUBLE(ScalarType.Double, false),
        BRAIN(ScalarType.BFloat16, false),
        ADAPTED(ScalarType.Float, true);

        private final ScalarType type;
        private final boolean adapted;

        Model(ScalarType type, boolean adapted) {
            this.type = type;
            this.adapted = adapted;
        }

        Decoder decoder() {
            Decoder decoder = Toy.wide(1, new Placement("cpu", type));
            if (!adapted) {
                return decoder;
            }
            try (decoder) {
                Decoder frozen = decoder.copy(false);
                LowRankAdapter.Settings all = new LowRankAdapter.Settings(2, 4, Set.of("q_proj", "down_proj"));
                return frozen.adapted(LowRankAdapter.random(all, frozen.config(), Placement.CPU, 5));
            }
        }
    }

    /** Eleven examples by 3 · 2: the first epoch has two steps, the second of which ends with a short batch. */
    private static List<Example.Ranked> examples() {
        List<Example.Ranked> examples = new ArrayList<>(Toy.rankings(6, 2, 1));
        examples.addAll(Toy.rankings(5, 4, 2));
        return examples;
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void inTheFirstEpochEqualWeightsGiveEqualBits(Model model) {
        List<Example.Ranked> examples = examples();
        try (Decoder decoder = model.decoder()) {
            for (boolean recomputed : new boolean[] {false, true}) {
                ReferenceTable reference = ReferenceTable.of(decoder, STILL.firstEpoch(examples), STILL.batch());
                var objective =
                        new PreferenceObjective(decoder, new PlackettLuceDpo(0.1), Optional.of(reference), recomputed);
                for (StepMetrics step : run(decoder, objective, examples).subList(0, 2)) {
                    for (String name : List.of("chosen", "rejected", "margins", "accuracies")) {
                        assertEquals(0, step.get("rewards/" + name), name);
                    }
                    assertEquals(1, step.get("rewards/ties"));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void whatWasScoredInOtherBatchesTies(Model model) {
        List<Example.Ranked> examples = examples();
        try (Decoder decoder = model.decoder()) {
            for (int batch : new int[] {1, 2, 5, 64}) {
                ReferenceTable reference = ReferenceTable.of(decoder, examples, batch);
                var objective = new PreferenceObjective(decoder, new PlackettLuceDpo(0.1), Optional.of(reference));
                for (StepMetrics step : run(decoder, objective, examples)) {
                    assertEquals(0, step.get("rewards/accuracies"), "batches of " + batch);
                    assertEquals(1, step.get("rewards/ties"), 1e-6, "batches of " + batch);
                    assertEquals(0, step.get("rewards/margins"), model == Model.BRAIN ? 0.01 : 1e-5);
                }
            }
        }
    }

    @Test
    void examplesThatAreNotTrainedOnAreMeasuredAsTheReferenceWas() {
        List<Example.Ranked> examples = examples();
        try (Decoder decoder = Model.SINGLE.decoder()) {
            for (int batch : new int[] {1, 2, 5, 64}) {
                ReferenceTable reference = ReferenceTable.of(decoder, examples, batch);
                var objective = new PreferenceObjective(decoder, new PlackettLuceDpo(0.1), Optional.of(reference));
                StepMetrics step = run(decoder, objective, examples).get(0);
                StepMetrics measured = new Evaluation<>(objective, examples, batch).added(step);
                assertEquals(0, measured.get("eval_rewards/margins"));
                assertEquals(0, measured.get("eval_rewards/accuracies"));
                assertEquals(1, measured.get("eval_rewards/ties"), 1e-6);
            }
        }
    }

    @Test
    void divergenceFromItselfIsZero() {
        List<Example.Labelled> examples = new ArrayList<>();
        Toy.demonstrations(9, 1)
                .forEach(shown ->
                        examples.add(new Example.Labelled(shown.prompt(), shown.answer(), examples.size() % 2 == 0)));
        try (Decoder decoder = Model.SINGLE.decoder()) {
            KtoObjective objective = KtoObjective.of(
                    decoder, new Kto(0.1, 1, 1), examples, STILL.firstEpoch(examples), STILL.batch(), false);
            StepMetrics first = run(decoder, objective, examples).get(0);
            assertEquals(0, first.get("kl"));
            assertEquals(0.5, first.loss(), 1e-7);
        }
    }

    /** On every processor, since the rounding is made here: half of it ties, and what is above it does not. */
    @ParameterizedTest
    @ValueSource(doubles = {-4, -0.4, 0.4, 4})
    void differencesTieUpToTheirRounding(double roundings) {
        List<Example.Ranked> examples = Toy.rankings(8, 2, 1);
        try (Decoder decoder = Model.SINGLE.decoder()) {
            ReferenceTable exact = ReferenceTable.of(decoder, examples, 8);
            ReferenceTable moved = new ReferenceTable();
            for (Example.Ranked example : examples) {
                for (int k = 0; k < 2; k++) {
                    Tokens answer = example.answers().get(k);
                    double known = exact.get(example.prompt(), answer);
                    double by = roundings * roundoff(known, answer.length());
                    moved.put(example.prompt(), answer, k == 0 ? known - by : known + by);
                }
            }
            var objective = new PreferenceObjective(decoder, new Dpo(0.1), Optional.of(moved));
            StepMetrics step = new Evaluation<>(objective, examples, 8)
                    .added(run(decoder, objective, examples).get(0));
            assertEquals(roundings > 1 ? 1 : 0, step.get("eval_rewards/accuracies"));
            assertEquals(Math.abs(roundings) < 1 ? 1 : 0, step.get("eval_rewards/ties"));
        }
    }

    private static double roundoff(double logProbability, int tokens) {
        try (PointerScope scope = new PointerScope()) {
            Tensor of = Tensor.create(new double[] {logProbability}, 1);
            return Torch.toDoubles(
                    Roundoff.of(ScalarType.Float).ofAnswers(of, Tensor.create(new double[] {tokens}, 1)))[0];
        }
    }

    @Test
    void equalAnswersTieWhereverTheyStand() {
        List<Example.Ranked> examples = new ArrayList<>(Toy.rankings(5, 2, 3));
        for (int i = 0; i < 5; i++) {
            Example.Ranked example = examples.get(i);
            examples.set(
                    i,
                    new Example.Ranked(
                            example.prompt(),
                            List.of(
                                    example.answers().get(0),
                                    example.answers().get(1),
                                    example.answers().get(0),
                                    example.answers().get(1))));
        }
        try (Decoder decoder = Model.SINGLE.decoder();
                RewardModel model = RewardModel.of(decoder, true)) {
            var objective = new PreferenceObjective(decoder, new Pro(0.1), Optional.empty());
            assertEquals(1 / 3.0, run(decoder, objective, examples).get(0).get("rewards/ties"), 1e-6);
            model.parameters().get(RewardModel.HEAD).detach().fill_(new Scalar(0.1));
            StepMetrics step = new Evaluation<>(new RewardObjective(model, new RewardLoss(0)), examples, 5)
                    .added(run(decoder, objective, examples).get(0));
            assertEquals(1 / 3.0, step.get("eval_ties"), 1e-6);
        }
    }

    private static <E extends Example> List<StepMetrics> run(
            Decoder decoder, Objective<E> objective, List<E> examples) {
        List<StepMetrics> steps = new ArrayList<>();
        try (Trainer<E> trainer =
                new Trainer<>(decoder.trained(), objective, examples, STILL, OptimizerSettings.adamW())) {
            trainer.run(steps::add);
        }
        return steps;
    }
}
