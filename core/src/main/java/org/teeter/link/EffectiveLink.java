package org.teeter.link;

import java.util.function.DoubleUnaryOperator;

/**
 * What a loss makes of a share of judgements, if nothing but two options' scores can be learned and training goes on to the end.
 *
 * <pre>{@code
 * x*(y) = argmin_x y·ℓ(x) + (1−y)·ℓ(−x),  x = β·Δ, the lead of the implicit rewards    [M78]
 * }</pre>
 *
 * <p>Leads add: {@code x_13 = x_12 + x_23}. Of y outside [0, 1] nothing is said.
 */
public interface EffectiveLink {
    /** That of the leads. */
    Logistic LOGISTIC = new Logistic();

    /** x*(y): infinite where the loss has no minimum, or pulls without end. */
    double lead(double y);

    /** The derivative of {@link #lead}. */
    double slope(double y);

    /** Of the logistic loss and of imitation: {@code logit y}. */
    static EffectiveLink logistic() {
        return conservative(0);
    }

    /** With a share ε of the labels smoothed: {@code logit(ε + (1−2ε)y)}. */
    static EffectiveLink conservative(double epsilon) {
        return of(y -> logit(epsilon + (1 - 2 * epsilon) * y), y -> {
            double p = epsilon + (1 - 2 * epsilon) * y;
            return (1 - 2 * epsilon) / (p * (1 - p));
        });
    }

    /** With a share ε of the labels taken back: {@code logit((y−ε)/(1−2ε))}, ±∞ outside (ε, 1−ε), where nothing moves it. */
    static EffectiveLink robust(double epsilon) {
        return of(y -> logit(Math.max(0, Math.min(1, (y - epsilon) / (1 - 2 * epsilon)))), y -> {
            double p = (y - epsilon) / (1 - 2 * epsilon);
            return p <= 0 || p >= 1 ? 0 : 1 / ((1 - 2 * epsilon) * p * (1 - p));
        });
    }

    /** Of the squared loss: {@code (2y−1)/2}. */
    static EffectiveLink identity() {
        return linear(0.5);
    }

    /** {@code c (2y−1)}. */
    static EffectiveLink linear(double c) {
        return of(y -> c * (2 * y - 1), y -> 2 * c);
    }

    /**
     * Of the logistic loss behind a margin γ, where {@code y σ(γ−x) = (1−y) σ(γ+x)}:
     *
     * <pre>{@code
     * e^x = [(2y−1)G + sqrt((2y−1)²G² + 4y(1−y))] / (2(1−y)),  G = e^γ
     * dx/dy = [σ(γ−x) + σ(γ+x)] / [y v(γ−x) + (1−y) v(γ+x)],  v = σ(1−σ)
     * }</pre>
     */
    static EffectiveLink margin(double gamma) {
        DoubleUnaryOperator lead = y -> marginLead(gamma, y);
        return of(lead, y -> {
            double x = marginLead(gamma, y);
            Probability up = LOGISTIC.probability(gamma - x);
            Probability down = LOGISTIC.probability(gamma + x);
            return (up.p() + down.p()) / (y * up.variance() + (1 - y) * down.variance());
        });
    }

    private static double marginLead(double gamma, double y) {
        if (y < 0.5) {
            return -marginLead(gamma, 1 - y);
        }
        double margin = (2 * y - 1) * Math.exp(gamma);
        return Math.log((margin + Math.sqrt(margin * margin + 4 * y * (1 - y))) / (2 * (1 - y)));
    }

    /** Of losses on single answers, each judged against the same other: as much from each of the two. */
    static EffectiveLink twice(EffectiveLink single) {
        return of(y -> 2 * single.lead(y), y -> 2 * single.slope(y));
    }

    /** Of losses that go with the majority without end. */
    static EffectiveLink majority() {
        return of(
                y -> y == 0.5 ? 0 : Math.signum(2 * y - 1) * Double.POSITIVE_INFINITY,
                y -> y == 0.5 ? Double.POSITIVE_INFINITY : 0);
    }

    /** Of the hinge loss: the sign of 2y−1. */
    static EffectiveLink sign() {
        return of(y -> Math.signum(2 * y - 1), y -> y == 0.5 ? Double.POSITIVE_INFINITY : 0);
    }

    private static double logit(double p) {
        return Probability.of(p).logit();
    }

    private static EffectiveLink of(DoubleUnaryOperator lead, DoubleUnaryOperator slope) {
        return new EffectiveLink() {
            @Override
            public double lead(double y) {
                return lead.applyAsDouble(y);
            }

            @Override
            public double slope(double y) {
                return slope.applyAsDouble(y);
            }
        };
    }
}
