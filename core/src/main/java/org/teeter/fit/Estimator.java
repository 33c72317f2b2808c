package org.teeter.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.teeter.data.Judgements;
import org.teeter.data.Spread;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.LaplacianSolver;
import org.teeter.model.Existence;
import org.teeter.model.Hold;
import org.teeter.model.Likelihood;
import org.teeter.model.Model;
import org.teeter.random.L64X128Mix;

/**
 * Newton's method on the scores, and on the few parameters that all judgements share, each step solved on the sparse graph of scores that
 * meet ({@link Ascent}).
 *
 * <p>A posterior that is not log-concave (Firth's penalty is not, on cycles of lopsided pairs) is climbed from several starts, by Newton's
 * steps where its curvature is positive and Fisher's scoring elsewhere; the fit is the best maximum found, and {@linkplain
 * Fit#localMaximum says so}.
 *
 * @param prior on each score
 * @param tolerance on the residual, see {@link Fit#residual}
 * @param maxIterations after which the estimator gives up and throws
 */
public record Estimator(Prior prior, double tolerance, int maxIterations) {

    /** A step that has been halved so often is nothing. */
    static final int MOST_HALVINGS = 60;

    /** By so much of its rounding may the objective seem to rise though it fell. */
    static final double OBJECTIVE_ULPS = 8;

    /** Where a likelihood may have several maxima: from how many starts they are looked for, among how many items. */
    private static final int STARTS = 8;

    private static final int LARGEST_SEVERAL = 2000;
    private static final long SEED = 1;
    /** Log-posteriors that differ by less, relatively, are of one maximum. */
    private static final double SAME_MAXIMUM = 1e-11;

    private static final double SAME_SCORE = 1e-6;

    public Estimator {
        if (!(0 < tolerance && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance must be inside (0, 1), got " + tolerance);
        }
    }

    /** An estimator that leaves at most 1e-10 of an item's wins or losses unexplained. */
    public static Estimator of(Prior prior) {
        return new Estimator(prior, 1e-10, 1000);
    }

    /**
     * Fits the model, after deciding that a finite fit exists.
     *
     * @throws NoFiniteFitException if the maximum is not finite or not unique
     * @throws NoConvergenceException if the tolerance is not met
     */
    public <D> Fit<D> fit(Model<D> model, D data) {
        Likelihood likelihood = model.likelihood(data);
        return ofSeveral(
                model, data, likelihood, prior.hold() == Hold.NOTHING ? likelihood.guess() : likelihood.start());
    }

    /**
     * The same, from where scores are thought to be: a former fit saves steps.
     *
     * @param scores of the items, of any mean
     */
    public <D> Fit<D> fit(Model<D> model, D data, double[] scores) {
        Likelihood likelihood = model.likelihood(data);
        double[] start = likelihood.start();
        if (scores.length != likelihood.graph().size() || !Arrays.stream(scores).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a start needs a finite score for each of "
                    + likelihood.graph().size() + " items, got " + Arrays.toString(scores));
        }
        System.arraycopy(scores, 0, start, 0, scores.length);
        return ofSeveral(model, data, likelihood, start);
    }

    private <D> Fit<D> ofSeveral(Model<D> model, D data, Likelihood likelihood, double[] start) {
        return likelihood.isConcave() && prior.hold() != Hold.INFORMATION
                ? fit(model, data, likelihood, start)
                : bestOfSeveral(model, data, likelihood, start);
    }

    /** Whether a finite fit exists. */
    public <D> boolean hasMaximum(Model<D> model, D data) {
        return model.hasMaximum(data, prior.hold())
                && Unbounded.effects(model, data, prior, model.likelihood(data)).isEmpty();
    }

    /**
     * The best of the maxima that are found from several starts; of equal ones the first. A start that leads to none, as one on the
     * flat side of a link of heavy tails may, is one that did not lead here.
     */
    private <D> Fit<D> bestOfSeveral(Model<D> model, D data, Likelihood likelihood, double[] from) {
        RandomGenerator random = L64X128Mix.of(SEED);
        List<Fit<D>> found = new ArrayList<>();
        List<NoConvergenceException> led = new ArrayList<>();
        for (int k = 0; k < STARTS; k++) {
            Likelihood own = k == 0 ? likelihood : model.likelihood(data);
            double[] start = k == 0
                    ? from.clone()
                    : drawn(
                            random,
                            k % 2 == 0 ? 1 : 4,
                            own,
                            found.isEmpty() ? from.clone() : found.get(0).position());
            try {
                found.add(fit(model, data, own, start));
            } catch (NoConvergenceException e) {
                led.add(e);
            }
        }
        if (found.isEmpty()) {
            throw led.get(0);
        }
        Fit<D> first = found.get(0);
        Fit<D> best = first;
        for (Fit<D> fit : found) {
            if (fit.logPosterior() > best.logPosterior() + OBJECTIVE_ULPS * Math.ulp(best.logPosterior())) {
                best = fit;
            }
        }
        double most = best.logPosterior();
        double same = SAME_MAXIMUM * (1 + Math.abs(most));
        Scores scores = best.scores();
        int here = (int) found.stream()
                .filter(fit -> fit.logPosterior() >= most - same && areSame(fit.scores(), scores))
                .count();
        return best.asLocalMaximum(new Fit.LocalMaximum(STARTS, here));
    }

