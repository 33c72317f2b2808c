package org.teeter.lm.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Three kinds of tokenizers against tokenizers 0.23.3 (golden/tokenizers_and_templates.py). */
class HuggingFaceTokenizerTest {
    static final Path FIXTURES = Path.of("src/test/resources/org/teeter/lm/fixtures");

    @ParameterizedTest
    @ValueSource(strings = {"byte_level", "pieces", "words"})
    void idsAndTextsAreThoseOfTransformers(String name) throws IOException {
        JsonNode expected = JsonMapper.shared()
                .readTree(FIXTURES.resolve("tokenizers/expected.json").toFile());
        try (HuggingFaceTokenizer tokenizer =
                HuggingFaceTokenizer.load(FIXTURES.resolve("tokenizers/" + name + ".json"))) {
            assertEquals(expected.get(name + "_size").intValue(), tokenizer.size());
            for (JsonNode one : expected.get(name)) {
                String text = one.get("text").stringValue();
                assertArrayEquals(ints(one.get("ids")), tokenizer.encode(text), text);
                assertArrayEquals(ints(one.get("opening")), tokenizer.encodeOpening(text), text);
                assertEquals(one.get("decoded").stringValue(), tokenizer.decode(ints(one.get("opening"))), text);
            }
        }
    }

    private static int[] ints(JsonNode list) {
        return IntStream.range(0, list.size()).map(i -> list.get(i).intValue()).toArray();
    }

    /** A prefix of a text and the text after it have the ids of the whole, wherever no token lies across the border. */
    @ParameterizedTest
    @ValueSource(strings = {"byte_level", "pieces", "words"})
    void whatContinuesATextHasTheIdsThatItHasInTheWhole(String name) throws IOException {
        try (HuggingFaceTokenizer tokenizer =
                HuggingFaceTokenizer.load(FIXTURES.resolve("tokenizers/" + name + ".json"))) {
            String before = "Which one, 🙂?\n";
            String after = "I prefer the dog.";
            int[] whole = tokenizer.encode(before + after);
            int[] continued = tokenizer.encodeAfter(before, after);
            int[] first = tokenizer.encode(before);
            assertArrayEquals(
                    whole,
                    IntStream.concat(IntStream.of(first), IntStream.of(continued))
                            .toArray());
            if (name.equals("pieces")) { // alone it gets the space that opens a text
                assertTrue(tokenizer.encode(after).length > 0 && tokenizer.encode(after)[0] != continued[0]);
            }
            assertArrayEquals(tokenizer.encode("fer"), tokenizer.encodeAfter("I pre", "fer"), "across the border");
        }
    }

    @Test
    void knowsTheIdsOfItsTokens() throws IOException {
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.load(FIXTURES.resolve("tokenizers/pieces.json"))) {
            assertEquals(OptionalInt.of(2), tokenizer.id("</s>"));
            assertEquals(OptionalInt.of(3), tokenizer.id("<0x00>"));
            assertEquals(OptionalInt.empty(), tokenizer.id("no such token"));
        }
    }

    @Test
    void refusesHalfACharacter() throws IOException {
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.load(FIXTURES.resolve("tokenizers/words.json"))) {
            for (String half : new String[] {"a\ud83d", "\ude42", "\ud83d\ud83d\ude42"}) {
                assertThrows(IllegalArgumentException.class, () -> tokenizer.encode(half));
            }
        }
    }

    @Test
    void refusesWhatIsNoTokenizer() {
        for (String json : new String[] {
            "",
            "[]",
            "{}",
            "{\"model\":{\"vocab\":{\"a\":-1}}}",
            "{\"model\":{\"vocab\":{\"a\":99999999999}}}",
            "{\"model\":{\"vocab\":{\"a\":0,\"a\":1}}}",
            "{\"model\":{\"type\":\"Nonsense\",\"vocab\":{\"a\":0}}}",
            "{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0},\"unk_token\":\"a\"},\"pre_tokenizer\":{\"type\":7}}",
            "{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0},\"unk_token\":\"b\"}}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]},\"added_tokens\":[{\"id\":7,\"content\":\"b\"}]}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]},\"decoder\":{\"type\":\"Strip\",\"content\":\"a\","
                    + "\"start\":0,\"stop\":3}}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]},\"post_processor\":{\"type\":"
                    + "\"TemplateProcessing\",\"single\":[{\"SpecialToken\":{\"id\":\"<s>\",\"type_id\":0}}]}}",
            "{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0]],\"unk_id\":9}}",
            "[".repeat(100_000),
        }) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> HuggingFaceTokenizer.of(json, "here.json"));
            assertTrue(String.valueOf(e.getMessage()).startsWith("here.json is not a tokenizer"), e.getMessage());
        }
    }
}
