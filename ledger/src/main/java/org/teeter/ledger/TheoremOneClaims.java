package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.link.Cauchit;
import org.teeter.link.Link;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.link.StudentT;
import org.teeter.paper.BradleyTerryRegion;
import org.teeter.paper.Sensitivity;
import org.teeter.paper.Witness;
import org.teeter.report.document.Shown;

/** Theorem 1, its proof and what §2.2 and §3.1 conclude from it. */
final class TheoremOneClaims {

    private TheoremOneClaims() {}

    static List<Claim> all() {
        return List.of(
                existence(PreciseLink.spiked()),
                quantifiers(),
                firstFactor(PairwiseClaims.symmetric()),
                secondFactor(PreciseLink.spiked()),
                Claim.of("Thm. 1, proof: δ", TheoremOneClaims::someSlopeIsPositive),
                lastLine("p_ij"),
                smallIk(PreciseLink.spiked()),
                dominance(),
                DominanceClaims.conclusion(DominanceClaims.fixed()));
    }

    /** §3.1's sentence, which rests on the theorem. */
    static Claim generalModels() {
        return Claim.of(
                        "§3.1: general models",
                        () -> sensitiveSomewhere(PreciseLink.spiked(), 1).undrawn())
                .repairedBy(() -> witnesses(links()));
    }

    /** "In fact, it can be shown": from the same assumptions, at the other end. */
    static Claim smallIk(PreciseLink suspect) {
        return Claim.of(
                        "§2.2: small p_ik",
                        () -> sensitiveSomewhere(suspect, -1).undrawn())
                .repairedBy(() -> mirroredWitnesses(links()));
    }

    /** Links that meet all that the repaired theorem needs. */
    private static List<Link> links() {
        List<Link> links = new ArrayList<>(PairwiseClaims.symmetric());
        links.add(new LogLog());
        return links;
    }

    /** Even with a p_kj for every p_ik, as in the proof: the theorem from A2 to A5 alone. */
    static Claim existence(PreciseLink suspect) {
        return Claim.of("Thm. 1", () -> sensitiveSomewhere(suspect, 1)).repairedBy(() -> witnesses(links()));
    }

    /** "A_1 = g'(δ)", which the choice of p_kj and Lemma 4 are said to give. */
    static Claim firstFactor(List<Link> links) {
        return Claim.of("Thm. 1, proof: A_1", () -> {
            Sweep sweep =
                    new Sweep("p_ik from 5e-5 to 1 - 5e-5 and δ from 0 to 3 under symmetric links, to a relative 1e-9");
            Logistic odds = new Logistic();
            for (Link link : links) {
                for (double logit = -10; logit <= 10; logit++) {
                    for (double delta : new double[] {0, 0.5, 1, 3}) {
                        Probability ik = odds.probability(logit);
                        Probability kj = link.probability(link.quantile(ik.complement()) + delta);
                        double there = link.density(link.quantile(ik) + link.quantile(kj));
                        double said = link.density(delta);
                        sweep.that(
                                Math.abs(there - said) <= 1e-9 * said,
                                () -> link.name() + " at p_ik = " + Shown.digits(ik.p()) + ", δ = " + delta + ": "
                                        + Shown.digits(there) + ", g'(δ) = " + Shown.digits(said));
                    }
                }
            }
            return sweep.finding();
        });
    }

    /** "∃ x0 such that g'(x) < g'(δ)/M for all x > x0", by Lemma 2; tried with the δ of the largest slope, which asks least. */
    static Claim secondFactor(PreciseLink suspect) {
        return Claim.of("Thm. 1, proof: A_2", () -> fallsBelow(suspect)).repairedBy(TheoremOneClaims::staysBelow);
    }

    private static Finding fallsBelow(PreciseLink link) {
        Real bound = highest(link).over(Real.of("1.5"));
        Sweep sweep = new Sweep("integers n from 30 to 150, with g'(n) below the largest g'(δ)/M for M = 1.5");
        for (int n = 30; n <= 150; n++) {
            Real density = link.density().apply(Real.of(n));
            int at = n;
            sweep.that(
                    density.isLessThan(bound), () -> link.name() + " link, g'(" + at + ") = " + density + ", " + bound);
        }
        return sweep.finding().with(Quantity.of("largest g'(δ)/1.5", bound));
    }

