package org.teeter.chat.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Snippets of templates against jinja2 3.1.6 as transformers 5.23.0 sets it up (golden/jinja_language.py). */
class LanguageTest {
    private static final Path CASES = Path.of(System.getProperty(
            "teeter.templates", "src/test/resources/org/teeter/chat/fixtures/templates/language.json"));

    private static String rendered(String source, JsonNode messages) {
        List<Map<String, String>> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            Map<String, String> turn = new LinkedHashMap<>();
            turn.put("role", message.get("role").stringValue());
            turn.put("content", message.get("content").stringValue());
            turns.add(turn);
        }
        Map<String, @org.jspecify.annotations.Nullable Object> variables = new LinkedHashMap<>();
        variables.put("messages", turns);
        variables.put("tools", null);
        variables.put("documents", null);
        variables.put("add_generation_prompt", true);
        variables.put("bos_token", "<s>");
        variables.put("eos_token", "</s>");
        variables.put("unk_token", "<unk>");
        return Template.of(source).render(variables);
    }

    /** What is rendered is what Jinja renders; what Jinja refuses is refused; and nothing else is but what is not supported. */
    @Test
    void templatesMeanWhatTheyMeanInJinja() throws IOException {
        JsonNode cases = JsonMapper.shared().readTree(CASES.toFile());
        int same = 0;
        Set<String> refused = new TreeSet<>();
        for (JsonNode one : cases.get("cases")) {
            String name = one.get("name").stringValue();
            String source = cases.get("templates").get(name).stringValue();
            if (one.has("error")) {
                assertThrows(TemplateException.class, () -> rendered(source, one.get("messages")), source);
                continue;
            }
            try {
                assertEquals(one.get("text").stringValue(), rendered(source, one.get("messages")), source);
                same++;
            } catch (TemplateException e) {
                refused.add(name);
            }
        }
        if (System.getProperty("teeter.templates") == null) {
            assertTrue(same > 200, same + " alike");
            assertEquals(
                    new TreeSet<>(Set.of(
                            "attr",
                            "autoescape",
                            "batch",
                            "callable",
                            "callblock",
                            "class",
                            "dictfilter",
                            "escape",
                            "filtertest",
                            "format",
                            "groupby",
                            "intdict",
                            "numbers",
                            "odd",
                            "sameas",
                            "slicefilter",
                            "sort",
                            "strftime",
                            "striptags",
                            "strmethods",
                            "strmul",
                            "trimindent",
                            "urlencode")),
                    refused);
        }
    }

    @Test
    void refusalsNameTheLine() {
        TemplateException e = assertThrows(
                TemplateException.class,
                () -> Template.of("a\n{% if x %}\n{{ x.y.z }}\n{% endif %}").render(Map.of("x", "text")));
        assertEquals(3, e.line());
        assertEquals("a text has no attribute 'y'", e.getMessage());
        e = assertThrows(TemplateException.class, () -> Template.of("\n\n{{ 'a' | nothing }}"));
        assertEquals(3, e.line());
        assertEquals("the filter 'nothing' is not known", e.getMessage());
        e = assertThrows(
                TemplateException.class,
                () -> Template.of("{{ [2, 1] | sort }}").render(Map.of()));
        assertEquals("the filter 'sort' is not supported", e.getMessage());
        e = assertThrows(
                TemplateException.class, () -> Template.of("{{ 1 is odd }}").render(Map.of()));
        assertEquals("the test 'odd' is not supported", e.getMessage());
    }

    /** Whatever a template does, it ends soon, with an error that is no exhausted stack or memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% set s = 'x' * 4000000 %}{% for a in range(90000) %}{% set c = s[a] %}{% endfor %}",
                "{% set s = 'x' * 4000000 %}{% for a in range(90000) %}{% set c = s.strip('y') %}{% endfor %}",
                "{% set s = 'x' * 4000000 %}{% for a in range(90000) %}{% set c = s | length %}{% endfor %}",
                "{% set s = 'x' * 4000000 %}{% for a in range(90000) %}{% set c = 'y' in s %}{% endfor %}",
                "{% set ns = namespace(s='xxxxxxxx') %}{% for a in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                "{% set ns = namespace(s=[1]) %}{% for a in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
                "{% set ns = namespace(s=[1]) %}{% for a in range(60) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}",
                "{% set ns = namespace(s=[1]) %}{% for a in range(60) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s == ns.s + [] }}"
                        + "{{ ns.s | tojson }}",
                "{% set ns = namespace(s=[]) %}{% for a in range(5000) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s | tojson }}",
                "{% set ns = namespace(s='x') %}{% for a in range(90000) %}{% set ns.s = ns.s ~ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}"
                        + "{% endfor %}",
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
                "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
                "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
                "{% for a in 'x' * 4000000 %}{% for b in 'x' * 4000000 %}{% endfor %}{% endfor %}",
                "{{ 'x' * 9223372036854775807 }}",
                "{{ 9223372036854775807 + 1 }}",
                "{{ 10 ** 100 }}",
                "{{ 'ab' | replace('a', 'x' * 3000000) | replace('x', 'x' * 3000000) }}",
                "{{ 1 % 0 }}",
            })
    void workIsBounded(String source) {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> assertThrows(
                        TemplateException.class, () -> Template.of(source).render(Map.of()), source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{'a':",
                "not ",
                "-",
                "x if x else ",
                "{% if x %}",
                "{% for x in x %}",
                "a.b(",
                "'a' ~ ("
            })
    void depthIsBounded(String part) {
        String source = part.startsWith("{%") ? part.repeat(20_000) : "{{ " + part.repeat(20_000);
        assertThrows(TemplateException.class, () -> Template.of(source));
    }

    @Test
    void longChainsAreNotDeep() {
        assertEquals(
                "1".repeat(5_000),
                Template.of("{{ '1'" + " ~ '1'".repeat(4_999) + " }}").render(Map.of()));
        TemplateException e = assertThrows(
                TemplateException.class,
                () -> Template.of("{{ 1" + " + 1".repeat(200_000) + " }}").render(Map.of()));
        assertTrue(String.valueOf(e.getMessage()).contains("too deeply"), e.getMessage());
    }
}
