package org.teeter.model;

import java.util.Arrays;
import java.util.List;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.RatedPairs;
import org.teeter.graph.Graph;

/**
 * The likelihood of judgements whose raters have precisions of their own, and the prior of those:
 *
 * <pre>{@code
 * -log L = Σ_r [Σ_e -log L_e(γ_r x_e) + λ_r²/2τ²],  λ_r = log γ_r
 * with u = γ x, a = d(-log L_e)/du, v = d²(-log L_e)/du²:
 * d/dx = γ a,  d/dλ = u a,  d²/dx² = γ² v,  d²/dx dλ = γ (a + u v),  d²/dλ² = u a + u² v
 * }</pre>
 *
 * <p>Expected curvature is the same with a = 0.
 */
final class RatedLikelihood implements Likelihood {
    private static final BradleyTerry PAIR = new BradleyTerry();

    private final RatedPairs data;
    private final double weight; // 1/τ²
    private final Graph graph;
    private final int[][] edge; // by rater and pair of theirs
    private final double[] wins;
    private final double[] losses;
    private final PairDerivatives at = new PairDerivatives();

    RatedLikelihood(RatedPairs data, double tau) {
        this.data = data;
        this.weight = 1 / (tau * tau);
        this.graph = data.pooled().graph();
        this.edge = new int[data.raters().size()][];
        this.wins = new double[graph.size()];
        this.losses = new double[graph.size()];
        for (int r = 0; r < edge.length; r++) {
            ComparisonGraph by = data.by(r);
            edge[r] = new int[by.edges()];
            for (int e = 0; e < edge[r].length; e++) {
                edge[r][e] = graph.edge(by.first(e), by.second(e));
                wins[by.first(e)] += by.won(e);
                losses[by.first(e)] += by.lost(e);
                wins[by.second(e)] += by.lost(e);
                losses[by.second(e)] += by.won(e);
            }
        }
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public List<String> extras() {
        return data.raters();
    }

    @Override
    public double judgements(int i) {
        return wins[i] + losses[i];
    }

    @Override
    public boolean isConcave() {
        return false;
    }

    @Override
    public boolean isSelfConcordant() {
        return false;
    }

    @Override
    public double logLikelihood(double[] theta) {
        double sum = 0;
        for (int r = 0; r < edge.length; r++) {
            ComparisonGraph by = data.by(r);
            double log = theta[graph.size() + r];
            for (int e = 0; e < by.edges(); e++) {
                double u = Math.exp(log) * (theta[by.first(e)] - theta[by.second(e)]);
                sum += PAIR.logLikelihood(u, 0, by.won(e), by.lost(e), 0);
            }
        }
        return sum;
    }

    @Override
    public double logPrior(double[] theta) {
        double sum = 0;
        for (int r = 0; r < edge.length; r++) {
            double log = theta[graph.size() + r];
            sum -= weight * log * log / 2;
        }
        return sum;
    }

    @Override
    public void derivatives(double[] theta, Derivatives into) {
        fill(theta, into, true);
    }

    @Override
    public void expect(double[] theta, Derivatives into) {
        fill(theta, into, false);
    }

    private void fill(double[] theta, Derivatives into, boolean observed) {
        int n = graph.size();
        if (observed) {
            Arrays.fill(into.gradient(), 0);
        }
        Arrays.fill(into.conductance(), 0);
        PairedSum paired = new PairedSum(into.gradient());
        for (int r = 0; r < edge.length; r++) {
            ComparisonGraph by = data.by(r);
            double[] border = into.border()[r];
            Arrays.fill(border, 0);
            double precision = Math.exp(theta[n + r]);
            double slope = weight * theta[n + r];
            double curvature = weight;
            for (int e = 0; e < by.edges(); e++) {
                int a = by.first(e);
                int b = by.second(e);
                double u = precision * (theta[a] - theta[b]);
                PAIR.derive(u, 0, by.won(e), by.lost(e), 0, at);
                double excess = observed ? at.slope() : 0;
                double mixed = precision * (excess + u * at.curvature());
                into.conductance()[edge[r][e]] += precision * precision * at.curvature();
                border[a] += mixed;
                border[b] -= mixed;
                curvature += u * (excess + u * at.curvature());
                if (observed) {
                    paired.flow(precision * at.slope(), b, a);
                    slope += u * at.slope();
                }
            }
            Arrays.fill(into.corner()[r], 0);
            into.corner()[r][r] = curvature;
            if (observed) {
                into.gradient()[n + r] = slope;
                into.scale()[n + r] = Math.max(weight, Math.abs(curvature));
            }
        }
        if (observed) {
            paired.end();
        }
        for (int i = 0; i < n && observed; i++) {
            into.scale()[i] = Math.min(wins[i], losses[i]);
        }
    }

    @Override
    public void contributions(double[] theta, Contributions into) {
        int situation = 0;
        int[] items = new int[2];
        double[] gradient = new double[2];
        double[] ofRaters = new double[edge.length];
        for (int r = 0; r < edge.length; r++) {
            ComparisonGraph by = data.by(r);
            double precision = Math.exp(theta[graph.size() + r]);
            for (int e = 0; e < by.edges(); e++, situation++) {
                items[0] = by.first(e);
                items[1] = by.second(e);
                double u = precision * (theta[items[0]] - theta[items[1]]);
                for (int outcome = 0; outcome < (by.halved(e) > 0 ? 3 : 2); outcome++) {
                    double win = outcome == 2 ? 0.5 : 1 - outcome;
                    PAIR.derive(u, 0, win, 1 - win, 0, at);
                    gradient[0] = precision * at.slope();
                    gradient[1] = -gradient[0];
                    ofRaters[r] = u * at.slope();
                    double log = PAIR.logLikelihood(u, 0, win, 1 - win, 0);
                    into.add(situation, by.weight(3 * e + outcome), log, 2, items, gradient, ofRaters);
                }
            }
            ofRaters[r] = 0;
        }
    }
}
