package org.teeter.lm.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * A decoder-only transformer: embedding, blocks of attention and gated feed-forward with RMS norms before them, a last norm, and the
 * output matrix.
 *
 * <p>It computes rows, one for each token or one for each distinct beginning ({@link Layout}); only attention looks at more than one of
 * them. Shapes: (…) that of the rows, (B, T) where B sequences of T positions are computed as they are; D width, V ids.
 */
public final class Decoder implements AutoCloseable {
    static final String LAST_NORM = "model.norm.weight";

    private final DecoderConfig config;
    private final Parameters parameters;
    private final Optional<LowRankAdapter> adapter;
    private final Matrices matrices;
    private final RotaryTable rotary;
    private final boolean lent; // whether the weights are another decoder's

    /** A decoder over these parameters, which it owns from now on. */
    public Decoder(DecoderConfig config, Parameters parameters) {
        this(config, parameters, Optional.empty(), false);
    }

    private Decoder(DecoderConfig config, Parameters parameters, Optional<LowRankAdapter> adapter, boolean lent) {
        Torch.start();
        config.weights().forEach((name, shape) -> requireShape(parameters, name, shape));
        this.config = config;
        this.parameters = parameters;
        this.adapter = adapter;
        this.lent = lent;
        this.matrices = new Matrices(config, parameters, adapter);
        this.rotary = new RotaryTable(config, parameters.placement());
    }

    /** Random weights, of standard deviation {@code 1/√D}: at small widths the usual 0.02 never learns to copy a name. */
    public static Decoder random(DecoderConfig config, Placement placement, boolean trained, long seed) {
        Torch.start();
        Parameters parameters = new Parameters(config.weights(), placement, trained);
        try (PointerScope scope = new PointerScope()) {
            parameters.randomize(1 / Math.sqrt(config.hidden()), Torch.generator(seed));
        }
        return new Decoder(config, parameters);
    }

    public DecoderConfig config() {
        return config;
    }

    public Parameters parameters() {
        return parameters;
    }

    /** The change of its matrices that is trained in their stead, if there is one. */
    public Optional<LowRankAdapter> adapter() {
        return adapter;
    }

    /** What training changes: the factors of the adapter where there is one, else all weights. */
    public Parameters trained() {
        return adapter.map(LowRankAdapter::factors).orElse(parameters);
    }

    /**
     * A decoder over the same weights with an adapter; it owns both, so this decoder is not closed then.
     *
     * @param change its factors must be on the same device
     */
    public Decoder adapted(LowRankAdapter change) {
        requireAdaptable(change);
        matrices.close();
        rotary.close();
        return new Decoder(config, parameters, Optional.of(change), false);
    }

    /** The same, but this decoder stays as it is and keeps its weights, which must outlive the other's. */
    public Decoder lent(LowRankAdapter change) {
        requireAdaptable(change);
        return new Decoder(config, parameters, Optional.of(change), true);
    }

    private void requireAdaptable(LowRankAdapter change) {
        if (adapter.isPresent()) {
            throw new IllegalStateException("the decoder has an adapter already; merge it first");
        }
        if (parameters.trained()) {
            throw new IllegalArgumentException("weights under an adapter are not trained; load them without gradients");
        }
        change.settings().shapes(config).forEach((name, shape) -> requireShape(change.factors(), name, shape));
    }

    /** A copy whose weights have the adapter's change in them, and which shares nothing with this decoder. */
    public Decoder merged(boolean trained) {
        Parameters copy = parameters.copy(trained);
        adapter.ifPresent(change -> change.mergeInto(copy));
        return new Decoder(config, copy);
    }

    /** A copy that shares no weights; one of an adapted decoder is {@link #merged}. */
    public Decoder copy(boolean trained) {
        return merged(trained);
    }

    /** The last hidden states (B, T, D), after the last norm, of {@code ids} (B, T). */
    public Tensor hidden(Tensor ids) {
        return through(ids, Optional.empty());
    }

    /**
     * The last hidden states (B, T, D) of {@code ids} (B, T) that continue what the cache holds, which then holds them too. Not for
     * gradients: the cache is written in place.
     */
    public Tensor hidden(Tensor ids, KeyValueCache cache) {
        Tensor hidden = through(ids, Optional.of(cache));
        cache.advance(ids.size(1));
        return hidden;
    }

    private Tensor through(Tensor ids, Optional<KeyValueCache> cache) {
        long start = cache.map(KeyValueCache::length).orElse(0L);
        return hidden(new Sequences(ids, start), cache, Optional.empty());
    }

    /** The last hidden states (…, D) of a layout's rows. */
    Tensor hidden(Layout layout) {
        return hidden(layout, Optional.empty(), Optional.empty());
    }

    /** Those of some rows alone, by their numbers (U): (U, D). */
    Tensor hidden(Layout layout, Tensor wanted) {
        return hidden(layout, Optional.empty(), Optional.of(wanted));
    }

