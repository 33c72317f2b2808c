package org.teeter.votes;

import java.util.Optional;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.SpectralGap;

/**
 * How uncertain differences of scores, and shared parameters, are by the information of a fit: up to 1,000 items exactly, beyond from above,
 *
 * <pre>{@code b_abᵀ V b_ab <= (1/d_a + 1/d_b)/(1 - λ2) + (Y_a - Y_b)²    [M48], [M137]}</pre>
 *
 * <p>with what conducts at either item, the {@link SpectralGap gap} of the circuit, and what shared parameters add.
 */
final class Deviations {
    /** Up to this order every variance is taken from the inverse. */
    static final int LARGEST_INVERSE = 1000;

    private final Response response;
    private final double[][] inverse; // by score and parameter; none where variances are bounded
    private final double[] diagonal;
    private final double gap;
    private final double[][] addition;
    private final double[] ofExtras;
    private final int n;

    private Deviations(Fit<?> fit) {
        this.n = fit.graph().size();
        this.response = fit.response();
        this.ofExtras = response.bordered().sharedVariances();
        boolean exact = n <= LARGEST_INVERSE;
        this.inverse = new double[exact ? n + ofExtras.length : 0][];
        if (exact) {
            System.arraycopy(response.ofItems(), 0, inverse, 0, n);
        }
        for (int k = n; k < inverse.length; k++) {
            inverse[k] = response.to(pull(k));
        }
        Laplacian scores = fit.information().scores();
        this.diagonal = exact ? new double[0] : scores.diagonal();
        this.gap = exact ? 1 : response.isCircuit() ? SpectralGap.of(scores) : 0;
        this.addition = exact ? new double[0][] : response.bordered().addition();
    }

    /** Empty where they have no bound. */
    static Optional<Deviations> of(Fit<?> fit) {
        Deviations deviations = new Deviations(fit);
        return deviations.gap > 0 ? Optional.of(deviations) : Optional.empty();
    }

    /** On the shared parameter behind the scores. */
    private double[] pull(int k) {
        double[] pull = new double[n + ofExtras.length];
        pull[k] = 1;
        return pull;
    }

    Response response() {
        return response;
    }

    /** Of a difference of scores. */
    double of(int a, int b) {
        if (inverse.length > 0) {
            return Math.sqrt(Math.max(0, (inverse[a][a] - inverse[a][b]) + (inverse[b][b] - inverse[b][a])));
        }
        double variance = (1 / diagonal[a] + 1 / diagonal[b]) / gap;
        for (double[] y : addition) {
            variance += (y[a] - y[b]) * (y[a] - y[b]);
        }
        return Math.sqrt(variance);
    }

    /** Of a shared parameter. */
    double ofExtra(int k) {
        return Math.sqrt(ofExtras[k]);
    }

    /** An entry of the inverse, by score or, behind the scores, by shared parameter; of pulls of sum zero. */
    double covariance(int a, int b) {
        return inverse[a][b];
    }
}
