package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.teeter.link.Assumption;
import org.teeter.link.AssumptionCheck;
import org.teeter.link.Cauchit;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Laplace;
import org.teeter.link.Link;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.link.StudentT;
import org.teeter.paper.Sensitivity;
import org.teeter.report.document.Shown;

/** §2.2 but for Theorem 1: Lemmas 1 to 4 and Eq. (1) and (2). */
final class PairwiseClaims {
    /** Relative error allowed to the links of the core in both tails, and to a difference quotient. */
    private static final double ROUNDING = 1e-9;

    private PairwiseClaims() {}

    static List<Claim> all() {
        return List.of(
                Claim.of("Lemma 1, Eq. (1)", PairwiseClaims::composition),
                changes(true),
                lemma2(),
                Claim.of("Lemma 3", PairwiseClaims::quantilesIncrease),
                Claim.of("Lemma 4", () -> mirrored(symmetric())),
                lemma4Proof("Assumption 2", new LogLog()),
                equation2(new FlatSpotLink()));
    }

    /** Links of the core that meet A2 to A7. */
    static List<Link> symmetric() {
        return List.of(
                new Logistic(),
                new Probit(),
                new Cauchit(),
                new Laplace(),
                new HyperbolicSecant(),
                new StudentT(2),
                new StudentT(3));
    }

    /** Scores of three items make the model; Eq. (1) must give p_ij from p_ik and p_kj alone. */
    private static Finding composition() {
        Sweep sweep = new Sweep(
                "cases of three scores: logistic in 60 digits, seven further links in doubles to a relative 1e-9");
        Draws draws = new Draws(3);
        for (int round = 0; round < 120; round++) {
            Real x = Real.ofDouble(draws.uniform(-20, 20));
            Real y = Real.ofDouble(draws.uniform(-20, 20));
            Real a = logistic(x);
            Real b = logistic(y);
            Real inverse =
                    a.over(a.complement()).log().plus(b.over(b.complement()).log());
            sweep.equal(logistic(inverse), logistic(x.plus(y)), () -> "scores " + x + ", " + y);
        }
        List<Link> links = new ArrayList<>(symmetric());
        links.add(new LogLog());
        for (Link link : links) {
            for (int round = 0; round < 40; round++) {
                double x = draws.uniform(-3, 3);
                double y = draws.uniform(-3, 3);
                double direct = link.probability(x + y).smaller();
                double composed =
                        link.compose(link.probability(x), link.probability(y)).smaller();
                sweep.that(
                        Math.abs(direct - composed) <= ROUNDING * direct,
                        () -> link.name() + " at scores " + x + ", " + y + ": " + direct + " and " + composed);
            }
        }
        return sweep.finding();
    }

    private static Real logistic(Real x) {
        return Real.ONE.over(Real.ONE.plus(x.negate().exp()));
    }

    /** "Changes in some probabilities (e.g., p_ik and/or p_kj) leads to changes in other probabilities": of one, or of any two at once. */
    static Claim changes(boolean oneAtATime) {
        return Claim.of("§2.2: changes", () -> {
            Sweep sweep = new Sweep("changes by a billionth of the room, p_ij changing the same way");
            for (Draws.Pair pair : new Draws(27).pairs()) {
                Real step = pair.a().smaller(pair.a().complement()).times(Real.of("1e-9"));
                Real before = BradleyTerryFormulas.composed(pair.a(), pair.b());
                Real after = BradleyTerryFormulas.composed(pair.a().plus(step), pair.b());
                sweep.that(after.isMoreThan(before), pair::toString);
            }
            Real one = BradleyTerryFormulas.composed(Real.of("0.9"), Real.HALF);
            Real other = BradleyTerryFormulas.composed(Real.HALF, Real.of("0.9"));
            if (!oneAtATime) {
                sweep.that(one.compareTo(other) != 0, () -> "(0.9, 0.5) and (0.5, 0.9): p_ij = " + one);
            }
            return sweep.finding()
                    .and(Finding.of(
                            true,
                            "(Changes of both can cancel: (0.9, 0.5) and (0.5, 0.9) have one p_ij, " + one + ".)"));
        });
    }

    private static Claim lemma2() {
        return Claim.of("Lemma 2", () -> vanishes(PreciseLink.spiked()));
    }

