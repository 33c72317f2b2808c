package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.teeter.paper.BradleyTerryRegion;
import org.teeter.paper.ThreeItems;

/** Theorem 2, its sketch, its proof in Appendix B.3, and what it is read to mean. */
final class TheoremTwoClaims {

    private TheoremTwoClaims() {}

    static List<Claim> all() {
        return List.of(
                inequality(PlackettLuceRegionClaims::firstArea),
                reading("Thm. 2, reading", true),
                artanh(x -> x.plus(Real.ONE).log().over(x.minus(Real.ONE).log()).over(2)),
                sketch(),
                Claim.of(
                        "B.3: L",
                        () -> onBounds(
                                "thresholds, against Proposition 1",
                                BradleyTerryFormulas::area,
                                BradleyTerryClaims::areaAsPrinted)),
                Claim.of(
                        "B.3: series of artanh",
                        () -> onBounds(
                                "thresholds, 400 terms",
                                m -> sum(
                                        400,
                                        k -> Real.ONE.over(m).power(2 * k + 1).over(2L * k + 1)),
                                m -> Real.ONE.over(m).artanh())),
                Claim.of(
                        "(B7)",
                        () -> coefficients()
                                .and(onBounds(
                                        "thresholds, 400 terms, against Proposition 1",
                                        m -> sum(400, n -> n == 0 ? Real.ZERO : term(m, n)),
                                        BradleyTerryClaims::areaAsPrinted))),
                Claim.of("B.3: L_n > 0", TheoremTwoClaims::termsArePositive),
                Claim.of("B.3: L_1", TheoremTwoClaims::firstTerm),
                chain(false));
    }

    /** Thresholds at which 400 terms are enough for 25 digits. */
    private static List<Real> moderate() {
        return List.of(Real.of("1.2"), Real.of("1.5"), Real.of(2), Real.of(5), Real.of(10), Real.of(1000));
    }

    private interface Term {
        Real of(int k);
    }

    private static Real sum(int terms, Term term) {
        Real sum = Real.ZERO;
        for (int k = terms - 1; k >= 0; k--) {
            sum = sum.plus(term.of(k));
        }
        return sum;
    }

    /** {@code L_n}. */
    private static Real term(Real m, int n) {
        Real even = Real.ONE.over(m).power(2 * n);
        return even.over(4L * n - 1).minus(even.over(m).times(2L * n).over((4L * n + 1) * (2L * n + 1)));
    }

    /** The two series have 1/(2m-1) at M^-m, and -1/m besides for odd m: so for every M > 1, those too that 400 terms do not reach. */
    private static Finding coefficients() {
        Sweep sweep = new Sweep("coefficients of M^-(2n+1), n from 1 to 300, against those of the two series together");
        for (int n = 1; n <= 300; n++) {
            int index = n;
            sweep.equal(
                    Real.of(2L * n).over((4L * n + 1) * (2L * n + 1)).negate(),
                    Real.ONE.over(4L * n + 1).minus(Real.ONE.over(2L * n + 1)),
                    () -> "n = " + index);
        }
        return sweep.finding();
    }

    private static Finding onBounds(String what, UnaryOperator<Real> printed, UnaryOperator<Real> computed) {
        Sweep sweep = new Sweep(what);
        for (Real m : moderate()) {
            sweep.equal(printed.apply(m), computed.apply(m), () -> "M = " + m);
        }
        return sweep.finding();
    }

    static Claim inequality(PlackettLuceRegionClaims.AreaFormula plackettLuce) {
        return Claim.of("Thm. 2", () -> {
            Sweep sweep =
                    new Sweep("M from 1 + 1e-10 to 1e8 with α from 1 to 1000 and β up to 1, the worst being α = β = 1");
            Draws draws = new Draws(19);
            Real least = Real.of(1000);
            Real at = Real.ZERO;
            List<Real> bounds = new ArrayList<>(Draws.bounds());
            for (int k = 1; k <= 200; k++) {
                bounds.add(Real.ONE.plus(Real.of(k).over(100)));
            }
            for (Real m : bounds) {
                Real area = BradleyTerryFormulas.area(m);
                Real ratio = area.times(m.squared()).times(6);
                if (ratio.isLessThan(least)) {
                    least = ratio;
                    at = m;
                }
                Real alpha = Real.ofDouble(Math.exp(draws.uniform(0, 7)));
                Real beta = Real.ofDouble(draws.uniform(0.001, 1));
                sweep.that(area.isMoreThan(plackettLuce.of(Real.ONE, Real.ONE, m)), () -> "M = " + m + ", α = β = 1");
                sweep.that(area.isMoreThan(plackettLuce.of(alpha, beta, m)), () -> "M = " + m + ", α = " + alpha);
            }
            return sweep.finding()
                    .with(Quantity.of("least A_BT / (1/(6M²)) that was met", least), Quantity.of("at M", at))
                    .drawn(areas());
        });
    }

