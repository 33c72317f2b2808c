package org.teeter.linalg;

import java.util.Arrays;

/** Preconditioned conjugate gradients for a connected {@link Laplacian}; a floating one is solved among vectors of mean zero. */
public final class ConjugateGradient {
    private final Laplacian h;
    private final Preconditioner preconditioner;
    private final boolean floating;
    private int iterations;

    public ConjugateGradient(Laplacian h, Preconditioner preconditioner) {
        this.h = h;
        this.preconditioner = preconditioner;
        this.floating = h.isFloating();
    }

    /**
     * Solves {@code H x = b} from x = 0.
     *
     * @param b right-hand side; where H floats, its mean is taken off
     * @param x receives the solution, of mean zero where H floats
     * @param relativeTolerance at which to stop: the residual's norm over that of {@code b}, both in the preconditioner's inner product
     * @param most iterations allowed
     * @return whether the tolerance was met
     */
    public boolean solve(double[] b, double[] x, double relativeTolerance, int most) {
        int n = b.length;
        double[] r = b.clone();
        centre(r);
        Arrays.fill(x, 0);
        double[] z = new double[n];
        double[] hp = new double[n];
        preconditioner.apply(r, z);
        centre(z);
        double[] p = z.clone();
        double rz = dot(r, z);
        double goal = relativeTolerance * relativeTolerance * rz;
        iterations = 0;
        while (rz > goal) {
            if (iterations == most) {
                return false;
            }
            iterations++;
            h.multiply(p, hp);
            double curvature = dot(p, hp);
            if (!(curvature > 0)) { // rounding has eaten the direction, or the graph falls apart
                return false;
            }
            double step = rz / curvature;
            for (int i = 0; i < n; i++) {
                x[i] += step * p[i];
                r[i] -= step * hp[i];
            }
            preconditioner.apply(r, z);
            centre(z);
            double next = dot(r, z);
            double keep = next / rz;
            for (int i = 0; i < n; i++) {
                p[i] = z[i] + keep * p[i];
            }
            rz = next;
        }
        centre(x);
        return true;
    }

    /** Iterations of the last solve. */
    public int iterations() {
        return iterations;
    }

    private void centre(double[] v) {
        if (floating) {
            double mean = 0;
            for (double value : v) {
                mean += value;
            }
            mean /= v.length;
            for (int i = 0; i < v.length; i++) {
                v[i] -= mean;
            }
        }
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }
}
