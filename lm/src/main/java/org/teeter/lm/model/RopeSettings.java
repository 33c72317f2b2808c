package org.teeter.lm.model;

import java.util.Optional;

/**
 * Rotary positions: the wave lengths of the rotation, and Llama 3's way to stretch the long ones.
 *
 * @param theta base of the wave lengths, {@code θ^(2i/d)}
 * @param stretch what Llama 3.1 does for longer contexts; empty: nothing
 */
public record RopeSettings(double theta, Optional<Llama3> stretch) {

    /**
     * Frequencies whose wave is longer than {@code originalPositions / lowFrequency} are divided by {@code factor}; those shorter than
     * {@code originalPositions / highFrequency} stay; between the two, a linear mixture.
     */
    public record Llama3(double factor, double lowFrequency, double highFrequency, double originalPositions) {}

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
            float plain = 1 / (float) Math.pow(theta, 2 * i / (float) headDim);
            frequencies[i] = stretch.isPresent() ? stretched(plain, stretch.get()) : plain;
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
}
