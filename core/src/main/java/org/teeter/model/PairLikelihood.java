package org.teeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.data.Contests;
import org.teeter.graph.Graph;

/**
 * The likelihood of judgements of pairs, each under its conditions:
 *
 * <pre>{@code -log L = Σ_c -log L_c(x_c, τ),  x_c = s_first - s_second + Σ_k z_kc β_k}</pre>
 *
 * <p>The extra parameters are the effect β of each condition, then the parameter of ties where the model has one.
 */
class PairLikelihood implements Likelihood {
    final int[] start; // contests of lower item i: start[i] .. start[i + 1]
    final int[] second;
    final double[] won;
    final double[] lost;
    private final Contests data;
    private final PairModel model;
    private final Graph graph;
    private final int[] edge; // by contest; empty where each pair is one contest
    private final double[] tied;
    private final double[][] z;
    private final double[] reach;
    private final List<String> extras;
    private final double[] slope;
    private final double[] curvature; // by contest; empty where that is by edge
    private final double[] wins; // by item, a tie being half a win
    private final double[] losses;
    private final double ties;
    private final double decided;
    private final PairDerivatives at = new PairDerivatives();

    PairLikelihood(PairModel model, Contests data) {
        this.data = data;
        this.model = model;
        this.graph = data.graph();
        this.won = data.wins();
        this.lost = data.losses();
        this.tied = data.ties();
        this.z = data.values();
        this.reach = new double[z.length + 1];
        this.extras = new ArrayList<>(data.conditions());
        if (model.predictsTies()) {
            extras.add(PairModel.TIE);
        }
        boolean plain = z.length == 0;
        this.edge = plain ? new int[0] : data.edges();
        this.start = plain ? graph.starts() : starts();
        this.second =
                plain ? graph.seconds() : Arrays.stream(edge).map(graph::second).toArray();
        this.slope = new double[won.length];
        this.curvature = new double[plain ? 0 : won.length];
        this.wins = new double[graph.size()];
        this.losses = new double[graph.size()];
        double sumTied = 0;
        double sumDecided = 0;
        for (int a = 0; a < wins.length; a++) {
            for (int c = start[a]; c < start[a + 1]; c++) {
                double half = tied[c] / 2;
                wins[a] += won[c] + half;
                losses[a] += lost[c] + half;
                wins[second[c]] += lost[c] + half;
                losses[second[c]] += won[c] + half;
                sumTied += tied[c];
                sumDecided += won[c] + lost[c];
            }
        }
        this.ties = sumTied;
        this.decided = sumDecided;
        reach[z.length] = 1;
        for (int k = 0; k < z.length; k++) {
            for (double value : z[k]) {
                reach[k] = Math.max(reach[k], Math.abs(value));
            }
        }
    }

    private int[] starts() {
        int[] starts = new int[graph.size() + 1];
        for (int e : edge) {
            starts[graph.first(e) + 1]++;
        }
        for (int i = 0; i < graph.size(); i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }

    @Override
    public final Graph graph() {
        return graph;
    }

    @Override
    public final List<String> extras() {
        return extras;
    }

    @Override
    public final double judgements(int i) {
        return wins[i] + losses[i];
    }

    @Override
    public final boolean isSelfConcordant() {
        return model.isSelfConcordant();
    }

    @Override
    public final double growth(double size, double move) {
        return extras.isEmpty() ? model.growth(size, move) : Double.POSITIVE_INFINITY;
    }

    @Override
    public final boolean isConcave() {
        return model.isConcave();
    }

    @Override
    public final void expect(double[] theta, Derivatives into) {
        if (!extras.isEmpty()) {
            throw new UnsupportedOperationException("conditions need a log-concave link, got " + model.name());
        }
        for (int a = 0; a + 1 < start.length; a++) {
            for (int c = start[a]; c < start[a + 1]; c++) {
                into.conductance()[c] = (won[c] + lost[c]) * model.information(theta[a] - theta[second[c]], at);
            }
        }
    }

    @Override
    public final double reach(int k) {
        return reach[k];
    }

    @Override
    public final double[] start() {
        double[] theta = new double[graph.size() + extras.size()];
        if (model.predictsTies()) {
            theta[theta.length - 1] = model.firstTie(ties / (ties + decided));
        }
        return theta;
    }

    private double tie(double[] theta) {
        return model.predictsTies() ? theta[theta.length - 1] : 0;
    }

    /** What conditions add to the difference of scores. */
    private double swayed(int c, double[] theta) {
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
            sum += z[k][c] * theta[graph.size() + k];
        }
        return sum;
    }

    @Override
    public double logLikelihood(double[] theta) {
        double tie = tie(theta);
        double sum = 0;
        for (int a = 0; a + 1 < start.length; a++) {
            for (int c = start[a]; c < start[a + 1]; c++) {
                double x = theta[a] - theta[second[c]] + swayed(c, theta);
                sum += model.logLikelihood(x, tie, won[c], lost[c], tied[c]);
            }
        }
        return sum;
    }

