package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import org.teeter.paper.PairInRanking;
import org.teeter.paper.PairRegion;
import org.teeter.report.document.Shown;

/** §2.4 from Eq. (11), and Appendix B.2: the regions of Plackett-Luce and their areas. */
final class PlackettLuceRegionClaims {
    private static final Real FIGURE_ALPHA = Real.of("1.01");
    private static final Real FIGURE_BETA = Real.of("0.99");

    private PlackettLuceRegionClaims() {}

    /** A setting of the region. */
    record Setting(Real alpha, Real beta, Real m) {
        @Override
        public String toString() {
            return "α = " + alpha + ", β = " + beta + ", M = " + m;
        }
    }

    /** An area as a formula of a setting. */
    interface AreaFormula {
        Real of(Real alpha, Real beta, Real m);
    }

    static List<Claim> all() {
        return List.of(
                equation11(),
                equation12(),
                realisable(),
                area("Prop. 2, first", PlackettLuceRegionClaims::firstArea, true),
                area("Prop. 2, second", PlackettLuceRegionClaims::secondArea, false),
                Claim.of("§2.4: α and β", PlackettLuceRegionClaims::shrinks),
                largest("maximum"),
                Claim.of("Fig. 2", PlackettLuceRegionClaims::figure2),
                Claim.of("§2.4: non-empty", PlackettLuceRegionClaims::nonEmpty),
                Claim.of("(B5)", PlackettLuceRegionClaims::boundsUv),
                antiderivative(1),
                area("B.2, (B6)", (a, b, m) -> b.squared().over(a.times(m).times(6)), true)
                        .repairedBy(() -> compare(PlackettLuceRegionClaims::firstArea, true)));
    }

    static Real firstArea(Real alpha, Real beta, Real m) {
        return beta.over(m).squared().over(alpha.times(6));
    }

    private static Real secondArea(Real alpha, Real beta, Real m) {
        return firstArea(alpha, beta, m).over(alpha.squared());
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (String alpha : List.of("1", "1.01", "100")) {
            for (String beta : List.of("0.99", "0.5", "0.001")) {
                for (String m : List.of("1.01", "2", "1000")) {
                    settings.add(new Setting(Real.of(alpha), Real.of(beta), Real.of(m)));
                }
            }
        }
        return settings;
    }

    private static Claim equation11() {
        return Claim.of("Eq. (11)", () -> boundsUv().and(otherReadingOf11()));
    }

    /** With p_uv in both inequalities, p_vu is left free: a point with p_vu = 0.9 is in, and its derivative far below M. */
    private static Finding otherReadingOf11() {
        PairRegion region = new PairRegion(FIGURE_ALPHA.toDouble(), FIGURE_BETA.toDouble(), 10);
        double uv = region.limit() * 0.9;
        PairRegion.Bounds bounds = region.gamma(uv);
        boolean in = bounds.lower() < uv && uv < bounds.upper();
        double sum = region.alpha() * uv + 0.9;
        double slope = region.beta() * 0.9 / (sum * sum);
        return Finding.of(
                true,
                "(One of two transcriptions of the paper has p_uv in both inequalities. At M = 10 the point ("
                        + Shown.digits(uv, 3)
                        + ", 0.9) " + (in ? "meets" : "does not meet") + " them, and the derivative there is "
                        + Shown.digits(slope, 3)
                        + ".)",
                Quantity.of("∂p_ω/∂p_uv at that point", slope));
    }

    private static Finding boundsUv() {
        return bounds(
                (s, p) -> s.beta.minus(s.alpha.times(s.m).times(p).times(2)).over(s.m.times(2)),
                (s, p) -> s.beta.times(s.beta.minus(s.alpha.times(s.m).times(p).times(4)))
                        .sqrt()
                        .over(s.m.times(2)),
                (s, fixed, free) ->
                        s.beta.times(free).over(s.alpha.times(fixed).plus(free).squared()));
    }

    private static Claim equation12() {
        return Claim.of(
                "Eq. (12)",
                () -> bounds(
                        (s, p) -> s.beta.minus(s.alpha.times(s.m).times(p).times(2))
                                .over(s.alpha.squared().times(s.m).times(2)),
                        (s, p) -> s.beta.times(
                                        s.beta.minus(s.alpha.times(s.m).times(p).times(4)))
                                .sqrt()
                                .over(s.alpha.squared().times(s.m).times(2)),
                        (s, fixed, free) -> s.beta.times(free)
                                .over(s.alpha.times(free).plus(fixed).squared())));
    }

    private interface Half {
        Real of(Setting setting, Real fixed);
    }

