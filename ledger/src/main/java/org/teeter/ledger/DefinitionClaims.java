package org.teeter.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.teeter.link.Assumption;
import org.teeter.link.AssumptionCheck;
import org.teeter.link.Cauchit;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Laplace;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.paper.Area;
import org.teeter.paper.BradleyTerryRegion;
import org.teeter.paper.SensitiveRegion;
import org.teeter.report.document.Shown;

/** §2.1: definitions and assumptions, where they say something that can be false. */
final class DefinitionClaims {

    private DefinitionClaims() {}

    static List<Claim> all() {
        return List.of(
                Claim.of("Def. 1", DefinitionClaims::rankingsArePermutations),
                Claim.of("Def. 2", DefinitionClaims::probabilitiesAreInside),
                Claim.of("Assumption 1", DefinitionClaims::offsetsChangeNothing),
                assumption("Assumption 2", Assumption.A2),
                assumption("Assumption 3", Assumption.A3),
                assumption("Assumption 4", Assumption.A4),
                assumption("Assumption 5", Assumption.A5),
                Claim.of("Def. 3", DefinitionClaims::strictAtTheTip),
                definition4("g"),
                areaAsMeasure());
    }

    private static Claim assumption(String id, Assumption assumption) {
        return Claim.of(id, () -> meets(new Logistic(), assumption));
    }

    static Finding meets(Link link, Assumption assumption) {
        List<AssumptionCheck.Violation> violations = AssumptionCheck.of(link).stream()
                .filter(violation -> violation.assumption() == assumption)
                .toList();
        return Finding.of(
                violations.isEmpty(),
                violations.isEmpty()
                        ? "No violation among some 4,000 scores up to 64 interquartile ranges from the median, and far out."
                        : violations.get(0).toString() + ".",
                Quantity.of("violations", violations.size()));
    }

    private static Finding rankingsArePermutations() {
        Sweep sweep = new Sweep(
                "pairs of K and N, 2 <= K <= N <= 6, in each of which the distinct rankings are listed and counted");
        for (int n = 2; n <= 6; n++) {
            for (int k = 2; k <= n; k++) {
                long expected = 1;
                for (int factor = n - k + 1; factor <= n; factor++) {
                    expected *= factor;
                }
                int size = k;
                long counted = new TreeSet<>(
                                rankings(n, k).stream().map(List::toString).toList())
                        .size();
                long factorial = expected;
                sweep.that(counted == factorial, () -> size + ": " + counted + " rankings for " + factorial);
            }
        }
        return sweep.finding();
    }