    private static Finding staysBelow() {
        Sweep sweep = new Sweep("links, M from 1.5 to 1e4, δ from 0 to 1 and scores beyond x0");
        for (Link link : links()) {
            for (double m : new double[] {1.5, 10, 1e4}) {
                for (double delta : new double[] {0, 0.5, 1}) {
                    double from = Witness.of(link, m, delta, Probability.HALF).x0();
                    for (double further : new double[] {1e-6, 0.1, 1, 10, 100}) {
                        double x = from + further * Math.max(1, from);
                        sweep.that(
                                link.density(x) < link.density(delta) / m,
                                () -> link.name() + ", M = " + m + ", δ = " + delta + ", x = " + x);
                    }
                }
            }
        }
        return sweep.finding();
    }

    private static Real highest(PreciseLink link) {
        Real highest = Real.ZERO;
        for (int k = 0; k <= 40 * 16; k++) {
            highest = highest.larger(link.density().apply(Real.of(k).over(16)));
        }
        return highest;
    }

    /**
     * At p_ik = g(n), for integers n as far out as one likes, the supremum of S over p_kj is {@code sup g' / g'(n)}, searched over
     * all spikes and between them.
     *
     * @param side 1 for p_ik near 1, -1 for p_ik near 0
     */
    static Finding sensitiveSomewhere(PreciseLink link, int side) {
        Real highest = highest(link);
        Real most = Real.ZERO;
        List<Plot.Point> suprema = new ArrayList<>();
        for (int n = 1; n <= 40; n++) {
            Real supremum = highest.over(link.density().apply(Real.of((long) side * n)));
            suprema.add(new Plot.Point(n, supremum.toDouble()));
            most = n >= 10 ? most.larger(supremum) : most;
        }
        boolean reached = most.isMoreThan(Real.of("1.2"));
        return Finding.of(
                        reached,
                        "Under the " + link.name() + " link, at p_ik = g(" + (side < 0 ? "-" : "")
                                + "n), n = 10, …, 40 (" + (side < 0 ? "p_ik" : "1 - p_ik") + " down to "
                                + link.g().apply(Real.of(-40)).shown(2) + "), the largest S over every p_kj is "
                                + most.shown(7)
                                + (reached
                                        ? "."
                                        : ": no p0 makes every " + (side < 0 ? "smaller" : "later")
                                                + " p_ik 1.2-sensitive."),
                        Quantity.of("sup S at p_ik = g(" + (side < 0 ? "-" : "") + "n), n >= 10", most),
                        Quantity.of("sup g'", highest))
                .drawn(Plot.of(
                                "The most that any p_kj can do at p_ik = g(n), under the " + link.name() + " link",
                                Plot.Axis.linear("n", 0, 40),
                                Plot.Axis.linear("largest S over p_kj", 0.9, 2))
                        .curve("at p_ik = g(n)", Plot.Stroke.TRUE, suprema)
                        .level("M = 1.2", Plot.Stroke.PRINTED, 1.2)
                        .curve("logistic link", Plot.Stroke.THIRD, n -> 0.25 / new Logistic().density(n)));
    }

    /** Witnesses, of which p_kj depends on p_ik, well inside the region that the theorem promises. */
    private static Finding witnesses(List<Link> links) {
        Sweep sweep = new Sweep("links, M from 1.5 to 1e4, δ from 0 to 1 and p_ik beyond p0, each with its own p_kj");
        for (Link link : links) {
            for (double m : new double[] {1.5, 2, 10, 100, 1e4}) {
                for (double delta : new double[] {0, 0.5, 1}) {
                    Witness start = Witness.of(link, m, delta, Probability.HALF);
                    for (double share : new double[] {0.9, 0.1, 1e-3}) {
                        Probability ik = Probability.complementOf(start.p0().q() * share);
                        Witness witness = Witness.of(link, m, delta, ik);
                        if (!witness.kj().isInterior()) { // log-log: a p_kj of e^-M is 0 as a double
                            continue;
                        }
                        double s = Sensitivity.of(link, ik, witness.kj()).toIk();
                        sweep.that(
                                s > m && witness.slope() > m,
                                () -> link.name() + " at M = " + m + ", δ = " + delta + ", 1 - p_ik = " + ik.q()
                                        + ": S = " + s);
                    }
                }
            }
        }
        return sweep.finding();
    }

