package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.teeter.data.Items;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.link.Cauchit;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.Likelihood;
import org.teeter.model.LinkModel;
import org.teeter.model.PairDerivatives;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RaoKupper;

/** Log-likelihoods and their derivatives, one outcome at a time, as far out as doubles go, beside 60 digits of the formulas. */
class LikelihoodTailsTest {
    private static final double[] DIFFERENCES = {
        -700, -300.5, -150, -60, -40, -36.5, -20, -9, -5, -2, -0.7, -1e-3, -1e-9, 0, 1e-12, 0.3, 1, 3, 6, 8.3, 15, 30,
        37, 45, 120, 500, 700
    };
    private static final double[] TIES = {-30, -3, 0, 0.4, 2, 25, 90};
    private static final double[] THRESHOLDS = {1e-9, 0.01, 0.4, 2, 25, 90};
    private static final Real SMALLEST = Real.ofDouble(Double.MIN_NORMAL);

    /** Derivatives of -log L: along x, twice, along τ, along both, twice along τ. */
    private record Exact(Real logLikelihood, Real slope, Real curvature, Real tieSlope, Real mixed, Real tieCurvature) {
        static Exact without(Real logLikelihood, Real slope, Real curvature) {
            return new Exact(logLikelihood, slope, curvature, Real.ZERO, Real.ZERO, Real.ZERO);
        }
    }

    @Test
    void bradleyTerry() {
        for (double x : DIFFERENCES) {
            Real e = Real.ofDouble(x).exp();
            Exact win = Exact.without(
                    logOnePlus(Real.ONE.over(e)).negate(),
                    Real.ONE.over(Real.ONE.plus(e)).negate(),
                    e.over(Real.ONE.plus(e).squared()));
            compare(new BradleyTerry(), x, 0, 1, win, 2e-15);
        }
    }

    @Test
    void probit() {
        Real root = Integral.PI.times(2).sqrt();
        for (double at : DIFFERENCES) {
            if (Math.abs(at) < 38) { // farther out, squares leave the doubles of the probability
                Real x = Real.ofDouble(at);
                Real density = x.squared().over(2).negate().exp().over(root);
                Real upper = upperTail(x.abs()); // of |x|
                Real g = at < 0 ? upper : upper.complement();
                Real ratio = density.over(g);
                Exact win = Exact.without(
                        at < 0 ? g.log() : logOnePlus(upper.negate()), ratio.negate(), ratio.times(ratio.plus(x)));
                compare(new LinkModel(new Probit()), at, 0, 1, win, 2e-14);
            }
        }
    }

    /** {@code 1 - Φ(x)}, x at least 0: Taylor's series near 0, a continued fraction beyond. */
    private static Real upperTail(Real x) {
        Real density =
                x.squared().over(2).negate().exp().over(Integral.PI.times(2).sqrt());
        if (x.compareTo(Real.of(4)) < 0) {
            Real term = x;
            Real sum = x;
            for (int k = 1; k < 400; k++) {
                term = term.times(x.squared()).over(2L * k + 1);
                sum = sum.plus(term);
            }
            return Real.HALF.minus(density.times(sum));
        }
        Real fraction = x;
        for (int k = 3_000; k > 0; k--) {
            fraction = x.plus(Real.of(k).over(fraction));
        }
        return density.over(fraction);
    }

    @Test
    void hyperbolicSecant() {
        Real half = Integral.PI.over(2);
        for (double at : DIFFERENCES) {
            if (Math.abs(at) < 400) {
                Real y = Real.ofDouble(at).times(half);
                Real e = y.abs().negate().exp();
                Real lower = e.atan().over(half); // g(-|x|)
                Real density = e.over(Real.ONE.plus(e.squared()));
                Real g = at < 0 ? lower : lower.complement();
                Real ratio = density.over(g);
                // g'' = -(π/2) g' tanh(πx/2), so that the curvature is g'/g (g'/g + (π/2) tanh(πx/2))
                Real square = e.squared();
                Real tanh = square.complement().over(Real.ONE.plus(square)); // of |x|
                Real inner = at < 0 ? ratio.minus(half.times(tanh)) : ratio.plus(half.times(tanh));
                if (at < -10) { // e / atan e = 1 + e²/3 - 4e⁴/45 + …, of which the difference leaves e² alone
                    Real bracket = square.times(4)
                            .over(3)
                            .minus(square.squared().times(4).over(45));
                    inner = half.over(Real.ONE.plus(square)).times(bracket);
                }
                Exact win = Exact.without(
                        at < 0 ? lower.log() : logOnePlus(lower.negate()), ratio.negate(), ratio.times(inner));
                compare(
                        new LinkModel(new HyperbolicSecant()),
                        at,
                        0,
                        1,
                        win,
                        2e-13); // e^(πx/2) of an x that is rounded
            }
        }
    }

