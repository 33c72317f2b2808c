package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.teeter.audit.Audit;
import org.teeter.audit.Check;
import org.teeter.audit.ComparisonInfluence;
import org.teeter.audit.Finding;
import org.teeter.data.ComparisonGraph;
import org.teeter.report.document.ResultTable.CheckedFinding;
import org.teeter.report.page.ReportPage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@link ReportPage} draws: an audit's results, thinned to what a page can show. */
public final class ReportData {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> SAME = List.of(
            "model", "input", "items", "comparisons", "edges", "connected", "parts", "bridges", "fit", "dominance");
    private static final int MOST_FINDINGS = 20;
    private static final int MOST_ROWS = 600;
    private static final int MOST_CHECKS = 200;
    private static final int MOST_EDGES = 400;

    private final AuditedData data;
    private final ObjectNode document;
    private final Audit audit;
    private final ComparisonGraph graph;
    private final Verdict verdict;

    /**
     * Of an audit.
     *
     * @param document its {@code audit.json}
     */
    public ReportData(AuditedData data, ObjectNode document) {
        this.data = data;
        this.document = document;
        this.audit = data.audit();
        this.graph = audit.fit().data();
        this.verdict = new Verdict(data);
    }

    /** The data object of the page. */
    public ObjectNode json(String created) {
        ObjectNode json = JSON.createObjectNode();
        json.set("teeter", document.get("teeter"));
        json.put("created", created);
        ArrayNode sentences = json.putArray("verdict");
        verdict.sentences().forEach(sentences::add);
        json.set("findings", findings());
        for (String same : SAME) {
            json.set(same, document.get(same));
        }
        if (document.has("parameters")) {
            json.set("parameters", document.get("parameters"));
        }
        json.set("model", ((ObjectNode) document.get("model")).deepCopy().put("index", verdict.bound()));
        json.set("fit", ((ObjectNode) document.get("fit")).deepCopy().without("scoreError"));
        json.set("certificate", certificate());
        json.set("scores", AuditDocument.rows(ResultTable.scores(data.ranking()), data.ranking()));
        json.set("targets", firstTargets(MOST_ROWS));
        json.set("comparisonsIndex", AuditDocument.rows(ResultTable.comparisons(data), widest(MOST_ROWS)));
        json.set("map", TriangleMap.of(data).json(data));
        json.set("graph", comparisonGraph());
        json.set("check", check());
        ArrayNode notes = json.putArray("notes");
        data.notes().forEach(notes::add);
        data.sources().forEach(source -> source.notes().forEach(notes::add));
        return json;
    }

    private ArrayNode firstTargets(int most) {
        ArrayNode first = JSON.createArrayNode();
        document.get("targets").valueStream().limit(most).forEach(first::add);
        return first;
    }

    private ArrayNode findings() {
        ArrayNode findings = JSON.createArrayNode();
        ArrayNode rows = firstTargets(MOST_FINDINGS);
        List<CheckedFinding> checked = data.findings();
        for (int k = 0; k < rows.size(); k++) {
            CheckedFinding row = checked.get(k);
            ObjectNode finding = findings.addObject();
            finding.put(
                    "title",
                    verdict.named(row.finding().i()) + " over "
                            + verdict.named(row.finding().j()));
            ArrayNode sentences = finding.putArray("sentences");
            sentences.add(verdict.sentence(row.finding(), Optional.ofNullable(row.check())));
            finding.set("target", rows.get(k));
        }
        return findings;
    }

    private ObjectNode certificate() {
        ObjectNode certificate = JSON.createObjectNode();
        Optional<ComparisonInfluence> widest = audit.widestIndex();
        widest.ifPresent(c -> {
            certificate.put("maxIndex", c.index());
            certificate.put(
                    "sentence",
                    "Whatever pair is predicted, its sensitivity is at most " + Shown.significant(c.index())
                            + " (the largest " + verdict.bound()
                            + "). It holds for this fit and model, and for the share of one pair changed a little.");
        });
        return certificate;
    }

    private List<ComparisonInfluence> widest(int most) {
        return audit.influences().stream()
                .sorted(Comparator.comparingDouble(c -> -c.index()))
                .limit(most)
                .toList();
    }

    private ObjectNode comparisonGraph() {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode nodes = json.putArray("nodes");
        for (int i = 0; i < graph.size(); i++) {
            nodes.addObject()
                    .put("item", data.name(i))
                    .put("score", audit.fit().scores().get(i));
        }
        Optional<Finding> worst = audit.findings().isEmpty()
                ? Optional.empty()
                : Optional.of(audit.findings().get(0));
        double[] flow = worst.map(f -> audit.flows(f.i(), f.j())).orElseGet(() -> new double[graph.edges()]);
        List<Integer> edges = new ArrayList<>();
        for (int e = 0; e < graph.edges(); e++) {
            edges.add(e);
        }
        edges.sort(Comparator.comparingDouble(e -> -Math.abs(flow[e])));
        ArrayNode shown = json.putArray("edges");
        for (int e : edges.subList(0, Math.min(edges.size(), MOST_EDGES))) {
            ObjectNode edge = shown.addObject();
            edge.put("a", data.name(graph.first(e)));
            edge.put("b", data.name(graph.second(e)));
            edge.put("n", graph.n(e));
            edge.put("y", graph.y(e));
            edge.put(
                    "p",
                    audit.fit().probability(graph.first(e), graph.second(e)).p());
            edge.put("flow", flow[e]);
        }
        json.put("omitted", Math.max(0, edges.size() - MOST_EDGES));
        worst.ifPresent(f -> json.putObject("target")
                .put("i", data.name(f.i()))
                .put("j", data.name(f.j()))
                .put("p", f.prediction().p())
                .put("sensitivity", f.size()));
        return json;
    }

    private ObjectNode check() {
        ObjectNode json = JSON.createObjectNode();
        json.set("cases", document.at("/check/cases"));
        json.set("worstRelativeError", document.at("/check/worstRelativeError"));
        List<Check> all = new ArrayList<>(
                audit.checks().subList(0, Math.min(audit.checks().size(), MOST_CHECKS)));
        all.addAll(audit.sampledChecks());
        ArrayNode rows = json.putArray("rows");
        for (Check check : all) {
            Finding.Source source = check.finding().source().orElseThrow();
            rows.addObject()
                    .put("target_i", data.name(check.finding().i()))
                    .put("target_j", data.name(check.finding().j()))
                    .put("source_a", data.name(source.a()))
                    .put("source_b", data.name(source.b()))
                    .put("refit_delta_y", check.deltaY())
                    .put("refit_predicted", check.predicted())
                    .put("refit_actual", check.actual())
                    .put("relative_error", check.relativeError());
        }
        return json;
    }
}
