package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What dominance does to sensitivity, as §2.2 concludes and §2.3 reads from Fig. 1: the largest sensitivity over p_kj rises with it, that
 * at one p_kj need not. Everywhere {@code a = p_ik, b = p_kj}.
 */
final class DominanceClaims {
    private static final Real DOMINANT = Real.of("0.999999999999");

    private DominanceClaims() {}

    /** A p_kj for every p_ik. */
    record Partner(String name, UnaryOperator<Real> of) {}

    /** The p_kj that stay where they are. */
    static List<Partner> fixed() {
        List<Partner> fixed = new ArrayList<>();
        for (String b : List.of("0.000001", "0.02", "0.1", "0.3", "0.5", "0.7", "0.9", "0.98", "0.999999")) {
            fixed.add(new Partner("p_kj = " + b, a -> Real.of(b)));
        }
        return fixed;
    }

    /** The p_kj at which each p_ik has its largest sensitivity. */
    static List<Partner> opposed() {
        return List.of(new Partner("p_kj = 1 - p_ik", Real::complement));
    }

    static Claim conclusion(List<Partner> partners) {
        return Claim.of("§2.2: conclusion", () -> sensitiveAtTheEnds(partners))
                .repairedBy(() -> sensitiveAtTheEnds(opposed()));
    }

    /** Beyond M = 1, the least bound that the paper looks at, at 1e-12 from either end. */
    private static Finding sensitiveAtTheEnds(List<Partner> partners) {
        Sweep sweep = new Sweep("p_kj, with p_ik within 1e-12 of 1 and of 0, that make p_ij 1-sensitive to p_ik");
        Real least = Real.of("1e30");
        for (Partner partner : partners) {
            for (Real a : List.of(DOMINANT, DOMINANT.complement())) {
                Real s = BradleyTerryFormulas.closedSlope(a, partner.of.apply(a));
                least = least.smaller(s);
                sweep.that(s.isMoreThan(Real.ONE), () -> partner.name + ", p_ik = " + a.shown(12) + ": S = " + s);
            }
        }
        return sweep.finding().with(Quantity.of("least S within 1e-12 of an end", least));
    }

    static Claim increasing(List<Partner> partners) {
        return Claim.of("§2.3: dominance", () -> rises(partners)).repairedBy(DominanceClaims::ceilingRises);
    }

    /** S along p_ik, and by symmetry along p_kj, towards both ends, must rise with every step. */
    private static Finding rises(List<Partner> partners) {
        Sweep sweep = new Sweep("steps of one preference towards 1 or 0, the other as said, S rising with each");
        for (Partner partner : partners) {
            for (boolean up : new boolean[] {true, false}) {
                Real last = Real.ZERO;
                for (Real q : steps()) {
                    Real a = up ? q.complement() : q;
                    Real before = last;
                    Real s = BradleyTerryFormulas.closedSlope(a, partner.of.apply(a));
                    sweep.that(
                            s.isMoreThan(before),
                            () -> partner.name + ", p_ik = " + a.shown(12) + ": S = " + s + " after " + before);
                    last = s;
                }
            }
        }
        List<Quantity> evidence = new ArrayList<>();
        StringBuilder told = new StringBuilder();
        for (String a : List.of("0.5", "0.9", "0.99", "0.999")) {
            Real s = BradleyTerryFormulas.slope(Real.of(a), Real.of("0.9"));
            evidence.add(Quantity.of("∂p_ij/∂p_ik at (" + a + ", 0.9)", s));
            told.append(told.length() == 0 ? "" : ", ")
                    .append(s.shown(3))
                    .append(" at p_ik = ")
                    .append(a);
        }
        return sweep.finding()
                .and(Finding.of(true, "At p_kj = 0.9, S is " + told + ".", evidence.toArray(Quantity[]::new)))
                .drawn(plot());
    }

    /** Distances from an end, from 1/2 to 1e-9. */
    private static List<Real> steps() {
        List<Real> steps = new ArrayList<>();
        for (int k = 0; k <= 58; k++) {
            steps.add(Real.HALF.times(Real.of("0.7").power(k)));
        }
        return steps;
    }

    private static Finding ceilingRises() {
        Sweep sweep = new Sweep(
                "steps of p_ik towards 1 and 0: the ceiling 1/(4a(1-a)) rises and is met at p_kj = 1 - p_ik; p_kj that"
                        + " stay: S below their odds, rising towards one end and falling towards the other");
        for (boolean up : new boolean[] {true, false}) {
            Real last = Real.ZERO;
            for (Real q : steps()) {
                Real a = up ? q.complement() : q;
                Real ceiling = Real.ONE.over(q.times(q.complement()).times(4));
                Real before = last;
                sweep.that(ceiling.isMoreThan(before), () -> "p_ik = " + a + ": " + ceiling + " after " + before);
                sweep.equal(BradleyTerryFormulas.slope(a, a.complement()), ceiling, a::toString);
                for (Partner partner : fixed()) {
                    Real b = partner.of.apply(a);
                    Real s = BradleyTerryFormulas.closedSlope(a, b);
                    sweep.that(s.compareTo(ceiling) <= 0, () -> partner.name + ", p_ik = " + a + ": " + s);
                }
                last = ceiling;
            }
            for (Partner partner : fixed()) {
                monotone(sweep, partner, up);
            }
        }
        return sweep.finding();
    }

    /** With p_kj fixed, S moves one way only, upwards if p_kj opposes the end, and stays on its side of the odds. */
    private static void monotone(Sweep sweep, Partner partner, boolean up) {
        Real b = partner.of.apply(Real.HALF);
        Real odds = up ? b.complement().over(b) : b.over(b.complement());
        int direction = odds.compareTo(Real.ONE);
        Real last = BradleyTerryFormulas.closedSlope(Real.HALF, b);
        for (Real q : steps().subList(1, steps().size())) {
            Real a = up ? q.complement() : q;
            Real s = BradleyTerryFormulas.closedSlope(a, b);
            Real before = last;
            boolean moves = direction == 0
                    ? s.compareTo(Real.ONE) <= 0
                    : s.compareTo(before) == direction && odds.compareTo(s) == direction;
            sweep.that(moves, () -> partner.name + ", p_ik = " + a + ": " + s + " after " + before);
            last = s;
        }
    }

    private static Plot plot() {
        return Plot.of(
                        "Bradley-Terry's ∂p_ij/∂p_ik as p_ik approaches 1: what rises is the largest over p_kj",
                        Plot.Axis.log("1 - p_ik (towards certainty: leftwards)", 1e-3, 0.5),
                        Plot.Axis.log("∂p_ij/∂p_ik", 0.05, 300))
                .curve("largest, at p_kj = 1 - p_ik", Plot.Stroke.TRUE, q -> 1 / (4 * q * (1 - q)))
                .curve("p_kj = 0.9", Plot.Stroke.PRINTED, q -> slopeAt(q, 0.9))
                .curve("p_kj = 0.02", Plot.Stroke.THIRD, q -> slopeAt(q, 0.02));
    }

    private static double slopeAt(double rest, double b) {
        return BradleyTerryFormulas.closedSlope(Real.ofDouble(1 - rest), Real.ofDouble(b))
                .toDouble();
    }
}
