package org.teeter.lm.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.teeter.chat.Message;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.row.BadRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The fields of one row, taken out with their checks. A field that is null is as good as none.
 *
 * @param words the columns that an example needs
 * @param columns those that the file has
 */
record Fields(ObjectNode row, String words, Set<String> columns) {
    private static final Set<String> READ = Set.of("role", "content", "from", "value");

    /** What a prompt or an answer holds: a text, or messages. */
    record Value(String column, JsonNode node) {

        boolean isText() {
            return node.isString();
        }

        String text() throws BadRow {
            String text = node.stringValue();
            int half = halfOfPair(text);
            if (half >= 0) {
                throw new BadRow(column + " holds half of a surrogate pair at character " + (half + 1)
                        + ", which is no text; write the file again from its source");
            }
            return text;
        }

        List<Message> messages() throws BadRow {
            if (!(node instanceof ArrayNode list) || list.isEmpty()) {
                throw new BadRow(
                        column + " must be a list of messages {\"role\": …, \"content\": …}, got " + kind(node));
            }
            List<Message> messages = new ArrayList<>();
            for (JsonNode message : list) {
                messages.add(message(message));
            }
            return messages;
        }

        private Message message(JsonNode message) throws BadRow {
            boolean shared = message.has("from") && !message.has("role"); // as ShareGPT has them
            JsonNode role = shared ? speaker(message.path("from")) : message.path("role");
            JsonNode content = ofParts(message.path(shared ? "value" : "content"));
            if (!role.isString() || role.stringValue().isBlank() || !content.isString()) {
                throw new BadRow("each message of " + column + " must have a role and a content that are text, got "
                        + (message.isObject() ? kind(role) + " and " + kind(content) : kind(message)));
            }
            if (!message.path("tool_calls").isEmpty()) {
                throw new BadRow(column + " calls tools, which no model here is given; leave such rows out");
            }
            return new Message(new Value(column, role).text(), new Value(column, content).text());
        }

        /** A text in parts of the type text, one after the other, as chat templates write them. */
        private static JsonNode ofParts(JsonNode content) {
            StringBuilder text = new StringBuilder();
            for (JsonNode part : content) {
                JsonNode words = part.path("text");
                if (!content.isArray() || !"text".equals(part.path("type").asString("")) || !words.isString()) {
                    return content;
                }
                text.append(words.stringValue());
            }
            return content.isEmpty() ? content : StringNode.valueOf(text.toString());
        }

        /** The role of who speaks in ShareGPT's words. */
        private static JsonNode speaker(JsonNode from) {
            if (!from.isString()) {
                return from;
            }
            return StringNode.valueOf(
                    switch (from.stringValue().toLowerCase(Locale.ROOT)) {
                        case "human", "user" -> "user";
                        case "gpt", "chatgpt", "bing", "bard", "assistant", "model" -> "assistant";
                        default -> from.stringValue();
                    });
        }

        /** The answer to a prompt, whose form it must have. */
        String completionTo(Prompt prompt) throws BadRow {
            if (prompt instanceof Prompt.Plain) {
                if (!isText()) {
                    throw new BadRow("prompt is a text, so " + column + " must be one too, got " + kind(node)
                            + "; where " + column + " repeats the prompt, drop the column prompt");
                }
                return text();
            }
            return isText() ? text() : answer(column, messages()); // a text is what the assistant says next
        }

        static String answer(String column, List<Message> messages) throws BadRow {
            if (messages.size() != 1 || !messages.get(0).role().equals("assistant")) {
                throw new BadRow(column + " must be one message of the assistant beyond the prompt, got "
                        + messages.stream().map(Message::role).toList()
                        + "; where it repeats the prompt, drop the column prompt");
            }
            return messages.get(0).content();
        }
    }

