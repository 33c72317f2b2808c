package org.teeter.infer;

import java.util.Arrays;
import java.util.Optional;
import org.teeter.fit.Response;
import org.teeter.linalg.Bordered;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LocalSeries;
import org.teeter.linalg.SpectralGap;

/**
 * The variances of very many centred scores at once, by a {@link LocalSeries} and a few solves.
 *
 * <p>The series knows scores of mean zero in proportion to their information. With {@code h = H⁺ 1/N} the mean of all is taken off, and
 * where parameters are shared, with {@code Z = H⁺ Bᵀ}, {@code z_i} its rows centred and {@code t = z S⁻¹}, the rest is added:
 *
 * <pre>{@code
 * information   V_ii = (H⁺)_ii - 2 h_i + h̄ + t_i · z_i
 * sandwich      V_ii = (H⁺ M H⁺)_ii - 2 (H⁺ M h)_i + mean(H⁺ M h) + 2 t_i · c_i + t_iᵀ (Zᵀ M Z - R Z - Zᵀ Rᵀ + Q) t_i,  C = H⁺ (M Z - Rᵀ)
 * }</pre>
 */
final class ManyScores {
    /** Beyond, the sums over pairs of vertices alone take minutes, and memory that nobody expects. */
    private static final int MOST = 100_000;

    private final Response response;
    private final Optional<Variability> variability;
    private final Laplacian closed;
    private final int n;
    private final double[] diagonal;

    ManyScores(Response response, Optional<Variability> variability) {
        this.response = response;
        this.variability = variability;
        this.closed = response.closed();
        this.n = response.scores();
        this.diagonal = closed.diagonal();
    }

    /** Variances, and the largest relative error of one. */
    static final class Found {
        private final double[] values;
        private final double relativeError;

        Found(double[] values, double relativeError) {
            this.values = values;
            this.relativeError = relativeError;
        }

        double[] values() {
            return values.clone();
        }

        double relativeError() {
            return relativeError;
        }
    }

    /** The variances, if the bound of the series says that none is off by more than this relative to itself. */
    Optional<Found> variances(double largestError) {
        double radius = n <= MOST ? SpectralGap.radius(closed) : 1;
        if (!(radius < 1)) {
            return Optional.empty();
        }
        LocalSeries series = variability
                .map(m -> LocalSeries.of(closed, conductances(m), radius))
                .orElseGet(() -> LocalSeries.of(closed, radius));
        double[] values = Arrays.copyOf(series.values(), n);
        double[] mean = new double[closed.size()];
        Arrays.fill(mean, 0, n, 1.0 / n);
        double[] h = gauged(mean);
        double[] shift = variability.map(m -> gauged(spread(m, h))).orElse(h);
        double grand = mean(shift);
        for (int i = 0; i < n; i++) {
            values[i] += grand - 2 * shift[i];
        }
        addShared(values);
        double worst = 0;
        double[] errors = series.errors();
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, errors[i] / (values[i] - errors[i]));
        }
        return 0 <= worst && worst <= largestError ? Optional.of(new Found(values, worst)) : Optional.empty();
    }

    /** By edge of the closed circuit, in which edges to the ground say nothing. */
    private double[] conductances(Variability m) {
        Laplacian scores = m.scores();
        double[] all = new double[closed.edges()];
        for (int a = 0; a < n; a++) {
            int from = closed.start(a);
            for (int e = scores.start(a); e < scores.start(a + 1); e++) {
                all[from++] = scores.conductance(e);
            }
        }
        return all;
    }

    private double[] spread(Variability m, double[] x) {
        double[] y = new double[n];
        m.scores().multiply(x, y);
        return Arrays.copyOf(y, closed.size());
    }

    /** {@code H⁺ b}, with {@code d · H⁺ b = 0} and {@code H⁺ d = 0}. */
    private double[] gauged(double[] b) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < diagonal.length; i++) {
            total += diagonal[i];
            sum += b[i];
        }
        double[] right = b.clone();
        for (int i = 0; i < right.length; i++) {
            right[i] -= sum * diagonal[i] / total;
        }
        double[] x = response.ofScores(right);
        double middle = 0;
        for (int i = 0; i < x.length; i++) {
            middle += diagonal[i] * x[i] / total;
        }
        for (int i = 0; i < x.length; i++) {
            x[i] -= middle;
        }
        return x;
    }

    private double mean(double[] x) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += x[i] / n;
        }
        return sum;
    }

    private void addShared(double[] values) {
        Bordered bordered = response.bordered();
        int k = bordered.extras();
        double[][] z = new double[k][];
        double[][] t = new double[k][];
        for (int p = 0; p < k; p++) {
            z[p] = centred(bordered.response(p));
            double[] unit = new double[n + k];
            unit[n + p] = 1;
            t[p] = response.to(unit); // -Z S⁻¹ e_p
        }
        double[][] c = new double[k][];
        double[][] q = new double[k][k];
        for (int p = 0; p < k && variability.isPresent(); p++) {
            double[] x = Arrays.copyOf(z[p], n + k);
            x[n + p] = -1;
            double[] y = variability.get().times(x);
            c[p] = centred(response.ofScores(Arrays.copyOf(y, n)));
            for (int r = 0; r < k; r++) {
                q[p][r] = -y[n + r];
                for (int i = 0; i < n; i++) {
                    q[p][r] += z[r][i] * y[i];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < k; p++) {
                if (variability.isEmpty()) {
                    values[i] -= t[p][i] * z[p][i];
                } else {
                    values[i] -= 2 * t[p][i] * c[p][i];
                    for (int r = 0; r < k; r++) {
                        values[i] += t[p][i] * q[p][r] * t[r][i];
                    }
                }
            }
        }
    }

    private double[] centred(double[] x) {
        double mean = mean(x);
        double[] centred = Arrays.copyOf(x, n);
        for (int i = 0; i < n; i++) {
            centred[i] -= mean;
        }
        return centred;
    }
}
