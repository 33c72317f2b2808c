package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.lm.loss.PlackettLuceDpo;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

class ResumeTest {
    /** 7 examples by 2 · 2: an epoch has a short step, and the schedule never rests. */
    private static final TrainingPlan PLAN = new TrainingPlan(8, 2, 2, 1e-2, Schedule.COSINE, 3, 1, 9);

    private static final List<Example.Ranked> EXAMPLES = Toy.rankings(7, 3, 4);
    private static final Placement BRAIN = new Placement("cpu", ScalarType.BFloat16);

    @TempDir
    Path folder;

    static Stream<OptimizerSettings> settings() {
        return Stream.of(
                OptimizerSettings.adamW(),
                new OptimizerSettings(true, 0.9, 0.999, 1e-8, 0.01, Rounding.STOCHASTIC),
                new OptimizerSettings(false, 0.9, 0.999, 1e-8, 0.01, Rounding.MASTER));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void goesOnToTheSameBits(OptimizerSettings settings) throws Exception {
        for (Placement placement : List.of(Placement.CPU, BRAIN)) {
            double[] whole;
            try (Run run = new Run(placement, PLAN, settings)) {
                run.trainer.run(step -> {});
                whole = run.weights();
            }
            for (int stop : new int[] {1, 5}) {
                Path state = folder.resolve("state");
                try (Run run = new Run(placement, PLAN, settings)) {
                    IllegalStateException pulled = assertThrows(
                            IllegalStateException.class,
                            () -> run.trainer.run(step -> stopAfter(run, stop, step, state)));
                    assertEquals("pulled", pulled.getMessage());
                }
                try (Run run = new Run(placement, PLAN, settings)) {
                    run.trainer.resume(state);
                    assertEquals(stop, run.trainer.step());
                    run.trainer.run(step -> {});
                    assertArrayEquals(whole, run.weights(), 0, placement + " stopped after " + stop);
                }
            }
        }
    }

    /** Saves after a step, does one more that is lost, and dies. */
    private static void stopAfter(Run run, int stop, StepMetrics step, Path state) {
        if (step.step() > stop) {
            throw new IllegalStateException("pulled");
        }
        if (step.step() == stop) {
            try {
                run.trainer.save(state);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void countsGoOn() throws Exception {
        Path state = folder.resolve("state");
        StepMetrics last;
        try (Run run = new Run(Placement.CPU, PLAN, OptimizerSettings.adamW())) {
            run.trainer.advance();
            run.trainer.save(state);
            last = run.trainer.advance();
        }
        try (Run run = new Run(Placement.CPU, PLAN, OptimizerSettings.adamW())) {
            run.trainer.resume(state);
            assertEquals(last, run.trainer.advance());
        }
    }

    /** Changes of the model that leave the norm of its weights, or even its weights, as they were. */
    @Test
    void modelsAreToldApart() {
        Set<String> descriptions = new LinkedHashSet<>();
        try (Decoder decoder = Toy.decoder(1);
                NoGradGuard guard = new NoGradGuard()) {
            descriptions.add(new SupervisedObjective(decoder).description());
            descriptions.add(new SupervisedObjective(decoder, true).description());
            decoder.parameters().get("model.layers.0.self_attn.q_proj.weight").neg_();
            descriptions.add(new SupervisedObjective(decoder).description());
            for (double alpha : new double[] {4, 8}) {
                LowRankAdapter.Settings settings = new LowRankAdapter.Settings(2, alpha, LowRankAdapter.Settings.ALL);
                try (Decoder adapted = decoder.merged(false)
                        .adapted(LowRankAdapter.random(settings, decoder.config(), Placement.CPU, 1))) {
                    descriptions.add(new SupervisedObjective(adapted).description());
                }
            }
        }
        assertEquals(5, descriptions.size(), descriptions.toString());
    }

    @Test
    void refusesTheStateOfAnotherRun() throws Exception {
        Path state = folder.resolve("state");
        try (Run run = new Run(Placement.CPU, PLAN, OptimizerSettings.adamW())) {
            run.trainer.advance();
            run.trainer.save(state);
        }
        TrainingPlan other = new TrainingPlan(8, 2, 2, 1e-2, Schedule.COSINE, 3, 1, 10);
        try (Run run = new Run(Placement.CPU, other, OptimizerSettings.adamW())) {
            double[] before = run.weights();
            CheckpointException e = assertThrows(CheckpointException.class, () -> run.trainer.resume(state));
            assertEquals(
                    state
                            + " is the state of another run: model, examples, loss, plan or optimizer differ; give the same"
                            + " options and files, or start anew",
                    e.getMessage());
            assertArrayEquals(before, run.weights(), 0);
            assertEquals(0, run.trainer.step());
        }
    }

    @Test
    void refusesToGoOnFromAnotherModel() throws Exception {
        Path state = folder.resolve("state");
        try (Run run = new Run(Placement.CPU, PLAN, OptimizerSettings.adamW())) {
            run.trainer.advance();
            run.trainer.save(state);
        }
        try (Decoder other = Toy.decoder(3);
                Trainer<Example.Ranked> trainer = new Trainer<>(
                        other.trained(),
                        new PreferenceObjective(
                                other, new PlackettLuceDpo(0.1), Optional.of(ReferenceTable.of(other, EXAMPLES, 8))),
                        EXAMPLES,
                        PLAN,
                        OptimizerSettings.adamW())) {
            assertThrows(CheckpointException.class, () -> trainer.resume(state));
        }
    }

    @Test
    void refusesWhatIsNoState() throws Exception {
        Path cut = folder.resolve("cut");
        try (Run run = new Run(Placement.CPU, PLAN, OptimizerSettings.adamW())) {
            run.trainer.advance();
            run.trainer.save(cut);
            byte[] whole = Files.readAllBytes(cut);
            Files.write(cut, Arrays.copyOf(whole, whole.length - 8));
            assertThrows(CheckpointException.class, () -> run.trainer.resume(cut));
            CheckpointException missing =
                    assertThrows(CheckpointException.class, () -> run.trainer.resume(folder.resolve("none")));
            assertTrue(String.valueOf(missing.getMessage()).contains("is not there"));
        }
    }

    /** A decoder with its trainer. */
    private static final class Run implements AutoCloseable {
        final Decoder decoder;
        final Trainer<Example.Ranked> trainer;

        Run(Placement placement, TrainingPlan plan, OptimizerSettings settings) {
            // Wide enough that some moments are in eight bits.
            decoder = settings.eightBits() ? Toy.wide(2, placement) : Toy.decoder(2, placement);
            ReferenceTable reference = ReferenceTable.of(decoder, EXAMPLES, 8);
            PreferenceObjective objective =
                    new PreferenceObjective(decoder, new PlackettLuceDpo(0.1), Optional.of(reference));
            trainer = new Trainer<>(decoder.trained(), objective, EXAMPLES, plan, settings);
        }

        double[] weights() {
            return Torch.toDoubles(decoder.parameters().values());
        }

        @Override
        public void close() {
            trainer.close();
            decoder.close();
        }
    }
}