    private static Plot areas() {
        return Plot.of(
                        "Areas of the regions where |∂p/∂x| > M, both axes by ratios",
                        Plot.Axis.log("M", 1.01, 1000),
                        Plot.Axis.log("area", 1e-8, 1))
                .curve(
                        "Bradley-Terry, over (p_ik, p_kj)",
                        Plot.Stroke.TRUE,
                        m -> new BradleyTerryRegion(m).area().value())
                .curve("Plackett-Luce, over (p_uv, p_vu), at most: 1/(6M²)", Plot.Stroke.PRINTED, m -> 1 / (6 * m * m))
                .curve("Plackett-Luce, α = 2, β = 1/2: 1/(48M²)", Plot.Stroke.THIRD, m -> 1 / (48 * m * m));
    }

    /**
     * A comparison of models must find a model neither more nor less robust than itself. With K = 2, Eq. (9) has α = β = 1 and is
     * Bradley-Terry; put beside A_BT by the theorem's yardstick it should come out equal.
     */
    static Claim reading(String id, boolean drawn) {
        return Claim.of(id, () -> {
                    Finding finding = yardstick(PlackettLuceRegionClaims::firstArea);
                    return drawn ? finding : finding.undrawn();
                })
                .repairedBy(TheoremTwoClaims::likeForLike);
    }

    static Finding yardstick(PlackettLuceRegionClaims.AreaFormula plackettLuce) {
        Sweep sweep = new Sweep(
                "thresholds at which Bradley-Terry, as the case K = 2, α = β = 1, must be as robust as itself");
        Real smallest = Real.of(1000);
        Real largest = Real.ZERO;
        for (String threshold : List.of("1.000001", "1.2", "1.6689617888589735", "2", "10", "1000", "100000000")) {
            Real m = Real.of(threshold);
            Real ratio = BradleyTerryFormulas.area(m).over(plackettLuce.of(Real.ONE, Real.ONE, m));
            smallest = smallest.smaller(ratio);
            largest = largest.larger(ratio);
            sweep.that(
                    ratio.minus(Real.ONE).abs().isLessThan(Real.of("0.01")),
                    () -> "M = " + m + ": the same model, with p_uv and p_vu for p_ik and p_kj, has an area smaller by "
                            + ratio.shown(6));
        }
        return sweep.finding()
                .with(Quantity.of("least ratio met", smallest), Quantity.of("largest ratio met", largest))
                .drawn(Plot.of(
                                "Areas times 6M²: the factor between the models is one between coordinates",
                                Plot.Axis.log("M", 1.01, 1000),
                                Plot.Axis.linear("6M² · area", 0, 2.2))
                        .curve(
                                "Bradley-Terry, (p_ik, p_kj)",
                                Plot.Stroke.TRUE,
                                m -> 6
                                        * m
                                        * m
                                        * new BradleyTerryRegion(m).area().value())
                        .level("the same model as K = 2, (p_uv, p_vu)", Plot.Stroke.PRINTED, 1)
                        .curve(
                                "p_ijk of three items, (p_ik, p_kj)",
                                Plot.Stroke.THIRD,
                                m -> 6 * m * m * ThreeItems.area(m).value()));
    }

    private static Finding likeForLike() {
        Sweep sweep = new Sweep("thresholds from 1.01 to 1e6, three items against Bradley-Terry over (p_ik, p_kj)");
        Real least = Real.ONE;
        Real most = Real.ZERO;
        for (String threshold : List.of("1.01", "1.2", "2", "5", "10", "1000", "1000000")) {
            Real m = Real.of(threshold);
            Real root = m.sqrt();
            Real three = Real.ONE
                    .over(root)
                    .atan()
                    .over(root)
                    .minus(Real.ONE.plus(Real.ONE.over(m)).log());
            Real ratio = three.over(BradleyTerryFormulas.area(m));
            least = least.smaller(ratio);
            most = most.larger(ratio);
            sweep.that(ratio.isLessThan(Real.ONE), () -> "M = " + m + ": ratio " + ratio);
            double core = ThreeItems.area(m.toDouble()).value();
            double closed = three.toDouble();
            sweep.that(
                    Math.abs(core - closed) <= 1e-13 * closed,
                    () -> "M = " + m + ": " + core + " in doubles, " + closed);
        }
        return sweep.finding().with(Quantity.of("least ratio", least), Quantity.of("largest ratio", most));
    }

    /** The identity that sketch and proof both use. */
    static Claim artanh(UnaryOperator<Real> formula) {
        return Claim.of("Sketch and B.3: artanh", () -> identity(formula))
                .repairedBy(() -> identity(
                        x -> Real.ONE.plus(x).over(x.complement()).log().over(2)));
    }

