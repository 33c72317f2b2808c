package org.teeter.ledger;

import java.util.List;
import java.util.function.UnaryOperator;
import org.teeter.paper.BradleyTerryRegion;
import org.teeter.report.document.Shown;

/** Appendix B.1: the proof of Proposition 1, step by step. */
final class AppendixB1Claims {
    private static final List<Real> BOUNDS = List.of(
            Real.of("1.0001"), Real.of("1.01"), Real.of("1.5"), Real.of(2), Real.of(5), Real.of(100), Real.of(1000000));

    private AppendixB1Claims() {}

    static List<Claim> all() {
        return List.of(
                firstDisplay(m -> new BradleyTerryRegion(m.toDouble())
                        .areaOverPrediction()
                        .value()),
                gamma0(BradleyTerryClaims::gammaOfEquation5),
                Claim.of("B.1: symmetry", AppendixB1Claims::sameAreas),
                onBounds("(B1)", m -> integral1(m).plus(integral2(m)).times(2), BradleyTerryFormulas::areaByWidths),
                onBounds(
                        "(B2)",
                        m -> m.minus(Real.ONE)
                                .over(m.plus(Real.ONE))
                                .log()
                                .over(4)
                                .plus(Real.HALF.over(m.plus(Real.ONE))),
                        AppendixB1Claims::integral1),
                Claim.of("B.1: x = cos² θ", AppendixB1Claims::substitution),
                onBounds(
                        "(B3)",
                        m -> {
                            Real sine = m.sqrt().times(2).over(m.plus(Real.ONE));
                            return sine.artanh().minus(sine).over(m.sqrt().times(4));
                        },
                        AppendixB1Claims::integral2),
                onBounds(
                        "(B4)",
                        m -> m.sqrt()
                                .plus(Real.ONE)
                                .over(m.sqrt().minus(Real.ONE))
                                .log()
                                .over(m.sqrt().times(4))
                                .minus(Real.HALF.over(m.plus(Real.ONE))),
                        AppendixB1Claims::integral2));
    }

    static Claim onBounds(String id, UnaryOperator<Real> printed, UnaryOperator<Real> computed) {
        return Claim.of(id, () -> {
            Sweep sweep = new Sweep("thresholds from 1.0001 to 1e6, against an integral to 30 digits");
            for (Real m : BOUNDS) {
                sweep.equal(printed.apply(m), computed.apply(m), () -> "M = " + m);
            }
            return sweep.finding();
        });
    }

    private static Real integral1(Real m) {
        return overCase2(m, x -> x.minus(Real.ONE).over(x.times(2).minus(Real.ONE)));
    }

    private static Real integral2(Real m) {
        return overCase2(
                m, x -> x.complement().times(x).over(m).sqrt().over(x.times(2).minus(Real.ONE)));
    }

    private static Real overCase2(Real m, UnaryOperator<Real> f) {
        return Integral.of(m.over(m.plus(Real.ONE)), Real.ONE, f);
    }

    /** The area that the first display's differentials name, as a function of M. */
    interface Display {
        double area(Real m);
    }

    /** B.1 begins with ∬ 1 dp_ij dp_ik; the proposition's area is over p_kj and p_ik. */
    static Claim firstDisplay(Display printed) {
        return Claim.of("B.1, first display", () -> {
                    double there = printed.area(Real.of(10));
                    double here = BradleyTerryFormulas.area(Real.of(10)).toDouble();
                    double counted = countedOverPrediction(10);
                    boolean equal = Math.abs(there - here) <= 1e-9 * here;
                    Finding finding = Finding.of(
                            equal,
                            "At M = 10 the integral as written is " + Shown.digits(there)
                                    + (equal ? "" : " (by counting points " + Shown.digits(counted, 3) + ")")
                                    + ", Proposition 1 says " + Shown.digits(here) + ".",
                            Quantity.of("∬ dp_ij dp_ik, M = 10", there),
                            Quantity.of("the same by counting points", counted),
                            Quantity.of("Proposition 1, M = 10", here));
                    return finding.drawn(Plot.of(
                                    "The same region measured over two pairs of coordinates",
                                    Plot.Axis.log("M", 1.01, 1000),
                                    Plot.Axis.log("area", 1e-7, 1))
                            .curve(
                                    "Proposition 1, dp_kj dp_ik",
                                    Plot.Stroke.TRUE,
                                    m -> new BradleyTerryRegion(m).area().value())
                            .curve(
                                    "as printed, dp_ij dp_ik",
                                    Plot.Stroke.PRINTED,
                                    m -> new BradleyTerryRegion(m)
                                            .areaOverPrediction()
                                            .value()));
                })
                .repairedBy(AppendixB1Claims::overKj);
    }

    /** {@code p_ij(1-p_ij) > M p_ik(1-p_ik)} on a square of 1,000 by 1,000 points. */
    private static double countedOverPrediction(double m) {
        int side = 1000;
        long inside = 0;
        for (int i = 0; i < side; i++) {
            double a = (i + 0.5) / side;
            for (int j = 0; j < side; j++) {
                double p = (j + 0.5) / side;
                if (p * (1 - p) > m * a * (1 - a)) {
                    inside++;
                }
            }
        }
        return inside / ((double) side * side);
    }

