package org.teeter.audit;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.fit.Fit;
import org.teeter.fit.Information;
import org.teeter.fit.Inverse;
import org.teeter.fit.Response;
import org.teeter.fit.Uncertainty;
import org.teeter.linalg.Bordered;
import org.teeter.model.Hold;

/**
 * How every score responds to every source, of any model: for fits that are no circuit of their sources alone.
 *
 * <pre>{@code dθ/dy_e = H⁻¹ pull_e,  S_ij,e = v_ij (ds_i/dy_e - ds_j/dy_e)    [M43]}</pre>
 *
 * <p>The inverse of H is held, and all responses are.
 */
final class Responses {
    /** Responses held at most: 200 MB. */
    private static final long MOST = 25_000_000;

    private final Sources sources;
    private final Fit<?> fit;
    private final double[][] inverse; // of the scores' part
    private final double[][] shared; // Y: what features say, and what is not known of shared parameters, adds YᵀY
    private final double[][] response; // by item and source

    Responses(Sources sources) {
        this.sources = sources;
        this.fit = sources.fit();
        refuseTooMany(fit, sources.count());
        int n = fit.graph().size();
        Information information = fit.information();
        Inverse ofScores = information.inverse(n);
        this.inverse = ofScores.matrix();
        Bordered bordered = information.bordered(ofScores::solve);
        this.shared = Stream.of(ofScores.addition(), bordered.addition())
                .flatMap(Arrays::stream)
                .toArray(double[][]::new);
        int vertices = inverse.length;
        int extras = information.extras();
        double[][] lean = new double[extras][];
        for (int k = 0; k < extras; k++) {
            double[] unit = new double[vertices + extras];
            unit[vertices + k] = 1;
            lean[k] = bordered.solve(unit);
        }
        this.response = new double[n][sources.count()];
        if (fit.prior().hold() == Hold.INFORMATION) {
            respondUnderFirth();
            return;
        }
        IntStream.range(0, sources.count()).parallel().forEach(e -> respond(e, lean));
    }

    private void respondUnderFirth() {
        UnaryOperator<double[]> exact;
        try {
            exact = Response.underFirth(fit);
        } catch (IllegalArgumentException e) {
            throw new TooLargeException(String.valueOf(e.getMessage()));
        }
        for (int e = 0; e < sources.count(); e++) {
            double[] pull = new double[response.length + fit.extras().size()];
            sources.pull(e, pull);
            double[] answer = exact.apply(pull);
            for (int i = 0; i < response.length; i++) {
                response[i][e] = answer[i];
            }
        }
    }

    /** Refuses what cannot be held. */
    static void refuseTooMany(Fit<?> fit, int sources) {
        int n = fit.graph().size();
        if (n > Audit.LARGEST_LISTED || (long) n * sources > MOST) {
            throw new TooLargeException("an audit of " + fit.model().name() + " is of up to "
                    + Audit.LARGEST_LISTED + " items, and of up to " + MOST + " responses of items to sources, got " + n
                    + " items and " + sources + " sources");
        }
    }

    private void respond(int e, double[][] lean) {
        int n = response.length;
        double[] pull = new double[n + lean.length];
        sources.pull(e, pull);
        double[] currents = new double[shared.length];
        for (int y = 0; y < shared.length; y++) {
            for (int k = 0; k < n; k++) {
                currents[y] += shared[y][k] * pull[k];
            }
        }
        int[] touched = IntStream.range(0, n).filter(k -> pull[k] != 0).toArray();
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int k : touched) {
                sum += inverse[i][k] * pull[k];
            }
            for (int y = 0; y < shared.length; y++) {
                sum += shared[y][i] * currents[y];
            }
            for (int k = 0; k < lean.length; k++) {
                sum += lean[k][i] * pull[n + k];
            }
            response[i][e] = sum;
        }
    }

    /** The responses of one item's score, by source, up to a constant that all items share. Not to be changed. */
    double[] of(int i) {
        return response[i];
    }

    /** {@code d(s_i - s_j)/dy_e}. */
    double difference(int i, int j, int e) {
        return response[i][e] - response[j][e];
    }

    /** The variance of {@code s_i - s_j}. */
    double resistance(int i, int j) {
        double sum = (inverse[i][i] - inverse[i][j]) + (inverse[j][j] - inverse[j][i]);
        for (double[] y : shared) {
            sum += (y[i] - y[j]) * (y[i] - y[j]);
        }
        return sum;
    }

    List<Double> standardErrors() {
        int n = response.length;
        double[] variances = Uncertainty.centredDiagonal(inverse, n);
        for (double[] y : shared) {
            double mean = Arrays.stream(y, 0, n).sum() / n;
            for (int i = 0; i < n; i++) {
                variances[i] += (y[i] - mean) * (y[i] - mean);
            }
        }
        return Uncertainty.roots(variances);
    }
}