    private static Finding identity(UnaryOperator<Real> formula) {
        Sweep sweep = new Sweep("x in (0, 1), against artanh x = Σ x^(2k+1)/(2k+1)");
        for (String text : List.of("0.01", "0.1", "0.5", "0.8")) {
            Real x = Real.of(text);
            Real series = sum(400, k -> x.power(2 * k + 1).over(2L * k + 1));
            try {
                sweep.equal(formula.apply(x), series, () -> "x = " + x);
            } catch (ArithmeticException undefined) { // the logarithm of a negative number: what the claim is about
                sweep.that(
                        false,
                        () -> "x = " + x + ": undefined, the logarithm of " + x.minus(Real.ONE)
                                + " has no real value; artanh x = " + series);
            }
        }
        return sweep.finding()
                .drawn(Plot.of(
                                "artanh x; the printed expression has no real value for any x in (0, 1)",
                                Plot.Axis.linear("x", 0, 1),
                                Plot.Axis.linear("artanh x", 0, 3))
                        .curve("artanh x", Plot.Stroke.TRUE, x -> {
                            double inside = Math.min(x, 0.995);
                            return 0.5 * Math.log((1 + inside) / (1 - inside));
                        }));
    }

    /** The sketch's copy of Proposition 1, which the transcriptions show in two forms: the better one decides. */
    private static Claim sketch() {
        return Claim.of("Sketch: L", () -> {
            Real m = Real.TWO;
            Real other = m.minus(Real.ONE)
                    .over(m.plus(Real.ONE))
                    .log()
                    .over(2)
                    .plus(m.plus(Real.ONE)
                            .sqrt()
                            .over(m.minus(Real.ONE).sqrt())
                            .log()
                            .over(m.sqrt().times(2)));
            Real right = BradleyTerryClaims.areaAsPrinted(m);
            return onBounds("thresholds", BradleyTerryClaims::areaAsPrinted, BradleyTerryFormulas::areaByWidths)
                    .and(Finding.of(
                            true,
                            "(One of two transcriptions of the paper has √(M+1)/√(M-1) in the logarithm, which at M = 2 gives "
                                    + other.shown(6) + " for " + right.shown(6) + ".)",
                            Quantity.of("L(2)", right),
                            Quantity.of("L(2) with √(M+1)/√(M-1)", other)));
        });
    }

    private static Finding termsArePositive() {
        Sweep sweep = new Sweep("n from 1 to 300 and M from 1 + 1e-10 to 1e8");
        for (int n = 1; n <= 300; n++) {
            Real gap = Real.ONE.over(4L * n - 1).minus(Real.of(2L * n).over((4L * n + 1) * (2L * n + 1)));
            Real closed = Real.of(8L * n + 1).over((4L * n - 1) * (4L * n + 1)).over(2L * n + 1);
            int index = n;
            sweep.equal(gap, closed, () -> "n = " + index);
            sweep.that(gap.isPositive(), () -> "n = " + index + ": " + gap);
            for (Real m : Draws.bounds()) {
                Real bound = Real.ONE.over(m).power(2 * n).times(gap);
                sweep.that(term(m, n).isMoreThan(bound), () -> "n = " + index + ", M = " + m);
            }
        }
        return sweep.finding();
    }

    private static Finding firstTerm() {
        Sweep sweep = new Sweep("M from 1 + 1e-10 to 1e8");
        for (Real m : Draws.bounds()) {
            Real first = term(m, 1);
            Real fifth = Real.ONE.over(m.squared().times(5));
            sweep.that(
                    BradleyTerryFormulas.area(m).isMoreThan(first)
                            && first.isMoreThan(fifth)
                            && fifth.isMoreThan(Real.ONE.over(m.squared().times(6))),
                    () -> "M = " + m);
        }
        return sweep.finding();
    }

    /** The last step of the proof notes that α > 1, which u = K - 1 breaks; the chain needs no more than α >= 1. */
    static Claim chain(boolean closed) {
        return Claim.of("B.3: α and β", () -> lastStep(closed)).repairedBy(() -> lastStep(true));
    }

    private static Finding lastStep(boolean closed) {
        Sweep sweep = new Sweep(
                "models of 3 to 6 items and all their u, of each of which the premise and 1 > β²/α are tried");
        Draws draws = new Draws(20);
        for (int round = 0; round < 40; round++) {
            List<Real> w = draws.strengths(3 + round % 4, 1 + round / 4.0);
            for (int u = 1; u < w.size(); u++) {
                Real alpha = PlackettLuceFormulas.alpha(w, u, w.size());
                Real beta = PlackettLuceFormulas.beta(w, u);
                int place = u;
                sweep.that(
                        alpha.isMoreThan(Real.ONE) || (closed && alpha.compareTo(Real.ONE) == 0),
                        () -> "K = " + w.size() + ", u = " + place + ": α = " + alpha);
                sweep.that(
                        beta.squared().over(alpha).isLessThan(Real.ONE),
                        () -> w + ": β²/α = " + beta.squared().over(alpha));
            }
        }
        return sweep.finding();
    }
}
