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
 * template puts first. Attention sees sequences again, or {@linkplain Packing packs} of them, in which each place sees what it goes on
 * from. N nodes, P packs of S places.
 */
final class TokenForest implements Layout {
    private final int[][] nodes; // of each sequence, by position
    private final int longest;
    private final Packing packing;
    private final int[][] places; // of each sequence, by position, in its pack
    private final Placement placement;
    private final Tensor ids; // (N)
    private final Tensor depths; // (N): the position of each node
    private final Tensor ofPlaces; // (P · S): the node at each, node 0 where a pack has ended
    private final Tensor firsts; // (N): the flat place in (P, S) where a node stands first

    private TokenForest(List<int[]> sequences, Packing packing, Placement placement) {
        int tokens = 0;
        int width = 0;
        for (int[] sequence : sequences) {
            width = Math.max(width, sequence.length);
            tokens = Math.addExact(tokens, sequence.length);
        }
        this.longest = width;
        this.packing = packing;
        this.placement = placement;
        this.nodes = new int[sequences.size()][];
        this.places = new int[sequences.size()][];
        long[] idOf = new long[tokens];
        long[] depthOf = new long[tokens];
        Map<Long, Integer> children = new HashMap<>(); // by parent, or -1, and token
        int n = 0;
        for (int b = 0; b < nodes.length; b++) {
            int[] sequence = sequences.get(b);
            nodes[b] = new int[sequence.length];
            int parent = -1;
            for (int t = 0; t < sequence.length; t++) {
                Integer known = children.putIfAbsent((long) parent << Integer.SIZE | sequence[t], n);
                if (known == null) {
                    idOf[n] = sequence[t];
                    depthOf[n] = t;
                    parent = n++;
                } else {
                    parent = known;
                }
                nodes[b][t] = parent;
            }
        }
        long[] nodeAt = new long[Math.multiplyExact(packing.packs(), packing.places())];
        long[] first = new long[n];
        Arrays.fill(first, -1);
        for (int p = 0; p < packing.packs(); p++) {
            place(p, nodeAt, first);
        }
        this.ids = Torch.longs(Arrays.copyOf(idOf, n), placement, n);
        this.depths = Torch.longs(Arrays.copyOf(depthOf, n), placement, n);
        this.ofPlaces = Torch.longs(nodeAt, placement, nodeAt.length);
        this.firsts = Torch.longs(first, placement, n);
    }

    /** Gives the nodes of a pack their places: each after those that it goes on from. */
    private void place(int p, long[] nodeAt, long... first) {
        Map<Integer, Integer> placed = new HashMap<>();
        for (int b : packing.pack(p)) {
            places[b] = new int[nodes[b].length];
            for (int t = 0; t < nodes[b].length; t++) {
                int node = nodes[b][t];
                int place = placed.computeIfAbsent(node, unknown -> placed.size());
                int flat = p * packing.places() + place;
                places[b][t] = place;
                nodeAt[flat] = node;
                first[node] = first[node] < 0 ? flat : first[node];
            }
        }
    }

    /** The forest of these sequences, each of which has a token. */
    static TokenForest of(List<int[]> sequences, Placement placement) {
        return of(sequences, Packing.best(sequences), placement);
    }

    /** The same, seen by attention in these packs. */
    static TokenForest of(List<int[]> sequences, Packing packing, Placement placement) {
        return new TokenForest(sequences, packing, placement);
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
        return packing.places();
    }

    @Override
    public RotaryTable.Angles angles(RotaryTable table) {
        return table.angles(depths, longest);
    }

    @Override
    public Tensor apart(Tensor rows) {
        return rows.index_select(0, ofPlaces)
                .view(packing.packs(), packing.places(), rows.size(1), rows.size(2))
                .transpose(1, 2);
    }

    @Override
    public Tensor together(Tensor packs) {
        return packs.transpose(1, 2)
                .reshape((long) packing.packs() * packing.places(), packs.size(1), packs.size(3))
                .index_select(0, firsts);
    }

    @Override
    public Optional<Tensor> seen(int window) {
        if (packing.isAlone()) {
            return Optional.empty();
        }
        int size = packing.places();
        int rows = packing.packs() * size;
        BitSet seen = new BitSet();
        for (int row = 0; row < rows; row++) {
            seen.set(row * size + row % size); // one that saw nothing would be no number, and so would all gradients
        }
        BitSet done = new BitSet();
        for (int p = 0; p < packing.packs(); p++) {
            for (int b : packing.pack(p)) {
                for (int t = 0; t < places[b].length; t++) {
                    int row = p * size + places[b][t];
                    for (int before = done.get(row) ? t : Math.max(0, t - window + 1); before < t; before++) {
                        seen.set(row * size + places[b][before]);
                    }
                    done.set(row);
                }
            }
        }
        Tensor mask = torch.zeros(new long[] {(long) rows * size}, placement.options(ScalarType.Bool));
        Tensor where = Torch.longs(seen.stream().asLongStream().toArray(), placement, seen.cardinality());
        return Optional.of(mask.index_fill_(0, where, new Scalar(1)).view(packing.packs(), 1, size, size));
    }
}
