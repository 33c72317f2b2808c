package org.teeter.head;

import java.util.Arrays;
import java.util.List;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.NoConvergenceException;
import org.teeter.linalg.Cholesky;
import org.teeter.linalg.Gram;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * Scores that are linear in vectors of the options, {@code s_i = wᵀφ_i}, fitted to judgements of pairs by the logistic loss, as reward
 * models are on top of a frozen language model.
 *
 * <pre>{@code
 * w = argmin Σ_e n_e [-y_e log σ(wᵀψ_e) - (1 - y_e) log σ(-wᵀψ_e)] + |w|²/2σ²,  ψ_e = φ_a - φ_b
 * H = Σ_e n_e v_e ψ_e ψ_eᵀ + I/σ²    [M120]
 * }</pre>
 *
 * <p>A sample of the pairs is fitted first, by Newton's steps. From there they are found by conjugate gradients, preconditioned by H of the
 * sample, until they are small; then H is formed once, and serves the last steps and all sensitivities. Without a prior there is
 * a finite w exactly if no vector points the way of every judgement, and every direction is judged. The last step is the proof that there
 * is: it vanishes at a minimum, and nowhere else.
 */
public final class HeadFit {
    private static final int MOST_STEPS = 60;
    private static final int MOST_INNER = 200;
    private static final int MOST_LAST_STEPS = 30;
    /** Pairs a dimension in the sample, whose H is then within some 20 % of that of all. */
    private static final int SAMPLED = 100;

    private static final int LEAST_SAMPLED = 2000;
    private static final int MOST_SAMPLE_STEPS = 8;
    /**
     * H is formed once the square of a step's decrement {@code sqrt(gᵀH⁻¹g)}, its length in standard errors, is below this: so much is left
     * after the step, and H is that of the minimum to as much.
     */
    private static final double NEAR = 1e-7;
    /** The last steps end where it is below this, or falls no further for rounding. */
    private static final double TOLERANCE = 1e-10;

    private static final double ROUNDING = 1e-6;
    private static final Logistic LOGISTIC = new Logistic();

    private final PairVectors vectors;
    private final double precision;
    private final double[] w;
    private final int every; // pairs to one of the sample
    private Cholesky factor;
    private double objective;
    private double decrement;

    private HeadFit(PairVectors vectors, double sigma, double[] start) {
        this.vectors = vectors;
        this.precision = 1 / (sigma * sigma);
        this.w = start;
        this.every = Math.max(1, vectors.pairs().edges() / Math.max(LEAST_SAMPLED, SAMPLED * start.length));
        this.factor = preconditioner();
    }

