package org.teeter.serve;

import java.util.List;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.Losses;
import org.teeter.report.document.NamedFinding;
import tools.jackson.databind.node.ObjectNode;

/**
 * A report in which a file has the name that its reader gave it.
 *
 * @param input that it is of
 * @param report as it was made
 */
public record NamedReport(Input input, AuditReport report) implements AuditReport {

    @Override
    public List<String> sentences() {
        return report.sentences().stream().map(input::named).toList();
    }

    @Override
    public List<NamedFinding> findings() {
        return report.findings();
    }

    @Override
    public Losses losses() {
        return report.losses();
    }

    @Override
    public ObjectNode json() {
        return input.named(report.json());
    }

    @Override
    public ObjectNode page(ObjectNode json, String created) {
        return input.named(report.page(json, created));
    }
}
