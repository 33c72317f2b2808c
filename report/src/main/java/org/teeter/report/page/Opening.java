package org.teeter.report.page;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The part that stands before the findings: the verdict, the size of the data, its dominant preferences, its sources. */
final class Opening {

    private Opening() {}

    /** Sentences of the verdict that stand open; further ones are behind a click. */
    private static final int OPEN = 4;

    private static final String WARNING = "WARNING";

    /** The verdict's first sentence, and what it warns of. */
    static String headline(JsonNode data) {
        Html html = new Html();
        List<String> sentences = sentences(data);
        html.sentence("h1", sentences.get(0));
        sentences.stream()
                .skip(1)
                .filter(sentence -> sentence.startsWith(WARNING))
                .forEach(sentence -> html.sentence("p", sentence, "class", "lead warning"));
        return html.done();
    }

    /** The rest of it. */
    static String verdict(JsonNode data) {
        Html html = new Html();
        List<String> sentences = sentences(data).stream()
                .skip(1)
                .filter(sentence -> !sentence.startsWith(WARNING))
                .toList();
        int open = Math.min(OPEN - 1, sentences.size());
        sentences.subList(0, open).forEach(sentence -> html.sentence("p", sentence, "class", "lead"));
        if (open < sentences.size()) {
            html.open("details", "class", "sources").leaf("summary", "The rest of the verdict");
            sentences.subList(open, sentences.size()).forEach(sentence -> html.sentence("p", sentence));
            html.close();
        }
        return html.done();
    }

    private static List<String> sentences(JsonNode data) {
        return data.required("verdict").valueStream().map(JsonNode::asString).toList();
    }

    static String model(JsonNode data) {
        JsonNode model = data.required("model");
        String sizes = Digits.count(data.required("items").doubleValue()) + " items, "
                + Digits.count(data.required("comparisons").doubleValue()) + " judgements · ";
        return new Html()
                .text(sizes + model.path("name").asString("?") + " model · prior: "
                        + model.path("prior").asString("?")
                        + (model.has("ties") ? " · ties: " + model.path("ties").asString() : "") + " · "
                        + data.path("created").asString(""))
                .done();
    }

    static String sizes(JsonNode data) {
        Html html = new Html().open("dl", "class", "strip");
        tile(html, data.required("items"), "items", "");
        tile(html, data.required("comparisons"), "judgements", "");
        tile(
                html,
                data.required("edges"),
                "pairs compared",
                data.path("connected").asBoolean(true)
                        ? "every item is reached from every other"
                        : "the items fall apart into groups between which no pair was compared");
        tile(
                html,
                data.required("bridges"),
                "bridges",
                "pairs by which alone parts of the data hang together: nothing dampens their effect");
        JsonNode bound = data.path("certificate").path("maxIndex");
        if (bound.isNumber()) {
            html.open("div")
                    .leaf("dt", "bound on any sensitivity")
                    .number("dd", bound.doubleValue(), Digits.significant(bound.doubleValue()))
                    .leaf("dd", "no preference moves any prediction by more than this many times", "class", "gloss")
                    .close();
        }
        return html.close().done();
    }

    private static void tile(Html html, JsonNode count, String label, String gloss) {
        html.open("div").leaf("dt", label).leaf("dd", Digits.count(count.doubleValue()));
        if (!gloss.isEmpty()) {
            html.leaf("dd", gloss, "class", "gloss");
        }
        html.close();
    }

    /** One row an M, one column a reading of "dominant". */
    static String dominance(JsonNode data) {
        JsonNode dominance = data.required("dominance");
        Html html = new Html().open("table", "class", "dominance");
        html.leaf("caption", "Share of the compared pairs whose preference is dominant");
        html.open("thead").open("tr");
        for (String heading : new String[] {"M", "p*", "fitted p", "observed share", "95 % interval"}) {
            html.leaf("th", heading, "scope", "col");
        }
        html.close().close().open("tbody");
        JsonNode thresholds = dominance.required("m");
        for (int row = 0; row < thresholds.size(); row++) {
            html.open("tr");
            double m = thresholds.get(row).doubleValue();
            html.number("th", m, Digits.count(m), "scope", "row");
            JsonNode pstar = dominance.path("pstar").path(row);
            html.number("td", pstar.doubleValue(), Digits.probability(pstar.doubleValue()));
            for (String reading : new String[] {"share", "observed", "confident"}) {
                share(html, dominance.path(reading).path(row));
            }
            html.close();
        }
        return html.close().close().done();
    }

    private static void share(Html html, JsonNode share) {
        if (!share.isNumber()) {
            html.leaf("td", "–");
            return;
        }
        double value = share.doubleValue();
        html.open("td", "title", Double.toString(value))
                .leaf("span", Digits.percent(value))
                .open("svg", "class", "bar", "viewBox", "0 0 1 1", "preserveAspectRatio", "none", "aria-hidden", "true")
                .open("rect", "class", "track", "width", "1", "height", "1")
                .close()
                .open("rect", "width", String.format(Locale.ROOT, "%.4f", value), "height", "1")
                .close()
                .close()
                .close();
    }

    static String notes(JsonNode data) {
        Html html = new Html();
        if (!data.path("notes").isEmpty()) {
            html.open("ul", "class", "notes");
            data.path("notes").forEach(note -> html.sentence("li", note.asString()));
            html.close();
        }
        return html.done();
    }

    static String inputs(JsonNode data) {
        Html html = new Html();
        for (JsonNode file : data.required("input")) {
            html.open("tr")
                    .open("td", "class", "path")
                    .leaf("bdi", file.path("path").asString("?"))
                    .close()
                    .leaf("td", file.path("shape").asString("–"))
                    .leaf("td", counted(file.path("rows")), "class", "n")
                    .leaf("td", counted(file.path("rejected")), "class", "n")
                    .open("td", "class", "hash")
                    .leaf("code", file.path("sha256").asString("–"))
                    .close()
                    .close();
        }
        return html.done();
    }

    private static String counted(JsonNode count) {
        return count.isNumber() ? Digits.count(count.doubleValue()) : "–";
    }
}
