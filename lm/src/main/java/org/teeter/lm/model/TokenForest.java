package org.teeter.lm.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * Sequences whose common beginnings are one: each distinct beginning is a node, its last token with what is before it, and a decoder
 * computes a row for each node instead of one for each token. What a decoder makes of a token is a function of what is before it, so the
 * rows are those of the sequences, to rounding.
 *
 * <p>A pair of answers shares its prompt, sixty answers that are scored share theirs, and all prompts of a batch share what the chat
 * template puts first. Attention sees sequences again, {@code B T²} pairs of positions, or all nodes as one sequence of which each sees
 * those it goes on from, {@code N²} pairs, whichever are fewer. N nodes, B sequences, T positions in the longest.
 */
final class TokenForest implements Layout {
    /** A mask of so many places takes 16 MB. */
    private static final long MOST_SEEN = 1L << 24;

    private final int[][] nodes; // of each sequence, by position
    private final int length;
    private final Tensor ids; // (N)
    private final Tensor depths; // (N): the position of each node
    private final Tensor ofSequences; // (B · T): the node at each position, node 0 where a sequence has ended
    private final Tensor firsts; // (N): the flat position in (B, T) where a node stands first
    private final Placement placement;
    private final boolean whole; // whether attention sees all nodes as one sequence

    private TokenForest(
            int[][] nodes,
            int length,
            Tensor ids,
            Tensor depths,
            Tensor ofSequences,
            Tensor firsts,
            Placement placement,
            boolean whole) {
        this.placement = placement;
        this.whole = whole;
        this.nodes = nodes;
        this.length = length;
        this.ids = ids;
        this.depths = depths;
        this.ofSequences = ofSequences;
        this.firsts = firsts;
    }

    /** The forest of these sequences, each of which has a token. */
    static TokenForest of(List<int[]> sequences, Placement placement) {
        return of(sequences, placement, (nodes, seen) -> nodes * nodes <= Math.min(seen, MOST_SEEN));
    }

    /** When attention sees all of so many nodes as one sequence, where sequences have so many pairs of positions. */
    interface Whole {
        boolean is(long nodes, long seen);
    }

    static TokenForest of(List<int[]> sequences, Placement placement, Whole whole) {
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
                Torch.longs(Arrays.copyOf(firsts, n), placement, n),
                placement,
                count > 1 && whole.is(n, (long) count * width * width));
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
        return whole
                ? rows.transpose(0, 1).unsqueeze(0)
                : rows.index_select(0, ofSequences)
                        .view(nodes.length, length, rows.size(1), rows.size(2))
                        .transpose(1, 2);
    }

    @Override
    public Tensor together(Tensor sequences) {
        return whole
                ? sequences.squeeze(0).transpose(0, 1)
                : sequences
                        .transpose(1, 2)
                        .reshape((long) nodes.length * length, sequences.size(1), sequences.size(3))
                        .index_select(0, firsts);
    }

    @Override
    public Optional<Tensor> seen(int window) {
        if (!whole) {
            return Optional.empty();
        }
        long n = ids.size(0);
        BitSet seen = new BitSet();
        int next = 0; // nodes are numbered as they are met
        for (int[] sequence : nodes) {
            for (int t = 0; t < sequence.length; t++) {
                if (sequence[t] < next) {
                    continue;
                }
                for (int before = Math.max(0, t - window + 1); before <= t; before++) {
                    seen.set(Math.toIntExact(n * next + sequence[before]));
                }
                next++;
            }
        }
        Tensor mask = torch.zeros(new long[] {n * n}, placement.options(ScalarType.Bool));
        Tensor places = Torch.longs(seen.stream().asLongStream().toArray(), placement, seen.cardinality());
        return Optional.of(mask.index_fill_(0, places, new Scalar(1)).view(n, n));
    }
}
