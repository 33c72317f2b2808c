package org.teeter.alignment.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.teeter.alignment.model.Decoder;
import org.teeter.alignment.model.DecoderConfig;
import org.teeter.alignment.model.Parameters;
import org.teeter.alignment.model.RewardModel;
import org.teeter.alignment.tensor.Placement;

/** Decoders and reward models from {@code config.json} and weights, without the words around them. */
final class DecoderFiles {
    private DecoderFiles() {}

    /** The decoder of a folder; one that is a reward model or has no weights is a {@link CheckpointException}. */
    static Decoder decoder(Path folder, ConfigFile config, Placement placement, boolean trained) throws IOException {
        if (!config.isCausal()) {
            config.decoder(); // says which are supported, if it is none of them
            throw new CheckpointException(folder + " is a reward model (" + config.className()
                    + "), not a language model; it can score answers but not write them");
        }
        DecoderConfig shape = config.decoder();
        Parameters parameters = parameters(folder, shape.weights(), shape, placement, trained);
        return new Decoder(shape, parameters);
    }

    static RewardModel reward(Path folder, ConfigFile config, Placement placement, boolean trained) throws IOException {
        DecoderConfig shape = config.decoder().withoutOutput();
        if (!config.isReward()) {
            throw new CheckpointException(folder + " is a language model (" + config.className()
                    + "), not a reward model with a scalar head");
        }
        Parameters parameters = parameters(folder, RewardModel.weights(shape), shape, placement, trained);
        return new RewardModel(shape, parameters);
    }

    private static Parameters parameters(
            Path folder, Map<String, long[]> shapes, DecoderConfig shape, Placement placement, boolean trained)
            throws IOException {
        Set<String> ignored = new HashSet<>(Set.of("rotary_emb.inv_freq"));
        if (shape.tied()) {
            ignored.add("lm_head.weight");
        }
        try (WeightFiles weights = WeightFiles.open(folder)) {
            weights.requireExactly(shapes, ignored);
            Parameters parameters = new Parameters(shapes, placement, trained);
            try {
                weights.copyInto(parameters, shapes.keySet());
                return parameters;
            } catch (RuntimeException e) {
                parameters.close();
                throw e;
            }
        }
    }
}
