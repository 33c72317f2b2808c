package org.teeter.graph;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The strongly connected components of a digraph and their partial order: one stands above another if arcs lead from it to that; of two
 * between which none lead, neither does. Numbered so that none stands above an earlier one.
 */
public final class Condensation {
    /** What stands below each component is held, a bit a pair: 50 MB. */
    private static final int MOST = 20_000;

    private final List<List<Integer>> members;
    private final int[] component; // of each vertex
    private final BitSet[] below; // of each component, all of them

    Condensation(Graph graph, List<int[]> components, double[] forward, double[] backward) {
        if (components.size() > MOST) {
            throw new IllegalArgumentException("the order of up to " + MOST + " strong components is held, got "
                    + components.size() + " of " + graph.size() + " items");
        }
        this.members = components.stream()
                .map(set -> IntStream.of(set).boxed().toList())
                .toList();
        this.component = new int[graph.size()];
        for (int k = 0; k < count(); k++) {
            for (int i : members.get(k)) {
                component[i] = k;
            }
        }
        BitSet[] directly = new BitSet[count()];
        this.below = new BitSet[count()];
        for (int k = 0; k < count(); k++) {
            directly[k] = new BitSet();
            below[k] = new BitSet();
        }
        for (int e = 0; e < graph.edges(); e++) {
            int a = component[graph.first(e)];
            int b = component[graph.second(e)];
            if (a != b && forward[e] > 0) {
                directly[a].set(b);
            }
            if (a != b && backward[e] > 0) {
                directly[b].set(a);
            }
        }
        for (int k = count() - 1; k >= 0; k--) {
            BitSet all = below[k];
            directly[k].stream().filter(l -> !all.get(l)).forEach(l -> {
                all.or(below[l]);
                all.set(l);
            });
        }
    }

    public int count() {
        return members.size();
    }

    /** The vertices of a component, ascending. */
    public List<Integer> members(int k) {
        return members.get(k);
    }

    /** The component of a vertex. */
    public int of(int vertex) {
        return component[vertex];
    }

    /** Whether arcs lead from one component to another. */
    public boolean isAbove(int k, int other) {
        return below[k].get(other);
    }

    /** The components that a component stands above, ascending. */
    public int[] below(int k) {
        return below[k].stream().toArray();
    }

    /** How many vertices are in components above this one. */
    public int verticesAbove(int k) {
        return IntStream.range(0, k)
                .filter(other -> isAbove(other, k))
                .map(other -> members.get(other).size())
                .sum();
    }

    /** How many vertices are in components below this one. */
    public int verticesBelow(int k) {
        return below[k].stream().map(other -> members.get(other).size()).sum();
    }

    /** The components that stand neither above nor below a component, ascending. */
    public int[] besides(int k) {
        return IntStream.range(0, count())
                .filter(other -> other != k && !isAbove(k, other) && !isAbove(other, k))
                .toArray();
    }
}
