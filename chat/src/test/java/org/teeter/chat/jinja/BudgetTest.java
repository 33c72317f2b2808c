package org.teeter.chat.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a template does, it costs less than a second, little memory and half of a usual stack, or is refused in one line. */
class BudgetTest {
    private static final String LONG =
            "{% set s = 'a' * 200000 %}{% set t = 'a' * 100000 ~ 'b' %}{% for i in range(9999) %}";
    private static final String GROWING = "{% set ns = namespace(v=[]) %}{% for i in range(90000) %}";
    private static final long MOST_CPU = 2_000_000_000L; // in nanoseconds; a twentieth of it where the code is warm
    private static final long MOST_ALLOCATED = 320L << 20; // in bytes, all together, where the template itself has 1 MB

    /** Renders on a stack of half the usual size, and checks what it costs. */
    private static String outcome(String source) throws InterruptedException {
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                        long id = Thread.currentThread().getId();
                        long allocated = bean.getThreadAllocatedBytes(id);
                        String result;
                        try {
                            result = "rendered: " + Template.of(source).render(Map.of());
                        } catch (TemplateException e) {
                            result = e.line() + ": " + e.getMessage();
                        }
                        assertTrue(bean.getThreadAllocatedBytes(id) - allocated < MOST_ALLOCATED, "allocated");
                        assertTrue(bean.getCurrentThreadCpuTime() < MOST_CPU, "time");
                        outcome.set(result);
                    } catch (Throwable e) {
                        outcome.set(e);
                    }
                },
                "template",
                512 << 10);
        thread.start();
        thread.join(30_000);
        Object result = outcome.get();
        assertNotNull(result, "no end");
        if (result instanceof Throwable e) {
            throw new AssertionError(source.substring(0, Math.min(200, source.length())), e);
        }
        return (String) result;
    }

    private static void assertRefused(String source) throws InterruptedException {
        String outcome = outcome(source);
        assertFalse(outcome.startsWith("rendered: "), () -> source.substring(0, Math.min(200, source.length())));
        assertTrue(outcome.length() < 500 && outcome.lines().count() == 1, outcome);
    }

    static Stream<String> expensive() {
        List<String> all = new ArrayList<>(List.of(
                "{% for i in range(60000) %}{% if range(100000) %}{% endif %}{% endfor %}",
                "{{ 'x'*4000000 }}",
                "{{ ('\u0390'*200000)|upper }}",
                "{{ ('\u0130'*200000)|lower }}",
                "{% for i in range(1000000) %}{% endfor %}",
                "{% for i in 'a'*200000 %}{% for i in 'a'*200000 %}{% endfor %}{% endfor %}",
                "{% for i in range(90000) %}{% for j in range(90000) if false %}{% endfor %}{% endfor %}",
                "{% macro f(n) %}{{ f(n-1) ~ f(n-1) if n else '' }}{% endmacro %}{{ f(60) }}",
                "{% macro f(n) %}{{ f(n+1) }}{% endmacro %}{{ f(0) }}",
                "{% set ns = namespace(s='ab') %}{% for i in range(64) %}{% set ns.s = ns.s.replace('a','aaaa') %}{% endfor %}",
                "{{ 'a'|map('map'" + ",'map'".repeat(50_000) + ",'upper')|list }}",
                "{{ " + "1_".repeat(100_000) + "1 }}",
                "{{ 1e999 }}",
                "{{ raise_exception('a\nb\u001b[31m' ~ 'x' * 10000) }}",
                "{{ x." + "a".repeat(100_000) + ".b }}",
                "{{ [1].99999999999999999999 }}"));
        for (String made : List.of(
                "ns.v + [i]",
                "[ns.v, 'a' * 1000]",
                "ns.v ~ 'a' * 1000",
                "{'a': ns.v}",
                "[ns.v, x, x, x, x, x, x]",
                "[ns.v, range(9)]",
                "[ns.v, {}.items(), dict(a=i), namespace(b=i)]",
                "[ns.v, 'abcdef'[1:], 'abcdef'|list, 'a b'.split()]")) {
            all.add(GROWING + "{% set ns.v = " + made + " %}{% endfor %}");
        }
        for (String used : List.of(
                "t in s",
                "s.replace(t, '')",
                "s|replace(t, '')",
                "s.split(t)",
                "s.rsplit(t)",
                "s.find(t)",
                "s.count(t)",
                "s.count('a')",
                "s.strip(t)",
                "s|trim(t)",
                "s.startswith((t, t, s))",
                "s.removeprefix(t)",
                "s == s ~ ''",
                "s < s ~ ''",
                "s[::-1]",
                "s[1:]",
                "s[199999]",
                "s|title",
                "s|upper",
                "s.capitalize()",
                "s|list",
                "s|reverse",
                "s|length",
                "s|tojson",
                "s|tojson(indent=16)",
                "[s]|string",
                "[s]|join(s)",
                "s.splitlines()",
                "s.split()",
                "{}[s ~ '']",
                "[[1]]|map(attribute=s)|list",
                "range(20000)|map('string')|join(',')",
                "range(20000)|select('gt', 1)|list|reverse|list",
                "range(20000) == range(20000)",
                "-1 in range(20000)",
                "{'a': 1}|items|list")) {
            all.add(LONG + "{% for j in range(9999) %}{% set x = " + used + " %}{% endfor %}{% endfor %}");
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource
    void expensive(String source) throws InterruptedException {
        assertRefused(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".upper()",
                "|upper",
                "[0]",
                "[0:]",
                ".y",
                "()",
                " and 1",
                " or 1",
                " + 1",
                " - 1",
                " * 1",
                " % 7",
                " ** 1",
                " if 1",
                " if 1 else 1",
                " is defined"
            })
    void chains(String link) throws InterruptedException {
        assertRefused("{{ 1" + link.repeat(100_000) + " }}");
        assertRefused("a\n{% if 1" + link.repeat(3_000) + " %}{% endif %}");
    }

    /** What is between two of them is nested. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ (|) }}",
                "{{ [|] }}",
                "{{ {1:|} }}",
                "{{ 1 + (|) }}",
                "{{ -| }}",
                "{{ not | }}",
                "{{ x[|] }}",
                "{{ x(|) }}",
                "{{ x|default(|) }}",
                "{% if 1 %}|{% endif %}",
                "{% if 1 %}{% else %}|{% endif %}",
                "{% if 1 %}{% elif 1 %}|{% endif %}",
                "{% for x in 'a' %}|{% endfor %}",
                "{% macro f() %}|{% endmacro %}",
                "{% set x %}|{% endset %}",
                "{% with x = 1 %}|{% endwith %}",
                "{% filter upper %}|{% endfilter %}",
                "{% generation %}|{% endgeneration %}",
                "{% for (|) in x %}{% endfor %}"
            })
    void nests(String nest) throws InterruptedException {
        boolean code = nest.startsWith("{{") || nest.contains("(|)");
        String inside = code ? nest.substring(3, nest.lastIndexOf(nest.startsWith("{{") ? " }}" : " in x")) : nest;
        int at = inside.lastIndexOf('|');
        String before = inside.substring(0, at).replace("for ", "");
        String after = inside.substring(at + 1);
        String source = before.repeat(20_000) + (code ? "1" : "") + after.repeat(20_000);
        assertRefused(
                !code ? source : nest.startsWith("{{") ? "{{ " + source + " }}" : "{% for " + source + " in x %}");
    }

    @Test
    void refusalsNameTheirPlaceAndTheBound() throws InterruptedException {
        assertEquals(
                "3: the template makes a text of more than 262144 characters, the most that it may make for this"
                        + " conversation",
                outcome("a\n\n{{ 'x'*4000000 }}"));
        assertEquals(
                "2: the template makes values of more than 67108864 bytes; it may not",
                outcome("\n{% for i in range(9999) %}{% set x = 'a' * 200000 %}{% endfor %}"));
        assertEquals(
                "1: the template takes more than 1000000 steps; it may not",
                outcome("{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}"));
        assertEquals(
                "2: the template nests or chains its parts, calls itself, or nests values too deeply: more than 400 deep",
                outcome("\n{{ 'x'" + ".upper()".repeat(1_000) + " }}"));
    }

    /** The bounds grow with what is rendered: what a template of a published model does costs a small part of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200, 2_000})
    void longConversationsAreRendered(int turns) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            messages.add(Map.of("role", i % 2 == 0 ? "user" : "assistant", "content", "a word</think> ".repeat(350)));
        }
        String heavy = "{% set ns = namespace(last=0, text='') %}{% for m in messages[::-1] %}"
                + "{% if m.role == 'user' and not m.content.startswith('<tool>') %}{% set ns.last = loop.index0 %}{% endif %}"
                + "{% endfor %}{% for m in messages %}{% set c = m.content %}{% if '</think>' in c %}"
                + "{% set r = c.split('</think>')[0].rstrip('\n').split('<think>')[-1].lstrip('\n') %}"
                + "{% set c = c.split('</think>')[-1].lstrip('\n') %}{% endif %}"
                + "{{ '<|im_start|>' + m.role + '\n' + m.content.strip() | trim + c + '<|im_end|>' + '\n' }}{% endfor %}";
        String rendered = Template.of(heavy).render(Map.of("messages", messages));
        assertTrue(rendered.length() > turns * 5_000, rendered.length() + " characters");
        String often = heavy.replace(
                "{{ '", "{% for i in range(9) %}{% set x = c.strip() %}{% set x = m.content | trim %}{% endfor %}{{ '");
        assertEquals(rendered, Template.of(often).render(Map.of("messages", messages)));
    }
}
