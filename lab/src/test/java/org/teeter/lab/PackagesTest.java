package org.teeter.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.lab.cli.LabCommands;
import org.teeter.testing.Edges;

/** What the lab uses. A new edge is entered here, with its reason. */
class PackagesTest {
    @Test
    void edgesAreExactlyThese() throws Exception {
        assertEquals(
                Edges.listed(
                        "lab.cli -> chat",
                        "lab.cli -> cli",
                        "lab.cli -> data", // amounts in sentences
                        "lab.cli -> lab.experiment",
                        "lab.cli -> lab.remedy",
                        "lab.cli -> lab.synthesis",
                        "lab.cli -> lm.ask",
                        "lab.cli -> lm.checkpoint",
                        "lab.cli -> lm.dataset",
                        "lab.cli -> lm.loss",
                        "lab.cli -> lm.model",
                        "lab.cli -> lm.tensor",
                        "lab.cli -> lm.text",
                        "lab.cli -> lm.train",
                        "lab.cli -> random",
                        "lab.cli -> report.document", // documents of numbers that all are some
                        "lab.cli -> report.figure",
                        "lab.cli -> tabular.bytes",
                        "lab.cli -> tabular.reader",
                        "lab.cli -> tabular.vector", // what head reads
                        "lab.experiment -> chat",
                        "lab.experiment -> data", // amounts in sentences
                        "lab.experiment -> lab.synthesis",
                        "lab.experiment -> link",
                        "lab.experiment -> lm.ask",
                        "lab.experiment -> lm.checkpoint",
                        "lab.experiment -> lm.loss",
                        "lab.experiment -> lm.model",
                        "lab.experiment -> lm.tensor",
                        "lab.experiment -> lm.text",
                        "lab.experiment -> lm.train",
                        "lab.experiment -> report.document", // numbers in sentences
                        "lab.experiment -> report.figure",
                        "lab.experiment -> paper",
                        "lab.experiment -> random",
                        "lab.experiment -> tabular.bytes", // what deletes a folder
                        "lab.remedy -> audit", // what smoothing is to bring down
                        "lab.remedy -> data",
                        "lab.remedy -> fit",
                        "lab.remedy -> lab.experiment",
                        "lab.remedy -> lab.synthesis",
                        "lab.remedy -> link",
                        "lab.remedy -> lm.ask",
                        "lab.remedy -> lm.loss",
                        "lab.remedy -> loss", // the model that a loss fits
                        "lab.remedy -> model",
                        "lab.remedy -> random",
                        "lab.remedy -> remedy",
                        "lab.remedy -> report.figure",
                        "lab.synthesis -> lm.ask",
                        "lab.synthesis -> lm.dataset",
                        "lab.synthesis -> lm.text"),
                Edges.of(LabCommands.class));
    }
}
