package org.teeter.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;
import org.teeter.model.PairModel;

/**
 * The covariance of a fit's scores, and of its parameter of ties, as further judgements come in that end as the fit expects. Such data leave
 * every score where it is, so that this is exactly the covariance of a refit.
 *
 * <pre>{@code m judgements of a and b:  V ← V - k u uᵀ,  u = V d,  k = m v / (1 + m v dᵀV d),  d = e_a - e_b + r e_τ    [M110]}</pre>
 *
 * <p>and then the same with {@code t} for v and {@code e_τ} for d, where ties are predicted. Mutable.
 */
final class Prospect {
    private final Fit<ComparisonGraph> fit;
    private final int n;
    private final Expected[][] expected; // by item and lower item
    private final double[][] covariance;

    Prospect(Fit<ComparisonGraph> fit) {
        this.fit = fit;
        this.n = fit.graph().size();
        PairModel model = (PairModel) fit.model();
        this.expected = new Expected[n][];
        IntStream.range(0, n)
                .parallel()
                .forEach(i -> expected[i] = IntStream.range(0, i)
                        .mapToObj(j -> Expected.of(model, fit, i, j))
                        .toArray(Expected[]::new));
        Response response = new Response(fit);
        int extras = fit.extras().size();
        this.covariance = new double[n + extras][];
        IntStream.range(0, n).parallel().forEach(i -> covariance[i] = response.toItem(i));
        for (int k = n; k < n + extras; k++) {
            double[] unit = new double[n + extras];
            unit[k] = 1;
            covariance[k] = response.to(unit);
        }
    }

    private Prospect(Prospect other) {
        this.fit = other.fit;
        this.n = other.n;
        this.expected = other.expected;
        this.covariance = Arrays.stream(other.covariance).map(double[]::clone).toArray(double[][]::new);
    }

    /** One that changes by itself. */
    Prospect copy() {
        return new Prospect(this);
    }

    Fit<ComparisonGraph> fit() {
        return fit;
    }

    /** How many scores there are. */
    int size() {
        return n;
    }

    /** Of item i and a lower one j. */
    Expected expected(int i, int j) {
        return expected[i][j];
    }

    /** Rows by score, and behind them by the parameter of ties. Not to be changed. */
    double[][] covariance() {
        return covariance;
    }

    /** The standard error of a lead. */
    double error(int i, int j) {
        return Math.sqrt(Math.max(0, form(covariance, i, j, 0)));
    }

    /** {@code dᵀM d}. */
    double form(double[][] m, int i, int j, double lean) {
        double sum = (m[i][i] - m[i][j]) + (m[j][j] - m[j][i]);
        return lean == 0 ? sum : sum + lean * (2 * (m[i][n] - m[j][n]) + lean * m[n][n]);
    }

    /** {@code dᵀM e_τ}. */
    double withTies(double[][] m, int i, int j, double lean) {
        return m[i][n] - m[j][n] + lean * m[n][n];
    }

    /** The fit to its data and further votes by pair that end as expected. */
    Fit<ComparisonGraph> expected(Map<Pair, Integer> votes) {
        ComparisonGraph data = fit.data();
        for (Map.Entry<Pair, Integer> bought : votes.entrySet()) {
            Pair pair = bought.getKey();
            int m = bought.getValue();
            Expected one = expected[pair.high()][pair.low()];
            data = data.plus(pair.high(), pair.low(), m * one.win(), m * one.loss(), m * one.tie());
        }
        return votes.isEmpty() ? fit : Estimator.of(fit.prior()).refit(data, fit);
    }

    /** {@code V d}, of the lead itself. */
    double[] spread(int i, int j) {
        return spread(i, j, 0);
    }

    private double[] spread(int i, int j, double lean) {
        double[] u = new double[covariance.length];
        for (int k = 0; k < u.length; k++) {
            u[k] = covariance[i][k] - covariance[j][k] + (lean == 0 ? 0 : lean * covariance[n][k]);
        }
        return u;
    }

    /** What so many judgements of item i and a lower one j change; fewer than none are taken back. */
    Step step(int i, int j, double votes) {
        Expected one = expected[i][j];
        double[] u = spread(i, j, one.lean());
        double k = votes * one.information() / (1 + votes * one.information() * at(u, i, j, one.lean()));
        if (one.ofTies() == 0) {
            return new Step(i, j, one.lean(), u, k, new double[0], 0);
        }
        double[] w = covariance[n].clone();
        double across = u[n];
        for (int a = 0; a < w.length; a++) {
            w[a] -= k * across * u[a];
        }
        return new Step(i, j, one.lean(), u, k, w, votes * one.ofTies() / (1 + votes * one.ofTies() * w[n]));
    }

    /** {@code dᵀx}. */
    private double at(double[] x, int i, int j, double lean) {
        return x[i] - x[j] + (lean == 0 ? 0 : lean * x[n]);
    }

    /** A change of the covariance. */
    final class Step {
        private final int i;
        private final int j;
        private final double lean;
        private final double[] u;
        private final double k;
        private final double[] ofTies; // empty without ties
        private final double kOfTies;

        private Step(int i, int j, double lean, double[] u, double k, double[] ofTies, double kOfTies) {
            this.i = i;
            this.j = j;
            this.lean = lean;
            this.u = u;
            this.k = k;
            this.ofTies = ofTies;
            this.kOfTies = kOfTies;
        }

        /** {@code V c} after it, of {@code V c} before it. */
        double[] after(double[] x) {
            double[] y = x.clone();
            subtract(y, u, k * at(x, i, j, lean));
            if (ofTies.length > 0) {
                subtract(y, ofTies, kOfTies * y[n]);
            }
            return y;
        }

        /** Takes it. */
        void take() {
            IntStream.range(0, covariance.length).parallel().forEach(a -> {
                subtract(covariance[a], u, k * u[a]);
                if (ofTies.length > 0) {
                    subtract(covariance[a], ofTies, kOfTies * ofTies[a]);
                }
            });
        }

        /** Changes {@code G = V W V} as it will change V. */
        void takeIn(double[][] g) {
            takeIn(g, u, k, x -> at(x, i, j, lean));
            if (ofTies.length > 0) {
                takeIn(g, ofTies, kOfTies, x -> x[n]);
            }
        }

        private static void takeIn(double[][] g, double[] u, double k, ToDoubleFunction<double[]> along) {
            double[] gd = Arrays.stream(g).mapToDouble(along).toArray();
            double dgd = along.applyAsDouble(gd);
            IntStream.range(0, g.length).parallel().forEach(a -> {
                for (int b = 0; b < g.length; b++) {
                    g[a][b] += k * (k * dgd * u[a] * u[b] - gd[a] * u[b] - u[a] * gd[b]);
                }
            });
        }

        private static void subtract(double[] from, double[] x, double times) {
            for (int a = 0; a < from.length; a++) {
                from[a] -= times * x[a];
            }
        }
    }
}