    private interface Derivative {
        Real of(Setting setting, Real fixed, Real free);
    }

    /** The interval middle ± half must have the derivative beyond M inside and below it outside; beyond the limit, nothing may. */
    private static Finding bounds(Half middle, Half half, Derivative derivative) {
        Sweep sweep =
                new Sweep("ends of intervals, Eq. (9) on both sides of each, and fixed probabilities beyond the limit");
        Real nudge = Real.of("1e-20");
        for (Setting s : settings()) {
            Real limit = s.beta.over(s.alpha.times(s.m).times(4));
            for (String share : List.of("0.000001", "0.1", "0.7", "0.999")) {
                Real fixed = limit.times(Real.of(share));
                Real width = half.of(s, fixed).times(2);
                Real low = middle.of(s, fixed).minus(half.of(s, fixed));
                Real high = low.plus(width);
                Real atLow = low.times(nudge);
                Real atHigh = high.times(nudge);
                boolean right = derivative.of(s, fixed, low.plus(atLow)).isMoreThan(s.m)
                        && !derivative.of(s, fixed, low.minus(atLow)).isMoreThan(s.m)
                        && derivative.of(s, fixed, high.minus(atHigh)).isMoreThan(s.m)
                        && !derivative.of(s, fixed, high.plus(atHigh)).isMoreThan(s.m);
                sweep.that(right, () -> s + ", fixed " + fixed + ": from " + low + " to " + high);
            }
            Real beyond = limit.times(Real.of("1.000001"));
            for (String factor : List.of("0.01", "0.5", "1", "2", "100")) {
                Real free = beyond.times(Real.of(factor));
                sweep.that(!derivative.of(s, beyond, free).isMoreThan(s.m), () -> s + ", beyond the limit, at " + free);
            }
        }
        return sweep.finding();
    }

    static Claim area(String id, AreaFormula printed, boolean uv) {
        return Claim.of(id, () -> compare(printed, uv));
    }

    static Finding compare(AreaFormula printed, boolean uv) {
        Sweep sweep = new Sweep("settings of α, β, M, against an integral over strips of the region to 30 digits");
        for (Setting s : settings()) {
            Real strips = uv
                    ? PlackettLuceFormulas.areaUvByStrips(s.alpha, s.beta, s.m)
                    : PlackettLuceFormulas.areaVuByStrips(s.alpha, s.beta, s.m);
            sweep.equal(printed.of(s.alpha, s.beta, s.m), strips, s::toString);
        }
        Real strips = PlackettLuceFormulas.areaUvByStrips(Real.ONE, Real.ONE, Real.TWO);
        Real said = printed.of(Real.ONE, Real.ONE, Real.TWO);
        Real bradleyTerry = BradleyTerryFormulas.area(Real.TWO);
        Finding finding = sweep.finding();
        if (!uv || finding.holds()) {
            return finding;
        }
        Finding told = Finding.of(
                        false,
                        finding.found() + " At α = β = 1, M = 2 it says " + said + "; the area is " + strips
                                + ", and Bradley-Terry's " + bradleyTerry
                                + (said.isMoreThan(bradleyTerry)
                                        ? ", so that Theorem 2 would fail with the printed value."
                                        : "."))
                .with(finding.evidence().toArray(Quantity[]::new))
                .with(
                        Quantity.of("as printed, α = β = 1, M = 2", said),
                        Quantity.of("area, α = β = 1, M = 2", strips),
                        Quantity.of("A_BT(2)", bradleyTerry));
        return told.drawn(Plot.of(
                        "Areas at α = β = 1: Appendix B.2's value would exceed Bradley-Terry's",
                        Plot.Axis.log("M", 1.01, 100),
                        Plot.Axis.log("area", 1e-5, 0.4))
                .curve("β²/(6αM²)", Plot.Stroke.TRUE, m -> 1 / (6 * m * m))
                .curve("as printed, β²/(6αM)", Plot.Stroke.PRINTED, m -> 1 / (6 * m))
                .curve(
                        "Bradley-Terry",
                        Plot.Stroke.THIRD,
                        m -> BradleyTerryFormulas.area(Real.ofDouble(m)).toDouble()));
    }

    /** (B6)'s antiderivative of 2γ2, {@code -(β(β - 4αM p))^{3/2} / (6αβM)}, with M to a power. */
    static Claim antiderivative(int power) {
        return Claim.of("(B6), antiderivative", () -> differentiated(power)).repairedBy(() -> differentiated(2));
    }

