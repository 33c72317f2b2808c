package org.teeter.fit;

import java.util.Arrays;
import org.teeter.graph.Graph;
import org.teeter.linalg.Laplacian;
import org.teeter.model.Derivatives;

/**
 * How the scores of a fit answer when a feature of one item changes, and all that is fitted with it.
 *
 * <pre>{@code
 * d = β_f (e_a - 1/n),  w = X (X'X)⁻¹ e_f,  X the centred features
 * σ > 0:  ds/dx_af = H⁻¹ ((I - P) d + u_a w) / σ²
 * σ = 0:  ds/dx_af = d - H⁺ (L d + g_a w)                    [M140]
 * }</pre>
 *
 * u is what features leave of the scores, g the slope of the negative log-likelihood along the scores, which features that say all do not
 * bring to 0, L its curvature; parameters that all judgements share answer too.
 */
public final class FeatureResponse {
    private final Fit<?> fit;
    private final Regression regression;
    private final Response response;
    private final double[] scores;
    private final double[] left;
    private final Derivatives likelihood;
    private final Laplacian curvature;

    private FeatureResponse(Fit<?> fit, Regression regression, Derivatives likelihood) {
        Graph graph = fit.graph();
        this.fit = fit;
        this.regression = regression;
        this.response = fit.response();
        this.scores = Arrays.copyOf(fit.position(), graph.size());
        this.left = regression.residuals(scores);
        this.likelihood = likelihood;
        this.curvature =
                new Laplacian(graph.starts(), graph.seconds(), likelihood.conductance(), new double[graph.size()]);
    }

    /**
     * That of a fit to features of items.
     *
     * @throws IllegalArgumentException if none explain its scores
     */
    public static <D> FeatureResponse of(Fit<D> fit) {
        Regression regression = fit.prior()
                .regression()
                .orElseThrow(() -> new IllegalArgumentException("no features explain these scores"));
        Derivatives at = new Derivatives(fit.graph(), fit.extras().size());
        fit.model().likelihood(fit.data()).derivatives(fit.position(), at);
        return new FeatureResponse(fit, regression, at);
    }

    /** The features. */
    public Regression regression() {
        return regression;
    }

    /** The effect of a feature: how much higher a score is for one more of it. */
    public double effect(int feature) {
        double[] weights = regression.weights(feature);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += weights[i] * scores[i];
        }
        return sum;
    }

    /** The derivative of every score with respect to one item's feature, of mean zero. */
    public double[] to(int item, int feature) {
        int n = scores.length;
        double[] shift = new double[n];
        double effect = effect(feature);
        Arrays.fill(shift, -effect / n);
        shift[item] += effect;
        double[] weights = regression.weights(feature);
        double[] pull = new double[fit.position().length];
        if (!regression.isWhole()) {
            double variance = regression.sigma() * regression.sigma();
            double[] explained = regression.space().of(shift);
            for (int i = 0; i < n; i++) {
                pull[i] = (shift[i] - explained[i] + left[item] * weights[i]) / variance;
            }
            return Arrays.copyOf(response.to(pull), n);
        }
        double[] curved = new double[n];
        curvature.multiply(shift, curved);
        for (int i = 0; i < n; i++) {
            pull[i] = curved[i] + likelihood.gradient()[item] * weights[i];
        }
        for (int p = n; p < pull.length; p++) {
            double[] border = likelihood.border()[p - n];
            for (int i = 0; i < n; i++) {
                pull[p] += border[i] * shift[i];
            }
        }
        double[] back = response.to(pull);
        double[] answer = new double[n];
        Arrays.setAll(answer, i -> shift[i] - back[i]);
        return answer;
    }
}
