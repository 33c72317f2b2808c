package org.teeter.votes;

import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.model.PairDerivatives;
import org.teeter.model.PairModel;

/** Votes of pairs, each a win, a loss or a tie. */
final class PairKinds implements Forces.Kinds {
    /** A link's curvature is looked at so far beyond the largest difference of scores, in score units. */
    private static final double ROOM = 0.5;

    private static final int OUTCOMES = 3;

    private final ComparisonGraph data;
    private final PairModel model;
    private final int n;
    private final double ofTie; // deviation of the parameter of ties
    private final double[] across; // of the difference of scores, by pair
    private final double[] alongX; // slopes and curvatures of one vote, by kind
    private final double[] alongTie;
    private final double[] twiceX;
    private final double[] mixed;
    private final double[] twiceTie;
    private final double bend;
    private final double limit;

    PairKinds(Fit<?> fit, ComparisonGraph data, PairModel model, double[] bend, Deviations deviations) {
        this.data = data;
        this.model = model;
        this.n = data.size();
        boolean ties = model.predictsTies();
        double tie = ties ? fit.extra(0) : 0;
        this.ofTie = ties ? deviations.ofExtra(0) : 0;
        this.across = new double[data.edges()];
        this.alongX = new double[data.kinds()];
        this.alongTie = new double[data.kinds()];
        this.twiceX = new double[data.kinds()];
        this.mixed = new double[data.kinds()];
        this.twiceTie = new double[data.kinds()];
        PairDerivatives at = new PairDerivatives();
        double largest = 0;
        for (int e = 0; e < across.length; e++) {
            across[e] = deviations.of(data.first(e), data.second(e));
            largest = Math.max(largest, across[e]);
            double x = fit.scores().difference(data.first(e), data.second(e));
            for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                double half = outcome == 2 && !ties ? 0.5 : 0;
                model.derive(
                        x, tie, outcome == 0 ? 1 : half, outcome == 1 ? 1 : half, outcome == 2 && ties ? 1 : 0, at);
                int k = OUTCOMES * e + outcome;
                alongX[k] = at.slope();
                alongTie[k] = at.tieSlope();
                twiceX[k] = at.curvature();
                mixed[k] = at.mixed();
                twiceTie[k] = at.tieCurvature();
            }
        }
        this.bend = bend[0] * largest + bend[1] * ofTie;
        double within = ties && ofTie > 0 ? Math.min(ROOM / largest, tie / 2 / ofTie) : ROOM / largest;
        this.limit = model.isSelfConcordant() ? Double.POSITIVE_INFINITY : within;
    }

    /** How fast curvatures change at most by a unit of a difference and of the tie parameter, near a fit; empty where that is not known. */
    static Optional<double[]> bend(Fit<?> fit, ComparisonGraph data, PairModel model) {
        double widest = 0;
        for (int e = 0; e < data.edges(); e++) {
            widest = Math.max(widest, Math.abs(fit.scores().difference(data.first(e), data.second(e))));
        }
        return model.bend(widest + ROOM, model.predictsTies() ? fit.extra(0) / 2 : 0);
    }

    @Override
    public boolean isPossible(int kind) {
        return kind % OUTCOMES < 2 || model.predictsTies() || data.halved(kind / OUTCOMES) > 0;
    }

    private double difference(double[] u, int kind) {
        int e = kind / OUTCOMES;
        return u[data.first(e)] - u[data.second(e)];
    }

    private double tie(double[] u) {
        return model.predictsTies() ? u[n] : 0;
    }

    @Override
    public double slope(double[] u, int kind) {
        return difference(u, kind) * alongX[kind] + tie(u) * alongTie[kind];
    }

    @Override
    public double force(int kind) {
        return Math.abs(alongX[kind]) * across[kind / OUTCOMES] + Math.abs(alongTie[kind]) * ofTie;
    }

    @Override
    public double turned(int kind) {
        int other = kind % OUTCOMES == 0 ? kind + 1 : kind - 1;
        return Math.abs(alongX[other] - alongX[kind]) * across[kind / OUTCOMES]
                + Math.abs(alongTie[other] - alongTie[kind]) * ofTie;
    }

    @Override
    public double trace(int kind) {
        double deviation = across[kind / OUTCOMES];
        return twiceX[kind] * deviation * deviation
                + 2 * Math.abs(mixed[kind]) * deviation * ofTie
                + twiceTie[kind] * ofTie * ofTie;
    }

    @Override
    public double curvature(double[] u, int kind) {
        double x = difference(u, kind);
        double tie = tie(u);
        return Math.max(0, twiceX[kind] * x * x + 2 * mixed[kind] * x * tie + twiceTie[kind] * tie * tie);
    }

    @Override
    public boolean isAlike() {
        return model.isSelfConcordant();
    }

    @Override
    public double bend() {
        return bend;
    }

    @Override
    public double limit() {
        return limit;
    }
}
