package org.teeter.tabular.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.tabular.row.Row;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

class VisibleTest {

    @Test
    void whatIsSeenStays() {
        String plain = "naïve 日本 🦙 e\u0301 C:\\x עברית العربية \u00a0";
        assertSame(plain, Visible.of(plain));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x0, 0x7, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E,
                0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2065, 0x2066, 0x2069, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9,
                0xD800, 0xFFFF, 0x1D173, 0xE0001, 0xE0041, 0xE0100, 0xE0FFF, 0x10FFFF
            })
    void whatIsNotSeenIsWrittenAsItsCode(int c) throws Exception {
        String text = "a" + new String(Character.toChars(c)) + "b";
        assertEquals("a\\u" + (c > 0xFFFF ? "{%x}" : "%04x").formatted(c) + "b", Visible.of(text));
        if (c >= ' ' && c != 0x7F && c != 0xD800) {
            String json = Visible.json("\"" + text + "\"");
            assertFalse(json.codePoints().anyMatch(Visible::isHidden));
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            try (JsonParser parser = Row.parser(bytes)) {
                assertEquals(JsonToken.VALUE_STRING, parser.nextToken());
                assertEquals(text, parser.getString());
            }
        }
    }

    @Test
    void lineEndsAreWrittenAsInJava() {
        assertEquals("a\\nb\\r\\tc", Visible.of("a\nb\r\tc"));
        assertEquals("{\n\t\"a\": 1\r\n}", Visible.json("{\n\t\"a\": 1\r\n}"));
    }

    @Test
    void columnsAreThoseOfATerminal() {
        assertEquals(3, Visible.width("abc"));
        assertEquals(4, Visible.width("日本"));
        assertEquals(4, Visible.width("한글"));
        assertEquals(2, Visible.width("🦙"));
        assertEquals(1, Visible.width("e\u0301\u0302"));
        assertEquals(2, Visible.width("\uFF21"));
        assertEquals("日本  |", Visible.padded("日本", 6) + "|");
        assertEquals("日…", Visible.shortened("日本語", 4));
        assertEquals("日本", Visible.shortened("日本", 4));
        assertEquals("ab…", Visible.shortened("abcd", 3));
    }

    /** Whatever name or value stands in it. */
    @Test
    void aRefusalIsOneLineOfWhatIsSeen() {
        assertEquals(
                "votes.csv:2: the key \\u202ea\\nb is missing",
                String.valueOf(InputException.at(Path.of("votes.csv"), 2, "the key \u202ea\nb is missing")
                        .getMessage()));
    }
}