    /** Whether the lemma survives a link: that it meets A2 to A5, and how high its density stays at the integers. */
    static Finding vanishes(PreciseLink link) {
        Sweep assumptions = assumptionsTwoToFive(link);
        Real lowest = Real.ONE;
        Real peak = Real.ZERO;
        for (int n = 0; n <= 150; n++) {
            Real density = link.density().apply(Real.of(n));
            peak = peak.larger(density);
            lowest = n >= 30 ? lowest.smaller(density) : lowest;
        }
        boolean counterexample = assumptions.holds() && lowest.isMoreThan(peak.over(2));
        Real mass = link.g().apply(Real.of("-30.5"));
        return Finding.of(
                        !counterexample,
                        counterexample
                                ? "Counterexample: g' = (2/3)(Λ' + a triangle of height 1 and half-width 2^-|n|/4 at every integer n ≠ 0)"
                                        + " meets A2 to A5. "
                                        + assumptions.finding().found() + " But g'(n) >= "
                                        + lowest.shown(7) + " at every integer from 30 to 150, while 1 - g(30.5) = "
                                        + mass.shown(3)
                                        + ". The proof's δ0 depends on x0: around n it is 2^-n/8."
                                : "At the integers from 30 to 150 g' falls to " + lowest.shown(3) + " under the "
                                        + link.name() + " link. "
                                        + (assumptions.holds()
                                                ? ""
                                                : assumptions.finding().found()),
                        Quantity.of("least g'(n), 30 <= n <= 150", lowest),
                        Quantity.of("1 - g(30.5)", mass),
                        Quantity.of("largest g'(n)", peak))
                .drawn(densityPlot(link));
    }

    /** A2 to A5 around every integer up to 40, on the flanks and at the corners of whatever triangle may be there. */
    private static Sweep assumptionsTwoToFive(PreciseLink link) {
        Sweep sweep = new Sweep(
                "checks in 60 digits that g' > 0, that g' is the slope of g and has no jump, and that g(x) + g(-x) = 1");
        sweep.that(
                link.g().apply(Real.of(-130)).isLessThan(Real.of("1e-2")),
                () -> "g(-130)"); // A3, with the mirror image
        for (int n = 0; n <= 40; n++) {
            Real width = PreciseLink.halfWidth(n);
            for (String place : List.of("-20", "-1", "-0.5", "0", "0.5", "1", "20")) {
                Real x = Real.of(n).plus(width.times(Real.of(place)));
                Real h = width.times(Real.of("1e-12"));
                Real density = link.density().apply(x);
                Real rise = link.g()
                        .apply(x.plus(h))
                        .minus(link.g().apply(x.minus(h)))
                        .over(h.times(2));
                Real jump = link.density()
                        .apply(x.plus(h))
                        .minus(link.density().apply(x.minus(h)))
                        .abs();
                sweep.that(density.isPositive(), () -> "x = " + x + ": g' = " + density); // A2
                sweep.that(
                        rise.minus(density)
                                .abs()
                                .isLessThan(Real.of("1e-9")), // at a corner off by the curvature's jump
                        () -> "x = " + x + ": slope " + rise + ", g' = " + density);
                sweep.that(jump.isLessThan(Real.of("1e-9")), () -> "x = " + x + ": g' jumps by " + jump); // A5
                sweep.equal(link.g().apply(x), link.g().apply(x.negate()).complement(), () -> "x = " + x); // A4
            }
        }
        return sweep;
    }

    private static Plot densityPlot(PreciseLink link) {
        List<Plot.Point> points = new ArrayList<>();
        for (int cell = -7; cell <= 7; cell++) {
            double width = Math.scalb(0.25, -Math.abs(cell));
            for (double t : new double[] {-0.5, -0.4, -0.3, -0.2, -width, 0, width, 0.2, 0.3, 0.4}) {
                points.add(new Plot.Point(
                        cell + t, link.density().apply(Real.ofDouble(cell + t)).toDouble()));
            }
        }
        points.sort((p, q) -> Double.compare(p.x(), q.x()));
        return Plot.of(
                        "A density that meets Assumptions 2 to 5 and does not vanish: the spikes get narrower, never lower",
                        Plot.Axis.linear("score difference x", -7.5, 7.5),
                        Plot.Axis.linear("g'(x)", 0, 0.85))
                .curve("g'", Plot.Stroke.TRUE, points)
                .level("2/3, which g'(n) approaches", Plot.Stroke.THIRD, 2.0 / 3);
    }

    private static Finding quantilesIncrease() {
        Sweep sweep = new Sweep("neighbouring probabilities from 1e-12 to 1 - 1e-12, under eight links");
        List<Link> links = new ArrayList<>(symmetric());
        links.add(new LogLog());
        Logistic odds = new Logistic();
        for (Link link : links) {
            for (int k = -54; k < 54; k++) {
                Probability low = odds.probability(k / 2.0);
                Probability high = odds.probability((k + 1) / 2.0);
                sweep.that(link.gap(low, high) > 0, () -> link.name() + " between " + low + " and " + high);
            }
        }
        return sweep.finding();
    }

