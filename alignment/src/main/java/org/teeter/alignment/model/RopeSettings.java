package org.teeter.alignment.model;

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

    /** The {@code headDim / 2} angular frequencies, in radians a position. */
    double[] frequencies(int headDim) {
        double[] frequencies = new double[headDim / 2];
        for (int i = 0; i < frequencies.length; i++) {
            double plain = 1 / Math.pow(theta, 2.0 * i / headDim);
            frequencies[i] = stretch.map(s -> stretched(plain, s)).orElse(plain);
        }
        return frequencies;
    }

    private static double stretched(double frequency, Llama3 s) {
        double wave = 2 * Math.PI / frequency;
        if (wave < s.originalPositions / s.highFrequency) {
            return frequency;
        }
        if (wave > s.originalPositions / s.lowFrequency) {
            return frequency / s.factor;
        }
        double smooth = (s.originalPositions / wave - s.lowFrequency) / (s.highFrequency - s.lowFrequency);
        return (1 - smooth) * frequency / s.factor + smooth * frequency;
    }
}
