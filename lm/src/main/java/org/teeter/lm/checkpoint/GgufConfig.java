package org.teeter.lm.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.teeter.lm.model.RopeSettings;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code config.json} that a GGUF file's metadata stand for. What would change the computation and is not known is refused: every
 * setting of the architecture must be one of those read here.
 */
final class GgufConfig {
    private static final String EMBEDDING = "token_embd.weight";

    /** What is read, and what says nothing about the computation. */
    private static final Set<String> KNOWN = Set.of(
            "vocab_size",
            "embedding_length",
            "feed_forward_length",
            "block_count",
            "context_length",
            "attention.head_count",
            "attention.head_count_kv",
            "attention.key_length",
            "attention.value_length",
            "attention.layer_norm_rms_epsilon",
            "attention.sliding_window",
            "rope.freq_base",
            "rope.dimension_count",
            "rope.scaling.type",
            "rope.scaling.factor",
            "rope.scaling.original_context_length",
            "rope.scaling.finetuned",
            "tensor_data_layout");

    /** Llama 3.1's stretching; the files have its result alone, and of these three numbers Llama has no others. */
    private static final double LOW = 1;

    private static final double HIGH = 4;
    private static final double ORIGINAL = 8192;

    private final GgufHeader header;
    private final GgufMetadata metadata;
    private final String prefix;

    private GgufConfig(GgufHeader header, String prefix) {
        this.header = header;
        this.metadata = header.metadata();
        this.prefix = prefix + ".";
    }

    static ObjectNode of(GgufHeader header) {
        String name = header.metadata().text("general.architecture").orElse("");
        if (!List.of("llama", "mistral", "qwen2", "qwen3").contains(name)) {
            throw header.metadata()
                    .refusal("general.architecture must be llama, mistral, qwen2 or qwen3, got '" + name + "'");
        }
        if (header.metadata().number("split.count").orElse(1) != 1) {
            throw header.metadata()
                    .refusal(
                            "it must hold a whole model, but is one part of several; put them together with llama.cpp's"
                                    + " llama-gguf-split --merge");
        }
        return new GgufConfig(header, name).json(name);
    }

    private ObjectNode json(String name) {
        for (String key : metadata.keys()) {
            boolean known = !key.startsWith(prefix)
                    || KNOWN.contains(key.substring(prefix.length()))
                    || (key.startsWith(prefix + "expert_")
                            && metadata.number(key).orElse(1) == 0);
            require(known, key + " is not supported; it may change what the model computes");
        }
        OptionalDouble window = number("attention.sliding_window");
        require(
                !(name.startsWith("qwen") && window.isPresent()),
                prefix
                        + "attention.sliding_window is not supported for Qwen, some of whose layers then see less than others");
        Architecture architecture = switch (name) {
            case "qwen2" -> Architecture.QWEN2;
            case "qwen3" -> Architecture.QWEN3;
            default -> window.isPresent() ? Architecture.MISTRAL : Architecture.LLAMA;
        };
        GgufHeader.Entry embedding = header.entries().get(EMBEDDING);
        require(embedding != null && embedding.shape().size() == 2, "it must have a matrix " + EMBEDDING);
        ObjectNode json = JsonFile.MAPPER.createObjectNode();
        json.putArray("architectures").add(architecture.className(false));
        json.put("model_type", architecture.modelType());
        long rows = embedding == null ? 0 : embedding.shape().get(0);
        require(
                number("vocab_size").orElse((double) rows) == rows,
                prefix + "vocab_size must be " + rows + ", the rows of " + EMBEDDING);
        json.put("vocab_size", rows);
        json.put("hidden_size", whole("embedding_length"));
        json.put("intermediate_size", whole("feed_forward_length"));
        json.put("num_hidden_layers", whole("block_count"));
        json.put("num_attention_heads", whole("attention.head_count"));
        json.put(
                "num_key_value_heads",
                has("attention.head_count_kv") ? whole("attention.head_count_kv") : whole("attention.head_count"));
        long headDim = has("attention.key_length")
                ? whole("attention.key_length")
                : whole("embedding_length") / whole("attention.head_count");
        if (has("attention.key_length") || architecture.usualHeadDim().isPresent()) {
            json.put("head_dim", headDim);
        }
        for (String same : List.of("attention.value_length", "rope.dimension_count")) {
            require(
                    number(same).orElse((double) headDim) == headDim,
                    prefix + same + " must be " + headDim + ", the width of a head; another is not supported");
        }
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", given("attention.layer_norm_rms_epsilon"));
        json.put("max_position_embeddings", whole("context_length"));
        json.put("tie_word_embeddings", !header.entries().containsKey("output.weight"));
        double theta = number("rope.freq_base").orElse(10_000);
        json.put("rope_theta", theta);
        ConfigFile.putStretch(json, stretch(theta, headDim));
        if (architecture == Architecture.MISTRAL) {
            json.put("sliding_window", whole("attention.sliding_window"));
        }
        json.put("attention_dropout", 0.0);
        json.put("use_cache", true);
        for (String id : List.of("bos", "eos")) {
            metadata.number(GgufText.PREFIX + id + "_token_id")
                    .ifPresentOrElse(
                            number -> json.put(id + "_token_id", (long) number), () -> json.putNull(id + "_token_id"));
        }
        return json;
    }

