package org.teeter.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.report.document.AuditDocument;
import org.teeter.testing.Edges;

/** What this module uses; no command line. A new edge is entered here, with its reason. */
class PackagesTest {
    @Test
    void edgesAreExactlyThese() throws Exception {
        assertEquals(
                Edges.listed(
                        "report.document -> audit",
                        "report.document -> data",
                        "report.document -> evidence",
                        "report.document -> fit",
                        "report.document -> graph",
                        "report.document -> head",
                        "report.document -> infer", // the ranks that the page shows
                        "report.document -> link",
                        "report.document -> loss",
                        "report.document -> model",
                        "report.document -> remedy",
                        "report.document -> plan",
                        "report.document -> tabular.bytes",
                        "report.document -> tabular.reader",
                        "report.document -> tabular.tally",
                        "report.document -> tabular.text",
                        "report.document -> tabular.watch", // what rows have in common
                        "report.document -> tip",
                        "report.document -> votes",
                        "report.figure -> link",
                        "report.figure -> paper",
                        "report.page -> data", // hashes
                        "report.page -> report.document"),
                Edges.of(AuditDocument.class));
    }
}
