package org.teeter.audit.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.graph.Blocks;
import org.teeter.graph.Graph;
import org.teeter.linalg.EdgeResistances;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.SparseElimination;
import org.teeter.linalg.SpectralGap;

/**
 * How far each pair of a circuit can reach at most: by its resistance, where elimination gives it, by {@link ReachBounds} else.
 *
 * <p>Without a ground a current stays in the block of its pair, so each block is bounded by itself: a bridge has the resistance {@code 1 /
 * c}, and neither a well-mixed block nor one that can be eliminated is made worse by what hangs on it [M101].
 */
final class PairBounds {
    /** A quotient of two doubles is off by less. */
    private static final double ROUNDED_UP = 1 + 1e-15;

    private final double[] resistance;
    private final int[] piece; // which bounds are of a pair; -1 where its resistance is known
    private final int[] number; // of a pair in its piece
    private final List<ReachBounds> pieces = new ArrayList<>();
    private final boolean[] shared; // vertices on which hangs more than their piece

    PairBounds(Circuit circuit) {
        Graph graph = circuit.graph().graph();
        Laplacian h = circuit.laplacian();
        this.resistance = new double[graph.edges()];
        this.piece = new int[graph.edges()];
        this.number = new int[graph.edges()];
        this.shared = new boolean[graph.size()];
        Arrays.fill(piece, -1);
        Optional<PairResistances> known = circuit.resistances();
        if (known.isPresent()) {
            Arrays.setAll(resistance, known.get()::most);
        } else if (h.isFloating() && !h.isSigned()) {
            Blocks blocks = Blocks.of(graph);
            int[] place = new int[graph.size()];
            for (int k = 0; k < blocks.count(); k++) {
                block(circuit, blocks.edges(k), place);
            }
            for (int i = 0; i < shared.length; i++) {
                shared[i] = blocks.isCut(i);
            }
        } else {
            walk(IntStream.range(0, graph.edges()).toArray(), new ReachBounds(graph, h));
        }
    }

    private void block(Circuit circuit, int[] edges, int[] place) {
        Graph graph = circuit.graph().graph();
        Laplacian h = circuit.laplacian();
        if (edges.length == 1) {
            resistance[edges[0]] = ROUNDED_UP / h.conductance(edges[0]);
            return;
        }
        int[] members = IntStream.of(edges)
                .flatMap(e -> IntStream.of(graph.first(e), graph.second(e)))
                .sorted()
                .distinct()
                .toArray();
        for (int k = 0; k < members.length; k++) {
            place[members[k]] = k;
        }
        Graph block = Graph.of(
                members.length,
                IntStream.of(edges).map(e -> place[graph.first(e)]).toArray(),
                IntStream.of(edges).map(e -> place[graph.second(e)]).toArray());
        double[] conductances = IntStream.of(edges).mapToDouble(h::conductance).toArray();
        Laplacian inside = new Laplacian(block.starts(), block.seconds(), conductances, new double[members.length]);
        Optional<EdgeResistances> known =
                SparseElimination.of(inside, circuit.mostFill()).map(SparseElimination::resistances);
        if (known.isEmpty()) {
            walk(edges, new ReachBounds(block, inside));
            return;
        }
        for (int k = 0; k < edges.length; k++) {
            resistance[edges[k]] = known.get().at(k) + known.get().error(block.first(k), block.second(k));
        }
    }

    private void walk(int[] edges, ReachBounds bounds) {
        double[] found = bounds.resistances();
        for (int k = 0; k < edges.length; k++) {
            resistance[edges[k]] = found[k];
            piece[edges[k]] = pieces.size();
            number[edges[k]] = k;
        }
        pieces.add(bounds);
    }

    /** No resistance of a pair is larger. */
    double resistance(int e) {
        return resistance[e];
    }

    /** An upper bound of the probability that some bound is wrong. */
    double failure() {
        return pieces.size() * SpectralGap.FAILURE;
    }

    Walk walk() {
        return new Walk();
    }

    /** Working arrays of one thread. */
    final class Walk {
        private final Map<Integer, ReachBounds.Walk> walks = new HashMap<>();

        /**
         * An upper bound of {@code |b_ijᵀ H⁺ b_e|} for all pairs i, j but the one compared.
         *
         * @param enough below which no better bound is needed
         */
        double reach(int e, int a, int b, double enough) {
            if (piece[e] < 0 || shared[a] || shared[b]) { // what hangs on a has the potential of a
                return resistance[e];
            }
            return walks.computeIfAbsent(piece[e], k -> pieces.get(k).walk()).reach(number[e], resistance[e], enough);
        }
    }
}
