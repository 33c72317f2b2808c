package org.teeter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.Markdown;
import org.teeter.report.document.NamedFinding;
import org.teeter.report.document.Verdict;

/** The verdict in Markdown, as a pull request's summary shows it: what fails, sentences, and the worst findings as a table. */
final class VerdictMarkdown {
    private VerdictMarkdown() {}

    /**
     * The text.
     *
     * @param failures conditions of {@code --fail-on} that are not met
     */
    static String of(AuditReport report, List<String> failures, Path folder) {
        StringBuilder text = new StringBuilder("### Teeter: how far one preference moves another\n");
        failures.forEach(failure ->
                text.append("\n**Fails:** ").append(Markdown.text(failure)).append('\n'));
        List<String> sentences = report.sentences();
        for (int k = 0; k < sentences.size(); k++) {
            String sentence = Markdown.text(Verdict.quoted(sentences.get(k)));
            text.append(k == 0 ? "\n**" : "* ").append(sentence).append(k == 0 ? "**\n\n" : "\n");
        }
        List<NamedFinding> findings = report.findings();
        if (!findings.isEmpty() && findings.get(0).finding().size() > 0) {
            List<List<String>> rows = FindingRows.of(
                    findings.subList(0, Math.min(VerdictPrinter.ROWS, findings.size())), UnaryOperator.identity());
            text.append('\n').append(Markdown.row(rows.get(0)));
            text.append(IntStream.range(0, FindingRows.HEAD.size())
                    .mapToObj(k -> FindingRows.isName(k) ? ":--" : "--:")
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
            rows.subList(1, rows.size()).forEach(row -> text.append(Markdown.row(row)));
        }
        List<String> losses = report.losses().lines();
        if (!losses.isEmpty()) {
            text.append('\n');
            losses.forEach(
                    line -> text.append("    ").append(Verdict.quoted(line)).append('\n'));
        }
        return text.append("\nReport: ")
                .append(Markdown.text(folder.resolve("report.html").toString()))
                .append('\n')
                .toString();
    }
}
