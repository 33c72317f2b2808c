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
        return of(y -> (2 * y - 1) / 2, y -> 1);
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
