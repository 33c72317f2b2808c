package org.teeter.infer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;
import org.teeter.model.Derivatives;
import org.teeter.model.Likelihood;
import org.teeter.model.PairDerivatives;

/** Covariances the slow and obvious way: a dense Hessian, its inverse, and the gradient of each judgement from data of that one alone. */
final class Dense<D extends Judgements<D>> {
    final int n;
    final int parameters;
    /** The inverse of the Hessian among contrasts, with the constant added so that it has one. */
    final double[][] inverse;

    private final Fit<D> fit;

    Dense(Fit<D> fit) {
        this.fit = fit;
        n = fit.graph().size();
        parameters = n + fit.extras().size();
        Derivatives at = new Derivatives(fit.graph(), fit.extras().size());
        fit.model().likelihood(fit.data()).derivatives(fit.position(), at);
        double[][] h = new double[parameters][parameters];
        for (int e = 0; e < fit.graph().edges(); e++) {
            int a = fit.graph().first(e);
            int b = fit.graph().second(e);
            h[a][a] += at.conductance()[e];
            h[b][b] += at.conductance()[e];
            h[a][b] -= at.conductance()[e];
            h[b][a] -= at.conductance()[e];
        }
        PairDerivatives prior = new PairDerivatives();
        double trace = 0;
        for (int i = 0; i < n; i++) {
            fit.prior().derive(fit.position()[i], Double.NEGATIVE_INFINITY, prior);
            h[i][i] += prior.curvature();
            trace += h[i][i];
        }
        for (int p = n; p < parameters; p++) {
            for (int i = 0; i < n; i++) {
                h[p][i] = h[i][p] = at.border()[p - n][i];
            }
            for (int q = n; q < parameters; q++) {
                h[p][q] = at.corner()[p - n][q - n];
            }
        }
        if (!fit.prior().holds()) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    h[i][j] += trace / (n * n);
                }
            }
        }
        inverse = inverse(h);
    }

    /** {@code Σ_k w_k u_k u_kᵀ}, weights those of the data of the fit, times n/(n - 1). */
    double[][] judgements() {
        double[][] m = new double[parameters][parameters];
        double total = 0;
        for (int kind = 0; kind < fit.data().kinds(); kind++) {
            double weight = fit.data().weight(kind);
            if (weight > 0) {
                double[] one = new double[fit.data().kinds()];
                one[kind] = 1;
                addSquare(m, gradient(fit.data().weighted(one)), weight);
                total += weight;
            }
        }
        for (double[] row : m) {
            for (int k = 0; k < row.length; k++) {
                row[k] *= total / (total - 1);
            }
        }
        return m;
    }

    double[] gradient(D data) {
        Likelihood likelihood = fit.model().likelihood(data);
        Derivatives at = new Derivatives(likelihood.graph(), likelihood.extras().size());
        likelihood.derivatives(fit.position(), at);
        return at.gradient().clone();
    }

    static void addSquare(double[][] m, double[] u, double weight) {
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < u.length; j++) {
                m[i][j] += weight * u[i] * u[j];
            }
        }
    }

    double sandwich(double[][] m, double[] contrast) {
        double[] x = times(inverse, contrast);
        return dot(x, times(m, x));
    }

    double information(double[] contrast) {
        return dot(contrast, times(inverse, contrast));
    }

    double[] centred(int i) {
        double[] contrast = new double[parameters];
        Arrays.fill(contrast, 0, n, -1.0 / n);
        contrast[i] += 1;
        return contrast;
    }

    static double[] times(double[][] a, double[] x) {
        return Arrays.stream(a).mapToDouble(row -> dot(row, x)).toArray();
    }

    static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    static double[][] inverse(double[][] a) {
        DMatrixRMaj m = new DMatrixRMaj(a);
        assertTrue(CommonOps_DDRM.invert(m));
        double[][] inverse = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                inverse[i][j] = m.get(i, j);
            }
        }
        return inverse;
    }
}
