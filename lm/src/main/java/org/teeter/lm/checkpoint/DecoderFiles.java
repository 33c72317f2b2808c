package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.Parameters;
import org.teeter.lm.model.RewardModel;
import org.teeter.lm.tensor.Placement;
import tools.jackson.databind.node.ObjectNode;

/** Decoders and reward models from {@code config.json} and weights, without the words around them. */
final class DecoderFiles {
    private static final String EMBEDDING = "model.embed_tokens.weight";
    private static final String OUTPUT = "lm_head.weight";

    private DecoderFiles() {}

    static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CheckpointException(folder + " must be a folder with a model in Hugging Face's form, but is "
                    + (Files.exists(folder) ? "a file" : "not there"));
        }
    }

    /** The configuration of a folder, or of a GGUF file. */
    static ConfigFile config(Path folder) throws IOException {
        if (GgufHeader.isGguf(folder)) {
            return ConfigFile.of(GgufConfig.of(GgufHeader.read(folder)), folder);
        }
        requireFolder(folder);
        if (!Files.isRegularFile(folder.resolve(ConfigFile.NAME))) {
            throw new CheckpointException(folder + " is not a model: it needs config.json, model.safetensors (or its"
                    + " shards with an index) and tokenizer.json, but has no config.json");
        }
        return ConfigFile.read(folder.resolve(ConfigFile.NAME));
    }

    /** Writes configuration and weights. */
    static void write(Path folder, ObjectNode config, Parameters parameters, Set<String> names) throws IOException {
        ObjectNode json = config.deepCopy();
        ConfigFile.setType(json, parameters.placement().type());
        Files.writeString(folder.resolve(ConfigFile.NAME), json.toPrettyString() + "\n");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        names.forEach(name -> tensors.put(name, parameters.get(name)));
        WeightFiles.write(folder, tensors, WeightFiles.LARGEST_FILE);
    }

    /** The decoder of a folder; one that is a reward model or has no weights is a {@link CheckpointException}. */
    static Decoder decoder(Path folder, ConfigFile config, Placement placement, boolean trained) throws IOException {
        if (!config.isCausal()) {
            config.decoder(); // says which are supported, if it is none of them
            throw new CheckpointException(folder + " is a reward model (" + config.className()
                    + "), not a language model; it can score answers but not write them");
        }
        DecoderConfig shape = config.decoder();
        Parameters parameters = parameters(folder, shape::weights, shape, placement, trained);
        return new Decoder(shape, parameters);
    }

    static RewardModel reward(Path folder, ConfigFile config, Placement placement, boolean trained) throws IOException {
        DecoderConfig shape = config.decoder().withoutOutput();
        if (!config.isReward()) {
            throw new CheckpointException(folder + " is a language model (" + config.className()
                    + "), not a reward model with a scalar head");
        }
        Parameters parameters = parameters(folder, () -> RewardModel.weights(shape), shape, placement, trained);
        return new RewardModel(shape, parameters);
    }

    private static Parameters parameters(
            Path folder, Supplier<Map<String, long[]>> names, DecoderConfig shape, Placement placement, boolean trained)
            throws IOException {
        Set<String> ignored = new HashSet<>(Set.of("rotary_emb.inv_freq"));
        if (shape.tied()) {
            ignored.add(OUTPUT);
        }
        try (WeightFiles weights = WeightFiles.open(folder)) {
            if (shape.layers() > weights.names().size()) { // before a name is made for each
                throw new CheckpointException(folder + " must have the weights of " + shape.layers() + " layers by "
                        + weights.config() + ", but has " + weights.names().size() + " tensors in all");
            }
            Map<String, long[]> shapes = names.get();
            weights.requireExactly(shapes, ignored);
            if (!shapes.containsKey(OUTPUT) && shape.tied() && weights.names().contains(OUTPUT)) {
                weights.requireEqual(OUTPUT, EMBEDDING);
            }
            Parameters parameters = new Parameters(shapes, placement, trained);
            try {
                weights.copyInto(parameters, shapes.keySet(), "");
                return parameters;
            } catch (RuntimeException e) {
                parameters.close();
                throw e;
            }
        }
    }
}
