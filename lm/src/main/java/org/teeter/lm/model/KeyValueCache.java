package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.tensor.Placement;

/**
 * Keys and values of the positions that a decoder has read, so that the next one need not read them again: (n, K, capacity, d) a
 * layer, for n sequences of equal length. Owns native memory, which {@link #close} frees. Mutable: decoding writes into it.
 */
public final class KeyValueCache implements AutoCloseable {
    private final DecoderConfig config;
    private final int capacity;
    private final List<Tensor> keys;
    private final List<Tensor> values;
    private long length;

    /** An empty cache with room for {@code capacity} positions of each of {@code sequences}. */
    public KeyValueCache(DecoderConfig config, Placement placement, int sequences, int capacity) {
        this.config = config;
        this.capacity = capacity;
        this.keys = new ArrayList<>();
        this.values = new ArrayList<>();
        long[] shape = {sequences, config.keyValueHeads(), capacity, config.headDim()};
        try (PointerScope scope = new PointerScope()) {
            for (int layer = 0; layer < config.layers(); layer++) {
                keys.add(keep(torch.zeros(shape, placement.options())));
                values.add(keep(torch.zeros(shape, placement.options())));
            }
        }
    }

    private KeyValueCache(DecoderConfig config, int capacity, List<Tensor> keys, List<Tensor> values, long length) {
        this.config = config;
        this.capacity = capacity;
        this.keys = keys;
        this.values = values;
        this.length = length;
    }

    /** How many positions it holds. */
    public long length() {
        return length;
    }

    /** A cache whose sequences are those of this one that are named, in that order, each as often as it is named. */
    public KeyValueCache rows(Tensor rows) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> k = new ArrayList<>();
            List<Tensor> v = new ArrayList<>();
            for (int layer = 0; layer < keys.size(); layer++) {
                k.add(keep(keys.get(layer).index_select(0, rows)));
                v.add(keep(values.get(layer).index_select(0, rows)));
            }
            return new KeyValueCache(config, capacity, k, v, length);
        }
    }

    /** How many of the last positions {@code queries} of them may see that come after {@code before} others. */
    static long seen(long before, long queries, int window) {
        return Math.min(before + queries, queries - 1 + (long) window);
    }

    /** Writes the new positions' keys (n, K, T, d) and returns all that one of these positions may see. */
    Tensor withKeys(int layer, Tensor k) {
        return extended(layer, keys.get(layer), k);
    }

    Tensor withValues(int layer, Tensor v) {
        return extended(layer, values.get(layer), v);
    }

    void advance(long positions) {
        length += positions;
    }

    private Tensor extended(int layer, Tensor all, Tensor more) {
        long added = more.size(2);
        if (length + added > capacity) {
            throw new IllegalStateException(
                    "a cache for " + capacity + " positions must hold " + (length + added) + "; make it larger");
        }
        all.narrow(2, length, added).copy_(more);
        long seen = seen(length, added, config.window(layer).orElse(Integer.MAX_VALUE));
        return all.narrow(2, length + added - seen, seen);
    }

    private static Tensor keep(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    @Override
    public void close() {
        keys.forEach(Tensor::close);
        values.forEach(Tensor::close);
    }
}
