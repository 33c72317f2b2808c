package org.teeter.fit;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.teeter.linalg.Bordered;
import org.teeter.linalg.Laplacian;
import org.teeter.model.Hold;

/**
 * How the scores and the shared parameters of a fit answer a pull on them: the inverse of the information, applied. Among differences of
 * scores, so that a wide prior does not blur it; any number of threads may ask.
 */
@SuppressWarnings("exports") // for the other packages of this module
public final class Response {
    /** Up to this order elimination takes a second or two, and then serves every pull. */
    private static final int LARGEST_ELIMINATED = 2000;

    /** Up to so many scores and shared parameters the answer under Firth's penalty is exact; beyond, that of the information serves a search. */
    private static final int LARGEST_PENALISED = 50;

    private final int n;
    private final int extras;
    private final Information information;
    private final Laplacian closed;
    private final Inverse inverse;
    private final boolean isCircuit;
    private final Bordered bordered;
    private final Optional<Fit<?>> penalised;

    @Nullable
    private volatile SoftReference<double[][]> items; // two threads may both make them, and make the same

    public Response(Fit<?> fit) {
        this(fit, LARGEST_ELIMINATED);
    }

    /** By elimination up to so many items. */
    public Response(Fit<?> fit, int largestEliminated) {
        this.information = fit.information();
        this.n = fit.graph().size();
        this.extras = fit.extras().size();
        this.closed = information.scores().closed();
        this.inverse = information.inverse(largestEliminated);
        this.isCircuit = information.isCircuit();
        this.bordered = information.bordered(inverse::solve);
        this.penalised = fit.prior().hold() == Hold.INFORMATION && n + extras <= LARGEST_PENALISED
                ? Optional.of(fit)
                : Optional.empty();
    }

    /**
     * The exact answers under Firth's penalty, whose second derivative couples all pairs [M124].
     *
     * @throws IllegalArgumentException if there are more than 200 items and shared parameters
     */
    public static UnaryOperator<double[]> underFirth(Fit<?> fit) {
        int parameters = fit.graph().size() + fit.extras().size();
        if (parameters > PenalisedCurvature.LARGEST) {
            throw new IllegalArgumentException("how scores answer under Firth's penalty is known of up to "
                    + PenalisedCurvature.LARGEST + " items and shared parameters, got " + parameters
                    + "; take another prior, such as pseudo:0.5");
        }
        return fit.penalised()::solve;
    }

    /** Whether the information among the scores is that of a circuit, without features. */
    public boolean isCircuit() {
        return isCircuit;
    }

    /** How many scores there are. */
    public int scores() {
        return n;
    }

    /** The information among the scores, its ground being one more vertex. */
    public Laplacian closed() {
        return closed;
    }

    public Bordered bordered() {
        return bordered;
    }

    /** The answer to a pull on the scores, of sum zero over the vertices of the closed circuit, while shared parameters stay; up to a constant. */
    public double[] ofScores(double[] pull) {
        return inverse.solve(Arrays.copyOf(pull, closed.size()));
    }

    /**
     * The answer to a pull.
     *
     * @param pull on the scores, of sum zero, and behind them on the shared parameters
     * @return by score, of mean zero, and behind them by shared parameter
     */
    public double[] to(double[] pull) {
        double[] right = new double[closed.size() + extras];
        System.arraycopy(pull, 0, right, 0, n);
        System.arraycopy(pull, n, right, closed.size(), extras);
        double[] x = bordered.solve(right);
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += x[i] / n;
        }
        double[] answer = new double[n + extras];
        for (int i = 0; i < n; i++) {
            answer[i] = x[i] - mean;
        }
        System.arraycopy(x, closed.size(), answer, n, extras);
        return answer;
    }

    /** The answer to a pull on the lead of one score over another: {@code H⁻¹ b_ij}. */
    public double[] toLead(int i, int j) {
        return to(lead(i, j));
    }

    private double[] lead(int i, int j) {
        double[] pull = new double[n + extras];
        pull[i] = 1;
        pull[j] = -1;
        return pull;
    }

    /** How scores and shared parameters move that lead: {@link #toLead}, but under Firth's penalty the answer with its curvature, up to 50 of them. */
    public double[] movingLead(int i, int j) {
        return penalised.map(fit -> fit.penalised().solve(lead(i, j))).orElseGet(() -> toLead(i, j));
    }

    /** The standard error of a lead: {@code sqrt(b_ijᵀ H⁻¹ b_ij)}. */
    public double errorOfLead(int i, int j) {
        double[] answer = toLead(i, j);
        return Math.sqrt(answer[i] - answer[j]);
    }

    /** The answer to a pull on one score against the mean of all. */
    public double[] toItem(int i) {
        double[] pull = new double[n + extras];
        Arrays.fill(pull, 0, n, -1.0 / n);
        pull[i] += 1;
        return to(pull);
    }

    /**
     * {@link #toItem} of every item, by elimination, without a solve for each. Takes three squares of the number of items while it works
     * and keeps one.
     */
    public double[][] toItems() {
        Inverse whole = n <= LARGEST_ELIMINATED ? inverse : information.inverse(n);
        double[][] answers = whole.matrix();
        for (double[] y : whole.addition()) {
            addProducts(answers, y);
        }
        for (double[] y : bordered.addition()) {
            addProducts(answers, y);
        }
        double[] mean = new double[n];
        double grand = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += answers[i][j];
            }
            mean[i] = sum / n;
            grand += mean[i] / n;
        }
        double[][] pulled = bordered.pulled();
        double[] pulledMean = new double[extras];
        for (int p = 0; p < extras; p++) {
            for (int i = 0; i < n; i++) {
                pulledMean[p] += pulled[p][i] / n;
            }
        }
        double[][] centred = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = Arrays.copyOf(answers[i], n + extras);
            for (int j = 0; j < n; j++) {
                row[j] = (row[j] - mean[j]) - (mean[i] - grand);
            }
            for (int p = 0; p < extras; p++) {
                row[n + p] = pulledMean[p] - pulled[p][i];
            }
            answers[i] = row; // frees the longer one
            centred[i] = row;
        }
        return centred;
    }

    /** {@link #toItems}, kept for the next who asks, while memory lasts; not to be changed. */
    public double[][] ofItems() {
        SoftReference<double[][]> kept = items;
        double[][] known = kept == null ? null : kept.get();
        if (known == null) {
            known = toItems();
            items = new SoftReference<>(known);
        }
        return known;
    }

    /** Adds {@code y yᵀ}, of the scores. */
    private void addProducts(double[][] rows, double[] y) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] += y[i] * y[j];
            }
        }
    }
}
