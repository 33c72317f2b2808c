package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.HiddenStates;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/** Low-rank adapters against peft 0.21.2 (golden/decoders.py). */
class AdapterTest {
    private static final Path FOLDER = DecoderParityTest.FIXTURES.resolve("adapter");

    private static Decoder adapted(boolean trained) throws IOException {
        assertEquals(
                DecoderParityTest.FIXTURES.resolve("llama").toRealPath(),
                AdapterFiles.base(FOLDER).toRealPath());
        Decoder base = DecoderParityTest.load("llama", Placement.CPU, false);
        return base.adapted(AdapterFiles.read(FOLDER, base.config(), Placement.CPU, trained));
    }

    @Test
    void logitsAndGradientsAreThoseOfPeft() throws IOException {
        try (Decoder decoder = adapted(true);
                SafetensorsFile expected = SafetensorsFile.open(FOLDER.resolve("expected.safetensors"));
                PointerScope scope = new PointerScope()) {
            assertEquals(decoder.adapter().orElseThrow().factors(), decoder.trained());
            for (boolean recomputed : new boolean[] {false, true}) {
                Tensor ids = expected.tensor("ids").unsqueeze(0);
                HiddenStates states = HiddenStates.of(decoder, ids, recomputed);
                Tensor logits = decoder.logits(states.last()).squeeze(0);
                double differs = DecoderParityTest.worst(logits, expected.tensor("logits"));
                assertTrue(differs <= 1e-5, "logits differ by " + differs);
                decoder.trained().clearGradient();
                states.backward(torch.cross_entropy_loss(
                        logits.narrow(0, 0, 49), ids.squeeze(0).narrow(0, 1, 49)));
                for (String name : decoder.trained().shapes().keySet()) {
                    double gradient = DecoderParityTest.worst(
                            decoder.trained().get(name).grad(), expected.tensor("gradient.base_model.model." + name));
                    assertTrue(gradient <= 1e-6, name + " differs by " + gradient);
                }
            }
        }
    }

    @Test
    void mergedMatricesAreThoseOfPeft() throws IOException {
        try (Decoder decoder = adapted(false);
                Decoder merged = decoder.merged(false);
                SafetensorsFile expected = SafetensorsFile.open(FOLDER.resolve("expected.safetensors"));
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            int compared = 0;
            for (String name : expected.names()) {
                if (name.startsWith("merged.")) {
                    Tensor weight = merged.parameters().get(name.substring("merged.".length()));
                    double differs = DecoderParityTest.worst(weight, expected.tensor(name));
                    assertTrue(differs <= 1e-7, name + " differs by " + differs); // an ulp of the largest
                    compared++;
                }
            }
            assertEquals(2, compared);
            Tensor ids = expected.tensor("ids").unsqueeze(0);
            double differs =
                    DecoderParityTest.worst(merged.logits(merged.hidden(ids)).squeeze(0), expected.tensor("logits"));
            assertTrue(differs <= 1e-5, "logits differ by " + differs);
        }
    }

    @Test
    void newAdapterChangesNothing(@TempDir Path folder) throws IOException {
        Path stored = LanguageModelTest.stored(folder.resolve("model"), 3);
        List<int[]> prompts = List.of(new int[] {1, 4, 6});
        List<int[]> answers = List.of(new int[] {5, 2});
        double[] before;
        try (LanguageModel model = LanguageModel.load(stored, Placement.CPU, false)) {
            before = LanguageModelTest.scores(model, prompts, answers);
        }
        Path saved = folder.resolve("adapter");
        double[] changed;
        LanguageModel base = LanguageModel.load(stored, Placement.CPU, false);
        try (LanguageModel model = base.adapted(new LowRankAdapter.Settings(2, 4, Set.of("q_proj", "up_proj")), 5)) {
            assertArrayEquals(before, LanguageModelTest.scores(model, prompts, answers));
            try (PointerScope scope = new PointerScope()) {
                AnswerScores scores = AnswerScores.of(model.decoder(), prompts, answers, false);
                scores.backward(scores.logProbabilities().sum());
                try (NoGradGuard guard = new NoGradGuard()) {
                    model.decoder()
                            .trained()
                            .values()
                            .add_(model.decoder().trained().gradient());
                }
            }
            changed = LanguageModelTest.scores(model, prompts, answers);
            assertTrue(changed[0] > before[0], changed[0] + " after a step up from " + before[0]);
            model.save(saved);
            model.saveMerged(folder.resolve("merged"));
        }
        assertTrue(Files.exists(saved.resolve("adapter_model.safetensors")));
        try (LanguageModel model = LanguageModel.load(saved, Placement.CPU, false)) {
            assertArrayEquals(changed, LanguageModelTest.scores(model, prompts, answers));
        }
        try (LanguageModel model = LanguageModel.load(saved, stored, Placement.CPU, true)) {
            assertArrayEquals(changed, LanguageModelTest.scores(model, prompts, answers));
        }
        try (LanguageModel model = LanguageModel.load(folder.resolve("merged"), Placement.CPU, false)) {
            assertArrayEquals(changed, LanguageModelTest.scores(model, prompts, answers), 1e-6);
        }
    }

