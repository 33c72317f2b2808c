package org.teeter.graph;

import java.util.Arrays;

/**
 * The least that must be taken off edges so that nothing leads from one vertex to another any more; as much can flow between the two
 * (Ford and Fulkerson 1956).
 *
 * <p>By Dinic's blocking flows: each phase sends flow along the shortest ways left, until none is left. Every augmentation uses one edge up
 * exactly, so rounding of capacities cannot keep it from ending.
 */
/*
 * E. A. Dinic (1970), Algorithm for solution of a problem of maximum flow in networks with power estimation, Soviet Mathematics
 * Doklady 11.
 */
public final class MinCut {
    private final Graph graph;
    private final Incidence incidence;
    private final double[]
            left; // what edge e still takes from its first end to its second, and at e + edges the other way
    private final int[] level;
    private final int[] next;
    private final int[] way; // edges of the way so far
    private final int from;
    private final int to;
    private double value;

    private MinCut(Graph graph, double[] capacity, int from, int to) {
        this.graph = graph;
        this.incidence = graph.incidence();
        this.left = Arrays.copyOf(capacity, 2 * capacity.length);
        System.arraycopy(capacity, 0, left, capacity.length, capacity.length);
        this.level = new int[graph.size()];
        this.next = new int[graph.size()];
        this.way = new int[graph.size()];
        this.from = from;
        this.to = to;
    }

    /**
     * The least cut between two vertices.
     *
     * @param capacity by edge, the same both ways, not negative
     */
    public static MinCut between(Graph graph, double[] capacity, int from, int to) {
        if (from == to) {
            throw new IllegalArgumentException("a cut lies between two different vertices, got " + from + " twice");
        }
        MinCut cut = new MinCut(graph, capacity, from, to);
        while (cut.findLevels()) {
            cut.block();
        }
        return cut;
    }

    /** The sum of the capacities cut. */
    public double value() {
        return value;
    }

    /** Whether a vertex is still connected with the first one. */
    public boolean isOnFirstSide(int v) {
        return level[v] >= 0;
    }

    /** What an edge still takes when it is left at {@code v}. */
    private int place(int e, int v) {
        return graph.first(e) == v ? e : e + graph.edges();
    }

    private int opposite(int place) {
        return place < graph.edges() ? place + graph.edges() : place - graph.edges();
    }

    /** How far each vertex is from the first one along edges that take more; says whether the second is reached. */
    private boolean findLevels() {
        Arrays.fill(level, -1);
        int[] queue = new int[graph.size()];
        int size = 1;
        queue[0] = from;
        level[from] = 0;
        for (int k = 0; k < size; k++) {
            int v = queue[k];
            for (int at = incidence.start(v); at < incidence.start(v + 1); at++) {
                int w = incidence.neighbour(at);
                if (level[w] < 0 && left[place(incidence.edge(at), v)] > 0) {
                    level[w] = level[v] + 1;
                    queue[size++] = w;
                }
            }
        }
        return level[to] >= 0;
    }

    /** Sends what can be sent along ways on which each vertex is one further than the one before. */
    private void block() {
        for (int v = 0; v < graph.size(); v++) {
            next[v] = incidence.start(v);
        }
        int v = from;
        int length = 0;
        while (true) {
            if (v == to) {
                v = send(length);
                length = level[v];
            } else if (next[v] == incidence.start(v + 1)) {
                if (v == from) {
                    return;
                }
                v = graph.other(way[--length], v);
                next[v]++;
            } else {
                int e = incidence.edge(next[v]);
                int w = incidence.neighbour(next[v]);
                if (level[w] == level[v] + 1 && left[place(e, v)] > 0) {
                    way[length++] = e;
                    v = w;
                } else {
                    next[v]++;
                }
            }
        }
    }

    /** Sends along the way as much as it takes; returns the vertex before the first edge that is used up. */
    private int send(int length) {
        double least = Double.POSITIVE_INFINITY;
        int v = from;
        for (int k = 0; k < length; k++) {
            least = Math.min(least, left[place(way[k], v)]);
            v = graph.other(way[k], v);
        }
        value += least;
        int stop = -1;
        v = from;
        for (int k = 0; k < length; k++) {
            int place = place(way[k], v);
            left[place] -= least;
            left[opposite(place)] += least;
            if (left[place] == 0 && stop < 0) {
                stop = v;
            }
            v = graph.other(way[k], v);
        }
        return stop;
    }
}