    /** Scores drawn anew, so far apart that the likelihood can be evaluated; other parameters stay. */
    private double[] drawn(RandomGenerator random, double spread, Likelihood likelihood, double[] start) {
        int items = likelihood.graph().size();
        for (int i = 0; i < items; i++) {
            start[i] = spread * random.nextGaussian();
        }
        for (int halved = 0; halved < MOST_HALVINGS && !isEvaluable(likelihood, start); halved++) {
            for (int i = 0; i < items; i++) {
                start[i] /= 2;
            }
        }
        return start;
    }

    /** Whether the equations have values in double precision: under a penalty, pairs of steep links far apart may have none. */
    private boolean isEvaluable(Likelihood likelihood, double[] start) {
        if (prior.hold() != Hold.INFORMATION) {
            return true;
        }
        Posterior posterior = new Posterior(likelihood, prior);
        try {
            posterior.derive(start);
            return posterior.residual() < Double.POSITIVE_INFINITY;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** Two maxima of one height may lie apart. */
    private static boolean areSame(Scores some, Scores others) {
        for (int i = 0; i < some.size(); i++) {
            if (!(Math.abs(some.get(i) - others.get(i)) <= SAME_SCORE)) {
                return false;
            }
        }
        return true;
    }

    /** Fits the model of another fit to other data over the same items, starting from its scores. */
    public <D> Fit<D> refit(D data, Fit<D> start) {
        return refit(data, start, Optional.empty(), Optional.empty());
    }

    /** The same, with a solver of the Laplacian at the start, or its elimination: many refits share its factor. */
    <D> Fit<D> refit(D data, Fit<D> start, Optional<LaplacianSolver> near, Optional<Elimination> eliminated) {
        return fit(start.model(), data, start.model().likelihood(data), start.position(), near, eliminated);
    }

    private <D> Fit<D> fit(Model<D> model, D data, Likelihood likelihood, double[] start) {
        return fit(model, data, likelihood, start, Optional.empty(), Optional.empty());
    }

    private <D> Fit<D> fit(
            Model<D> model,
            D data,
            Likelihood likelihood,
            double[] start,
            Optional<LaplacianSolver> near,
            Optional<Elimination> eliminated) {
        if (!likelihood.isConcave() && likelihood.graph().size() > LARGEST_SEVERAL) {
            throw new IllegalArgumentException("the likelihood of " + model.name()
                    + " may have several maxima, which are looked for among up to " + LARGEST_SEVERAL + " items, got "
                    + likelihood.graph().size());
        }
        if (prior.hold() == Hold.INFORMATION) {
            Jeffreys.requireDefined(model.name(), likelihood);
        }
        if (likelihood.graph().size() == 0 || !model.hasMaximum(data, prior.hold())) {
            throw new NoFiniteFitException(existence(model, data), prior.hold());
        }
        if (!prior.holds() && data instanceof Judgements<?> judgements) {
            requireSummable(judgements.spread());
        }
        if (!likelihood.isConcave() && prior.regression().isPresent()) {
            throw new IllegalArgumentException("features of items need a log-concave link, got " + model.name());
        }
        List<String> unbounded = Unbounded.effects(model, data, prior, likelihood);
        if (!unbounded.isEmpty()) {
            throw new NoFiniteFitException(model.existence(data).with(unbounded), prior.hold());
        }
        return new Ascent(this, likelihood, () -> model.likelihood(data), start, near, eliminated).climb(model, data);
    }

    /** Why there is no maximum; where the likelihood alone has one, the penalty outweighs it. */
    private static <D> Existence existence(Model<D> model, D data) {
        Existence existence = model.existence(data);
        return existence.isFinite()
                ? existence.with(List.of("ties weigh half a judgement or less, and Firth's penalty outweighs them"))
                : existence;
    }

    private static void requireSummable(Spread weights) {
        if (!weights.isSummable()) {
            throw new NoConvergenceException("weights of judgements lie too far apart, from " + weights.lightest()
                    + " to " + weights.heaviest() + ": the lightest are lost beside the heaviest");
        }
    }
}
