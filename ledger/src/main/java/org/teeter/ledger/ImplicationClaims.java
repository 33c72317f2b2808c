package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;

/** §3.1: what dominant preferences are said to do to training, to other models, and what has to be traded for robustness. */
final class ImplicationClaims {
    private static final Real KJ = Real.of("0.02");
    private static final Real DOMINANT = Real.of("0.99");
    private static final Real TEN = Real.of(10);

    private ImplicationClaims() {}

    static List<Claim> all() {
        return List.of(
                Claim.of(
                        "§3.1: minor changes",
                        () -> ExampleClaims.swing()
                                .and(
                                        Finding.of(
                                                true,
                                                "(The datasets are said to differ in (o_i, o_k) and (o_k, o_j); the second is 0.02 in both.)"))),
                ExampleClaims.first("§3.1: .95", "0.95"),
                ExampleClaims.second("§3.1: .50", "0.50"),
                TheoremOneClaims.generalModels(),
                longerTuples(false),
                tradeOff(true));
    }

    /** Example 1 with tuples for the unseen preference, whose item k is last of the chain's three or between the other two. */
    static Claim longerTuples(boolean between) {
        return Claim.of(
                "§3.1: K-tuple models",
                () -> swings(between)
                        .and(Finding.of(
                                true,
                                "(The modification: p_ω over (p_ik, p_kj) and the other scores, not over the p_uv and p_vu of Eq. (9). It is"
                                        + " of some tuples: with k between i and j the same p_ω moves by "
                                        + swing(3, true).shown(3) + ", less than p_ik does.)",
                                Quantity.of("change of p_ikj, K = 3", swing(3, true)))));
    }

    private static Finding swings(boolean between) {
        Sweep sweep = new Sweep(
                "tuples of K = 3 to 7 items, p_ω moving by more than ten times what p_ik moves from 0.9801 to 0.9999 at p_kj = 0.02");
        for (int k = 3; k <= 7; k++) {
            int size = k;
            Real swing = swing(k, between);
            sweep.that(swing.isMoreThan(Real.of("0.198")), () -> "K = " + size + ": " + swing);
        }
        return sweep.finding()
                .with(
                        Quantity.of("change of p_ω, K = 3", swing(3, between)),
                        Quantity.of("change of p_ω, K = 7", swing(7, between)));
    }

    /** Of the probability of the tuple (i, j, k, …) or (i, k, j, …), all further items being far behind, one after the other. */
    private static Real swing(int size, boolean between) {
        return tuple(size, between, Real.of("0.9999"))
                .minus(tuple(size, between, Real.of("0.9801")))
                .abs();
    }

    private static Real tuple(int size, boolean between, Real ik) {
        Real i = ik.over(ik.complement()); // strengths, k's being 1
        Real j = KJ.complement().over(KJ);
        List<Real> strengths = new ArrayList<>(between ? List.of(i, Real.ONE, j) : List.of(i, j, Real.ONE));
        for (int further = 1; further <= size - 3; further++) {
            strengths.add(Real.of("1e-6").power(further));
        }
        return PlackettLuceFormulas.p(strengths);
    }

    /**
     * "One has to either handle reduced robustness, or weaken dominant preferences": whether every model of a dominant p_ik is sensitive,
     * those with an agreeing p_kj and those that see the pair (i, j) itself included.
     *
     * @param everyModel or only what no p_kj can break
     */
    static Claim tradeOff(boolean everyModel) {
        return Claim.of("§3.1: trade-off", () -> everyModel ? dominantAndRobust() : bandIsExact())
                .repairedBy(ImplicationClaims::bandIsExact);
    }

