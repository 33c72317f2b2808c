package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.testing.Edges;

/** What the ledger uses; no language model. A new edge is entered here, with its reason. */
class PackagesTest {
    @Test
    void edgesAreExactlyThese() throws Exception {
        assertEquals(
                Edges.listed(
                        "ledger -> cli", // its command
                        "ledger -> link",
                        "ledger -> report.document",
                        "ledger -> report.page", // the pages look alike
                        "ledger -> paper",
                        "ledger -> random"),
                Edges.of(Ledger.class));
    }
}
