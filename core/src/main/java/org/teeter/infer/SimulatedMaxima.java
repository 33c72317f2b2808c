package org.teeter.infer;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.teeter.linalg.Cholesky;
import org.teeter.random.PolarNormals;

/**
 * Draws of the errors of scores, {@code z ~ N(0, V)} or of Student's t, and in each the largest difference in standard errors.
 *
 * <p>Draws are kept, 8 bytes an item each: when pairs are separated, a largest difference can only fall, so that a quantile needs those
 * draws anew alone whose former largest was above it.
 *
 * <p>Streams of random numbers are given by seed, and each draw is computed by one thread in one order, so the result does not depend on
 * their number.
 */
final class SimulatedMaxima {
    /** So many simulations go to one stream of random numbers. */
    private static final int PER_STREAM = 250;

    /** So many are computed together, item by item. */
    private static final int TOGETHER = 50;

    private final int n;
    private final int simulations;
    private final double[][][]
            z; // by batch, item and draw of the batch; spread by Student's t where there are few clusters
    private final double[] maxima;
    private final boolean[]
            current; // whether a maximum is that of what is left to compare; else it is too large, or right

    /**
     * Draws.
     *
     * @param factor of V
     * @param degrees of freedom of Student's t; infinite for the normal distribution
     * @param seed of the streams of random numbers, one for each so many simulations
     */
    SimulatedMaxima(Cholesky factor, int n, double degrees, int simulations, long seed) {
        this.n = n;
        this.simulations = simulations;
        this.maxima = new double[simulations];
        this.current = new boolean[simulations];
        this.z = new double[(simulations + TOGETHER - 1) / TOGETHER][][];
        int tasks = (simulations + PER_STREAM - 1) / PER_STREAM;
        RandomGenerator[] streams = Streams.of(seed, tasks);
        IntStream.range(0, tasks).parallel().forEach(task -> {
            RandomGenerator normal = new PolarNormals(streams[task]);
            double[][] standard = new double[n][TOGETHER];
            double[] spread = new double[TOGETHER];
            int end = Math.min(simulations, (task + 1) * PER_STREAM);
            for (int from = task * PER_STREAM; from < end; from += TOGETHER) {
                int count = Math.min(TOGETHER, end - from);
                for (int r = 0; r < count; r++) {
                    for (int i = 0; i < n; i++) {
                        standard[i][r] = normal.nextGaussian();
                    }
                    spread[r] = spread(normal, degrees);
                }
                double[][] drawn = new double[n][count];
                factor.multiply(standard, count, drawn);
                for (double[] score : drawn) {
                    for (int r = 0; r < count; r++) {
                        score[r] /= spread[r];
                    }
                }
                z[from / TOGETHER] = drawn;
            }
        });
        Arrays.fill(maxima, Double.POSITIVE_INFINITY);
    }

    /** {@code √(χ²_ν / ν)}. */
    private static double spread(RandomGenerator random, double degrees) {
        if (degrees == Double.POSITIVE_INFINITY) {
            return 1;
        }
        double sum = 0;
        for (int k = 0; k < degrees; k++) {
            double g = random.nextGaussian();
            sum += g * g;
        }
        return Math.sqrt(sum / degrees);
    }

    /** What is compared in draws that stand together. */
    @FunctionalInterface
    interface Comparison {
        /**
         * Raises the largest differences to those of the draws.
         *
         * @param draws by item and draw
         * @param largest by draw
         */
        void raise(double[][] draws, int count, double[] largest);
    }

    /**
     * The largest maxima, which hold for what is compared now; it may be less than before, and not more.
     *
     * @param count how many
     * @return them, descending
     */
    double[] largest(int count, Comparison comparison) {
        Arrays.fill(current, false);
        while (true) {
            double[] sorted = maxima.clone();
            Arrays.sort(sorted);
            double least = sorted[simulations - count];
            int[] stale = IntStream.range(0, simulations)
                    .filter(k -> !current[k] && maxima[k] >= least)
                    .toArray();
            if (stale.length == 0) {
                return IntStream.range(0, count)
                        .mapToDouble(k -> sorted[simulations - 1 - k])
                        .toArray();
            }
            renew(stale, comparison);
        }
    }

    private void renew(int[] draws, Comparison comparison) {
        IntStream.range(0, (draws.length + TOGETHER - 1) / TOGETHER).parallel().forEach(batch -> {
            int from = batch * TOGETHER;
            int count = Math.min(TOGETHER, draws.length - from);
            double[][] together = new double[n][count];
            for (int r = 0; r < count; r++) {
                int draw = draws[from + r];
                double[][] of = z[draw / TOGETHER];
                for (int i = 0; i < n; i++) {
                    together[i][r] = of[i][draw % TOGETHER];
                }
            }
            double[] largest = new double[count];
            comparison.raise(together, count, largest);
            for (int r = 0; r < count; r++) {
                maxima[draws[from + r]] = largest[r];
                current[draws[from + r]] = true;
            }
        });
    }

    /** Raises what is largest to {@code |x - y| / se} of each draw. */
    static void raise(double[] largest, double[] x, double[] y, double inverse, int count) {
        for (int r = 0; r < count; r++) {
            largest[r] = Math.max(largest[r], Math.abs((x[r] - y[r]) * inverse));
        }
    }

    /** Raises what is largest to {@code (x - y) / se} of each draw. */
    static void raiseSigned(double[] largest, double[] x, double[] y, double inverse, int count) {
        for (int r = 0; r < count; r++) {
            largest[r] = Math.max(largest[r], (x[r] - y[r]) * inverse);
        }
    }
}