    private static Finding dominantAndRobust() {
        Sweep sweep = new Sweep("models with p_ik = 0.99, each of which must be more than 10-sensitive to it");
        Real chain = BradleyTerryFormulas.slope(DOMINANT, KJ);
        Real agreeing = BradleyTerryFormulas.slope(DOMINANT, DOMINANT);
        Real compared = triangle(DOMINANT, KJ, Real.ONE);
        sweep.that(chain.isMoreThan(TEN), () -> "p_kj = 0.02: S = " + chain);
        sweep.that(agreeing.isMoreThan(TEN), () -> "p_kj = 0.99, the same order: S = " + agreeing);
        sweep.that(
                compared.isMoreThan(TEN),
                () -> "p_kj = 0.02 and (i, j) compared as often as the others: S = " + compared);
        return sweep.finding()
                .and(Finding.of(
                        true,
                        "With p_kj = 0.02, S = " + chain.shown(6) + "; with p_kj = 0.99, " + agreeing.shown(3)
                                + "; with p_kj = 0.02 and (i, j) compared as often, " + compared.shown(6)
                                + ". Neither of the last two weakens p_ik.",
                        Quantity.of("∂p_ij/∂p_ik at (0.99, 0.02)", chain),
                        Quantity.of("∂p_ij/∂p_ik at (0.99, 0.99)", agreeing),
                        Quantity.of("∂p_ij/∂p_ik at (0.99, 0.02), (i, j) compared as often", compared)))
                .drawn(Plot.of(
                                "p_ik = 0.99 and p_kj = 0.02 as the pair (i, j) is compared, too: robust without weakening",
                                Plot.Axis.log("comparisons of (i, j) for one of (i, k)", 1e-3, 10),
                                Plot.Axis.log("∂p_ij/∂p_ik", 0.005, 50))
                        .curve(
                                "p_kj = 0.02",
                                Plot.Stroke.TRUE,
                                weight -> closedTriangle(weight).toDouble())
                        .level("p_kj = 0.99, (i, j) not compared", Plot.Stroke.THIRD, agreeing.toDouble())
                        .level("M = 10", Plot.Stroke.PRINTED, 10));
    }

    /** {@code S / (1 + c_ij (1/c_ik + 1/c_kj))}, c the counts times p(1 - p). */
    private static Real closedTriangle(double weight) {
        Real p = BradleyTerryFormulas.composed(DOMINANT, KJ);
        Real ij = Real.ofDouble(weight).times(variance(p));
        Real resistance = Real.ONE.over(variance(DOMINANT)).plus(Real.ONE.over(variance(KJ)));
        return BradleyTerryFormulas.closedSlope(DOMINANT, KJ)
                .over(ij.times(resistance).plus(Real.ONE));
    }

    private static Real variance(Real p) {
        return p.times(p.complement());
    }

    /** {@code ∂p_ij/∂p_ik} of the maximum-likelihood fit to three compared pairs, as a difference quotient of fits. */
    static Real triangle(Real ik, Real kj, Real weight) {
        Real ij = BradleyTerryFormulas.composed(ik, kj);
        Real step = Real.of("1e-18");
        Real high = fitted(ik, ik.plus(step), kj, ij, weight);
        Real low = fitted(ik, ik.minus(step), kj, ij, weight);
        return high.minus(low).over(step.times(2));
    }

    /** Newton's method on {@code y_ik - g(x) + w (y_ij - g(x+y)) = 0}, and likewise for y, from the scores of the chain. */
    private static Real fitted(Real start, Real ik, Real kj, Real ij, Real weight) {
        Real x = start.over(start.complement()).log();
        Real y = kj.over(kj.complement()).log();
        for (int round = 0; round < 5; round++) {
            Real a = logistic(x);
            Real b = logistic(y);
            Real c = logistic(x.plus(y));
            Real pull = weight.times(ij.minus(c));
            Real first = ik.minus(a).plus(pull);
            Real second = kj.minus(b).plus(pull);
            Real va = variance(a);
            Real vb = variance(b);
            Real vc = weight.times(variance(c));
            Real determinant = va.times(vb).plus(vc.times(va.plus(vb)));
            x = x.plus(first.times(vb.plus(vc)).minus(second.times(vc)).over(determinant));
            y = y.plus(second.times(va.plus(vc)).minus(first.times(vc)).over(determinant));
        }
        return logistic(x.plus(y));
    }

    private static Real logistic(Real x) {
        return Real.ONE.over(Real.ONE.plus(x.negate().exp()));
    }

    private static Finding bandIsExact() {
        Sweep sweep =
                new Sweep("M and p_ik just within [1 - p*, p*], where no p_kj, and just outside, where one exceeds M");
        Draws draws = new Draws(26);
        for (Real m : Draws.bounds()) {
            Real rest = Real.ONE.over(m.times(2)
                    .times(Real.ONE.plus(Real.ONE.minus(Real.ONE.over(m)).sqrt()))); // 1 - p*
            for (String factor : List.of("1.000001", "0.999999")) {
                Real q = rest.times(Real.of(factor));
                boolean within = factor.startsWith("1.");
                for (Real a : List.of(q, q.complement())) {
                    Real most = BradleyTerryFormulas.closedSlope(a, a.complement());
                    for (int round = 0; round < 20; round++) {
                        most = most.larger(BradleyTerryFormulas.closedSlope(a, draws.probability()));
                    }
                    Real largest = most;
                    sweep.that(largest.isMoreThan(m) != within, () -> "M = " + m + ", p_ik = " + a + ": " + largest);
                }
            }
        }
        return sweep.finding();
    }
}
