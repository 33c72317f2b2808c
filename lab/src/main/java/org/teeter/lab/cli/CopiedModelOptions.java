package org.teeter.lab.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Question;
import org.teeter.cli.UsageException;
import picocli.CommandLine.Option;

/** The model of which a study trains copies. */
@Question("Which model is taught")
final class CopiedModelOptions {
    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description =
                    "The model, as Hugging Face saves it, or a GGUF file (default: a small one that is made once and kept).")
    @Nullable
    private Path model;

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda",
            description = "With --model, where to compute (default: a CUDA device in bfloat16 if there is one, else the"
                    + " processor).")
    @Nullable
    private String device;

    @Option(
            names = "--lora",
            paramLabel = "RANK",
            description = "With --model, train an adapter of this rank on all matrices instead of all weights.")
    @Nullable
    private Integer rank;

    /** Refuses what has no meaning for the base model. */
    void require() {
        if (device != null && model == null) {
            throw new UsageException(
                    "--device is of --model; the base model is trained on the processor, leave it out");
        }
        if (rank != null && model == null) {
            throw new UsageException(
                    "--lora adapts the model of --model; the base model is trained whole, leave it out");
        }
    }

    /** The model's folder or file; null for the base model. */
    @Nullable
    Path model() {
        return model;
    }

    /** Null for the best there is. */
    @Nullable
    String device() {
        return device;
    }

    /** Of the adapter; 0 where all weights are trained. */
    int rank() {
        return rank == null ? 0 : rank;
    }

    /** Whether all weights of a model of the user's are trained. */
    boolean trainsAllOfAModel() {
        return model != null && rank == null;
    }
}
