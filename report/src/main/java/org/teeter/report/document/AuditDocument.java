package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Check;
import org.teeter.audit.ComparisonInfluence;
import org.teeter.audit.Dominance;
import org.teeter.audit.Finding;
import org.teeter.audit.Sources;
import org.teeter.audit.Targets;
import org.teeter.data.Items;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.graph.Graph;
import org.teeter.infer.Covariance;
import org.teeter.infer.RankSets;
import org.teeter.tabular.reader.Source;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An audit as JSON: {@code audit.json}, and what {@link org.teeter.report.page.ReportPage} draws of it, thinned to what a page can show. */
public final class AuditDocument implements AuditReport {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ON_THE_PAGE = List.of(
            "teeter",
            "model",
            "input",
            "items",
            "comparisons",
            "edges",
            "connected",
            "parts",
            "bridges",
            "fit",
            "parameters",
            "order",
            "hinges",
            "dominance");
    private static final int MOST_RANKED = 300;
    private static final double CONFIDENCE = 0.95;
    private static final int MOST_FINDINGS = 20;
    static final int MOST_ROWS = 600;
    private static final int MOST_CHECKS = 200;
    private static final int MOST_EDGES = 400;

    private final AuditedData data;
    private final Audit audit;
    private final Verdict verdict;
    private final String version;

    public AuditDocument(AuditedData data, String version) {
        this.data = data;
        this.audit = data.audit();
        this.verdict = new Verdict(data);
        this.version = version;
    }

    @Override
    public List<String> sentences() {
        return verdict.sentences();
    }

    @Override
    public List<NamedFinding> findings() {
        return data.findings();
    }

    @Override
    public Losses losses() {
        return new Losses(data.findings(), data.losses());
    }

    @Override
    public ObjectNode json() {
        Graph graph = audit.fit().graph();
        ObjectNode json = JSON.objectNode();
        PublishedDocument.AUDIT.begin(json, version);
        json.set("input", input(data.sources()));
        json.set("model", model(audit.fit(), data.judged().ties()));
        json.put("items", graph.size());
        json.put("comparisons", data.judged().judgements());
        data.judged().beyondNumber(json);
        json.put("edges", graph.edges());
        json.put("connected", audit.parts().count() == 1);
        ObjectNode fit = json.putObject("fit");
        fit.put("logLikelihood", audit.fit().logLikelihood());
        fit.put("residual", audit.fit().residual());
        fit.put("scoreError", audit.fit().scoreError());
        fit.put("iterations", audit.fit().iterations());
        shared(json, audit.fit());
        data.order().ifPresent(order -> json.set("order", order.json(data.items())));
        json.set("dominance", dominance(audit.dominance()));
        json.put("everyPairCompared", audit.everyPairCompared());
        json.put("targetsExamined", audit.targets());
        ArrayNode fragile = json.putArray("fragile");
        audit.fragile().forEach(fragile::add);
        json.put("largestSensitivity", audit.largest());
        ObjectNode coverage = json.putObject("coverage");
        coverage.put("above", audit.coverage().above());
        coverage.put("exhausted", audit.coverage().exhausted());
        coverage.put("failureProbability", audit.coverage().failure());
        json.putNull("certificate");
        audit.widestIndex().ifPresent(c -> json.put("certificate", c.index()));
        json.put("parts", audit.parts().count());
        json.put("acrossParts", audit.request().acrossParts());
        json.put("bridges", audit.bridges());
        json.set("targets", rows(ResultTable.targets(audit.request().thresholds(), audit.sources()), data.findings()));
        json.set("hinges", rows(ResultTable.hinges(audit.sources()), audit.hinges()));
        json.set("comparisonsIndex", rows(ResultTable.comparisons(audit.sources()), audit.influences()));
        if (!data.losses().isEmpty()) {
            json.set("losses", losses().json());
        }
        if (!data.features().isEmpty()) {
            json.set("features", rows(ResultTable.features(audit.fit(), data.items()), data.features()));
        }
        ObjectNode check = check(data.checks());
        audit.foster()
                .ifPresent(foster -> check.putObject("foster")
                        .put("sum", foster.sum())
                        .put("rank", foster.rank())
                        .put("error", foster.error()));
        json.set("check", check);
        ArrayNode sentences = json.putArray("verdict");
        verdict.sentences().forEach(sentence -> sentences.add(Verdict.quoted(sentence)));
        return json;
    }

