package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.testing.Edges;

/** What the command line uses; neither ledger nor language models, which it finds when it starts. A new edge is entered here, with its reason. */
class PackagesTest {
    @Test
    void edgesAreExactlyThese() throws Exception {
        assertEquals(
                Edges.listed(
                        "analysis -> audit",
                        "analysis -> data",
                        "analysis -> evidence", // which fits have none that flows
                        "analysis -> fit",
                        "analysis -> graph", // parts
                        "analysis -> infer",
                        "analysis -> link", // how wide a point of Elo is
                        "analysis -> model",
                        "analysis -> plan",
                        "analysis -> report.document",
                        "analysis -> tabular.bytes", // progress
                        "analysis -> tabular.count", // names that may be misspelt
                        "analysis -> tabular.reader",
                        "analysis -> tip",
                        "analysis -> votes",
                        "cli -> analysis",
                        "cli -> audit",
                        "cli -> data",
                        "cli -> fit",
                        "cli -> link",
                        "cli -> model",
                        "cli -> report.document",
                        "cli -> report.figure",
                        "cli -> report.page",
                        "cli -> paper",
                        "cli -> plan",
                        "cli -> tabular.bytes",
                        "cli -> tabular.column",
                        "cli -> tabular.count", // what labels mean
                        "cli -> tabular.reader",
                        "cli -> tabular.row", // formats
                        "cli -> tip",
                        "cli -> votes"),
                Edges.of(Main.class));
    }
}
