package org.teeter.model;

import java.util.Arrays;
import java.util.List;
import org.teeter.data.ComparisonGraph;
import org.teeter.link.Link;
import org.teeter.link.Logistic;

/**
 * Bradley-Terry with ties as an outcome, after Davidson (1970, Journal of the American Statistical Association 65, Eq. 2.2).
 *
 * <pre>{@code
 * p_win : p_tie : p_loss = e^(x/2) : e^τ : e^(-x/2),  ν = e^τ
 * d(-log L_e)/dx = (n p_win - won)/2 - (n p_loss - lost)/2,  d(-log L)/dτ = Σ_e (n p_tie - tied)
 * H_xx = n (4 p_win p_loss + p_tie (1 - p_tie)) / 4,  H_xτ = -n p_tie (p_win - p_loss)/2,  H_ττ = n p_tie (1 - p_tie)
 * }</pre>
 *
 * <p>Ties aside, a win has the logistic probability of Bradley-Terry. Differences are formed over the rarer outcomes, so that they
 * keep their relative precision on dominant pairs.
 */
public record Davidson() implements PairModel {
    /** The log of ν. */
    public static final String TIE = "tie";

    private static final Logistic LOGISTIC = new Logistic();

    @Override
    public String name() {
        return "Davidson";
    }

    @Override
    public Link link() {
        return LOGISTIC;
    }

    @Override
    public boolean predictsTies() {
        return true;
    }

    @Override
    public Likelihood likelihood(ComparisonGraph data) {
        return new Tied(data);
    }

    /** A win that was a loss moves the statistic of x by 1, that of τ by nothing; where all are ties, there is none to move. */
    @Override
    public double[] pull(ComparisonGraph data, int e, double[] theta) {
        return new double[] {data.won(e) + data.lost(e) > 0 ? data.n(e) : 0, 0};
    }

    /** The probability of a tie between two items whose scores differ by x. */
    public static double tie(double x, double tau) {
        double most = Math.max(Math.abs(x) / 2, tau);
        return Math.exp(tau - most) / normaliser(Math.abs(x), tau, most);
    }

    private static double normaliser(double size, double tau, double most) {
        return Math.exp(size / 2 - most) + Math.exp(-size / 2 - most) + Math.exp(tau - most);
    }

    /**
     * A maximum exists exactly if no direction of parameters leaves every outcome that was observed at least as probable as the others of
     * its pair. With τ at rest that is Ford's condition; τ falls to -∞ if there are no ties, and rises for ever if scores can be spread
     * so that each win spans twice its rise and no tie more: not if some cycle of preferences has more wins than ties.
     */
    @Override
    public boolean hasMaximum(ComparisonGraph data, boolean held) {
        return PairModel.super.hasMaximum(data, held) && unbounded(data, held).isEmpty();
    }

    @Override
    public Existence existence(ComparisonGraph data) {
        return PairModel.super.existence(data).with(unbounded(data, false));
    }

    private static List<String> unbounded(ComparisonGraph data, boolean held) {
        boolean tied = false;
        boolean decided = false;
        boolean bothWays = false;
        for (int e = 0; e < data.edges(); e++) {
            tied |= data.tied(e) > 0;
            decided |= data.won(e) + data.lost(e) > 0;
            bothWays |= data.won(e) > 0 && data.lost(e) > 0;
        }
        if (!tied) {
            return List.of("no judgement is a tie, so the tie parameter has no finite value; Bradley-Terry needs none");
        }
        if (!(held ? decided : bothWays || hasCycleOfMoreWinsThanTies(data))) {
            return List.of("some ranking explains every win and every tie, so the tie parameter has no finite value");
        }
        return List.of();
    }

    /** Longest paths, a win being 1 and a tie -1, settle within n sweeps unless such a cycle lengthens them for ever. */
    private static boolean hasCycleOfMoreWinsThanTies(ComparisonGraph data) {
        long[] longest = new long[data.size()];
        for (int sweep = 0; sweep <= data.size(); sweep++) {
            long[] before = longest.clone();
            for (int e = 0; e < data.edges(); e++) {
                int a = data.first(e);
                int b = data.second(e);
                relax(longest, a, b, data.won(e), data.tied(e));
                relax(longest, b, a, data.lost(e), data.tied(e));
            }
            if (Arrays.equals(before, longest)) {
                return false;
            }
        }
        return true;
    }

