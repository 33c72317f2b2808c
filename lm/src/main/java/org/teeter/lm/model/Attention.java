package org.teeter.lm.model;

import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;

/**
 * How the rows of one batch see each other, the same in every block. Lives in the scope in which it was made.
 *
 * <p>H heads of queries, K of keys and values, each of width d.
 */
final class Attention {
    private final DecoderConfig config;
    private final Layout layout;
    private final Optional<KeyValueCache> cache;
    private final RotaryTable.Angles angles;
    private final TensorOptional everywhere; // what is seen in layers that see all
    private final TensorOptional inWindow;

    Attention(DecoderConfig config, RotaryTable rotary, Layout layout, Placement placement) {
        this(config, rotary, layout, placement, Optional.empty());
    }

    /** Of rows that continue what the cache holds. */
    Attention(
            DecoderConfig config,
            RotaryTable rotary,
            Layout layout,
            Placement placement,
            Optional<KeyValueCache> cache) {
        this.config = config;
        this.layout = layout;
        this.cache = cache;
        this.angles = layout.angles(rotary);
        this.everywhere = seen(Integer.MAX_VALUE, placement);
        this.inWindow =
                config.slidingWindow().isPresent() ? seen(config.slidingWindow().getAsInt(), placement) : everywhere;
    }

    /** What queries (…, H, d) find among keys and values (…, K, d) in a layer: (…, H, d). */
    Tensor of(int layer, Tensor queries, Tensor keys, Tensor values) {
        Tensor q = layout.apart(angles.turn(queries));
        Tensor k = layout.apart(angles.turn(keys));
        Tensor v = layout.apart(values);
        if (cache.isPresent()) {
            k = cache.get().withKeys(layer, k); // (B, K, S, d), S all positions that one of the T may see
            v = cache.get().withValues(layer, v);
        }
        TensorOptional seen = config.window(layer).isPresent() ? inWindow : everywhere;
        boolean causal = !seen.has_value() && layout.length() > 1;
        boolean grouped = config.heads() != config.keyValueHeads();
        return layout.together(torch.scaled_dot_product_attention(
                q, k, v, seen, 0.0, causal, new DoubleOptional(), grouped)); // (B, H, T, d) before
    }

    private TensorOptional seen(int window, Placement placement) {
        long before = cache.map(KeyValueCache::length).orElse(0L);
        return layout.seen(window)
                .map(TensorOptional::new)
                .orElseGet(() -> mask(layout.length(), before, window, placement));
    }

    /**
     * What each of {@code length} positions after the first {@code before} may see, (length, seen), where the library's own causal
     * mask is wrong: it aligns the first query with the first key, which leaves the cached positions out, and knows no window.
     */
    private static TensorOptional mask(long length, long before, int window, Placement placement) {
        boolean windowed = before + length > window;
        if (length == 1 || (before == 0 && !windowed)) {
            return new TensorOptional(); // one position sees all that the cache gives it, which is its window
        }
        long seen = KeyValueCache.seen(before, length, window);
        Tensor all = torch.ones(new long[] {length, seen}, placement.options(ScalarType.Bool));
        Tensor causal = all.tril(seen - length); // the last query sees the last key
        return new TensorOptional(windowed ? causal.logical_and(all.triu(seen - length + 1 - window)) : causal);
    }
}
