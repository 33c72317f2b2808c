package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.paper.Area;
import org.teeter.paper.BradleyTerryRegion;
import org.teeter.paper.SensitiveRegion;

/** §2.3: Bradley-Terry, Eq. (3) to (5), Proposition 1 and Fig. 1. Everywhere {@code a = p_ik, b = p_kj}. */
final class BradleyTerryClaims {
    private static final Real TWENTY = Real.of(20);
    private static final Real B = Real.of("0.02");

    private BradleyTerryClaims() {}

    static List<Claim> all() {
        return List.of(
                equation3((a, b) -> Real.ONE.over(Real.ONE.plus(
                        a.complement().times(b.complement()).over(a).over(b)))),
                equation4((a, b) -> b.times(b.complement())
                        .over(a.plus(b)
                                .minus(a.times(b).times(2))
                                .minus(Real.ONE)
                                .squared())),
                equation5("Eq. (5)", true, BradleyTerryClaims::gammaOfEquation5),
                Claim.of("Eq. (5), two regions", BradleyTerryClaims::twoParts),
                proposition1(BradleyTerryClaims::areaAsPrinted),
                Claim.of("§2.3: p_kj", BradleyTerryClaims::mirrorRegion),
                DominanceClaims.increasing(DominanceClaims.fixed()),
                Claim.of("§2.3: shrinking", BradleyTerryClaims::shrinks),
                Claim.of("Fig. 1", BradleyTerryClaims::figure1));
    }

    static Claim equation3(BinaryOperator<Real> printed) {
        return Claim.of("Eq. (3)", () -> {
            Sweep sweep = new Sweep(
                    "points (p_ik, p_kj) from 1e-20 to 1 - 1e-20, against Eq. (1) with logarithms and exponentials");
            for (Draws.Pair pair : new Draws(6).pairs()) {
                Real score = logit(pair.a()).plus(logit(pair.b()));
                Real p = Real.ONE.over(Real.ONE.plus(score.negate().exp()));
                sweep.equal(printed.apply(pair.a(), pair.b()), p, pair::toString);
            }
            return sweep.finding();
        });
    }

    private static Real logit(Real p) {
        return p.over(p.complement()).log();
    }

    static Claim equation4(BinaryOperator<Real> printed) {
        return Claim.of("Eq. (4)", () -> {
            Sweep sweep = new Sweep("points from 1e-20 to 1 - 1e-20, against difference quotients of Eq. (3)");
            for (Draws.Pair pair : new Draws(7).pairs()) {
                sweep.equal(
                        printed.apply(pair.a(), pair.b()),
                        BradleyTerryFormulas.slope(pair.a(), pair.b()),
                        pair::toString);
            }
            return sweep.finding();
        });
    }

    /** The bound γ0 as a function of M and p_kj. */
    interface Gamma {
        Real of(Real m, Real b);
    }

    /** {@code 1 - (√((1/b - 1)/M) - 1) / (1/b - 2)}. */
    static Real gammaOfEquation5(Real m, Real b) {
        return rootOfOdds(m, b).minus(Real.ONE).over(gap(b)).complement();
    }

    /** {@code 1/b - 2}. */
    static Real gap(Real b) {
        return Real.ONE.over(b).minus(Real.TWO);
    }

    /** {@code √((1/b - 1)/M)}. */
    static Real rootOfOdds(Real m, Real b) {
        return Real.ONE.over(b).minus(Real.ONE).over(m).sqrt();
    }

    /** Holds γ0 against the region itself: on either side of it, Eq. (4) must be on either side of M. */
    static Claim equation5(String id, boolean remarks, Gamma printed) {
        return Claim.of(id, () -> {
            Finding finding = bound(printed);
            return remarks ? remark(finding) : finding;
        });
    }

