package org.teeter.tabular.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

class PlainObjectsTest {
    private static final List<String> COLUMNS = List.of("a", "skip", "b");
    private static final String LINE = "{\"a\": \"x y\", \"skip\": \"?\", \"b\": -12.50}";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static PlainObjects plain() {
        return new PlainObjects(COLUMNS, Map.of("a", 0, "skip", Records.NOT_TAKEN, "b", 1)::get);
    }

    private static List<String> fields(Row row) {
        return List.of(field(row, 0), field(row, 1));
    }

    private static String field(Row row, int slot) {
        String text =
                new String(row.bytes(slot), row.from(slot), row.to(slot) - row.from(slot), StandardCharsets.UTF_8);
        return (row.isMissing(slot) ? "missing " : row.isBare(slot) ? "bare " : "text ") + row.isJson(slot) + text;
    }

    /** What the parser makes of a line, with all that is refused as one word. */
    private static List<String> parsed(byte[] line) {
        JsonFields fields = new JsonFields(Path.of("votes.jsonl"));
        try (JsonParser parser = JsonFields.parser(line, 0, line.length)) {
            fields.learn(utf8(LINE), 0, LINE.length());
            fields.take(new int[] {0, 2}, 2, key -> Records.NOT_TAKEN);
            Row row = fields.read(parser, line, 0);
            for (int at = (int) parser.currentLocation().getByteOffset(); at < line.length; at++) {
                if (" \t\r".indexOf(line[at]) < 0) {
                    return List.of("refused");
                }
            }
            return fields(row);
        } catch (JacksonException | BadRow e) {
            return List.of("refused");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINE,
                "{\"a\":\"x\",\"skip\":null,\"b\":0}",
                "\t{ \"a\" : null , \"skip\" : 12 , \"b\" : true } \r",
                "{\"a\":\"\",\"skip\":false,\"b\":\"0.5\"}",
                "{\"a\":10.0,\"skip\":-0,\"b\":-0.01}"
            })
    void whatIsPlainIsReadAsTheParserReadsIt(String line) {
        Row row = new Row(2);
        byte[] bytes = utf8(line);
        assertEquals(bytes.length, plain().read(bytes, 0, bytes.length, row));
        assertEquals(parsed(bytes), fields(row));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "{\"a\":1,\"skip\":2,\"b\":3",
                "{\"a\":1,\"skip\":2,\"b\":3}}",
                "{\"a\":1,\"skip\":2,\"b\":3,}",
                "{\"a\":1,\"skip\":2,\"b\":3} x",
                "{\"a\":1,\"b\":3,\"skip\":2}",
                "{\"a\":1,\"skip\":2}",
                "{\"a\":1,\"skip\":2,\"b\":3,\"c\":4}",
                "{\"a\":1 \"skip\":2,\"b\":3}",
                "{\"a\":01,\"skip\":2,\"b\":3}",
                "{\"a\":1.,\"skip\":2,\"b\":3}",
                "{\"a\":.5,\"skip\":2,\"b\":3}",
                "{\"a\":-,\"skip\":2,\"b\":3}",
                "{\"a\":1e3,\"skip\":2,\"b\":3}",
                "{\"a\":NaN,\"skip\":2,\"b\":3}",
                "{\"a\":nul,\"skip\":2,\"b\":3}",
                "{\"a\":truest,\"skip\":2,\"b\":3}",
                "{\"a\":\"x,\"skip\":2,\"b\":3}",
                "{\"a\":\"\\u0041\",\"skip\":2,\"b\":3}",
                "{\"a\":\"\t\",\"skip\":2,\"b\":3}",
                "{\"a\":\"ä\",\"skip\":2,\"b\":3}",
                "{\"a\":1,\"skip\":[2],\"b\":3}",
                "{\"a\":1,\"skip\":2,\"b\":{}}"
            })
    void whatIsNotIsLeftToTheParser(String line) {
        byte[] bytes = utf8(line);
        assertEquals(PlainObjects.NONE, plain().read(bytes, 0, bytes.length, new Row(2)));
    }

    /** No line is read otherwise than by the parser, and none that the parser refuses. */
    @Test
    void damagedLinesAreNeverReadOtherwise() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        byte[] letters = utf8("{}[]:,\"\\ \t\r01.-+eEnulltruefalse\u00e4ab");
        int read = 0;
        for (int trial = 0; trial < 200_000; trial++) {
            byte[] line = utf8(LINE);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int at = random.nextInt(line.length);
                byte letter = letters[random.nextInt(letters.length)];
                line = switch (random.nextInt(3)) {
                    case 0 -> with(line, at, 1, letter);
                    case 1 -> with(line, at, 0, letter);
                    default -> with(line, at, 1);
                };
            }
            Row row = new Row(2);
            if (plain().read(line, 0, line.length, row) >= 0) {
                read++;
                assertEquals(parsed(line), fields(row), new String(line, StandardCharsets.UTF_8));
            }
        }
        assertTrue(read > 10_000, read + " lines were plain");
    }

    private static byte[] with(byte[] line, int at, int instead, byte... letters) {
        byte[] changed = Arrays.copyOf(line, line.length - instead + letters.length);
        System.arraycopy(letters, 0, changed, at, letters.length);
        System.arraycopy(line, at + instead, changed, at + letters.length, line.length - at - instead);
        return changed;
    }

    /** A line ends at its line break, and what lies behind the end is not looked at. */
    @Test
    void theEndIsTold() {
        byte[] bytes = utf8(LINE + " \n" + LINE + LINE);
        int second = LINE.length() + 2;
        Row row = new Row(2);
        assertEquals(LINE.length() + 1, plain().read(bytes, 0, bytes.length, row));
        assertEquals(List.of("text falsex y", "bare false-12.50"), fields(row));
        assertEquals(PlainObjects.NONE, plain().read(bytes, second, bytes.length, row), "two objects on a line");
        assertEquals(second + LINE.length(), plain().read(bytes, second, second + LINE.length(), row));
        assertEquals(PlainObjects.NONE, plain().read(bytes, second, second + LINE.length() - 1, row));
        assertEquals(PlainObjects.NONE, plain().read(utf8("{\"a\": \"x\ny\"}"), 0, 12, row), "a break within");
    }

    @Test
    void whereFewLinesArePlainNoneIsTriedAnyMore() {
        PlainObjects plain = plain();
        byte[] bytes = utf8(LINE);
        Row row = new Row(2);
        for (int k = 0; k < 100; k++) {
            assertEquals(PlainObjects.NONE, plain.read(bytes, 0, 5, row));
        }
        assertEquals(PlainObjects.NONE, plain.read(bytes, 0, bytes.length, row));
    }

    @Test
    void keysWithMeaningsOfTheirOwnAreLeftToTheParser() {
        PlainObjects plain = new PlainObjects(List.of("a\"b"), key -> 0);
        byte[] bytes = utf8("{\"a\"b\": 1}");
        assertEquals(PlainObjects.NONE, plain.read(bytes, 0, bytes.length, new Row(1)));
    }
}
