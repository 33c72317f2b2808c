package org.teeter.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.NamedFinding;
import org.teeter.report.document.Stubs;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.bytes.Visible;

/** The verdict on a terminal: sentences, then the worst findings as a table. */
final class VerdictPrinter {
    private static final int LONGEST_NAME = 24;
    static final int ROWS = 10;
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
        List<List<String>> rows = FindingRows.of(findings, new Stubs(FindingRows.names(findings), LONGEST_NAME)::of);
        int[] width = new int[FindingRows.HEAD.size()];
        for (List<String> row : rows) {
            for (int k = 0; k < width.length; k++) {
                width[k] = Math.max(width[k], Visible.width(row.get(k)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int k = 0; k < width.length; k++) {
                boolean name = FindingRows.isName(k);
                line.append(
                                name
                                        ? Visible.padded(row.get(k), width[k])
                                        : String.format("%" + width[k] + "s", row.get(k)))
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
