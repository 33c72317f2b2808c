package org.teeter.tabular.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A prompt or an answer: one text, or a list of messages such as {@code [{"role": …, "content": …}]}.
 *
 * <p>Two are the same if their texts are, or if their messages have the same keys and values; a key without a value is as good as
 * none, which is how Parquet and JSON tell the same list in different words.
 */
public final class Answer {
    private static final String ASKED = "\n\nHuman:";

    private final boolean isText;
    private final List<Part> parts;
    private boolean listsTexts;
    private byte[] bytes = {};

    /** The text, or one message in a form that equal messages share, and what a person would know it by. */
    private static final class Part {
        private final byte[] bytes;
        private final String shown;

        Part(byte[] bytes, String shown) {
            this.bytes = bytes;
            this.shown = shown;
        }

        static Part of(String text) {
            return new Part(text.getBytes(StandardCharsets.UTF_8), text);
        }
    }

    private Answer(boolean isText, List<Part> parts) {
        this.isText = isText;
        this.parts = parts;
    }

    public static Answer of(String column, Row row, int slot) throws BadRow {
        if (row.isMissing(slot)) {
            throw new BadRow(column + " is missing; write the text");
        }
        byte[] field = Arrays.copyOfRange(row.bytes(slot), row.from(slot), row.to(slot));
        if (!row.isJson(slot)) {
            return new Answer(true, List.of(Part.of(new String(field, StandardCharsets.UTF_8))));
        }
        try (JsonParser parser = Row.parser(field)) {
            List<Part> messages = new ArrayList<>();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            boolean listsTexts = token == JsonToken.VALUE_STRING;
            for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                Canon canon = new Canon(parser);
                byte[] message = canon.value(token, "");
                messages.add(new Part(message, canon.lastText));
            }
            Answer answer = new Answer(false, messages);
            answer.listsTexts = listsTexts;
            return answer;
        } catch (JacksonException e) {
            throw new BadRow(column + " holds broken JSON (" + e.getOriginalMessage() + ")");
        }
    }

    public static Answer empty() {
        return new Answer(true, List.of(Part.of("")));
    }

    /** Several columns that make one prompt together; where they are cut is a part of it, and what is missing is empty. */
    public static Answer joined(List<Answer> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<String> shown = new ArrayList<>();
        for (Answer part : parts) {
            if (!part.isEmpty()) {
                shown.add(part.shown());
            }
            Canon.write(all, 'p', part.isEmpty() ? new byte[0] : part.bytes());
        }
        return new Answer(false, List.of(new Part(all.toByteArray(), String.join(" ", shown))));
    }

    /** What a person would know it by: the text, or the text of the last message. */
    public String shown() {
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1).shown;
    }

    /** Its bytes, the same for equal ones and different for others. */
    public byte[] bytes() {
        if (bytes.length == 0) {
            bytes = made();
        }
        return bytes;
    }

    private byte[] made() {
        int size = 1;
        for (Part part : parts) {
            size += 1 + Integer.BYTES + part.bytes.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size).put((byte) (isText ? 't' : 'l'));
        for (Part part : parts) { // each as the canon has it
            all.put((byte) 'm').putInt(part.bytes.length).put(part.bytes);
        }
        return all.array();
    }

    /** Whether it is plainly a prompt that two answers contain: messages, or a text that ends with the mark of a turn. */
    public boolean isMarked() {
        return isText ? text().endsWith(SharedPrompt.TURN) : !parts.isEmpty();
    }

    /** Whether it is a list of texts rather than of messages, as several answers are, or the turns of one. */
    public boolean listsTexts() {
        return listsTexts;
    }

    public boolean isEmpty() {
        return parts.isEmpty() || (isText && parts.get(0).bytes.length == 0);
    }

    /** The prompt that two answers contain, by {@link SharedPrompt}; empty if there is none. */
    public static Answer sharedPrompt(Answer chosen, Answer rejected) throws BadRow {
        if (chosen.isText != rejected.isText) {
            throw new BadRow("chosen and rejected must both be texts or both be lists of messages");
        }
        if (!chosen.isText) {
            return new Answer(
                    false, chosen.parts.subList(0, SharedPrompt.ofMessages(chosen.messages(), rejected.messages())));
        }
        String text = chosen.text();
        String prompt = text.substring(0, SharedPrompt.ofTexts(text, rejected.text()));
        int end = prompt.endsWith(SharedPrompt.TURN) ? prompt.length() - SharedPrompt.TURN.length() : prompt.length();
        int asked = prompt.lastIndexOf(ASKED, end);
        String shown = wholeWords(text, asked < 0 ? 0 : asked + ASKED.length(), end);
        return new Answer(true, List.of(new Part(prompt.getBytes(StandardCharsets.UTF_8), shown)));
    }

    /** What stands between two places of a text, without a word that goes on behind the second: m1 and m2 share no prompt "m" to show. */
    private static String wholeWords(String text, int from, int to) {
        int end = to;
        while (end > from
                && end < text.length()
                && isOfWord(text.codePointBefore(end))
                && isOfWord(text.codePointAt(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(from, end).stripTrailing();
    }

    private static boolean isOfWord(int character) {
        return Character.isLetterOrDigit(character) && !Character.isIdeographic(character); // which stands alone
    }

    private String text() {
        return new String(parts.get(0).bytes, StandardCharsets.UTF_8);
    }

    private List<ByteBuffer> messages() {
        return parts.stream().map(part -> ByteBuffer.wrap(part.bytes)).toList();
    }

    /** Writes JSON values so that equal ones have equal bytes: keys sorted, nothing for null, every part led by its length. */
    private static final class Canon {
        private static final int DEEPEST = 100;
        private static final List<String> TEXT_KEYS = List.of("content", "value", "text");

        private final JsonParser parser;
        private String lastText = "";
        private int depth;

        Canon(JsonParser parser) {
            this.parser = parser;
        }

        byte[] value(JsonToken token, String key) throws BadRow {
            if (++depth > DEEPEST) {
                throw new BadRow("messages are nested more than " + DEEPEST + " deep");
            }
            try {
                return deeper(token, key);
            } finally {
                depth--;
            }
        }

        private byte[] deeper(JsonToken token, String key) throws BadRow {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            switch (token) {
                case START_OBJECT -> {
                    Map<String, byte[]> members = new TreeMap<>();
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        String name = parser.currentName();
                        JsonToken next = parser.nextToken();
                        if (next != JsonToken.VALUE_NULL && members.put(name, value(next, name)) != null) {
                            throw new BadRow("the key " + Quoted.of(name) + " is there twice in a message");
                        }
                    }
                    members.forEach((name, member) -> {
                        write(out, 'k', name.getBytes(StandardCharsets.UTF_8));
                        write(out, 'v', member);
                    });
                    return led('o', out);
                }
                case START_ARRAY -> {
                    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                        write(out, 'e', value(t, key));
                    }
                    return led('a', out);
                }
                case VALUE_STRING -> {
                    String text = parser.getString();
                    if (TEXT_KEYS.contains(key)) {
                        lastText = text;
                    }
                    write(out, 's', text.getBytes(StandardCharsets.UTF_8));
                    return out.toByteArray();
                }
                default -> {
                    write(out, 'n', parser.getString().getBytes(StandardCharsets.UTF_8));
                    return out.toByteArray();
                }
            }
        }

        private static byte[] led(char kind, ByteArrayOutputStream content) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            write(out, kind, content.toByteArray());
            return out.toByteArray();
        }

        static void write(ByteArrayOutputStream out, char kind, byte[] bytes) {
            out.write(kind);
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
    }
}