    private static Finding differentiated(int power) {
        Sweep sweep = new Sweep("settings, the derivative of the antiderivative against 2γ2 halfway to the limit");
        for (Setting s : settings()) {
            Real p = s.beta.over(s.alpha.times(s.m).times(8));
            Real divisor = s.alpha.times(s.beta).times(s.m.power(power)).times(6);
            Real slope = PlackettLuceFormulas.derivative(p, x -> {
                Real root = s.beta.times(
                                s.beta.minus(s.alpha.times(s.m).times(x).times(4)))
                        .sqrt();
                return root.power(3).over(divisor).negate();
            });
            Real twice = s.beta.times(s.beta.minus(s.alpha.times(s.m).times(p).times(4)))
                    .sqrt()
                    .over(s.m);
            sweep.equal(slope, twice, s::toString);
        }
        return sweep.finding();
    }

    private static Finding shrinks() {
        Sweep sweep = new Sweep(
                "settings and both regions: a larger α and a smaller β, each with a smaller integral over strips");
        for (Setting s : settings()) {
            for (AreaFormula strips :
                    List.<AreaFormula>of(PlackettLuceFormulas::areaUvByStrips, PlackettLuceFormulas::areaVuByStrips)) {
                Real here = strips.of(s.alpha, s.beta, s.m);
                Real larger = strips.of(s.alpha.times(Real.of("1.1")), s.beta, s.m);
                Real smaller = strips.of(s.alpha, s.beta.times(Real.of("0.9")), s.m);
                sweep.that(larger.isLessThan(here) && smaller.isLessThan(here), s::toString);
            }
        }
        return sweep.finding();
    }

    /** "When α → 1 and β → 1, the region reaches its maximum size": no model of more than two items has β = 1. */
    static Claim largest(String printed) {
        return Claim.of("§2.4: largest region", () -> approached(printed.equals("maximum")))
                .repairedBy(() -> approached(false));
    }

    private static Finding approached(boolean reached) {
        Sweep sweep = new Sweep("models of 3 to 7 items with u = K - 1 and ever wider gaps, 6M² times the area "
                + (reached ? "reaching 1" : "rising towards 1 and below it"));
        Real last = Real.ZERO;
        for (int k = 3; k <= 7; k++) {
            Real before = Real.ZERO;
            for (int gap = 1; gap <= 64; gap *= 2) {
                List<Real> w = new ArrayList<>();
                for (int item = 0; item < k; item++) {
                    w.add(Real.of((long) -gap * item).exp());
                }
                Real share = PlackettLuceFormulas.beta(w, k - 1).squared();
                Real previous = before;
                int size = k;
                int wide = gap;
                sweep.that(
                        reached
                                ? share.compareTo(Real.ONE) == 0
                                : share.isLessThan(Real.ONE) && share.isMoreThan(previous),
                        () -> "K = " + size + ", gap " + wide + ": 1 - "
                                + share.complement().shown(3));
                before = share;
                last = share;
            }
        }
        return sweep.finding().with(Quantity.of("1 - 6M²A at K = 7, gap 64", last.complement()));
    }

    private static Finding figure2() {
        Sweep sweep = new Sweep("thresholds of Fig. 2, with all of both regions in p_uv < β/(αM) and p_vu < β/M");
        List<Quantity> evidence = new ArrayList<>();
        for (Real m : BradleyTerryFormulas.thresholdsOfFigure1()) {
            PairRegion region = new PairRegion(FIGURE_ALPHA.toDouble(), FIGURE_BETA.toDouble(), m.toDouble());
            double widest =
                    Math.max(region.gamma(1e-12).upper(), region.eta(1e-12).upper());
            double bound = FIGURE_BETA.over(m).toDouble();
            sweep.that(
                    widest <= bound && region.limit() < bound / 3.99,
                    () -> "M = " + m + ": reaches " + widest + ", " + bound + " expected");
            evidence.add(Quantity.of("areaUv(" + m + ")", region.areaUv()));
            evidence.add(Quantity.of("largest probability at M = " + m, widest));
        }
        Real besides = FIGURE_BETA
                .times(Real.of("1e-9"))
                .over(FIGURE_ALPHA.times(Real.of("0.001")).plus(Real.of("1e-9")).squared());
        return sweep.finding()
                .and(Finding.of(
                        true,
                        "(Not every such case is in them: at (p_uv, p_vu) = (0.001, 1e-9) the derivative is "
                                + besides.shown(3) + ".)",
                        Quantity.of("∂p_ω/∂p_uv at (0.001, 1e-9)", besides)))
                .with(evidence.toArray(Quantity[]::new));
    }

