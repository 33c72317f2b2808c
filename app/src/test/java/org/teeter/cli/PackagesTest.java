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
                        "analysis -> graph",
                        "analysis -> head", // parts
                        "analysis -> infer",
                        "analysis -> link", // how wide a point of Elo is
                        "analysis -> loss",
                        "analysis -> model",
                        "analysis -> remedy",
                        "analysis -> random",
                        "analysis -> plan",
                        "analysis -> report.document",
                        "analysis -> tabular.bytes", // progress
                        "analysis -> tabular.export",
                        "analysis -> tabular.reader",
                        "analysis -> tabular.tally", // contexts
                        "analysis -> tabular.text", // prompts
                        "analysis -> tabular.vector",
                        "analysis -> tabular.watch", // names that may be misspelt
                        "analysis -> tip",
                        "analysis -> votes",
                        "cli -> analysis",
                        "cli -> audit",
                        "cli -> data",
                        "cli -> fit",
                        "cli -> link",
                        "cli -> loss",
                        "cli -> model",
                        "cli -> remedy",
                        "cli -> report.document",
                        "cli -> report.figure",
                        "cli -> report.page",
                        "cli -> paper",
                        "cli -> plan",
                        "cli -> serve",
                        "cli -> tabular.bytes",
                        "cli -> tabular.column",
                        "cli -> tabular.export",
                        "cli -> tabular.form", // covariates
                        "cli -> tabular.meaning", // what labels mean
                        "cli -> tabular.reader",
                        "cli -> tabular.row", // formats
                        "cli -> tabular.watch", // what rows have in common
                        "cli -> tip",
                        "cli -> votes",
                        "serve -> analysis", // who watches, and where tables go
                        "serve -> report.document", // with files called as their readers call them
                        "serve -> report.page", // type and colours
                        "serve -> tabular.bytes"), // temporary files, names that are seen
                Edges.of(Main.class));
    }
}
