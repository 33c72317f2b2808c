package org.teeter.bench;

import java.util.Arrays;
import org.teeter.data.ComparisonGraph;

/** Newman's asynchronous sweep on compressed rows: {@code π_i = Σ w_ij π_j / (π_i + π_j) / Σ w_ji / (π_i + π_j)}. */
final class Newman {

    private Newman() {}

    /** Scores centred to mean zero, when no score moved by more than the tolerance in a sweep. */
    static double[] fit(ComparisonGraph graph, double tolerance) {
        int n = graph.size();
        int[] start = new int[n + 1];
        for (int e = 0; e < graph.edges(); e++) {
            start[graph.first(e) + 1]++;
            start[graph.second(e) + 1]++;
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        int[] at = Arrays.copyOf(start, n);
        int[] other = new int[start[n]];
        double[] won = new double[start[n]];
        double[] lost = new double[start[n]];
        for (int e = 0; e < graph.edges(); e++) {
            int a = at[graph.first(e)]++;
            int b = at[graph.second(e)]++;
            other[a] = graph.second(e);
            other[b] = graph.first(e);
            won[a] = lost[b] = graph.won(e);
            lost[a] = won[b] = graph.lost(e);
        }
        double[] strength = new double[n];
        Arrays.fill(strength, 1);
        double moved = Double.POSITIVE_INFINITY;
        while (moved > tolerance) {
            moved = 0;
            for (int i = 0; i < n; i++) {
                double up = 0;
                double down = 0;
                for (int k = start[i]; k < start[i + 1]; k++) {
                    double share = 1 / (strength[i] + strength[other[k]]);
                    up += won[k] * strength[other[k]] * share;
                    down += lost[k] * share;
                }
                double next = up / down;
                moved = Math.max(moved, Math.abs(Math.log(next / strength[i])));
                strength[i] = next;
            }
        }
        return Arrays.stream(strength).map(Math::log).toArray();
    }
}
