package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.data.Graphs;

class ExistenceTest {

    @Test
    void namesWhatIsAtFault() {
        assertEquals(
                "\"3\" was never preferred to any item",
                Existence.of(Graphs.of(4, row(0, 1, 1, 1), row(1, 2, 1, 1), row(0, 3, 3, 0)))
                        .reason());
        assertEquals(
                "no item was ever preferred to \"0\"",
                Existence.of(Graphs.of(3, row(0, 1, 2, 0), row(1, 2, 1, 1))).reason());
        assertEquals(
                "the items fall into 2 groups that were never compared with each other: {\"0\", \"1\"}, {\"2\", \"3\"}",
                Existence.of(Graphs.of(4, row(0, 1, 1, 1), row(2, 3, 1, 1))).reason());
        assertEquals(
                "the items split into 2 tiers of which the lower never beat the higher: {\"0\", \"1\"}, {\"2\", \"3\"}",
                Existence.of(Graphs.of(4, row(0, 1, 1, 1), row(2, 3, 1, 1), row(1, 2, 5, 0)))
                        .reason());
        assertEquals(
                "\"2\" was never preferred to any item; no item was ever preferred to \"0\"",
                Existence.of(Graphs.of(3, row(0, 1, 2, 0), row(1, 2, 2, 0))).reason());
    }

    private static double[] row(double... row) {
        return row;
    }
}
