package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.teeter.lm.model.Parameters;

/**
 * Neighbouring weights in the flat tensor that an optimiser treats alike.
 *
 * @param from where it begins
 * @param length number of weights
 * @param decayed whether decay applies: to matrices, but not to norms and biases
 * @param eightBits whether their moments are kept in eight bits
 */
record Stretch(long from, long length, boolean decayed, boolean eightBits) {
    /** bitsandbytes keeps the moments of smaller weights in 32 bits. */
    private static final long FEWEST = 4096;

    /**
     * The stretches of all weights. In eight bits are weights of 4,096 numbers or more, but not the embedding, which transformers'
     * trainer asks bitsandbytes to leave in 32 bits; each begins with a block of its own there, so a stretch only goes on where the
     * weight before it fills its last block.
     */
    static List<Stretch> of(Parameters parameters, OptimizerSettings settings) {
        List<Stretch> stretches = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<String, long[]> weight : parameters.shapes().entrySet()) {
            long size = 1;
            for (long n : weight.getValue()) {
                size *= n;
            }
            boolean decayed = settings.weightDecay() > 0 && weight.getValue().length > 1;
            boolean eightBits =
                    settings.eightBits() && size >= FEWEST && !weight.getKey().endsWith("embed_tokens.weight");
            Stretch next = new Stretch(offset, size, decayed, eightBits);
            int last = stretches.size() - 1;
            if (last >= 0 && stretches.get(last).goesOnWith(next)) {
                stretches.set(last, stretches.get(last).and(next));
            } else {
                stretches.add(next);
            }
            offset += size;
        }
        return stretches;
    }

    private boolean goesOnWith(Stretch next) {
        return decayed == next.decayed
                && eightBits == next.eightBits
                && (!eightBits || length % QuantizedBlocks.BLOCK == 0);
    }

    private Stretch and(Stretch next) {
        return new Stretch(from, length + next.length, decayed, eightBits);
    }
}
