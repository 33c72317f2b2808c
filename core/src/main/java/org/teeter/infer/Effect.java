package org.teeter.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.teeter.fit.Fit;
import org.teeter.fit.Regression;

/**
 * How much a feature of an item adds to its score, for each unit of the feature.
 *
 * <pre>{@code β = w · s,  w = X (X'X)⁻¹ e_k,  Var β = wᵀ V w + σ² (X'X)⁻¹_kk    [M96]}</pre>
 *
 * @param name of the feature
 * @param value β
 * @param error its standard error: of what is not known of the scores, and, where features leave a residual, of which items there are
 */
public record Effect(String name, double value, double error) {

    /** The effects behind a fit; none without features. */
    public static List<Effect> of(Fit<?> fit, Covariance covariance) {
        return of(
                fit,
                weights -> covariance.variance(
                        Arrays.copyOf(weights, weights.length + fit.extras().size())));
    }

    /** The same with what draws show of the scores. */
    public static List<Effect> of(Fit<?> fit, Bootstrap bootstrap) {
        return of(fit, bootstrap::variance);
    }

    /** @param variance of a linear combination of scores */
    private static List<Effect> of(Fit<?> fit, ToDoubleFunction<double[]> variance) {
        List<Effect> effects = new ArrayList<>();
        fit.prior().regression().ifPresent(regression -> {
            for (int k = 0; k < regression.features().count(); k++) {
                effects.add(of(fit, variance, regression, k));
            }
        });
        return effects;
    }

    private static Effect of(Fit<?> fit, ToDoubleFunction<double[]> variance, Regression regression, int k) {
        double[] weights = regression.weights(k);
        double value = 0;
        for (int i = 0; i < weights.length; i++) {
            value += weights[i] * fit.scores().get(i);
        }
        return new Effect(
                regression.features().names().get(k),
                value,
                Math.sqrt(variance.applyAsDouble(weights) + regression.varianceBeyondScores(k)));
    }
}
