package org.teeter.plan;

import java.util.ArrayList;
import java.util.List;
import org.teeter.link.Probit;
import org.teeter.votes.Claim;

/**
 * The leads that are to become certain, each with the weight of its variance.
 *
 * <pre>{@code f(V) = Σ w_ij (V_ii + V_jj - 2 V_ij),  w_ij = φ(x_ij / σ_ij) / σ_ij now    [M111]}</pre>
 *
 * <p>Of two named items, the variance of their lead. Of the first k items against the rest, w is twice the rate at which the expected cost of a
 * wrong order, {@code σ (φ(z) - z Φ(-z))} with {@code z = |x| / σ}, falls with σ²: leads that are settled weigh nothing, and those that are
 * close and known to be close little, since there a wrong order costs nothing.
 */
/*
 * S. E. Chick and K. Inoue (2001), New two-stage and sequential procedures for selecting the best simulated system, Operations Research
 * 49(5): expected opportunity cost.
 */
record Wanted(List<Lead> leads) {
    /** What weighs less than this share of the heaviest changes no plan. */
    private static final double NEGLIGIBLE = 1e-9;

    private static final Probit NORMAL = new Probit();

    Wanted {
        leads = List.copyOf(leads);
    }

    /** Of item i over item j. */
    record Lead(int i, int j, double weight) {}

    static Wanted of(Goal.Lead goal) {
        return new Wanted(List.of(new Lead(goal.i(), goal.j(), 1)));
    }

    static Wanted of(Claim top, Prospect prospect) {
        List<Lead> all = new ArrayList<>();
        double heaviest = 0;
        for (int i : top.ahead()) {
            for (int j : top.behind()) {
                double error = prospect.error(i, j);
                double lead = prospect.fit().scores().difference(i, j);
                double weight = NORMAL.density(lead / error) / error;
                heaviest = Math.max(heaviest, weight);
                all.add(new Lead(i, j, weight));
            }
        }
        double least = NEGLIGIBLE * heaviest;
        return new Wanted(all.stream().filter(lead -> lead.weight() >= least).toList());
    }

    /** f of so much knowledge. */
    double value(Prospect prospect) {
        return leads.stream()
                .mapToDouble(lead -> lead.weight() * prospect.form(prospect.covariance(), lead.i(), lead.j(), 0))
                .sum();
    }

    /** {@code V W V}, the derivative of f by the information, but for its sign. */
    double[][] derivative(Prospect prospect) {
        int order = prospect.covariance().length;
        double[][] g = new double[order][order];
        for (Lead lead : leads) {
            double[] u = prospect.spread(lead.i(), lead.j());
            for (int a = 0; a < order; a++) {
                double scaled = lead.weight() * u[a];
                for (int b = 0; b < order; b++) {
                    g[a][b] += scaled * u[b];
                }
            }
        }
        return g;
    }
}
