package org.teeter.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.teeter.audit.search.Circuit;
import org.teeter.audit.search.Reaches;
import org.teeter.audit.search.SparseSearch;
import org.teeter.audit.search.WorstTargets;
import org.teeter.data.ComparisonGraph;
import org.teeter.graph.Blocks;
import org.teeter.link.Probability;

/** Measures how far judged pairs reach. */
final class Influences {
    /** Pairs looked at together, by one thread. */
    private static final int BLOCK = 64;

    private final Circuit circuit;
    private final ComparisonGraph graph;
    private final Blocks blocks;

    Influences(Circuit circuit, Blocks blocks) {
        this.circuit = circuit;
        this.graph = circuit.graph();
        this.blocks = blocks;
    }

    /** Of all judged pairs, each by a search for its worst target. */
    List<ComparisonInfluence> all(WorstTargets worst, Progress progress) {
        int blocks = (graph.edges() + BLOCK - 1) / BLOCK;
        if (blocks <= 1) {
            return block(0, worst);
        }
        AtomicInteger done = new AtomicInteger();
        return IntStream.range(0, blocks)
                .parallel()
                .mapToObj(k -> {
                    List<ComparisonInfluence> part = block(k, worst);
                    progress.at("looking for the reach of each pair", done.incrementAndGet() / (double) blocks);
                    return part;
                })
                .flatMap(List::stream)
                .toList();
    }

    private List<ComparisonInfluence> block(int k, WorstTargets worst) {
        List<ComparisonInfluence> part = new ArrayList<>();
        WorstTargets.Search search = worst.search();
        for (int e = k * BLOCK; e < Math.min(graph.edges(), (k + 1) * BLOCK); e++) {
            part.add(influence(e, search));
        }
        return part;
    }

    /** Of all judged pairs on a few targets. */
    List<ComparisonInfluence> on(Reaches reaches) {
        return IntStream.range(0, graph.edges())
                .mapToObj(e -> influence(e, circuit.resistance(graph.first(e), graph.second(e)), reaches.worst(e)))
                .toList();
    }

    private ComparisonInfluence influence(int e, WorstTargets.Search search) {
        return influence(e, circuit.resistance(graph.first(e), graph.second(e)), search.of(e));
    }

    /** Of a pair that a sparse search visited. */
    ComparisonInfluence influence(SparseSearch.Visit visit) {
        return influence(visit.edge(), visit.resistance(), visit.worst());
    }

    private ComparisonInfluence influence(int e, double resistance, WorstTargets.Worst reach) {
        Probability p = circuit.fit().probability(graph.first(e), graph.second(e));
        return new ComparisonInfluence(
                e,
                p,
                circuit.leverage(e, resistance),
                resistance,
                circuit.density().peak() * circuit.pull(e) * resistance,
                reach.i() < 0
                        ? Optional.empty()
                        : Optional.of(new ComparisonInfluence.Reach(reach.i(), reach.j(), reach.sensitivity())),
                blocks.isBridge(e));
    }
}
