package org.teeter.lm.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The shape of a decoder: what {@code config.json} says.
 *
 * @param vocabulary V, number of token ids
 * @param hidden D, width of the residual stream
 * @param intermediate F, width of the feed-forward part
 * @param layers number of blocks
 * @param heads H, query heads
 * @param keyValueHeads heads of keys and values, which divides H
 * @param headDim d, width of one head
 * @param normEpsilon added to the mean square in RMS norms
 * @param rope rotary positions
 * @param slidingWindow how many positions, itself included, one can look back; empty: all
 * @param seeingAll layers that look back at all positions in spite of a window (Qwen, on its first layers)
 * @param tied whether the output matrix is the embedding
 * @param attentionBias whether queries, keys and values have a bias (Qwen2)
 * @param headNorm whether each head's queries and keys are normed before they are rotated (Qwen3)
 * @param maxPositions longest sequence the model was made for
 */
public record DecoderConfig(
        int vocabulary,
        int hidden,
        int intermediate,
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        double normEpsilon,
        RopeSettings rope,
        OptionalInt slidingWindow,
        Set<Integer> seeingAll,
        boolean tied,
        boolean attentionBias,
        boolean headNorm,
        int maxPositions) {

    public DecoderConfig {
        seeingAll = Set.copyOf(seeingAll);
        requirePositive("vocab_size", vocabulary);
        requirePositive("hidden_size", hidden);
        requirePositive("intermediate_size", intermediate);
        requirePositive("num_hidden_layers", layers);
        requirePositive("num_attention_heads", heads);
        requirePositive("num_key_value_heads", keyValueHeads);
        requirePositive("head_dim", headDim);
        requirePositive("max_position_embeddings", maxPositions);
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException(
                    "num_key_value_heads must divide num_attention_heads, got " + keyValueHeads + " and " + heads);
        }
        if (headDim % 2 != 0) {
            throw new IllegalArgumentException("head_dim must be even for rotary positions, got " + headDim);
        }
    }

    /** Without what Qwen alone has: layers that see more than others, and norms of queries and keys. */
    public DecoderConfig(
            int vocabulary,
            int hidden,
            int intermediate,
            int layers,
            int heads,
            int keyValueHeads,
            int headDim,
            double normEpsilon,
            RopeSettings rope,
            OptionalInt slidingWindow,
            boolean tied,
            boolean attentionBias,
            int maxPositions) {
        this(
                vocabulary,
                hidden,
                intermediate,
                layers,
                heads,
                keyValueHeads,
                headDim,
                normEpsilon,
                rope,
                slidingWindow,
                Set.of(),
                tied,
                attentionBias,
                false,
                maxPositions);
    }

    /** How many positions, itself included, one can look back in a layer; empty: all. */
    OptionalInt window(int layer) {
        return seeingAll.contains(layer) ? OptionalInt.empty() : slidingWindow;
    }

    /** Name and shape of each weight, by Hugging Face's names, in the order of the computation. */
    public Map<String, long[]> weights() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("model.embed_tokens.weight", new long[] {vocabulary, hidden});
        for (int layer = 0; layer < layers; layer++) {
            String at = "model.layers." + layer + ".";
            shapes.put(at + "input_layernorm.weight", new long[] {hidden});
            projection(shapes, at + "self_attn.q_proj", (long) heads * headDim, hidden, attentionBias);
            projection(shapes, at + "self_attn.k_proj", (long) keyValueHeads * headDim, hidden, attentionBias);
            projection(shapes, at + "self_attn.v_proj", (long) keyValueHeads * headDim, hidden, attentionBias);
            if (headNorm) {
                shapes.put(at + "self_attn.q_norm.weight", new long[] {headDim});
                shapes.put(at + "self_attn.k_norm.weight", new long[] {headDim});
            }
            projection(shapes, at + "self_attn.o_proj", hidden, (long) heads * headDim, false);
            shapes.put(at + "post_attention_layernorm.weight", new long[] {hidden});
            projection(shapes, at + "mlp.gate_proj", intermediate, hidden, false);
            projection(shapes, at + "mlp.up_proj", intermediate, hidden, false);
            projection(shapes, at + "mlp.down_proj", hidden, intermediate, false);
        }
        shapes.put("model.norm.weight", new long[] {hidden});
        if (!tied) {
            shapes.put("lm_head.weight", new long[] {vocabulary, hidden});
        }
        return shapes;
    }

    /** Checks that there is a row of the embedding for each id; the library would not say which has none, and a GPU would stop. */
    void requireIds(int[] ids) {
        for (int id : ids) {
            if (id < 0 || id >= vocabulary) {
                throw new IllegalArgumentException(
                        "token ids must be from 0 to " + (vocabulary - 1) + ", the rows of the embedding, got " + id);
            }
        }
    }

    /** The same without an output matrix of its own. */
    public DecoderConfig withoutOutput() {
        return new DecoderConfig(
                vocabulary,
                hidden,
                intermediate,
                layers,
                heads,
                keyValueHeads,
                headDim,
                normEpsilon,
                rope,
                slidingWindow,
                seeingAll,
                true,
                attentionBias,
                headNorm,
                maxPositions);
    }

    private static void projection(Map<String, long[]> shapes, String name, long rows, long columns, boolean bias) {
        shapes.put(name + ".weight", new long[] {rows, columns});
        if (bias) {
            shapes.put(name + ".bias", new long[] {rows});
        }
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }
}