    /** How waves are stretched: as the metadata say, or as a table of Llama 3.1's divisors shows. */
    private Optional<RopeSettings.Stretch> stretch(double theta, long headDim) {
        String type = metadata.text(prefix + "rope.scaling.type").orElse("none");
        Optional<RopeSettings.Stretch> told = switch (type) {
            case "none" -> Optional.empty();
            case "linear" -> Optional.of(new RopeSettings.Linear(factor()));
            case "yarn" ->
                Optional.of(new RopeSettings.Yarn(
                        factor(),
                        32,
                        1,
                        given("rope.scaling.original_context_length"),
                        0.1 * Math.log(factor()) + 1,
                        true));
            default ->
                throw metadata.refusal(prefix + "rope.scaling.type must be none, linear or yarn, got '" + type
                        + "', which is not supported");
        };
        Optional<Double> divided = divided(theta, headDim);
        require(
                told.isEmpty() || divided.isEmpty(),
                prefix + "rope.scaling.type must be none where there is a table " + GgufFile.DIVISORS);
        return divided.<RopeSettings.Stretch>map(factor -> new RopeSettings.Llama3(factor, LOW, HIGH, ORIGINAL))
                .or(() -> told);
    }

    private double factor() {
        double factor = given("rope.scaling.factor");
        require(factor >= 1 && factor < 1e9, prefix + "rope.scaling.factor must be 1 or more, got " + factor);
        return factor;
    }

    /** The factor of Llama 3.1's stretching, of whose result the file has a table. */
    private Optional<Double> divided(double theta, long headDim) {
        if (!header.entries().containsKey(GgufFile.DIVISORS)) {
            return Optional.empty();
        }
        String refused =
                GgufFile.DIVISORS + " must have the numbers of Llama 3's rotary positions for heads of " + headDim;
        require(headDim > 0 && headDim <= 1 << 12 && theta > 1, refused);
        float[] divisors = header.floats(GgufFile.DIVISORS, headDim / 2);
        double factor = 1;
        for (float divisor : divisors) {
            factor = Math.max(factor, divisor);
        }
        if (factor == 1) {
            return Optional.empty();
        }
        float[] plain = new RopeSettings(theta, Optional.empty()).frequencies((int) headDim);
        float[] stretched = new RopeSettings(theta, Optional.of(new RopeSettings.Llama3(factor, LOW, HIGH, ORIGINAL)))
                .frequencies((int) headDim);
        for (int i = 0; i < divisors.length; i++) {
            double expected = (double) plain[i] / stretched[i];
            require(Math.abs(divisors[i] - expected) <= 1e-4 * expected, refused + ", but has others");
        }
        return Optional.of(factor);
    }

    private boolean has(String key) {
        return metadata.has(prefix + key);
    }

    private OptionalDouble number(String key) {
        return metadata.number(prefix + key);
    }

    private double given(String key) {
        return number(key).orElseThrow(() -> metadata.refusal(prefix + key + " must be given, but is not"));
    }

    private long whole(String key) {
        double number = given(key);
        require(
                number >= 1 && number <= Integer.MAX_VALUE && number == Math.rint(number),
                prefix + key + " must be a positive whole number, got " + number);
        return (long) number;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw metadata.refusal(what);
        }
    }
}
