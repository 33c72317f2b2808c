package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code config.json}, as transformers 4 writes it ({@code rope_theta}, {@code rope_scaling}, {@code torch_dtype}) and as
 * transformers 5 does ({@code rope_parameters}, {@code dtype}). What would change the computation and is not supported is refused, not
 * ignored.
 */
final class ConfigFile {
    static final String NAME = "config.json";

    private static final String FULL = "full_attention";
    private static final String SLIDING = "sliding_attention";

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
                headDim.isPresent() || architecture.usualHeadDim().isPresent() || hidden % heads == 0,
                "num_attention_heads must divide hidden_size where head_dim is not given, got " + heads + " and "
                        + hidden);
        int maxPositions = optional("max_position_embeddings").orElse(architecture.usualMaxPositions());
        double epsilon = number(json, "rms_norm_eps", 1e-6);
        require(epsilon >= 0 && epsilon < 1, "rms_norm_eps must be inside [0, 1), got " + epsilon);
        OptionalInt window = window(architecture);
        try {
            return new DecoderConfig(
                    count("vocab_size"),
                    hidden,
                    count("intermediate_size"),
                    count("num_hidden_layers"),
                    heads,
                    keyValueHeads(architecture).orElse(heads),
                    headDim.orElse(architecture.usualHeadDim().orElse(hidden / heads)),
                    epsilon,
                    rope(maxPositions),
                    window,
                    window.isPresent() && architecture.isQwen() ? seeingAll() : Set.of(),
                    flag("tie_word_embeddings", false),
                    architecture == Architecture.QWEN2,
                    architecture == Architecture.QWEN3,
                    maxPositions);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file + ": " + e.getMessage(), e);
        }
    }

    private OptionalInt window(Architecture architecture) {
        OptionalInt window = OptionalInt.empty(); // Llama's code knows no window, whatever the file says
        if (architecture == Architecture.MISTRAL || (architecture.isQwen() && flag("use_sliding_window", false))) {
            window = json.has("sliding_window") ? optional("sliding_window") : architecture.usualWindow();
        }
        if (window.isPresent() && architecture.isQwen()) {
            return seeingAll().size() == count("num_hidden_layers") ? OptionalInt.empty() : window;
        }
        String kind = window.isPresent() ? SLIDING : FULL;
        for (JsonNode type : json.path("layer_types").values()) {
            require(
                    type.asString("").equals(kind),
                    "layer_types must all be " + kind + " for this model, got " + json.path("layer_types"));
        }
        return window;
    }

    /** The layers of Qwen that its window is not on: by their types, or those before the first that it is on. */
    private Set<Integer> seeingAll() {
        int layers = count("num_hidden_layers");
        Set<Integer> seeingAll = new TreeSet<>();
        JsonNode types = json.path("layer_types");
        if (types.isMissingNode() || types.isNull()) {
            int first = json.has("max_window_layers") ? whole("max_window_layers") : 28;
            IntStream.range(0, Math.min(first, layers)).forEach(seeingAll::add);
            return seeingAll;
        }
        require(
                types.isArray() && types.size() == layers,
                "layer_types must be one for each of the " + layers + " layers, got " + types);
        for (int layer = 0; layer < layers; layer++) {
            String type = types.get(layer).asString("");
            require(
                    Set.of(FULL, SLIDING).contains(type),
                    "layer_types must be " + FULL + " or " + SLIDING + ", got " + types.get(layer));
            if (type.equals(FULL)) {
                seeingAll.add(layer);
            }
        }
        return seeingAll;
    }

    /** A whole number, zero or more. */
    private int whole(String name) {
        JsonNode value = json.get(name);
        require(
                value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0,
                name + " must be a whole number, zero or more, got " + value);
        return value.intValue();
    }

    private OptionalInt keyValueHeads(Architecture architecture) {
        return json.has("num_key_value_heads") ? optional("num_key_value_heads") : architecture.usualKeyValueHeads();
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
        return new RopeSettings(
                theta,
                switch (type) {
                    case "default" -> Optional.empty();
                    case "linear" -> Optional.of(new RopeSettings.Linear(positive(settings, type, "factor")));
                    case "llama3" -> Optional.of(llama3(settings, maxPositions));
                    case "yarn" -> Optional.of(yarn(settings, maxPositions));
                    default ->
                        throw new CheckpointException(file
                                + ": rope_type must be default, linear, llama3 or yarn, got '" + type
                                + "', which is not supported");
                });
    }

    private RopeSettings.Llama3 llama3(JsonNode settings, int maxPositions) {
        double factor = positive(settings, "llama3", "factor");
        double low = positive(settings, "llama3", "low_freq_factor");
        double high = positive(settings, "llama3", "high_freq_factor");
        double original = originalPositions(settings, "llama3", maxPositions);
        require(low < high, "low_freq_factor must be below high_freq_factor, got " + low + " and " + high);
        return new RopeSettings.Llama3(factor, low, high, original);
    }

    /** With transformers' usual values, and its rule for the scale: DeepSeek's two numbers where both are there. */
    private RopeSettings.Yarn yarn(JsonNode settings, int maxPositions) {
        double factor = positive(settings, "yarn", "factor");
        require(factor >= 1, "rope_type yarn needs a factor of 1 or more, got " + factor);
        double fast = number(settings, "beta_fast", 32);
        double slow = number(settings, "beta_slow", 1);
        require(
                slow > 0 && fast >= slow && fast < 1e9,
                "beta_slow must be positive and at most beta_fast, got " + slow + " and " + fast);
        double usual = yarnScale(factor, 1);
        double mscale = number(settings, "mscale", 0);
        double all = number(settings, "mscale_all_dim", 0);
        if (mscale != 0 && all != 0) {
            usual = yarnScale(factor, mscale) / yarnScale(factor, all);
        }
        double scale = number(settings, "attention_factor", usual);
        require(scale > 0 && scale < 1e3, "attention_factor must be positive, got " + scale);
        JsonNode whole = settings.path("truncate");
        require(
                whole.isMissingNode() || whole.isNull() || whole.isBoolean(),
                "truncate must be true or false, got " + whole);
        return new RopeSettings.Yarn(
                factor,
                fast,
                slow,
                originalPositions(settings, "yarn", maxPositions),
                scale,
                !whole.isBoolean() || whole.booleanValue());
    }

    private static double yarnScale(double factor, double by) {
        return factor <= 1 ? 1 : 0.1 * by * Math.log(factor) + 1;
    }

    private double originalPositions(JsonNode settings, String type, int maxPositions) {
        String name = "original_max_position_embeddings";
        return settings.path(name).isMissingNode() || settings.path(name).isNull()
                ? number(json, name, maxPositions)
                : positive(settings, type, name);
    }

    private double positive(JsonNode settings, String type, String name) {
        double value = number(settings, name, Double.NaN);
        require(
                value > 0 && value < 1e9,
                "rope_type " + type + " needs a positive number " + name + ", got " + settings.path(name));
        return value;
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
        putStretch(json, config.rope().stretch());
        putWindow(json, config, architecture);
        json.put("attention_dropout", 0.0);
        json.put("use_cache", true);
        return json;
    }

    /** How waves are stretched, under the names of transformers 4. */
    static void putStretch(ObjectNode json, Optional<RopeSettings.Stretch> stretch) {
        if (stretch.isEmpty()) {
            json.putNull("rope_scaling");
            return;
        }
        ObjectNode settings = json.putObject("rope_scaling");
        if (stretch.get() instanceof RopeSettings.Linear linear) {
            settings.put("rope_type", "linear").put("factor", linear.factor());
        } else if (stretch.get() instanceof RopeSettings.Llama3 llama) {
            settings.put("rope_type", "llama3")
                    .put("factor", llama.factor())
                    .put("low_freq_factor", llama.lowFrequency())
                    .put("high_freq_factor", llama.highFrequency())
                    .put("original_max_position_embeddings", (long) llama.originalPositions());
        } else if (stretch.get() instanceof RopeSettings.Yarn yarn) {
            settings.put("rope_type", "yarn")
                    .put("factor", yarn.factor())
                    .put("beta_fast", yarn.fast())
                    .put("beta_slow", yarn.slow())
                    .put("attention_factor", yarn.scale())
                    .put("truncate", yarn.whole())
                    .put("original_max_position_embeddings", (long) yarn.originalPositions());
        }
    }

    private static void putWindow(ObjectNode json, DecoderConfig config, Architecture architecture) {
        if (config.slidingWindow().isEmpty()) {
            return;
        }
        json.put("sliding_window", config.slidingWindow().getAsInt());
        if (architecture.isQwen()) {
            json.put("use_sliding_window", true);
            ArrayNode types = json.putArray("layer_types");
            for (int layer = 0; layer < config.layers(); layer++) {
                types.add(config.seeingAll().contains(layer) ? FULL : SLIDING);
            }
        }
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
