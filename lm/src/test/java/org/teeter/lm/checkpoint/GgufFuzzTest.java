package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.text.Prompt;
import org.teeter.testing.Fuzzing;

/** GGUF files that are changed: bytes anywhere, numbers of the header, keys and values. Each is loaded or refused. */
class GgufFuzzTest {

    @Test
    @Tag("slow")
    void filesAreLoadedOrRefused(@TempDir Path scratch) throws IOException, InterruptedException {
        Fuzzing.run(Models.class, scratch);
    }

    @Test
    @Tag("slow")
    void textsAreReadOrRefused(@TempDir Path scratch) throws IOException, InterruptedException {
        Fuzzing.run(Texts.class, scratch);
    }

    @Test
    void aFewTextsAreReadOrRefused(@TempDir Path scratch) throws IOException {
        Texts texts = new Texts(scratch);
        int taken = 0;
        for (int seed = 0; seed < 60; seed++) {
            taken += texts.isTaken(new Random(seed)) ? 1 : 0;
        }
        assertTrue(taken > 5 && taken < 60, taken + " of 60");
    }

    @Test
    void aFewAreLoadedOrRefused(@TempDir Path scratch) throws IOException {
        Models models = new Models(scratch);
        int taken = 0;
        for (int seed = 0; seed < 150; seed++) {
            taken += models.isTaken(new Random(seed)) ? 1 : 0;
        }
        assertTrue(taken > 10 && taken < 140, taken + " of 150");
    }

    /** For the other process. */
    public static final class Models implements Fuzzing.Input {
        private static final long[] NUMBERS = {
            0,
            1,
            2,
            3,
            7,
            8,
            9,
            12,
            13,
            31,
            32,
            255,
            1 << 16,
            1 << 24,
            Integer.MAX_VALUE,
            1L << 32,
            1L << 62,
            -1,
            Long.MIN_VALUE
        };
        private static final List<Object> VALUES = List.of(
                "",
                "llama",
                "qwen2",
                "gpt-2",
                "\0",
                "{{",
                "▁".repeat(3_000),
                0,
                1,
                2,
                -1,
                Integer.MAX_VALUE,
                0f,
                1e-5f,
                1e38f,
                Float.NaN,
                true,
                false,
                List.of(),
                List.of("", ""),
                List.of("a", "b", "ab", "a b"),
                new int[] {},
                new int[] {1, 2, 3, 4, 5, 6, 7},
                new float[16]);
        private static final List<String> KEYS = List.of(
                "general.architecture",
                "general.alignment",
                "llama.block_count",
                "llama.context_length",
                "llama.embedding_length",
                "llama.feed_forward_length",
                "llama.attention.head_count",
                "llama.attention.head_count_kv",
                "llama.attention.key_length",
                "llama.attention.sliding_window",
                "llama.attention.layer_norm_rms_epsilon",
                "llama.rope.freq_base",
                "llama.rope.scaling.type",
                "tokenizer.ggml.model",
                "tokenizer.ggml.pre",
                "tokenizer.ggml.tokens",
                "tokenizer.ggml.token_type",
                "tokenizer.ggml.scores",
                "tokenizer.ggml.merges",
                "tokenizer.ggml.bos_token_id",
                "tokenizer.ggml.eos_token_id",
                "tokenizer.ggml.add_bos_token",
                "tokenizer.chat_template");

        private final Path file;
        private final Decoder decoder;

