package org.teeter.lm.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.teeter.lm.model.DecoderConfig;

/**
 * The decoders that are supported, under the names of Hugging Face, and what theirs leave out of {@code config.json} when it is the
 * usual.
 */
enum Architecture {
    LLAMA("llama", "Llama", 2048, OptionalInt.empty(), OptionalInt.empty()),
    MISTRAL("mistral", "Mistral", 131_072, OptionalInt.of(8), OptionalInt.of(4096)),
    QWEN2("qwen2", "Qwen2", 32_768, OptionalInt.of(32), OptionalInt.of(4096)),
    QWEN3("qwen3", "Qwen3", 32_768, OptionalInt.of(32), OptionalInt.of(4096));

    private static final String CAUSAL = "ForCausalLM";
    private static final String REWARD = "ForSequenceClassification";

    private final String modelType;
    private final String prefix;
    private final int maxPositions;
    private final OptionalInt keyValueHeads;
    private final OptionalInt window;

    Architecture(String modelType, String prefix, int maxPositions, OptionalInt keyValueHeads, OptionalInt window) {
        this.modelType = modelType;
        this.prefix = prefix;
        this.maxPositions = maxPositions;
        this.keyValueHeads = keyValueHeads;
        this.window = window;
    }

    String modelType() {
        return modelType;
    }

    int usualMaxPositions() {
        return maxPositions;
    }

    /** How many there are where the file says nothing at all; empty: as many as query heads. */
    OptionalInt usualKeyValueHeads() {
        return keyValueHeads;
    }

    /** Whether a window is used only where {@code use_sliding_window} says so, and by layer. */
    boolean isQwen() {
        return this == QWEN2 || this == QWEN3;
    }

    /** The width of a head where the file says nothing at all; empty: that of the model by its heads. */
    OptionalInt usualHeadDim() {
        return this == QWEN3 ? OptionalInt.of(128) : OptionalInt.empty();
    }

    OptionalInt usualWindow() {
        return window;
    }

    /** The name of the class that loads it. */
    String className(boolean reward) {
        return prefix + (reward ? REWARD : CAUSAL);
    }

    static Optional<Architecture> ofClass(String name, boolean reward) {
        return Arrays.stream(values())
                .filter(a -> a.className(reward).equals(name))
                .findFirst();
    }

    /** The one that has the decoder's parts. */
    static Architecture of(DecoderConfig config) {
        if (config.attentionBias() && config.headNorm()) {
            throw new CheckpointException(
                    "no supported architecture has both a bias in its attention and norms of queries and keys");
        }
        if (config.headNorm()) {
            return QWEN3;
        }
        if (config.attentionBias() || !config.seeingAll().isEmpty()) {
            return QWEN2;
        }
        return config.slidingWindow().isPresent() ? MISTRAL : LLAMA;
    }

    static String supported() {
        return Arrays.stream(values()).map(a -> a.className(false)).collect(Collectors.joining(", "));
    }
}
