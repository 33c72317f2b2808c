package org.teeter.report.document;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.teeter.audit.Audit;
import org.teeter.audit.Dominance;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.tabular.reader.Source;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An audit as JSON: {@code audit.json}, of which the report page draws what it has too. */
public final class AuditDocument {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditedData data;
    private final Audit audit;
    private final String version;

    public AuditDocument(AuditedData data, String version) {
        this.data = data;
        this.audit = data.audit();
        this.version = version;
    }

    /** The contents of {@code audit.json}. */
    public ObjectNode json() {
        ComparisonGraph graph = audit.fit().data();
        ObjectNode json = JSON.createObjectNode();
        json.put("teeter", version);
        json.set("input", input());
        json.set("model", model());
        json.put("items", graph.size());
        json.put("comparisons", data.judgements());
        AuditedData.beyondNumber(data.counts(), data.ties(), json);
        json.put("edges", graph.edges());
        json.put("connected", audit.parts().count() == 1);
        ObjectNode fit = json.putObject("fit");
        fit.put("logLikelihood", audit.fit().logLikelihood());
        fit.put("residual", audit.fit().residual());
        fit.put("scoreError", audit.fit().scoreError());
        fit.put("iterations", audit.fit().iterations());
        shared(json, audit.fit());
        json.set("dominance", dominance());
        json.put("everyPairCompared", audit.everyPairCompared());
        json.put("targetsExamined", audit.targets());
        ArrayNode fragile = json.putArray("fragile");
        audit.fragile().forEach(fragile::add);
        json.put("largestSensitivity", audit.largest());
        ObjectNode coverage = json.putObject("coverage");
        coverage.put("above", audit.coverage().above());
        coverage.put("exhausted", audit.coverage().exhausted());
        coverage.put("failureProbability", audit.coverage().failure());
        audit.widestIndex().ifPresent(c -> json.put("certificate", c.index()));
        json.put("parts", audit.parts().count());
        json.put("acrossParts", audit.request().acrossParts());
        json.put("bridges", audit.bridges());
        json.set("targets", rows(ResultTable.targets(data), data.findings()));
        json.set("comparisonsIndex", rows(ResultTable.comparisons(data), audit.influences()));
        ObjectNode check = json.putObject("check");
        check.put("cases", data.checks().size());
        check.putNull("worstRelativeError");
        data.worstError().ifPresent(worst -> check.put("worstRelativeError", worst));
        check.put("allowed", Verdict.WORST_ALLOWED);
        ArrayNode verdict = json.putArray("verdict");
        new Verdict(data).sentences().forEach(sentence -> verdict.add(Verdict.quoted(sentence)));
        return json;
    }

    /** The parameters that all judgements share, where the model has any. */
    public static void shared(ObjectNode into, Fit<?> fit) {
        if (fit.extras().isEmpty()) {
            return;
        }
        List<Double> errors = Uncertainty.ofExtras(fit);
        ObjectNode parameters = into.putObject("parameters");
        for (int k = 0; k < fit.extras().size(); k++) {
            ObjectNode parameter = parameters.putObject(fit.extras().get(k));
            parameter.put("value", fit.extra(k));
            parameter.put("standardError", errors.get(k));
        }
    }

    private ArrayNode input() {
        ArrayNode input = JSON.createArrayNode();
        for (Source source : data.sources()) {
            ObjectNode file = input.addObject();
            file.put("path", source.path().toString());
            file.put("format", source.format());
            file.put("shape", source.shape());
            file.put("rows", source.rows());
            file.put("rejected", source.rejected());
            file.put("bytes", source.bytes());
            file.put("sha256", source.sha256());
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

    private ObjectNode model() {
        ObjectNode model = JSON.createObjectNode();
        model.put("name", audit.fit().model().name());
        model.put("link", audit.fit().model().link().name());
        model.put("prior", audit.fit().prior().toString());
        model.put("ties", data.ties().name().toLowerCase(Locale.ROOT));
        return model;
    }

    private ObjectNode dominance() {
        ObjectNode dominance = JSON.createObjectNode();
        ArrayNode m = dominance.putArray("m");
        ArrayNode pstar = dominance.putArray("pstar");
        ArrayNode share = dominance.putArray("share");
        ArrayNode observed = dominance.putArray("observed");
        ArrayNode confident = dominance.putArray("confident");
        for (Dominance d : audit.dominance()) {
            m.add(d.m());
            pstar.add(d.pstar());
            share.add(d.fitted());
            observed.add(d.observed());
            confident.add(d.confident());
        }
        return dominance;
    }

    /** Rows of a table as objects. */
    public static <T> ArrayNode rows(ResultTable<T> table, List<T> rows) {
        ArrayNode array = JSON.createArrayNode();
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
        } else if (cell instanceof Number number) {
            object.put(name, number.doubleValue());
        } else {
            object.put(name, cell.toString());
        }
    }
}