    @Test
    void cauchit() {
        for (double at : DIFFERENCES) {
            Real x = Real.ofDouble(at);
            Real lower = at == 0 ? Real.HALF : Real.ONE.over(x.abs()).atan().over(Integral.PI);
            Real density = Real.ONE.over(Real.ONE.plus(x.squared()).times(Integral.PI));
            Real ratio = density.over(at < 0 ? lower : lower.complement());
            Real bend = x.times(2).over(Real.ONE.plus(x.squared())); // -g''/g'
            Exact win = Exact.without(
                    at < 0 ? lower.log() : logOnePlus(lower.negate()), ratio.negate(), ratio.times(ratio.plus(bend)));
            compare(new LinkModel(new Cauchit()), at, 0, 1, win, 4e-14);
        }
    }

    @Test
    void davidson() {
        for (double at : DIFFERENCES) {
            for (double tau : TIES) {
                Real a = Real.ofDouble(at).over(2).exp();
                Real b = Real.ONE.over(a);
                Real t = Real.ofDouble(tau).exp();
                Real z = a.plus(b).plus(t);
                Real won = a.over(z);
                Real lost = b.over(z);
                Real tied = t.over(z);
                Real curvature = won.times(lost).plus(tied.times(won.plus(lost)).over(4));
                Real mixed = tied.times(won.minus(lost)).over(2).negate();
                Real tieCurvature = tied.times(won.plus(lost));
                Exact win = new Exact(
                        logOnePlus(b.plus(t).over(a)).negate(),
                        lost.plus(tied.over(2)).negate(),
                        curvature,
                        tied,
                        mixed,
                        tieCurvature);
                Exact tie = new Exact(
                        logOnePlus(a.plus(b).over(t)).negate(),
                        won.minus(lost).over(2),
                        curvature,
                        won.plus(lost).negate(),
                        mixed,
                        tieCurvature);
                compare(new Davidson(), at, tau, 1, win, 4e-14);
                compare(new Davidson(), at, tau, 0, tie, 4e-14);
            }
        }
    }

    @Test
    void raoKupper() {
        for (double at : DIFFERENCES) {
            for (double tau : THRESHOLDS) {
                Real u = Real.ofDouble(at).minus(Real.ofDouble(tau)).exp();
                Real falls = Real.ONE.over(Real.ONE.plus(u));
                Real v = u.over(Real.ONE.plus(u).squared());
                Exact win = new Exact(logOnePlus(Real.ONE.over(u)).negate(), falls.negate(), v, falls, v.negate(), v);
                compare(new RaoKupper(), at, tau, 1, win, 4e-14);
                Real ofX = Real.ofDouble(at).exp();
                Real ofTau = Real.ofDouble(tau).exp();
                Real coshX = ofX.plus(Real.ONE.over(ofX)).over(2);
                Real sinhX = ofX.minus(Real.ONE.over(ofX)).over(2);
                Real cosh = ofTau.plus(Real.ONE.over(ofTau)).over(2);
                Real sinh = ofTau.minus(Real.ONE.over(ofTau)).over(2);
                Real c = coshX.plus(cosh);
                Real k = Real.ONE.plus(coshX.times(cosh)).over(c.squared());
                Exact tie = new Exact(
                        sinh.over(c).log(),
                        sinhX.over(c),
                        k,
                        sinh.over(c).minus(cosh.over(sinh)),
                        sinhX.times(sinh).over(c.squared()).negate(),
                        k.plus(Real.ONE.over(sinh.squared())));
                compare(new RaoKupper(), at, tau, 0, tie, 4e-14);
            }
        }
    }

