package org.teeter.report.page;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.teeter.report.document.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * {@code report.html}: an audit as one page that needs no network, and for its verdict and findings no script either.
 *
 * <p>The page's own policy lets it load nothing and run only the script and the style whose hashes it names, so that even a
 * mistake in escaping could not run a name from the data.
 *
 * <p>The data is one object with the members {@code teeter, created, verdict, findings, model, input, items, comparisons,
 * edges, connected, bridges, fit, dominance, certificate, scores, targets, comparisonsIndex, map, graph, check, notes}; those
 * that {@code audit.json} has too mean the same here. There may be {@code order}, {@code hinges} and {@code losses} as it has
 * them, and {@code explorer}: the {@code pairs} that a reader can change, each with wins, losses and ties, the same apart by rater, group and file as {@code parts}, and the votes behind {@code order} as {@code turns}, or {@code why} there are none; {@code
 * boundaries} of the order and how few votes turn them; how {@code ranks} were simulated; and the {@code command} that was typed. Sentences may put an item's name between U+2068 and U+2069, which sets
 * it apart from the text around it.
 */
public final class ReportPage {

    private static final List<String> MEMBERS = List.of(
            "teeter",
            "created",
            "verdict",
            "findings",
            "model",
            "input",
            "items",
            "comparisons",
            "edges",
            "connected",
            "bridges",
            "fit",
            "dominance",
            "certificate",
            "scores",
            "targets",
            "comparisonsIndex",
            "map",
            "graph",
            "check",
            "notes");

    /** In the order of their use of each other: the first holds what all share, the last but one draws. */
    private static final List<String> SCRIPTS = List.of(
            "base.js",
            "names.js",
            "models.js",
            "engine.js",
            "intervals.js",
            "normals.js",
            "ranks.js",
            "evidence.js",
            "changes.js",
            "parts.js",
            "many.js",
            "words.js",
            "address.js",
            "ranking.js",
            "waterfall.js",
            "carriers.js",
            "why.js",
            "predictions.js",
            "command.js",
            "whatif.js",
            "regions.js",
            "circuit.js",
            "layout.js",
            "network.js",
            "columns.js",
            "tables.js",
            "copies.js",
            "check.js",
            "page.js",
            "theme.js");

    private ReportPage() {}

    /**
     * Writes the page.
     *
     * @throws IllegalArgumentException if {@code data} lacks a member or has no verdict
     */
    public static void write(Appendable out, JsonNode data) throws IOException {
        String missing = MEMBERS.stream().filter(name -> !data.has(name)).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the report's data must have all its members, missing: " + missing);
        }
        if (data.path("verdict").isEmpty()) {
            throw new IllegalArgumentException("the report's verdict must have a sentence, got none");
        }
        String style = PageTemplate.sharedStyle();
        String script = SCRIPTS.stream().map(ReportPage::resource).collect(Collectors.joining("\n"));
        script = "(() => {\n\"use strict\";\n" + script + "})();\n";
        JsonNode model = data.required("model");
        boolean logistic = model.path("link").asString("logistic").equals("logistic");
        boolean bradleyTerry = logistic && !data.has("parameters");
        out.append(PageTemplate.filled(
                PageTemplate.chosen(
                        resource("report.html"), Map.of("logistic", logistic, "bradley-terry", bradleyTerry)),
                Map.ofEntries(
                        Map.entry("style-hash", PageTemplate.hash(style)),
                        Map.entry("script-hash", PageTemplate.hash(script)),
                        Map.entry("style", style),
                        Map.entry("script", script),
                        Map.entry("title", Html.escape(title(data))),
                        Map.entry("version", Html.escape(data.required("teeter").asString())),
                        Map.entry("model", Opening.model(data)),
                        Map.entry("index", Html.escape(model.path("index").asString("n R / 4"))),
                        Map.entry("headline", Opening.headline(data)),
                        Map.entry("verdict", Opening.verdict(data)),
                        Map.entry("order", Firmness.order(data)),
                        Map.entry("losses", Firmness.losses(data)),
                        Map.entry("sizes", Opening.sizes(data)),
                        Map.entry("dominance", Opening.dominance(data)),
                        Map.entry("notes", Opening.notes(data)),
                        Map.entry("inputs", Opening.inputs(data)),
                        Map.entry("findings", FindingCards.cards(data)),
                        Map.entry("certificate", certificate(data)),
                        Map.entry("data", PageData.script(data)))));
    }

    /** The headline as a terminal has it, since a title knows no marks around names. */
    private static String title(JsonNode data) {
        return Verdict.quoted(data.required("verdict").required(0).asString());
    }

    private static String certificate(JsonNode data) {
        String sentence = data.path("certificate").path("sentence").asString("");
        return sentence.isEmpty()
                ? ""
                : new Html().sentence("p", sentence, "class", "certificate").done();
    }

    private static String resource(String name) {
        return PageTemplate.resource(ReportPage.class, name);
    }
}
