package org.teeter.votes;

import java.util.Arrays;
import org.teeter.data.Rankings;
import org.teeter.fit.Fit;

/** Ballots, each of a kind of its own. */
final class BallotKinds implements Forces.Kinds {
    private final int n;
    private final Pulls pulls;
    private final BallotHessians curvatures;
    private final double[] force;
    private final double[] trace;
    private final double bend;

    BallotKinds(Fit<?> fit, Rankings data, Deviations deviations) {
        this.n = data.items().size();
        @SuppressWarnings("unchecked") // its data are rankings
        Fit<Rankings> ofBallots = (Fit<Rankings>) fit;
        this.pulls = Pulls.of(ofBallots);
        this.curvatures = BallotHessians.of(ofBallots);
        this.force = new double[data.kinds()];
        Arrays.setAll(force, k -> Math.sqrt(Math.max(0, pulls.square(k, deviations::covariance))));
        this.trace = new double[data.kinds()];
        Arrays.setAll(trace, k -> curvatures.trace(k, deviations::covariance));
        double largest = 0;
        for (int k = 0; k < data.kinds(); k++) {
            for (int p = data.start(k); p < data.start(k + 1); p++) {
                for (int q = p + 1; q < data.start(k + 1); q++) {
                    largest = Math.max(largest, deviations.of(data.item(p), data.item(q)));
                }
            }
        }
        double ofTies = 0; // of two numbers of tied items, or of one and a single choice
        int extras = fit.extras().size();
        for (int a = 0; a < extras; a++) {
            ofTies = Math.max(ofTies, deviations.ofExtra(a));
            for (int b = 0; b < a; b++) {
                double variance = deviations.covariance(n + a, n + a)
                        - 2 * deviations.covariance(n + a, n + b)
                        + deviations.covariance(n + b, n + b);
                ofTies = Math.max(ofTies, Math.sqrt(Math.max(0, variance)));
            }
        }
        this.bend = largest + ofTies;
    }

    @Override
    public boolean isPossible(int kind) {
        return true;
    }

    @Override
    public double slope(double[] u, int kind) {
        return pulls.along(u, kind);
    }

    @Override
    public double force(int kind) {
        return force[kind];
    }

    @Override
    public double turned(int kind) {
        throw new UnsupportedOperationException("a ballot has no other side");
    }

    @Override
    public double trace(int kind) {
        return trace[kind];
    }

    @Override
    public double curvature(double[] u, int kind) {
        return Math.max(0, curvatures.along(u, kind));
    }

    @Override
    public boolean isAlike() {
        return true;
    }

    @Override
    public double bend() {
        return bend;
    }

    @Override
    public double limit() {
        return Double.POSITIVE_INFINITY;
    }
}
