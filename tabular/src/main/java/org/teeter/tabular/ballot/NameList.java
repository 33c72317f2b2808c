package org.teeter.tabular.ballot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.PythonLiteral;
import org.teeter.tabular.row.Row;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A field that lists names: JSON, in which a list within the list holds those that are tied, or {@code a > b = c}. */
final class NameList {
    /** How a list begins that is written in Python's quotes, or goes on so. */
    private static final Pattern PYTHON = Pattern.compile("^\\([\"']|^[\\[(](.*,)?\\s*[\\[(]?'");

    private final String column;
    private final Sink into;

    /** Takes the names, one after the other. */
    interface Taker {
        void take(int item, int place) throws BadRow;
    }

    NameList(String column, Sink into) {
        this.column = column;
        this.into = into;
    }

    /**
     * Reads the field.
     *
     * @param one whether a text that is no list may be the name of one option
     */
    void read(Row row, int slot, boolean one, Taker taker) throws BadRow {
        if (row.isMissing(slot)) {
            return;
        }
        byte[] field = Arrays.copyOfRange(row.bytes(slot), row.from(slot), row.to(slot));
        if (row.isJson(slot)) {
            readJson(field, taker);
            return;
        }
        String text = Visible.trimmed(Word.of(column, row, slot));
        if (PYTHON.matcher(text).find()) {
            readJson(PythonLiteral.json(text).orElse(text).getBytes(StandardCharsets.UTF_8), taker);
        } else if (text.startsWith("[")) {
            readJson(field, taker);
        } else if (text.contains(">")) {
            if (text.startsWith("{") && text.endsWith("}")) { // of R's psychotools: {a > b, b > c}
                throw unlisted(Quoted.of(text));
            }
            int place = 0;
            for (String level : text.split(">", -1)) {
                for (String name : level.split("=", -1)) {
                    take(name, place, taker);
                }
                place++;
            }
        } else if (one && !text.isEmpty()) {
            take(text, 0, taker);
        } else if (!text.isEmpty()) {
            throw unlisted(Quoted.of(text));
        }
    }

    private void readJson(byte[] json, Taker taker) throws BadRow {
        try (JsonParser parser = Row.parser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw unlisted("an object");
            }
            int place = 0;
            int depth = 1;
            boolean empty = false; // the inner list
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                switch (token) {
                    case START_ARRAY -> {
                        if (++depth > 2) {
                            throw unlisted("lists three deep");
                        }
                        empty = true;
                    }
                    case END_ARRAY -> {
                        depth--;
                        place += empty ? 0 : 1;
                    }
                    case START_OBJECT, VALUE_NULL ->
                        throw unlisted(token == JsonToken.VALUE_NULL ? "null in it" : "an object in it");
                    default -> {
                        take(parser.getString(), place, taker);
                        empty = false;
                        place += depth == 1 ? 1 : 0;
                    }
                }
            }
            if (parser.nextToken() != null) {
                throw unlisted("something after the list");
            }
        } catch (JacksonException e) {
            throw new BadRow(column + " holds broken JSON; write a list as [\"a\", [\"b\", \"c\"]]");
        }
    }

    private void take(String text, int place, Taker taker) throws BadRow {
        taker.take(into.names().number(column, Visible.trimmed(text)), place);
    }

    private BadRow unlisted(String found) {
        return new BadRow(column
                + " must list options, the best first, as [\"a\", [\"b\", \"c\"]] or a > b = c do, got " + found);
    }
}
