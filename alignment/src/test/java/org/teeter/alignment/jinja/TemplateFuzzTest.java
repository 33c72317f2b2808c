package org.teeter.alignment.jinja;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.alignment.Fuzzing;

/** Templates made by the language's grammar, half of them damaged then: each renders or is refused. */
@Tag("slow")
class TemplateFuzzTest {

    @Test
    void templatesAreRenderedOrRefused(@TempDir Path folder) throws IOException, InterruptedException {
        Fuzzing.run(Templates.class, folder);
    }

    /** For the other process. */
    public static final class Templates implements Fuzzing.Input {
        private static final Map<String, Object> VARIABLES = Map.of(
                "messages",
                List.of(
                        Map.of("role", "user", "content", "a \ud83d\ude42 ΑΣ\n\u0130ß</think> b"),
                        Map.of("role", "assistant", "content", "'x' \"y\"\\ \u0000")),
                "bos",
                "<s>",
                "flag",
                true,
                "many",
                7L);
        private static final List<String> PIECES = List.of(
                "{{",
                "}}",
                "{%",
                "%}",
                "{#",
                "#}",
                "-%}",
                "{%-",
                "'",
                "\"",
                "\\",
                "\n",
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                "|",
                ".",
                ",",
                ":",
                "~",
                "**",
                "//",
                "not ",
                " is ",
                " in ",
                " if ",
                " else ",
                "9999999999999999999",
                "1e999",
                "0",
                "é",
                "{% endif %}",
                "{% endfor %}",
                "{% else %}",
                "{% raw %}",
                "{% endraw %}",
                "{% break %}",
                "|map('map','upper')");
        private static final List<String> NAMES =
                List.of("messages", "bos", "flag", "many", "ns", "m", "x", "f", "loop", "range");
        private static final List<String> CONSTANTS = List.of(
                "1",
                "0",
                "-1",
                "2.5",
                "'a'",
                "'ab\\n'",
                "''",
                "true",
                "none",
                "9223372036854775807",
                "100000",
                "'a b' 'c'",
                "1e308",
                "\"\u0390\"",
                "[]",
                "{}",
                "()");
        private static final List<String> FILTERS = List.of(
                "upper",
                "lower",
                "trim",
                "length",
                "list",
                "first",
                "last",
                "reverse",
                "items",
                "unique",
                "max",
                "min",
                "abs",
                "int",
                "float",
                "string",
                "tojson",
                "title",
                "capitalize",
                "sort",
                "sum",
                "join(',')",
                "join",
                "indent(3)",
                "indent(99999)",
                "replace('a','aaaa')",
                "map('upper')",
                "map(attribute='role')",
                "select('string')",
                "selectattr('role','eq','user')",
                "reject('none')",
                "default('d')",
                "tojson(indent=2)",
                "batch(2)",
                "map('map','map')");
        private static final List<String> METHODS = List.of(
                "upper()",
                "lower()",
                "strip()",
                "strip('a')",
                "lstrip()",
                "rstrip('a\\n')",
                "split()",
                "split('a')",
                "rsplit('a',1)",
                "splitlines()",
                "startswith('a')",
                "endswith(('a','b'))",
                "replace('a','bb')",
                "find('a')",
                "count('a')",
                "join(['a','b'])",
                "items()",
                "keys()",
                "values()",
                "get('role')",
                "removeprefix('a')",
                "capitalize()",
                "append(1)");
        private static final List<String> OPERATORS = List.of(
                "+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and",
                "or");
        private static final List<String> TESTS = List.of(
                "defined",
                "undefined",
                "string",
                "none",
                "mapping",
                "iterable",
                "number",
                "odd",
                "even",
                "in messages",
                "eq 1",
                "divisibleby 3",
                "upper",
                "lower",
                "true",
                "sameas none",
                "callable",
                "sequence");

        /** Needs no folder. */
        public Templates(Path folder) {}

        @Override
        public boolean isTaken(Random random) {
            String source = block(random, 4);
            if (random.nextBoolean()) {
                source = new String(
                        Fuzzing.changed(source.getBytes(StandardCharsets.UTF_8), random, PIECES),
                        StandardCharsets.UTF_8);
            }
            try {
                Template.of(source).render(VARIABLES);
                return true;
            } catch (TemplateException e) {
                return Fuzzing.refused(e, TemplateException.class);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(source, e);
            }
        }

        private static String one(Random random, List<String> of) {
            return of.get(random.nextInt(of.size()));
        }

        private static String block(Random random, int depth) {
            StringBuilder block = new StringBuilder("{% set ns = namespace(v='a') %}".repeat(depth == 4 ? 1 : 0));
            for (int i = random.nextInt(4); i >= 0; i--) {
                block.append(statement(random, depth));
            }
            return block.toString();
        }

        private static String statement(Random random, int depth) {
            String value = expression(random, depth);
            if (depth == 0) {
                return "{{ " + value + " }}";
            }
            return switch (random.nextInt(10)) {
                case 0 ->
                    "{% if " + value + " %}" + block(random, depth - 1) + "{% else %}" + block(random, depth - 1)
                            + "{% endif %}";
                case 1, 2 ->
                    "{% for m in " + (random.nextBoolean() ? value : "range(" + random.nextInt(100_000) + ")") + " %}"
                            + block(random, depth - 1) + "{% endfor %}";
                case 3 -> "{% set x = " + value + " %}";
                case 4 ->
                    "{% set ns.v = " + (random.nextBoolean() ? "ns.v ~ ns.v ~ 'b'" : "[ns.v, " + value + "]") + " %}";
                case 5 -> "{% macro f(x, m=1) %}" + block(random, depth - 1) + "{% endmacro %}";
                case 6 -> "{% set x %}" + block(random, depth - 1) + "{% endset %}";
                case 7 -> "{% filter " + one(random, FILTERS) + " %}" + block(random, depth - 1) + "{% endfilter %}";
                case 8 -> " text\n";
                default -> "{{ " + value + " }}";
            };
        }

        private static String expression(Random random, int depth) {
            if (depth == 0) {
                return random.nextBoolean() ? one(random, NAMES) : one(random, CONSTANTS);
            }
            String a = expression(random, depth - 1);
            return switch (random.nextInt(13)) {
                case 0, 1 -> a + " " + one(random, OPERATORS) + " " + expression(random, depth - 1);
                case 2, 3 -> "(" + a + ")|" + one(random, FILTERS);
                case 4 -> "(" + a + ")." + one(random, METHODS);
                case 5 -> "(" + a + ") is " + one(random, TESTS);
                case 6 -> a + "[" + expression(random, depth - 1) + "]";
                case 7 ->
                    a + "[" + expression(random, 0) + ":" + expression(random, 0) + ":" + one(random, CONSTANTS) + "]";
                case 8 -> "[" + a + ", " + expression(random, depth - 1) + "]";
                case 9 -> "{'k': " + a + ", 'l': " + expression(random, depth - 1) + "}";
                case 10 -> a + " if " + expression(random, depth - 1) + " else " + one(random, NAMES);
                case 11 -> one(random, NAMES) + "(" + a + ")";
                default -> one(random, List.of("not ", "-", "", a + ".role, ")) + a;
            };
        }
    }
}
