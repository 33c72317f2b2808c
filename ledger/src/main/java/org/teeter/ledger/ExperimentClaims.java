package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.report.document.Shown;

/** §4 and Appendix C, as far as theory decides: the design of the experiment, not its results. */
final class ExperimentClaims {
    private static final Real P12 = Real.of("0.99");
    private static final Real TEN = Real.of(10);

    private ExperimentClaims() {}

    static List<Claim> all() {
        return List.of(
                Claim.of("C.2: permutations", () -> {
                    int count = DefinitionClaims.rankings(3, 3).size();
                    return Finding.of(count == 6, "Listed: " + count + ".", Quantity.of("permutations", count));
                }),
                exampleDataset("0.99", "0.01"),
                firstObservation("0.99"),
                secondObservation("0.9801", "0.9999"),
                grid("0", "1", "0.05"),
                resolution("0.05"),
                pairs(3),
                training(0.1));
    }

    /** D((dog, bird, cat), 0.99, 0.01): what Bradley-Terry makes of the pair that it leaves out. */
    private static Claim exampleDataset(String p12, String p23) {
        return Claim.of("§4: D(ω, .99, .01)", () -> {
            Real slope = BradleyTerryFormulas.slope(Real.of(p12), Real.of(p23));
            Real p13 = BradleyTerryFormulas.composed(Real.of(p12), Real.of(p23));
            return Finding.of(
                    slope.isMoreThan(TEN),
                    "∂p_13/∂p_12 = " + slope + " at p_13 = " + p13
                            + "; no p_23 gives p_12 = 0.99 more than "
                            + Real.ONE.over(Real.of(p12)
                                    .times(Real.of(p12).complement())
                                    .times(4)) + ".",
                    Quantity.of("∂p_13/∂p_12", slope),
                    Quantity.of("p_13", p13));
        });
    }

    /** Of Bradley-Terry itself, with the number that docs/REPRODUCTION.md asks of language models: .8 within .25 of the axis. */
    static Claim firstObservation(String p12) {
        return Claim.of("§4: first observation", () -> {
            Real most = Real.ZERO;
            Real from = Real.ZERO;
            for (Real p : values(Real.ZERO, Real.of("0.75"), Real.of("0.05"))) {
                Real rise = BradleyTerryFormulas.composed(Real.of(p12), p.plus(Real.of("0.25")))
                        .minus(BradleyTerryFormulas.composed(Real.of(p12), p));
                from = rise.isMoreThan(most) ? p : from;
                most = most.larger(rise);
            }
            return Finding.of(
                    most.isMoreThan(Real.of("0.8")),
                    "At p_12 = " + p12 + " the largest rise of p_13 within .25 of p_23 is " + most
                            + ", from p_23 = " + from
                            + ". What language models do is measured in docs/REPRODUCTION.md, where in six orders of six p_13"
                            + " does not, and p_23 does.",
                    Quantity.of("largest rise of p_13 within .25", most));
        });
    }

    /**
     * Of Bradley-Terry itself: with p_12 fixed, p_13 tells p_23; two models whose p_12 differ as those of Example 1 do can have one p_13 and
     * p_23 that differ by {@code tanh(Δ/4)}, Δ the difference of the log-odds of p_12.
     */
    static Claim secondObservation(String low, String high) {
        return Claim.of("§4: second observation", () -> {
            Real one = odds(Real.of(low));
            Real other = odds(Real.of(high));
            Real p13 = Real.HALF;
            Real middle =
                    one.times(other).sqrt(); // the p_23 of one p_13 lie symmetrically if p_13 is in the middle of both
            Real first = probability(middle.over(one));
            Real second = probability(middle.over(other));
            Real shared = probability(Real.ONE.over(middle));
            Real p13First = BradleyTerryFormulas.composed(Real.of(low), shared);
            Real p13Second = BradleyTerryFormulas.composed(Real.of(high), shared);
            Real by23 = first.minus(second).abs();
            Real by13 = p13First.minus(p13Second).abs();
            Real same = BradleyTerryFormulas.composed(Real.of(low), first)
                    .relativeDifference(BradleyTerryFormulas.composed(Real.of(high), second));
            return Finding.of(
                    same.isLessThan(Real.of("1e-50")) && by23.isMoreThan(p13) && by13.isMoreThan(p13),
                    "Models of p_12 = " + low + " and " + high + " have the same p_13 = "
                            + BradleyTerryFormulas.composed(Real.of(low), first).shown(6) + " at p_23 = "
                            + first.shown(6) + " and " + second.shown(6) + ", and at p_23 = " + shared.shown(6)
                            + " p_13 = " + p13First.shown(6) + " and " + p13Second.shown(6)
                            + ". With one p_12 there is one p_23 to each p_13. What language models do is measured in"
                            + " docs/REPRODUCTION.md: the first in six orders of six, the second in three.",
                    Quantity.of("difference of p_23 at one p_13", by23),
                    Quantity.of("difference of p_13 at one p_23", by13));
        });
    }

