package org.teeter.lm.model;

import java.util.Optional;

/**
 * Rotary positions: the wave lengths of the rotation, and how they are stretched for contexts that are longer than the first that a
 * model was trained on.
 *
 * @param theta base of the wave lengths, {@code θ^(2i/d)}
 * @param stretch empty: none
 */
public record RopeSettings(double theta, Optional<Stretch> stretch) {

    /** A way to stretch waves. */
    public sealed interface Stretch permits Linear, Llama3, Yarn {
        /** What queries and keys are multiplied by besides: 1, where only waves are stretched. */
        default double scale() {
            return 1;
        }
    }

    /** All frequencies are divided by {@code factor}: positions are interpolated (Chen and others, 2023). */
    public record Linear(double factor) implements Stretch {}

    /**
     * Frequencies whose wave is longer than {@code originalPositions / lowFrequency} are divided by {@code factor}; those shorter than
     * {@code originalPositions / highFrequency} stay; between the two, a linear mixture. (Llama 3.1)
     */
    public record Llama3(double factor, double lowFrequency, double highFrequency, double originalPositions)
            implements Stretch {}

    /**
     * Dimensions that turn more than {@code fast} times within {@code originalPositions} stay, those that turn less than {@code slow}
     * times are divided by {@code factor}, and between the two dimensions the mixture is linear in the dimension (Peng and others, 2023).
     *
     * @param scale of queries and keys, {@code 0.1 ln(factor) + 1} unless a model says otherwise
     * @param whole whether the two dimensions are rounded outward to whole ones
     */
    public record Yarn(double factor, double fast, double slow, double originalPositions, double scale, boolean whole)
            implements Stretch {}

    /** What queries and keys are multiplied by when they are rotated. */
    double scale() {
        return stretch.map(Stretch::scale).orElse(1.0);
    }

    /**
     * The {@code headDim / 2} angular frequencies, in radians a position.
     *
     * <p>In single precision and in the order of operations of Hugging Face, under which the models were trained: a frequency that is
     * exact to the last bit, but another bit, turns position 8,000 by half a milliradian. Powers are rounded to the nearest, as LibTorch's are
     * where it has no vectors; with them three in a thousand differ by a bit.
     */
    public float[] frequencies(int headDim) {
        float[] frequencies = new float[headDim / 2];
        for (int i = 0; i < frequencies.length; i++) {
            float power = (float) Math.pow(theta, 2 * i / (float) headDim);
            if (stretch.isEmpty()) {
                frequencies[i] = 1 / power;
            } else if (stretch.get() instanceof Linear linear) {
                frequencies[i] = 1 / power / (float) linear.factor;
            } else if (stretch.get() instanceof Llama3 llama) {
                frequencies[i] = stretched(1 / power, llama);
            } else if (stretch.get() instanceof Yarn yarn) {
                float plain = 1 - ramp(i, yarn, headDim); // share of the frequency that is not stretched
                frequencies[i] = 1 / ((float) yarn.factor * power) * (1 - plain) + 1 / power * plain;
            }
        }
        return frequencies;
    }

    private static float stretched(float frequency, Llama3 s) {
        float wave = (1 / frequency) * (float) (2 * Math.PI);
        if (wave < s.originalPositions / s.highFrequency) {
            return frequency;
        }
        float slow = frequency / (float) s.factor;
        if (wave > s.originalPositions / s.lowFrequency) {
            return slow;
        }
        float share = ((1 / wave) * (float) s.originalPositions - (float) s.lowFrequency)
                / (float) (s.highFrequency - s.lowFrequency);
        return (1 - share) * frequency / (float) s.factor + share * frequency;
    }

    /** From 0 at the dimension that turns {@code fast} times to 1 at the one that turns {@code slow} times. */
    private float ramp(int dimension, Yarn s, int headDim) {
        double low = turning(s.fast, s, headDim);
        double high = turning(s.slow, s, headDim);
        if (s.whole) {
            low = Math.floor(low);
            high = Math.ceil(high);
        }
        low = Math.max(low, 0);
        high = Math.min(high, headDim - 1);
        if (low == high) {
            high += 0.001; // as Hugging Face has it: a step
        }
        float share = (dimension - (float) low) / (float) (high - low);
        return Math.min(1, Math.max(0, share));
    }

    /** The dimension, a real number, that turns so many times within the original positions. */
    private double turning(double times, Yarn s, int headDim) {
        return headDim * Math.log(s.originalPositions / (times * 2 * Math.PI)) / (2 * Math.log(theta));
    }
}