        public Models(Path folder) {
            file = folder.resolve("model.gguf");
            decoder = Decoder.random(
                    new DecoderConfig(
                            16,
                            8,
                            8,
                            1,
                            2,
                            1,
                            4,
                            1e-5,
                            new RopeSettings(1e4, Optional.empty()),
                            OptionalInt.empty(),
                            true,
                            false,
                            64),
                    Placement.CPU,
                    false,
                    1);
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            GgufWriter gguf = GgufWriter.of(decoder, "llama").words();
            if (random.nextInt(4) == 0) {
                gguf.put("tokenizer.ggml.model", "llama").put("tokenizer.ggml.scores", new float[16]);
            }
            byte[] bytes;
            int kind = random.nextInt(4);
            if (kind == 0) {
                gguf.put(KEYS.get(random.nextInt(KEYS.size())), VALUES.get(random.nextInt(VALUES.size())));
                bytes = gguf.bytes();
            } else if (kind == 1) {
                bytes = Fuzzing.changed(gguf.bytes(), random, List.of("\0\0\0\0", "\u0001", "GGUF", "blk.0.", "é"));
            } else {
                bytes = gguf.bytes();
                int within = kind == 2 ? 64 : bytes.length - 8;
                for (int change = random.nextInt(2); change >= 0; change--) {
                    long number = NUMBERS[random.nextInt(NUMBERS.length)];
                    ByteBuffer at = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                    if (random.nextBoolean()) {
                        at.putLong(random.nextInt(within), number);
                    } else {
                        at.putInt(random.nextInt(within), (int) number);
                    }
                }
            }
            Files.write(file, bytes);
            try (LanguageModel model = LanguageModel.load(file, Placement.CPU, false)) {
                model.decoder().config();
                return true;
            } catch (CheckpointException e) {
                return Fuzzing.refused(e, CheckpointException.class);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    /** For the other process: tokenizers and chat templates of metadata, which are then asked for the ids of a text. */
    public static final class Texts implements Fuzzing.Input {
        private static final List<String> TEXTS = List.of(
                "", " ", "a", "do", "dog", "▁", "▁do", "Ġ", "Ġdo", "<s>", "<0x0A>", "<0xZZ>", "\0", "é", "🦙", "\u202E",
                "\n", "d o", "o", "g", "d", "t", "at");
        private static final List<String> TEMPLATES = List.of(
                "{% for m in messages %}{{ m.content }}{% endfor %}",
                "{{ messages[0]['content'] | trim }}{{ eos_token }}",
                "{% if messages|length > 1 %}{{ raise_exception('no') }}{% endif %}{{ bos_token ~ messages[-1].content }}",
                "{% set ns = namespace(a='') %}{% for m in messages %}{% set ns.a = ns.a + m['role'] %}{% endfor %}{{ ns.a }}");
        private static final List<String> PIECES = List.of(
                "{{",
                "}}",
                "{%",
                "%}",
                "|",
                "'",
                "[",
                "]",
                "(",
                ")",
                "for x in range(100000)",
                "messages",
                ".upper()",
                " * 4000000",
                "endfor",
                "if",
                "else",
                "é",
                "\0",
                "-%}",
                "{#",
                "raise_exception('x')",
                "| indent(99999)",
                "~");
        private static final List<String> KINDS = List.of("gpt2", "gpt2", "llama", "llama", "bert", "");
        private static final List<String> SPLITS =
                List.of("smollm", "default", "llama-bpe", "qwen2", "gpt-2", "", "\0");
        private final Path file;
        private final Decoder decoder;

        public Texts(Path folder) {
            Models models = new Models(folder);
            file = models.file;
            decoder = models.decoder;
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            GgufWriter gguf = GgufWriter.of(decoder, "llama").words();
            random.nextLong(); // the first number of neighbouring seeds is much the same
            if (random.nextBoolean()) {
                gguf.put("tokenizer.ggml.model", KINDS.get(random.nextInt(KINDS.size())))
                        .put("tokenizer.ggml.pre", SPLITS.get(random.nextInt(SPLITS.size())))
                        .put("tokenizer.ggml.tokens", some(random))
                        .put("tokenizer.ggml.token_type", numbers(random, 7))
                        .put("tokenizer.ggml.bos_token_id", random.nextInt(18) - 1);
                if (random.nextBoolean()) {
                    gguf.put("tokenizer.ggml.merges", random.nextInt(4) == 0 ? some(random) : List.of("d o", "do g"));
                } else {
                    float[] scores = new float[16];
                    for (int k = 0; k < scores.length; k++) {
                        scores[k] = random.nextInt(20) == 0 ? Float.NaN : random.nextFloat() - 20;
                    }
                    gguf.put("tokenizer.ggml.scores", scores);
                }
            }
            if (random.nextInt(3) > 0) {
                byte[] template =
                        TEMPLATES.get(random.nextInt(TEMPLATES.size())).getBytes(StandardCharsets.UTF_8);
                gguf.put(
                        "tokenizer.chat_template",
                        new String(
                                random.nextBoolean() ? Fuzzing.changed(template, random, PIECES) : template,
                                StandardCharsets.UTF_8));
            }
            Files.write(file, gguf.bytes());
            try (LanguageModel model = LanguageModel.load(file, Placement.CPU, false)) {
                int[] ids = model.tokenizer().encode("dog\nat 1 é\u202E🦙");
                model.tokenizer().decode(ids);
                model.prompt(new Prompt.Plain("do a t"));
                Prompt question = Prompt.question("dog\nat 1");
                model.prompt(question);
                model.answer(question, "a dog");
                return true;
            } catch (CheckpointException e) {
                return Fuzzing.refused(e, CheckpointException.class);
            } catch (IllegalArgumentException e) {
                return Fuzzing.refused(e, IllegalArgumentException.class);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("a text", e);
            }
        }

        private static List<String> some(Random random) {
            List<String> all = new ArrayList<>(TEXTS);
            Collections.shuffle(all, random);
            if (random.nextInt(12) == 0) {
                all.set(0, all.get(1));
            }
            return all.subList(0, random.nextInt(12) == 0 ? random.nextInt(17) : 16);
        }

        private static int[] numbers(Random random, int below) {
            return random.ints(16, random.nextInt(30) == 0 ? -1 : 1, below).toArray();
        }
    }
}
