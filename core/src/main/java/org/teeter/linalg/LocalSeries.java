package org.teeter.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The diagonals of {@code H⁺} and of {@code H⁺ M H⁺}, for a Laplacian H on which a random walk soon forgets where it began, without a
 * solve for each vertex: the walk is followed for two steps each way, and a bound says what longer walks can add.
 *
 * <pre>{@code
 * H = √D (I - A) √D,  A φ = φ,  φ_i = √(d_i / Σ d);   H⁺ := D^-½ Σ_k (A^k - φφᵀ) D^-½,  H⁺ d = 0
 * M = H + √D Δ √D:  H⁺ M H⁺ = H⁺ + D^-½ Σ_jk A^j Δ A^k D^-½    [M52]
 * }</pre>
 *
 * <p>For vertex i let {@code x_k = A^k e_i - φ φ_i}. Words of up to four letters A, and of Δ with up to three, are dot products of x1, x2,
 * Δ e_i, A Δ e_i and Δ x1, at the cost of the walks of two steps from i. What is left is at most {@code |x2|² λ / (1 - λ)} and, with Δ,
 * {@code 2 |x2| (|A Δ e_i| + |Δ x1|) λ / (1 - λ) + |Δ| |x2|² / (1 - λ)²}, λ the {@linkplain SpectralGap#radius radius} of the walk. In
 * all time Σ d_i² in numbers of edges, shared among threads, each vertex by one. Memory sets the pace, so that walks are kept in single
 * precision, which costs {@value #ROUNDING} of a value at most.
 */
public final class LocalSeries {
    private static final double ROUNDING = 4e-6;

    private final int n;
    private final int[] start; // rows, both ways
    private final int[] neighbour;
    private final float[] a;
    private final float[] delta; // as a; empty without M
    private final double[] deltaOf; // the diagonal of Δ
    private final double[] diagonal; // D
    private final double[] still; // φ
    private final double tail; // λ / (1 - λ)
    private final double twice; // |Δ| / (1 - λ)²
    private final double[] value;
    private final double[] error;

    private LocalSeries(Laplacian h, double[] more, double radius) {
        n = h.size();
        diagonal = h.diagonal();
        still = new double[n];
        double total = 0;
        for (double d : diagonal) {
            total += d;
        }
        start = new int[n + 1];
        for (int i = 0; i < n; i++) {
            still[i] = Math.sqrt(diagonal[i] / total);
            for (int e = h.start(i); e < h.start(i + 1); e++) {
                start[i + 1]++;
                start[h.second(e) + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        neighbour = new int[2 * h.edges()];
        a = new float[neighbour.length];
        delta = new float[more.length == 0 ? 0 : neighbour.length];
        deltaOf = new double[n];
        double[] size = new double[n];
        int[] next = Arrays.copyOf(start, n);
        for (int i = 0; i < n; i++) {
            for (int e = h.start(i); e < h.start(i + 1); e++) {
                int j = h.second(e);
                double scale = 1 / Math.sqrt(diagonal[i] * diagonal[j]);
                a[next[i]] = a[next[j]] = (float) (h.conductance(e) * scale);
                if (delta.length > 0) {
                    double extra = more[e] - h.conductance(e);
                    delta[next[i]] = delta[next[j]] = (float) (-extra * scale);
                    deltaOf[i] += extra;
                    deltaOf[j] += extra;
                    size[i] += Math.abs(extra);
                    size[j] += Math.abs(extra);
                }
                neighbour[next[i]++] = j;
                neighbour[next[j]++] = i;
            }
        }
        double norm = 0; // of Δ: at most the largest sum of a row of D^-1 (M - H)
        for (int i = 0; i < n; i++) {
            norm = Math.max(norm, (Math.abs(deltaOf[i]) + size[i]) / diagonal[i]);
            deltaOf[i] /= diagonal[i];
        }
        tail = radius / (1 - radius);
        twice = norm / ((1 - radius) * (1 - radius));
        value = new double[n];
        error = new double[n];
    }

    /** Of {@code H⁺}, H floating, its radius being below 1. */
    public static LocalSeries of(Laplacian h, double radius) {
        return new LocalSeries(h, new double[0], radius).run();
    }

    /** Of {@code H⁺ M H⁺}, M the Laplacian of the same graph with the given conductances, of any sign. */
    public static LocalSeries of(Laplacian h, double[] conductances, double radius) {
        return new LocalSeries(h, conductances, radius).run();
    }

    /** The diagonal. */
    public double[] values() {
        return value.clone();
    }

    /** By how much each value may be off. */
    public double[] errors() {
        return error.clone();
    }

    private LocalSeries run() {
        int chunk = 64;
        IntStream.range(0, (n + chunk - 1) / chunk).parallel().forEach(c -> {
            float[] walk = new float[delta.length == 0 ? n : 3 * n];
            for (int i = c * chunk; i < Math.min(n, (c + 1) * chunk); i++) {
                if (delta.length == 0) {
                    follow(i, walk);
                } else {
                    followBoth(i, walk);
                }
            }
        });
        return this;
    }

    private void follow(int i, float[] y) {
        double one = 0;
        for (int p = start[i]; p < start[i + 1]; p++) {
            float x = a[p];
            one += (double) x * x;
            int j = neighbour[p];
            for (int q = start[j]; q < start[j + 1]; q++) {
                y[neighbour[q]] += a[q] * x;
            }
        }
        double three = 0;
        for (int p = start[i]; p < start[i + 1]; p++) {
            three += (double) a[p] * y[neighbour[p]];
        }
        double four = 0;
        for (int k = 0; k < n; k++) {
            four += (double) y[k] * y[k];
            y[k] = 0; // for the next vertex
        }
        set(i, one, three, four);
    }

    private void set(int i, double one, double three, double four) {
        double rest = still[i] * still[i];
        value[i] = (1 + one + three + four - 5 * rest) / diagonal[i];
        error[i] = (Math.max(0, four - rest) * tail + ROUNDING * (1 + one + four)) / diagonal[i];
    }

    /** x2 = A x1, A Δ e_i and Δ x1 lie side by side, so that each step touches one place. */
    private void followBoth(int i, float[] walk) {
        double one = 0;
        double zeroOne = 0;
        float here = (float) deltaOf[i];
        for (int p = start[i]; p < start[i + 1]; p++) {
            float x = a[p];
            float e = delta[p];
            one += (double) x * x;
            zeroOne += (double) x * e;
            int j = neighbour[p];
            for (int q = start[j]; q < start[j + 1]; q++) {
                int k = 3 * neighbour[q];
                walk[k] += a[q] * x;
                walk[k + 1] += a[q] * e;
                walk[k + 2] += delta[q] * x;
            }
            walk[3 * j + 1] += x * here;
            walk[3 * j + 2] += (float) deltaOf[j] * x;
        }
        double three = 0;
        double zeroTwo = (double) here * walk[3 * i];
        double oneOne = 0;
        for (int p = start[i]; p < start[i + 1]; p++) {
            int k = 3 * neighbour[p];
            three += (double) a[p] * walk[k];
            zeroTwo += (double) delta[p] * walk[k];
            oneOne += (double) a[p] * walk[k + 2];
        }
        double four = 0;
        double zeroThree = 0;
        double oneTwo = 0;
        double afterDelta = 0;
        double beforeDelta = 0;
        for (int k = 0; k < walk.length; k += 3) {
            double y = walk[k];
            double f = walk[k + 1];
            double q = walk[k + 2];
            four += y * y;
            zeroThree += f * y;
            oneTwo += q * y;
            afterDelta += f * f;
            beforeDelta += q * q;
            walk[k] = walk[k + 1] = walk[k + 2] = 0; // for the next vertex
        }
        set(i, one, three, four);
        value[i] += (deltaOf[i] + 2 * zeroOne + oneOne + 2 * (zeroTwo + zeroThree + oneTwo)) / diagonal[i];
        double second = Math.max(0, four - still[i] * still[i]);
        error[i] += (2 * Math.sqrt(second) * (Math.sqrt(afterDelta) + Math.sqrt(beforeDelta)) * tail + second * twice)
                / diagonal[i];
    }
}
