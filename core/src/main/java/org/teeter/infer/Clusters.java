package org.teeter.infer;

import java.util.Arrays;
import java.util.List;
import org.teeter.fit.Fit;
import org.teeter.model.Likelihood;

/** What each cluster of judgements, those of one rater for example, says of the parameters in all: {@code U_g = Σ_{k in g} w_k u_k}. */
final class Clusters {
    private final int parameters;
    private final int[][] places; // parameters that a cluster concerns
    private final double[][] pulls;

    private Clusters(int parameters, int[][] places, double[][] pulls) {
        this.parameters = parameters;
        this.places = places;
        this.pulls = pulls;
    }

    static <D> Clusters of(Fit<D> fit, List<D> clusters) {
        int n = fit.graph().size();
        int parameters = n + fit.extras().size();
        double[] position = fit.position();
        int[][] places = new int[clusters.size()][];
        double[][] pulls = new double[clusters.size()][];
        double[] sum = new double[parameters];
        for (int g = 0; g < pulls.length; g++) {
            Arrays.fill(sum, 0);
            Likelihood likelihood = fit.model().likelihood(clusters.get(g));
            likelihood.contributions(position, (situation, weight, log, size, items, gradient, extras) -> {
                for (int k = 0; k < size; k++) {
                    sum[items[k]] += weight * gradient[k];
                }
                for (int k = n; k < parameters; k++) {
                    sum[k] += weight * extras[k - n];
                }
            });
            int count = 0;
            for (double s : sum) {
                count += s == 0 ? 0 : 1;
            }
            places[g] = new int[count];
            pulls[g] = new double[count];
            for (int k = parameters - 1; k >= 0; k--) {
                if (sum[k] != 0) {
                    places[g][--count] = k;
                    pulls[g][count] = sum[k];
                }
            }
        }
        return new Clusters(parameters, places, pulls);
    }

    int count() {
        return pulls.length;
    }

    /** {@code U_g}, by parameter. */
    double[] pull(int g) {
        double[] pull = new double[parameters];
        for (int k = 0; k < places[g].length; k++) {
            pull[places[g][k]] = pulls[g][k];
        }
        return pull;
    }

    /** {@code factor Σ_g U_g (U_g · x)}. */
    double[] times(double[] x, double factor) {
        double[] y = new double[parameters];
        for (int g = 0; g < pulls.length; g++) {
            double dot = 0;
            for (int k = 0; k < places[g].length; k++) {
                dot += pulls[g][k] * x[places[g][k]];
            }
            for (int k = 0; k < places[g].length; k++) {
                y[places[g][k]] += factor * dot * pulls[g][k];
            }
        }
        return y;
    }
}