    /** A ballot of four items with a tie in it, by sums over all sets that could have been chosen. */
    @Test
    void rankings() {
        RankingTally tally = new RankingTally();
        tally.add(List.of(new int[] {0}, new int[] {1, 2}), new int[] {3}, 1, 1);
        Rankings data = tally.rankings(Items.numbered(4));
        Likelihood likelihood = new PlackettLuce().likelihood(data);
        for (double spread : new double[] {0, 0.5, 5, 40, 200, 600}) {
            for (double tie : new double[] {-50, -1, 2, 50}) {
                double[] theta = {spread / 2, -spread / 3, spread / 4, -spread / 2, tie};
                Real exact = chosen(theta, 0b0001, 0b1111).plus(chosen(theta, 0b0110, 0b1110));
                within(exact, likelihood.logLikelihood(theta), 2e-15, "spread " + spread + ", tie " + tie);
            }
        }
    }

    private static Real chosen(double[] theta, int set, int left) {
        Real sum = Real.ZERO;
        for (int other = 1; other <= left; other++) {
            if ((other & left) == other && Integer.bitCount(other) <= 2) {
                sum = sum.plus(logWorth(theta, other).exp());
            }
        }
        return logWorth(theta, set).minus(sum.log());
    }

    private static Real logWorth(double[] theta, int set) {
        Real sum = Real.ZERO;
        for (int i = 0; i < 4; i++) {
            sum = (set >> i & 1) == 1 ? sum.plus(Real.ofDouble(theta[i])) : sum;
        }
        return Integer.bitCount(set) == 2 ? sum.over(2).plus(Real.ofDouble(theta[4])) : sum;
    }

    /** {@code log(1 + e)}, of no less than 50 digits however small e is. */
    private static Real logOnePlus(Real e) {
        if (e.abs().compareTo(Real.of("1e-8")) > 0) {
            return Real.ONE.plus(e).log();
        }
        Real sum = Real.ZERO;
        for (int k = 8; k > 0; k--) {
            sum = Real.ONE.over(k).minus(e.times(sum));
        }
        return e.times(sum);
    }

    /** A win, and by symmetry a loss at -x; or a tie. */
    private static void compare(PairModel model, double x, double tau, int won, Exact exact, double tolerance) {
        String at = model.name() + (won == 1 ? ", win" : ", tie") + " at " + x + ", tau " + tau;
        double tied = 1 - won;
        within(exact.logLikelihood, model.logLikelihood(x, tau, won, 0, tied), tolerance, "log-likelihood, " + at);
        PairDerivatives found = new PairDerivatives();
        model.derive(x, tau, won, 0, tied, found);
        within(exact.slope, found.slope(), tolerance, "slope, " + at);
        within(exact.curvature, found.curvature(), tolerance, "curvature, " + at);
        within(exact.tieSlope, found.tieSlope(), tolerance, "slope along tau, " + at);
        within(exact.mixed, found.mixed(), tolerance, "mixed, " + at);
        within(exact.tieCurvature, found.tieCurvature(), tolerance, "curvature along tau, " + at);
        model.derive(-x, tau, 0, won, tied, found);
        within(exact.slope.negate(), found.slope(), tolerance, "slope, mirrored, " + at);
        within(exact.curvature, found.curvature(), tolerance, "curvature, mirrored, " + at);
    }

    /** To so much of its size, or less than the smallest normal double. */
    private static void within(Real exact, double found, double tolerance, String what) {
        Real off = exact.minus(Real.ofDouble(found)).abs();
        assertTrue(
                off.compareTo(exact.abs().times(Real.ofDouble(tolerance)).larger(SMALLEST)) <= 0,
                () -> String.format(
                        Locale.ROOT,
                        "%s: exactly %.17g, got %.17g, off by %.2e of it",
                        what,
                        exact.value().doubleValue(),
                        found,
                        off.over(exact).value().doubleValue()));
    }
}
