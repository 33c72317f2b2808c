package org.teeter.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.teeter.graph.Graph;
import org.teeter.linalg.Bordered;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LaplacianSolver;
import org.teeter.model.Hold;
import org.teeter.model.Likelihood;
import org.teeter.model.Model;

/**
 * One run of Newton's method; its working arrays are allocated once.
 *
 * <p>A full step is taken where the objective still falls at its end, which for a convex objective means that it fell all the way, or
 * where a bound says so: in exponential families, for steps that change no statistic of a judgement by more than {@value
 * #LONGEST_STEP} [1], to which other steps are shortened. Where no such bound is known, a step is halved until the objective is found to
 * have fallen. Near the maximum convergence is quadratic. The linear systems are solved as exactly as the distance to the maximum
 * deserves.
 */
/*
 * [1] F. Bach (2010), Self-concordant analysis for logistic regression, Electronic Journal of Statistics 4, Proposition 1: along a
 *     direction that changes differences by at most m, the Hessian grows by at most e^m. A step of length t with t m = τ decreases
 *     the objective if m > (e^τ - 1 - τ) / τ, which holds for full steps of m <= 1.5 and for shortened ones, τ = 1.5. The same holds
 *     of every exponential family, m being the range of what the step adds to the log-odds of a judgement's outcomes.
 */
final class Ascent {
    private static final double LONGEST_STEP = 1.5;
    /** A full step beyond this is not even tried: a conductance would change by e^100, and the end may lie outside double precision. */
    private static final double LONGEST_TRIED = 100;
    /** Along a Newton step on which the Hessian grows by less, the objective falls by a tenth of what it promises at least. */
    private static final double MOST_GROWTH = 1.8;
    /** A Newton step of this size leaves an error of its square, beyond what doubles hold of a score. */
    private static final double LAST_STEP = 1e-7;
    /** Steps at leverages held shorten by a factor each time, and not to their square. */
    private static final double LAST_HELD = 1e-11;

    private static final double LOOSEST_SOLVE = 0.1;
    /** For the last steps: each leaves this share of itself, until that is nothing that doubles hold. */
    private static final double LAST_SOLVE = 1e-3;
    /** For the size of a step that is no longer taken. */
    private static final double ESTIMATE = 0.01;
    /** Scores that have moved by less have not changed conductances enough for a preconditioner to notice. */
    private static final double SAME_FACTOR = 0.5;
    /** Elimination of this order takes some ten milliseconds. */
    private static final int LARGEST_ELIMINATED = 500;

    private static final double TIGHTEST_SOLVE = 1e-12;
    /** So many steps are taken at leverages held before those of the penalty are followed. */
    private static final int PATIENCE = 25;
    /** Where they shorten by no more than to this, following the penalty costs less. */
    private static final double SLOW = 0.7;
    /** While all scores together have moved by less, the curvature is within that share of itself, and serves. */
    private static final double SAME_CURVATURE = 1e-3;
    /** Where all steps are shorter, the objective is taken to be convex. */
    private static final double NEAR = 1e-4;

    private final Estimator estimator;
    private final Prior prior;
    private final int n; // scores
    private final double[] s; // scores, then extra parameters
    private final Posterior posterior;
    private final double[] gradient;
    private final List<int[]> parts; // items that judged pairs connect; none without a prior, which connects them all
    private final int[] start;
    private final int[] second;
    private final Likelihood likelihood;
    private final Supplier<Likelihood> fresh; // one for each thread
    private final Laplacian hessian;
    private Optional<Elimination> eliminated = Optional.empty(); // of the closed Hessian
    private Optional<Elimination> nearby; // of a Hessian near this one, while its solutions can be refined
    private boolean isMinimum; // whether the observed curvature was positive where the last step began
    private Optional<LaplacianSolver> solver; // of the last step that was not eliminated
    private boolean solves; // whether that solver is of the curvature as it was evaluated last
    private double drift; // by steps since the curvature was evaluated, at most
    private double moved; // by steps since that solver's factor was made, at most

