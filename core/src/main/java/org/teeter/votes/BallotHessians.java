package org.teeter.votes;

import org.teeter.data.Rankings;
import org.teeter.fit.Fit;
import org.teeter.model.PlackettLuce;

/** The Hessian of each ballot at a fit. */
final class BallotHessians {
    private final Rankings data;
    private final int n;
    private final int extras;
    private final int[] start; // of each ballot's pairs
    private final double[] conductance;
    private final double[][] border; // by ballot: by place, then by parameter
    private final double[][] corner;

    private BallotHessians(Rankings data, int extras) {
        this.data = data;
        this.n = data.items().size();
        this.extras = extras;
        this.start = new int[data.kinds() + 1];
        for (int k = 0; k < data.kinds(); k++) {
            int size = size(k);
            start[k + 1] = Math.addExact(start[k], size * (size - 1) / 2);
        }
        this.conductance = new double[start[data.kinds()]];
        this.border = new double[data.kinds()][];
        this.corner = new double[data.kinds()][];
    }

    static BallotHessians of(Fit<Rankings> fit) {
        BallotHessians hessians = new BallotHessians(fit.data(), fit.extras().size());
        PlackettLuce.curvatures(fit.data(), fit.position(), hessians::add);
        return hessians;
    }

    private int size(int k) {
        return data.start(k + 1) - data.start(k);
    }

    private void add(int k, int size, int[] items, double[] conducts, double[][] borders, double[][] corners) {
        System.arraycopy(conducts, 0, conductance, start[k], start[k + 1] - start[k]);
        border[k] = new double[size * extras];
        corner[k] = new double[extras * extras];
        for (int x = 0; x < extras; x++) {
            for (int p = 0; p < size; p++) {
                border[k][p * extras + x] = borders[x][p];
            }
            System.arraycopy(corners[x], 0, corner[k], x * extras, extras);
        }
    }

    /** The trace of the Hessian and a matrix: Σ c (V_aa - 2 V_ab + V_bb) and what shared parameters add. */
    double trace(int k, Pulls.Quadratic v) {
        int from = data.start(k);
        double sum = 0;
        int at = start[k];
        for (int p = 0; p < size(k); p++) {
            int a = data.item(from + p);
            for (int q = p + 1; q < size(k); q++) {
                int b = data.item(from + q);
                sum += conductance[at++] * ((v.at(a, a) - v.at(a, b)) + (v.at(b, b) - v.at(b, a)));
            }
            for (int x = 0; x < extras; x++) {
                sum += 2 * border[k][p * extras + x] * v.at(a, n + x);
            }
        }
        for (int x = 0; x < extras; x++) {
            for (int y = 0; y < extras; y++) {
                sum += corner[k][x * extras + y] * v.at(n + x, n + y);
            }
        }
        return sum;
    }

    /** {@code uᵀ Hessian u}. */
    double along(double[] u, int k) {
        int from = data.start(k);
        double sum = 0;
        int at = start[k];
        for (int p = 0; p < size(k); p++) {
            double a = u[data.item(from + p)];
            for (int q = p + 1; q < size(k); q++) {
                double across = a - u[data.item(from + q)];
                sum += conductance[at++] * across * across;
            }
            for (int x = 0; x < extras; x++) {
                sum += 2 * border[k][p * extras + x] * a * u[n + x];
            }
        }
        for (int x = 0; x < extras; x++) {
            for (int y = 0; y < extras; y++) {
                sum += corner[k][x * extras + y] * u[n + x] * u[n + y];
            }
        }
        return sum;
    }
}
