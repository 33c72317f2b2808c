package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teeter.data.Amount;
import org.teeter.data.Rankings;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.link.Link;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Shown;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One problem: rankings of items. */
record BallotFit(Fit<Rankings> fit) implements Fitted {
    private static final double NORMAL_95 = 1.959963984540054;

    @Override
    public int largest() {
        return fit.graph().size();
    }

    @Override
    public Ranking ranking(ErrorChoice errors) {
        return new Estimates<>(
                fit, fit.data().items(), ItemTotals.ranking(fit.data(), fit, List.of()), List.of(), errors);
    }

    @Override
    public Link link() {
        return fit.model().link();
    }

    @Override
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        List<Double> errors = Uncertainty.ofExtras(fit);
        for (int k = 0; k < fit.extras().size(); k++) {
            lines.add("log " + fit.extras().get(k) + " " + Shown.decimals(4, fit.extra(k)) + " ± "
                    + Shown.decimals(4, NORMAL_95 * errors.get(k)));
            lines.add("");
        }
        lines.add(String.format(
                Locale.ROOT,
                "%s, prior %s: %s, %s, %s of them different%s; log-likelihood %.4f; the score equations hold to %.1e of an"
                        + " item's choices, scores to about %.0e",
                fit.model().name(),
                fit.prior(),
                Amount.of(fit.graph().size(), "item"),
                Amount.of(fit.data().ballots(), "ranking"),
                Shown.number(fit.data().distinct()),
                weigh(),
                fit.logLikelihood(),
                fit.residual(),
                Math.max(fit.scoreError(), Math.ulp(1.0))));
        return lines;
    }

    private String weigh() {
        double weight = fit.data().weight();
        return Math.abs(weight - fit.data().ballots()) > 1e-9 * weight
                ? ", which weigh " + Shown.number(weight) + " together"
                : "";
    }

    @Override
    public List<String> warnings() {
        return PairFit.warnings(fit);
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.putObject("model")
                .put("name", fit.model().name())
                .put("prior", fit.prior().toString());
        document.put("items", fit.graph().size());
        document.put("rankings", fit.data().ballots());
        document.put("different", fit.data().distinct());
        document.put("weight", fit.data().weight());
        document.put("edges", fit.graph().edges());
        PairFit.quality(document, fit);
        AuditDocument.shared(document, fit);
        return document;
    }
}
