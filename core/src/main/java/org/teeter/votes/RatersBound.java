package org.teeter.votes;

import java.util.Arrays;
import java.util.List;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;

/**
 * Which raters might, a few of them together, make a claim false when all votes of theirs are left out: a bound for Bradley-Terry.
 *
 * <p>Let S be the raters who go, {@code ρ_r} the residuals of a rater's votes, won less expected, by item, {@code L_r} their share of the
 * information L, and θ such that the {@code L_r} of any so many raters are θ L together at most. As for votes [M150], if j is level with i
 * without them then, with φ the clipped change of scores, {@code φ_j - φ_i = λ},
 *
 * <pre>{@code
 * κ (1 - θ) φᵀLφ <= -Σ_S ρ_r · φ,   κ = (1 - e^-λ) / λ    [M152]
 * κ (1 - θ) λ²/R <= Σ_S (τ_r + Σ_s G_rs / 4 κ (1 - θ)),   τ_r = -ρ_r · φ*,  G_rs = ρ_rᵀ L⁻¹ ρ_s with i and j held
 * }</pre>
 *
 * <p>so that raters are a knapsack, each with those others who agree with it most.
 */
final class RatersBound {
    private static final double MARGIN = 1e-6;
    private static final int OUTCOMES = 3;

    private final Fit<ComparisonGraph> fit;
    private final Claim claim;
    private final int n;
    private final double[][] answers; // to a pull on each item
    private final double[][] residuals; // ρ, by rater and item
    private final double[][] products; // ρᵀL⁻¹ρ
    private final double[] shares; // no direction has more of its information from the rater

    RatersBound(Fit<ComparisonGraph> fit, List<ComparisonGraph> byRater, List<int[]> kinds, Claim claim) {
        this.fit = fit;
        this.claim = claim;
        this.n = fit.graph().size();
        this.answers = fit.response().ofItems();
        int count = byRater.size();
        this.residuals = new double[count][n];
        this.shares = new double[count];
        this.products = new double[count][count];
        double[] rate = new double[fit.data().edges()];
        Arrays.setAll(
                rate,
                e -> 1
                        / (1
                                + Math.exp(fit.scores()
                                        .difference(
                                                fit.data().second(e), fit.data().first(e)))));
        for (int r = 0; r < count; r++) {
            shares[r] = add(residuals[r], byRater.get(r), kinds.get(r), rate);
            double[] moved = moved(residuals[r]);
            for (int s = 0; s <= r; s++) {
                products[r][s] = dot(residuals[s], moved);
                products[s][r] = products[r][s];
            }
        }
    }

    /**
     * Adds the residuals of a rater, and tells its share: the largest eigenvalue of {@code L⁻¹L_r}, by the trace of its square, and by pairs.
     */
    private double add(double[] residual, ComparisonGraph votes, int[] kinds, double[] rate) {
        double[][] m = new double[n][n]; // (L⁻¹L_r)ᵀ
        double most = 0;
        for (int k = 0; k < votes.edges(); k++) {
            int e = kinds[OUTCOMES * k] / OUTCOMES;
            int a = fit.data().first(e);
            int b = fit.data().second(e);
            double tied = votes.weight(OUTCOMES * k + 2) / 2;
            double won = votes.weight(OUTCOMES * k) + tied;
            double all = won + votes.weight(OUTCOMES * k + 1) + tied;
            residual[a] += won - all * rate[e];
            residual[b] -= won - all * rate[e];
            most = all > 0 ? Math.max(most, all / fit.data().n(e)) : most;
            double conductance = all * rate[e] * (1 - rate[e]);
            for (int v = 0; v < n; v++) {
                double across = conductance * (answers[a][v] - answers[b][v]);
                m[a][v] += across;
                m[b][v] -= across;
            }
        }
        double trace = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                trace += m[a][b] * m[b][a];
            }
        }
        return Math.min(most, Math.sqrt(Math.max(0, trace)) * (1 + MARGIN));
    }

    private double[] moved(double[] pull) {
        double[] moved = new double[n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; pull[a] != 0 && b < n; b++) {
                moved[b] += pull[a] * answers[a][b];
            }
        }
        return moved;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** Of up to {@code count} more raters, one who might be among those that make the claim false; -1 where no so many do. */
    int next(boolean[] decided, int count) {
        double theta = top(shares, decided, count);
        for (int i : claim.ahead()) {
            for (int j : claim.behind()) {
                int rater = next(decided, count, theta, i, j);
                if (rater >= 0) {
                    return rater;
                }
            }
        }
        return -1;
    }

    private int next(boolean[] decided, int count, double theta, int i, int j) {
        double[] u = new double[n];
        for (int v = 0; v < n; v++) {
            u[v] = answers[i][v] - answers[j][v];
        }
        double resistance = u[i] - u[j];
        double lead = fit.scores().difference(i, j);
        double kappa = lead > 0 ? -Math.expm1(-lead) / lead : 1;
        double left = kappa * (1 - theta);
        double wanted = left * lead * lead / resistance * (1 - MARGIN);
        double[] along = new double[residuals.length]; // ρ · u
        double[] own = new double[along.length]; // G_rr
        double[] values = new double[along.length];
        for (int r = 0; r < along.length; r++) {
            along[r] = dot(residuals[r], u);
            own[r] = Math.max(0, products[r][r] - along[r] * along[r] / resistance);
            values[r] = along[r] * lead / resistance + count * own[r] / (4 * left);
        }
        if (left > 0 && top(values, decided, count) < wanted) {
            return -1;
        }
        if (left > 0 && count > 1) {
            double[] with = new double[along.length];
            for (int r = 0; r < values.length; r++) {
                for (int s = 0; s < with.length; s++) {
                    with[s] = s == r ? 0 : products[r][s] - along[r] * along[s] / resistance;
                }
                values[r] = along[r] * lead / resistance + (own[r] + top(with, decided, count - 1)) / (4 * left);
            }
            if (top(values, decided, count) < wanted) {
                return -1;
            }
        }
        int best = -1;
        for (int r = 0; r < values.length; r++) {
            best = decided[r] || (best >= 0 && weight(r, values, left) <= weight(best, values, left)) ? best : r;
        }
        return best;
    }

    private double weight(int r, double[] values, double left) {
        return left > 0 ? values[r] : shares[r];
    }

    /** The sum of so many of the largest values above 0, of raters who are not decided. */
    private static double top(double[] values, boolean[] decided, int count) {
        double[] largest = new double[count]; // ascending
        for (int r = 0; r < values.length; r++) {
            if (!decided[r] && values[r] > largest[0]) {
                int at = 0;
                while (at + 1 < count && largest[at + 1] < values[r]) {
                    largest[at] = largest[at + 1];
                    at++;
                }
                largest[at] = values[r];
            }
        }
        return Arrays.stream(largest).sum();
    }
}