    /** The exchange (p_ik, p_kj) → complements carries a witness near 1 to one near 0. */
    private static Finding mirroredWitnesses(List<Link> links) {
        Sweep sweep = new Sweep("small p_ik, each with a p_kj, M from 2 to 1e4, under the symmetric links");
        for (Link link : links) {
            if (!link.isSymmetric()) {
                continue;
            }
            for (double m : new double[] {2, 10, 100, 1e4}) {
                Witness start = Witness.of(link, m, 0, Probability.HALF);
                for (double share : new double[] {0.9, 0.1, 1e-3}) {
                    Probability ik = Probability.of(start.p0().q() * share);
                    Probability kj = link.probability(-link.quantile(ik));
                    double s = Sensitivity.of(link, ik, kj).toIk();
                    sweep.that(s > m, () -> link.name() + " at M = " + m + ", p_ik = " + ik.p() + ": S = " + s);
                }
            }
        }
        return sweep.finding();
    }

    private static Claim quantifiers() {
        return Claim.of("Thm. 1, quantifiers", () -> fixed(List.of(new Cauchit(), new StudentT(3))))
                .repairedBy(() -> witnesses(links()));
    }

    /** S with p_kj held fixed and p_ik → 1: the largest over p_kj, at the largest p_ik that is looked at, must still exceed M = 2. */
    static Finding fixed(List<Link> links) {
        boolean every = true;
        StringBuilder found = new StringBuilder();
        List<Quantity> evidence = new ArrayList<>();
        for (Link link : links) {
            Probability ik = Probability.complementOf(1e-40);
            double largest = 0;
            double furthest = 0;
            for (double b : new double[] {1e-6, 1e-3, 0.02, 0.2, 0.5, 0.8, 0.98, 0.999, 1 - 1e-6}) {
                double s = link.slope(ik, Probability.of(b));
                largest = Math.max(largest, s);
                furthest = Math.max(furthest, Math.abs(s - 1));
            }
            every &= largest > 2;
            found.append("Under the ")
                    .append(link.name())
                    .append(" link, at 1 - p_ik = 1e-40 and nine p_kj from 1e-6 to 1 - 1e-6, S is at most ")
                    .append(Shown.digits(largest, 8))
                    .append(largest > 2 ? "; " : " (1 but for " + Shown.digits(furthest, 2) + "); ");
            evidence.add(Quantity.of("largest S, " + link.name(), largest));
        }
        Link first = links.get(0);
        Plot plot = Plot.of(
                        "With p_kj fixed, ∂p_ij/∂p_ik as p_ik → 1 (" + first.name()
                                + "): no M above 1 is exceeded in the end",
                        Plot.Axis.log("1 - p_ik (towards certainty: leftwards)", 1e-8, 0.5),
                        Plot.Axis.log("∂p_ij/∂p_ik", 0.01, 1000))
                .curve(
                        "p_kj = 0.02",
                        Plot.Stroke.TRUE,
                        q -> first.slope(Probability.complementOf(q), Probability.of(0.02)))
                .curve(
                        "p_kj = 0.001",
                        Plot.Stroke.THIRD,
                        q -> first.slope(Probability.complementOf(q), Probability.of(0.001)))
                .level("1", Plot.Stroke.PRINTED, 1);
        return new Finding(
                every,
                found + (every ? "beyond M = 2." : "so that no fixed p_kj serves M = 2."),
                evidence,
                Optional.of(plot));
    }

    private static Finding someSlopeIsPositive() {
        List<Link> links = new ArrayList<>(links());
        links.add(new FlatSpotLink());
        links.add(new BimodalLink());
        Sweep sweep = new Sweep("links, each with a δ in (0, 2] at which g'(δ) > 0");
        for (Link link : links) {
            boolean some = false;
            for (int k = 1; k <= 200; k++) {
                some |= link.density(k / 100.0) > 0;
            }
            boolean found = some;
            sweep.that(found, link::name);
        }
        return sweep.finding();
    }

