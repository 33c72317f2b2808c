package org.teeter.report.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.teeter.audit.Audit;
import org.teeter.audit.Finding;
import org.teeter.link.Probability;
import org.teeter.loss.LossReading;
import org.teeter.loss.LossReading.UnderLoss;
import org.teeter.loss.LossReading.Whole;
import org.teeter.loss.TrainingLoss;
import org.teeter.tabular.bytes.Visible;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What losses that train language models make of an audit's findings: a line each, and in full as JSON.
 *
 * @param findings those that have a source, in the order of the readings' own
 * @param readings one a loss
 */
public record Losses(List<NamedFinding> findings, List<LossReading> readings) {
    private static final String NOTHING = "-";

    public Losses {
        findings = findings.stream().filter(row -> row.source().isPresent()).toList();
        readings = List.copyOf(readings);
    }

    /** A table of the losses, of the first finding under each, and what to know of them; names stand between the marks of {@link Verdict}. */
    public List<String> lines() {
        if (readings.isEmpty() || findings.isEmpty()) {
            return List.of();
        }
        NamedFinding worst = findings.get(0);
        Finding.Source source = worst.source().orElseThrow();
        double beta = readings.get(0).loss().beta();
        List<String> lines = new ArrayList<>();
        lines.add("Under losses that train on it, to the end, with β = " + plain(beta)
                + ". Lead and slope: what each makes of " + Verdict.marked(worst.name(source.a())) + " over "
                + Verdict.marked(worst.name(source.b())) + " (" + Shown.percent(source.y())
                + ") alone. p and S: " + Verdict.title(worst)
                + " by rewards; sampled: by a policy whose reference gives either as often.");
        lines.addAll(table());
        for (LossReading reading : readings) {
            reading.diverges().ifPresent(why -> lines.add(reading.loss().kind() + " diverges: " + why + "."));
        }
        for (LossReading reading : readings) {
            reading.loss()
                    .caution()
                    .ifPresent(caution -> lines.add(reading.loss().kind() + ": " + caution + "."));
        }
        lines.add("Log-odds of samples are 1/β = " + Shown.significant(1 / beta)
                + " times those of rewards: level predictions become so many times as sensitive, clear ones certain.");
        return lines;
    }

    /** The table's rows, its head first, as wide as they need be. */
    private List<String> table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"loss", "largest", "fragile", "lead", "slope", "p", "S", "sampled", "S sampled"});
        for (LossReading reading : readings) {
            UnderLoss first = reading.findings().get(0);
            Optional<Audit> audit = reading.audit();
            Optional<Whole> whole = first.whole();
            rows.add(new String[] {
                reading.loss().toString(),
                reading.diverges().isPresent()
                        ? "diverges"
                        : audit.map(a -> Shown.significant(a.largest())).orElse(NOTHING),
                audit.map(a -> Shown.number(a.fragile().get(0)) + " of " + Shown.number(a.targets()))
                        .orElse(NOTHING),
                endless(first.lead()),
                endless(first.slope()),
                whole.map(w -> Shown.probability(w.p())).orElse(NOTHING),
                whole.map(w -> Shown.significant(w.sensitivity())).orElse(NOTHING),
                whole.map(w -> Shown.probability(w.sampled())).orElse(NOTHING),
                whole.map(w -> Shown.significant(w.sampledSensitivity())).orElse(NOTHING)
            });
        }
        int[] width = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int k = 0; k < width.length; k++) {
                width[k] = Math.max(width[k], Visible.width(row[k]));
            }
        }
        return rows.stream().map(row -> line(row, width)).toList();
    }

    private static String line(String[] row, int... width) {
        StringBuilder line = new StringBuilder(Visible.padded(row[0], width[0]));
        for (int k = 1; k < width.length; k++) {
            line.append("  ")
                    .append(" ".repeat(width[k] - Visible.width(row[k])))
                    .append(row[k]);
        }
        return line.toString();
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String endless(double value) {
        return Double.isInfinite(value) ? (value > 0 ? "∞" : "-∞") : Shown.significant(value);
    }

    /** A member for each loss, with all findings under it; what is infinite is null. */
    ArrayNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (LossReading reading : readings) {
            TrainingLoss loss = reading.loss();
            ObjectNode one = array.addObject();
            one.put("loss", loss.kind().toString());
            one.put("beta", loss.beta());
            if (loss.kind().smooths()) {
                one.put("smoothing", loss.smoothing());
            }
            if (loss.kind() == TrainingLoss.Kind.SIMPO) {
                one.put("margin", loss.margin());
            }
            one.put("lead", loss.kind().reading());
            loss.caution().ifPresent(caution -> one.put("caution", caution));
            reading.diverges().ifPresent(why -> one.put("diverges", why));
            reading.audit().ifPresent(audit -> {
                one.put("largestSensitivity", audit.largest());
                ArrayNode fragile = one.putArray("fragile");
                audit.fragile().forEach(fragile::add);
                one.set(
                        "check",
                        AuditDocument.check(Stream.concat(audit.checks().stream(), audit.sampledChecks().stream())
                                .toList()));
            });
            ArrayNode rows = one.putArray("findings");
            for (int k = 0; k < findings.size(); k++) {
                add(rows.addObject(), findings.get(k), reading.findings().get(k));
            }
        }
        return array;
    }

    private static void add(ObjectNode row, NamedFinding finding, UnderLoss under) {
        Finding.Source source = finding.source().orElseThrow();
        row.put("target_i", finding.name(finding.finding().i()));
        row.put("target_j", finding.name(finding.finding().j()));
        row.put("source_a", finding.name(source.a()));
        row.put("source_b", finding.name(source.b()));
        row.put("y", source.y());
        finite(row, "lead", under.lead());
        finite(row, "slope", under.slope());
        under.whole().ifPresent(whole -> {
            row.put("p", whole.p().p());
            row.put("sensitivity", whole.sensitivity());
            Probability sampled = whole.sampled();
            row.put("sampled_p", sampled.p());
            row.put("sampled_sensitivity", whole.sampledSensitivity());
        });
    }

    private static void finite(ObjectNode row, String name, double value) {
        if (Double.isInfinite(value)) {
            row.putNull(name);
        } else {
            row.put(name, value);
        }
    }
}
