package org.teeter.model;

import org.teeter.data.ComparisonGraph;
import org.teeter.graph.Graph;

/** The likelihood of judgements of pairs: a term for each edge, which knows the difference {@code x_e = s_first - s_second}. */
abstract class PairLikelihood implements Likelihood {
    final int[] start;
    final int[] second;
    final double[] won;
    final double[] lost;
    private final Graph graph;
    private final double[] slope;
    private final double[] wins; // by item, a tie being half a win
    private final double[] losses;

    PairLikelihood(ComparisonGraph data) {
        this.graph = data.graph();
        this.start = graph.starts();
        this.second = graph.seconds();
        this.won = data.wins();
        this.lost = data.losses();
        this.slope = new double[second.length];
        this.wins = new double[graph.size()];
        this.losses = new double[graph.size()];
        double[] tied = data.ties();
        for (int a = 0; a < wins.length; a++) {
            for (int e = start[a]; e < start[a + 1]; e++) {
                double half = tied[e] / 2;
                wins[a] += won[e] + half;
                losses[a] += lost[e] + half;
                wins[second[e]] += lost[e] + half;
                losses[second[e]] += won[e] + half;
            }
        }
    }

    @Override
    public final Graph graph() {
        return graph;
    }

    @Override
    public final double judgements(int i) {
        return wins[i] + losses[i];
    }

    /**
     * Derivatives along each edge. All edges are evaluated at once, since a call an edge would cost more than the arithmetic.
     *
     * @param slope receives {@code d(-log L_e)/dx_e}
     * @param into receives {@code d²(-log L_e)/dx_e²} as conductances, and all that concerns extra parameters
     */
    abstract void along(double[] theta, double[] slope, Derivatives into);

    @Override
    public final void derivatives(double[] theta, Derivatives into) {
        along(theta, slope, into);
        double[] gradient = into.gradient();
        double[] scale = into.scale();
        for (int i = 0; i < wins.length; i++) {
            gradient[i] = 0;
        }
        for (int a = 0; a < wins.length; a++) {
            double out = 0;
            for (int e = start[a]; e < start[a + 1]; e++) {
                out += slope[e];
                gradient[second[e]] -= slope[e];
            }
            gradient[a] += out; // complete: all edges from lower items came before
            scale[a] = Math.max(Math.min(wins[a], losses[a]), Math.min(wins[a] + gradient[a], losses[a] - gradient[a]));
        }
    }
}
