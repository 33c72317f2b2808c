package org.teeter.lm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.lm.tensor.Torch;
import org.teeter.testing.Edges;

/** What language models use; no command line and no report. A new edge is entered here, with its reason. */
class PackagesTest {
    @Test
    void edgesAreExactlyThese() throws Exception {
        assertEquals(
                Edges.listed(
                        "lm.ask -> lm.checkpoint",
                        "lm.ask -> lm.model",
                        "lm.ask -> lm.tensor",
                        "lm.ask -> lm.text",
                        "lm.checkpoint -> chat",
                        "lm.checkpoint -> lm.model",
                        "lm.checkpoint -> lm.tensor",
                        "lm.checkpoint -> lm.text",
                        "lm.checkpoint -> tabular.bytes", // what deletes a folder
                        "lm.dataset -> chat",
                        "lm.dataset -> data", // how a number of things is written
                        "lm.dataset -> lm.text",
                        "lm.dataset -> tabular.bytes", // how an input is named, and what is wrong with it
                        "lm.dataset -> tabular.column",
                        "lm.dataset -> tabular.reader", // what opens files of every format
                        "lm.dataset -> tabular.row", // the rows of a file
                        "lm.dataset -> tabular.shape",
                        "lm.dataset -> tabular.text",
                        "lm.dataset -> tabular.watch",
                        "lm.loss -> link", // the effective links
                        "lm.model -> lm.tensor",
                        "lm.model -> random",
                        "lm.text -> chat",
                        "lm.train -> data", // hashes
                        "lm.train -> lm.checkpoint",
                        "lm.train -> lm.dataset",
                        "lm.train -> lm.loss",
                        "lm.train -> lm.model",
                        "lm.train -> lm.tensor",
                        "lm.train -> lm.text",
                        "lm.train -> tabular.bytes"), // what deletes a folder
                Edges.of(Torch.class));
    }
}
