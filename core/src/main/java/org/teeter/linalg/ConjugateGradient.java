package org.teeter.linalg;

import java.util.Arrays;

/**
 * Preconditioned conjugate gradients for a connected {@link Laplacian}; a floating one is solved among vectors of mean zero.
 *
 * <p>The recurrence for the residual drifts away from the truth as it converges, so for all but loose tolerances the residual is
 * computed anew at the end, and what is missing is solved for again, until the tolerance holds in truth. The solution is meanwhile kept to twice the precision of
 * doubles: where conductances lie far apart, the potentials alone, rounded, could not meet it. Of one instance only one thread may
 * make use.
 */
public final class ConjugateGradient {
    /** The recurrence aims this much below the tolerance, so that drift rarely costs a second round. */
    private static final double MARGIN = 0.5;

    /** Within the few iterations to a tolerance as loose as this the recurrence cannot drift to speak of, and it is believed. */
    private static final double LOOSE = 1e-4;

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
     * @param x receives the solution, rounded, of mean zero where H floats; nothing of use where the tolerance was not met
     * @param relativeTolerance at which to stop: the norm of {@code b - H x} over that of {@code b}, both in the preconditioner's
     *     inner product, before x is rounded
     * @param most iterations allowed
     * @return whether the tolerance was met
     */
    public boolean solve(double[] b, double[] x, double relativeTolerance, int most) {
        int n = b.length;
        double[] target = b.clone();
        centre(target);
        Arrays.fill(x, 0);
        double[] low = new double[n];
        double[] r = target.clone();
        double[] z = new double[n];
        preconditioner.apply(r, z);
        centre(z);
        double reached = dot(r, z);
        double goal = relativeTolerance * relativeTolerance * reached;
        iterations = 0;
        while (!(reached <= goal)) { // written so that NaN fails below
            if (!add(r, z, reached, MARGIN * MARGIN * goal, x, low, most)) {
                return false;
            }
            if (relativeTolerance >= LOOSE) {
                break;
            }
            h.residual(target, x, low, r);
            centre(r);
            preconditioner.apply(r, z);
            centre(z);
            double now = dot(r, z);
            if (!(now <= goal
                    || now < reached / 4)) { // a round that does not even halve the residual: rounding is all there is
                return false;
            }
            reached = now;
        }
        for (int i = 0; i < n; i++) {
            x[i] += low[i];
        }
        centre(x);
        return true;
    }

    /** One round: adds to x what takes the residual r, z = M r, to the goal by the recurrence. */
    private boolean add(double[] r, double[] z, double start, double goal, double[] x, double[] low, int most) {
        int n = r.length;
        double[] y = new double[n];
        double[] hp = new double[n];
        double[] p = z.clone();
        double rz = start;
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
                y[i] += step * p[i];
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
        if (!(rz <= goal)) {
            return false;
        }
        for (int i = 0; i < n; i++) { // x + y to the last bit, what x cannot hold goes to low
            double sum = x[i] + y[i];
            double added = sum - x[i];
            low[i] += (x[i] - (sum - added)) + (y[i] - added);
            x[i] = sum;
        }
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
