package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.head.HeadAudit;
import org.teeter.head.HeldOut;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An audit of a linear head, as sentences, a table and JSON.
 *
 * @param judgements how many rows were counted
 * @param width numbers a vector
 * @param prior as the command line writes it
 * @param audit what was found
 * @param checks the worst findings, held against refits
 * @param held what the fit says of judgements that were kept from it, if some were
 * @param thresholds of sensitivity
 */
public record HeadDocument(
        long judgements,
        int width,
        String prior,
        HeadAudit audit,
        List<HeadAudit.Check> checks,
        Optional<HeldOut> held,
        List<Double> thresholds) {
    private static final int ROWS = 10;
    /** Leverages of a fit without a prior add up to the number of directions, but for rounding. */
    private static final double SELF_TEST = 1e-6;

    public HeadDocument {
        checks = List.copyOf(checks);
        thresholds = List.copyOf(thresholds);
    }

    private ComparisonGraph pairs() {
        return audit.fit().pairs();
    }

    private Items items() {
        return pairs().items();
    }

    /** The verdict and a table of the worst findings; names stand between the marks that {@link Verdict} explains. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        double m = thresholds.get(0);
        long known = audit.findings().stream().filter(f -> f.size() > m).count();
        double largest =
                audit.findings().isEmpty() ? 0 : audit.findings().get(0).size();
        String all = Amount.of(audit.targets(), "prediction");
        lines.add((known == 0
                        ? audit.complete() <= m
                                ? "None of " + all + " is fragile"
                                : "No fragile prediction was found among the " + Shown.number((long) audit.visited())
                                        + " of " + all + " that may be most so"
                        : Shown.number(known) + (isAll(known) ? "" : " or more") + " of " + all
                                + (known == 1 ? " is" : " are") + " fragile")
                + ": the largest sensitivity to the share of another pair is " + Shown.significant(largest)
                + (audit.complete() > 0 ? "; none that is missing exceeds " + Shown.significant(audit.complete()) : "")
                + ".");
        if (largest > 0) {
            HeadAudit.Finding worst = audit.findings().get(0);
            lines.add("The most sensitive: " + pair(worst.i(), worst.j(), " over ") + " is predicted at "
                    + Shown.probability(worst.p()) + " and hangs most on " + source(worst) + ".");
        }
        lines.add(Amount.of(judgements, "judgement") + " of " + Amount.of(pairs().edges(), "pair") + " of "
                + Amount.of(items().size(), "option") + " with vectors of " + Amount.of(width, "number")
                + "; a finite fit exists (prior " + prior + "), and its weights are within "
                + String.format(Locale.ROOT, "%.0e", Math.max(audit.fit().error(), 1e-16)) + " standard errors of it.");
        held.ifPresent(others -> lines.add("Of " + Shown.number(others.judgements()) + " judgements held out, "
                + Shown.decimals(1, 100 * others.favoured())
                + " % go to the option that the fit favours; their mean log-loss is "
                + Shown.decimals(4, others.logLoss()) + " (a coin: 0.6931)."));
        lines.add(leverages());
        lines.add(checked());
        lines.add("");
        lines.addAll(table());
        return lines;
    }

    /** Whether so many findings above a threshold are all: the list went on below it, or has every prediction. */
    private boolean isAll(long known) {
        return known < audit.findings().size() || audit.findings().size() >= audit.targets();
    }

    private String leverages() {
        double sum = audit.leverageSum();
        String said = "Judgements decide " + Shown.decimals(3, sum) + " of " + Amount.of(width, "direction");
        return prior.equals("none")
                ? Math.abs(sum - width) <= SELF_TEST * width
                        ? said + ", as they must."
                        : said + ": WARNING, without a prior it must be all; go by the refitted values."
                : said + ", the prior the rest.";
    }

    private String checked() {
        if (checks.isEmpty()) {
            return "Nothing was checked by refitting.";
        }
        double worst = checks.stream()
                .mapToDouble(HeadAudit.Check::relativeError)
                .max()
                .orElseThrow();
        return "Checked by refitting, " + Amount.of(checks.size(), "case") + ": "
                + (worst <= Verdict.WORST_ALLOWED ? "" : "WARNING, ")
                + "small changes come out as predicted, to a relative "
                + Shown.significant(worst) + ".";
    }

    private List<String> table() {
        List<String> rows = new ArrayList<>();
        rows.add(String.format(
                Locale.ROOT, "%-24s %7s  %-24s %5s %7s %9s", "prediction", "p", "hangs on", "n", "y", "S"));
        audit.findings().stream().limit(ROWS).forEach(f -> {
            int e = f.source();
            rows.add(String.format(
                            Locale.ROOT,
                            "%-24s %7s  %-24s %5s %7.3f %9s",
                            items().name(f.i()) + " : " + items().name(f.j()),
                            Shown.probability(f.p()),
                            items().name(pairs().first(e)) + " : " + items().name(pairs().second(e)),
                            Shown.number(pairs().n(e)),
                            pairs().y(e),
                            Shown.significant(f.sensitivity()))
                    .stripTrailing());
        });
        return rows;
    }

    private String source(HeadAudit.Finding finding) {
        int e = finding.source();
        return pair(pairs().first(e), pairs().second(e), " against ") + " (" + Shown.number(pairs().won(e)) + " of "
                + Shown.number(pairs().n(e)) + " for the first; sensitivity " + Shown.significant(finding.sensitivity())
                + ")";
    }

    private String pair(int i, int j, String between) {
        return Verdict.marked(items().name(i)) + between + Verdict.marked(items().name(j));
    }

    /** The same as JSON. */
    public ObjectNode json(String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("teeter", version);
        json.put("options", items().size());
        json.put("comparisons", judgements);
        json.put("edges", pairs().edges());
        json.put("width", width);
        json.put("prior", prior);
        ObjectNode fit = json.putObject("fit");
        fit.put("logPosterior", audit.fit().logPosterior());
        fit.put("error", audit.fit().error());
        json.put("targets", audit.targets());
        json.put("targetsVisited", audit.visited());
        json.put("completeAbove", audit.complete());
        json.put("leverageSum", audit.leverageSum());
        json.put("certificate", audit.widestIndex());
        held.ifPresent(others -> json.putObject("held")
                .put("comparisons", others.judgements())
                .put("edges", others.pairs())
                .put("logLoss", others.logLoss())
                .put("favoured", others.favoured()));
        ArrayNode findings = json.putArray("findings");
        for (HeadAudit.Finding f : audit.findings()) {
            int e = f.source();
            findings.addObject()
                    .put("target_i", items().name(f.i()))
                    .put("target_j", items().name(f.j()))
                    .put("p", f.p().p())
                    .put("se_lead", f.error())
                    .put("source_a", items().name(pairs().first(e)))
                    .put("source_b", items().name(pairs().second(e)))
                    .put("n", pairs().n(e))
                    .put("y", pairs().y(e))
                    .put("leverage", audit.leverages().get(e))
                    .put("sensitivity", f.sensitivity());
        }
        ArrayNode checked = json.putArray("check");
        for (HeadAudit.Check check : checks) {
            checked.addObject()
                    .put("delta_y", check.deltaY())
                    .put("predicted", check.predicted())
                    .put("actual", check.actual())
                    .put("relativeError", check.relativeError());
        }
        return json;
    }
}
