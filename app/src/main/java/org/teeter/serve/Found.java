package org.teeter.serve;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is kept of a report: what the first page and the question "what if" need.
 *
 * @param verdict its headline, names between the marks that {@link org.teeter.report.document.Verdict} explains
 * @param carries whether the report's page has the counts, to fit them anew itself
 * @param items by their scores, the best first
 * @param ranks of these, in the same order; none where items are of several problems
 */
public record Found(
        String verdict, double judgements, double pairs, boolean carries, List<String> items, List<Integer> ranks) {
    public Found {
        items = List.copyOf(items);
        ranks = List.copyOf(ranks);
    }

    /**
     * Of a report.
     *
     * @param page its data object
     */
    public static Found of(List<String> sentences, JsonNode page) {
        List<JsonNode> rows = page.path("scores").valueStream().toList();
        return new Found(
                sentences.get(0),
                page.path("comparisons").asDouble(0),
                page.path("edges").asDouble(0),
                page.path("explorer").has("pairs"),
                rows.stream().map(row -> row.path("item").asString("")).toList(),
                rows.stream()
                        .filter(row -> row.has("rank"))
                        .map(row -> row.path("rank").asInt())
                        .toList());
    }

    /** The rank of an item; 0 where it has none. */
    int rank(String item) {
        int at = items.indexOf(item);
        return at < 0 || ranks.isEmpty() ? 0 : ranks.get(at);
    }

    /** For the first page. */
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("verdict", verdict)
                .put("items", items.size())
                .put("judgements", judgements)
                .put("pairs", pairs)
                .put("carries", carries);
    }
}