    /** What messages hold beside their role and content, such as a reasoning, and nobody reads. */
    Set<String> passedOver() {
        Set<String> names = new TreeSet<>();
        for (JsonNode field : row) {
            for (JsonNode message : field.path("messages").isArray() ? field.path("messages") : field) {
                boolean isMessage = message.has("role") || message.has("from");
                message.forEachEntry((name, value) -> {
                    if (isMessage && !READ.contains(name) && !value.isNull() && !isNothing(value)) {
                        names.add(name);
                    }
                });
            }
        }
        return names;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isContainer()
                ? value.isEmpty()
                : value.isString() && value.stringValue().isEmpty();
    }

    boolean has(String column) {
        return !node(column).isNull() && !node(column).isMissingNode();
    }

    JsonNode node(String column) {
        return row.path(column);
    }

    Value value(String column) throws BadRow {
        if (!has(column)) {
            throw new BadRow(column + " is missing; needed are " + words + ", got " + columns
                    + (columns.contains(column) ? "" : ExampleKind.otherwise(columns)));
        }
        JsonNode node = list(node(column));
        if (!node.isString() && !node.isArray()) {
            throw new BadRow(column + " must be a text or a list of messages, got " + kind(node));
        }
        return new Value(column, node);
    }

    /** A message by itself is a list of one, as LLaMA-Factory has the chosen and the rejected answer; OpenAI has an object around messages. */
    private static JsonNode list(JsonNode node) throws BadRow {
        if (node.isObject() && node.path("messages").isArray()) {
            requireNoTools(node);
            return node.path("messages");
        }
        return node.has("from") || node.has("role")
                ? JsonNodeFactory.instance.arrayNode().add(node)
                : node;
    }

    /** The prompt, which must say something: the first token of an answer has no probability after nothing. */
    Prompt prompt() throws BadRow {
        requireNoTools(row);
        Value prompt = value("prompt");
        if (!prompt.isText()) {
            return new Prompt.Chat(prompt.messages());
        }
        if (prompt.text().isEmpty()) {
            throw new BadRow("prompt is empty; write what the answers answer");
        }
        return new Prompt.Plain(prompt.text());
    }

    private static void requireNoTools(JsonNode around) throws BadRow {
        if (!around.path("tools").isEmpty()) {
            throw new BadRow("tools are there, which no model here is given; leave such rows out");
        }
    }

    List<Value> list(String column) throws BadRow {
        List<Value> values = new ArrayList<>();
        for (JsonNode entry : value(column).node()) {
            if (!entry.isString() && !entry.isArray()) {
                throw new BadRow("each of " + column + " must be a text or a list of messages, got " + kind(entry));
            }
            values.add(new Value(column, entry));
        }
        return values;
    }

    List<Integer> wholeNumbers(String column) throws BadRow {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode entry : value(column).node()) {
            if (!entry.isNumber() || entry.doubleValue() != (int) entry.doubleValue()) { // 1.0 is 1
                throw new BadRow("each of " + column + " must be a whole number, 1 the best, got " + kind(entry));
            }
            numbers.add((int) entry.doubleValue());
        }
        return numbers;
    }

    boolean truth(String column) throws BadRow {
        JsonNode node = node(column);
        String word = node.isString() ? node.stringValue().strip().toLowerCase(Locale.ROOT) : "";
        boolean isTrue = (node.isBoolean() && node.booleanValue())
                || (node.isNumber() && node.doubleValue() == 1)
                || List.of("true", "1", "1.0").contains(word);
        boolean isFalse = (node.isBoolean() && !node.booleanValue())
                || (node.isNumber() && node.doubleValue() == 0)
                || List.of("false", "0", "0.0").contains(word);
        if (!isTrue && !isFalse) {
            throw new BadRow(column + " must be true or false, got " + kind(node));
        }
        return isTrue;
    }

    private static int halfOfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    private static String kind(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "nothing";
        }
        String shown = node.toString();
        String article = node.isArray() ? "a list" : node.isObject() ? "an object" : node.isString() ? "a text" : shown;
        return article.length() > 60 ? article.substring(0, 60) + "…" : article;
    }
}
