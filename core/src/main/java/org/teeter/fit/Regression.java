package org.teeter.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.teeter.data.Features;
import org.teeter.linalg.Drawn;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.Projection;
import org.teeter.model.Hold;
import org.teeter.model.PairDerivatives;

/**
 * Scores explained by features of the items: {@code s_i = x_i'β + u_i, u_i ~ N(0, σ²)}, or {@code s_i = x_i'β} where σ is 0.
 *
 * <pre>{@code
 * min over β of Σ (s_i - x_i'β)²/2σ² = |s - P s|²/2σ²,  P the projection onto the centred features;  β = (X'X)⁻¹ X's    [M96]
 * }</pre>
 *
 * <p>So β is no parameter of the fit. It is read off the scores, which any model of any judgements may be about; what is left of them, u,
 * has the normal prior. Features are centred over the items: that takes nothing off, since only differences of scores are judged.
 */
@SuppressWarnings("exports") // for the other packages of this module
public final class Regression implements Prior {
    private final Features features;
    private final double sigma;
    private final Projection space;

    private Regression(Features features, double sigma, Projection space) {
        this.features = features;
        this.sigma = sigma;
        this.space = space;
    }

    static Regression of(Features features, double sigma) {
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "sigma of what features leave must be finite and not negative, got " + sigma);
        }
        double[][] values = new double[features.count()][];
        Arrays.setAll(values, features::values);
        try {
            return new Regression(features, sigma, Projection.of(values));
        } catch (Projection.DependentException e) {
            String name = '"' + features.names().get(e.vector()) + '"';
            throw new IllegalArgumentException(
                    e.others().isEmpty()
                            ? "the feature " + name + " is the same for all "
                                    + features.items().size() + " items, and has no effect; leave it out"
                            : "the feature " + name + " is a combination of " + quoted(e.others(), features)
                                    + " and a constant; leave one" + " of them out");
        }
    }

    private static String quoted(List<Integer> which, Features of) {
        return which.stream().map(k -> '"' + of.names().get(k) + '"').collect(Collectors.joining(", "));
    }

    public Features features() {
        return features;
    }

    /** The spread of what features do not explain; 0 where they explain all. */
    public double sigma() {
        return sigma;
    }

    /** Whether scores are held to what the features say. */
    public boolean isWhole() {
        return sigma == 0;
    }

    Projection space() {
        return space;
    }

    /** The effect of the k-th feature as a linear combination of scores: the weights, of sum zero. */
    public double[] weights(int k) {
        return space.dual(k);
    }

    /** What is not known of the k-th effect even if all scores are: {@code σ² (X'X)⁻¹_kk}. */
    public double varianceBeyondScores(int k) {
        return sigma * sigma * Arrays.stream(weights(k)).map(w -> w * w).sum();
    }

    /** The scores nearest to these that the prior allows. */
    double[] allowed(double[] scores) {
        return isWhole() ? space.of(scores) : scores;
    }

    /** The inverse of the scores' information, given that of its circuit, the ground of the prior included. */
    Drawn inverse(Laplacian likelihood, UnaryOperator<double[]> circuit) {
        return new Drawn(likelihood, space, sigma, circuit);
    }

    @Override
    public double[] residuals(double[] scores) {
        return left(left(scores)); // once leaves rounding of the scores, which a small σ makes large
    }

    private double[] left(double[] scores) {
        double[] explained = space.of(scores);
        double[] left = new double[explained.length];
        Arrays.setAll(left, i -> scores[i] - explained[i]);
        return left;
    }

    @Override
    public double value(double u, double tie) {
        return isWhole() ? 0 : u * u / (2 * sigma * sigma);
    }

    @Override
    public void derive(double u, double tie, PairDerivatives into) {
        if (isWhole()) {
            into.set(0, 0);
        } else {
            into.set(u / (sigma * sigma), 1 / (sigma * sigma));
        }
    }

    @Override
    public Hold hold() {
        return isWhole() ? Hold.FEATURES_ALONE : Hold.FEATURES;
    }

    @Override
    public int freedom(int items) {
        return isWhole() ? features.count() : items - 1;
    }

    @Override
    public Optional<Regression> regression() {
        return Optional.of(this);
    }

    @Override
    public String toString() {
        String names = String.join(", ", features.names());
        return (isWhole() ? "features alone (" : Prior.normal(sigma) + " about features (") + names + ")";
    }
}
