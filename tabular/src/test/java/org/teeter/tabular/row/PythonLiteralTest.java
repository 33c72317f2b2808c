package org.teeter.tabular.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {

    static Stream<Arguments> lists() {
        return Stream.of(
                arguments("['a', \"b's\", None]", "[\"a\",\"b's\",null]"),
                arguments("('a', 'b',)", "[\"a\",\"b\"]"),
                arguments("['a', 'b', ]", "[\"a\",\"b\"]"),
                arguments("[{'role': 'user', 'n': -1.5}]", "[{\"role\":\"user\",\"n\":-1.5}]"),
                arguments("[{'role': 'user'}\n {'role': 'tool'}]", "[{\"role\":\"user\"},{\"role\":\"tool\"}]"),
                arguments("['a' 'b'\n 'c']", "[\"a\",\"b\",\"c\"]"),
                arguments("['say \\'\"\\'\\n', '\\x41\\u00e9']", "[\"say '\\\"'\\u000a\",\"Aé\"]"),
                arguments("[True, False]", "[true,false]"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void isWrittenAsJson(String python, String json) {
        assertEquals(Optional.of(json), PythonLiteral.json(python));
    }

    @ParameterizedTest
    @ValueSource(strings = {"['a", "[a]", "['\\q']", "['\\xzz']", "['\\U00110000']", "['\\Uffffffff']", ""})
    void whatIsNoneIsNone(String text) {
        assertEquals(Optional.empty(), PythonLiteral.json(text));
    }

    /** A conversation has a megabyte of text, and a million escapes if need be. */
    @Test
    void longTextsAreNoDeepOnes() {
        String text = "it\\'s ".repeat(200_000);
        assertEquals(Optional.of("[\"" + "it's ".repeat(200_000) + "\"]"), PythonLiteral.json(" ['" + text + "']"));
        assertEquals(
                Optional.of("[" + "1,".repeat(199_999) + "1]"),
                PythonLiteral.json("[" + "1, ".repeat(200_000) + "]\n"));
    }
}
