package org.teeter.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * {@code report.html}: an audit as one page that needs no network, and for its verdict and findings no script either.
 *
 * <p>The page's own policy lets it load nothing and run only the script and the style whose hashes it names, so that even a
 * mistake in escaping could not run a name from the data.
 *
 * <p>The data is one object with the members {@code teeter, created, verdict, findings, model, input, items, comparisons,
 * edges, connected, bridges, fit, dominance, certificate, scores, targets, comparisonsIndex, map, graph, check, notes}; those
 * that {@code audit.json} has too mean the same here. Sentences may put an item's name between U+2068 and U+2069, which sets
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

    /** In the order of their use of each other: the first holds what all share, the last draws. */
    private static final List<String> SCRIPTS = List.of(
            "base.js",
            "ranking.js",
            "regions.js",
            "circuit.js",
            "layout.js",
            "network.js",
            "tables.js",
            "check.js",
            "page.js");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z-]+)}");

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
        String style = resource("report.css");
        String script = SCRIPTS.stream().map(ReportPage::resource).collect(Collectors.joining("\n"));
        script = "(() => {\n\"use strict\";\n" + script + "})();\n";
        out.append(filled(
                resource("report.html"),
                Map.ofEntries(
                        Map.entry("style-hash", hash(style)),
                        Map.entry("script-hash", hash(script)),
                        Map.entry("style", style),
                        Map.entry("script", script),
                        Map.entry("title", Html.escape(title(data))),
                        Map.entry("version", Html.escape(data.required("teeter").asString())),
                        Map.entry("model", Opening.model(data)),
                        Map.entry("verdict", Opening.verdict(data)),
                        Map.entry("sizes", Opening.sizes(data)),
                        Map.entry("dominance", Opening.dominance(data)),
                        Map.entry("notes", Opening.notes(data)),
                        Map.entry("inputs", Opening.inputs(data)),
                        Map.entry("findings", FindingCards.cards(data)),
                        Map.entry("certificate", certificate(data)),
                        Map.entry("data", PageData.script(data)))));
    }

    /** The headline without the marks around names, of which a title can make nothing. */
    private static String title(JsonNode data) {
        return data.required("verdict").required(0).asString().replaceAll("[\u2068\u2069]", "");
    }

    private static String certificate(JsonNode data) {
        String sentence = data.path("certificate").path("sentence").asString("");
        return sentence.isEmpty()
                ? ""
                : new Html().sentence("p", sentence, "class", "certificate").done();
    }

    /** The template with its placeholders replaced in one pass: a value that looks like a placeholder stays as it is. */
    private static String filled(String template, Map<String, String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("report.html has an unknown placeholder: " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** The source expression of Content Security Policy for exactly this text. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar must contain org/teeter/report/" + name);
            }
            // A browser hashes what it reads, and it reads CR LF as LF.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