    @Override
    public ObjectNode page(ObjectNode json, String created) {
        ObjectNode page = page(json, created, verdict.sentences(), told());
        page.set("certificate", certificate());
        List<ItemTotals> ranking = ranked();
        page.set("scores", rows(ResultTable.ranked(ranking), ranking));
        ObjectNode explorer = CarriedCounts.of(data);
        if (isRanked()) {
            explorer.putObject("ranks")
                    .put("seed", Long.toString(audit.request().seed()))
                    .put("simulations", RankSets.simulations(audit.fit().graph().size()))
                    .put("confidence", CONFIDENCE);
        }
        page.set("explorer", explorer);
        if (json.has("losses")) {
            ArrayNode losses = page.putArray("losses");
            json.get("losses")
                    .forEach(loss -> losses.add(((ObjectNode) loss).deepCopy().without("findings")));
        }
        page.set("comparisonsIndex", rows(ResultTable.comparisons(audit.sources()), widest()));
        page.set("map", TriangleMap.of(data).json(data));
        page.set("graph", graph(audit));
        List<NamedFinding> sampled = audit.sampledChecks().stream()
                .map(check -> new NamedFinding(data.items(), check.finding(), Optional.of(check)))
                .toList();
        page.set("check", checked(data.findings(), sampled, json));
        ArrayNode notes = page.putArray("notes");
        data.notes().forEach(notes::add);
        data.sources().forEach(source -> source.notes().forEach(notes::add));
        return page;
    }

    /** Whether there is an order that data speak of, of few items. */
    private boolean isRanked() {
        return data.order().isPresent() && audit.fit().graph().size() <= MOST_RANKED;
    }

    /** The items, each with the ranks that it may have, where these are told: the page finds those of changed data by the same draws. */
    private List<ItemTotals> ranked() {
        if (!isRanked()) {
            return data.ranking();
        }
        Fit<?> fit = audit.fit();
        List<RankSets.Place> places = RankSets.of(
                        fit,
                        Covariance.ofInformation(fit),
                        CONFIDENCE,
                        RankSets.simulations(fit.graph().size()),
                        audit.request().seed())
                .places();
        return data.ranking().stream()
                .map(t -> {
                    RankSets.Place place = places.get(t.item());
                    return t.standing(new ItemTotals.Standing(place.best(), place.worst(), place.tier()));
                })
                .toList();
    }

    /** The findings in words: those that are fragile, or all that were asked for by name. */
    private List<NamedFinding> told() {
        AuditRequest request = audit.request();
        return request.targets() instanceof Targets.Named
                ? data.findings()
                : data.findings().stream()
                        .filter(row -> row.finding().classOf(request.thresholds()) > 0)
                        .toList();
    }

    /**
     * What all pages have, of one problem or many.
     *
     * @param told the findings in words, which are the first targets
     */
    static ObjectNode page(ObjectNode json, String created, List<String> verdict, List<NamedFinding> told) {
        ObjectNode page = JSON.objectNode();
        page.put("created", created);
        ArrayNode sentences = page.putArray("verdict");
        verdict.forEach(sentences::add);
        for (String same : ON_THE_PAGE) {
            if (json.has(same)) {
                page.set(same, json.get(same));
            }
        }
        page.set("fit", ((ObjectNode) json.get("fit")).deepCopy().without("scoreError"));
        ArrayNode targets = page.putArray("targets");
        json.get("targets").valueStream().limit(MOST_ROWS).forEach(targets::add);
        ArrayNode findings = page.putArray("findings");
        for (int k = 0; k < Math.min(MOST_FINDINGS, told.size()); k++) {
            ObjectNode finding = findings.addObject();
            finding.put("title", Verdict.title(told.get(k)));
            finding.putArray("sentences").add(Verdict.sentence(told.get(k)));
            finding.set("target", targets.get(k));
        }
        return page;
    }

