package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code config.json}, as transformers 4 writes it ({@code rope_theta}, {@code rope_scaling}, {@code torch_dtype}) and as
 * transformers 5 does ({@code rope_parameters}, {@code dtype}). What would change the computation and is not supported is refused, not
 * ignored.
 */
final class ConfigFile {
    static final String NAME = "config.json";

    private final Path file;
    private final ObjectNode json;

    private ConfigFile(Path file, ObjectNode json) {
        this.file = file;
        this.json = json;
    }

    static ConfigFile read(Path file) throws IOException {
        return new ConfigFile(file, JsonFile.read(file));
    }

    static ConfigFile of(ObjectNode json, Path file) {
        return new ConfigFile(file, json);
    }

    /** Whether it is of a reward model, a decoder with a scalar head. */
    boolean isReward() {
        return Architecture.ofClass(className(), true).isPresent();
    }

    /** Whether it is of a language model, a decoder with an output matrix. */
    boolean isCausal() {
        return Architecture.ofClass(className(), false).isPresent();
    }

    String className() {
        JsonNode list = json.path("architectures");
        return list.isArray() && list.size() == 1 ? list.get(0).asString("") : "";
    }

    ObjectNode json() {
        return json;
    }

    /** The shape of the decoder. */
    DecoderConfig decoder() {
        Architecture architecture = Architecture.ofClass(className(), false)
                .or(() -> Architecture.ofClass(className(), true))
                .orElseThrow(() -> new CheckpointException(file + ": architectures must be one of "
                        + Architecture.supported() + ", got " + json.path("architectures")));
        if (json.has("model_type")) {
            require(
                    architecture.modelType().equals(json.get("model_type").asString("")),
                    "model_type must be " + architecture.modelType() + " for " + className() + ", got "
                            + json.get("model_type"));
        }
        require(
                json.path("hidden_act").asString("silu").equals("silu"),
                "hidden_act must be silu, got " + json.get("hidden_act"));
        require(
                isNone("quantization_config"),
                "quantized weights are not supported; use the model's bf16, f16 or f32 checkpoint");
        require(!flag("mlp_bias", false), "mlp_bias is not supported");
        require(
                architecture == Architecture.QWEN2 || !flag("attention_bias", false), // Qwen2's code does not ask
                "attention_bias is supported for Qwen2 alone, whose bias is on queries, keys and values");
        int hidden = count("hidden_size");
        int heads = count("num_attention_heads");
        OptionalInt headDim = optional("head_dim");
        require(
                headDim.isPresent() || hidden % heads == 0,
                "num_attention_heads must divide hidden_size where head_dim is not given, got " + heads + " and "
                        + hidden);
        int maxPositions = optional("max_position_embeddings").orElse(architecture.usualMaxPositions());
        double epsilon = number(json, "rms_norm_eps", 1e-6);
        require(epsilon >= 0 && epsilon < 1, "rms_norm_eps must be inside [0, 1), got " + epsilon);
        try {
            return new DecoderConfig(
                    count("vocab_size"),
                    hidden,
                    count("intermediate_size"),
                    count("num_hidden_layers"),
                    heads,
                    keyValueHeads(architecture).orElse(heads),
                    headDim.orElse(hidden / heads),
                    epsilon,
                    rope(maxPositions),
                    window(architecture),
                    flag("tie_word_embeddings", false),
                    architecture == Architecture.QWEN2,
                    maxPositions);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file + ": " + e.getMessage(), e);
        }
    }

    private OptionalInt window(Architecture architecture) {
        if (architecture == Architecture.QWEN2) {
            require(
                    !flag("use_sliding_window", false) || allLayersSeeAll(),
                    "use_sliding_window is not supported for Qwen2, some of whose layers then see less than others");
            return OptionalInt.empty();
        }
        OptionalInt window = OptionalInt.empty(); // Llama's code knows no window, whatever the file says
        if (architecture == Architecture.MISTRAL) {
            window = json.has("sliding_window") ? optional("sliding_window") : architecture.usualWindow();
        }
        String kind = window.isPresent() ? "sliding_attention" : "full_attention";
        for (JsonNode type : json.path("layer_types").values()) {
            require(
                    type.asString("").equals(kind),
                    "layer_types must all be " + kind + " for this model, got " + json.path("layer_types"));
        }
        return window;
    }

    private OptionalInt keyValueHeads(Architecture architecture) {
        return json.has("num_key_value_heads") ? optional("num_key_value_heads") : architecture.usualKeyValueHeads();
    }

    /** Whether Qwen2's window is on none of its layers: by their types, or by the layer from which on it is. */
    private boolean allLayersSeeAll() {
        JsonNode types = json.path("layer_types");
        if (types.isArray()) {
            return types.values().stream().allMatch(type -> type.asString("").equals("full_attention"));
        }
        return optional("max_window_layers").orElse(28) >= count("num_hidden_layers");
    }

    private RopeSettings rope(int maxPositions) {
        JsonNode settings = json.path("rope_scaling"); // first, as transformers 5 has it where both are given
        if (settings.isMissingNode() || settings.isNull() || settings.isEmpty()) {
            settings = json.path("rope_parameters");
        }
        double theta = number(settings, "rope_theta", number(json, "rope_theta", 10_000));
        require(theta > 1 && theta < 1e12, "rope_theta must be a number above 1, got " + theta);
        require(number(json, "partial_rotary_factor", 1) == 1, "partial_rotary_factor must be 1");
        require(number(settings, "partial_rotary_factor", 1) == 1, "partial_rotary_factor must be 1");
        String type = settings.path("rope_type").asString(settings.path("type").asString("default"));
        return switch (type) {
            case "default" -> new RopeSettings(theta, Optional.empty());
            case "llama3" -> new RopeSettings(theta, Optional.of(llama3(settings, maxPositions)));
            default ->
                throw new CheckpointException(
                        file + ": rope_type must be default or llama3, got '" + type + "', which is not supported");
        };
    }

    private RopeSettings.Llama3 llama3(JsonNode settings, int maxPositions) {
        for (String name :
                Set.of("factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings")) {
            double value = number(settings, name, name.startsWith("original") ? maxPositions : Double.NaN);
            require(
                    value > 0 && value < 1e9,
                    "rope_type llama3 needs a positive number " + name + ", got " + settings.path(name));
        }
        double low = settings.path("low_freq_factor").doubleValue();
        double high = settings.path("high_freq_factor").doubleValue();
        require(low < high, "low_freq_factor must be below high_freq_factor, got " + low + " and " + high);
        return new RopeSettings.Llama3(
                settings.path("factor").doubleValue(),
                low,
                high,
                number(settings, "original_max_position_embeddings", maxPositions));
    }

    private int count(String name) {
        return optional(name)
                .orElseThrow(() -> new CheckpointException(file + ": " + name + " must be given, but is not"));
    }

    private OptionalInt optional(String name) {
        if (isNone(name)) {
            return OptionalInt.empty();
        }
        JsonNode value = json.get(name);
        require(
                value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0,
                name + " must be a positive whole number, got " + value);
        return OptionalInt.of(value.intValue());
    }

    private double number(JsonNode in, String name, double usual) {
        JsonNode value = in.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        require(value.isNumber(), name + " must be a number, got " + value);
        return value.doubleValue();
    }

    private boolean flag(String name, boolean usual) {
        if (isNone(name)) {
            return usual;
        }
        require(json.get(name).isBoolean(), name + " must be true or false, got " + json.get(name));
        return json.get(name).booleanValue();
    }

    private boolean isNone(String name) {
        return json.path(name).isMissingNode() || json.path(name).isNull();
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new CheckpointException(file + ": " + what);
        }
    }

    /** What a decoder that came from no file is to be stored with, in the form that transformers 4 and 5 both read. */
    static ObjectNode of(DecoderConfig config) {
        Architecture architecture = Architecture.of(config);
        ObjectNode json = JsonFile.MAPPER.createObjectNode();
        json.putArray("architectures").add(architecture.className(false));
        json.put("model_type", architecture.modelType());
        json.put("vocab_size", config.vocabulary());
        json.put("hidden_size", config.hidden());
        json.put("intermediate_size", config.intermediate());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.keyValueHeads());
        json.put("head_dim", config.headDim());
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", config.normEpsilon());
        json.put("max_position_embeddings", config.maxPositions());
        json.put("tie_word_embeddings", config.tied());
        json.put("rope_theta", config.rope().theta());
        config.rope()
                .stretch()
                .ifPresentOrElse(
                        s -> json.putObject("rope_scaling")
                                .put("rope_type", "llama3")
                                .put("factor", s.factor())
                                .put("low_freq_factor", s.lowFrequency())
                                .put("high_freq_factor", s.highFrequency())
                                .put("original_max_position_embeddings", (long) s.originalPositions()),
                        () -> json.putNull("rope_scaling"));
        config.slidingWindow().ifPresent(window -> json.put("sliding_window", window));
        json.put("attention_dropout", 0.0);
        json.put("use_cache", true);
        return json;
    }

    /**
     * A decoder's configuration as that of a reward model over it.
     *
     * @param padding the id of padding: transformers reads the score at the last token that is another, so it must end no answer
     */
    static ObjectNode asReward(ObjectNode decoder, DecoderConfig shape, int padding) {
        ObjectNode json = decoder.deepCopy();
        json.putArray("architectures").add(Architecture.of(shape).className(true));
        json.putObject("id2label").put("0", "LABEL_0");
        json.putObject("label2id").put("LABEL_0", 0);
        json.put("tie_word_embeddings", false);
        json.put("pad_token_id", padding);
        return json;
    }

    /** Says in which type the weights are stored beside it. */
    static void setType(ObjectNode json, ScalarType type) {
        String name = switch (type) {
            case BFloat16 -> "bfloat16";
            case Half -> "float16";
            case Float -> "float32";
            case Double -> "float64";
            default -> throw new IllegalArgumentException("weights cannot be " + type);
        };
        json.put(json.has("dtype") ? "dtype" : "torch_dtype", name.toLowerCase(Locale.ROOT));
    }
}
