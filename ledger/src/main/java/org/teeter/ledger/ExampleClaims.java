package org.teeter.ledger;

import java.util.List;

/** Example 1 of §2.3; {@link ImplicationClaims} has its retelling in §3.1. */
final class ExampleClaims {
    private static final Real KJ = Real.of("0.02");
    private static final Real DATA = Real.of("0.99");
    private static final Real HIGH = Real.of("0.9999");
    private static final Real LOW = Real.of("0.9801");

    private ExampleClaims() {}

    static List<Claim> all() {
        return List.of(
                Claim.of(
                        "Ex. 1: .9999",
                        () -> PrintedNumber.compare("0.9999", "0.99 · 1.01", DATA.times(Real.of("1.01")))),
                Claim.of(
                        "Ex. 1: .9801",
                        () -> PrintedNumber.compare("0.9801", "0.99 · 0.99", DATA.times(Real.of("0.99")))),
                first("Ex. 1: .96", "0.96"),
                second("Ex. 1: .50", "0.50"),
                inOmega("20"),
                units("20"),
                Claim.of("Ex. 1: very different", ExampleClaims::swing));
    }

    private static Real composed(Real ik) {
        return BradleyTerryFormulas.composed(ik, KJ);
    }

    static Claim first(String id, String printed) {
        return Claim.of(
                id,
                () -> PrintedNumber.compare(printed, "p_ij(0.9999, 0.02)", composed(HIGH))
                        .drawn(picture(printed)));
    }

    static Claim second(String id, String printed) {
        return Claim.of(id, () -> PrintedNumber.compare(printed, "p_ij(0.9801, 0.02)", composed(LOW)));
    }

    private static Plot picture(String printed) {
        return Plot.of(
                        "p_ij under Bradley-Terry at p_kj = 0.02: the swing of Example 1",
                        Plot.Axis.linear("p_ik", 0.97, 1),
                        Plot.Axis.linear("p_ij", 0, 1.05))
                .curve("p_ij", Plot.Stroke.TRUE, a -> composed(Real.ofDouble(a)).toDouble())
                .mark(
                        "computed " + composed(HIGH).shown(4),
                        Plot.Stroke.TRUE,
                        0.9999,
                        composed(HIGH).toDouble())
                .mark("printed " + printed, Plot.Stroke.PRINTED, 0.9999, Double.parseDouble(printed))
                .mark(
                        composed(DATA).shown(3),
                        Plot.Stroke.TRUE,
                        0.99,
                        composed(DATA).toDouble())
                .mark(
                        composed(LOW).shown(3),
                        Plot.Stroke.TRUE,
                        0.9801,
                        composed(LOW).toDouble());
    }

    static Claim inOmega(String m) {
        return Claim.of("Ex. 1: Ω_20", () -> {
            Real gamma = BradleyTerryFormulas.gamma0(Real.of(m), KJ);
            Real slope = BradleyTerryFormulas.slope(DATA, KJ);
            boolean inside = DATA.isMoreThan(gamma)
                    && KJ.isLessThan(Real.ONE.over(Real.of(m).plus(Real.ONE)));
            return Finding.of(
                    inside && slope.isMoreThan(Real.of(m)),
                    "γ0 = " + gamma + (inside ? " < 0.99" : " is not below 0.99") + "; the derivative is " + slope
                            + ".",
                    Quantity.of("γ0 at M = " + m + ", p_kj = 0.02", gamma),
                    Quantity.of("∂p_ij/∂p_ik at (0.99, 0.02)", slope));
        });
    }

    /** The example's own moves, by 0.0099 upwards and downwards. */
    static Claim units(String printed) {
        return Claim.of("Ex. 1: units", () -> {
                    Real up = composed(HIGH).minus(composed(DATA)).over(HIGH.minus(DATA));
                    Real down = composed(DATA).minus(composed(LOW)).over(DATA.minus(LOW));
                    Real claimed = Real.of(printed);
                    return Finding.of(
                                    up.isMoreThan(claimed) && down.isMoreThan(claimed),
                                    "From 0.99 to 0.9999 the change is " + up
                                            + " units per unit, from 0.99 to 0.9801 it is " + down + ".",
                                    Quantity.of("upwards, per unit", up),
                                    Quantity.of("downwards, per unit", down))
                            .drawn(chords(printed));
                })
                .repairedBy(() -> {
                    Real slope = BradleyTerryFormulas.slope(DATA, KJ);
                    return Finding.of(
                            slope.isMoreThan(Real.of(printed)),
                            "∂p_ij/∂p_ik = " + slope + " at (0.99, 0.02).",
                            Quantity.of("∂p_ij/∂p_ik at (0.99, 0.02)", slope));
                });
    }

    private static Plot chords(String printed) {
        return Plot.of(
                        "Change of p_ij per unit of change of p_ik, from 0.99 (p_kj = 0.02)",
                        Plot.Axis.linear("p_ik after the change", 0.97, 1),
                        Plot.Axis.linear("units of p_ij per unit of p_ik", 0, 40))
                .curve("mean slope", Plot.Stroke.TRUE, a -> {
                    Real to = Real.ofDouble(a);
                    return to.minus(DATA).abs().isLessThan(Real.of("1e-9"))
                            ? BradleyTerryFormulas.closedSlope(DATA, KJ).toDouble()
                            : composed(to)
                                    .minus(composed(DATA))
                                    .over(to.minus(DATA))
                                    .toDouble();
                })
                .level(printed + ", as printed", Plot.Stroke.PRINTED, Double.parseDouble(printed));
    }

    static Finding swing() {
        Real swing = composed(HIGH).minus(composed(LOW));
        Real secant = BradleyTerryFormulas.closedSlope(HIGH, KJ)
                .times(BradleyTerryFormulas.closedSlope(LOW, KJ))
                .sqrt();
        return Finding.of(
                swing.isMoreThan(HIGH.minus(LOW).times(10)),
                "p_ij moves by " + swing + " while p_ik moves by 0.0198: " + secant
                        + " times as far, the geometric mean of the slopes at both" + " ends.",
                Quantity.of("swing of p_ij", swing),
                Quantity.of("mean slope", secant));
    }
}
