package org.teeter.lm.train;

/**
 * AdamW and its settings.
 *
 * @param eightBits whether the two moments are kept in eight bits, in the blocks of bitsandbytes
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squares
 * @param epsilon added to the root of the mean of squares
 * @param weightDecay λ: a step multiplies matrices by 1 − ηλ, while norms and biases stay, as in transformers' trainer. Its default
 *     is 0; that of torch and of bitsandbytes, 0.01
 * @param rounding of weights in brain floats; no matter to others
 */
public record OptimizerSettings(
        boolean eightBits, double beta1, double beta2, double epsilon, double weightDecay, Rounding rounding) {

    public OptimizerSettings {
        if (!(0 <= beta1 && beta1 < 1 && 0 <= beta2 && beta2 < 1)) {
            throw new IllegalArgumentException("beta1 and beta2 must be in [0, 1), got " + beta1 + " and " + beta2);
        }
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon must be positive, got " + epsilon);
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight decay must be zero or more and finite, got " + weightDecay);
        }
    }

    /** AdamW with states in single precision: betas .9 and .999, epsilon 1e-8, no decay. */
    public static OptimizerSettings adamW() {
        return new OptimizerSettings(false, 0.9, 0.999, 1e-8, 0, Rounding.STOCHASTIC);
    }

    /** The same with states in eight bits. */
    public static OptimizerSettings adamW8bit() {
        return new OptimizerSettings(true, 0.9, 0.999, 1e-8, 0, Rounding.STOCHASTIC);
    }
}
