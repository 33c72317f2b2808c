package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.fit.Information;
import org.teeter.fit.Uncertainty;
import org.teeter.graph.Parts;
import org.teeter.linalg.Elimination;
import org.teeter.link.Link;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Scale;
import org.teeter.report.document.Shown;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One problem: judgements of pairs of items. */
record PairFit(Counts counts, Ties ties, Fit<ComparisonGraph> fit) implements Fitted {
    private static final double NORMAL_95 = 1.959963984540054;

    @Override
    public int largest() {
        return fit.graph().size();
    }

    @Override
    public List<ItemTotals> ranking(boolean withErrors, Scale scale) {
        int anchor = scale.anchor().map(name -> anchor(name, counts.items())).orElse(-1);
        List<Double> errors =
                !withErrors ? List.of() : anchor < 0 ? Uncertainty.standardErrors(fit) : errorsAgainst(fit, anchor);
        double anchored = anchor < 0 ? 0 : fit.scores().get(anchor);
        return ItemTotals.ranking(counts, ties, fit, errors).stream()
                .map(t -> t.on(scale, anchored, t.standardError()))
                .toList();
    }

    static int anchor(String name, Items items) {
        return items.id(name)
                .orElseThrow(() -> new RefusedException("--anchor needs the name of an item, and \"" + name
                        + "\" is none; the items begin with \"" + items.name(0) + "\""));
    }

    @Override
    public Link link() {
        return fit.model().link();
    }

    /** The standard error of each score's lead over the anchor's. */
    static List<Double> errorsAgainst(Fit<?> fit, int anchor) {
        Information information = fit.information();
        Elimination eliminated = Elimination.of(information.scores().closed());
        double[][] g = eliminated.inverse();
        double[] variances = new double[fit.graph().size()];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = (g[i][i] - g[i][anchor]) + (g[anchor][anchor] - g[anchor][i]);
        }
        for (double[] y : information.bordered(eliminated::solve).addition()) {
            for (int i = 0; i < variances.length; i++) {
                variances[i] += (y[i] - y[anchor]) * (y[i] - y[anchor]);
            }
        }
        return Uncertainty.roots(variances);
    }

    @Override
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        List<Double> errors = Uncertainty.ofExtras(fit);
        for (int k = 0; k < fit.extras().size(); k++) {
            lines.add(fit.extras().get(k) + " " + Shown.decimals(4, fit.extra(k)) + " ± "
                    + Shown.decimals(4, NORMAL_95 * errors.get(k)));
            lines.add("");
        }
        lines.add(String.format(
                Locale.ROOT,
                "%s, prior %s: %s, %s of %s%s; log-likelihood %.4f; the score"
                        + " equations hold to %.1e of an item's wins or losses, scores to about %.0e",
                fit.model().name(),
                fit.prior(),
                Amount.of(fit.graph().size(), "item"),
                Amount.of(counts.rows(ties), "judgement"),
                Amount.of(fit.graph().edges(), "pair"),
                AuditedData.beyondNumber(counts, ties),
                fit.logLikelihood(),
                fit.residual(),
                Math.max(fit.scoreError(), Math.ulp(1.0))));
        return lines;
    }

    @Override
    public List<String> warnings() {
        return warnings(fit);
    }

    static List<String> warnings(Fit<?> fit) {
        int parts = Parts.of(fit.graph()).count();
        return parts == 1
                ? List.of()
                : List.of("the data fall into " + Shown.number(parts) + " parts that no pair connects; how their scores"
                        + " compare comes from the prior alone. Compare scores within a part only (column part).");
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        ObjectNode about = document.putObject("model");
        about.put("name", fit.model().name());
        about.put("prior", fit.prior().toString());
        about.put("ties", ties.name().toLowerCase(Locale.ROOT));
        document.put("items", fit.graph().size());
        document.put("comparisons", counts.rows(ties));
        AuditedData.beyondNumber(counts, ties, document);
        document.put("edges", fit.graph().edges());
        quality(document, fit);
        AuditDocument.shared(document, fit);
        return document;
    }

    static void quality(ObjectNode document, Fit<?> fit) {
        document.put("parts", Parts.of(fit.graph()).count());
        ObjectNode quality = document.putObject("fit");
        quality.put("logLikelihood", fit.logLikelihood());
        quality.put("residual", fit.residual());
        quality.put("scoreError", fit.scoreError());
        quality.put("iterations", fit.iterations());
    }
}
