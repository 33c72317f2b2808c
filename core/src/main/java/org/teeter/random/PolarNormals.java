package org.teeter.random;

import java.util.random.RandomGenerator;

/**
 * A generator whose normal numbers a program in another language can draw again: Marsaglia's polar method [1] on its uniform ones, two
 * at a time.
 *
 * <pre>{@code
 * z1 = u √(-2 ln s / s), z2 = v √(-2 ln s / s),   u, v uniform on (-1, 1), s = u² + v² inside (0, 1)    [M160]
 * }</pre>
 *
 * <p>What is drawn and refused is decided without rounding that could differ; only the logarithm may differ elsewhere, by an ulp. The
 * JDK's own method has tables, which another language would have to copy.
 *
 * <p>[1] G. Marsaglia and T. A. Bray (1964), A convenient method for generating normal variables, SIAM Review 6, 260-264.
 */
public final class PolarNormals implements RandomGenerator {
    private final RandomGenerator uniform;
    private double spare = Double.NaN; // the second of two, until it is asked for

    public PolarNormals(RandomGenerator uniform) {
        this.uniform = uniform;
    }

    @Override
    public long nextLong() {
        return uniform.nextLong();
    }

    @Override
    public double nextDouble() {
        return uniform.nextDouble();
    }

    @Override
    public double nextGaussian() {
        if (!Double.isNaN(spare)) {
            double second = spare;
            spare = Double.NaN;
            return second;
        }
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (0 < s && s < 1) {
                double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
                spare = v * scale;
                return u * scale;
            }
        }
    }
}
