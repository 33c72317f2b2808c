package org.teeter.lab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Question;
import org.teeter.cli.UsageException;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;
import picocli.CommandLine.Option;

/** Which model is trained, where, and what of it. */
@Question("Which model")
final class TrainedModelOptions {
    private static final Map<String, Integer> SHAPE =
            Map.of("hidden", 64, "layers", 2, "heads", 4, "kv-heads", 2, "intermediate", 168, "positions", 256);

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            required = true,
            description = "The model to begin with, as Hugging Face saves it, or a GGUF file.")
    private Path model = Path.of("");

    @Option(
            names = "--fresh",
            paramLabel = "NAME=N",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Take only tokenizer and chat template from --model, and random weights of a small decoder: hidden,"
                            + " layers, heads, kv-heads, intermediate, positions (default: 64, 2, 4, 2, 168, 256).")
    @Nullable
    private Map<String, Integer> fresh;

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda",
            description = "Where to compute (default: a CUDA device if there is one, else the processor).")
    @Nullable
    private String device;

    @Option(
            names = "--dtype",
            paramLabel = "float32|bfloat16|float64",
            description = "Type of the weights (default: float32 on the processor, bfloat16 on CUDA).")
    @Nullable
    private String type;

    @Option(
            names = "--lora",
            paramLabel = "RANK",
            description = "Train an adapter of this rank on all matrices instead of the weights.")
    @Nullable
    private Integer rank;

    @Option(
            names = "--lora-alpha",
            paramLabel = "ALPHA",
            description = "The adapter's change is scaled by ALPHA / RANK (default: twice the rank).")
    @Nullable
    private Double alpha;

    @Option(
            names = "--recompute",
            description =
                    "Keep only what enters each block and compute the rest again for the gradient: less memory, a third"
                            + " more time.")
    private boolean recompute;

    boolean recompute() {
        return recompute;
    }

    boolean adapts() {
        return rank != null;
    }

    /** The model, ready to be trained; {@code seed} is of weights or of an adapter that have to be drawn. */
    LanguageModel open(long seed) throws IOException {
        return open(seed, true);
    }

    /** The model; {@code trained}: with the gradients of what is trained of it. */
    LanguageModel open(long seed, boolean trained) throws IOException {
        Placement placement = placement();
        Optional<LowRankAdapter.Settings> adapter =
                adapter(); // what is wrong with it is said before gigabytes are read
        if (fresh != null) {
            if (adapter.isPresent()) {
                throw new UsageException("--lora adapts a model that has been trained; leave it out with --fresh");
            }
            return fresh(fresh, placement, trained, seed);
        }
        LanguageModel loaded =
                Choices.checked(() -> LanguageModel.load(model, placement, trained && adapter.isEmpty()));
        return adapter.isPresent() ? loaded.adapted(adapter.get(), seed) : loaded;
    }

    private Optional<LowRankAdapter.Settings> adapter() {
        if (rank == null) {
            if (alpha != null) {
                throw new UsageException("--lora-alpha is of an adapter; give its rank with --lora too");
            }
            return Optional.empty();
        }
        int r = rank;
        double scale = alpha == null ? 2.0 * r : alpha;
        return Optional.of(Choices.checked(() -> new LowRankAdapter.Settings(r, scale, LowRankAdapter.Settings.ALL)));
    }

    private LanguageModel fresh(Map<String, Integer> given, Placement placement, boolean trained, long seed)
            throws IOException {
        if (!SHAPE.keySet().containsAll(given.keySet())) {
            throw new UsageException("--fresh takes " + Set.copyOf(SHAPE.keySet()) + ", got " + given.keySet());
        }
        int words;
        try {
            words = Choices.checked(() -> LanguageModel.tokens(model));
        } catch (IOException e) {
            throw new UsageException("--fresh needs the tokenizer in --model, but " + model.resolve("tokenizer.json")
                    + " cannot be read (" + e + ")");
        }
        int hidden = of(given, "hidden");
        int heads = of(given, "heads");
        DecoderConfig config = Choices.checked(() -> new DecoderConfig(
                words,
                hidden,
                of(given, "intermediate"),
                of(given, "layers"),
                heads,
                of(given, "kv-heads"),
                hidden / Math.max(1, heads),
                1e-5,
                new RopeSettings(10_000, Optional.empty()),
                OptionalInt.empty(),
                true,
                false,
                of(given, "positions")));
        return Choices.checked(() -> LanguageModel.of(Decoder.random(config, placement, trained, seed), model));
    }

    private static int of(Map<String, Integer> given, String name) {
        return given.getOrDefault(name, SHAPE.getOrDefault(name, 0));
    }

    Placement placement() {
        Placement usual = Devices.placement(device);
        if (type == null) {
            return usual;
        }
        ScalarType chosen = Choices.of(
                "--dtype",
                type,
                Map.of(
                        "float32", ScalarType.Float,
                        "bfloat16", ScalarType.BFloat16,
                        "float64", ScalarType.Double));
        return new Placement(usual.device(), chosen);
    }
}