    private static Finding remark(Finding finding) {
        Real other = otherReading(TWENTY, B);
        return finding.and(Finding.of(
                true,
                "(One of two transcriptions of the paper shows 1 - √(1/p_kj - 1)/M - 1 here, which at p_kj = 0.02, M = 20 is "
                        + other.shown(6) + "; this verdict is of the other one's, which there is "
                        + gammaOfEquation5(TWENTY, B).shown(12) + ".)",
                atTwenty("another reading", other)));
    }

    /** What one of the two transcriptions of Eq. (5) shows: {@code 1 - √(1/b - 1)/M - 1}. */
    static Real otherReading(Real m, Real b) {
        return Real.ONE.over(b).minus(Real.ONE).sqrt().over(m).negate();
    }

    static Quantity atTwenty(String reading, Real value) {
        return Quantity.of("γ0 at p_kj = 0.02, M = 20, " + reading, value);
    }

    static Finding bound(Gamma printed) {
        Sweep sweep = new Sweep(
                "pairs (M, p_kj): outside the middle band Eq. (4) on both sides of γ0, inside it some p_ik, which must not do");
        Draws draws = new Draws(8);
        Real nudge = Real.of("1e-20");
        for (Real m : Draws.bounds()) {
            Real end = Real.ONE.over(m.plus(Real.ONE));
            for (String share : List.of("1e-15", "0.001", "0.3", "0.9", "0.999999")) {
                Real low = end.times(Real.of(share));
                for (Real b : List.of(low, low.complement())) {
                    sweep.that(
                            separates(m, b, valueOrNothing(printed, m, b), nudge),
                            () -> "M = " + m + ", p_kj = " + b + ": " + said(printed, m, b)
                                    + ", and a solution of b(1 - b) = M D² is " + BradleyTerryFormulas.gamma0(m, b));
                }
            }
            for (int round = 0; round < 10; round++) {
                Real b = end.plus(end.complement().minus(end).times(Real.ofDouble(draws.uniform(0, 1))));
                Real a = draws.probability();
                sweep.that(
                        !BradleyTerryFormulas.closedSlope(a, b).isMoreThan(m),
                        () -> "M = " + m + ", inside the band at p_kj = " + b + ", p_ik = " + a);
            }
        }
        Finding finding = sweep.finding().with(atTwenty("solved", BradleyTerryFormulas.gamma0(TWENTY, B)));
        return valueOrNothing(printed, TWENTY, B)
                .map(value -> finding.with(atTwenty("as printed", value)))
                .orElse(finding);
    }

    private static Optional<Real> valueOrNothing(Gamma printed, Real m, Real b) {
        try {
            return Optional.of(printed.of(m, b));
        } catch (ArithmeticException undefined) { // the root of a negative number: a finding, not a failure
            return Optional.empty();
        }
    }

    private static String said(Gamma printed, Real m, Real b) {
        return valueOrNothing(printed, m, b)
                .map(value -> "γ0 = " + value)
                .orElse("γ0 is the root of a negative number");
    }

    private static boolean separates(Real m, Real b, Optional<Real> gamma, Real nudge) {
        if (gamma.isEmpty() || !gamma.get().isPositive() || !gamma.get().isLessThan(Real.ONE)) {
            return false;
        }
        Real g = gamma.get();
        Real step = nudge.times(g.smaller(g.complement()));
        boolean lowIsIn = BradleyTerryFormulas.closedSlope(g.minus(step), b).isMoreThan(m);
        boolean highIsIn = BradleyTerryFormulas.closedSlope(g.plus(step), b).isMoreThan(m);
        return b.isLessThan(Real.HALF) ? highIsIn && !lowIsIn : lowIsIn && !highIsIn;
    }

    private static Finding twoParts() {
        Sweep sweep = new Sweep("thresholds, each with two connected parts whose areas add up to Proposition 1's");
        for (double m : new double[] {1.001, 1.01, 2, 3, 5, 10, 100, 1e4}) {
            List<Area> parts = new SensitiveRegion(new Logistic(), m).components();
            double sum = parts.stream().mapToDouble(Area::value).sum();
            double whole = new BradleyTerryRegion(m).area().value();
            sweep.that(
                    parts.size() == 2 && Math.abs(sum - whole) <= 1e-9 * whole,
                    () -> "M = " + m + ": " + parts.size() + " parts, together " + sum + " of " + whole);
        }
        return sweep.finding();
    }