    /**
     * Derivatives along each contest. All are evaluated at once, since a call a contest would cost more than the arithmetic.
     *
     * @param along receives {@code d(-log L_c)/dx_c}
     * @param twiceAlong receives {@code d²(-log L_c)/dx_c²}
     * @param into receives what concerns the parameter of ties
     */
    void along(double[] theta, double[] along, double[] twiceAlong, Derivatives into) {
        boolean withTie = model.predictsTies();
        int last = extras.size() - 1;
        double tie = tie(theta);
        double tieSlope = 0;
        double tieCurvature = 0;
        double[] border = withTie ? into.border()[last] : new double[0];
        for (int a = 0; a + 1 < start.length; a++) {
            double out = 0;
            for (int c = start[a]; c < start[a + 1]; c++) {
                double x = theta[a] - theta[second[c]] + (z.length == 0 ? 0 : swayed(c, theta));
                model.derive(x, tie, won[c], lost[c], tied[c], at);
                along[c] = at.slope();
                twiceAlong[c] = at.curvature();
                if (withTie) {
                    tieSlope += at.tieSlope();
                    tieCurvature += at.tieCurvature();
                    out += at.mixed();
                    border[second[c]] -= at.mixed();
                    for (int k = 0; k < z.length; k++) {
                        into.corner()[k][last] += z[k][c] * at.mixed();
                    }
                }
            }
            if (withTie) {
                border[a] += out;
            }
        }
        if (withTie) {
            for (int k = 0; k < z.length; k++) {
                into.corner()[last][k] = into.corner()[k][last];
            }
            into.corner()[last][last] = tieCurvature;
            into.gradient()[graph.size() + last] = tieSlope;
            into.scale()[graph.size() + last] =
                    Math.max(Math.min(ties, decided), Math.min(ties + tieSlope, decided - tieSlope));
        }
    }

    @Override
    public final void derivatives(double[] theta, Derivatives into) {
        double[] gradient = into.gradient();
        Arrays.fill(gradient, 0);
        for (int k = 0; k < extras.size(); k++) {
            Arrays.fill(into.border()[k], 0);
            Arrays.fill(into.corner()[k], 0);
        }
        along(theta, slope, z.length == 0 ? into.conductance() : curvature, into);
        if (z.length > 0) {
            alongConditions(into);
        }
        double[] scale = into.scale();
        for (int a = 0; a < wins.length; a++) {
            double out = 0;
            for (int c = start[a]; c < start[a + 1]; c++) {
                out += slope[c];
                gradient[second[c]] -= slope[c];
            }
            gradient[a] += out; // complete: all contests of lower items came before
            scale[a] = model.scale(wins[a], losses[a], gradient[a]);
        }
    }

    private void alongConditions(Derivatives into) {
        Arrays.fill(into.conductance(), 0);
        Arrays.fill(into.scale(), graph.size(), graph.size() + z.length, 0);
        for (int a = 0; a + 1 < start.length; a++) {
            for (int c = start[a]; c < start[a + 1]; c++) {
                into.conductance()[edge[c]] += curvature[c];
                double half = tied[c] / 2;
                double scale = model.scale(won[c] + half, lost[c] + half, slope[c]);
                for (int k = 0; k < z.length; k++) {
                    double sway = z[k][c];
                    if (sway == 0) {
                        continue;
                    }
                    into.gradient()[graph.size() + k] += sway * slope[c];
                    into.scale()[graph.size() + k] += Math.abs(sway) * scale;
                    into.border()[k][a] += sway * curvature[c];
                    into.border()[k][second[c]] -= sway * curvature[c];
                    for (int m = 0; m <= k; m++) {
                        double both = sway * z[m][c] * curvature[c];
                        into.corner()[k][m] += both;
                        into.corner()[m][k] += m == k ? 0 : both;
                    }
                }
            }
        }
    }

    @Override
    public final void contributions(double[] theta, Contributions into) {
        double tie = tie(theta);
        int[] items = new int[2];
        double[] gradient = new double[2];
        double[] ofExtras = new double[extras.size()];
        boolean withTie = model.predictsTies();
        for (int a = 0; a + 1 < start.length; a++) {
            for (int c = start[a]; c < start[a + 1]; c++) {
                items[0] = a;
                items[1] = second[c];
                double x = theta[a] - theta[second[c]] + swayed(c, theta);
                for (int outcome = 0; outcome < (withTie || data.halved(c) > 0 ? 3 : 2); outcome++) {
                    boolean halved = outcome == 2 && !withTie;
                    double win = outcome == 0 ? 1 : halved ? 0.5 : 0;
                    double loss = outcome == 1 ? 1 : halved ? 0.5 : 0;
                    double even = outcome == 2 && withTie ? 1 : 0;
                    model.derive(x, tie, win, loss, even, at);
                    gradient[0] = at.slope();
                    gradient[1] = -at.slope();
                    for (int k = 0; k < z.length; k++) {
                        ofExtras[k] = z[k][c] * at.slope();
                    }
                    if (withTie) {
                        ofExtras[z.length] = at.tieSlope();
                    }
                    double log = model.logLikelihood(x, tie, win, loss, even);
                    into.add(c, data.weight(3 * c + outcome), log, 2, items, gradient, ofExtras);
                }
            }
        }
    }
}