    static Finding mirrored(List<Link> links) {
        Sweep sweep = new Sweep("probabilities x from 1e-12 to 1/2, under "
                + links.stream().map(Link::name).collect(Collectors.joining(", ")));
        Logistic odds = new Logistic();
        for (Link link : links) {
            for (int k = -54; k <= 0; k++) {
                Probability x = odds.probability(k / 2.0);
                double low = link.quantile(x);
                double high = link.quantile(x.complement());
                sweep.that(
                        Math.abs(low + high) <= ROUNDING * Math.max(1, Math.abs(low)),
                        () -> link.name() + " at x = " + Shown.digits(x.p()) + ": g⁻¹(x) = " + Shown.digits(low)
                                + " and g⁻¹(1 - x) = " + Shown.digits(high));
            }
        }
        return sweep.finding();
    }

    /** The proof derives Lemma 4 from a named assumption; a link that meets that one and no symmetry decides whether it can. */
    static Claim lemma4Proof(String cited, Link asymmetric) {
        return Claim.of(
                        "Lemma 4, proof",
                        () -> cited.equals("Assumption 4")
                                ? mirrored(symmetric())
                                : meets(asymmetric, Assumption.A2).and(mirrored(List.of(asymmetric))))
                .repairedBy(() -> mirrored(symmetric()));
    }

    private static Finding meets(Link link, Assumption assumption) {
        Finding finding = DefinitionClaims.meets(link, assumption);
        return Finding.of(
                finding.holds(),
                "The " + link.name() + " link " + (finding.holds() ? "meets " : "breaks ") + assumption + ".");
    }

    /** Eq. (2) divides by g'(g⁻¹(p_ik)), which A2 to A5 do not keep from being 0. */
    static Claim equation2(Link suspect) {
        return Claim.of("Eq. (2)", () -> slopes(symmetric()).and(definedAtTheMedian(suspect)))
                .repairedBy(() -> slopes(symmetric()));
    }

    private static Finding definedAtTheMedian(Link link) {
        List<String> broken = AssumptionCheck.of(link).stream()
                .map(violation -> violation.assumption().name())
                .toList();
        double below = link.density(link.quantile(Probability.HALF));
        Probability near = Probability.of(0.5 + 1e-9);
        double rise =
                link.compose(near, Probability.of(0.8)).minus(link.compose(Probability.HALF, Probability.of(0.8)));
        double quotient = rise / near.excess();
        boolean defined = below > 0;
        return Finding.of(
                        defined,
                        "Under the " + link.name() + " link, which breaks " + (broken.isEmpty() ? "none" : broken)
                                + " of A2 to A7, g'(g⁻¹(1/2)) = " + Shown.digits(below)
                                + (defined
                                        ? "."
                                        : ": the quotient is undefined at p_ik = 1/2, and p_ij rises by "
                                                + Shown.digits(quotient, 3)
                                                + " times a step of 1e-9 there (p_kj = 0.8)."),
                        Quantity.of("g'(g⁻¹(1/2))", below),
                        Quantity.of("difference quotient at p_ik = 1/2", quotient))
                .drawn(Plot.of(
                                "A strictly increasing g whose slope is 0 at one point (g' = x² e^-|x| / 4)",
                                Plot.Axis.linear("score difference x", -8, 8),
                                Plot.Axis.linear("g'(x)", 0, 0.2))
                        .curve("g'", Plot.Stroke.TRUE, link::density)
                        .mark("g'(0) = " + Shown.digits(below), Plot.Stroke.PRINTED, 0, below));
    }

    private static Finding slopes(List<Link> links) {
        Sweep sweep = new Sweep(
                "points under seven links: Eq. (2) against difference quotients of Eq. (1), to a relative 1e-5");
        Draws draws = new Draws(4);
        for (Link link : links) {
            for (int round = 0; round < 40; round++) {
                Probability ik = link.probability(draws.uniform(-3, 3));
                Probability kj = link.probability(draws.uniform(-3, 3));
                double step = 1e-5 * Math.min(ik.smaller(), 0.1);
                double rise = link.compose(Probability.of(ik.p() + step), kj)
                        .minus(link.compose(Probability.of(ik.p() - step), kj));
                double quotient = rise / (2 * step);
                double slope = Sensitivity.of(link, ik, kj).toIk();
                sweep.that(
                        Math.abs(quotient - slope) <= 1e-5 * slope,
                        () -> link.name() + " at " + ik.p() + ", " + kj.p() + ": " + slope + " and " + quotient);
            }
        }
        return sweep.finding();
    }
}