    /** Every ranking of k of n options, best first. */
    static List<List<Integer>> rankings(int n, int k) {
        if (k == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> longer = new ArrayList<>();
        for (List<Integer> start : rankings(n, k - 1)) {
            for (int option = 0; option < n; option++) {
                if (!start.contains(option)) {
                    List<Integer> next = new ArrayList<>(start);
                    next.add(option);
                    longer.add(next);
                }
            }
        }
        return longer;
    }

    private static Finding probabilitiesAreInside() {
        Draws draws = new Draws(1);
        Sweep sweep = new Sweep(
                "models of 3 to 5 items and lengths K from 2 to N, each with all K-permutations inside (0, 1) and"
                        + " those of the same K items adding up to 1");
        for (int round = 0; round < 30; round++) {
            int size = 3 + round % 3;
            List<Real> strengths = draws.strengths(size, 1 + round);
            for (int k = 2; k <= size; k++) {
                Map<Set<Integer>, Real> sums = new HashMap<>();
                boolean inside = true;
                for (List<Integer> ranking : rankings(size, k)) {
                    Real p = PlackettLuceFormulas.p(
                            ranking.stream().map(strengths::get).toList());
                    inside &= p.isPositive() && p.isLessThan(Real.ONE);
                    sums.merge(Set.copyOf(ranking), p, Real::plus);
                }
                boolean all = inside;
                sweep.that(all, () -> strengths + " has a probability outside (0, 1)");
                sums.forEach((items, sum) -> sweep.equal(Real.ONE, sum, () -> strengths + ", items " + items));
            }
        }
        return sweep.finding();
    }

    private static Finding offsetsChangeNothing() {
        Draws draws = new Draws(2);
        Sweep sweep = new Sweep("rankings of 2 to 8 items, with one number added to all scores");
        for (int round = 0; round < 60; round++) {
            List<Real> strengths = draws.strengths(2 + round % 7, 1 + round / 4.0);
            Real factor = Real.ofDouble(Math.exp(draws.uniform(-30, 30))); // e^offset
            sweep.equal(
                    PlackettLuceFormulas.p(strengths),
                    PlackettLuceFormulas.p(
                            strengths.stream().map(w -> w.times(factor)).toList()),
                    strengths::toString);
        }
        return sweep.finding();
    }

    private static Finding strictAtTheTip() {
        Sweep sweep = new Sweep("thresholds M = t²/(t²-1), at which p* = (1 + 1/t)/2 and the derivative are exact");
        for (long t = 2; t <= 60; t++) {
            Real m = Real.of(t * t).over(t * t - 1);
            Real a = Real.ONE.plus(Real.ONE.over(t)).over(2);
            sweep.equal(m, BradleyTerryFormulas.slope(a, a.complement()), m::toString);
            Real beyond = a.plus(Real.of("1e-9"));
            sweep.that(
                    BradleyTerryFormulas.closedSlope(beyond, beyond.complement())
                            .isMoreThan(m),
                    () -> "M = " + m + ", not exceeded beyond the tip");
        }
        return sweep.finding();
    }

    /** Definition 4 lets Ω_M(h, x_i) lie in the domain of g; read with g throughout it is about the slope of g. */
    static Claim definition4(String printed) {
        return Claim.of("Def. 4", () -> printed.equals("h") ? regionOfH() : regionOfG())
                .repairedBy(DefinitionClaims::regionOfH);
    }

    private static Finding regionOfG() {
        Logistic g = new Logistic();
        double steepest = 0;
        for (int k = -4000; k <= 4000; k++) {
            steepest = Math.max(steepest, g.density(k / 100.0));
        }
        return Finding.of(
                steepest > 1,
                "The domain of g is the line of score differences, where g' is " + Shown.digits(steepest)
                        + " at most: nowhere beyond any M > 1.",
                Quantity.of("largest g'", steepest));
    }

    private static Finding regionOfH() {
        double area = new BradleyTerryRegion(2).area().value();
        return Finding.of(area > 0, "At M = 2 the area is " + Shown.digits(area) + ".", Quantity.of("A(2)", area));
    }

    private static Claim areaAsMeasure() {
        return Claim.of("Def. 4, area", DefinitionClaims::areaRanksModels)
                .repairedBy(DefinitionClaims::areaWithinCoordinates);
    }

    /** A measure of a model's extent of sensitivity must not depend on which coordinates its square is drawn in, nor rank by M. */
    private static Finding areaRanksModels() {
        Link logistic = new Logistic();
        Link probit = new Probit();
        Area m2 = new SensitiveRegion(logistic, 2).area();
        Area p2 = new SensitiveRegion(probit, 2).area();
        Area m20 = new SensitiveRegion(logistic, 20).area();
        Area p20 = new SensitiveRegion(probit, 20).area();
        Area here = new BradleyTerryRegion(10).area();
        Area there = new BradleyTerryRegion(10).areaOverPrediction();
        boolean sameOrder = (m2.value() > p2.value()) == (m20.value() > p20.value());
        boolean sameSize = Math.abs(here.value() - there.value()) < 0.01 * here.value();
        String budgets = List.of(logistic, probit, new Laplace(), new Cauchit(), new HyperbolicSecant()).stream()
                .map(link -> link.name() + " " + Shown.digits(meanSensitivity(link)))
                .collect(Collectors.joining(", "));
        Plot plot = Plot.of(
                        "Area of the M-sensitive region: which model has the larger one depends on M and on the coordinates",
                        Plot.Axis.log("M", 1.01, 100),
                        Plot.Axis.log("area", 1e-5, 1))
                .curve(
                        "logistic, over (p_ik, p_kj)",
                        Plot.Stroke.TRUE,
                        m -> new BradleyTerryRegion(m).area().value())
                .curve(
                        "logistic, over (p_ik, p_ij)",
                        Plot.Stroke.PRINTED,
                        m -> new BradleyTerryRegion(m).areaOverPrediction().value())
                .curve("probit, over (p_ik, p_kj)", Plot.Stroke.THIRD, areas(probit));
        return Finding.of(
                        sameOrder && sameSize,
                        "The areas of the logistic and the probit link are " + shown(m2) + " and " + shown(p2)
                                + " at M = 2, "
                                + shown(m20) + " and " + shown(p20) + " at M = 20"
                                + (sameOrder ? "" : ", the other way round")
                                + ". One and the same Bradley-Terry region of M = 10 has " + shown(here)
                                + " drawn over (p_ik, p_kj) and " + shown(there)
                                + " over (p_ik, p_ij). The mean of ∂p_ij/∂p_ik over p_ik, at p_kj = 0.3, is 1 for every link: "
                                + budgets
                                + ".",
                        Quantity.of("A logistic, M = 2", m2),
                        Quantity.of("A probit, M = 2", p2),
                        Quantity.of("A logistic, M = 20", m20),
                        Quantity.of("A probit, M = 20", p20),
                        Quantity.of("A over (p_ik, p_kj), M = 10", here),
                        Quantity.of("A over (p_ik, p_ij), M = 10", there))
                .drawn(plot);
    }

    private static String shown(Area area) {
        return Shown.digits(area.value());
    }

    private static List<Plot.Point> areas(Link link) {
        List<Plot.Point> points = new ArrayList<>();
        for (int k = 0; k <= 16; k++) {
            double m = 1.01 * Math.pow(100 / 1.01, k / 16.0);
            points.add(new Plot.Point(m, new SensitiveRegion(link, m).area().value()));
        }
        return points;
    }

    /** {@code ∫ ∂p_ij/∂p_ik dp_ik} at p_kj = 0.3 by the midpoint rule in the score, over which it is {@code ∫ g'(x + y) dx}. */
    private static double meanSensitivity(Link link) {
        Probability kj = Probability.of(0.3);
        double sum = 0;
        int steps = 20_000;
        for (int k = 0; k < steps; k++) {
            double share = (k + 0.5) / steps;
            double t = Math.tan(Math.PI * (share - 0.5)); // the whole line
            double x = 3 * t;
            Probability ik = link.probability(x);
            if (ik.isInterior()) {
                sum += link.slope(ik, kj) * link.density(x) * 3 * Math.PI * (1 + t * t) / steps;
            }
        }
        return sum;
    }

    private static Finding areaWithinCoordinates() {
        Sweep sweep = new Sweep("steps of M, for the logistic, probit and Cauchit links");
        Set<Double> thresholds = new TreeSet<>(Set.of(0.5, 1.01, 2.0, 3.0, 5.0, 10.0, 20.0, 100.0));
        for (Link link : List.of(new Logistic(), new Probit(), new Cauchit())) {
            double before = Double.POSITIVE_INFINITY;
            for (double m : thresholds) {
                double area = new SensitiveRegion(link, m).area().value();
                double last = before;
                sweep.that(area < last && area < 1 / m, () -> link.name() + " at M = " + m + ": " + area);
                before = area;
            }
        }
        return sweep.finding();
    }
}
