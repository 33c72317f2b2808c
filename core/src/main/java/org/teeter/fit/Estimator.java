package org.teeter.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LaplacianSolver;
import org.teeter.model.PairLikelihood;
import org.teeter.model.PairModel;

/**
 * Newton's method on the scores, each step solved on the sparse comparison graph.
 *
 * <p>A full step is taken where the objective still falls at its end, which for a convex objective means that it fell all the way,
 * or where no difference of scores changes by more than {@value #LONGEST_STEP}; other steps are shortened to that. Either way the
 * objective decreases [1] without being evaluated, and near the maximum convergence is quadratic. The linear systems are solved as
 * exactly as the distance to the maximum deserves.
 *
 * @param model whose likelihood is maximised
 * @param prior on each score
 * @param tolerance on the residual, see {@link Fit#residual}
 * @param maxIterations after which the estimator gives up and throws
 */
/*
 * [1] F. Bach (2010), Self-concordant analysis for logistic regression, Electronic Journal of Statistics 4, Proposition 1: along a
 *     direction that changes differences by at most m, the Hessian grows by at most e^m. A step of length t with t m = τ decreases
 *     the objective if m > (e^τ - 1 - τ) / τ, which holds for full steps of m <= 1.5 and for shortened ones, τ = 1.5.
 */
public record Estimator(PairModel model, Prior prior, double tolerance, int maxIterations) {
    private static final double LONGEST_STEP = 1.5;
    /** A full step beyond this is not even tried: a conductance would change by e^100, and the end may lie outside double precision. */
    private static final double LONGEST_TRIED = 100;

    /** A Newton step of this size leaves an error of its square, beyond what doubles hold of a score. */
    private static final double LAST_STEP = 1e-7;

    private static final double LOOSEST_SOLVE = 0.1;
    /** For the last steps: each leaves this share of itself, until that is nothing that doubles hold. */
    private static final double LAST_SOLVE = 1e-3;
    /** For the size of a step that is no longer taken. */
    private static final double ESTIMATE = 0.01;
    /** Elimination of this order takes some ten milliseconds. */
    private static final int LARGEST_ELIMINATED = 500;

    private static final double TIGHTEST_SOLVE = 1e-12;

