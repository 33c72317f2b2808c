package org.teeter.evidence;

import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.fit.Fit;
import org.teeter.fit.Information;
import org.teeter.fit.Inverse;
import org.teeter.graph.Graph;
import org.teeter.linalg.Laplacian;
import org.teeter.model.Conditional;
import org.teeter.model.PairModel;

/**
 * The weighted least squares that a fit of pairs solves at its maximum: each judged pair observes the difference of its scores.
 *
 * <pre>{@code
 * z_e = x_e - slope_e / c_e,  weight c_e    (Bradley-Terry: x_e + (y_e - p_e) / v_e,  c_e = n_e v_e)    [M80]
 * }</pre>
 *
 * <p>The <em>working response</em> z_e is finite for shares of 0 and 1 too. Minimising {@code Σ c_e (s_a - s_b - z_e)²} gives the fitted
 * scores, since the score equations are its normal equations. A prior observes each score by itself, against a ghost of score 0.
 * Parameters that all judgements share stay where they were fitted. Up to {@value #LARGEST_ELIMINATED} items flows are found by elimination,
 * beyond by a sparse solve each.
 */
/*
 * P. J. Green (1984), Iteratively reweighted least squares for maximum likelihood estimation, JRSS B 46(2); circuits of comparisons:
 * G. Rücker (2012), Network meta-analysis, electrical networks and graph theory, Research Synthesis Methods 3(4).
 */
public final class Network {
    private static final int LARGEST_ELIMINATED = 300;

    private final Fit<?> fit;
    private final PairModel model;
    private final Contests contests;
    private final double[] position;
    private final Laplacian scores;
    private final Laplacian closed;
    private final Inverse inverse;

    private Network(Fit<?> fit, PairModel model, Contests contests) {
        this.fit = fit;
        this.model = model;
        this.contests = contests;
        this.position = fit.position();
        Information information = fit.information();
        this.scores = information.scores();
        if (scores.isSigned()) {
            throw new NoFlowException("under " + model.name()
                    + " some judged pair counts against itself where the fit lies, so that evidence does not flow like a current; use a model with a"
                    + " log-concave link, such as Bradley-Terry or probit");
        }
        this.closed = scores.closed();
        this.inverse = information.inverse(LARGEST_ELIMINATED);
    }

    /**
     * The network of a fit.
     *
     * @throws NoFlowException if it is no fit of pairs, or one in which evidence does not flow
     */
    public static Network of(Fit<?> fit) {
        if (fit.prior().regression().isPresent()) {
            throw new NoFlowException("evidence flows through judged pairs, but where features of items explain scores,"
                    + " every judgement speaks for items that it is not of; fit without features");
        }
        if (fit.data() instanceof ComparisonGraph graph && fit.model() instanceof PairModel model) {
            return new Network(fit, model, Contests.of(graph));
        }
        if (fit.data() instanceof Contests contests && fit.model() instanceof Conditional conditional) {
            return new Network(fit, conditional.base(), contests);
        }
        throw new NoFlowException("evidence flows through judged pairs, but "
                + fit.model().name() + " was fitted to rankings, in which each choice is among several items at once");
    }

    public Fit<?> fit() {
        return fit;
    }

    /** Which pairs were judged. */
    public Graph graph() {
        return fit.graph();
    }

    PairModel model() {
        return model;
    }

    Contests contests() {
        return contests;
    }

    /** {@code s_a - s_b} of the fit. */
    public double lead(int a, int b) {
        return position[a] - position[b];
    }

    /** The weight of a judged pair, in units of one over the variance of a score. */
    public double conductance(int e) {
        return scores.conductance(e);
    }

    /** How much the prior holds an item. */
    public double ground(int i) {
        return scores.ground(i);
    }

    /** Whether there is a prior. */
    public boolean isGrounded() {
        return !scores.isFloating();
    }

    /** {@code c_e z_e} of each judged pair, from its first item to its second: finite where c_e is nothing, too. */
    double[] weightedResponses() {
        double[] sums = new double[graph().edges()];
        for (int e = 0; e < sums.length; e++) {
            sums[e] = conductance(e) * lead(graph().first(e), graph().second(e));
        }
        double tie = model.predictsTies() ? position[position.length - 1] : 0;
        for (int c = 0; c < contests.size(); c++) {
            double x = Conditional.difference(contests, c, position);
            sums[contests.edge(c)] -= model.along(x, tie, contests.won(c), contests.lost(c), contests.tied(c))[0];
        }
        return sums;
    }

    /** {@code c_i z_i} of the prior's observation of an item. */
    double weightedPrior(int i) {
        return ground(i) * position[i] - fit.prior().slope(position[i]);
    }

    /** How much evidence for i over j runs where. */
    public Flow flow(int i, int j) {
        return new Flow(this, i, j, potentials(i, j));
    }

    private double[] potentials(int i, int j) {
        if (i == j) {
            throw new IllegalArgumentException("evidence is of two different items, got " + i + " twice");
        }
        double[] b = new double[closed.size()];
        b[i] = 1;
        b[j] = -1;
        return inverse.solve(b);
    }
}
