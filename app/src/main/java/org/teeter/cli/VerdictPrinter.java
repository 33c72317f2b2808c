package org.teeter.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teeter.audit.Check;
import org.teeter.audit.Finding;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.NamedFinding;
import org.teeter.report.document.Shown;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tip.Tip;
import org.teeter.tip.Tipping;

/** The verdict on a terminal: sentences, then the worst findings as a table. */
final class VerdictPrinter {
    private static final int LONGEST_NAME = 24;
    private static final int ROWS = 10;
    /** So long is a verdict at most, above the table. */
    private static final int LINES = 10;

    private static final String WARNING = "WARNING";

    private final PrintWriter out;

    VerdictPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(AuditReport report, Path folder) {
        List<String> further = verdict(report.sentences());
        List<NamedFinding> findings = report.findings();
        if (!findings.isEmpty() && findings.get(0).finding().size() > 0) {
            out.println();
            table(findings.subList(0, Math.min(ROWS, findings.size())));
        }
        List<String> losses = report.losses().lines();
        if (!losses.isEmpty()) {
            out.println();
            losses.forEach(line -> new Wrapped(out).println(Verdict.quoted(line)));
        }
        if (!further.isEmpty()) {
            out.println();
            further.forEach(new Wrapped(out)::println);
        }
        out.println();
        out.println("Report: " + Visible.of(folder.resolve("report.html").toString())
                + " (also audit.json, targets.csv, comparisons.csv, scores.csv, run.json)");
    }

    /** Prints the sentences that {@value #LINES} lines hold, warnings in any case; returns the others, for beneath the table. */
    private List<String> verdict(List<String> sentences) {
        List<String> further = new ArrayList<>();
        int left = LINES;
        for (String sentence : sentences) {
            left -= sentence.startsWith(WARNING) ? lines(sentence) : 0;
        }
        boolean full = false;
        for (String sentence : sentences) {
            boolean warns = sentence.startsWith(WARNING);
            full |= !warns && lines(sentence) > left;
            if (warns || !full) {
                new Wrapped(out).println(Verdict.quoted(sentence));
                left -= warns ? 0 : lines(sentence);
            } else {
                further.add(Verdict.quoted(sentence));
            }
        }
        return further;
    }

    private static int lines(String sentence) {
        return Wrapped.lines(Verdict.quoted(sentence)).size();
    }

    private void table(List<NamedFinding> findings) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"prediction", "p", "hangs on", "n", "y", "S", "y - 0.01", "y + 0.01", "to tip"});
        List<String> names = new ArrayList<>();
        for (NamedFinding row : findings) {
            names.add(row.name(row.finding().i()));
            names.add(row.name(row.finding().j()));
            row.finding().source().ifPresent(source -> {
                names.add(row.name(source.a()));
                names.add(row.name(source.b()));
            });
        }
        Stubs stubs = new Stubs(names, LONGEST_NAME);
        for (NamedFinding row : findings) {
            Finding finding = row.finding();
            if (finding.source().isEmpty()) {
                continue;
            }
            Finding.Source source = finding.source().get();
            rows.add(new String[] {
                pair(stubs, row, finding.i(), finding.j()) + (finding.connected() ? "" : " (prior alone)"),
                Shown.probability(finding.prediction()),
                pair(stubs, row, source.a(), source.b()),
                Shown.number(source.n()),
                String.format(Locale.ROOT, "%.3f", source.y()),
                Shown.significant(source.sensitivity()),
                row.check().flatMap(Check::low).map(Shown::probability).orElse("-"),
                row.check().flatMap(Check::high).map(Shown::probability).orElse("-"),
                row.tip().flatMap(Tip::tipping).map(VerdictPrinter::votes).orElse("-")
            });
        }
        int[] width = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int k = 0; k < width.length; k++) {
                width[k] = Math.max(width[k], Visible.width(row[k]));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int k = 0; k < width.length; k++) {
                boolean name = k == 0 || k == 2;
                line.append(name ? Visible.padded(row[k], width[k]) : String.format("%" + width[k] + "s", row[k]))
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** How many votes of the pair turn the prediction round, where any do and leave a finite fit. */
    private static String votes(Tipping tipping) {
        if (tipping.outcome() != Tipping.Outcome.TIPS) {
            return "never";
        }
        return tipping.votes().isPresent() ? Shown.number(tipping.votes().getAsLong()) : "no fit";
    }

    private static String pair(Stubs stubs, NamedFinding row, int i, int j) {
        return stubs.of(row.name(i)) + " : " + stubs.of(row.name(j));
    }
}
