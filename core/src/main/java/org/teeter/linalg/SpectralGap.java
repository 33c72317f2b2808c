package org.teeter.linalg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.teeter.random.L64X128Mix;

/**
 * How fast a random walk on a {@link Laplacian} forgets where it began: a lower bound of {@code 1 - λ2}, λ2 the second eigenvalue of
 * {@code A = D^-1/2 C D^-1/2}, where the ground is one more vertex of the graph.
 *
 * <p>From it every effective resistance can be bounded without a solve. Lanczos' iteration from a random start finds λ2 from below;
 * how much it can be missed has a bound that fails with a probability of at most {@value #FAILURE} [1].
 */
/*
 * [1] J. Kuczyński and H. Woźniakowski (1992), Estimating the largest eigenvalue by the power and Lanczos algorithms with a random
 *     start, SIAM Journal on Matrix Analysis and Applications 13(4), Theorem 4.2: for a positive semidefinite matrix of order n the
 *     largest Ritz value after k steps is below 1 - ε of the largest eigenvalue with probability at most
 *     1.648 sqrt(n) exp(-sqrt(ε) (2k - 1)). The matrix here is (I + A) / 2.
 */
public final class SpectralGap {
    /** Probability that the bound does not hold. */
    public static final double FAILURE = 1e-12;

    private static final int STEPS = 150;
    /** Enough where the walk forgets fast, and else no series is of use. */
    private static final int STEPS_OF_RADIUS = 60;

    private static final long SEED = 2;

    private final Laplacian h;
    private final int n;
    private final int size; // n, or n + 1 with the ground
    private final double[] root; // of what each vertex conducts
    private final double[] scaled;

    private SpectralGap(Laplacian h) {
        this.h = h;
        this.n = h.size();
        this.size = h.isFloating() ? n : n + 1;
        this.root = Arrays.copyOf(h.diagonal(), size);
        this.scaled = new double[size];
        for (int i = 0; i < n && size > n; i++) {
            root[n] += h.ground(i);
        }
        for (int i = 0; i < size; i++) {
            root[i] = Math.sqrt(root[i]);
        }
    }

    /** The bound; 0 where the walk is too slow to tell, and on a graph that falls apart. */
    public static double of(Laplacian h) {
        return new SpectralGap(h).bound();
    }

    /** An upper bound of |λ|, λ any eigenvalue of A but the 1 of the walk at rest; at least 1 on a graph that falls apart or has two sides. */
    public static double radius(Laplacian h) {
        SpectralGap gap = new SpectralGap(h);
        Lanczos lanczos = gap.new Lanczos(STEPS_OF_RADIUS);
        return Math.max(lanczos.above(), lanczos.below());
    }

    private double bound() {
        return Math.max(0, 1 - new Lanczos(STEPS).above());
    }

    /** The projection of A on the vectors that a random start reaches in so many steps: tridiagonal. */
    private final class Lanczos {
        private final int most;
        private final double[] alpha;
        private final double[] beta;
        private final int steps;

        Lanczos(int most) {
            this.most = most;
            this.alpha = new double[most];
            this.beta = new double[most + 1];
            this.steps = run();
        }

        private int run() {
            double[] still = root.clone(); // the eigenvector of eigenvalue 1
            scale(still);
            RandomGenerator random = L64X128Mix.of(SEED);
            double[] v = new double[size];
            for (int i = 0; i < size; i++) {
                v[i] = random.nextGaussian();
            }
            removeFrom(v, still);
            scale(v);
            double[] before = new double[size];
            double[] w = new double[size];
            int step = 0;
            while (step < Math.min(most, size - 1)) {
                multiply(v, w);
                alpha[step] = dot(v, w);
                for (int i = 0; i < size; i++) {
                    w[i] -= alpha[step] * v[i] + beta[step] * before[i];
                }
                removeFrom(w, still);
                beta[++step] = scale(w);
                if (!(beta[step] > 1e-14)) { // the start lies in an invariant space, which has been searched through
                    break;
                }
                double[] free = before;
                before = v;
                v = w;
                w = free;
            }
            return step;
        }

        /** No eigenvalue but the 1 at rest is larger. */
        double above() {
            return bound(largest(alpha, beta, steps));
        }

        /** No eigenvalue is smaller than minus this. */
        double below() {
            double[] negated = new double[steps];
            for (int k = 0; k < steps; k++) {
                negated[k] = -alpha[k];
            }
            return bound(largest(negated, beta, steps));
        }

        private double bound(double ofRitz) {
            double ritz = (1 + ofRitz) / 2;
            double missed = Math.log(1.648 * Math.sqrt(size) / FAILURE) / (2 * most - 1);
            double bound = steps == most ? ritz / (1 - missed * missed) : ritz;
            return 2 * bound - 1 + 1e-9; // rounding
        }
    }

    /** {@code y = A x}. */
    private void multiply(double[] x, double[] y) {
        Arrays.fill(y, 0);
        for (int i = 0; i < size; i++) {
            scaled[i] = x[i] / root[i];
        }
        for (int a = 0; a < n; a++) {
            double xa = scaled[a];
            double in = 0;
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                int b = h.second(e);
                in += h.conductance(e) * scaled[b];
                y[b] += h.conductance(e) * xa;
            }
            if (size > n) {
                in += h.ground(a) * scaled[n];
                y[n] += h.ground(a) * xa;
            }
            y[a] += in;
        }
        for (int i = 0; i < size; i++) {
            y[i] /= root[i];
        }
    }

    /** The largest eigenvalue of a symmetric tridiagonal matrix, by bisection on the signs of its pivots; rounded up. */
    private static double largest(double[] alpha, double[] beta, int steps) {
        double low = -1;
        double high = 1;
        while (high - low > 1e-12) {
            double x = (low + high) / 2;
            double pivot = 1;
            boolean below = false;
            for (int k = 0; k < steps; k++) {
                pivot = alpha[k] - x - (k == 0 ? 0 : beta[k] * beta[k] / pivot);
                if (pivot >= 0) {
                    below = true;
                    break;
                }
            }
            if (below) {
                low = x;
            } else {
                high = x;
            }
        }
        return high;
    }

    private static void removeFrom(double[] v, double[] unit) {
        double part = dot(v, unit);
        for (int i = 0; i < v.length; i++) {
            v[i] -= part * unit[i];
        }
    }

    /** Scales to length 1 and returns the length before. */
    private static double scale(double[] v) {
        double length = Math.sqrt(dot(v, v));
        for (int i = 0; i < v.length && length > 0; i++) {
            v[i] /= length;
        }
        return length;
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }
}
