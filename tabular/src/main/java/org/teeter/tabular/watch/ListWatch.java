package org.teeter.tabular.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.Row;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Watches rankings that are numbers from 1 or 0 on beside a list of as many things: they may be the places of these things, which are
 * others in every row, and no options. Mutable.
 */
final class ListWatch {
    private final Layout layout;
    private boolean isDoubtful = true; // so far
    private Optional<String> listed = Optional.empty(); // the column of the things

    ListWatch(Layout layout) {
        this.layout = layout;
    }

    /** Looks at a row, of whose slots those from the first one on hold columns that play no role, called so. */
    void look(Row row, int from, List<String> others) {
        if (!isDoubtful) {
            return;
        }
        int size = row.isMissing(0) ? 0 : numbered(list(row, 0));
        Optional<String> beside = Optional.empty();
        for (int k = 0; size > 1 && k < others.size(); k++) {
            if (row.isJson(from + k) && list(row, from + k).size() == size) {
                beside = Optional.of(others.get(k));
            }
        }
        isDoubtful = beside.isPresent();
        listed = beside;
    }

    /** How many numbers there are, each from 1 or 0 on once; 0 if these are none. */
    private static int numbered(List<String> list) {
        Set<Double> numbers = new HashSet<>();
        for (String text : list) {
            OptionalDouble number = Vocabulary.number(text);
            numbers.add(number.orElse(-1));
        }
        double least = numbers.contains(0.0) ? 0 : 1;
        for (int k = 0; k < list.size(); k++) {
            if (!numbers.contains(least + k)) {
                return 0;
            }
        }
        return list.size();
    }

    /** What a list holds, a text each; nothing if the field is no list. */
    private static List<String> list(Row row, int slot) {
        List<String> list = new ArrayList<>();
        String field =
                new String(row.bytes(slot), row.from(slot), row.to(slot) - row.from(slot), StandardCharsets.UTF_8);
        if (!field.startsWith("[")) {
            return list;
        }
        try (JsonParser parser = Row.parser(field.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                list.add(token.isScalarValue() ? parser.getString() : "");
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return List.of(); // whoever counts the row says so
        }
        return list;
    }

    /** Refuses a file all of whose rows are so. */
    void requireNone() {
        if (isDoubtful && listed.isPresent() && !layout.isTold()) {
            String ranking = layout.of().name(layout.column(Role.RANKING));
            throw InputException.of(
                    layout.of().file(),
                    ranking + " holds numbers from 1 or 0 on, which may be the places of what " + listed.get()
                            + " lists and no options; write the names of what was ranked, the best first, or say "
                            + Role.RANKING.flag(ranking) + " if the numbers are names");
        }
    }
}