    private Tensor hidden(Layout layout, Optional<KeyValueCache> cache, Optional<Tensor> wanted) {
        return Torch.tidy(() -> {
            Tensor x = embed(layout.ids());
            Attention attention = new Attention(config, rotary, layout, parameters.placement(), cache);
            for (int layer = 0; layer < config.layers(); layer++) {
                x = block(layer, x, attention, leaving(layer, wanted));
            }
            return norm(x);
        });
    }

    /** How the rows of a layout see each other. */
    Attention attention(Layout layout) {
        return new Attention(config, rotary, layout, parameters.placement());
    }

    /** Logits (…, V) of hidden states (…, D); ask only for the positions whose next id matters. */
    public Tensor logits(Tensor hidden) {
        return torch.linear(hidden, parameters.get(config.tied() ? "model.embed_tokens.weight" : "lm_head.weight"));
    }

    /** What enters the first block: (…, D) of {@code ids} (…). */
    Tensor embed(Tensor ids) {
        return torch.embedding(parameters.get("model.embed_tokens.weight"), ids);
    }

    /** Which rows are to leave a block: those that are wanted in the end, once nothing looks at the others any more. */
    Optional<Tensor> leaving(int layer, Optional<Tensor> wanted) {
        return layer == config.layers() - 1 ? wanted : Optional.empty();
    }

    /**
     * What leaves a block, (…, D), when {@code x} (…, D) enters it.
     *
     * @param wanted rows (U), where only those are to leave it: (U, D)
     */
    Tensor block(int layer, Tensor x, Attention attention, Optional<Tensor> wanted) {
        return Torch.tidy(() -> {
            String at = "model.layers." + layer + ".";
            Tensor found = attended(layer, norm(x, at + "input_layernorm.weight"), at + "self_attn.", attention);
            Tensor mixed =
                    matrices.of(rows(found, wanted), at + "self_attn.o_proj").add_(rows(x, wanted));
            return feedForward(layer, norm(mixed, at + "post_attention_layernorm.weight"), at + "mlp.")
                    .add_(mixed);
        });
    }

    private static Tensor rows(Tensor all, Optional<Tensor> wanted) {
        return wanted.isPresent() ? all.index_select(0, wanted.get()) : all;
    }

    /** What the last block leaves, normed. */
    Tensor norm(Tensor x) {
        return norm(x, LAST_NORM);
    }

    private Tensor attended(int layer, Tensor x, String at, Attention attention) {
        List<Tensor> rows = matrices.each(x, Matrices.queriesKeysValues(layer));
        Tensor q = heads(rows.get(0), config.heads()); // (…, H, d)
        Tensor k = heads(rows.get(1), config.keyValueHeads());
        Tensor v = heads(rows.get(2), config.keyValueHeads());
        if (config.headNorm()) {
            q = norm(q, at + "q_norm.weight");
            k = norm(k, at + "k_norm.weight");
        }
        return attention.of(layer, q, k, v).flatten(-2, -1);
    }

    private Tensor heads(Tensor rows, int heads) {
        return rows.dim() == 2
                ? rows.view(rows.size(0), heads, config.headDim())
                : rows.view(rows.size(0), rows.size(1), heads, config.headDim());
    }

    private Tensor feedForward(int layer, Tensor x, String at) {
        List<Tensor> wide = matrices.each(x, Matrices.gateAndUp(layer));
        return matrices.of(torch.silu(wide.get(0)).mul(wide.get(1)), at + "down_proj");
    }

    /**
     * Root mean square norm: {@code w x / √(x·x / D + ε)}. The library's own takes the gradient of a power; where nothing is to be widened
     * first, that of x·x is told to it as 2 x.
     */
    private Tensor norm(Tensor x, String name) {
        Tensor weight = parameters.get(name);
        ScalarType type = x.scalar_type().intern();
        if (type != ScalarType.Float && type != ScalarType.Double) {
            return torch.rms_norm(
                    x, new long[] {x.size(-1)}, new TensorOptional(weight), new DoubleOptional(config.normEpsilon()));
        }
        Tensor squares = x.mul(x.detach()).sum(new long[] {-1}, true, new ScalarTypeOptional()); // (…, 1)
        Tensor twice = squares.add(squares.sub(squares.detach())); // the same number, twice the gradient
        Tensor inverse = twice.div(new Scalar(x.size(-1)))
                .add(new Scalar(config.normEpsilon()))
                .rsqrt();
        return x.mul(inverse).mul(weight);
    }

    private static void requireShape(Parameters parameters, String name, long[] shape) {
        if (!Arrays.equals(parameters.get(name).shape(), shape)) {
            throw new IllegalArgumentException("weight " + name + " must have shape " + Arrays.toString(shape)
                    + ", got " + Arrays.toString(parameters.get(name).shape()));
        }
    }

    @Override
    public void close() {
        matrices.close();
        rotary.close();
        adapter.ifPresent(LowRankAdapter::close);
        if (!lent) {
            parameters.close();
        }
    }
}
