package org.teeter.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.testing.Edges;

/** What this module uses. A new edge is entered here, with its reason. */
class PackagesTest {
    @Test
    void edgesAreExactlyThese() throws Exception {
        assertEquals(
                Edges.listed(
                        "tabular.column -> tabular.bytes",
                        "tabular.count -> data",
                        "tabular.count -> tabular.bytes",
                        "tabular.count -> tabular.column",
                        "tabular.count -> tabular.parquet",
                        "tabular.count -> tabular.row",
                        "tabular.export -> data", // hashes
                        "tabular.export -> tabular.bytes",
                        "tabular.export -> tabular.column",
                        "tabular.export -> tabular.count", // what is turned round
                        "tabular.export -> tabular.reader",
                        "tabular.export -> tabular.row",
                        "tabular.parquet -> tabular.bytes",
                        "tabular.reader -> data",
                        "tabular.reader -> tabular.bytes",
                        "tabular.reader -> tabular.column",
                        "tabular.reader -> tabular.count",
                        "tabular.reader -> tabular.row",
                        "tabular.row -> data", // how a number of things is written
                        "tabular.row -> tabular.bytes",
                        "tabular.row -> tabular.column",
                        "tabular.row -> tabular.parquet", // whose first rows are text as those of any file
                        "tabular.vector -> head", // which takes vectors from anywhere
                        "tabular.vector -> tabular.bytes",
                        "tabular.vector -> tabular.row"),
                Edges.of(PreferenceFiles.class));
    }
}