    /** Four and more items, the last two of which are far weaker than all others: their prefix probability does it. */
    private static Finding nonEmpty() {
        Sweep sweep = new Sweep("models of 3 to 7 items, one for each M, of which Eq. (9) exceeds M");
        for (int k = 3; k <= 7; k++) {
            for (Real m : Draws.bounds()) {
                double[] scores = new double[k];
                for (int item = 1; item < k; item++) {
                    scores[item] = item == 1 ? 0 : -Math.log(100 * m.toDouble());
                }
                // the two equal leaders, in a tuple that must rank all the weak items before them
                PairInRanking pair = PairInRanking.of(scores, 1, 2);
                int size = k;
                sweep.that(pair.toPuv() > m.toDouble(), () -> "K = " + size + ", M = " + m + ": " + pair.toPuv());
            }
        }
        return sweep.finding();
    }

    private static Claim realisable() {
        return Claim.of("Eq. (11), (12): domain", PlackettLuceRegionClaims::everyPointIsReached)
                .repairedBy(PlackettLuceRegionClaims::onlyLargeRatios);
    }

    /** For (1, 2) of K items, with strengths 1, r, t…: α = 1 + Σt and β fix r for K = 3, and bound it below for more. */
    private static Finding everyPointIsReached() {
        PairRegion region = new PairRegion(FIGURE_ALPHA.toDouble(), FIGURE_BETA.toDouble(), 10);
        double least = region.leastRatio();
        double uv = region.limit() / 10;
        PairRegion.Bounds vu = region.gamma(uv);
        boolean all = vu.lower() / uv > least;
        double shareUv = region.realisableAreaUv() / region.areaUv();
        double shareVu = region.realisableAreaVu() / region.areaVu();
        Plot plot = Plot.of(
                        "Fig. 2's region of p_uv at M = 10: models of four or more items lie above the line, those of three on it",
                        Plot.Axis.linear("p_uv", 0, 0.026),
                        Plot.Axis.linear("p_vu", 0, 0.1))
                .curve("γ1 - γ2 and γ1 + γ2", Plot.Stroke.THIRD, p -> boundAt(region, p, true))
                .curve("", Plot.Stroke.THIRD, p -> boundAt(region, p, false))
                .curve("p_vu/p_uv = " + Shown.digits(least, 4), Plot.Stroke.TRUE, p -> least * p);
        return Finding.of(
                        all,
                        "With Fig. 2's α = 1.01 and β = 0.99, three items have p_vu/p_uv = " + Shown.digits(least)
                                + " and no other ratio (area 0), four and more only larger ones: shares "
                                + Shown.digits(shareUv, 4)
                                + " and " + Shown.digits(shareVu, 4)
                                + " of the two regions. At M = 10 the first reaches down to ("
                                + Shown.digits(uv, 3) + ", " + Shown.digits(vu.lower(), 3) + "), a ratio of "
                                + Shown.digits(vu.lower() / uv, 3) + ".",
                        Quantity.of("least ratio", least),
                        Quantity.of("realisable share, uv", shareUv),
                        Quantity.of("realisable share, vu", shareVu))
                .drawn(plot);
    }

    private static double boundAt(PairRegion region, double p, boolean upper) {
        double inside = Math.max(1e-9, Math.min(p, region.limit() * (1 - 1e-12)));
        PairRegion.Bounds bounds = region.gamma(inside);
        return upper ? bounds.upper() : bounds.lower();
    }

    private static Finding onlyLargeRatios() {
        Sweep sweep = new Sweep(
                "models of 3 to 7 items: r_12 = (α-1)β/(1-β) for K = 3, larger for K >= 4; and p_uv + p_vu < 1 in the regions");
        Draws draws = new Draws(18);
        for (int round = 0; round < 100; round++) {
            List<Real> w = draws.strengths(3 + round % 5, 0.5 + round / 20.0);
            Real alpha = PlackettLuceFormulas.alpha(w, 1, 2);
            Real beta = PlackettLuceFormulas.beta(w, 1);
            Real least = alpha.minus(Real.ONE).times(beta).over(beta.complement());
            Real ratio = w.get(1).over(w.get(0));
            if (w.size() == 3) {
                sweep.equal(ratio, least, w::toString);
            } else {
                sweep.that(ratio.isMoreThan(least), () -> w + ": ratio " + ratio + ", least " + least);
            }
        }
        for (Setting s : settings()) {
            Real most = s.beta.over(s.m); // of p_uv + p_vu, at p_uv → 0
            sweep.that(most.isLessThan(Real.ONE), s::toString);
        }
        return sweep.finding();
    }
}
