package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.teeter.lm.loss.Dpo;
import org.teeter.lm.loss.PlackettLuceDpo;
import org.teeter.lm.loss.PreferenceLoss;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.tensor.Torch;

class TrainerTest {

    @Test
    void lossIsLogTwoWhilePolicyIsTheReference() {
        StepMetrics first = preferences(new Dpo(0.1), Toy.rankings(8, 2, 1), TrainingPlan.of(1, 8, 1e-3, 1))
                .get(0);
        assertEquals(Math.log(2), first.loss(), 1e-6); // single precision
        assertEquals(0, first.get("rewards/margins"), 1e-6);
        assertEquals(0, first.get("rewards/accuracies"), "a tie is not a success");
    }

    @Test
    void lossIsLogFactorialWhilePolicyIsTheReference() {
        StepMetrics first = preferences(new PlackettLuceDpo(0.1), Toy.rankings(8, 4, 1), TrainingPlan.of(1, 8, 1e-3, 1))
                .get(0);
        assertEquals(Math.log(24), first.loss(), 1e-6);
    }

    @Test
    void preferencesAreLearnt() {
        List<StepMetrics> steps = preferences(new Dpo(0.1), Toy.rankings(8, 2, 1), TrainingPlan.of(40, 8, 3e-3, 1));
        StepMetrics last = steps.get(39);
        assertTrue(last.loss() < 0.3, () -> "loss " + last.loss());
        assertEquals(1, last.get("rewards/accuracies"));
        assertEquals(40, last.get("epoch"));
    }

    @Test
    void imitationIsLearnt() {
        List<StepMetrics> steps = demonstrations(TrainingPlan.of(60, 8, 1e-2, 1));
        assertTrue(
                steps.get(59).loss() < steps.get(0).loss() / 2,
                () -> "loss " + steps.get(59).loss());
    }

    @Test
    void accumulatedBatchesGiveTheStepOfAWholeOne() {
        TrainingPlan whole = new TrainingPlan(10, 8, 1, 1e-3, Schedule.CONSTANT, 0, 1, 3);
        TrainingPlan parts = new TrainingPlan(10, 1, 8, 1e-3, Schedule.CONSTANT, 0, 1, 3);
        List<StepMetrics> one = demonstrations(whole);
        List<StepMetrics> eight = demonstrations(parts);
        for (int t = 0; t < 10; t++) {
            // Sums in another order, in single precision.
            assertEquals(one.get(t).loss(), eight.get(t).loss(), 2e-5);
            assertEquals(one.get(t).get("grad_norm"), eight.get(t).get("grad_norm"), 1e-4);
        }
    }

    @Test
    void workersDoNotChangeABit() throws Exception {
        Callable<double[]> run = () -> {
            try (Decoder decoder = Toy.decoder(5)) {
                List<Example.Ranked> examples = Toy.rankings(20, 3, 2);
                ReferenceTable reference = ReferenceTable.of(decoder, examples, 16);
                train(decoder, new PlackettLuceDpo(0.1), examples, reference, TrainingPlan.of(20, 6, 1e-3, 1));
                return Torch.toDoubles(decoder.parameters().values());
            }
        };
        double[] alone = run.call();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            for (Future<double[]> beside : pool.invokeAll(List.of(run, run, run))) {
                assertArrayEquals(alone, beside.get(), 0);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void refusesAStepThatLeavesTheNumbers() {
        TrainingPlan wild = TrainingPlan.of(50, 8, 1e30, 1);
        DivergedException e = assertThrows(DivergedException.class, () -> demonstrations(wild));
        assertTrue(String.valueOf(e.getMessage()).contains("lower the learning rate"), String.valueOf(e.getMessage()));
    }

    private static List<StepMetrics> preferences(
            PreferenceLoss loss, List<Example.Ranked> examples, TrainingPlan plan) {
        try (Decoder decoder = Toy.decoder(1)) {
            return train(decoder, loss, examples, ReferenceTable.of(decoder, examples, 16), plan);
        }
    }

    private static List<StepMetrics> train(
            Decoder decoder,
            PreferenceLoss loss,
            List<Example.Ranked> examples,
            ReferenceTable reference,
            TrainingPlan plan) {
        List<StepMetrics> steps = new ArrayList<>();
        try (Trainer<Example.Ranked> trainer = new Trainer<>(
                decoder.parameters(),
                new PreferenceObjective(decoder, loss, Optional.of(reference)),
                examples,
                plan,
                OptimizerSettings.adamW())) {
            trainer.run(steps::add);
        }
        return steps;
    }

    private static List<StepMetrics> demonstrations(TrainingPlan plan) {
        List<StepMetrics> steps = new ArrayList<>();
        try (Decoder decoder = Toy.decoder(1);
                Trainer<Example.Shown> trainer = new Trainer<>(
                        decoder.parameters(),
                        new SupervisedObjective(decoder),
                        Toy.demonstrations(20, 1),
                        plan,
                        OptimizerSettings.adamW())) {
            trainer.run(steps::add);
        }
        return steps;
    }
}
