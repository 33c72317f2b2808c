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
 * {@code √8 |x2| √(|A Δ e_i|² + |Δ x1|²) λ / (1 - λ) + |Δ| |x2|² / (1 - λ)²}, λ the {@linkplain SpectralGap#radius radius} of the walk.
 *
 * <p>Time: a few operations for each walk of two steps and its reverse. Memory sets the pace, so that walks are kept in single precision,
 * which costs {@value #ROUNDING} of a value at most. Sums are taken in one order, whatever the number of threads.
 */
public final class LocalSeries {
    private static final double ROUNDING = 4e-6;
    private static final int TASKS = 16;

    // the sums of each vertex: x1·y, y·y, and with Δ x1·q, (Δe)·y, (f + q)·y and f·f + q·q
    private static final int THREE = 0;
    private static final int FOUR = 1;
    private static final int WORDS_WITHOUT_DELTA = 2;
    private static final int ONE_ONE = 2;
    private static final int ZERO_TWO = 3;
    private static final int THREE_AND_DELTA = 4;
    private static final int BESIDE_DELTA = 5;
    private static final int WORDS = 6;

    private final int n;
    private final int[] start; // rows, both ways
    private final int width; // of an arc: 3, or 2 without M
    private final int[]
            arcs; // neighbour, entry of A and entry of Δ of each arc: in one place, since each row is far from the last
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
        width = more.length == 0 ? 2 : 3;
        arcs = new int[width * 2 * h.edges()];
        deltaOf = new double[n];
        double[] size = new double[n];
        int[] next = Arrays.copyOf(start, n);
        for (int i = 0; i < n; i++) {
            for (int e = h.start(i); e < h.start(i + 1); e++) {
                int j = h.second(e);
                double scale = 1 / Math.sqrt(diagonal[i] * diagonal[j]);
                double extra = width == 2 ? 0 : more[e] - h.conductance(e);
                put(next[i]++, j, h.conductance(e) * scale, -extra * scale);
                put(next[j]++, i, h.conductance(e) * scale, -extra * scale);
                deltaOf[i] += extra;
                deltaOf[j] += extra;
                size[i] += Math.abs(extra);
                size[j] += Math.abs(extra);
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

    private void put(int arc, int to, double ofA, double ofDelta) {
        arcs[width * arc] = to;
        arcs[width * arc + 1] = Float.floatToRawIntBits((float) ofA);
        if (width == 3) {
            arcs[width * arc + 2] = Float.floatToRawIntBits((float) ofDelta);
        }
    }

    private int neighbour(int arc) {
        return arcs[width * arc];
    }

    private float a(int arc) {
        return Float.intBitsToFloat(arcs[width * arc + 1]);
    }

    private float delta(int arc) {
        return width == 2 ? 0 : Float.intBitsToFloat(arcs[width * arc + 2]);
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
        double[][][] parts = new double[TASKS][][];
        IntStream.range(0, TASKS).parallel().forEach(task -> parts[task] = follow(task));
        double[][] sums = parts[0];
        for (int task = 1; task < TASKS; task++) { // in this order, whichever thread did what
            for (int w = 0; w < sums.length; w++) {
                for (int i = 0; i < n; i++) {
                    sums[w][i] += parts[task][w][i];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            set(i, sums);
        }
        return this;
    }

    private void set(int i, double[][] sums) {
        double one = 0;
        double zeroOne = 0;
        for (int p = start[i]; p < start[i + 1]; p++) {
            one += (double) a(p) * a(p);
            zeroOne += (double) a(p) * delta(p);
        }
        double rest = still[i] * still[i];
        double four = sums[FOUR][i];
        double second = Math.max(0, four - rest);
        double sum = 1 + one + sums[THREE][i] + four - 5 * rest;
        double left = second * tail + ROUNDING * (1 + one + four);
        if (width == 3) {
            sum += deltaOf[i] + 2 * zeroOne + sums[ONE_ONE][i] + 2 * (sums[ZERO_TWO][i] + sums[THREE_AND_DELTA][i]);
            left += 2 * Math.sqrt(2 * second * sums[BESIDE_DELTA][i]) * tail + second * twice;
        }
        value[i] = sum / diagonal[i];
        error[i] = left / diagonal[i];
    }

    /** The part of every {@value #TASKS}th vertex i in the sums, by word and vertex: its walks to k >= i, which are those of k to i too. */
    private double[][] follow(int task) {
        boolean both = width == 3;
        double[][] sums = new double[both ? WORDS : WORDS_WITHOUT_DELTA][n];
        float[] walk = new float[both ? 3 * n : n];
        int[] from = Arrays.copyOf(start, n); // where neighbours of at least i begin in each row
        for (int i = task; i < n; i += TASKS) {
            for (int p = start[i]; p < start[i + 1]; p++) {
                int j = neighbour(p);
                while (from[j] < start[j + 1] && neighbour(from[j]) < i) {
                    from[j]++;
                }
                if (both) {
                    step(p, from[j], start[j + 1], walk);
                    if (j > i) {
                        walk[3 * j + 1] += a(p) * (float) deltaOf[i];
                        walk[3 * j + 2] += a(p) * (float) deltaOf[j];
                    }
                } else {
                    plainStep(a(p), from[j], start[j + 1], walk);
                }
            }
            if (both) {
                add(i, walk, sums);
            } else {
                plainAdd(i, walk, sums);
            }
        }
        return sums;
    }

    private void plainStep(float x, int begin, int end, float[] y) {
        for (int at = 2 * begin; at < 2 * end; at += 2) {
            y[arcs[at]] += Float.intBitsToFloat(arcs[at + 1]) * x;
        }
    }

    private void plainAdd(int i, float[] y, double[][] sums) {
        for (int p = start[i]; p < start[i + 1]; p++) {
            int k = neighbour(p);
            if (k > i) {
                double three = (double) a(p) * y[k];
                sums[THREE][i] += three;
                sums[THREE][k] += three;
            }
        }
        double[] four = sums[FOUR];
        double sum = (double) y[i] * y[i];
        y[i] = 0; // for the next vertex
        for (int k = i + 1; k < n; k++) {
            double square = (double) y[k] * y[k];
            sum += square;
            four[k] += square;
            y[k] = 0;
        }
        four[i] += sum;
    }

    /** {@code y = A x1, f = A Δ e_i, q = Δ x1} lie side by side, so that each step touches one place. */
    private void step(int p, int begin, int end, float[] walk) {
        float x = a(p);
        float e = delta(p);
        for (int at = 3 * begin; at < 3 * end; at += 3) {
            int k = 3 * arcs[at];
            float y = Float.intBitsToFloat(arcs[at + 1]);
            walk[k] += y * x;
            walk[k + 1] += y * e;
            walk[k + 2] += Float.intBitsToFloat(arcs[at + 2]) * x;
        }
    }

    /** What is y of i at k is that of k at i, and f of the one is q of the other. */
    private void add(int i, float[] walk, double[][] sums) {
        for (int p = start[i]; p < start[i + 1]; p++) {
            int k = neighbour(p);
            if (k > i) {
                double three = (double) a(p) * walk[3 * k];
                double zeroTwo = (double) delta(p) * walk[3 * k];
                sums[THREE][i] += three;
                sums[THREE][k] += three;
                sums[ZERO_TWO][i] += zeroTwo;
                sums[ZERO_TWO][k] += zeroTwo;
                sums[ONE_ONE][i] += (double) a(p) * walk[3 * k + 2];
                sums[ONE_ONE][k] += (double) a(p) * walk[3 * k + 1];
            }
        }
        sums[ZERO_TWO][i] += deltaOf[i] * walk[3 * i];
        double[] four = sums[FOUR];
        double[] withDelta = sums[THREE_AND_DELTA];
        double[] besideDelta = sums[BESIDE_DELTA];
        double squares = 0;
        double products = 0;
        double others = 0;
        for (int k = i; k < n; k++) {
            double y = walk[3 * k];
            double f = walk[3 * k + 1];
            double q = walk[3 * k + 2];
            walk[3 * k] = walk[3 * k + 1] = walk[3 * k + 2] = 0; // for the next vertex
            double square = y * y;
            double product = (f + q) * y;
            double other = f * f + q * q;
            if (k > i) {
                squares += square;
                products += product;
                others += other;
            }
            four[k] += square;
            withDelta[k] += product;
            besideDelta[k] += other;
        }
        four[i] += squares;
        withDelta[i] += products;
        besideDelta[i] += others;
    }
}
