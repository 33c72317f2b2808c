package org.teeter.linalg;

import java.util.Arrays;
import java.util.Optional;

/**
 * An order in which elimination joins few vertices that were not joined: each time the vertex goes that seems to have fewest neighbours left.
 *
 * <p>The star of a vertex that goes becomes a clique of its neighbours, kept as their list alone; a clique that holds the next vertex is
 * merged into that one's. Degrees are bounded from above by what the cliques do not share with the newest one [1]. Vertices of very many
 * neighbours, which each step would have to look through, go last and count as joined to each other.
 */
/*
 * [1] P. R. Amestoy, T. A. Davis and I. S. Duff (1996), An approximate minimum degree ordering algorithm, SIAM Journal on Matrix Analysis
 *     and Applications 17(4).
 */
final class MinimumDegree {
    private static final int NONE = -1;

    private final int n;
    private final int[][] neighbours; // by original edges that no clique covers
    private final int[] neighbourCount;
    private final int[][] cliques; // that a vertex is in, by the vertex that left them
    private final int[] cliqueCount;
    private final int[][] members; // of each clique: the neighbours of a vertex when it went
    private final boolean[] gone;
    private final boolean[] merged; // cliques of which the edges are another's
    private final boolean[] hub;
    private final int[] order;

    private final int[] degree;
    private final int[] first; // vertices of a degree, as a list
    private final int[] next;
    private final int[] before;
    private int smallest;

    private final int[] mark;
    private int stamp;
    private final int[] outside; // members of a clique that are not in the newest
    private final int[] counted;