    Ascent(
            Estimator estimator,
            Likelihood likelihood,
            Supplier<Likelihood> fresh,
            double[] from,
            Optional<LaplacianSolver> near,
            Optional<Elimination> nearby) {
        this.nearby = nearby;
        this.fresh = fresh;
        this.solver = near;
        Graph graph = likelihood.graph();
        this.estimator = estimator;
        this.prior = estimator.prior();
        this.n = graph.size();
        this.s = from;
        this.posterior = new Posterior(likelihood, prior);
        this.gradient = posterior.gradient();
        this.parts = prior.holds() ? graph.components() : List.of();
        this.start = graph.starts();
        this.second = graph.seconds();
        this.likelihood = likelihood;
        this.hessian = posterior.scores();
        prior.regression().ifPresent(regression -> System.arraycopy(regression.allowed(s), 0, s, 0, n));
    }

    <D> Fit<D> climb(Model<D> model, D data) {
        double step = Double.POSITIVE_INFINITY;
        double before = Double.POSITIVE_INFINITY; // the step before
        boolean polished = false; // whether steps from where the tolerance was met have left rounding alone
        posterior.derive(s);
        for (int iteration = 0; ; iteration++) {
            if (Thread.currentThread().isInterrupted()) { // by who no longer waits for it
                throw new CancellationException("interrupted while " + model.name() + " was fitted");
            }
            double residual = residual();
            boolean done = residual <= estimator.tolerance()
                    && step <= (prior.hold() == Hold.INFORMATION ? LAST_HELD : LAST_STEP);
            if (!done && iteration >= estimator.maxIterations()) {
                throw new NoConvergenceException("the score equations must hold to " + estimator.tolerance()
                        + " of an item's wins or losses, but after " + iteration
                        + " Newton steps the worst is off by "
                        + residual);
            }
            double[] d = iteration < PATIENCE || done || !(step > SLOW * before)
                    ? direction(residual, done && polished)
                    : newton().orElseGet(() -> direction(residual, false));
            double last = step;
            before = step;
            step = largest(d);
            moved += step;
            if (done && polished && step <= LAST_STEP) {
                if (!likelihood.isConcave() && !isMinimum) {
                    throw new NoConvergenceException("the score equations hold, but not at a maximum: the curvature of "
                            + model.name() + " is not positive there");
                }
                return new Fit<>(data, model, prior, likelihood, s, residual, step, iteration);
            }
            if (step > NEAR) {
                eliminated = Optional.empty();
            }
            polished = done && (LAST_SOLVE * step <= Math.ulp(largest(s)) || step > last / 2);
            if (!move(d)) {
                step = Double.POSITIVE_INFINITY;
            }
        }
    }

    /** Moves by d if that is sure to lower the objective, else by less; says whether the step was full. */
    private boolean move(double[] d) {
        if (isStill(d)) {
            drift += largest(d);
            add(d, 1);
            if (posterior.slopes(s)) {
                drift = 0;
                solves = false;
            }
            return true;
        }
        drift = 0;
        solves = false;
        double stretch = stretch(d);
        if (prior.hold() == Hold.INFORMATION) { // leverages drown where conductances lie e^100 apart
            return tryMoving(d, Math.min(1, LONGEST_STEP / stretch));
        }
        if (!likelihood.isSelfConcordant()) {
            return tryMoving(d, Math.min(1, LONGEST_TRIED / stretch));
        }
        if (stretch > LONGEST_TRIED) {
            add(d, LONGEST_STEP / stretch);
            posterior.derive(s);
            return false;
        }
        add(d, 1);
        posterior.derive(s);
        if (stretch <= LONGEST_STEP || slopeAlong(d) <= 0) {
            return true;
        }
        add(d, LONGEST_STEP / stretch - 1);
        posterior.derive(s);
        return false;
    }

    /** Whether the curvature, as it was evaluated last, serves at the end of this step too. */
    private boolean isStill(double[] d) {
        return prior.hold() == Hold.NOTHING && likelihood.isSelfConcordant() && drift + largest(d) <= SAME_CURVATURE;
    }

    /** Moves by so much of d as lowers the objective, found by halving; says whether the step was full. */
    private boolean tryMoving(double[] d, double most) {
        double before = Double.NaN; // the objective where the step begins, evaluated when it is asked for
        double length = most;
        add(d, length);
        for (int halved = 0; halved < Estimator.MOST_HALVINGS; halved++) {
            boolean convex = isConvexAlong(d);
            if (convex) {
                posterior.derive(s);
                if (slopeAlong(d) <= 0 || surelyFell(d, length)) {
                    return length == 1;
                }
            }
            if (halved == 0) {
                add(d, -length);
                before = posterior.value(s);
                add(d, length);
            }
            if (posterior.value(s) <= before + Estimator.OBJECTIVE_ULPS * Math.ulp(before)) {
                if (!convex) {
                    posterior.derive(s);
                }
                return length == 1;
            }
            add(d, -length / 2);
            length /= 2;
        }
        throw new NoConvergenceException("no part of a Newton step lowers the negative log-likelihood of these data");
    }

