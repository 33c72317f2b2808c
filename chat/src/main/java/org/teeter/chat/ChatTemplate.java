package org.teeter.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teeter.chat.jinja.Template;
import org.teeter.chat.jinja.TemplateException;

/**
 * The words that a model was taught to expect around the turns of a conversation, written in the Jinja language.
 *
 * <p>What it renders is byte for byte what Hugging Face's renderer does, with two exceptions, both on purpose: there is no clock, so a
 * template that asks for today's date gets what it falls back to; and what a template does is bounded, since it comes with a model
 * from anywhere. No tools and no documents are given to it. Texts of the conversation are never executed. Immutable.
 */
public final class ChatTemplate {
    private final Template template;
    private final Map<String, String> specialTokens;

    /**
     * A template.
     *
     * @param source what it is written as
     * @param specialTokens what it may call {@code bos_token}, {@code eos_token} and the like
     */
    public ChatTemplate(String source, Map<String, String> specialTokens) {
        try {
            this.template = Template.of(source);
        } catch (TemplateException e) {
            throw new IllegalArgumentException("the chat template cannot be used" + reason(e), e);
        }
        this.specialTokens = Map.copyOf(specialTokens);
    }

    /**
     * The conversation in the template's words.
     *
     * @param opening whether the opening of an answer follows, for a model to go on
     */
    public String render(List<Message> messages, boolean opening) {
        List<Map<String, String>> turns = new ArrayList<>();
        for (Message message : messages) {
            Map<String, String> turn = new LinkedHashMap<>();
            turn.put("role", message.role());
            turn.put("content", message.content());
            turns.add(turn);
        }
        Map<String, @Nullable Object> variables = new HashMap<>(specialTokens);
        variables.put("messages", turns);
        variables.put("tools", null);
        variables.put("documents", null);
        variables.put("add_generation_prompt", opening);
        try {
            return template.render(variables);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(
                    "the model's chat template does not take this conversation" + reason(e), e);
        }
    }

    private static String reason(TemplateException e) {
        return (e.line() > 0 ? " (line " + e.line() + "): " : ": ") + e.getMessage();
    }
}
