package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.model.Parameters;
import org.teeter.lm.tensor.Placement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Low-rank adapters in peft's form: {@code adapter_config.json} and {@code adapter_model.safetensors}. */
final class AdapterFiles {
    static final String CONFIG = "adapter_config.json";
    static final String WEIGHTS = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model.";

    /** Settings that say nothing about what the adapter computes. */
    private static final Set<String> HARMLESS = Set.of(
            "auto_mapping",
            "base_model_name_or_path",
            "inference_mode",
            "loftq_config",
            "lora_alpha",
            "lora_dropout",
            "megatron_core",
            "peft_type",
            "peft_version",
            "qalora_group_size",
            "r",
            "revision",
            "target_modules",
            "task_type");

    private AdapterFiles() {}

    /** The folder or GGUF file of the model that an adapter changes: as it is written, or seen from the adapter's folder. */
    static Path base(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        String name = JsonFile.read(file).path("base_model_name_or_path").asString("");
        try {
            for (Path candidate : new Path[] {Path.of(name), folder.resolve(name)}) {
                if (!name.isEmpty()
                        && (Files.isRegularFile(candidate.resolve(ConfigFile.NAME)) || GgufHeader.isGguf(candidate))) {
                    return candidate;
                }
            }
        } catch (InvalidPathException e) {
            throw new CheckpointException(file + ": base_model_name_or_path is not a path: " + name, e);
        }
        throw new CheckpointException(file + " says that the adapter is for '" + name
                + "', which is not a folder with a model here; download it and write its folder there");
    }

    /** Reads an adapter for a decoder of this shape. */
    static LowRankAdapter read(Path folder, DecoderConfig shape, Placement decoder, boolean trained)
            throws IOException {
        Path file = folder.resolve(CONFIG);
        ObjectNode config = JsonFile.read(file);
        requireSupported(config, file, trained);
        if (!Files.isRegularFile(folder.resolve(WEIGHTS))) {
            throw WeightFiles.missing(folder, WEIGHTS);
        }
        try (WeightFiles weights = WeightFiles.single(folder.resolve(WEIGHTS))) {
            Set<String> targets = new TreeSet<>();
            for (String name : weights.names()) {
                String matrix = name.replaceFirst("\\.lora_[AB]\\.weight$", "");
                String target = matrix.substring(matrix.lastIndexOf('.') + 1);
                if (!name.startsWith(PREFIX) || matrix.equals(name) || !LowRankAdapter.Settings.ALL.contains(target)) {
                    throw new CheckpointException(folder.resolve(WEIGHTS) + " has a tensor " + name
                            + ", which is no factor of one of " + new TreeSet<>(LowRankAdapter.Settings.ALL));
                }
                targets.add(target);
            }
            LowRankAdapter.Settings settings = settings(config, file, targets);
            Map<String, long[]> shapes = settings.shapes(shape);
            Map<String, long[]> stored = new LinkedHashMap<>();
            shapes.forEach((name, dimensions) -> stored.put(PREFIX + name, dimensions));
            for (String name : stored.keySet()) {
                if (!weights.names().contains(name)) {
                    throw new CheckpointException(folder.resolve(WEIGHTS) + " must have factors of " + targets
                            + " in every layer, but has no " + name
                            + "; adapters of some layers are not supported (or the file is incomplete)");
                }
            }
            weights.requireExactly(stored, Set.of());
            Parameters factors = new Parameters(shapes, LowRankAdapter.placementOf(decoder), trained);
            try {
                weights.copyInto(factors, shapes.keySet(), PREFIX);
                return new LowRankAdapter(settings, factors);
            } catch (RuntimeException e) {
                factors.close();
                throw e;
            }
        }
    }

    private static LowRankAdapter.Settings settings(ObjectNode config, Path file, Set<String> targets) {
        JsonNode rank = config.path("r");
        JsonNode alpha = config.path("lora_alpha");
        if (!rank.isIntegralNumber() || !rank.canConvertToInt() || !alpha.isNumber()) {
            throw new CheckpointException(file + ": r and lora_alpha must be numbers, got " + rank + " and " + alpha);
        }
        try {
            return new LowRankAdapter.Settings(rank.intValue(), alpha.doubleValue(), targets);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file + ": " + e.getMessage(), e);
        }
    }

    private static void requireSupported(ObjectNode config, Path file, boolean trained) {
        if (!config.path("peft_type").asString("").equals("LORA")) {
            throw new CheckpointException(file + ": peft_type must be LORA, got " + config.path("peft_type"));
        }
        if (trained && config.path("lora_dropout").asDouble(0) != 0) {
            throw new CheckpointException(file + ": lora_dropout must be 0 to train on, got "
                    + config.path("lora_dropout") + "; dropout is not supported");
        }
        for (Map.Entry<String, JsonNode> setting : config.properties()) {
            JsonNode value = setting.getValue();
            boolean off = value.isNull()
                    || (value.isBoolean() && !value.booleanValue())
                    || (value.isContainer() && value.isEmpty())
                    || (setting.getKey().equals("bias") && value.asString("").equals("none"))
                    || (setting.getKey().equals("init_lora_weights")
                            && (value.isBoolean() || value.asString("").equals("gaussian")));
            if (!off && !HARMLESS.contains(setting.getKey())) {
                throw new CheckpointException(
                        file + ": " + setting.getKey() + " must be off, got " + value + "; it is not supported");
            }
        }
    }

    /** Writes an adapter as peft does; base is what it writes as the model's name. */
    static void write(Path folder, LowRankAdapter adapter, String base) throws IOException {
        ObjectNode config = JsonFile.MAPPER.createObjectNode();
        config.put("peft_type", "LORA");
        config.put("task_type", "CAUSAL_LM");
        config.put("base_model_name_or_path", base);
        config.put("r", adapter.settings().rank());
        double alpha = adapter.settings().alpha();
        if (alpha == Math.rint(alpha)) {
            config.put("lora_alpha", (long) alpha);
        } else {
            config.put("lora_alpha", alpha);
        }
        config.put("lora_dropout", 0.0);
        config.put("bias", "none");
        config.put("fan_in_fan_out", false);
        config.put("inference_mode", true);
        config.put("init_lora_weights", true);
        config.put("use_rslora", false);
        config.put("use_dora", false);
        config.putNull("modules_to_save");
        ArrayNode targets = config.putArray("target_modules");
        new TreeSet<>(adapter.settings().targets()).forEach(targets::add);
        Files.writeString(folder.resolve(CONFIG), config.toPrettyString() + "\n");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        adapter.factors()
                .shapes()
                .keySet()
                .forEach(name -> tensors.put(PREFIX + name, adapter.factors().get(name)));
        SafetensorsWriter.write(folder.resolve(WEIGHTS), tensors, WeightFiles.METADATA);
    }
}
