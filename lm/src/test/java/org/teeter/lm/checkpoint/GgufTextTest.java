package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.lm.text.HuggingFaceTokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokenizers whose {@code tokenizer.json} is put into metadata and made again from them: the same ids, texts and openings. */
class GgufTextTest {
    private static final Path TOKENIZERS = DecoderParityTest.FIXTURES.resolve("tokenizers");
    private static final String QWEN2 = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    @TempDir
    Path folder;

    private static ObjectNode fixture(String name) throws IOException {
        return (ObjectNode)
                JsonMapper.shared().readTree(TOKENIZERS.resolve(name + ".json").toFile());
    }

    /** What a converter makes of a tokenizer. */
    private static GgufWriter metadata(ObjectNode json, String model) {
        Map<Integer, String> tokens = new TreeMap<>();
        Map<Integer, Integer> kinds = new TreeMap<>();
        json.get("model").get("vocab").properties().forEach(entry -> {
            tokens.put(entry.getValue().intValue(), entry.getKey());
            boolean isByte = model.equals("llama") && entry.getKey().matches("<0x..>");
            kinds.put(entry.getValue().intValue(), isByte ? 6 : 1);
        });
        json.get("added_tokens").forEach(token -> {
            tokens.put(token.get("id").intValue(), token.get("content").stringValue());
            boolean isUnknown = token.get("content").stringValue().equals("<unk>");
            kinds.put(
                    token.get("id").intValue(),
                    isUnknown ? 2 : token.get("special").booleanValue() ? 3 : 4);
        });
        return new GgufWriter()
                .put("tokenizer.ggml.model", model)
                .put("tokenizer.ggml.tokens", List.copyOf(tokens.values()))
                .put(
                        "tokenizer.ggml.token_type",
                        kinds.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static GgufWriter byteLevel(ObjectNode json, String cut) {
        List<String> merges = new ArrayList<>();
        json.get("model")
                .get("merges")
                .forEach(merge -> merges.add(
                        merge.get(0).stringValue() + " " + merge.get(1).stringValue()));
        return metadata(json, "gpt2").put("tokenizer.ggml.pre", cut).put("tokenizer.ggml.merges", merges);
    }

    private HuggingFaceTokenizer made(GgufWriter gguf) throws IOException {
        return TextFiles.tokenizer(gguf.write(folder.resolve("model.gguf")));
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        JsonMapper.shared()
                .readTree(TOKENIZERS.resolve("expected.json").toFile())
                .get("byte_level")
                .forEach(one -> texts.add(one.get("text").stringValue()));
        String[] parts = {
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "a dog",
            "Cat",
            "'ll",
            "'S",
            "12",
            "3456",
            "½",
            "Ⅷ",
            "é",
            "e\u0301",
            "犬",
            "🙂",
            "<|head|>",
            "<s>",
            "▁",
            "Ġ",
            ".",
            "...",
            "\u00a0",
            "prefer",
            "ﬁ"
        };
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(8); part >= 0; part--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static void assertSame(HuggingFaceTokenizer expected, HuggingFaceTokenizer found) throws IOException {
        assertEquals(expected.size(), found.size());
        assertEquals(expected.added(), found.added());
        for (String text : texts()) {
            int[] ids = expected.encode(text);
            assertArrayEquals(ids, found.encode(text), text);
            assertArrayEquals(expected.encodeOpening(text), found.encodeOpening(text), text);
            assertEquals(expected.decode(ids), found.decode(ids), text);
        }
    }

    /** As Llama 3's, GPT-2's, SmolLM's and Qwen 2's cut texts, typed as their files have it. */
    @ParameterizedTest
    @ValueSource(strings = {"llama-bpe", "gpt-2", "smollm", "qwen2"})
    void bytesHaveTheIdsOfTheTokenizerTheyCameFrom(String cut) throws IOException {
        ObjectNode json = fixture("byte_level");
        ObjectNode model = (ObjectNode) json.get("model");
        ArrayNode steps = (ArrayNode) json.get("pre_tokenizer").get("pretokenizers");
        if (!cut.equals("llama-bpe")) {
            model.put("ignore_merges", false);
            json.putNull("post_processor");
        }
        switch (cut) {
            case "gpt-2" ->
                json.set(
                        "pre_tokenizer",
                        JsonMapper.shared()
                                .readTree("{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,"
                                        + "\"use_regex\":true}"));
            case "smollm" ->
                json.set(
                        "pre_tokenizer",
                        JsonMapper.shared()
                                .readTree("{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Digits\","
                                        + "\"individual_digits\":true},{\"type\":\"ByteLevel\",\"add_prefix_space\":false,"
                                        + "\"trim_offsets\":true,\"use_regex\":true}]}"));
            case "qwen2" -> {
                json.putObject("normalizer").put("type", "NFC");
                ((ObjectNode) steps.get(0).get("pattern")).put("Regex", QWEN2);
            }
            default -> {}
        }
        GgufWriter gguf = byteLevel(json, cut).put("tokenizer.ggml.bos_token_id", 420);
        try (HuggingFaceTokenizer expected = HuggingFaceTokenizer.of(json.toString(), "expected");
                HuggingFaceTokenizer found = made(gguf)) {
            assertSame(expected, found);
        }
    }

    /** With the scores that SentencePiece gives to pieces, which say the order of merges alone. */
    @Test
    void piecesHaveTheIdsOfTheTokenizerTheyCameFrom() throws IOException {
        ObjectNode json = fixture("pieces");
        JsonNode vocabulary = json.get("model").get("vocab");
        float[] scores = new float[vocabulary.size()];
        JsonNode merges = json.get("model").get("merges");
        for (int i = merges.size() - 1; i >= 0; i--) { // the first of those that make the same piece counts
            String piece =
                    merges.get(i).get(0).stringValue() + merges.get(i).get(1).stringValue();
            scores[vocabulary.get(piece).intValue()] = -i;
        }
        IntStream.range(0, scores.length).filter(id -> scores[id] == 0).forEach(id -> scores[id] = -1e6f);
        String first = merges.get(0).get(0).stringValue() + merges.get(0).get(1).stringValue();
        scores[vocabulary.get(first).intValue()] = 0;
        GgufWriter gguf = metadata(json, "llama")
                .put("tokenizer.ggml.scores", scores)
                .put("tokenizer.ggml.bos_token_id", 1)
                .put("tokenizer.ggml.unknown_token_id", 0);
        try (HuggingFaceTokenizer expected = HuggingFaceTokenizer.of(json.toString(), "expected");
                HuggingFaceTokenizer found = made(gguf)) {
            assertSame(expected, found);
        }
        try (HuggingFaceTokenizer found =
                made(gguf.put("tokenizer.ggml.add_space_prefix", false).put("tokenizer.ggml.add_bos_token", false))) {
            int[] ids = found.encodeOpening("the dog");
            assertEquals("the dog", found.decode(ids));
            assertTrue(ids[0] != 1);
        }
    }

    /** Ids that only fill the embedding are no words. */
    @Test
    void idsOutOfUseAreLeftOut() throws IOException {
        ObjectNode json = fixture("byte_level");
        int size = 426;
        GgufWriter gguf = byteLevel(json, "llama-bpe").put("tokenizer.ggml.bos_token_id", 420);
        List<String> tokens = new ArrayList<>();
        int[] kinds = new int[size];
        try (HuggingFaceTokenizer found = made(gguf)) {
            assertEquals(425, found.size());
        }
        json.get("model").get("vocab").properties().forEach(entry -> tokens.add(entry.getKey()));
        json.get("added_tokens")
                .forEach(token -> tokens.add(token.get("content").stringValue()));
        tokens.add("[PAD425]");
        IntStream.range(0, size).forEach(id -> kinds[id] = id < 420 ? 1 : id < 425 ? 3 : 5);
        gguf.put("tokenizer.ggml.tokens", tokens).put("tokenizer.ggml.token_type", kinds);
        try (HuggingFaceTokenizer found = made(gguf)) {
            assertEquals(425, found.size());
        }
        gguf.put("tokenizer.ggml.bos_token_id", 425);
        assertThrows(CheckpointException.class, () -> made(gguf));
    }

    /** Cutting long pieces in two wherever it goes would take hours. */
    @Test
    void piecesAreAsLongAsWords() throws IOException {
        List<String> tokens = IntStream.range(0, 5)
                .mapToObj(i -> Character.toString('a' + i).repeat(8_000))
                .toList();
        GgufWriter gguf = new GgufWriter()
                .put("tokenizer.ggml.model", "llama")
                .put("tokenizer.ggml.tokens", tokens)
                .put("tokenizer.ggml.scores", new float[5]);
        CheckpointException e = assertThrows(CheckpointException.class, () -> made(gguf));
        assertEquals(
                folder.resolve("model.gguf") + ": tokenizer.ggml.tokens must be as long as words are, but are longer",
                e.getMessage());
    }
}