    public Estimator {
        if (!(0 < tolerance && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance must be inside (0, 1), got " + tolerance);
        }
    }

    /** An estimator that leaves at most 1e-10 of an item's wins or losses unexplained. */
    public static Estimator of(PairModel model, Prior prior) {
        return new Estimator(model, prior, 1e-10, 1000);
    }

    /**
     * Fits the model, after deciding that a finite fit exists.
     *
     * @throws NoFiniteFitException if there is no prior and the maximum is not finite or not unique
     * @throws NoConvergenceException if the tolerance is not met
     */
    public Fit fit(ComparisonGraph graph) {
        return fit(graph, new double[graph.size()]);
    }

    /** Fits the model, starting from the scores of another fit over the same items. */
    public Fit refit(ComparisonGraph graph, Fit start) {
        return fit(graph, start.position().clone());
    }

    private Fit fit(ComparisonGraph graph, double[] start) {
        if (prior instanceof Prior.None && !(graph.size() > 0 && new WinGraph(graph).isStronglyConnected())) {
            throw new NoFiniteFitException(Existence.of(graph));
        }
        return new Ascent(this, graph, start).climb();
    }

    /** One run: the working arrays, allocated once. */
    private static final class Ascent {
        private final Estimator estimator;
        private final ComparisonGraph graph;
        private final double[] s;
        private final double[] slope;
        private final double[] curvature;
        private final double[] ground;
        private final double[] gradient;
        private final double[] wins;
        private final double[] losses;
        private final List<int[]>
                parts; // items that comparisons connect; none without a prior, which connects them all
        private final int[] start;
        private final int[] second;
        private final PairLikelihood likelihood;
        private final Laplacian hessian;
        private Optional<Elimination> eliminated = Optional.empty(); // of the closed Hessian
        private boolean stronger; // whether an earlier step was too hard for the simplest solver

        Ascent(Estimator estimator, ComparisonGraph graph, double[] from) {
            int n = graph.size();
            this.estimator = estimator;
            this.graph = graph;
            this.s = from;
            this.slope = new double[graph.edges()];
            this.curvature = new double[graph.edges()];
            this.ground = new double[n];
            this.gradient = new double[n];
            this.wins = new double[n];
            this.losses = new double[n];
            this.parts = estimator.prior instanceof Prior.None ? List.of() : new WinGraph(graph).comparedGroups();
            this.start = graph.starts();
            this.second = graph.seconds();
            this.likelihood = estimator.model.likelihood(graph);
            this.hessian = new Laplacian(start, second, curvature, ground);
            addUp(graph.wins(), graph.losses());
        }

        private void addUp(double[] won, double[] lost) {
            for (int a = 0; a < s.length; a++) {
                for (int e = start[a]; e < start[a + 1]; e++) {
                    wins[a] += won[e];
                    losses[a] += lost[e];
                    wins[second[e]] += lost[e];
                    losses[second[e]] += won[e];
                }
            }
        }

        Fit climb() {
            double step = Double.POSITIVE_INFINITY;
            boolean polished = false; // whether steps from where the tolerance was met have left rounding alone
            differentiate();
            for (int iteration = 0; ; iteration++) {
                double residual = residual();
                boolean done = residual <= estimator.tolerance && step <= LAST_STEP;
                if (!done && iteration >= estimator.maxIterations) {
                    throw new NoConvergenceException("the score equations must hold to " + estimator.tolerance
                            + " of an item's wins or losses, but after " + iteration
                            + " Newton steps the worst is off by "
                            + residual);
                }
                double[] d = direction(residual, done && polished);
                double last = step;
                step = largest(d);
                if (done && polished) {
                    return new Fit(graph, estimator.model, estimator.prior, s, residual, step, iteration);
                }
                polished = done && (LAST_SOLVE * step <= Math.ulp(largest(s)) || step > last / 2);
                if (!move(d)) {
                    step = Double.POSITIVE_INFINITY;
                }
            }
        }

        /** Moves by d if that is sure to lower the objective, else by less; says whether the step was full. */
        private boolean move(double[] d) {
            double stretch = stretch(d);
            if (stretch > LONGEST_TRIED) {
                add(d, LONGEST_STEP / stretch);
                differentiate();
                return false;
            }
            add(d, 1);
            differentiate();
            if (stretch <= LONGEST_STEP || slopeAlong(d) <= 0) {
                return true;
            }
            add(d, LONGEST_STEP / stretch - 1);
            differentiate();
            return false;
        }

        private void add(double[] d, double length) {
            for (int i = 0; i < s.length; i++) {
                s[i] += length * d[i];
            }
        }

        private double slopeAlong(double[] d) {
            double slope = 0;
            for (int i = 0; i < s.length; i++) {
                slope += (gradient[i] + estimator.prior.slope(s[i])) * d[i];
            }
            return slope;
        }

        private void differentiate() {
            likelihood.derivatives(s, slope, curvature);
            for (int i = 0; i < s.length; i++) {
                gradient[i] = 0;
                ground[i] = estimator.prior.curvature(s[i]);
            }
            for (int a = 0; a < s.length; a++) {
                double out = 0;
                for (int e = start[a]; e < start[a + 1]; e++) {
                    out += slope[e];
                    gradient[second[e]] -= slope[e];
                }
                gradient[a] += out; // complete: all edges from lower items came before
            }
        }

        /** Also turns the gradient of the likelihood into minus that of the posterior, the right-hand side of the step. */
        private double residual() {
            double worst = 0;
            for (int i = 0; i < s.length; i++) {
                double expectedWins = wins[i] + gradient[i];
                double expectedLosses = losses[i] - gradient[i];
                double violation = gradient[i] + estimator.prior.slope(s[i]);
                double scale = Math.max(Math.min(wins[i], losses[i]), Math.min(expectedWins, expectedLosses));
                scale = Math.max(scale, ground[i]); // an item without judgements is held by its prior alone
                gradient[i] = -violation;
                if (violation != 0) {
                    worst = Math.max(worst, Math.abs(violation) / scale);
                }
            }
            if (!(worst < Double.POSITIVE_INFINITY)) {
                throw new NoConvergenceException(
                        "the score equations of these data cannot be evaluated in double precision");
            }
            return worst;
        }

        private double[] direction(double residual, boolean forItsSize) {
            double deserved =
                    0.1 * estimator.tolerance / residual; // enough to meet the tolerance if this step is the last
            double relative = Math.max(TIGHTEST_SOLVE, Math.min(LOOSEST_SOLVE, Math.max(residual, deserved)));
            try {
                if (residual <= estimator.tolerance) {
                    return lastDirection(forItsSize ? ESTIMATE : LAST_SOLVE);
                }
                LaplacianSolver solver = new LaplacianSolver(hessian.closed(), stronger);
                double[] d = potentials(solver.solve(currents(), relative));
                stronger = solver.isStronger();
                return d;
            } catch (ArithmeticException | IllegalArgumentException e) {
                throw new NoConvergenceException("a Newton step could not be solved: " + e.getMessage(), e);
            }
        }

        /**
         * The step from where the score equations already hold: it shows what they do not see, a part that hangs on the rest by
         * hardly anything, so it is solved by elimination where that is cheap. The Hessian no longer changes to speak of, and one
         * elimination serves all such steps.
         */
        private double[] lastDirection(double relative) {
            if (s.length > LARGEST_ELIMINATED) {
                return potentials(new LaplacianSolver(hessian.closed(), stronger).solve(currents(), relative));
            }
            if (eliminated.isEmpty()) {
                eliminated = Optional.of(Elimination.of(hessian.closed()));
            }
            return potentials(eliminated.get().solve(currents()));
        }

        /**
         * The right-hand side of a step in the closed circuit. Into the ground goes what the prior pulls, so the rest of each part of the
         * data sums to zero but for rounding, which must not go there: through a weak ground it would shift the part's scores far. It is
         * taken off the items, from each in proportion to its judgements.
         */
        private double[] currents() {
            if (hessian.isFloating()) {
                return gradient;
            }
            double[] currents = Arrays.copyOf(gradient, s.length + 1);
            for (double score : s) {
                currents[s.length] += estimator.prior.slope(score);
            }
            for (int[] part : parts) {
                double excess = 0;
                double judgements = 0;
                for (int i : part) {
                    excess += gradient[i] + estimator.prior.slope(s[i]);
                    judgements += wins[i] + losses[i];
                }
                for (int i : part) {
                    currents[i] -= judgements == 0 ? 0 : excess * ((wins[i] + losses[i]) / judgements);
                }
            }
            return currents;
        }

        /** Potentials of the items against the ground, where there is one. */
        private double[] potentials(double[] closed) {
            if (closed.length == s.length) {
                return closed;
            }
            double[] d = new double[s.length];
            for (int i = 0; i < d.length; i++) {
                d[i] = closed[i] - closed[s.length];
            }
            return d;
        }

        private double stretch(double[] d) {
            double widest = 0;
            for (int a = 0; a < d.length; a++) {
                for (int e = start[a]; e < start[a + 1]; e++) {
                    widest = Math.max(widest, Math.abs(d[a] - d[second[e]]));
                }
                widest = estimator.prior instanceof Prior.Pseudo ? Math.max(widest, Math.abs(d[a])) : widest;
            }
            return widest;
        }

        /** The widest change of a difference of scores; the ground, where there is one, counts as a score that stays. */
        private double largest(double[] d) {
            double low = hessian.isFloating() ? Double.POSITIVE_INFINITY : 0;
            double high = hessian.isFloating() ? Double.NEGATIVE_INFINITY : 0;
            for (double value : d) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            return high - low;
        }
    }
}
