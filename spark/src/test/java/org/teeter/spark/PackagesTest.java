package org.teeter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.testing.Edges;

/** What this module uses. A new edge is entered here, with its reason. */
class PackagesTest {
    @Test
    void edgesAreExactlyThese() throws Exception {
        assertEquals(
                Edges.listed(
                        "spark -> audit", // of problems that are fitted in executors
                        "spark -> data",
                        "spark -> fit",
                        "spark -> link", // the probability of a prediction
                        "spark -> model",
                        "spark -> tabular.bytes",
                        "spark -> tabular.column",
                        "spark -> tabular.form",
                        "spark -> tabular.meaning",
                        "spark -> tabular.shape",
                        "spark -> tabular.tally",
                        "spark -> tabular.export", // files that the command line reads
                        "spark -> tabular.reader",
                        "spark -> tabular.row"),
                Edges.of(SparkCounts.class));
    }
}
