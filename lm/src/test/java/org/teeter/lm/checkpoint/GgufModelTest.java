package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;
import org.teeter.lm.text.Prompt;
import tools.jackson.databind.JsonNode;

class GgufModelTest {
    @TempDir
    Path folder;

    private static DecoderConfig shape(RopeSettings rope, int width) {
        return new DecoderConfig(
                16, width, width, 2, 4, 2, width / 4, 1e-5, rope, OptionalInt.empty(), true, false, 64);
    }

    private static final DecoderConfig SHAPE = shape(new RopeSettings(1e5, Optional.empty()), 32);

    private GgufWriter random(DecoderConfig shape) {
        try (Decoder decoder = Decoder.random(shape, Placement.CPU, false, 7)) {
            return GgufWriter.of(decoder, "llama").words();
        }
    }

    private Path file(GgufWriter gguf) throws IOException {
        return gguf.write(folder.resolve("model.gguf"));
    }

    private String refusal(GgufWriter gguf) throws IOException {
        Path file = file(gguf);
        String message = String.valueOf(
                assertThrows(CheckpointException.class, () -> LanguageModel.load(file, Placement.CPU, false))
                        .getMessage());
        assertTrue(message.startsWith(file.toString()), message);
        assertEquals(1, message.lines().count());
        return message.substring(file.toString().length());
    }

