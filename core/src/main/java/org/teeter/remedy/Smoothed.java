package org.teeter.remedy;

/**
 * How much label smoothing is enough where predictions hang on single chains of pairs, as in a tree: there no share hides how close to 0
 * or 1 another is, and {@code |S| <= v_ij / v_e <= 1 / (4 ε (1 - ε))} [M106]. On cycles a fitted share may be more extreme than any
 * smoothed one, and this is no bound.
 */
public final class Smoothed {
    private Smoothed() {}

    /** The least ε with {@code 1 / (4 ε (1 - ε)) <= M}: for sensitivity to the smoothed share. */
    public static double forChains(double most) {
        return 1 / (2 * most * (1 + Math.sqrt(1 - 1 / most))); // (1 - √(1 - 1/M)) / 2 without its cancellation
    }

    /**
     * The least ε with {@code (1 - 2ε) / (4 ε (1 - ε)) <= M}: for sensitivity to the share before smoothing.
     *
     * <pre>{@code ε(M) = [(2M + 1) - √(4M² + 1)] / (4M)}</pre>
     */
    public static double forChainsAsObserved(double most) {
        return 1 / (2 * most + 1 + Math.sqrt(4 * most * most + 1));
    }
}
