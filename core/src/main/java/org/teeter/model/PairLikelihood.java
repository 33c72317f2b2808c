package org.teeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Contests;
import org.teeter.data.Spread;
import org.teeter.graph.Graph;

/**
 * The likelihood of judgements of pairs, each under its conditions:
 *
 * <pre>{@code -log L = Σ_c -log L_c(x_c, τ),  x_c = s_first - s_second + Σ_k z_kc β_k}</pre>
 *
 * <p>The extra parameters are the effect β of each condition, then the parameter of ties where the model has one.
 */
class PairLikelihood implements Likelihood {
    /** Beyond this the lightest contest keeps seven digits beside the heaviest in sums of doubles. */
    private static final double EVEN = 1e-9;

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
    private final boolean uneven; // whether some contest weighs next to nothing beside another
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
        Spread.Gauge gauge = new Spread.Gauge();
        for (int a = 0; a < wins.length; a++) {
            for (int c = start[a]; c < start[a + 1]; c++) {
                double half = tied[c] / 2;
                wins[a] += won[c] + half;
                losses[a] += lost[c] + half;
                wins[second[c]] += lost[c] + half;
                losses[second[c]] += won[c] + half;
                sumTied += tied[c];
                sumDecided += won[c] + lost[c];
                gauge.add(won[c] + lost[c] + tied[c]);
            }
        }
        this.uneven = !gauge.spread().isWithin(EVEN);
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
        if (uneven) {
            sumExactly(gradient);
        } else {
            sum(gradient);
        }
        double[] scale = into.scale();
        for (int a = 0; a < wins.length; a++) {
            scale[a] = model.scale(wins[a], losses[a], gradient[a]);
        }
    }

    private void sum(double[] gradient) {
        for (int a = 0; a < wins.length; a++) {
            double out = 0;
            for (int c = start[a]; c < start[a + 1]; c++) {
                out += slope[c];
                gradient[second[c]] -= slope[c];
            }
            gradient[a] += out;
        }
    }

    /** The same where light contests must not be lost beside heavy ones. */
    private void sumExactly(double[] gradient) {
        PairedSum paired = new PairedSum(gradient);
        for (int a = 0; a < wins.length; a++) {
            for (int c = start[a]; c < start[a + 1]; c++) {
                paired.flow(slope[c], second[c], a);
            }
        }
        paired.end();
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

    @Override
    public final Optional<FisherInformation> fisherInformation() {
        return model.isConcave() ? Optional.of(new Expected()) : Optional.empty();
    }

    /** A sum over contests, each seen along {@code a_c = (b_e, z_c)} and, where ties are predicted, τ. */
    private final class Expected implements FisherInformation {
        /** So far apart a curvature is taken that only steers. */
        private static final double STEP = 1e-4;

        private final PairInformation one = new PairInformation(model);
        private final boolean withTie = model.predictsTies();
        private final int last = graph.size() + extras.size() - 1; // τ

        @Override
        public long outcomes() {
            return 3L * won.length;
        }

        private double n(int c) {
            return won[c] + lost[c] + tied[c];
        }

        private double x(int a, int c, double[] theta) {
            return theta[a] - theta[second[c]] + swayed(c, theta);
        }

        @Override
        public void at(double[] theta, Derivatives into) {
            clear(into);
            double tie = tie(theta);
            for (int a = 0; a + 1 < start.length; a++) {
                for (int c = start[a]; c < start[a + 1]; c++) {
                    one.at(x(a, c, theta), tie);
                    add(a, c, n(c) * one.of(0, 0), into);
                    if (withTie) {
                        addTies(a, c, n(c) * one.of(0, 1), n(c) * one.of(1, 1), into);
                    }
                }
            }
        }

        private void clear(Derivatives into) {
            Arrays.fill(into.conductance(), 0);
            for (int k = 0; k < extras.size(); k++) {
                Arrays.fill(into.border()[k], 0);
                Arrays.fill(into.corner()[k], 0);
            }
        }

        /** Adds {@code weight a_c a_cᵀ}. */
        private void add(int a, int c, double weight, Derivatives into) {
            into.conductance()[z.length == 0 ? c : edge[c]] += weight;
            for (int k = 0; k < z.length; k++) {
                into.border()[k][a] += z[k][c] * weight;
                into.border()[k][second[c]] -= z[k][c] * weight;
                for (int m = 0; m < z.length; m++) {
                    into.corner()[k][m] += z[k][c] * z[m][c] * weight;
                }
            }
        }

        private void addTies(int a, int c, double mixed, double twice, Derivatives into) {
            int tie = extras.size() - 1;
            into.border()[tie][a] += mixed;
            into.border()[tie][second[c]] -= mixed;
            into.corner()[tie][tie] += twice;
            for (int k = 0; k < z.length; k++) {
                into.corner()[k][tie] += z[k][c] * mixed;
                into.corner()[tie][k] += z[k][c] * mixed;
            }
        }

        @Override
        public void addSlope(double[] theta, double[][] inverse, double[] into, Derivatives held) {
            double tie = tie(theta);
            int n = graph.size();
            for (int a = 0; a + 1 < start.length; a++) {
                for (int c = start[a]; c < start[a + 1]; c++) {
                    int b = second[c];
                    double xx = (inverse[a][a] - inverse[a][b]) + (inverse[b][b] - inverse[b][a]);
                    double mixed = withTie ? inverse[a][last] - inverse[b][last] : 0;
                    for (int k = 0; k < z.length; k++) {
                        xx += 2 * z[k][c] * (inverse[a][n + k] - inverse[b][n + k]);
                        mixed += withTie ? z[k][c] * inverse[n + k][last] : 0;
                        for (int m = 0; m < z.length; m++) {
                            xx += z[k][c] * z[m][c] * inverse[n + k][n + m];
                        }
                    }
                    double ties = withTie ? inverse[last][last] : 0;
                    double x = x(a, c, theta);
                    one.at(x, tie);
                    double slopeOf = n(c) * one.along(0, xx, mixed, ties);
                    into[a] -= slopeOf;
                    into[b] += slopeOf;
                    held.scale()[a] += Math.abs(slopeOf);
                    held.scale()[b] += Math.abs(slopeOf);
                    for (int k = 0; k < z.length; k++) {
                        into[n + k] -= z[k][c] * slopeOf;
                        held.scale()[n + k] += Math.abs(z[k][c] * slopeOf);
                    }
                    if (withTie) {
                        double ofTie = n(c) * one.along(1, xx, mixed, ties);
                        into[last] -= ofTie;
                        held.scale()[last] += Math.abs(ofTie);
                    }
                    add(a, c, Math.max(0, curvature(x, tie, n(c) * xx * one.of(0, 0))), held);
                }
            }
        }

        /** That of the penalty along x, were the leverage of the contest what it is here. */
        private double curvature(double x, double tie, double leverage) {
            one.at(x + STEP, tie);
            double above = one.relative();
            one.at(x - STEP, tie);
            double curvature = -leverage * (above - one.relative()) / (2 * STEP);
            return Double.isNaN(curvature)
                    ? 0
                    : curvature; // where a probability leaves double precision: it only steers
        }
    }
}
