package org.teeter.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teeter.report.document.Finite;
import org.teeter.report.document.JsonText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report's data as the page carries it. A list of rows becomes {@code {"columns":[…],"rows":[[…],…]}} with each item's
 * name written once, in {@code names}, and its position everywhere else: a third of the size of the rows themselves.
 * {@code base.js} undoes it.
 */
final class PageData {

    /** The lists of rows, as paths. */
    private static final List<List<String>> TABLES = List.of(
            List.of("scores"),
            List.of("targets"),
            List.of("comparisonsIndex"),
            List.of("hinges"),
            List.of("explorer", "pairs"),
            List.of("map", "points"),
            List.of("graph", "nodes"),
            List.of("graph", "edges"),
            List.of("check", "rows"));

    /** The columns that hold an item's name. */
    private static final Set<String> NAMES = Set.of(
            "item",
            "item_a",
            "item_b",
            "worst_i",
            "worst_j",
            "target_i",
            "target_j",
            "source_a",
            "source_b",
            "i",
            "j",
            "k",
            "a",
            "b");

    private final Map<String, Integer> positions = new LinkedHashMap<>();

    private PageData() {}

    /** The text that goes between the tags of a data block: no end tag, no comment, no line end of JavaScript's in it. */
    static String script(JsonNode data) {
        Finite.require(data);
        return JsonText.compact(new PageData().packed(data))
                .replace("<", "\\u003c") // in JSON it stands in strings only
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private ObjectNode packed(JsonNode data) {
        ObjectNode packed = ((ObjectNode) data).deepCopy();
        for (List<String> path : TABLES) {
            JsonNode parent = packed;
            for (String name : path.subList(0, path.size() - 1)) {
                parent = parent.path(name);
            }
            String last = path.get(path.size() - 1);
            if (parent instanceof ObjectNode object && object.get(last) instanceof ArrayNode rows) {
                object.set(last, table(rows));
            }
        }
        ArrayNode names = packed.putArray("names");
        positions.keySet().forEach(names::add);
        return packed;
    }

    private ObjectNode table(ArrayNode rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.propertyNames()));
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        ArrayNode header = table.putArray("columns");
        columns.forEach(header::add);
        ArrayNode body = table.putArray("rows");
        List<String> order = new ArrayList<>(columns);
        for (JsonNode row : rows) {
            ArrayNode cells = body.addArray();
            for (String column : order) {
                JsonNode cell = row.path(column);
                if (cell.isMissingNode() || cell.isNull()) {
                    cells.addNull();
                } else if (NAMES.contains(column)) {
                    cells.add(position(cell.asString()));
                } else {
                    cells.add(cell);
                }
            }
        }
        return table;
    }

    private int position(String item) {
        Integer known = positions.putIfAbsent(item, positions.size());
        return known == null ? positions.size() - 1 : known;
    }
}
