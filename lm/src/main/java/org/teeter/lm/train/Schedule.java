package org.teeter.lm.train;

import java.util.Locale;

/**
 * What the learning rate is multiplied by at a step, as in transformers: {@code warmup} steps up from zero, then the shape.
 *
 * <pre>{@code
 * t < w:  t / w         else, with u = (t − w) / (n − w):
 * CONSTANT 1,  LINEAR 1 − u,  COSINE (1 + cos πu) / 2    [M73]
 * }</pre>
 */
public enum Schedule {
    CONSTANT,
    LINEAR,
    COSINE;

    /** The factor at step {@code t} = 0, 1, … of {@code n}, of which {@code warmup} warm up. */
    public double factor(int t, int n, int warmup) {
        if (t < warmup) {
            return t / (double) Math.max(1, warmup);
        }
        double u = (t - warmup) / (double) Math.max(1, n - warmup);
        return switch (this) {
            case CONSTANT -> 1;
            case LINEAR -> Math.max(0, 1 - u);
            case COSINE -> Math.max(0, (1 + Math.cos(Math.PI * u)) / 2);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