    /**
     * Fits.
     *
     * @param row of each item among the vectors
     * @param sigma of a normal prior on each weight; infinite for none
     * @throws NoConvergenceException if no finite fit is found; the message says what is known of why
     */
    public static HeadFit of(ComparisonGraph pairs, int[] row, Embeddings embeddings, double sigma) {
        if (row.length != pairs.size() || !Arrays.stream(row).allMatch(r -> r >= 0 && r < embeddings.size())) {
            throw new IllegalArgumentException("each of " + pairs.size() + " items needs a row among "
                    + embeddings.size() + ", got " + row.length);
        }
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("sigma of a prior must be positive, got " + sigma);
        }
        PairVectors vectors = new PairVectors(pairs, row.clone(), embeddings);
        HeadFit fit = new HeadFit(vectors, sigma, new double[vectors.width()]);
        if (fit.every > 1) {
            fit.start();
        }
        fit.approach();
        fit.factor = fit.information(1);
        if (!fit.factor.isDefinite()) {
            throw new NoConvergenceException(
                    "the pairs say nothing of some direction of the vectors, of which there are " + vectors.width()
                            + "; set a prior");
        }
        fit.finish();
        return fit;
    }

    public ComparisonGraph pairs() {
        return vectors.pairs();
    }

    PairVectors vectors() {
        return vectors;
    }

    /** The weights. */
    public double[] weights() {
        return w.clone();
    }

    /** The log-likelihood, less the prior's part. */
    public double logPosterior() {
        return -objective;
    }

    /** How far the weights are from the minimum at most, roughly, in standard errors. */
    public double error() {
        return decrement;
    }

    /** {@code wᵀ(φ_i - φ_j)}. */
    public double difference(int i, int j) {
        return dot(w, vectors.between(i, j));
    }

    /** That i is preferred to j. */
    public Probability probability(int i, int j) {
        return LOGISTIC.probability(difference(i, j));
    }

    /** {@code H⁻¹ x}. */
    double[] solve(double[] x) {
        double[] answer = x.clone();
        factor.solve(answer);
        return answer;
    }

    Cholesky factor() {
        return factor;
    }

    private static double dot(double[] a, double[] b) {
        return PairVectors.dot(a, b);
    }

    /** The objective and its gradient, and whether every judgement is pointed to. */
    private final class Slope implements PairVectors.Use {
        private final double[] gradient = new double[w.length];
        private double objective;
        private boolean separates = true;

        @Override
        public void block(int from, int every, int rows, double[][] block) {
            ComparisonGraph pairs = vectors.pairs();
            for (int r = 0; r < rows; r++) {
                int e = from + r * every;
                double[] psi = block[r];
                double x = PairVectors.dot(w, psi);
                double won = pairs.won(e);
                double lost = pairs.lost(e);
                objective -= (won == 0 ? 0 : won * LOGISTIC.logProbability(x))
                        + (lost == 0 ? 0 : lost * LOGISTIC.logProbability(-x));
                separates &= (won == 0 || x > 0) && (lost == 0 || x < 0);
                Probability p = LOGISTIC.probability(x);
                double slope = lost * p.p() - won * p.q();
                for (int k = 0; k < psi.length; k++) {
                    gradient[k] += slope * psi[k];
                }
            }
        }
    }

    private Slope slope() {
        return slope(1);
    }

    /** As one in so many pairs tell it. */
    private Slope slope(int each) {
        Slope all = new Slope();
        for (Slope part : vectors.each(each, Slope::new)) {
            all.objective += each * part.objective;
            all.separates &= part.separates;
            for (int k = 0; k < w.length; k++) {
                all.gradient[k] += each * part.gradient[k];
            }
        }
        for (int k = 0; k < w.length; k++) {
            all.gradient[k] += precision * w[k];
            all.objective += precision * w[k] * w[k] / 2;
        }
        return all;
    }

    /** {@code Σ n v ψ (ψᵀd)}. */
    private final class Curve implements PairVectors.Use {
        private final double[] along;
        private final double[] sum = new double[w.length];

        Curve(double[] along) {
            this.along = along;
        }

        @Override
        public void block(int from, int every, int rows, double[][] block) {
            ComparisonGraph pairs = vectors.pairs();
            for (int r = 0; r < rows; r++) {
                double[] psi = block[r];
                double x = PairVectors.dot(w, psi);
                double d = PairVectors.dot(along, psi);
                double scale = pairs.n(from + r * every) * LOGISTIC.density(x) * d;
                for (int k = 0; k < psi.length; k++) {
                    sum[k] += scale * psi[k];
                }
            }
        }
    }

    private double[] curvature(double[] along) {
        double[] sum = new double[w.length];
        for (Curve part : vectors.each(1, () -> new Curve(along))) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += part.sum[k];
            }
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] += precision * along[k];
        }
        return sum;
    }

    /** {@code Σ n v ψψᵀ}. */
    private final class Information implements PairVectors.Use {
        private final Gram gram = new Gram(w.length);

        @Override
        public void block(int from, int every, int rows, double[][] block) {
            ComparisonGraph pairs = vectors.pairs();
            for (int r = 0; r < rows; r++) {
                double[] psi = block[r];
                double x = PairVectors.dot(w, psi);
                double root = Math.sqrt(pairs.n(from + r * every) * LOGISTIC.density(x));
                for (int k = 0; k < psi.length; k++) {
                    psi[k] *= root;
                }
            }
            gram.add(block, rows);
        }
    }

    private Gram gram(int every) {
        List<Information> parts = vectors.each(every, Information::new);
        Gram all = parts.get(0).gram;
        for (Information part : parts.subList(1, parts.size())) {
            all.add(part.gram);
        }
        return all;
    }

    private Cholesky information(int every) {
        return Cholesky.of(gram(every).lower(every, precision));
    }

    /** H of the sample, held a little where that says nothing. */
    private Cholesky preconditioner() {
        double[][] lower = gram(every).lower(every, precision);
        double trace = 0;
        for (int k = 0; k < lower.length; k++) {
            trace += lower[k][k];
        }
        for (int k = 0; k < lower.length; k++) {
            lower[k][k] += 1e-6 * trace / lower.length;
        }
        return Cholesky.of(lower);
    }

    /** Fits the sample, roughly: nothing more is needed of it than where to begin. */
    private void start() {
        Slope at = slope(every);
        for (int step = 0; step < MOST_SAMPLE_STEPS; step++) {
            double[] d = solve(at.gradient);
            double gain = dot(at.gradient, d);
            add(d, -1);
            Slope next = slope(every);
            if (next.separates || !(next.objective < at.objective)) {
                add(d, 1); // all pairs will tell
                return;
            }
            factor = preconditioner();
            if (gain < every) { // a step that is small beside the sample's own error
                return;
            }
            at = next;
        }
    }

    /** Newton's steps by conjugate gradients, until they are small. */
    private void approach() {
        Slope at = slope();
        for (int step = 0; step < MOST_STEPS; step++) {
            if (precision == 0 && at.separates) {
                throw new NoConvergenceException(
                        "some direction of the vectors points the way of every judgement, so that no finite weights"
                                + " are best; set a prior");
            }
            double[] d = step(at.gradient, Math.min(0.1, decrement > 0 ? decrement : 0.1));
            decrement = Math.sqrt(Math.max(0, -dot(at.gradient, d)));
            double length = 1;
            add(d, length);
            Slope next = slope();
            while (dot(next.gradient, d) > 0 && next.objective > at.objective) {
                add(d, -length / 2);
                length /= 2;
                next = slope();
            }
            at = next;
            if (decrement * decrement < NEAR && length == 1) { // the step just taken leaves an error of its square
                objective = at.objective;
                return;
            }
        }
        throw new NoConvergenceException("after " + MOST_STEPS + " Newton steps the weights still move by "
                + decrement + " standard errors: perhaps some direction of the vectors points the way of nearly every"
                + " judgement; set a prior");
    }

    private void add(double[] d, double length) {
        for (int k = 0; k < w.length; k++) {
            w[k] += length * d[k];
        }
    }

    /** Solves {@code H d = -g} to a share of g, in the norm of the preconditioner. */
    private double[] step(double[] gradient, double share) {
        double[] d = new double[w.length];
        double[] residual = new double[w.length];
        for (int k = 0; k < w.length; k++) {
            residual[k] = -gradient[k];
        }
        double[] z = solve(residual);
        double[] direction = z.clone();
        double rz = dot(residual, z);
        double enough = share * share * rz;
        for (int inner = 0; inner < MOST_INNER && rz > enough; inner++) {
            double[] h = curvature(direction);
            double along = rz / dot(direction, h);
            for (int k = 0; k < w.length; k++) {
                d[k] += along * direction[k];
                residual[k] -= along * h[k];
            }
            z = solve(residual);
            double next = dot(residual, z);
            double keep = next / rz;
            for (int k = 0; k < w.length; k++) {
                direction[k] = z[k] + keep * direction[k];
            }
            rz = next;
        }
        return d;
    }

    /** The last steps, with H of where they begin. */
    private void finish() {
        double last = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_LAST_STEPS; step++) {
            Slope at = slope();
            double[] d = solve(at.gradient);
            double now = Math.sqrt(Math.max(0, dot(at.gradient, d)));
            objective = at.objective;
            decrement = now;
            if (now < TOLERANCE || (now < ROUNDING && now > last / 2)) {
                return;
            }
            add(d, -1);
            last = now;
        }
        throw new NoConvergenceException("the last steps of the fit do not end: " + decrement + " standard errors");
    }

    /** The same after judgements of one pair went to the other side: {@code by} of them, as a sum of weights. */
    HeadFit moved(int e, double by) {
        ComparisonGraph pairs = vectors.pairs();
        HeadFit other = new HeadFit(this, pairs.with(e, pairs.won(e) + by, pairs.lost(e) - by));
        other.finish();
        return other;
    }

    private HeadFit(HeadFit near, ComparisonGraph pairs) {
        this.vectors = near.vectors.of(pairs);
        this.precision = near.precision;
        this.w = near.w.clone();
        this.every = near.every;
        this.factor = near.factor;
    }
}