    /** The proof's last line: the condition names a preference that the choice of p_kj has fixed. */
    static Claim lastLine(String printed) {
        return Claim.of("Thm. 1, proof: last line", () -> lastLineHolds(printed.equals("p_ij")))
                .repairedBy(() -> lastLineHolds(false));
    }

    /** Bradley-Terry: p_ij = g(δ) whatever p_ik is, so that a large δ puts p_ij beyond p0 at p_ik = 1/2, too. */
    private static Finding lastLineHolds(boolean conditionOnIj) {
        Sweep sweep = new Sweep("cases of M, δ and p_ik under Bradley-Terry that meet the condition, "
                + (conditionOnIj ? "p_ij" : "p_ik") + " > p0");
        Logistic link = new Logistic();
        for (double m : new double[] {0.5, 2, 10}) {
            for (double delta : new double[] {0.5, 2, 8}) {
                for (double ik : new double[] {0.5, 0.7, 0.9, 0.99, 0.9999, 0.9999999}) {
                    Witness witness = Witness.of(link, m, delta, Probability.of(ik));
                    double conditioned = conditionOnIj ? witness.ij().p() : ik;
                    if (conditioned > witness.p0().p()) {
                        sweep.that(
                                witness.slope() > m,
                                () -> "M = " + m + ", δ = " + delta + ", p_ik = " + ik + ", p_ij = "
                                        + Shown.digits(witness.ij().p()) + ", p0 = "
                                        + Shown.digits(witness.p0().p()) + ": S = " + Shown.digits(witness.slope()));
                    }
                }
            }
        }
        return sweep.finding();
    }

    private static Claim dominance() {
        return Claim.of("§2.2: dominance", () -> onlyNearDominance(new BimodalLink()))
                .repairedBy(TheoremOneClaims::bradleyTerryNeedsDominance);
    }

    static Finding onlyNearDominance(Link link) {
        Probability half = Probability.HALF;
        double worst = 0;
        double at = 0;
        for (int k = 1; k < 400; k++) {
            double s = link.slope(half, Probability.of(k / 400.0));
            if (s > worst) {
                worst = s;
                at = k / 400.0;
            }
        }
        double named = link.slope(half, Probability.of(0.75));
        return Finding.of(
                        worst <= 2,
                        "At p_ik = 1/2, the " + link.name() + " link has S = " + Shown.digits(named)
                                + " at p_kj = 0.75, and at most " + Shown.digits(worst) + ", at p_kj = "
                                + Shown.digits(at) + ".",
                        Quantity.of("S at p_ik = 0.5, p_kj = 0.75", named),
                        Quantity.of("largest S at p_ik = 0.5", worst))
                .drawn(Plot.of(
                                "Sensitivity at p_ik = 1/2, where no preference is dominant (" + link.name() + " link)",
                                Plot.Axis.linear("p_kj", 0, 1),
                                Plot.Axis.linear("∂p_ij/∂p_ik", 0, 8))
                        .curve(link.name(), Plot.Stroke.TRUE, b -> slopeInside(link, b))
                        .curve("logistic", Plot.Stroke.THIRD, b -> slopeInside(new Logistic(), b)));
    }

    private static double slopeInside(Link link, double b) {
        double inside = Math.max(1e-6, Math.min(1 - 1e-6, b));
        return link.slope(Probability.HALF, Probability.of(inside));
    }

    private static Finding bradleyTerryNeedsDominance() {
        Sweep sweep = new Sweep("points (p_ik, p_kj) under Bradley-Terry, p_ik in the middle [1 - p*, p*], for five M");
        Draws draws = new Draws(5);
        Logistic link = new Logistic();
        for (Real bound : BradleyTerryFormulas.thresholdsOfFigure1()) {
            double m = bound.toDouble();
            double tip = new BradleyTerryRegion(m).tip().p();
            for (int round = 0; round < 200; round++) {
                double a = draws.uniform(1 - tip, tip);
                double b = draws.probability().toDouble();
                double s = link.slope(Probability.of(a), Probability.of(b));
                sweep.that(s <= m * (1 + 1e-14), () -> "M = " + m + " at (" + a + ", " + b + "): " + s);
            }
        }
        return sweep.finding();
    }
}
