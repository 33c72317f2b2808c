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
                        "tabular.ballot -> tabular.bytes",
                        "tabular.ballot -> tabular.column",
                        "tabular.ballot -> tabular.form",
                        "tabular.ballot -> tabular.meaning",
                        "tabular.ballot -> tabular.row",
                        "tabular.ballot -> tabular.tally",
                        "tabular.column -> tabular.bytes",
                        "tabular.export -> data", // hashes
                        "tabular.export -> tabular.bytes",
                        "tabular.export -> tabular.column",
                        "tabular.export -> tabular.form",
                        "tabular.export -> tabular.reader",
                        "tabular.export -> tabular.row",
                        "tabular.export -> tabular.shape",
                        "tabular.export -> tabular.tally", // contexts of what is written again
                        "tabular.export -> tabular.watch", // what is turned round
                        "tabular.form -> data",
                        "tabular.form -> tabular.bytes",
                        "tabular.form -> tabular.column",
                        "tabular.form -> tabular.meaning",
                        "tabular.form -> tabular.row",
                        "tabular.form -> tabular.tally",
                        "tabular.form -> tabular.text",
                        "tabular.meaning -> data",
                        "tabular.meaning -> tabular.bytes",
                        "tabular.meaning -> tabular.column",
                        "tabular.meaning -> tabular.row",
                        "tabular.parquet -> tabular.bytes",
                        "tabular.reader -> data",
                        "tabular.reader -> tabular.ballot",
                        "tabular.reader -> tabular.bytes",
                        "tabular.reader -> tabular.column",
                        "tabular.reader -> tabular.form",
                        "tabular.reader -> tabular.meaning",
                        "tabular.reader -> tabular.row",
                        "tabular.reader -> tabular.scan", // columns that are counted without making text of them
                        "tabular.reader -> tabular.shape",
                        "tabular.reader -> tabular.tally",
                        "tabular.reader -> tabular.text",
                        "tabular.reader -> tabular.watch",
                        "tabular.row -> data", // how a number of things is written
                        "tabular.row -> tabular.bytes",
                        "tabular.row -> tabular.column",
                        "tabular.row -> tabular.parquet", // whose first rows are text as those of any file
                        "tabular.scan -> tabular.form",
                        "tabular.scan -> tabular.meaning",
                        "tabular.scan -> tabular.parquet", // values as codes
                        "tabular.scan -> tabular.row",
                        "tabular.scan -> tabular.tally",
                        "tabular.shape -> data",
                        "tabular.shape -> tabular.ballot", // forms that shapes name
                        "tabular.shape -> tabular.bytes",
                        "tabular.shape -> tabular.column",
                        "tabular.shape -> tabular.form",
                        "tabular.shape -> tabular.meaning",
                        "tabular.shape -> tabular.row",
                        "tabular.tally -> data",
                        "tabular.tally -> tabular.bytes",
                        "tabular.tally -> tabular.meaning",
                        "tabular.tally -> tabular.row",
                        "tabular.text -> data",
                        "tabular.text -> tabular.bytes",
                        "tabular.text -> tabular.meaning",
                        "tabular.text -> tabular.row",
                        "tabular.text -> tabular.tally", // judgements of texts are counted as others
                        "tabular.vector -> head", // which takes vectors from anywhere
                        "tabular.vector -> tabular.bytes",
                        "tabular.vector -> tabular.row",
                        "tabular.watch -> data",
                        "tabular.watch -> tabular.ballot", // lists that may be ranks
                        "tabular.watch -> tabular.bytes",
                        "tabular.watch -> tabular.column",
                        "tabular.watch -> tabular.form",
                        "tabular.watch -> tabular.meaning",
                        "tabular.watch -> tabular.row",
                        "tabular.watch -> tabular.shape",
                        "tabular.watch -> tabular.tally",
                        "tabular.watch -> tabular.text"),
                Edges.of(PreferenceFiles.class));
    }
}