    private ObjectNode certificate() {
        ObjectNode certificate = JSON.objectNode();
        if (!audit.isCertified() && audit.coverage().above() == 0) {
            certificate.put("sentence", Verdict.UNCERTIFIED);
        }
        audit.widestIndex().ifPresent(c -> {
            certificate.put("maxIndex", c.index());
            certificate.put(
                    "sentence",
                    "Whatever pair is predicted, its sensitivity is at most " + Shown.significant(c.index())
                            + " (the largest " + Verdict.bound(audit.fit())
                            + "). It holds for this fit and model, and for the share of one pair changed a little.");
        });
        return certificate;
    }

    private List<ComparisonInfluence> widest() {
        return audit.influences().stream()
                .sorted(Comparator.comparingDouble(c -> -c.index()))
                .limit(MOST_ROWS)
                .toList();
    }

    /** The judged pairs, and what of the evidence for the worst finding runs through each. */
    static ObjectNode graph(Audit audit) {
        Sources sources = audit.sources();
        Items items = sources.items();
        ObjectNode json = JSON.objectNode();
        ArrayNode nodes = json.putArray("nodes");
        for (int i = 0; i < items.size(); i++) {
            nodes.addObject()
                    .put("item", items.name(i))
                    .put("score", audit.fit().scores().get(i));
        }
        Optional<Finding> worst = audit.findings().isEmpty()
                ? Optional.empty()
                : Optional.of(audit.findings().get(0));
        double[] flow = worst.map(f -> audit.flows(f.i(), f.j())).orElseGet(() -> new double[sources.count()]);
        List<Integer> edges = new ArrayList<>();
        for (int e = 0; e < sources.count(); e++) {
            edges.add(e);
        }
        edges.sort(Comparator.comparingDouble(e -> -Math.abs(flow[e])));
        ArrayNode shown = json.putArray("edges");
        for (int e : edges.subList(0, Math.min(edges.size(), MOST_EDGES))) {
            shown.addObject()
                    .put("a", items.name(sources.first(e)))
                    .put("b", items.name(sources.second(e)))
                    .put("n", sources.n(e))
                    .put("y", sources.y(e))
                    .put("p", sources.fitted(e).p())
                    .put("flow", flow[e]);
        }
        json.put("omitted", Math.max(0, edges.size() - MOST_EDGES));
        worst.ifPresent(f -> json.putObject("target")
                .put("i", items.name(f.i()))
                .put("j", items.name(f.j()))
                .put("p", f.prediction().p())
                .put("sensitivity", f.size()));
        return json;
    }

    /** What was refitted, row by row: of the findings, then of the sample. */
    static ObjectNode checked(List<NamedFinding> findings, List<NamedFinding> sampled, JsonNode document) {
        ObjectNode json = JSON.objectNode();
        json.set("cases", document.at("/check/cases"));
        json.set("worstRelativeError", document.at("/check/worstRelativeError"));
        ArrayNode rows = json.putArray("rows");
        findings.stream()
                .filter(row -> row.check().isPresent())
                .limit(MOST_CHECKS)
                .forEach(row -> checked(rows, row));
        sampled.forEach(row -> checked(rows, row));
        return json;
    }

    private static void checked(ArrayNode rows, NamedFinding row) {
        Check check = row.check().orElseThrow();
        Finding.Source source = row.source().orElseThrow();
        rows.addObject()
                .put("target_i", row.name(row.finding().i()))
                .put("target_j", row.name(row.finding().j()))
                .put("source_a", row.name(source.a()))
                .put("source_b", row.name(source.b()))
                .put("refit_delta_y", check.deltaY())
                .put("refit_predicted", check.predicted())
                .put("refit_actual", check.actual())
                .put("relative_error", check.relativeError());
    }

    /** The parameters that all judgements share, where the model has any. */
    public static void shared(ObjectNode into, Fit<?> fit) {
        shared(into, fit, Uncertainty.ofExtras(fit));
    }

