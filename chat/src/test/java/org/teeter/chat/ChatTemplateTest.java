package org.teeter.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Templates in the manner of the supported models against transformers 5.23.0 (golden/tokenizers_and_templates.py). */
class ChatTemplateTest {
    private static final Map<String, String> SPECIAL =
            Map.of("bos_token", "<s>", "eos_token", "</s>", "unk_token", "<unk>");
    private static final List<Message> QUESTION = List.of(new Message("user", "a dog or a cat?"));

    @Test
    void textsAndRefusalsAreThoseOfTransformers() throws IOException {
        JsonNode expected = JsonMapper.shared()
                .readTree(Path.of("src/test/resources/org/teeter/chat/fixtures/templates/expected.json")
                        .toFile());
        int rendered = 0;
        int refused = 0;
        for (JsonNode one : expected.get("cases")) {
            String name = one.get("template").stringValue();
            ChatTemplate template =
                    new ChatTemplate(expected.get("templates").get(name).stringValue(), SPECIAL);
            List<Message> messages = new ArrayList<>();
            one.get("messages")
                    .forEach(m -> messages.add(new Message(
                            m.get("role").stringValue(), m.get("content").stringValue())));
            boolean opening = one.get("opening").booleanValue();
            if (one.has("text")) {
                assertEquals(one.get("text").stringValue(), template.render(messages, opening), name + messages);
                rendered++;
            } else {
                IllegalArgumentException e =
                        assertThrows(IllegalArgumentException.class, () -> template.render(messages, opening));
                String reason = one.get("error").stringValue();
                assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage() + " for " + reason);
                refused++;
            }
        }
        assertEquals(90, rendered + refused);
        assertTrue(refused >= 6, refused + " refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for m in messages %}{{ m.content }}",
                "{{ nothing.like | this }}",
                "{{ bos_token | this }}",
                "{{ bos_token is this }}",
                "{{ this(bos_token) }}",
                "{% if this(bos_token) %}{% endif %}",
                "{{ raise_exception('no') }}",
                "{% include 'etc/passwd' %}",
                "{% import 'x' as y %}",
                "{% unknown %}",
                "{{ messages.getClass().forName('java.lang.Runtime') }}",
                "{{ ''.getClass() }}",
                "{{ bos_token + }}",
            })
    void errorsFail(String source) {
        assertThrows(
                IllegalArgumentException.class, () -> new ChatTemplate(source, SPECIAL).render(QUESTION, true), source);
    }

    @Test
    void templateCannotReachTheRenderer() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ChatTemplate("{{ ____int3rpr3t3r____.config }}", SPECIAL).render(QUESTION, true));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ChatTemplate("{% set x = '____int3' ~ 'rpr3t3r____' %}{{ x | render }}", SPECIAL)
                        .render(QUESTION, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% set x = 1 %}{% endfor %}"
                        + "{% endfor %}{% endfor %}",
                "{% for a in range(1000) %}{% for b in range(1000) %}xxxxxxxxxxxxxxxx{% endfor %}{% endfor %}",
                "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
                "{{ 'x' * 1000000000 }}",
                "{% set n = namespace(s='xx') %}{% for a in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}{{ n.s }}",
                "{% for a in range(1000000000) %}{{ a }}{% endfor %}{{ raise_exception('short') }}",
            })
    void workIsBounded(String source) {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> assertThrows(
                        IllegalArgumentException.class,
                        () -> new ChatTemplate(source, SPECIAL).render(QUESTION, true),
                        source));
    }
}
