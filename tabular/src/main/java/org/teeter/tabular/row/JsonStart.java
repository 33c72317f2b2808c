package org.teeter.tabular.row;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.column.Columns;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** How a JSON file begins, and so where its records are: a line each, in a list, in a list or an object within an object. */
public final class JsonStart {
    private final Path file;
    private final Window window;
    private final Predicate<List<String>> sensible;
    private boolean wrapped; // whether each record lies in an object of its own, as Hugging Face's server gives rows

    private JsonStart(Path file, Window window, Predicate<List<String>> sensible) {
        this.file = file;
        this.window = window;
        this.sensible = sensible;
    }

    /**
     * The records of a window that holds the beginning of a file.
     *
     * @param sensible whether a table of these columns would mean something
     */
    public static Records records(Path file, Window window, Predicate<List<String>> sensible) throws IOException {
        JsonStart start = new JsonStart(file, window, sensible);
        JsonFields fields = new JsonFields(file);
        int first = window.skipSpace();
        if (first == '[') {
            return new JsonList(fields, window, 1 + window.lines(), Optional.empty(), false);
        }
        int list = first == '{' ? start.inner() : -1;
        if (list < 0) {
            return new JsonRecords(fields, window, 1 + window.lines());
        }
        long line = 1 + window.lines();
        for (int at = window.from(); at < list; at++) {
            line += window.buffer()[at] == '\n' ? 1 : 0;
        }
        boolean wrapped = list > window.from();
        window.advance(list);
        return new JsonList(fields, window, line, Optional.of(sensible).filter(s -> wrapped), start.wrapped);
    }

    /**
     * Where in the window a list or an object of records begins, if the first object is no record itself; -1 if it is one, as far as
     * the window shows.
     */
    private int inner() {
        List<String> own = new ArrayList<>();
        int list = -1;
        boolean columnWise = false;
        boolean split = false;
        try (JsonParser parser = JsonFields.parser(window.buffer(), window.from(), window.limit())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME && own.size() < Columns.MOST) {
                own.add(parser.currentName());
                JsonToken value = parser.nextToken();
                int at = window.from() + (int) parser.currentTokenLocation().getByteOffset();
                if (value == JsonToken.START_ARRAY) {
                    JsonToken element = parser.nextToken();
                    split |= element == JsonToken.START_ARRAY && own.contains("columns");
                    if (list < 0 && element == JsonToken.START_OBJECT && areRecords(parser)) {
                        list = at;
                    }
                } else if (value == JsonToken.START_OBJECT) {
                    List<String> keys = JsonFields.keys(parser);
                    columnWise |= keys.contains("0");
                    if (list < 0 && own.size() == 1 && sensible.test(keys)) {
                        list = window.from();
                    }
                }
                if (list == window.from() && value != JsonToken.START_OBJECT) {
                    list = -1; // an object of records has nothing else
                }
                while (parser.streamReadContext().getNestingDepth() > 1) {
                    parser.nextToken();
                }
            }
        } catch (JacksonException e) {
            // the object goes on beyond the window, or is broken, which whoever reads it will say
        }
        boolean isRecord = sensible.test(own);
        if ((isRecord && columnWise) || (list < 0 && !isRecord && split)) {
            throw InputException.at(
                    file,
                    1 + window.lines(),
                    "this is how pandas writes a table " + (split ? "split into columns and data" : "column by column")
                            + "; write it with df.to_json(FILE, orient=\"records\", lines=True)");
        }
        return isRecord ? -1 : list;
    }

    /** Whether the object that the parser stands before makes sense as a record, or has one as its row. */
    private boolean areRecords(JsonParser parser) {
        List<String> keys = new ArrayList<>();
        boolean holdsRow = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME && keys.size() < Columns.MOST) {
            keys.add(parser.currentName());
            boolean isRow = parser.nextToken() == JsonToken.START_OBJECT && keys.contains(JsonList.ROW);
            if (isRow && keys.indexOf(JsonList.ROW) == keys.size() - 1) {
                holdsRow = sensible.test(JsonFields.keys(parser));
            } else {
                parser.skipChildren();
            }
        }
        boolean isRecord = sensible.test(keys);
        wrapped = holdsRow && !isRecord;
        return isRecord || holdsRow;
    }
}