    private static double[] scores(Decoder decoder) {
        List<int[]> prompts = List.of(new int[] {1, 3, 4, 5, 6, 7, 8, 9}, new int[] {1});
        List<int[]> answers = List.of(new int[] {12, 14, 2}, new int[] {11, 10, 9, 2});
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return Torch.toDoubles(AnswerScores.logProbabilities(decoder, prompts, answers));
        }
    }

    private static void assertSame(Decoder expected, Decoder found) {
        assertEquals(expected.config(), found.config());
        try (PointerScope scope = new PointerScope()) {
            for (String name : expected.parameters().shapes().keySet()) {
                assertTrue(
                        expected.parameters().get(name).equal(found.parameters().get(name)), name);
            }
        }
        assertArrayEquals(scores(expected), scores(found));
    }

    /** The models that transformers made: configuration, weights and what is computed from them are the same to the bit. */
    @ParameterizedTest
    @CsvSource({"llama,llama", "mistral,llama", "mistral,mistral", "qwen2,qwen2", "qwen3,qwen3"})
    void isTheModelThatSafetensorsHold(String name, String architecture) throws IOException {
        try (Decoder expected = DecoderParityTest.load(name, Placement.CPU, false)) {
            Path file = file(GgufWriter.of(expected, architecture));
            try (Decoder found = DecoderFiles.decoder(file, DecoderFiles.config(file), Placement.CPU, false)) {
                assertSame(expected, found);
            }
        }
    }

    @Test
    void stretchedPositionsOfOtherKindsAreInTheMetadata() throws IOException {
        Path linear =
                file(random(SHAPE).put("llama.rope.scaling.type", "linear").put("llama.rope.scaling.factor", 4f));
        assertEquals(
                Optional.of(new RopeSettings.Linear(4)),
                DecoderFiles.config(linear).decoder().rope().stretch());
        Path yarn = file(random(SHAPE)
                .put("llama.rope.scaling.type", "yarn")
                .put("llama.rope.scaling.factor", 4f)
                .put("llama.rope.scaling.original_context_length", 16));
        assertEquals(
                Optional.of(new RopeSettings.Yarn(4, 32, 1, 16, 0.1 * Math.log(4) + 1, true)),
                DecoderFiles.config(yarn).decoder().rope().stretch());
    }

    /** Llama 3.1's stretched positions are in a table of divisors alone. */
    @Test
    void stretchedPositionsAreKnownByTheirTable() throws IOException {
        RopeSettings rope = new RopeSettings(5e5, Optional.of(new RopeSettings.Llama3(32, 1, 4, 8192)));
        DecoderConfig shape = shape(rope, 64);
        float[] plain = new RopeSettings(5e5, Optional.empty()).frequencies(16);
        float[] stretched = rope.frequencies(16);
        float[] divisors = new float[8];
        for (int i = 0; i < 8; i++) {
            divisors[i] = plain[i] / stretched[i];
        }
        try (Decoder expected = Decoder.random(shape, Placement.CPU, false, 7)) {
            GgufWriter gguf = GgufWriter.of(expected, "llama");
            Path file =
                    file(gguf.tensor("rope_freqs.weight", GgmlType.F32, new long[] {8}, GgufWriter.bytes(divisors)));
            try (Decoder found = DecoderFiles.decoder(file, DecoderFiles.config(file), Placement.CPU, false)) {
                assertSame(expected, found);
            }
            divisors[5] *= 1.01f;
            file(GgufWriter.of(expected, "llama")
                    .tensor("rope_freqs.weight", GgmlType.F32, new long[] {8}, GgufWriter.bytes(divisors)));
            CheckpointException e = assertThrows(CheckpointException.class, () -> DecoderFiles.config(file));
            assertEquals(
                    file
                            + ": rope_freqs.weight must have the numbers of Llama 3's rotary positions for heads of 16, but"
                            + " has others",
                    e.getMessage());
        }
    }

    /** Packed matrices against the same model with the numbers that they stand for, in safetensors. */
    @ParameterizedTest
    @EnumSource(GgmlType.class)
    void packedWeightsAreTheirNumbers(GgmlType type) throws IOException {
        DecoderConfig shape = shape(SHAPE.rope(), 256);
        Random random = new Random(3);
        try (Decoder expected = Decoder.random(shape, Placement.CPU, false, 7);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            GgufWriter packed = GgufWriter.of(expected, "llama").words();
            for (String name : expected.parameters().shapes().keySet()) {
                Tensor weight = expected.parameters().get(name);
                if (weight.dim() < 2 || name.contains("q_proj") || name.contains("k_proj")) {
                    continue;
                }
                int blocks = (int) weight.numel() / type.blockLength();
                ByteBuffer bytes =
                        ByteBuffer.allocate(blocks * type.blockBytes()).order(ByteOrder.LITTLE_ENDIAN);
                random.nextBytes(bytes.array());
                for (int i = 0; i < blocks; i++) { // small scales, in each place where one can be
                    for (int half : new int[] {1, 3, type.blockBytes() - 1}) {
                        if (half < type.blockBytes()) {
                            int at = i * type.blockBytes() + half;
                            bytes.put(at, (byte) ((bytes.get(at) & 0x83) | 0x10));
                        }
                    }
                }
                float[] numbers = new float[(int) weight.numel()];
                for (int i = 0; i < numbers.length; i++) {
                    switch (type) {
                        case F32 -> numbers[i] = bytes.getFloat(4 * i);
                        case F16 -> numbers[i] = GgmlType.half(bytes.getShort(2 * i));
                        case BF16 -> numbers[i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
                        default -> {}
                    }
                }
                if (!type.isPlain()) {
                    type.unpack(bytes, numbers.length, numbers);
                }
                weight.copy_(Tensor.create(numbers, weight.shape()));
                packed.replaced(GgufWriter.theirName(name), type, bytes.array());
            }
            try (LanguageModel found = LanguageModel.load(file(packed), Placement.CPU, false)) {
                assertSame(expected, found.decoder());
            }
        }
    }

    @Test
    void isSavedAsHuggingFaceHasIt() throws IOException {
        Path file = file(random(SHAPE));
        Path saved = folder.resolve("saved");
        Path adapter = folder.resolve("adapter");
        Prompt question = Prompt.question("dog\nat 1");
        try (LanguageModel model = LanguageModel.load(file, Placement.CPU, false)) {
            assertArrayEquals(new int[] {1, 12, 8, 11, 14, 10, 15, 11, 3}, model.prompt(question));
            assertArrayEquals(new int[] {13, 8, 2}, model.answer(" dog"));
            assertEquals("dog at", model.tokenizer().decode(new int[] {12, 8, 10, 14}));
            assertEquals(Set.of(2), model.ends());
            model.save(saved);
            try (LanguageModel again = LanguageModel.load(saved, Placement.CPU, false)) {
                assertSame(model.decoder(), again.decoder());
                assertArrayEquals(model.prompt(question), again.prompt(question));
                assertEquals(Set.of(2), again.ends());
            }
            JsonNode config = JsonFile.read(saved.resolve("config.json"));
            assertEquals("LlamaForCausalLM", config.get("architectures").get(0).stringValue());
            assertEquals(1e-5, config.get("rms_norm_eps").doubleValue());
            assertEquals(2, config.get("eos_token_id").intValue());
        }
        LanguageModel adapted = LanguageModel.load(file, Placement.CPU, false)
                .adapted(new LowRankAdapter.Settings(2, 4, LowRankAdapter.Settings.ALL), 1);
        try (adapted) {
            adapted.save(adapter);
        }
        try (LanguageModel again = LanguageModel.load(adapter, Placement.CPU, false)) {
            assertTrue(again.decoder().adapter().isPresent());
        }
        assertEquals(16, LanguageModel.tokens(file));
        try (LanguageModel fresh = LanguageModel.of(Decoder.random(SHAPE, Placement.CPU, false, 1), file)) {
            assertArrayEquals(new int[] {12, 8, 2}, fresh.answer(new Prompt.Plain("a"), "dog"));
        }
    }

    /** What ends a turn ends an answer too. */
    @Test
    void anAnswerEndsWithTheTextOrTheTurn() throws IOException {
        Path file = file(random(SHAPE).put("tokenizer.ggml.eot_token_id", 0));
        try (LanguageModel model = LanguageModel.load(file, Placement.CPU, false)) {
            assertEquals(Set.of(0, 2), model.ends());
        }
    }

    @Test
    void saysWhatIsWrongWithTheMetadata() throws IOException {
        assertEquals(
                ": general.architecture must be llama, mistral, qwen2 or qwen3, got 'gemma3'",
                refusal(random(SHAPE).put("general.architecture", "gemma3")));
        assertEquals(
                ": it must hold a whole model, but is one part of several; put them together with llama.cpp's"
                        + " llama-gguf-split --merge",
                refusal(random(SHAPE).put("split.count", 3)));
        assertEquals(
                ": llama.attention.head_count must be a positive whole number, got 0.0",
                refusal(random(SHAPE).put("llama.attention.head_count", 0)));
        assertEquals(
                ": llama.block_count must be a number, but is TEXT",
                refusal(random(SHAPE).put("llama.block_count", "2")));
        assertEquals(
                " must have the weights of 2147483647 layers by metadata, but has 20 tensors in all",
                refusal(random(SHAPE).put("llama.block_count", Integer.MAX_VALUE)));
        assertEquals(
                ": llama.rope.scaling.type must be none, linear or yarn, got 'longrope', which is not supported",
                refusal(random(SHAPE).put("llama.rope.scaling.type", "longrope")));
        assertEquals(
                ": llama.rope.scaling.factor must be given, but is not",
                refusal(random(SHAPE).put("llama.rope.scaling.type", "yarn")));
        assertEquals(
                ": llama.rope.dimension_count must be 8, the width of a head; another is not supported",
                refusal(random(SHAPE).put("llama.rope.dimension_count", 4)));
        assertTrue(refusal(random(SHAPE).put("general.architecture", "qwen2").put("qwen2.attention.sliding_window", 8))
                .startsWith(": qwen2.attention.sliding_window is not supported for Qwen,"));
        assertEquals(
                ": llama.expert_count is not supported; it may change what the model computes",
                refusal(random(SHAPE).put("llama.expert_count", 8)));
        assertEquals(
                ": llama.vocab_size must be 16, the rows of token_embd.weight",
                refusal(random(SHAPE).put("llama.vocab_size", 17)));
        assertEquals(
                " has a tensor blk.0.attn_sinks.weight that no supported model has; it would be ignored silently",
                refusal(random(SHAPE).tensor("blk.0.attn_sinks.weight", GgmlType.F32, new long[] {8}, new byte[32])));
        assertEquals(
                " has a tensor model.layers.2.self_attn.q_proj.weight that a model of its metadata does not have; it"
                        + " would be ignored silently",
                refusal(random(SHAPE).tensor("blk.2.attn_q.weight", GgmlType.F32, new long[] {8}, new byte[32])));
        assertEquals(
                ": tensor model.layers.0.mlp.up_proj.weight must have shape [24, 32] by metadata, but has [32, 32]",
                refusal(random(SHAPE).put("llama.feed_forward_length", 24)).replace("gate_proj", "up_proj"));
    }

    @Test
    void saysWhatIsWrongWithTheTokenizer() throws IOException {
        assertEquals(
                ": tokenizer.ggml.model must be gpt2 (byte-level BPE) or llama (SentencePiece), got 'bert', which is not"
                        + " supported",
                refusal(random(SHAPE).put("tokenizer.ggml.model", "bert")));
        assertEquals(
                ": tokenizer.ggml.pre must be gpt-2, llama-bpe, qwen2 or smollm, got 'tekken'; where another one cuts a"
                        + " text is not known here",
                refusal(random(SHAPE).put("tokenizer.ggml.pre", "tekken")));
        assertEquals(
                ": tokenizer.ggml.tokens must all differ, but 'a' is there twice",
                refusal(random(SHAPE)
                        .put("tokenizer.ggml.tokens", List.of("a", "a"))
                        .put("tokenizer.ggml.token_type", new int[] {1, 1})));
        assertEquals(
                ": tokenizer.ggml.token_type must have an entry for each of tokens",
                refusal(random(SHAPE).put("tokenizer.ggml.token_type", new int[] {1, 1})));
        assertEquals(
                ": tokenizer.ggml.eos_token_id must be the id of one of the 16 tokens in use, got 16.0",
                refusal(random(SHAPE).put("tokenizer.ggml.eos_token_id", 16)));
        assertEquals(
                ": tokenizer.ggml.merges must be two tokens with a space between, got 'do'",
                refusal(random(SHAPE).put("tokenizer.ggml.merges", List.of("do"))));
        assertTrue(refusal(random(SHAPE).put("tokenizer.ggml.merges", List.of("d x")))
                .startsWith(", as tokenizer.json, is not a tokenizer that the tokenizers library knows: "));
        assertTrue(
                refusal(random(SHAPE).put("tokenizer.chat_template", "{% if")).startsWith(": "));
        assertEquals(
                ": the tokenizer makes ids up to 15, but the embedding has 8 rows (vocab_size); they are of different"
                        + " models",
                refusal(random(new DecoderConfig(
                        8, 32, 32, 1, 4, 2, 8, 1e-5, SHAPE.rope(), OptionalInt.empty(), true, false, 64))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GGUF", "not a model"})
    void aFileOfThatNameIsReadAsOne(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("m.gguf"), content);
        CheckpointException e =
                assertThrows(CheckpointException.class, () -> LanguageModel.load(file, Placement.CPU, false));
        assertEquals(file + ": it must begin with the letters GGUF and have a header", e.getMessage());
    }
}
