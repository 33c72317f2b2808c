package org.teeter.tabular.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.tabular.ballot.RankingForms;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.row.Row;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What the options of a row are called, for those who look at rows and do not count them. */
final class Options {
    private Options() {}

    /** The options of a pair or of a ranking; nothing where the form has others, or the row is not in order. */
    static List<String> of(Layout layout, Row row) {
        boolean ranked = layout.form() == RankingForms.RANKED;
        int slots = ranked ? layout.columns(Role.RANKING).size() : layout.form().isOfBallots() ? 0 : 2;
        if (!ranked || slots > 1) {
            return IntStream.range(0, slots)
                    .filter(slot -> !row.isMissing(slot))
                    .mapToObj(slot -> Visible.trimmed(row.text(slot)))
                    .toList();
        }
        String text = Visible.trimmed(row.text(0));
        return text.startsWith("[")
                ? inside(text)
                : Stream.of(text.split("[>=]", -1)).map(Visible::trimmed).toList();
    }

    /** What a list in JSON holds, a text each, or the keys of an object; nothing if a text is neither. */
    static List<String> inside(String json) {
        List<String> inside = new ArrayList<>();
        boolean isList = json.startsWith("[");
        if (!isList && !json.startsWith("{")) {
            return inside;
        }
        try (JsonParser parser = Row.parser(json.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
                inside.add(token.isScalarValue() || !isList ? parser.getString() : "");
                if (!isList) {
                    parser.nextToken();
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return List.of(); // whoever counts the row says so
        }
        return inside;
    }
}
