package org.teeter.lm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Files that would make the native library take all memory, no end, or the process with it, are refused before it sees them. */
class HostileTokenizerTest {
    private static final String MODEL =
            "\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"x\":1,\" \":2},\"merges\":[]}";
    private static final String TEN = replace("a", "a".repeat(10));

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private static String replace(String what, String by) {
        return "{\"type\":\"Replace\",\"pattern\":{\"String\":" + quoted(what) + "},\"content\":" + quoted(by) + "}";
    }

    private static String normalizers(String... parts) {
        return "{\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[" + String.join(",", parts) + "]}," + MODEL
                + "}";
    }

    private static String split(String regex) {
        return "{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":" + quoted(regex)
                + "},\"behavior\":\"Isolated\",\"invert\":false}," + MODEL + "}";
    }

    private static String reason(String json) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> HuggingFaceTokenizer.of(json, "here.json"))
                        .getMessage());
        assertTrue(message.startsWith("here.json is not a tokenizer.json: "), message);
        assertEquals(1, message.lines().count(), message);
        return message.substring("here.json is not a tokenizer.json: ".length());
    }

    @Test
    void textsThatGrowWithoutMeasureAreRefused() {
        assertEquals(
                "normalizer must look for a text that is not empty",
                reason(normalizers(replace("", "a".repeat(1_000)))));
        assertEquals(
                "normalizer must have at most 65536 characters, but has 10000091",
                reason(normalizers(replace("", "a".repeat(10_000_000)))));
        assertEquals(
                "normalizer must look for, put in and put before texts of at most 1024 characters",
                reason(normalizers(replace("a", "a".repeat(1_025)))));
        String grows =
                "normalizer must make a text at most 128 times as long, with all its parts, but can make it longer";
        assertEquals(grows, reason(normalizers(TEN, TEN, TEN, TEN, TEN, TEN, TEN, TEN, TEN, TEN, TEN, TEN)));
        assertEquals(grows, reason(normalizers(replace("a", "a".repeat(129)))));
        assertEquals(grows, reason(normalizers("{\"type\":\"Prepend\",\"prepend\":\"" + "a".repeat(300) + "\"}")));
        assertEquals(grows, reason(normalizers("{\"type\":\"NFKC\"}", "{\"type\":\"NFKD\"}", "{\"type\":\"NFC\"}")));
        assertTrue(reason(normalizers(TEN, "{\"type\":\"NFKC\"}")
                        .replace(MODEL, "\"pre_tokenizer\":{\"type\":\"ByteLevel\"}," + MODEL))
                .startsWith("pre_tokenizer must make a text at most 128"));
        assertTrue(reason("{\"decoder\":{\"type\":\"Sequence\",\"decoders\":[" + TEN + "," + TEN + "," + TEN + "]},"
                        + MODEL + "}")
                .startsWith("decoder must make a text at most 128"));
        assertEquals(
                "normalizer must have at most 64 parts, but has more",
                reason(normalizers(IntStream.range(0, 65)
                        .mapToObj(i -> "{\"type\":\"Sequence\",\"normalizers\":[]}")
                        .toArray(String[]::new))));
    }

    @Test
    void partsWithoutATypeAreRefused() {
        for (String part : List.of(
                "{\"normalizers\":[" + TEN + "]}",
                "{\"pattern\":{\"String\":\"\"},\"content\":\"a\"}",
                "7",
                "[]",
                "\"NFC\"")) {
            String message = reason("{\"normalizer\":" + part + "," + MODEL + "}");
            assertTrue(message.startsWith("normalizer must be of one of the types") || part.startsWith("\""), message);
        }
        assertTrue(
                reason("{\"model\":{\"vocab\":{\"a\":0},\"unk_token\":\"b\"}}").startsWith("model.type must be given"));
    }

    /** The library does not return an error there, but ends the process. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":\"\\ud800\"",
                "\"\\ud800\":1",
                "\"\\udc00\":1",
                "\"x\":1e999",
                "\"x\":123456789012345678901234567890",
                "\"x\":1.5",
                "\"x\":[\"\\ud800\"]",
                "\"x\":{\"y\":{}}",
                "\"decoders\":[]"
            })
    void valuesThatTheLibraryCannotReadAreRefused(String field) {
        String message = reason("{\"decoder\":{\"type\":\"Fuse\"," + field + "}," + MODEL + "}");
        assertTrue(
                message.endsWith("of a Fuse must be true, false, a whole number or a text of whole characters")
                        || message.contains("in property name"),
                message);
        assertTrue(reason("{\"decoder\":{\"type\":\"Replace\",\"pattern\":{\"String\":\"\\ud800\"},\"content\":\"\"},"
                        + MODEL + "}")
                .startsWith("decoder: 'pattern' of a Replace must be"));
    }

    /** Which the library's matcher would try in too many ways, or would not survive. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((.*)*)*)*)*x",
                "(a|a)*x",
                "(a|aa)+$",
                "a*a*x",
                "[^x]*x",
                "(?:[^x]{3})*x",
                "a{1000}",
                "(a{1,1000}){1,1000}",
                "(.*a){20}",
                "(?=.*x)a",
                "(?<=a*)b",
                "(a)\\1",
                "(?<a>x)",
                "(?(1)a|b)",
                "\\p{Foo}",
                "[[:alpha:]]",
                "[a",
                "(a",
                "a)",
                "a{2}?",
                "",
                "a*",
                "(?=a)",
                "\\",
                "[\\",
                "[z-a]",
                "(?i)a",
                "(?~a)",
                "a**",
                "\\R",
                "\\X",
                "\\K",
                "\\G",
                ".*\\n",
                "\\s*x\\s*y",
                ".{0,1000}x",
                "(x+x+)+y",
                "(?:a*b)*c",
                "a++b",
                "(?:a?){100}b",
                "*a",
                "a|*"
            })
    void costlyPatternsAreRefused(String regex) {
        assertTrue(reason(split(regex)).startsWith("pre_tokenizer: the pattern "), regex);
    }

    @Test
    void longAndDeepPatternsAreRefused() {
        assertTrue(reason(split("(".repeat(200_000))).startsWith("pre_tokenizer must have at most 65536 characters"));
        assertTrue(reason(split("(".repeat(3_000))).endsWith("it must have at most 2048 characters, but has 3000"));
        assertTrue(reason(split("(".repeat(20) + "a" + ")".repeat(20))).contains("nested at most 16 deep"));
        assertTrue(reason(split("[".repeat(20) + "a" + "]".repeat(20))).contains("nested at most 16 deep"));
        assertTrue(reason(split("a?".repeat(30) + "a".repeat(30))).contains("at most 256 characters and ways"));
        assertTrue(reason(split("a".repeat(600))).contains("at most 512 characters"));
    }

    /** Those of GPT-2, Llama 3, Qwen 2, GPT-4, GPT-4o, Mistral, DeepSeek, Falcon, BLOOM and Kimi, by their files. */
    static List<String> published() {
        String contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
        String words =
                "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}%1$s]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}%1$s]+%2$s"
                        + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}%1$s]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}%1$s]*%2$s";
        String rest = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
        return List.of(
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                contractions
                        + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                contractions
                        + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]"
                        + "|\\s+(?!\\S)|\\s",
                words.formatted("", contractions + "?") + "|\\p{N}{1,3}" + rest,
                words.formatted("", "") + "|\\p{N}" + rest,
                "[\\p{Han}]+|" + words.formatted("&&[^\\p{Han}]", contractions + "?") + "|\\p{N}{1,3}" + rest,
                "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                        + "| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "[一-龥\u3040-ゟ゠-ヿ]+",
                "[\r\n]",
                "\\s?[A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-Ֆ\ud801\udc00-\ud801\udc4f]+",
                "\\s?[!-/:-~！-／：-～‘-‟\u3000-。]+",
                "\\s+$",
                "[0-9][0-9][0-9]",
                " ?[^(\\s|[.,!?…。，、।۔،])]+",
                "\\d{1,3}(?=(?:\\d{3})*\\b)",
                " {2,}");
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedPatternsAreRead(String regex) {
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.of(split(regex), "here.json")) {
            for (String text : List.of(
                    "a x", "x".repeat(200_000), " ".repeat(200_000), " x\n".repeat(50_000), "X1".repeat(50_000))) {
                assertTrue(tokenizer.encode(text).length <= text.length());
            }
        }
    }

    @Test
    void longVocabulariesAreRefusedWhileTheyAreRead() {
        String many = IntStream.rangeClosed(0, TokenizerJson.MOST_TOKENS)
                .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":" + i)
                .collect(Collectors.joining(","));
        assertEquals(
                "model.vocab must have at most 524288 entries, but has more",
                reason("{\"model\":{\"type\":\"BPE\",\"vocab\":{" + many + "},\"merges\":[]}}"));
        assertEquals(
                "model.merges must have at most 1048576 entries, but has more",
                reason(MODEL.replace("[]", "[" + "\"a a\",".repeat(TokenizerJson.MOST_MERGES) + "\"a a\"]")
                        .transform(m -> "{" + m + "}")));
        assertEquals(
                "added_tokens must have at most 32768 entries, but has more",
                reason("{\"added_tokens\":[" + "{\"id\":0,\"content\":\"a\"},".repeat(TokenizerJson.MOST_ADDED)
                        + "{\"id\":0,\"content\":\"a\"}]," + MODEL + "}"));
        assertEquals(
                "added_tokens, in characters, must have at most 2097152 entries, but has more",
                reason("{\"added_tokens\":[" + ("{\"id\":0,\"content\":\"" + "a".repeat(65_000) + "\"},").repeat(32)
                        + "{\"id\":0,\"content\":\"" + "a".repeat(65_000) + "\"}]," + MODEL + "}"));
        assertTrue(reason("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"" + "a".repeat(2_000) + "\":0},\"merges\":[]}}")
                .startsWith("Name length (2000) exceeds the maximum allowed (1024"));
        assertEquals(
                "post_processor.single must have at most 64 entries, but has more",
                reason("{\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":["
                        + "{\"SpecialToken\":{\"id\":\"a\"}},".repeat(65) + "{\"Sequence\":{\"id\":\"A\"}}]}," + MODEL
                        + "}"));
    }

    @Test
    void messagesAreOneLine() {
        String model = "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[[\"a\",\"\\n\\u202e%s\"]]}}";
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> HuggingFaceTokenizer.of(model.formatted("b".repeat(5_000)), "here.json"))
                .getMessage());
        assertTrue(
                message.startsWith("here.json is not a tokenizer that the tokenizers library knows: Token `"), message);
        assertTrue(message.contains("\\u000a\\u202ebbb") && message.length() < 1_100, message);
    }

    @Test
    void textsThatWouldTakeAllMemoryAreRefused() {
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.of(normalizers(TEN, TEN), "here.json")) {
            assertEquals(
                    "a text to be tokenized must have at most 167772 characters with this tokenizer, but has 167773; shorten it",
                    assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("a".repeat(167_773)))
                            .getMessage());
            assertEquals(100 * 1_000, tokenizer.encode("a".repeat(1_000)).length);
        }
    }
}
