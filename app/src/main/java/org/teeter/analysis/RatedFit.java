package org.teeter.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.RatedPairs;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.link.Link;
import org.teeter.report.document.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One problem with a precision for each rater.
 *
 * @param tau standard deviation of the prior of log-precisions
 */
record RatedFit(ProblemFit<RatedPairs> problem, double tau) implements Fitted {
    private static final double NORMAL_95 = 1.959963984540054;
    private static final int SHOWN = 10;

    @Override
    public int largest() {
        return problem.largest();
    }

    @Override
    public Ranking ranking(ErrorChoice errors) {
        return problem.ranking(errors);
    }

    @Override
    public Link link() {
        return problem.link();
    }

    /** What is known of a rater; {@code own} is the share of what is known of its log-precision that is not the prior's. */
    private record Rater(String name, double judgements, double precision, double low, double high, double own) {}

    /** The most precise first. */
    private List<Rater> raters() {
        Fit<RatedPairs> fit = problem.fit();
        List<Double> errors = Uncertainty.ofExtras(fit);
        return IntStream.range(0, errors.size())
                .mapToObj(r -> {
                    double log = fit.extra(r);
                    double error = errors.get(r);
                    return new Rater(
                            fit.extras().get(r),
                            fit.data().judgements(r),
                            Math.exp(log),
                            Math.exp(log - NORMAL_95 * error),
                            Math.exp(log + NORMAL_95 * error),
                            Math.max(0, 1 - error * error / (tau * tau)));
                })
                .sorted(Comparator.comparingDouble(rater -> -rater.precision))
                .toList();
    }

    @Override
    public List<String> summary(Ranking ranking) {
        List<String> lines = new ArrayList<>();
        List<Rater> raters = raters();
        lines.add(
                "precision of raters, the most precise first (1 is the unit of scores, 0 answers at random), and what share of it is"
                        + " known from their judgements, the rest from log-precision N(0, " + Shown.shortest(tau)
                        + "²):");
        for (int r = 0; r < raters.size(); r++) {
            Rater rater = raters.get(r);
            if (r < SHOWN || r >= raters.size() - SHOWN) {
                lines.add("  " + rater.name + " " + Shown.decimals(2, rater.precision) + " ("
                        + Shown.decimals(2, rater.low) + " … " + Shown.decimals(2, rater.high) + "), "
                        + Amount.of(Math.round(rater.judgements), "judgement") + ", " + Math.round(100 * rater.own)
                        + " %");
            } else if (r == SHOWN) {
                lines.add("  … " + (raters.size() - 2 * SHOWN) + " more; --json has all");
            }
        }
        lines.add("");
        lines.addAll(problem.about());
        lines.add(
                "the log-likelihood leaves out that of precisions under their prior, " + Shown.decimals(4, -penalty()));
        return lines;
    }

    private double penalty() {
        Fit<RatedPairs> fit = problem.fit();
        return IntStream.range(0, fit.extras().size())
                .mapToDouble(r -> fit.extra(r) * fit.extra(r) / (2 * tau * tau))
                .sum();
    }

    @Override
    public List<String> warnings() {
        return problem.warnings();
    }

    @Override
    public ObjectNode document(Ranking ranking) {
        ObjectNode document = problem.document(ranking);
        document.remove("parameters"); // which are the raters'
        ArrayNode array = document.put("tau", tau).putArray("raters");
        for (Rater rater : raters()) {
            array.addObject()
                    .put("rater", rater.name)
                    .put("judgements", rater.judgements)
                    .put("precision", rater.precision)
                    .put("low", rater.low)
                    .put("high", rater.high)
                    .put("knownFromJudgements", rater.own);
        }
        return document;
    }
}
