package org.teeter.cli;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.teeter.analysis.Tables;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.Finite;
import org.teeter.report.page.ReportPage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an audit found as {@code audit.json} and as {@code report.html}. */
final class ReportFiles {
    static final String DOCUMENT = "audit.json";
    static final String PAGE = "report.html";

    private ReportFiles() {}

    /**
     * Writes both.
     *
     * @param document that the report is as JSON
     * @param command that gives the same, in words
     * @return the data object of the page
     */
    static ObjectNode write(AuditReport report, ObjectNode document, List<String> command, Tables files)
            throws IOException {
        try (Writer json = files.open(DOCUMENT)) {
            json.write(Finite.text(document) + "\n");
        }
        ObjectNode shown = report.page(document, LocalDate.now(ZoneOffset.UTC).toString());
        ArrayNode words = shown.putArray("command");
        command.forEach(words::add);
        try (Writer page = files.open(PAGE)) {
            ReportPage.write(page, shown);
        }
        return shown;
    }
}
