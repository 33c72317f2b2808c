package org.teeter.chat.jinja;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.testing.Fuzzing;

/** Templates made by the language's grammar, a third of them damaged then: each renders or is refused. */
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
        private static final List<String> TEXTS = List.of(
                "bos",
                "m.content",
                "messages[0].role",
                "'a'",
                "'ab\\n'",
                "''",
                "'a b' 'c'",
                "\"\u0390\"",
                "ns.v",
                "x",
                "loop.index|string");
        private static final List<String> NUMBERS = List.of(
                "1",
                "0",
                "-1",
                "2.5",
                "many",
                "9223372036854775807",
                "100000",
                "1e308",
                "loop.index",
                "messages|length",
                "true");
        private static final List<String> LISTS = List.of(
                "messages",
                "[]",
                "[1, 2]",
                "['b', 'A']",
                "()",
                "range(9)",
                "range(99999)",
                "messages[0].items()",
                "{'k': 1}",
                "'ab'");
        private static final List<String> OF_TEXT = List.of(
                "(T)|upper",
                "(T)|lower",
                "(T)|trim",
                "(T)|reverse",
                "(T)|string",
                "(T)|tojson",
                "(T)|title",
                "(T)|capitalize",
                "(T)|replace(T, T)",
                "(T).strip()",
                "(T).strip(T)",
                "(T).rstrip('a')",
                "(T).replace('a', T)",
                "(T).removeprefix(T)",
                "(T).join(L|map('string'))",
                "L|map('string')|join(T)",
                "(L)|tojson(indent=2)",
                "(L)|string",
                "(T) ~ (T)",
                "(T) + (T)",
                "(T) * (N)",
                "(T)[N:N]",
                "(T)[::-1]",
                "(T)[N]",
                "((T) if B else (T))",
                "(N)|string",
                "(B)|string",
                "(T)|default(T)",
                "(T)|map('map', 'upper')|list|string",
                "(L)|first|string",
                "f(T)|string",
                "{'k': T}.k",
                "(T).split(T)[0]",
                "(T)|default(f(T), true)");
        private static final List<String> OF_NUMBER = List.of(
                "(N) + (N)",
                "(N) - (N)",
                "(N) * (N)",
                "(N) // (N)",
                "(N) % (N)",
                "(N) ** (N)",
                "(N) / (N)",
                "-(N)",
                "(T)|length",
                "(L)|list|length",
                "(T).find(T)",
                "(T).count(T)",
                "(L)|map('string')|map('length')|first");
        private static final List<String> OF_LIST = List.of(
                "(L)|list",
                "(L)|list + [T]",
                "(L)|reverse|list",
                "(T).split()",
                "(T).split(T)",
                "(T).rsplit(T, 1)",
                "(T).splitlines()",
                "(T)|list",
                "[T, N, L]",
                "[L, L]",
                "{'k': L, 'l': T}",
                "(L)|list|batch(2)|list",
                "(L)|select('string')|list",
                "(L)|reject('none')|list",
                "messages|selectattr('role', 'eq', T)|list",
                "((L)|list)[N:N]",
                "range(N)",
                "messages|map(attribute='role')|list",
                "(T, T)",
                "{'k': T}.items()|list",
                "[T, T]|reverse|list");
        private static final List<String> OF_TRUTH = List.of(
                "B and B",
                "B or B",
                "not B",
                "(T) == (T)",
                "(L) == (L)",
                "(N) < (N)",
                "(T) <= (T)",
                "(T) in (T)",
                "(T) not in (L)",
                "(L) is defined",
                "(T) is string",
                "(T).startswith(T)",
                "(T).endswith((T, T))",
                "flag",
                "true");

        /** Needs no folder. */
        public Templates(Path folder) {}

        @Override
        public boolean isTaken(Random random) {
            String source = "{% set ns = namespace(v='a') %}{% set x = 'x' %}{% macro f(a) %}{{ a }}{% endmacro %}"
                    + "{% for m in messages %}" + block(random, random.nextInt(4)) + "{% endfor %}";
            if (random.nextInt(3) == 0) {
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
            StringBuilder block = new StringBuilder();
            for (int i = random.nextInt(3); i >= 0; i--) {
                block.append(statement(random, depth));
            }
            return block.toString();
        }

        private static String statement(Random random, int depth) {
            if (depth == 0) {
                return "{{ " + text(random, 1) + " }}";
            }
            return switch (random.nextInt(11)) {
                case 0 ->
                    "{% if " + filled("B", random, 2) + " %}" + block(random, depth - 1) + "{% else %}"
                            + block(random, depth - 1) + "{% endif %}";
                case 1, 2 ->
                    "{% for m in " + filled("(L)", random, 2) + " %}" + block(random, depth - 1) + "{% endfor %}";
                case 3 -> "{% set x = " + text(random, 3) + " %}";
                case 4 -> "{% set ns.v = " + text(random, 2) + " %}";
                case 5 ->
                    "{% set ns.v = " + one(random, List.of("ns.v ~ ns.v ~ 'b'", "[ns.v, x]", "ns.v|string")) + " %}";
                case 6 -> "{% macro f(x, m=1) %}" + block(random, depth - 1) + "{% endmacro %}";
                case 7 -> "{% set x %}" + block(random, depth - 1) + "{% endset %}";
                case 8 -> "{% filter upper|trim %}" + block(random, depth - 1) + "{% endfilter %}";
                case 9 -> " text\n";
                default -> "{{ " + filled(one(random, List.of("T", "N", "L", "B")), random, 3) + " }}";
            };
        }

        private static String text(Random random, int depth) {
            return filled("T", random, depth);
        }

        /** The letters T, N, L and B replaced by texts, numbers, lists and truth values, at times by another of these. */
        private static String filled(String form, Random random, int depth) {
            StringBuilder filled = new StringBuilder();
            for (int i = 0; i < form.length(); i++) {
                boolean alone = (i == 0 || !Character.isLetterOrDigit(form.charAt(i - 1)))
                        && (i + 1 == form.length() || !Character.isLetterOrDigit(form.charAt(i + 1)));
                int kind = alone ? "TNLB".indexOf(form.charAt(i)) : -1;
                if (kind < 0) {
                    filled.append(form.charAt(i));
                    continue;
                }
                int type = random.nextInt(40) == 0 ? random.nextInt(4) : kind;
                List<String> ends = List.of(
                                TEXTS, NUMBERS, LISTS, OF_TRUTH.subList(OF_TRUTH.size() - 2, OF_TRUTH.size()))
                        .get(type);
                List<String> forms =
                        List.of(OF_TEXT, OF_NUMBER, OF_LIST, OF_TRUTH).get(type);
                boolean end = depth == 0 || random.nextInt(3) == 0;
                filled.append('(')
                        .append(end ? one(random, ends) : filled(one(random, forms), random, depth - 1))
                        .append(')');
            }
            return filled.toString();
        }
    }
}
