package org.teeter.lm.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * Sequences whose common beginnings are one: each distinct beginning is a node, its last token with what is before it, and a decoder
 * computes a row for each node instead of one for each token. What a decoder makes of a token is a function of what is before it, so the
 * rows are those of the sequences, to rounding.
 *
 * <p>A pair of answers shares its prompt, sixty answers that are scored share theirs, and all prompts of a batch share what the chat
 * template puts first. Attention sees sequences again; it is the smallest part of the work where sequences are shorter than a model is
 * wide. N nodes, B sequences, T positions in the longest.
 */
final class TokenForest implements Layout {
    private final int[][] nodes; // of each sequence, by position
    private final int length;
    private final Tensor ids; // (N)
    private final Tensor depths; // (N): the position of each node
    private final Tensor ofSequences; // (B · T): the node at each position, node 0 where a sequence has ended
    private final Tensor firsts; // (N): the flat position in (B, T) where a node stands first

    private TokenForest(int[][] nodes, int length, Tensor ids, Tensor depths, Tensor ofSequences, Tensor firsts) {
        this.nodes = nodes;
        this.length = length;
        this.ids = ids;
        this.depths = depths;
        this.ofSequences = ofSequences;
        this.firsts = firsts;
    }

    /** The forest of these sequences, each of which has a token. */
    static TokenForest of(List<int[]> sequences, Placement placement) {
        int count = sequences.size();
        int width = 0;
        int tokens = 0;
        for (int[] sequence : sequences) {
            width = Math.max(width, sequence.length);
            tokens = Math.addExact(tokens, sequence.length);
        }
        long[] ids = new long[tokens];
        long[] depths = new long[tokens];
        long[] firsts = new long[tokens];
        long[] ofSequences = new long[Math.multiplyExact(count, width)];
        int[][] nodes = new int[count][];
        Map<Long, Integer> children = new HashMap<>(); // by parent, or -1, and token
        int n = 0;
        for (int b = 0; b < count; b++) {
            int[] sequence = sequences.get(b);
            nodes[b] = new int[sequence.length];
            int parent = -1;
            for (int t = 0; t < sequence.length; t++) {
                Integer known = children.putIfAbsent((long) parent << Integer.SIZE | sequence[t], n);
                if (known == null) {
                    ids[n] = sequence[t];
                    depths[n] = t;
                    firsts[n] = (long) b * width + t;
                    parent = n++;
                } else {
                    parent = known;
                }
                nodes[b][t] = parent;
                ofSequences[b * width + t] = parent;
            }
        }
        return new TokenForest(
                nodes,
                width,
                Torch.longs(Arrays.copyOf(ids, n), placement, n),
                Torch.longs(Arrays.copyOf(depths, n), placement, n),
                Torch.longs(ofSequences, placement, ofSequences.length),
                Torch.longs(Arrays.copyOf(firsts, n), placement, n));
    }

    /** The node at a position of a sequence. */
    int node(int sequence, int position) {
        return nodes[sequence][position];
    }

    @Override
    public Tensor ids() {
        return ids;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public RotaryTable.Angles angles(RotaryTable table) {
        return table.angles(depths, length);
    }

    @Override
    public Tensor apart(Tensor rows) {
        return rows.index_select(0, ofSequences)
                .view(nodes.length, length, rows.size(1), rows.size(2))
                .transpose(1, 2);
    }

    @Override
    public Tensor together(Tensor sequences) {
        return sequences
                .transpose(1, 2)
                .reshape((long) nodes.length * length, sequences.size(1), sequences.size(3))
                .index_select(0, firsts);
    }
}
