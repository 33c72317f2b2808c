package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.teeter.audit.Progress;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.graph.Parts;
import org.teeter.link.Link;
import org.teeter.model.Hold;
import org.teeter.report.document.AcrossParts;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.Boundaries;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Judged;
import org.teeter.report.document.Order;
import org.teeter.report.document.Shown;
import org.teeter.report.document.TipDocument;
import org.teeter.votes.Change;
import org.teeter.votes.Proof;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One problem: judgements of pairs of items, or rankings of them.
 *
 * @param variation what errors are made of that do not trust the model
 */
record ProblemFit<D extends Judgements<D>>(Judged judged, Items items, Fit<D> fit, Variation<D> variation)
        implements Fitted {

    @Override
    public int largest() {
        return fit.graph().size();
    }

    @Override
    public Ranking ranking(ErrorChoice errors) {
        List<ItemTotals> plain = judged.ranking(fit, List.of());
        return new Estimates<>(fit, items, plain, variation, errors);
    }

    /** Who is first, and how firmly; empty where nothing is to be said of it. */
    Optional<Order> order(long seed, Raters raters) {
        return new Standing<>(judged, fit, raters).order(seed);
    }

    /** How few votes change the order. */
    TipDocument tip(TipRequest asked, Raters raters) {
        return new Standing<>(judged, fit, raters).tip(items, asked);
    }

    /** How few votes change which items are the first k, for every k up to some. */
    Boundaries boundaries(int most, Change change, Proof proof, Progress progress) {
        return new Standing<>(judged, fit, Raters.UNKNOWN).boundaries(items, most, change, proof, progress);
    }

    @Override
    public Link link() {
        return fit.model().link();
    }

    @Override
    public List<String> summary(Ranking ranking) {
        List<String> lines = new ArrayList<>();
        List<Double> errors = sharedErrors(ranking);
        for (int k = 0; k < fit.extras().size(); k++) {
            lines.add(fit.extras().get(k) + " " + Shown.decimals(4, fit.extra(k)) + " ± "
                    + Shown.decimals(4, ranking.quantile() * errors.get(k)));
            lines.add("");
        }
        lines.addAll(about());
        return lines;
    }

    private List<Double> sharedErrors(Ranking ranking) {
        return ranking.sharedErrors().orElseGet(() -> Uncertainty.ofExtras(fit));
    }

    /** The same but for the parameters that all judgements share. */
    List<String> about() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s, prior %s: %s, %s%s; log-likelihood %.4f; the score"
                        + " equations hold to %.1e of an item's wins or losses, scores to about %.0e",
                fit.model().name(),
                fit.prior(),
                Amount.of(fit.graph().size(), "item"),
                judged.counted(fit.graph().edges()),
                judged.beyondNumber(),
                fit.logLikelihood(),
                fit.residual(),
                Math.max(fit.scoreError(), Math.ulp(1.0))));
        fit.localMaximum()
                .ifPresent(known -> lines.add(
                        known.here() == known.starts()
                                ? "its " + climbed() + " may have several maxima; from each of " + known.starts()
                                        + " starts this one was found"
                                : "its " + climbed()
                                        + " may have several maxima; this is the best that was found, from "
                                        + known.here() + " of " + known.starts() + " starts"));
        if (isPenalised()) {
            lines.add("penalised log-likelihood " + Shown.decimals(4, fit.logPosterior())
                    + "; standard errors are by the information of the likelihood at this fit");
        }
        return lines;
    }

    private boolean isPenalised() {
        return fit.prior().hold() == Hold.INFORMATION;
    }

    private String climbed() {
        return isPenalised() ? "penalised likelihood" : "likelihood";
    }

    @Override
    public List<String> warnings() {
        return AcrossParts.warning(fit).stream()
                .map(said -> said + " Compare scores within a part only (column part).")
                .toList();
    }

    @Override
    public ObjectNode document(Ranking ranking) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode about = document.putObject("model");
        about.put("name", fit.model().name());
        about.put("prior", fit.prior().toString());
        judged.ties().ifPresent(ties -> about.put("ties", ties.name().toLowerCase(Locale.ROOT)));
        document.put("items", fit.graph().size());
        document.put(judged.key(), judged.judgements());
        judged.beyondNumber(document);
        document.put("edges", fit.graph().edges());
        document.put("parts", Parts.of(fit.graph()).count());
        ObjectNode quality = document.putObject("fit");
        quality.put("logLikelihood", fit.logLikelihood());
        if (isPenalised()) {
            quality.put("penalisedLogLikelihood", fit.logPosterior());
        }
        quality.put("residual", fit.residual());
        quality.put("scoreError", fit.scoreError());
        quality.put("iterations", fit.iterations());
        fit.localMaximum()
                .ifPresent(known -> quality.put("starts", known.starts()).put("startsThatLedHere", known.here()));
        AuditDocument.shared(document, fit, sharedErrors(ranking));
        return document;
    }
}
