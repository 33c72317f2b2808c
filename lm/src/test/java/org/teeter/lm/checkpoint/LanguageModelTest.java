package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.chat.Message;
import org.teeter.lm.ask.ModelRespondent;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;
import org.teeter.lm.text.Prompt;
import tools.jackson.databind.JsonNode;

class LanguageModelTest {
    static final String TOKENIZER = """
            {"version":"1.0","truncation":null,"padding":null,
             "added_tokens":[
              {"id":0,"content":"<unk>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
              {"id":1,"content":"<s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
              {"id":2,"content":"</s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}],
             "normalizer":null,"pre_tokenizer":{"type":"Whitespace"},"post_processor":null,"decoder":null,
             "model":{"type":"WordLevel","vocab":{"<unk>":0,"<s>":1,"</s>":2,"a":3,"dog":4,"cat":5,"or":6,"I":7,"prefer":8,
              "the":9,"?":10,".":11,"user":12,"assistant":13,":":14},"unk_token":"<unk>"}}
            """;

    static final DecoderConfig SHAPE = new DecoderConfig(
            16, 8, 24, 2, 4, 2, 2, 1e-5, new RopeSettings(1e4, Optional.empty()), OptionalInt.empty(), true, false, 64);

    /** A folder with the text files of a small model. */
    static void writeText(Path folder) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"bos_token\":\"<s>\",\"eos_token\":\"</s>\"}");
        Files.writeString(
                folder.resolve("chat_template.jinja"),
                "{{ bos_token }}{% for m in messages %}{{ m['role'] }} : {{ m['content'] }} {{ eos_token }}{% endfor %}"
                        + "{% if add_generation_prompt %}assistant :{% endif %}");
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\":[2]}");
    }

    @Test
    void savedAndLoadedItIsTheSame(@TempDir Path folder) throws IOException {
        Path text = Files.createDirectory(folder.resolve("text"));
        writeText(text);
        Path saved = folder.resolve("saved");
        int[] prompt;
        double[] before;
        try (LanguageModel model = LanguageModel.of(Decoder.random(SHAPE, Placement.CPU, false, 7), text)) {
            prompt = model.prompt(Prompt.question("dog or cat ?"));
            assertArrayEquals(new int[] {1, 12, 14, 4, 6, 5, 10, 2, 13, 14}, prompt);
            assertArrayEquals(new int[] {7, 8, 9, 4, 11, 2}, model.answer("I prefer the dog."));
            assertEquals(Set.of(2), model.ends());
            before = scores(model, prompt);
            model.save(saved);
        }
        try (LanguageModel model = LanguageModel.load(saved, Placement.CPU, false)) {
            assertArrayEquals(before, scores(model, prompt));
            assertArrayEquals(prompt, model.prompt(new Prompt.Chat(List.of(new Message("user", "dog or cat ?")))));
        }
    }

    @Test
    void aDecoderThatFindsNoWordsIsFreed(@TempDir Path folder) throws IOException {
        Decoder withoutFiles = Decoder.random(SHAPE, Placement.CPU, false, 7);
        assertThrows(CheckpointException.class, () -> LanguageModel.of(withoutFiles, folder));
        assertTrue(withoutFiles.parameters().values().isNull());
        writeText(folder);
        Decoder tooSmall = Decoder.random(
                new DecoderConfig(3, 8, 24, 2, 4, 2, 2, 1e-5, SHAPE.rope(), OptionalInt.empty(), true, false, 64),
                Placement.CPU,
                false,
                7);
        assertThrows(CheckpointException.class, () -> LanguageModel.of(tooSmall, folder));
        assertTrue(tooSmall.parameters().values().isNull());
    }

    /** A space before the answer is part of its first token, whether the answer or the template writes it. */
    @Test
    void anAnswerIsCutAsTheModelWouldWriteIt(@TempDir Path folder) throws IOException {
        Files.copy(
                DecoderParityTest.FIXTURES.resolve("tokenizers").resolve("pieces.json"),
                folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"bos_token\":\"<s>\",\"eos_token\":\"</s>\"}");
        DecoderConfig shape = new DecoderConfig(
                600,
                8,
                24,
                1,
                4,
                2,
                2,
                1e-5,
                new RopeSettings(1e4, Optional.empty()),
                OptionalInt.empty(),
                true,
                false,
                64);
        try (LanguageModel model = LanguageModel.of(Decoder.random(shape, Placement.CPU, false, 7), folder)) {
            Prompt plain = new Prompt.Plain("A dog or a cat?");
            int[] answer = model.answer(plain, " I prefer the dog.");
            int[] whole = model.prompt(new Prompt.Plain("A dog or a cat? I prefer the dog."));
            assertArrayEquals(
                    Arrays.copyOfRange(whole, model.prompt(plain).length, whole.length),
                    Arrays.copyOf(answer, answer.length - 1));
            double[] scored = new ModelRespondent(model).logProbabilities(plain, List.of(" I prefer the dog."));
            assertArrayEquals(scores(model, List.of(model.prompt(plain)), List.of(answer)), scored);
        }
        for (String space : new String[] {"", " "}) {
            Files.writeString(
                    folder.resolve("chat_template.jinja"),
                    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}[ {{ m['content'] }} ]{% else %}"
                            + space + "{{ m['content'] | trim }}{{ eos_token }}{% endif %}{% endfor %}");
            try (LanguageModel model = LanguageModel.of(Decoder.random(shape, Placement.CPU, false, 7), folder)) {
                Prompt chat = Prompt.question("A dog?");
                int[] prompt = model.prompt(chat);
                int[] answer = model.answer(chat, "I prefer the dog.");
                assertArrayEquals(answer, model.answer("I prefer the dog."));
                int[] both = Arrays.copyOf(prompt, prompt.length + answer.length);
                System.arraycopy(answer, 0, both, prompt.length, answer.length);
                assertArrayEquals(model.tokenizer().encode("<s>[ A dog? ]" + space + "I prefer the dog.</s>"), both);
            }
        }
    }

    static double[] scores(LanguageModel model, List<int[]> prompts, List<int[]> answers) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return Torch.toDoubles(AnswerScores.logProbabilities(model.decoder(), prompts, answers));
        }
    }

    /** A small random model, stored. */
    static Path stored(Path folder, long seed) throws IOException {
        Path text = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-text"));
        writeText(text);
        try (LanguageModel model = LanguageModel.of(Decoder.random(SHAPE, Placement.CPU, false, seed), text)) {
            model.save(folder);
        }
        return folder;
    }

    private static double[] scores(LanguageModel model, int[] prompt) {
        return scores(model, List.of(prompt, prompt), List.of(new int[] {7, 8, 2}, new int[] {7, 2}));
    }

    /** Each answer's log-probability is the same alone and padded among others, and chunks of logits change nothing. */
    @Test
    void paddingDoesNotChangeAScore(@TempDir Path folder) throws IOException {
        writeText(folder);
        try (LanguageModel model = LanguageModel.of(Decoder.random(SHAPE, Placement.CPU, false, 7), folder)) {
            List<int[]> prompts = List.of(new int[] {1, 4}, new int[] {1, 5, 6, 7, 8, 9}, new int[] {3});
            List<int[]> answers = List.of(new int[] {5, 6, 7, 8, 2}, new int[] {2}, new int[] {4, 2});
            double[] together = scores(model, prompts, answers);
            for (int i = 0; i < prompts.size(); i++) {
                double[] alone = scores(model, List.of(prompts.get(i)), List.of(answers.get(i)));
                assertEquals(alone[0], together[i], 2e-6);
            }
        }
    }

    /** Names, shapes, types and settings are those that transformers and peft write for the same model. */
    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama3_rope", "mistral", "qwen2"})
    void storesWhatTransformersStores(String name, @TempDir Path folder) throws IOException {
        Path text = Files.createDirectory(folder.resolve("text"));
        writeText(text);
        Path saved = folder.resolve("saved");
        try (LanguageModel model = LanguageModel.of(DecoderParityTest.load(name, Placement.CPU, false), text)) {
            model.save(saved);
        }
        Path fixture = DecoderParityTest.FIXTURES.resolve(name);
        SafetensorsHeader theirs = SafetensorsHeader.read(fixture.resolve("model.safetensors"));
        SafetensorsHeader ours = SafetensorsHeader.read(saved.resolve("model.safetensors"));
        assertEquals(theirs.metadata(), ours.metadata());
        assertEquals(shapesAndTypes(theirs), shapesAndTypes(ours));
        JsonNode their = JsonFile.read(fixture.resolve("config.json"));
        JsonNode our = JsonFile.read(saved.resolve("config.json"));
        for (String key : List.of("architectures", "model_type", "vocab_size", "hidden_size", "tie_word_embeddings")) {
            assertEquals(their.get(key), our.get(key), key);
        }
        assertEquals("float32", our.get("torch_dtype").stringValue());
        assertEquals(2, our.get("eos_token_id").intValue());
        assertEquals(
                ConfigFile.read(fixture.resolve("config.json")).decoder(),
                ConfigFile.read(saved.resolve("config.json")).decoder());
        assertEquals(TOKENIZER, Files.readString(saved.resolve("tokenizer.json")));
    }

    private static Map<String, String> shapesAndTypes(SafetensorsHeader header) {
        return header.entries().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().type() + " " + e.getValue().shape()));
    }

    @Test
    void storesAnAdapterAsPeftDoes(@TempDir Path folder) throws IOException {
        Path fixture = DecoderParityTest.FIXTURES.resolve("adapter");
        Path saved = Files.createDirectory(folder.resolve("saved"));
        DecoderConfig shape = ConfigFile.read(DecoderParityTest.FIXTURES.resolve("llama/config.json"))
                .decoder();
        try (LowRankAdapter adapter = AdapterFiles.read(fixture, shape, Placement.CPU, false)) {
            AdapterFiles.write(saved, adapter, "../llama");
        }
        JsonNode theirs = JsonFile.read(fixture.resolve("adapter_config.json"));
        JsonNode ours = JsonFile.read(saved.resolve("adapter_config.json"));
        for (Map.Entry<String, JsonNode> setting : ours.properties()) {
            JsonNode their = theirs.get(setting.getKey());
            if (setting.getKey().equals("target_modules")) {
                assertEquals(3, setting.getValue().size());
                assertEquals(
                        their.valueStream().map(JsonNode::stringValue).collect(Collectors.toSet()),
                        setting.getValue()
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .collect(Collectors.toSet()));
            } else {
                assertEquals(their, setting.getValue(), setting.getKey());
            }
        }
        try (SafetensorsFile their = SafetensorsFile.open(fixture.resolve("adapter_model.safetensors"));
                SafetensorsFile our = SafetensorsFile.open(saved.resolve("adapter_model.safetensors"));
                PointerScope scope = new PointerScope()) {
            assertEquals(their.names(), our.names());
            for (String name : their.names()) {
                assertTrue(their.tensor(name).equal(our.tensor(name)), name);
            }
        }
    }
}