    /**
     * Whether the Hessian has not doubled along a step just taken, or less: by conjugate gradients or elimination
     * {@code gᵀd = -dᵀHd}, so that the objective fell by {@code (1 - factor/2) dᵀHd} at least [M131].
     */
    private boolean surelyFell(double[] d, double length) {
        if (!prior.isQuadratic() || prior.regression().isPresent() || s.length > n) {
            return false;
        }
        double move = length * stretch(d);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            low = Math.min(low, s[i]);
            high = Math.max(high, s[i]);
        }
        return likelihood.growth(high - low + move, move) <= MOST_GROWTH;
    }

    private boolean isConvexAlong(double[] d) {
        return likelihood.isConcave() && (prior.hold() != Hold.INFORMATION || stretch(d) <= NEAR);
    }

    private void add(double[] d, double length) {
        for (int i = 0; i < s.length; i++) {
            s[i] += length * d[i];
        }
    }

    private double slopeAlong(double[] d) {
        double slope = 0;
        for (int k = 0; k < s.length; k++) {
            slope += (gradient[k] + posterior.pull(k)) * d[k];
        }
        return slope;
    }

    /** Also turns the gradient of the likelihood into minus that of the posterior, the right-hand side of the step. */
    private double residual() {
        double worst = posterior.residual();
        if (!(worst < Double.POSITIVE_INFINITY)) {
            throw new NoConvergenceException(
                    "the score equations of these data cannot be evaluated in double precision");
        }
        for (int k = 0; k < s.length; k++) {
            gradient[k] = -(gradient[k] + posterior.pull(k));
        }
        return worst;
    }

    /**
     * With Firth's penalty, Newton's step at leverages as they move: where few judgements let them move much, steps at leverages held
     * come near the maximum slowly.
     */
    private Optional<double[]> newton() {
        if (prior.hold() != Hold.INFORMATION || s.length > PenalisedCurvature.LARGEST) {
            return Optional.empty();
        }
        try {
            return PenalisedCurvature.at(n, s, () -> new Posterior(fresh.get(), prior))
                    .step(gradient);
        } catch (ArithmeticException | IllegalArgumentException e) { // near the end of what doubles hold
            return Optional.empty();
        }
    }

    private double[] direction(double residual, boolean forItsSize) {
        double deserved =
                0.1 * estimator.tolerance() / residual; // enough to meet the tolerance if this step is the last
        double relative = Math.max(TIGHTEST_SOLVE, Math.min(LOOSEST_SOLVE, Math.max(residual, deserved)));
        if (!likelihood.isConcave()) {
            return cautiousDirection();
        }
        try {
            if (posterior.isHeld()) {
                return step(UnaryOperator.identity());
            }
            Optional<double[]> refined =
                    refined(residual <= estimator.tolerance() ? (forItsSize ? ESTIMATE : LAST_SOLVE) : relative);
            if (refined.isPresent()) {
                return step(b -> refined.get());
            }
            if (residual <= estimator.tolerance()) {
                return lastDirection(forItsSize ? ESTIMATE : LAST_SOLVE);
            }
            LaplacianSolver now = solver();
            return step(b -> now.solve(b, relative));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new NoConvergenceException("a Newton step could not be solved: " + e.getMessage(), e);
        }
    }

    /** The potentials of a step, by the elimination of a Hessian nearby. */
    private Optional<double[]> refined(double relative) {
        Optional<double[]> refined = nearby.flatMap(near -> near.refined(hessian, gradient, relative));
        if (refined.isEmpty()) {
            nearby = Optional.empty();
        }
        return refined;
    }

    /** A solver for the Hessian as it is; after small steps the factor of an earlier one serves. */
    private LaplacianSolver solver() {
        if (solves) {
            return solver.orElseThrow();
        }
        solves = true;
        Laplacian closed = hessian.closed();
        if (solver.isEmpty() || moved > SAME_FACTOR) {
            solver = Optional.of(solver.map(last -> last.anew(closed)).orElseGet(() -> new LaplacianSolver(closed)));
            moved = 0;
        } else {
            solver = Optional.of(solver.get().near(closed));
        }
        return solver.get();
    }

    /** Newton's step where the curvature is positive, else that of Fisher's scoring, whose expected curvature is: each leads down. */
    private double[] cautiousDirection() {
        try {
            double[] d = step(Elimination.of(hessian.closed())::solve);
            isMinimum = true;
            return d;
        } catch (ArithmeticException | IllegalArgumentException e) { // a pivot that is not positive
            isMinimum = false;
            posterior.expect(s);
            try {
                return step(Elimination.of(hessian.closed())::solve);
            } catch (ArithmeticException | IllegalArgumentException singular) {
                throw new NoConvergenceException(
                        "a step of Fisher's scoring could not be solved: " + singular.getMessage(), singular);
            }
        }
    }

    /**
     * The step from where the score equations already hold: it shows what they do not see, a part that hangs on the rest by
     * hardly anything, so it is solved by elimination where that is cheap. One elimination serves as long as the Hessian does not
     * change to speak of, which it may in such a part.
     */
    private double[] lastDirection(double relative) {
        if (n > LARGEST_ELIMINATED) {
            LaplacianSolver now = solver();
            return step(b -> now.solve(b, relative));
        }
        if (eliminated.isEmpty()) {
            eliminated = Optional.of(Elimination.of(hessian.closed()));
        }
        return step(eliminated.get()::solve);
    }

    /** The step of scores and extra parameters, given a way to solve for potentials in the closed circuit. */
    private double[] step(UnaryOperator<double[]> inverse) {
        double[] currents = currents();
        int extras = s.length - n;
        int vertices = currents.length;
        double[] right = Arrays.copyOf(currents, vertices + extras);
        System.arraycopy(gradient, n, right, vertices, extras);
        double[] closed =
                new Bordered(posterior.inverse(inverse), vertices, posterior.border(), posterior.corner()).solve(right);
        double ground = vertices > n ? closed[n] : 0;
        double[] d = new double[s.length];
        for (int i = 0; i < n; i++) {
            d[i] = closed[i] - ground;
        }
        System.arraycopy(closed, vertices, d, n, extras);
        return d;
    }

    /**
     * The right-hand side of a step in the closed circuit. Into the ground goes what the prior pulls, so the rest of each part of the
     * data sums to zero but for rounding, which must not go there: through a weak ground it would shift the part's scores far. It is
     * taken off the items, from each in proportion to its judgements.
     */
    private double[] currents() {
        double[] currents = Arrays.copyOf(gradient, hessian.isFloating() ? n : n + 1);
        if (hessian.isFloating()) {
            return currents;
        }
        currents[n] = 0;
        for (int i = 0; i < n; i++) {
            currents[n] += posterior.pull(i);
        }
        for (int[] part : parts) {
            double excess = 0;
            double judgements = 0;
            for (int i : part) {
                excess += gradient[i] + posterior.pull(i);
                judgements += likelihood.judgements(i);
            }
            for (int i : part) {
                currents[i] -= judgements == 0 ? 0 : excess * (likelihood.judgements(i) / judgements);
            }
        }
        return currents;
    }

    /** The largest change of what a judgement sees: a difference of scores, or a score against a ghost, and the extra parameters. */
    private double stretch(double[] d) {
        double widest = 0;
        for (int a = 0; a < n; a++) {
            for (int e = start[a]; e < start[a + 1]; e++) {
                widest = Math.max(widest, Math.abs(d[a] - d[second[e]]));
            }
            widest = prior.hold() == Hold.GHOST ? Math.max(widest, Math.abs(d[a])) : widest;
        }
        double shared = 0;
        for (int k = n; k < d.length; k++) {
            shared += likelihood.reach(k - n) * Math.abs(d[k]);
        }
        return widest + shared;
    }

    /** The widest change of a difference of scores, or of an extra parameter; the ground, where there is one, is a score that stays. */
    private double largest(double[] d) {
        double low = hessian.isFloating() ? Double.POSITIVE_INFINITY : 0;
        double high = hessian.isFloating() ? Double.NEGATIVE_INFINITY : 0;
        for (int i = 0; i < n; i++) {
            low = Math.min(low, d[i]);
            high = Math.max(high, d[i]);
        }
        double widest = high - low;
        for (int k = n; k < d.length; k++) {
            widest = Math.max(widest, Math.abs(d[k]));
        }
        return widest;
    }
}