    private MinimumDegree(Laplacian h) {
        n = h.size();
        neighbourCount = new int[n];
        for (int a = 0; a < n; a++) {
            neighbourCount[a] += h.start(a + 1) - h.start(a);
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                neighbourCount[h.second(e)]++;
            }
        }
        degree = neighbourCount.clone();
        hub = new boolean[n];
        neighbours = new int[n][];
        for (int a = 0; a < n; a++) {
            hub[a] = degree[a] > 10 * Math.sqrt(n) + 16;
            neighbours[a] = new int[hub[a] ? 0 : degree[a]];
        }
        Arrays.fill(neighbourCount, 0);
        for (int a = 0; a < n; a++) {
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                meet(a, h.second(e));
                meet(h.second(e), a);
            }
        }
        cliques = new int[n][4];
        cliqueCount = new int[n];
        members = new int[n][];
        gone = new boolean[n];
        merged = new boolean[n];
        order = new int[n];
        first = new int[n + 1];
        Arrays.fill(first, NONE);
        next = new int[n];
        before = new int[n];
        for (int a = n - 1; a >= 0; a--) {
            if (!hub[a]) {
                enter(a);
            }
        }
        mark = new int[n];
        outside = new int[n];
        counted = new int[n];
    }

    private void meet(int a, int b) {
        if (!hub[a]) {
            neighbours[a][neighbourCount[a]++] = b;
        }
    }

    /**
     * Orders a graph.
     *
     * @param mostEntries of the factor
     * @param mostWork in multiplications
     * @return nothing if elimination in this order exceeds either
     */
    static Optional<MinimumDegree> of(Laplacian h, long mostEntries, double mostWork) {
        MinimumDegree ordering = new MinimumDegree(h);
        return ordering.run(mostEntries, mostWork) ? Optional.of(ordering) : Optional.empty();
    }

    /** The k-th vertex to go. */
    int vertex(int k) {
        return order[k];
    }

    /** The vertices to which one is joined when it goes: not to be changed. */
    int[] joined(int vertex) {
        return members[vertex];
    }

    private boolean run(long mostEntries, double mostWork) {
        int[] hubs = hubs();
        long entries = (long) hubs.length * hubs.length / 2;
        double work = entries * (double) hubs.length;
        for (int k = 0; k < n - hubs.length; k++) {
            int v = takeSmallest();
            order[k] = v;
            int[] star = leave(v);
            entries += star.length;
            work += (double) star.length * star.length;
            double clique = (double) star.length * star.length / 2; // which is still to be eliminated
            if (entries + clique > mostEntries || work + clique * star.length > mostWork) {
                return false;
            }
            if (star.length > 1) {
                update(star, v, n - 1 - k);
            } else if (star.length == 1 && !hub[star[0]]) {
                move(star[0], degree[star[0]] - 1);
            }
        }
        for (int k = 0; k < hubs.length; k++) {
            order[n - hubs.length + k] = hubs[k];
            members[hubs[k]] = Arrays.copyOfRange(hubs, k + 1, hubs.length);
        }
        return entries <= mostEntries && work <= mostWork;
    }

    private int[] hubs() {
        int count = 0;
        int[] hubs = new int[n];
        for (int a = 0; a < n; a++) {
            if (hub[a]) {
                hubs[count++] = a;
            }
        }
        return Arrays.copyOf(hubs, count);
    }

    /** Takes a vertex out; what is left of its neighbours, and of its cliques, is one clique. */
    private int[] leave(int v) {
        gone[v] = true;
        stamp++;
        int most = neighbourCount[v];
        for (int k = 0; k < cliqueCount[v]; k++) {
            most += merged[cliques[v][k]] ? 0 : members[cliques[v][k]].length;
        }
        int[] star = new int[Math.min(most, n)];
        int size = add(neighbours[v], neighbourCount[v], star, 0);
        for (int k = 0; k < cliqueCount[v]; k++) {
            int clique = cliques[v][k];
            if (!merged[clique]) {
                merged[clique] = true;
                size = add(members[clique], members[clique].length, star, size);
            }
        }
        neighbours[v] = cliques[v] = new int[0];
        members[v] = Arrays.copyOf(star, size);
        return members[v];
    }

    private int add(int[] some, int count, int[] star, int size) {
        int to = size;
        for (int k = 0; k < count; k++) {
            int i = some[k];
            if (!gone[i] && mark[i] != stamp) {
                mark[i] = stamp;
                star[to++] = i;
            }
        }
        return to;
    }

    /** Enters the newest clique with its members, who are marked, and bounds their degrees anew. */
    private void update(int[] star, int newest, int left) {
        for (int i : star) {
            for (int k = 0; k < cliqueCount[i]; k++) {
                int clique = cliques[i][k];
                if (counted[clique] != stamp) {
                    counted[clique] = stamp;
                    outside[clique] = members[clique].length;
                }
                outside[clique]--;
            }
        }
        for (int i : star) {
            if (hub[i]) {
                continue;
            }
            int others = 0;
            int kept = 0;
            for (int k = 0; k < cliqueCount[i]; k++) {
                int clique = cliques[i][k];
                merged[clique] |= outside[clique] == 0;
                if (!merged[clique]) {
                    cliques[i][kept++] = clique;
                    others += outside[clique];
                }
            }
            if (kept == cliques[i].length) {
                cliques[i] = Arrays.copyOf(cliques[i], 2 * kept);
            }
            cliques[i][kept] = newest;
            cliqueCount[i] = kept + 1;
            int still = 0;
            for (int k = 0; k < neighbourCount[i]; k++) {
                int j = neighbours[i][k];
                if (!gone[j] && mark[j] != stamp) {
                    neighbours[i][still++] = j;
                }
            }
            neighbourCount[i] = still;
            int more = star.length - 1;
            move(i, Math.min(Math.min(left - 1, degree[i] + more), still + more + others));
        }
    }

    private void enter(int a) {
        int d = degree[a];
        before[a] = NONE;
        next[a] = first[d];
        if (first[d] != NONE) {
            before[first[d]] = a;
        }
        first[d] = a;
        smallest = Math.min(smallest, d);
    }

    private void withdraw(int a) {
        if (before[a] == NONE) {
            first[degree[a]] = next[a];
        } else {
            next[before[a]] = next[a];
        }
        if (next[a] != NONE) {
            before[next[a]] = before[a];
        }
    }

    private void move(int a, int to) {
        withdraw(a);
        degree[a] = Math.max(0, to);
        enter(a);
    }

    private int takeSmallest() {
        while (first[smallest] == NONE) {
            smallest++;
        }
        int a = first[smallest];
        withdraw(a);
        return a;
    }
}