    private static Real odds(Real p) {
        return p.over(p.complement());
    }

    private static Real probability(Real odds) {
        return odds.over(odds.plus(Real.ONE));
    }

    private static List<Real> values(Real from, Real to, Real step) {
        List<Real> values = new ArrayList<>();
        for (Real p = from; p.compareTo(to) <= 0; p = p.plus(step)) {
            values.add(p);
        }
        return values;
    }

    /** The values of p_23 must be probabilities that the model has: inside (0, 1). */
    static Claim grid(String from, String to, String step) {
        return Claim.of("§4: p_23 from 0 to 1", () -> inside(values(Real.of(from), Real.of(to), Real.of(step))))
                .repairedBy(() -> inside(values(Real.of(step), Real.ONE.minus(Real.of(step)), Real.of(step))));
    }

    private static Finding inside(List<Real> values) {
        Sweep sweep = new Sweep(
                "values of p_23, with six permutations and three seeds " + 6 * 3 * values.size() + " runs a model");
        for (Real p : values) {
            sweep.that(
                    p.isPositive() && p.isLessThan(Real.ONE),
                    () -> "p_23 = " + p + " has no finite difference of scores");
        }
        return sweep.finding()
                .with(Quantity.of("values", values.size()), Quantity.of("runs a model", 6 * 3 * values.size()));
    }

    /** To see a swing one must have points on it: at least one whose p_13 lies well inside, between .1 and .8. */
    static Claim resolution(String step) {
        return Claim.of("§4: step of .05", () -> resolves(Real.of(step))).repairedBy(() -> resolves(Real.of("0.001")));
    }

    private static Finding resolves(Real step) {
        List<Real> inRegion = new ArrayList<>();
        int onTheJump = 0;
        List<Real> inner = values(step, Real.ONE.minus(step), step);
        for (Real p23 : inner) {
            Real p13 = BradleyTerryFormulas.composed(P12, p23);
            if (BradleyTerryFormulas.closedSlope(P12, p23).isMoreThan(TEN)) {
                inRegion.add(p23);
            }
            if (p13.isMoreThan(Real.of("0.1")) && p13.isLessThan(Real.of("0.8"))) {
                onTheJump++;
            }
        }
        Real first = BradleyTerryFormulas.composed(P12, inner.get(0));
        Real half = P12.complement();
        Real[] ends = endsOfOmega10();
        boolean resolved = onTheJump > 0;
        return Finding.of(
                        resolved,
                        "Bradley-Terry has p_13 = 1/2 at p_23 = " + half + " and already " + first
                                + " at the first step, " + inner.get(0)
                                + "; points with p_13 between 0.1 and 0.8: " + onTheJump + "; in Ω_10 ("
                                + ends[0].shown(3) + " < p_23 < "
                                + ends[1].shown(3) + "): " + inRegion.size()
                                + (inRegion.size() == 1
                                        ? ", p_23 = " + inRegion.get(0) + ", with ∂p_13/∂p_12 = "
                                                + BradleyTerryFormulas.closedSlope(P12, inRegion.get(0))
                                                        .shown(4)
                                        : "")
                                + ".",
                        Quantity.of("p_13 at the first step", first),
                        Quantity.of("points with .1 < p_13 < .8", onTheJump),
                        Quantity.of("points in Ω_10", inRegion.size()),
                        Quantity.of("lower end of Ω_10", ends[0]),
                        Quantity.of("upper end of Ω_10", ends[1]))
                .drawn(gridPlot(inner));
    }

    /** The p_23 at which ∂p_13/∂p_12 = 10, p_12 = 0.99: {@code b(1-b) = 10 (1 - a + (2a-1) b)²}, a quadratic in b. */
    private static Real[] endsOfOmega10() {
        Real c = P12.complement();
        Real d = P12.times(2).minus(Real.ONE);
        Real square = TEN.times(d.squared()).plus(Real.ONE);
        Real half = Real.HALF.minus(TEN.times(c).times(d));
        Real root = half.squared().minus(square.times(TEN).times(c.squared())).sqrt();
        return new Real[] {half.minus(root).over(square), half.plus(root).over(square)};
    }