    private static void relax(long[] longest, int from, int to, double won, double tied) {
        if (won > 0) {
            longest[to] = Math.max(longest[to], longest[from] + 1);
        } else if (tied > 0) {
            longest[to] = Math.max(longest[to], longest[from] - 1);
        }
    }

    private static final class Tied extends PairLikelihood {
        private final double[] tied;
        private double ties;
        private double decided;

        Tied(ComparisonGraph data) {
            super(data);
            tied = data.ties();
            for (int e = 0; e < tied.length; e++) {
                ties += tied[e];
                decided += won[e] + lost[e];
            }
        }

        @Override
        public List<String> extras() {
            return List.of(TIE);
        }

        @Override
        public boolean isSelfConcordant() {
            return true;
        }

        @Override
        public double logLikelihood(double[] theta) {
            double tau = theta[theta.length - 1];
            double sum = 0;
            for (int a = 0; a + 1 < start.length; a++) {
                for (int e = start[a]; e < start[a + 1]; e++) {
                    double x = theta[a] - theta[second[e]];
                    double size = Math.abs(x);
                    double most = Math.max(size / 2, tau);
                    double log = Math.log(normaliser(size, tau, most));
                    double likely = x >= 0 ? won[e] : lost[e];
                    double unlikely = x >= 0 ? lost[e] : won[e];
                    sum += likely * (size / 2 - most - log)
                            + unlikely * (-size / 2 - most - log)
                            + tied[e] * (tau - most - log);
                }
            }
            return sum;
        }

        @Override
        boolean predictsTies() {
            return true;
        }

        @Override
        void outcomes(double[] theta, int e, double x, PairOutcomes into) {
            double tau = theta[theta.length - 1];
            double most = Math.max(Math.abs(x) / 2, tau);
            double log = most + Math.log(normaliser(Math.abs(x), tau, most));
            double win = Math.exp(x / 2 - log);
            double loss = Math.exp(-x / 2 - log);
            double tie = Math.exp(tau - log);
            into.logProbability[PairOutcomes.WIN] = x / 2 - log;
            into.logProbability[PairOutcomes.LOSS] = -x / 2 - log;
            into.logProbability[PairOutcomes.TIE] = tau - log;
            into.slope[PairOutcomes.WIN] = -(loss + tie / 2);
            into.slope[PairOutcomes.LOSS] = win + tie / 2;
            into.slope[PairOutcomes.TIE] = (win - loss) / 2;
            into.extras[PairOutcomes.WIN][0] = tie;
            into.extras[PairOutcomes.LOSS][0] = tie;
            into.extras[PairOutcomes.TIE][0] = -(win + loss);
        }

        @Override
        void along(double[] theta, double[] slope, Derivatives into) {
            int last = theta.length - 1;
            double tau = theta[last];
            double[] border = into.border()[0];
            Arrays.fill(border, 0);
            double expected = 0;
            double curvature = 0;
            double excess = 0;
            for (int a = 0; a + 1 < start.length; a++) {
                double out = 0;
                for (int e = start[a]; e < start[a + 1]; e++) {
                    double x = theta[a] - theta[second[e]];
                    double size = Math.abs(x);
                    double most = Math.max(size / 2, tau);
                    double ofLikely = Math.exp(size / 2 - most);
                    double ofUnlikely = Math.exp(-size / 2 - most);
                    double ofTie = Math.exp(tau - most);
                    double share = 1 / (ofLikely + ofUnlikely + ofTie);
                    double likely = ofLikely * share;
                    double unlikely = ofUnlikely * share;
                    double tie = ofTie * share;
                    double n = won[e] + lost[e] + tied[e];
                    double upset = x >= 0 ? lost[e] : won[e];
                    double surplus = n * tie - tied[e];
                    double gradient = upset - n * unlikely - surplus / 2; // of the likelier side's lead
                    double mixed = -n * tie * (likely - unlikely) / 2;
                    slope[e] = x >= 0 ? gradient : -gradient;
                    into.conductance()[e] = n * (likely * unlikely + tie * (likely + unlikely) / 4);
                    double toFirst = x >= 0 ? mixed : -mixed;
                    out += toFirst;
                    border[second[e]] -= toFirst;
                    excess += surplus;
                    expected += n * tie;
                    curvature += n * tie * (likely + unlikely);
                }
                border[a] += out;
            }
            into.gradient()[last] = excess;
            into.corner()[0][0] = curvature;
            into.scale()[last] = Math.max(Math.min(ties, decided), Math.min(expected, ties + decided - expected));
        }
    }
}