    /** {@code ½ ln((M-1)/(M+1)) + (1/(2√M)) ln((√M+1)/(√M-1))}. */
    static Real areaAsPrinted(Real m) {
        Real root = m.sqrt();
        Real first = m.minus(Real.ONE).over(m.plus(Real.ONE)).log().over(2);
        Real second = root.plus(Real.ONE).over(root.minus(Real.ONE)).log().over(root.times(2));
        return first.plus(second);
    }

    static Claim proposition1(UnaryOperator<Real> printed) {
        return Claim.of("Prop. 1", () -> {
            Sweep sweep =
                    new Sweep("thresholds from 1.0001 to 1e8, against an integral of the region's width to 30 digits");
            for (String m :
                    List.of("1.0001", "1.01", "1.1", "1.5", "2", "3", "5", "10", "20", "100", "10000", "100000000")) {
                Real bound = Real.of(m);
                sweep.equal(printed.apply(bound), BradleyTerryFormulas.areaByWidths(bound), () -> "M = " + m);
            }
            Real near = printed.apply(Real.of("1.000000000000000000000000000001"));
            return sweep.finding()
                    .with(
                            Quantity.of("A(2)", printed.apply(Real.TWO)),
                            Quantity.of("A(10)", printed.apply(Real.of(10))),
                            Quantity.of("A(1 + 1e-30), towards (log 2)/2 though ∞ - ∞ in form", near));
        });
    }

    /** p_ij is the same function of p_ik and p_kj with the two exchanged, so the region is the mirror image. */
    private static Finding mirrorRegion() {
        Sweep sweep = new Sweep("points: p_ij exchanged, and ∂p_ij/∂p_kj at (a, b) against Eq. (4) at (b, a)");
        for (Draws.Pair pair : new Draws(9).pairs()) {
            sweep.equal(
                    BradleyTerryFormulas.composed(pair.a(), pair.b()),
                    BradleyTerryFormulas.composed(pair.b(), pair.a()),
                    pair::toString);
            sweep.equal(
                    BradleyTerryFormulas.closedSlope(pair.b(), pair.a()),
                    BradleyTerryFormulas.slope(pair.b(), pair.a()),
                    pair::toString);
        }
        return sweep.finding();
    }

    private static Finding shrinks() {
        Sweep sweep = new Sweep("steps of M, the area falling with each");
        Real before = Real.ONE;
        for (Real m : Draws.bounds()) {
            Real area = BradleyTerryFormulas.area(m);
            Real last = before;
            sweep.that(area.isLessThan(last), () -> "M = " + m + ": " + area + " after " + last);
            before = area;
        }
        return sweep.finding();
    }

    private static Finding figure1() {
        Sweep sweep =
                new Sweep("thresholds: γ0 at half of 1/(1+M), and the tip p*, on the boundary of b(1 - b) = M D²");
        List<Quantity> evidence = new ArrayList<>();
        for (Real m : BradleyTerryFormulas.thresholdsOfFigure1()) {
            Real b = Real.ONE.over(m.plus(Real.ONE)).over(2);
            Real g = BradleyTerryFormulas.gamma0(m, b);
            sweep.equal(m, BradleyTerryFormulas.closedSlope(g, b), () -> "M = " + m);
            Probability tip = new BradleyTerryRegion(m.toDouble()).tip();
            evidence.add(Quantity.of("A(" + m + ")", BradleyTerryFormulas.area(m)));
            evidence.add(Quantity.of("p*(" + m + ")", tip.p()));
        }
        return sweep.finding().with(evidence.toArray(Quantity[]::new));
    }
}
