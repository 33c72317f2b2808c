package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.tensor.Placement;
import org.teeter.testing.Fuzzing;
import tools.jackson.databind.json.JsonMapper;

/** Folders of which one file is changed, whole ones, sharded ones and adapters: each is loaded or refused. */
@Tag("slow")
class CheckpointFuzzTest {

    @Test
    void foldersAreLoadedOrRefused(@TempDir Path scratch) throws IOException, InterruptedException {
        Path model = LanguageModelTest.stored(scratch.resolve("model"), 1);
        Path sharded = Files.createDirectory(scratch.resolve("sharded"));
        for (String name : Folders.TEXT) {
            Files.copy(model.resolve(name), sharded.resolve(name));
        }
        try (LanguageModel loaded = LanguageModel.load(model, Placement.CPU, false);
                PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            loaded.decoder()
                    .parameters()
                    .shapes()
                    .keySet()
                    .forEach(name ->
                            tensors.put(name, loaded.decoder().parameters().get(name)));
            WeightFiles.write(sharded, tensors, 2_000);
        }
        try (LanguageModel adapted = LanguageModel.load(model, Placement.CPU, false)
                .adapted(new LowRankAdapter.Settings(2, 4, LowRankAdapter.Settings.ALL), 1)) {
            adapted.save(scratch.resolve("adapter"));
        }
        Fuzzing.run(Folders.class, scratch);
    }

    /** For the other process. */
    public static final class Folders implements Fuzzing.Input {
        static final List<String> TEXT = List.of(
                "config.json",
                "tokenizer.json",
                "tokenizer_config.json",
                "generation_config.json",
                "chat_template.jinja");
        private static final List<List<String>> FILES = List.of(
                List.of("model", "config.json"),
                List.of("model", "config.json"),
                List.of("model", "model.safetensors"),
                List.of("model", "model.safetensors"),
                List.of("model", "tokenizer_config.json"),
                List.of("model", "generation_config.json"),
                List.of("model", "chat_template.jinja"),
                List.of("sharded", WeightFiles.INDEX),
                List.of("sharded", WeightFiles.INDEX),
                List.of("adapter", AdapterFiles.CONFIG),
                List.of("adapter", AdapterFiles.CONFIG),
                List.of("adapter", AdapterFiles.WEIGHTS));
        private static final List<String> VALUES = List.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "1",
                "2",
                "8",
                "16",
                "2147483647",
                "9223372036854775807",
                "99999999999999999999",
                "1e308",
                "1e999",
                "0.5",
                "\"\"",
                "\"a\"",
                "\"none\"",
                "\"F32\"",
                "\"BF16\"",
                "\"U8\"",
                "\"llama\"",
                "\"Qwen2ForCausalLM\"",
                "[\"MistralForCausalLM\"]",
                "[]",
                "{}",
                "[0,1]",
                "[[[[]]]]",
                "{\"rope_type\":\"llama3\",\"factor\":1e308}",
                "\"../model/model.safetensors\"",
                "\"\\u0000.safetensors\"",
                "\"default\"",
                "[{\"name\":\"default\",\"template\":\"{{\"}]");
        private static final List<String> PIECES = List.of(
                "\"",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\\",
                "\u0000",
                "null",
                "-1",
                "0",
                "9",
                "1e999",
                "99999999999999999999",
                "é",
                "F64",
                "I64",
                "{{",
                "{%");

        private final Path folder;

        public Folders(Path folder) {
            this.folder = folder;
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            List<String> names = FILES.get(random.nextInt(FILES.size()));
            Path file = folder.resolve(names.get(0)).resolve(names.get(1));
            byte[] good = Files.readAllBytes(file);
            byte[] bad = changed(names.get(1), good, random);
            Files.write(file, bad);
            try (LanguageModel model = LanguageModel.load(folder.resolve(names.get(0)), Placement.CPU, false)) {
                model.decoder().config();
                return true;
            } catch (CheckpointException e) {
                return Fuzzing.refused(e, CheckpointException.class);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(file + ": " + new String(bad, StandardCharsets.ISO_8859_1), e);
            } finally {
                Files.write(file, good);
            }
        }

        private static byte[] changed(String name, byte[] good, Random random) {
            if (name.endsWith(".json")) {
                return random.nextInt(3) > 0
                        ? Fuzzing.changed(JsonMapper.shared().readTree(good), random, VALUES)
                                .toString()
                                .getBytes(StandardCharsets.UTF_8)
                        : Fuzzing.changed(good, random, PIECES);
            }
            if (!name.endsWith(".safetensors") || random.nextInt(3) == 0) {
                return random.nextBoolean()
                        ? Fuzzing.changed(good, random, PIECES)
                        : SafetensorsTest.damaged(good, random);
            }
            int length =
                    (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
            byte[] header = Fuzzing.changed(
                            JsonMapper.shared().readTree(Arrays.copyOfRange(good, 8, 8 + length)), random, VALUES)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(good.length - length + header.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .put(header)
                    .put(good, 8 + length, good.length - 8 - length)
                    .array();
        }
    }
}
