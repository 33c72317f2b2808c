package org.teeter.lm.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.testing.Fuzzing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokenizers with values and bytes changed, and with patterns made by chance: each is refused, or makes ids and text of them. */
@Tag("slow")
class TokenizerFuzzTest {

    @Test
    void tokenizersWorkOrAreRefused(@TempDir Path folder) throws IOException, InterruptedException {
        for (String name : List.of("byte_level", "pieces", "words")) {
            Files.copy(
                    HuggingFaceTokenizerTest.FIXTURES.resolve("tokenizers/" + name + ".json"),
                    folder.resolve(name + ".json"));
        }
        Fuzzing.run(Tokenizers.class, folder);
    }

    /** For the other process. */
    public static final class Tokenizers implements Fuzzing.Input {
        private static final String BPE =
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":1,\"ab\":2,\" \":3,\"1\":4,\"Ġ\":5,\"▁\":6},"
                        + "\"merges\":[\"a b\"]},\"added_tokens\":[{\"id\":7,\"content\":\"<s>\",\"special\":true,\"lstrip\":true,\"rstrip\":false,\"single_word\":false,\"normalized\":false}],"
                        + "\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFC\"},{\"type\":\"Prepend\",\"prepend\":\"▁\"},"
                        + "{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":\"▁\"}]},"
                        + "\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\",\"pattern\":{\"Regex\":\"%s\"},"
                        + "\"behavior\":\"Isolated\",\"invert\":false},{\"type\":\"Digits\",\"individual_digits\":true},"
                        + "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":true}]},"
                        + "\"decoder\":{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"%s\"},\"content\":\" \"},"
                        + "{\"type\":\"ByteFallback\"},{\"type\":\"Fuse\"},{\"type\":\"Strip\",\"content\":\" \",\"start\":1,\"stop\":0}]}}";
        private static final List<String> VALUES = List.of(
                "null",
                "true",
                "0",
                "-1",
                "1",
                "7",
                "2147483646",
                "2147483648",
                "1e308",
                "\"\"",
                "\"a\"",
                "\" \"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "\"Sequence\"",
                "\"Metaspace\"",
                "\"Whitespace\"",
                "\"WordLevel\"",
                "\"MergedWithNext\"",
                "\"Removed\"",
                "\"first\"",
                "{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"prepend_scheme\":\"always\",\"split\":true}",
                "{\"type\":\"Punctuation\",\"behavior\":\"Isolated\"}",
                "{\"type\":\"WhitespaceSplit\"}",
                "{\"type\":\"NFKC\"}",
                "{\"type\":\"Lowercase\"}",
                "{\"type\":\"Replace\",\"pattern\":{\"String\":\"a\"},\"content\":\"aaaaaaa\"}",
                "{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"\\\\s+$\"},\"content\":\"\"}",
                "{\"Regex\":\"a+\"}",
                "{\"String\":\"ab\"}",
                "{\"type\":\"Strip\",\"content\":\"a\",\"start\":9999999,\"stop\":0}",
                "{\"type\":\"ByteFallback\"}",
                "{\"type\":\"Fuse\"}",
                "{\"type\":\"Precompiled\"}",
                "{\"type\":\"BertNormalizer\"}",
                "{\"id\":3,\"content\":\"b\",\"normalized\":true,\"single_word\":true}");
        private static final List<String> PIECES = List.of(
                "\"",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\\",
                "\\u0000",
                "\\ud800",
                "null",
                "-1",
                "1e999",
                "\"type\":",
                "\"Split\"",
                "{\"Regex\":\"(a|b)*c\"}",
                "é",
                "▁",
                "\u0000",
                "99999999999");
        private static final List<String> REGEX = List.of(
                "a",
                "b",
                "ab",
                ".",
                "\\\\s",
                "\\\\S",
                "\\\\d",
                "\\\\w",
                "\\\\p{L}",
                "\\\\p{N}",
                "[ab]",
                "[^a]",
                "[^\\\\s]",
                "[\\\\p{L}&&[^a]]",
                "$",
                "^",
                "\\\\b",
                "(?!a)",
                "(?=b)",
                "(?<=a)",
                "(?i:A)",
                "(?:ab)",
                "(a|ab)",
                "\\\\r\\\\n",
                " ",
                "(?:)",
                "(?>a)");
        private static final List<String> REPEATS =
                List.of("", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "{0,40}", "*?", "++", "{1,3}+");
        private static final List<String> TEXTS = texts();

        private final List<JsonNode> trees = new ArrayList<>();

        public Tokenizers(Path folder) throws IOException {
            for (String name : List.of("byte_level", "pieces", "words")) {
                trees.add(JsonMapper.shared().readTree(Files.readString(folder.resolve(name + ".json"))));
            }
        }

        private static List<String> texts() {
            List<String> texts = new ArrayList<>(List.of(
                    "",
                    "a dog or a cat? \ud83d\ude42\n </s><s>a",
                    "ab".repeat(500),
                    "<s> a".repeat(100),
                    "1a \n".repeat(200),
                    "\ufdfaA\u0301 ".repeat(100)));
            for (String c : List.of("a", " ", "1", "\n", "b", "é", "A")) {
                texts.add(c.repeat(1_000));
                texts.add(c.repeat(800) + "c");
            }
            return List.copyOf(texts);
        }

        @Override
        public boolean isTaken(Random random) {
            String json;
            if (random.nextBoolean()) {
                json = String.format(java.util.Locale.ROOT, BPE.replace("%s", "%1$s"), regex(random, 2));
                json = random.nextInt(3) > 0
                        ? json
                        : Fuzzing.changed(JsonMapper.shared().readTree(json), random, VALUES)
                                .toString();
            } else {
                json = Fuzzing.changed(trees.get(random.nextInt(trees.size())), random, VALUES)
                        .toString();
            }
            if (random.nextInt(3) == 0) {
                json = new String(
                        Fuzzing.changed(json.getBytes(StandardCharsets.UTF_8), random, PIECES), StandardCharsets.UTF_8);
            }
            try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.of(json, "here.json")) {
                for (String text : TEXTS) {
                    tokenizer.decode(tokenizer.encodeOpening(text));
                    tokenizer.encodeAfter(text, "a");
                }
                return true;
            } catch (IllegalArgumentException e) {
                return Fuzzing.refused(e, IllegalArgumentException.class);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(json, e);
            }
        }

        private static String regex(Random random, int depth) {
            StringBuilder regex = new StringBuilder();
            for (int i = random.nextInt(3); i >= 0; i--) {
                String part = depth > 0 && random.nextInt(4) == 0
                        ? "(" + regex(random, depth - 1) + ")"
                        : REGEX.get(random.nextInt(REGEX.size()));
                regex.append(part).append(REPEATS.get(random.nextInt(REPEATS.size())));
                regex.append(i > 0 && random.nextInt(3) == 0 ? "|" : "");
            }
            return regex.toString();
        }
    }
}
