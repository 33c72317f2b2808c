package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.model.RewardModel;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/** Reward models against transformers' sequence classifier (golden/decoders.py). */
class RewardCheckpointTest {

    @Test
    void scoresAndGradientsAreThoseOfTransformers() throws IOException {
        Path folder = DecoderParityTest.FIXTURES.resolve("reward");
        ConfigFile config = ConfigFile.read(folder.resolve("config.json"));
        try (RewardModel model = DecoderFiles.reward(folder, config, Placement.CPU, true);
                SafetensorsFile expected = SafetensorsFile.open(folder.resolve("expected.safetensors"));
                PointerScope scope = new PointerScope()) {
            long[] ids = Torch.toLongs(expected.tensor("ids"));
            long[] lengths = Torch.toLongs(expected.tensor("lengths"));
            List<int[]> prompts = new ArrayList<>();
            List<int[]> answers = new ArrayList<>();
            for (int row = 0; row < lengths.length; row++) {
                int[] all = Arrays.stream(ids, row * 30, row * 30 + (int) lengths[row])
                        .mapToInt(Math::toIntExact)
                        .toArray();
                prompts.add(Arrays.copyOf(all, 4));
                answers.add(Arrays.copyOfRange(all, 4, all.length));
            }
            Tensor scores = model.scores(prompts, answers);
            assertTrue(DecoderParityTest.worst(scores, expected.tensor("scores")) <= 1e-5);
            scores.sum().backward();
            for (String name : List.of("score.weight", "model.norm.weight")) {
                double differs = DecoderParityTest.worst(
                        model.parameters().get(name).grad(), expected.tensor("gradient." + name));
                assertTrue(differs <= 1e-5, name + " differs by " + differs); // sums of scores, not means: larger
            }
        }
    }

    @Test
    void startsAtZeroAndIsStored(@TempDir Path folder) throws IOException {
        Path stored = LanguageModelTest.stored(folder.resolve("model"), 3);
        List<int[]> prompts = List.of(new int[] {1, 4}, new int[] {1, 4});
        List<int[]> answers = List.of(new int[] {5, 2}, new int[] {3, 7, 2});
        double[] scores;
        try (LanguageModel base = LanguageModel.load(stored, Placement.CPU, false);
                RewardCheckpoint reward = RewardCheckpoint.of(base, true)) {
            assertArrayEquals(new double[2], reward.model().score(prompts, answers));
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                reward.model().parameters().get(RewardModel.HEAD).normal_(0, 1, Torch.generator(4));
            }
            scores = reward.model().score(prompts, answers);
            reward.save(folder.resolve("reward"));
        }
        try (RewardCheckpoint reward = RewardCheckpoint.load(folder.resolve("reward"), Placement.CPU, false)) {
            assertArrayEquals(scores, reward.model().score(prompts, answers));
        }
        CheckpointException e = assertThrows(
                CheckpointException.class, () -> LanguageModel.load(folder.resolve("reward"), Placement.CPU, false));
        assertEquals(
                folder.resolve("reward")
                        + " is a reward model (LlamaForSequenceClassification), not a language model; it can score answers"
                        + " but not write them",
                e.getMessage());
        e = assertThrows(CheckpointException.class, () -> RewardCheckpoint.load(stored, Placement.CPU, false));
        assertEquals(
                stored + " is a language model (LlamaForCausalLM), not a reward model with a scalar head",
                e.getMessage());
    }
}