    private static Finding overKj() {
        Sweep sweep = new Sweep("thresholds, the integral over (p_kj, p_ik) against Proposition 1");
        for (Real m : BOUNDS) {
            sweep.equal(BradleyTerryFormulas.areaByWidths(m), BradleyTerryFormulas.area(m), () -> "M = " + m);
        }
        return sweep.finding();
    }

    /**
     * γ0 as B.1 repeats it. The transcriptions of the paper show three forms of it, of which one is right: what the paper prints is not
     * known, and it is that one which is judged.
     */
    static Claim gamma0(BradleyTerryClaims.Gamma printed) {
        return Claim.of(
                "B.1, γ0",
                () -> BradleyTerryClaims.bound(printed)
                        .and(Finding.of(
                                true,
                                "(The two transcriptions of B.1 differ. One has this form in the integral that follows and, where it"
                                        + " repeats γ0, the 1 under the root; the other leaves the 1 out in both places. At p_kj ="
                                        + " 0.02, M = 20 those would be "
                                        + at(AppendixB1Claims::underTheRoot).shown(6) + " and "
                                        + at(AppendixB1Claims::withoutTheOne).shown(6)
                                        + ". Where one of two transcriptions is right, no error is charged to the paper.)",
                                BradleyTerryClaims.atTwenty("1 under the root", at(AppendixB1Claims::underTheRoot)),
                                BradleyTerryClaims.atTwenty("without the 1", at(AppendixB1Claims::withoutTheOne)))));
    }

    static Real underTheRoot(Real m, Real b) {
        Real odds = Real.ONE.over(b).minus(Real.ONE).over(m);
        return odds.minus(Real.ONE).sqrt().over(BradleyTerryClaims.gap(b)).complement();
    }

    static Real withoutTheOne(Real m, Real b) {
        return BradleyTerryClaims.rootOfOdds(m, b)
                .over(BradleyTerryClaims.gap(b))
                .complement();
    }

    private static Real at(BradleyTerryClaims.Gamma gamma) {
        return gamma.of(Real.of(20), Real.of("0.02"));
    }

    /** The angles of B.1 by their sines s = sin θ: over s each step of the substitution is algebra. */
    private static Finding substitution() {
        Sweep sweep = new Sweep("thresholds and angles up to θ0, each form of the integrand and its integral");
        for (Real m : BOUNDS) {
            Real last = Real.ONE.over(m.plus(Real.ONE)).sqrt(); // sin θ0
            sweep.equal(m.over(m.plus(Real.ONE)), last.squared().complement(), () -> "cos² θ0, M = " + m);
            sweep.equal(
                    m.sqrt().times(2).over(m.plus(Real.ONE)),
                    last.times(last.squared().complement().sqrt()).times(2),
                    () -> "sin 2θ0, M = " + m);
            for (String share : List.of("0.001", "0.3", "0.7", "0.999")) {
                Real s = last.times(Real.of(share));
                Real c = s.squared().complement().sqrt();
                Real x = c.squared();
                Real cosine = x.times(2).minus(Real.ONE); // of 2θ
                Real sine = s.times(c).times(2);
                sweep.equal(
                        s.times(c).over(cosine).over(m.sqrt()),
                        x.complement().times(x).over(m).sqrt().over(x.times(2).minus(Real.ONE)),
                        () -> "√((1-x)x/M)/(2x-1), M = " + m + ", sin θ = " + s);
                Real first = s.times(c).squared().times(2).over(cosine);
                sweep.equal(first, sine.squared().over(cosine).over(2), () -> "sin² 2θ / 2 cos 2θ, sin θ = " + s);
                sweep.equal(first, Real.ONE.over(cosine).minus(cosine).over(2), () -> "sec 2θ - cos 2θ, sin θ = " + s);
            }
            // dθ = ds / cos θ
            sweep.equal(
                    Integral.of(
                                    Real.ZERO,
                                    last,
                                    s -> s.squared()
                                            .times(s.squared().complement().sqrt())
                                            .times(2)
                                            .over(s.squared().times(2).complement()))
                            .over(m.sqrt()),
                    integral2(m),
                    () -> "∫ 2 sin² θ cos² θ / (2 cos² θ - 1) dθ, M = " + m);
        }
        return sweep.finding();
    }

    private static Finding sameAreas() {
        Sweep sweep = new Sweep("thresholds: 2 ∫ over case 2 of γ0 against 2 ∫ over case 1 of 1 - γ0");
        for (Real m : BOUNDS) {
            Real second = overCase2(m, b -> BradleyTerryFormulas.gamma0(m, b));
            sweep.equal(second.times(2), BradleyTerryFormulas.areaByWidths(m), () -> "M = " + m);
        }
        return sweep.finding();
    }
}
