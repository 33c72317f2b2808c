package org.teeter.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.teeter.audit.Audit;
import org.teeter.audit.Check;
import org.teeter.audit.ComparisonInfluence;
import org.teeter.audit.Finding;
import org.teeter.data.ComparisonGraph;
import org.teeter.link.Probability;
import org.teeter.report.ResultTable.CheckedFinding;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@link ReportPage} draws: an audit's results, thinned to what a page can show. */
public final class ReportData {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_FINDINGS = 20;
    private static final int MOST_ROWS = 600;
    private static final int MOST_CHECKS = 200;
    private static final int MOST_POINTS = 1000;
    /** Where each point costs a solve of its own. */
    private static final int MOST_POINTS_SOLVED = 60;

    private static final int MOST_EDGES = 400;
    /** Triples of items examined for the map; beyond this many the map shows those of the first items. */
    private static final int MOST_TRIPLES = 2_000_000;

    private final AuditedData data;
    private final Audit audit;
    private final ComparisonGraph graph;
    private final AuditDocument document;
    private final Verdict verdict;
    private final String version;

    public ReportData(AuditedData data, String version) {
        this.data = data;
        this.audit = data.audit();
        this.graph = audit.fit().graph();
        this.document = new AuditDocument(data, version);
        this.verdict = new Verdict(data);
        this.version = version;
    }

    /** The data object of the page. */
    public ObjectNode json(String created) {
        ObjectNode json = JSON.createObjectNode();
        json.put("teeter", version);
        json.put("created", created);
        ArrayNode sentences = json.putArray("verdict");
        verdict.sentences().forEach(sentences::add);
        json.set("findings", findings());
        json.set("model", document.model());
        json.set("input", document.input());
        json.put("items", graph.size());
        json.put("comparisons", data.counts().rows());
        json.put("edges", graph.edges());
        json.put("connected", document.isConnected());
        json.put("bridges", audit.bridges());
        ObjectNode fit = json.putObject("fit");
        fit.put("logLikelihood", audit.fit().logLikelihood());
        fit.put("residual", audit.fit().residual());
        fit.put("iterations", audit.fit().iterations());
        json.set("dominance", document.dominance());
        json.set("certificate", certificate());
        json.set(
                "scores",
                AuditDocument.rows(
                        ResultTable.scores(),
                        ItemTotals.ranking(data.counts(), audit.fit().scores(), audit.standardErrors())));
        List<CheckedFinding> targets = document.checkedFindings();
        json.set(
                "targets",
                AuditDocument.rows(ResultTable.targets(data), targets.subList(0, Math.min(MOST_ROWS, targets.size()))));
        json.set("comparisonsIndex", AuditDocument.rows(ResultTable.comparisons(data), widest(MOST_ROWS)));
        json.set("map", map());
        json.set("graph", comparisonGraph());
        json.set("check", check());
        ArrayNode notes = json.putArray("notes");
        data.notes().forEach(notes::add);
        data.sources().forEach(source -> source.notes().forEach(notes::add));
        return json;
    }

    private ArrayNode findings() {
        ArrayNode findings = JSON.createArrayNode();
        ArrayNode rows = AuditDocument.rows(ResultTable.targets(data), firstFindings());
        for (int k = 0; k < rows.size(); k++) {
            CheckedFinding row = firstFindings().get(k);
            ObjectNode finding = findings.addObject();
            finding.put(
                    "title",
                    data.name(row.finding().i()) + " over "
                            + data.name(row.finding().j()));
            ArrayNode sentences = finding.putArray("sentences");
            sentences.add(verdict.sentence(row.finding(), Optional.ofNullable(row.check())));
            finding.set("target", rows.get(k));
        }
        return findings;
    }

    private List<CheckedFinding> firstFindings() {
        List<CheckedFinding> all = document.checkedFindings();
        return all.subList(0, Math.min(MOST_FINDINGS, all.size()));
    }

    private ObjectNode certificate() {
        ObjectNode certificate = JSON.createObjectNode();
        Optional<ComparisonInfluence> widest = audit.widestIndex();
        widest.ifPresent(c -> {
            certificate.put("maxIndex", c.index());
            certificate.put(
                    "sentence",
                    "Whatever pair is predicted, its sensitivity is at most " + Shown.significant(c.index())
                            + " (the largest n R / 4). It holds for this fit and model, and for one comparison changed a little.");
        });
        return certificate;
    }

    private List<ComparisonInfluence> widest(int most) {
        return audit.influences().stream()
                .sorted(Comparator.comparingDouble(c -> -c.index()))
                .limit(most)
                .toList();
    }

    /** The paper's triangles in the data: i and j, each compared with k. The most sensitive first by the paper's own Eq. (4). */
    private ObjectNode map() {
        record Point(int i, int k, int j, Probability ik, Probability kj, double local, boolean observed) {}
        int[][] neighbours = neighbours();
        List<Point> points = new ArrayList<>();
        int triples = 0;
        for (int k = 0; k < graph.size() && triples < MOST_TRIPLES; k++) {
            for (int i : neighbours[k]) {
                for (int j : neighbours[k]) {
                    triples++;
                    boolean observed = i != j && graph.edge(i, j) >= 0;
                    Probability ik = audit.fit().probability(i, k);
                    Probability kj = audit.fit().probability(k, j);
                    // each triangle once, with its more one-sided comparison as the source
                    boolean sourceFirst = ik.variance() < kj.variance() || (ik.variance() == kj.variance() && i < j);
                    if (i != j && sourceFirst && (!observed || audit.everyPairCompared())) {
                        double local = audit.fit().probability(i, j).variance() / ik.variance();
                        points.add(new Point(i, k, j, ik, kj, local, observed));
                    }
                }
            }
        }
        points.sort(Comparator.comparingDouble(p -> -p.local()));
        ObjectNode map = JSON.createObjectNode();
        ArrayNode m = map.putArray("m");
        audit.request().thresholds().forEach(m::add);
        ArrayNode shown = map.putArray("points");
        int most = graph.size() <= Audit.LARGEST_LISTED ? MOST_POINTS : MOST_POINTS_SOLVED;
        for (Point p : points.subList(0, Math.min(points.size(), most))) {
            ObjectNode point = shown.addObject();
            point.put("i", data.name(p.i));
            point.put("k", data.name(p.k));
            point.put("j", data.name(p.j));
            point.put("p_ik", p.ik.p());
            point.put("p_kj", p.kj.p());
            point.put("p_ij", audit.fit().probability(p.i, p.j).p());
            point.put("local", p.local);
            point.put("sensitivity", audit.sensitivity(p.i, p.j, p.i, p.k));
            point.put("observed", p.observed);
        }
        return map;
    }

    private int[][] neighbours() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            lists.add(new ArrayList<>());
        }
        for (int e = 0; e < graph.edges(); e++) {
            lists.get(graph.first(e)).add(graph.second(e));
            lists.get(graph.second(e)).add(graph.first(e));
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
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
        List<Check> all = new ArrayList<>(
                audit.checks().subList(0, Math.min(audit.checks().size(), MOST_CHECKS)));
        all.addAll(audit.sampledChecks());
        json.put("cases", audit.checks().size() + audit.sampledChecks().size());
        if (all.isEmpty()) {
            json.putNull("worstRelativeError");
        } else {
            json.put("worstRelativeError", document.worstRelativeError());
        }
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