    /** Two adapters over one model, closed before it: each computes as if it had weights of its own, and the model as before. */
    @Test
    void adaptersCanBeOverOneModelsWeights() throws IOException {
        List<int[]> prompts = List.of(new int[] {1, 4, 6});
        List<int[]> answers = List.of(new int[] {5, 2});
        LowRankAdapter.Settings settings = new LowRankAdapter.Settings(2, 4, LowRankAdapter.Settings.ALL);
        try (Decoder base = DecoderParityTest.load("llama", Placement.CPU, false);
                NoGradGuard guard = new NoGradGuard();
                PointerScope scope = new PointerScope()) {
            double[] before = Torch.toDoubles(AnswerScores.logProbabilities(base, prompts, answers));
            for (long seed = 1; seed <= 2; seed++) {
                try (Decoder lent = base.lent(changed(settings, base, seed));
                        Decoder own = base.copy(false).adapted(changed(settings, base, seed))) {
                    double[] found = Torch.toDoubles(AnswerScores.logProbabilities(lent, prompts, answers));
                    assertArrayEquals(Torch.toDoubles(AnswerScores.logProbabilities(own, prompts, answers)), found);
                    assertTrue(Math.abs(found[0] - before[0]) > 1e-3, found[0] + " and " + before[0]);
                }
            }
            assertArrayEquals(before, Torch.toDoubles(AnswerScores.logProbabilities(base, prompts, answers)));
        }
    }

    private static LowRankAdapter changed(LowRankAdapter.Settings settings, Decoder base, long seed) {
        LowRankAdapter adapter = LowRankAdapter.random(settings, base.config(), Placement.CPU, seed);
        adapter.factors().values().add_(new Scalar(0.05 * seed));
        return adapter;
    }

    /** The factors stay in single precision over brain floats, as peft has them. */
    @Test
    void factorsOverBrainFloatsAreSingle(@TempDir Path folder) throws IOException {
        Path stored = LanguageModelTest.stored(folder.resolve("model"), 3);
        Placement brain = new Placement("cpu", ScalarType.BFloat16);
        try (LanguageModel model = LanguageModel.load(stored, brain, false)
                        .adapted(new LowRankAdapter.Settings(2, 4, LowRankAdapter.Settings.ALL), 5);
                PointerScope scope = new PointerScope()) {
            assertEquals(ScalarType.Float, model.decoder().trained().placement().type());
            AnswerScores scores =
                    AnswerScores.of(model.decoder(), List.of(new int[] {1, 4, 6}), List.of(new int[] {5, 2}), true);
            scores.backward(scores.logProbabilities().sum());
            double[] gradient = Torch.toDoubles(model.decoder().trained().gradient());
            assertTrue(java.util.stream.DoubleStream.of(gradient).anyMatch(g -> g != 0));
        }
    }

    @Test
    void refusesWhatItDoesNotCompute(@TempDir Path folder) throws IOException {
        String config = Files.readString(FOLDER.resolve("adapter_config.json"));
        Files.writeString(
                folder.resolve("adapter_config.json"), config.replace("\"use_dora\": false", "\"use_dora\": true"));
        Decoder base = DecoderParityTest.load("llama", Placement.CPU, false);
        try (base) {
            CheckpointException e = assertThrows(
                    CheckpointException.class, () -> AdapterFiles.read(folder, base.config(), Placement.CPU, false));
            assertEquals(
                    folder.resolve("adapter_config.json") + ": use_dora must be off, got true; it is not supported",
                    e.getMessage());
            Files.writeString(folder.resolve("adapter_config.json"), config.replace("\"r\": 3", "\"r\": 4"));
            Files.copy(FOLDER.resolve("adapter_model.safetensors"), folder.resolve("adapter_model.safetensors"));
            e = assertThrows(
                    CheckpointException.class, () -> AdapterFiles.read(folder, base.config(), Placement.CPU, false));
            assertTrue(String.valueOf(e.getMessage()).contains("must have shape [4, "), e.getMessage());
            Files.writeString(folder.resolve("adapter_config.json"), config);
            try (SafetensorsFile whole = SafetensorsFile.open(FOLDER.resolve("adapter_model.safetensors"));
                    PointerScope scope = new PointerScope()) {
                Map<String, Tensor> some = new LinkedHashMap<>();
                whole.names().stream()
                        .filter(name -> !name.contains("layers.1.self_attn.q_proj"))
                        .forEach(name -> some.put(name, whole.tensor(name)));
                SafetensorsWriter.write(folder.resolve("adapter_model.safetensors"), some, whole.metadata());
            }
            e = assertThrows(
                    CheckpointException.class, () -> AdapterFiles.read(folder, base.config(), Placement.CPU, false));
            assertTrue(
                    String.valueOf(e.getMessage()).contains("adapters of some layers are not supported"),
                    e.getMessage());
        }
    }
}