    /** With standard errors of their own. */
    public static void shared(ObjectNode into, Fit<?> fit, List<Double> errors) {
        if (fit.extras().isEmpty()) {
            return;
        }
        ObjectNode parameters = into.putObject("parameters");
        for (int k = 0; k < fit.extras().size(); k++) {
            ObjectNode parameter = parameters.putObject(fit.extras().get(k));
            parameter.put("value", fit.extra(k));
            parameter.put("standardError", errors.get(k));
        }
    }

    static ArrayNode input(List<Source> sources) {
        ArrayNode input = JSON.arrayNode();
        for (Source source : sources) {
            ObjectNode file = input.addObject();
            file.put("path", source.name());
            file.put("format", source.format());
            file.put("shape", source.shape());
            file.put("rows", source.rows());
            file.put("rejected", source.rejected());
            file.put("bytes", source.bytes());
            file.put("sha256", source.sha256().orElseThrow());
            addNotes(file, source);
        }
        return input;
    }

    /** Adds what a person should know of how a file was read, if anything: columns that were not used, and notes. */
    public static void addNotes(ObjectNode file, Source source) {
        if (!source.ignored().isEmpty()) {
            ArrayNode unused = file.putArray("notUsed");
            source.ignored().forEach(unused::add);
        }
        if (!source.notes().isEmpty()) {
            ArrayNode notes = file.putArray("notes");
            source.notes().forEach(notes::add);
        }
    }

    /** What was fitted, and the letters of the index of a pair under it. */
    static ObjectNode model(Fit<?> fit, Optional<Ties> ties) {
        ObjectNode model = JSON.objectNode();
        model.put("name", fit.model().name());
        model.put("link", fit.model().link().name());
        model.put("prior", fit.prior().toString());
        ties.ifPresent(decided -> model.put("ties", decided.name().toLowerCase(Locale.ROOT)));
        model.put("index", Verdict.bound(fit));
        return model;
    }

    static ObjectNode dominance(List<Dominance> readings) {
        ObjectNode dominance = JSON.objectNode();
        ArrayNode m = dominance.putArray("m");
        ArrayNode pstar = dominance.putArray("pstar");
        ArrayNode share = dominance.putArray("share");
        ArrayNode observed = dominance.putArray("observed");
        ArrayNode confident = dominance.putArray("confident");
        for (Dominance d : readings) {
            m.add(d.m());
            pstar.add(d.pstar());
            share.add(d.fitted());
            observed.add(d.observed());
            confident.add(d.confident());
        }
        return dominance;
    }

    static ObjectNode check(List<Check> checks) {
        ObjectNode check = JSON.objectNode();
        check.put("cases", checks.size());
        check.putNull("worstRelativeError");
        worstError(checks).ifPresent(worst -> check.put("worstRelativeError", worst));
        check.put("allowed", Verdict.WORST_ALLOWED);
        return check;
    }

    /** The largest relative error of any check; empty where nothing was refitted. */
    static OptionalDouble worstError(List<Check> checks) {
        return checks.stream().mapToDouble(Check::relativeError).max();
    }

    /** Rows of a table as objects. */
    public static <T> ArrayNode rows(ResultTable<T> table, List<T> rows) {
        ArrayNode array = JSON.arrayNode();
        List<String> names = table.names();
        for (T row : rows) {
            ObjectNode object = array.addObject();
            List<@Nullable Object> cells = table.cells(row);
            for (int k = 0; k < names.size(); k++) {
                put(object, names.get(k), cells.get(k));
            }
        }
        return array;
    }

    private static void put(ObjectNode object, String name, @Nullable Object cell) {
        if (cell == null) {
            object.putNull(name);
        } else if (cell instanceof Boolean truth) {
            object.put(name, truth);
        } else if (cell instanceof Integer whole) {
            object.put(name, whole);
        } else if (cell instanceof Number number) {
            object.put(name, number.doubleValue());
        } else {
            object.put(name, cell.toString());
        }
    }
}
