package org.teeter.model;

import org.teeter.data.ComparisonGraph;
import org.teeter.graph.Graph;

/** The likelihood of judgements of pairs: a term for each edge, which knows the difference {@code x_e = s_first - s_second}. */
abstract class PairLikelihood implements Likelihood {
    final int[] start;
    final int[] second;
    final double[] won;
    final double[] lost;
    private final ComparisonGraph data;
    private final Graph graph;
    private final double[] slope;
    private final double[] wins; // by item, a tie being half a win
    private final double[] losses;

    PairLikelihood(ComparisonGraph data) {
        this.data = data;
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

    /**
     * What one judgement of edge {@code e} says, by outcome.
     *
     * @param x the difference of the scores of its items
     */
    abstract void outcomes(double[] theta, int e, double x, PairOutcomes into);

    /** Whether {@link #outcomes} knows ties; else a tie is half a win and half a loss. */
    boolean predictsTies() {
        return false;
    }

    @Override
    public final void contributions(double[] theta, Contributions into) {
        PairOutcomes of = new PairOutcomes(extras().size());
        int[] items = new int[2];
        double[] gradient = new double[2];
        for (int a = 0; a < wins.length; a++) {
            for (int e = start[a]; e < start[a + 1]; e++) {
                items[0] = a;
                items[1] = second[e];
                outcomes(theta, e, theta[a] - theta[second[e]], of);
                double halves = predictsTies() ? 0 : data.halved(e);
                if (!predictsTies()) {
                    of.halveTie();
                }
                for (int k = 0; k < (predictsTies() || halves > 0 ? 3 : 2); k++) {
                    double weight = k == PairOutcomes.WIN
                            ? Math.max(0, won[e] - halves / 2)
                            : k == PairOutcomes.LOSS ? Math.max(0, lost[e] - halves / 2) : data.tied(e) + halves;
                    gradient[0] = of.slope[k];
                    gradient[1] = -of.slope[k];
                    into.add(e, weight, of.logProbability[k], 2, items, gradient, of.extras[k]);
                }
            }
        }
    }
}