    private static Plot gridPlot(List<Real> grid) {
        Plot plot = Plot.of(
                        "p_13 under Bradley-Terry at p_12 = 0.99, and the first values of p_23 of the experiment",
                        Plot.Axis.linear("p_23", 0, 0.26),
                        Plot.Axis.linear("p_13", 0, 1.05))
                .curve(
                        "p_13",
                        Plot.Stroke.TRUE,
                        p -> BradleyTerryFormulas.composed(P12, Real.ofDouble(p))
                                .toDouble());
        for (Real p23 : grid) {
            if (p23.isLessThan(Real.of("0.255")) && grid.size() < 50) {
                Real p13 = BradleyTerryFormulas.composed(P12, p23);
                plot = plot.mark("", Plot.Stroke.PRINTED, p23.toDouble(), p13.toDouble());
            }
        }
        return plot;
    }

    /** "We first randomly sample a pair of options from O_a": of three options there are three pairs, and two have a probability. */
    static Claim pairs(int sampled) {
        return Claim.of("C.2: sampled pairs", () -> drawable(sampled)).repairedBy(() -> drawable(2));
    }

    private static Finding drawable(int sampled) {
        Set<String> given = Set.of("(1, 2)", "(2, 3)"); // p_12 and p_23 are the dataset's parameters
        Set<String> pairs = new TreeSet<>();
        for (List<Integer> pair : DefinitionClaims.rankings(3, 2)) {
            if (pair.get(0) < pair.get(1)) {
                pairs.add("(" + (pair.get(0) + 1) + ", " + (pair.get(1) + 1) + ")");
            }
        }
        if (sampled == 2) {
            pairs.retainAll(given);
        }
        Sweep sweep = new Sweep("pairs of options, each of which needs a p^D");
        for (String pair : pairs) {
            sweep.that(
                    given.contains(pair),
                    () -> pair + ", drawn with probability 1/" + pairs.size()
                            + ", of which §4 says that there are no samples");
        }
        return sweep.finding();
    }

    /**
     * "The purpose of training is to fit LLMs to the dominant preferences in the dataset": where the tabular DPO optimum puts a pair whose
     * reference policy is neutral, {@code logit p^L = (1/β') logit p^D}.
     */
    static Claim training(double beta) {
        return Claim.of("C.1: β' = 0.1", () -> fits(beta)).repairedBy(() -> composes(beta));
    }

    private static double learned(double p, double beta) {
        return new Logistic().probability(Probability.of(p).logit() / beta).p();
    }

    private static Finding fits(double beta) {
        Sweep sweep = new Sweep("dataset probabilities against the optimum of DPO from a neutral reference");
        List<Quantity> evidence = new ArrayList<>();
        for (double p : new double[] {0.45, 0.5, 0.55, 0.99}) {
            double learned = learned(p, beta);
            sweep.that(Math.abs(learned - p) <= 1e-12, () -> "p^D = " + p + ": p^L = " + Shown.digits(learned));
            evidence.add(Quantity.of("p^L at p^D = " + p, learned));
        }
        return sweep.finding()
                .with(evidence.toArray(Quantity[]::new))
                .drawn(Plot.of(
                                "Where DPO's optimum puts a preference (neutral reference policy, β' = " + beta + ")",
                                Plot.Axis.linear("p^D in the dataset", 0.005, 0.995),
                                Plot.Axis.linear("p^L of the policy", 0, 1))
                        .curve("optimum", Plot.Stroke.TRUE, p -> learned(p, beta))
                        .curve("p^L = p^D", Plot.Stroke.PRINTED, p -> p));
    }

    private static Finding composes(double beta) {
        Sweep sweep = new Sweep(
                "pairs (p_12, p_23): p^L_13 from p^L_12 and p^L_23 by Eq. (3), against the optimum at p^D_13");
        Logistic link = new Logistic();
        Draws draws = new Draws(25);
        for (int round = 0; round < 60; round++) {
            double x = draws.uniform(-3, 3);
            double y = draws.uniform(-3, 3);
            Probability composed = link.compose(link.probability(x / beta), link.probability(y / beta));
            Probability direct = link.probability((x + y) / beta);
            sweep.that(
                    Math.abs(composed.smaller() - direct.smaller()) <= 1e-11 * direct.smaller(),
                    () -> x + ", " + y + ": " + composed.p() + " and " + direct.p());
        }
        return sweep.finding();
    }
}
