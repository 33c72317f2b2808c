package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.tensor.Placement;

/** Folders that are no model, or not the model that they say: what is said, and that nothing else happens. */
class HostileFolderTest {
    @TempDir
    Path scratch;

    private Path model;

    @BeforeEach
    void store() throws IOException {
        model = LanguageModelTest.stored(scratch.resolve("model"), 1);
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(CheckpointException.class, () -> LanguageModel.load(model, Placement.CPU, false))
                        .getMessage());
    }

    private void edit(String file, String instead, String by) throws IOException {
        String text = Files.readString(model.resolve(file));
        assertTrue(text.contains(instead), text);
        Files.writeString(model.resolve(file), text.replace(instead, by));
    }

    /** Stores the weights again with some changed. */
    private void weights(java.util.function.Consumer<Map<String, Tensor>> change) throws IOException {
        Path file = model.resolve("model.safetensors");
        Path other = model.resolve("other");
        try (SafetensorsFile old = SafetensorsFile.open(file);
                PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            old.names().forEach(name -> tensors.put(name, old.tensor(name)));
            change.accept(tensors);
            SafetensorsWriter.write(other, tensors, old.metadata());
        }
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void refusesFoldersThatAreNoModel() throws IOException {
        Path empty = Files.createDirectory(scratch.resolve("empty"));
        model = empty;
        assertEquals(
                empty + " is not a model: it needs config.json, model.safetensors (or its shards with an index) and"
                        + " tokenizer.json, but has no config.json",
                refusal());
        model = scratch.resolve("nowhere");
        assertEquals(model + " must be a folder with a model in Hugging Face's form, but is not there", refusal());
        model = Files.createFile(scratch.resolve("file"));
        assertEquals(model + " must be a folder with a model in Hugging Face's form, but is a file", refusal());
    }

    @Test
    void refusesPickles() throws IOException {
        Files.move(model.resolve("model.safetensors"), model.resolve("pytorch_model.bin"));
        assertEquals(
                model.resolve("pytorch_model.bin")
                        + " is a pickle, which can run any program when it is loaded, and is not"
                        + " read; use the model's safetensors files, or save it again with save_pretrained(…,"
                        + " safe_serialization=True)",
                refusal());
        Files.delete(model.resolve("pytorch_model.bin"));
        assertEquals(model + " must have the weights as model.safetensors, but has no such file", refusal());
    }

    @Test
    void refusesTensorsThatAreMissingTooManyOrOfAnotherShape() throws IOException {
        weights(tensors -> tensors.remove("model.layers.1.mlp.up_proj.weight"));
        assertEquals(
                model
                        + " has no tensor model.layers.1.mlp.up_proj.weight; the checkpoint is incomplete or its config.json is"
                        + " another model's",
                refusal());
        weights(tensors -> tensors.put("model.layers.1.mlp.up_proj.weight", torch.zeros(8, 24)));
        assertEquals(
                model.resolve("model.safetensors")
                        + ": tensor model.layers.1.mlp.up_proj.weight must have shape [24, 8] by"
                        + " config.json, but has [8, 24]",
                refusal());
        weights(tensors -> tensors.put(
                "model.layers.1.mlp.up_proj.weight", torch.zeros(24, 8).to(ScalarType.Char)));
        assertEquals(
                model.resolve("model.safetensors")
                        + ": tensor model.layers.1.mlp.up_proj.weight must be of type F32, BF16,"
                        + " F16 or F64, but is I8",
                refusal());
        weights(tensors -> {
            tensors.put("model.layers.1.mlp.up_proj.weight", torch.zeros(24, 8));
            tensors.put("model.layers.1.self_attn.q_proj.bias", torch.zeros(8));
        });
        assertEquals(
                model
                        + " has a tensor model.layers.1.self_attn.q_proj.bias that a model of its config.json does not have; it"
                        + " would be ignored silently",
                refusal());
        // What is tied may be stored beside what it is tied to, and old files have their rotary frequencies.
        weights(tensors -> {
            tensors.remove("model.layers.1.self_attn.q_proj.bias");
            tensors.put("lm_head.weight", tensors.get("model.embed_tokens.weight"));
            tensors.put("model.layers.0.self_attn.rotary_emb.inv_freq", torch.zeros(1));
        });
        LanguageModel.load(model, Placement.CPU, false).close();
        // Transformers 4 takes the embedding then, transformers 5 the other.
        weights(tensors -> tensors.put("lm_head.weight", torch.zeros(16, 8)));
        assertTrue(
                refusal()
                        .startsWith(
                                model + ": lm_head.weight must be model.embed_tokens.weight where config.json says"),
                refusal());
    }

    @Test
    void refusesWeightsThatAreNoNumbers() throws IOException {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            weights(tensors -> tensors.put(
                    "model.norm.weight",
                    torch.ones(8).index_fill(0, torch.tensor(new long[] {3}), new org.bytedeco.pytorch.Scalar(bad))));
            assertEquals(
                    model
                            + ": tensor model.norm.weight must have finite numbers in the type Float, but has some that are"
                            + " infinite, NaN or too large for it",
                    refusal());
        }
        weights(tensors -> tensors.put("model.norm.weight", torch.ones(8).mul(new org.bytedeco.pytorch.Scalar(1e5))));
        LanguageModel.load(model, Placement.CPU, false).close();
        CheckpointException e = assertThrows(
                CheckpointException.class,
                () -> LanguageModel.load(model, new Placement("cpu", ScalarType.Half), false));
        assertTrue(String.valueOf(e.getMessage()).contains("finite numbers in the type Half"), e.getMessage());
    }

    @Test
    void refusesAnAdapterBesideWeights() throws IOException {
        Files.writeString(model.resolve("adapter_config.json"), "{}");
        assertTrue(refusal().startsWith(model + " has both a model's weights and an adapter"), refusal());
    }

    @Test
    void refusesATokenizerThatDrawsItsTokens() throws IOException {
        edit("tokenizer.json", "\"type\":\"WordLevel\"", "\"type\":\"WordLevel\",\"dropout\":0.1");
        assertTrue(
                refusal().contains("model.dropout must be off, or the same text has other ids each time"), refusal());
    }

    @Test
    void refusesConfigurationsThatAskForMoreThanIsThere() throws IOException {
        edit("config.json", "\"num_hidden_layers\" : 2", "\"num_hidden_layers\" : 2000000000");
        assertEquals(
                model + " must have the weights of 2000000000 layers by config.json, but has 20 tensors in all",
                refusal());
        edit("config.json", "\"num_hidden_layers\" : 2000000000", "\"num_hidden_layers\" : 2");
        edit("config.json", "\"intermediate_size\" : 24", "\"intermediate_size\" : 2000000000");
        assertTrue(refusal().contains("must have shape [2000000000, 8] by config.json, but has [24, 8]"), refusal());
    }

    @Test
    void refusesConfigurationsThatAreNestedDeeply() throws IOException {
        Files.writeString(model.resolve("config.json"), "{\"a\":".repeat(100_000));
        assertTrue(
                refusal().startsWith(model.resolve("config.json") + " must be JSON: Document nesting depth"),
                refusal());
    }

    @Test
    void refusesSmallFilesThatAreLargeOrHaveVeryManyValues() throws IOException {
        for (String name : List.of("config.json", "tokenizer_config.json", "generation_config.json")) {
            String good = Files.readString(model.resolve(name));
            Files.writeString(model.resolve(name), " ".repeat(16 << 20) + good);
            assertEquals(
                    model.resolve(name) + " must have at most 16777216 bytes, but has " + ((16 << 20) + good.length())
                            + "; it is not a model's",
                    refusal());
            Files.writeString(model.resolve(name), "{\"a\":[{}" + ",{}".repeat(1 << 20) + "]}");
            assertTrue(refusal().startsWith(model.resolve(name) + " must be JSON: Token count"), refusal());
            Files.writeString(model.resolve(name), good);
        }
    }

    /** A message is one line, and no longer than a screen, whatever it quotes. */
    @Test
    void quotesLittleOfAFile() throws IOException {
        edit("config.json", "\"LlamaForCausalLM\"", "\"a\\n\\u001b[31m\\u202e" + "b".repeat(100_000) + "\"");
        assertTrue(refusal().length() < 1_100 && refusal().lines().count() == 1, refusal());
        assertFalse(refusal().codePoints().anyMatch(c -> c < ' ' || c == 0x202e), refusal());
        edit("tokenizer.json", "\"type\":\"WordLevel\"", "\"type\":\"a\\n\\u202e" + "b".repeat(60_000) + "\"");
        assertTrue(refusal().length() < 1_100 && refusal().lines().count() == 1, refusal());
    }

    @Test
    void saysWhyAChatTemplateIsRefused() throws IOException {
        Files.writeString(model.resolve("chat_template.jinja"), "\n{{ 'x'" + ".upper()".repeat(1_000) + " }}");
        try (LanguageModel loaded = LanguageModel.load(model, Placement.CPU, false)) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> loaded.prompt(org.teeter.lm.text.Prompt.question("?")));
            assertEquals(
                    "the model's chat template does not take this conversation (line 2): the template nests or chains its"
                            + " parts, calls itself, or nests values too deeply: more than 400 deep",
                    e.getMessage());
        }
    }

    @Test
    void refusesATokenizerThatIsLargerThanTheEmbedding() throws IOException {
        edit("tokenizer.json", "\":\":14", "\":\":14,\"new\":16");
        assertEquals(
                model
                        + ": the tokenizer makes ids up to 16, but the embedding has 16 rows (vocab_size); they are of different"
                        + " models",
                refusal());
    }

    @Test
    void refusesEndsThatAreNone() throws IOException {
        edit("generation_config.json", "[2]", "\"two\"");
        assertEquals(
                model.resolve("generation_config.json") + ": eos_token_id must be an id or a list of ids, got \"two\"",
                refusal());
        edit("generation_config.json", "\"two\"", "99");
        assertEquals(model + ": the end-of-sequence id 99 must be one of the tokenizer's 15 ids", refusal());
        Files.delete(model.resolve("generation_config.json"));
        edit("config.json", "\"eos_token_id\" : 2", "\"eos_token_id\" : null");
        edit("tokenizer_config.json", "eos_token", "no_token");
        assertEquals(
                model + " must say what ends an answer: an eos_token_id in generation_config.json or config.json, or an"
                        + " eos_token in tokenizer_config.json",
                refusal());
    }

    @Test
    void readsShardsAndRefusesThoseThatDoNotAgree() throws IOException {
        Path sharded = Files.createDirectory(scratch.resolve("sharded"));
        try (Stream<Path> files = Files.list(model)) {
            for (Path file :
                    files.filter(f -> !f.toString().endsWith(".safetensors")).toList()) {
                Files.copy(file, sharded.resolve(file.getFileName()));
            }
        }
        double[] whole;
        try (LanguageModel loaded = LanguageModel.load(model, Placement.CPU, false);
                PointerScope scope = new PointerScope()) {
            whole = LanguageModelTest.scores(loaded, List.of(new int[] {1, 3}), List.of(new int[] {4, 2}));
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            loaded.decoder()
                    .parameters()
                    .shapes()
                    .keySet()
                    .forEach(name ->
                            tensors.put(name, loaded.decoder().parameters().get(name)));
            WeightFiles.write(sharded, tensors, 2_000);
        }
        model = sharded;
        try (LanguageModel loaded = LanguageModel.load(model, Placement.CPU, false)) {
            assertEquals(
                    whole[0],
                    LanguageModelTest.scores(loaded, List.of(new int[] {1, 3}), List.of(new int[] {4, 2}))[0]);
        }
        String index = "model.safetensors.index.json";
        String shards = Files.readString(model.resolve(index));
        assertTrue(shards.contains("model-00002-of-0000"), shards);
        Path second;
        try (Stream<Path> files = Files.list(model)) {
            second = files.filter(f -> f.toString().contains("model-00002"))
                    .findFirst()
                    .orElseThrow();
        }
        String name = second.getFileName().toString();
        edit(index, name, "../model/model.safetensors");
        assertTrue(refusal().contains("weight_map must name .safetensors files beside it"), refusal());
        for (String no :
                new String[] {"/etc/passwd", "a\\u0000.safetensors", "..\\\\x.safetensors", ".safetensors", ""}) {
            Files.writeString(model.resolve(index), shards.replace(name, no));
            assertTrue(refusal().contains("weight_map must name .safetensors files beside it"), refusal());
        }
        Files.writeString(model.resolve(index), shards.replace(name, "missing.safetensors"));
        assertEquals(
                model.resolve(index) + " names missing.safetensors, which is not there; the download is incomplete",
                refusal());
        Files.writeString(model.resolve(index), shards.replace(name, name.replace("00002", "00001")));
        assertTrue(refusal().contains("says that " + name.replace("00002", "00001") + " has "), refusal());
        Files.writeString(model.resolve(index), shards);
        byte[] bytes = Files.readAllBytes(second);
        Files.write(second, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertTrue(refusal().endsWith("the file is truncated or damaged"), refusal());
    }

    @Test
    void writesNothingIntoAFolderThatIsNotEmpty() throws IOException {
        try (LanguageModel loaded = LanguageModel.load(model, Placement.CPU, false)) {
            CheckpointException e = assertThrows(CheckpointException.class, () -> loaded.save(model));
            assertEquals(
                    "a model is saved to a folder that is new or empty, but " + model + " is neither; name another",
                    e.getMessage());
            loaded.save(Files.createDirectory(scratch.resolve("new")));
            assertTrue(Files.exists(scratch.resolve("new").resolve("model.safetensors")));
        }
        try (Stream<Path> files = Files.list(scratch)) {
            assertFalse(files.anyMatch(f -> f.getFileName().toString().startsWith(".")));
        }
    }

    /** A tokenizer file with bytes changed is refused, or makes ids; it never ends the process. */
    @Test
    void damagedTokenizersAreRefusedOrRead() throws IOException {
        byte[] good = Files.readAllBytes(model.resolve("tokenizer.json"));
        Random random = new Random(Long.getLong("teeter.fuzz.seed", 3));
        int read = 0;
        int refused = 0;
        for (int i = 0; i < Integer.getInteger("teeter.fuzz.cases", 400); i++) {
            Files.write(model.resolve("tokenizer.json"), SafetensorsTest.damaged(good, random));
            try (LanguageModel loaded = LanguageModel.load(model, Placement.CPU, false)) {
                int[] ids = loaded.tokenizer().encode("dog or cat 🙂 </s>");
                loaded.tokenizer().decode(ids);
                read++;
            } catch (CheckpointException e) {
                refused++;
            }
        }
        assertTrue(read > 5 && refused > 5, read + " read, " + refused + " refused");
    }

    @Test
    void refusesTextsThatAreNoText() throws IOException {
        Files.write(model.resolve("tokenizer_config.json"), "{\"a\":\"\\ud800\"".getBytes(StandardCharsets.UTF_8));
        assertTrue(refusal().contains("tokenizer_config.json must be JSON"), refusal());
        Files.write(model.resolve("tokenizer.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertTrue(refusal().contains("tokenizer.json"), refusal());
    }
}
