package org.teeter.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.teeter.paper.PairInRanking;
import org.teeter.report.document.Shown;

/** §3.2 and the conclusion: do longer tuples improve robustness? */
final class LongerTuplesClaims {

    private LongerTuplesClaims() {}

    static List<Claim> all() {
        return List.of(
                Claim.of("§3.2: ratio", LongerTuplesClaims::ratioStays),
                alphaIncreases(false),
                betaFactors(0),
                areaShrinks(),
                TheoremTwoClaims.reading("§6: K >= 3", false));
    }

    private static Finding ratioStays() {
        Sweep sweep = new Sweep("pairs, each at the end of tuples of 3 to 8 items");
        Draws draws = new Draws(21);
        for (int round = 0; round < 40; round++) {
            Real u = draws.strengths(1, 10).get(0);
            Real v = draws.strengths(1, 10).get(0);
            for (int k = 3; k <= 8; k++) {
                List<Real> prefix = draws.strengths(k - 2, 6);
                sweep.equal(
                        PlackettLuceFormulas.endingIn(prefix, v, u).over(PlackettLuceFormulas.endingIn(prefix, u, v)),
                        v.over(u),
                        prefix::toString);
            }
        }
        return sweep.finding();
    }

    /** A tuple with one item inserted, and where the pair of interest is before and after. */
    private record Inserted(List<Real> before, List<Real> after, int u, int v, int at) {
        int laterU() {
            return at < u ? u + 1 : u; // an item inserted before place u, counted from 1
        }

        int laterV() {
            return at < v ? v + 1 : v;
        }

        boolean isAfterU() {
            return at >= u;
        }
    }

    private static List<Inserted> insertions(long stream) {
        Draws draws = new Draws(stream);
        List<Inserted> insertions = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            List<Real> before = draws.strengths(2 + round % 5, 0.5 + round / 10.0);
            int u = draws.whole(1, before.size() - 1);
            int v = draws.whole(u + 1, before.size());
            for (int at = 0; at <= before.size(); at++) {
                List<Real> after = new ArrayList<>(before);
                after.add(at, draws.strengths(1, 5).get(0));
                insertions.add(new Inserted(before, after, u, v, at));
            }
        }
        return insertions;
    }

    /** "As K increases, more positive terms are added to α", whatever the place of the new item, or only after u. */
    static Claim alphaIncreases(boolean afterU) {
        return Claim.of("§3.2: α", () -> increase(afterU)).repairedBy(() -> increase(true));
    }

    private static Finding increase(boolean afterU) {
        Sweep sweep = new Sweep(
                afterU
                        ? "insertions into tuples of 2 to 6 items: α rises for one after u and stays for one before"
                        : "insertions of an item anywhere into tuples of 2 to 6 items");
        for (Inserted one : insertions(22)) {
            Real before = PlackettLuceFormulas.alpha(one.before, one.u, one.v);
            Real after = PlackettLuceFormulas.alpha(one.after, one.laterU(), one.laterV());
            boolean rises = after.isMoreThan(before);
            boolean stays = after.relativeDifference(before).isLessThan(Real.of("1e-50"));
            sweep.that(
                    afterU ? (one.isAfterU() ? rises : stays) : rises,
                    () -> "an item at place " + (one.at + 1) + " of K = " + one.after.size() + ", u = " + one.laterU()
                            + ": α from " + before.shown(6) + " to " + after.shown(6));
        }
        return sweep.finding();
    }

    /** β is said to be a product of K constants; fewer is the number left out. */
    static Claim betaFactors(int fewer) {
        return Claim.of("§3.2: β", () -> factors(fewer)).repairedBy(() -> factors(2));
    }

    private static Finding factors(int fewer) {
        Sweep sweep = new Sweep("insertions: the factors of β counted, each inside (0, 1), and their product smaller");
        for (Inserted one : insertions(23)) {
            List<Real> factors = PlackettLuceFormulas.betaFactors(one.after, one.laterU());
            int k = one.after.size();
            boolean inside = factors.stream().allMatch(f -> f.isPositive() && f.isLessThan(Real.ONE));
            sweep.that(
                    factors.size() == k - fewer && inside,
                    () -> "K = " + k + ": " + factors.size() + (factors.size() == 1 ? " factor" : " factors"));
            sweep.that(
                    PlackettLuceFormulas.beta(one.after, one.laterU())
                            .isLessThan(PlackettLuceFormulas.beta(one.before, one.u)),
                    () -> "K = " + k + ": β does not fall");
        }
        return sweep.finding();
    }

    private static Claim areaShrinks() {
        return Claim.of("§3.2: longer tuples", LongerTuplesClaims::acrossTuples)
                .repairedBy(LongerTuplesClaims::nestedTuples);
    }

    private static double areaTimesSix(PairInRanking pair) {
        return Math.exp(2 * pair.logBeta() - pair.logAlpha());
    }

    /** Tuples of equal scores, and of wide gaps; the last pair of each. */
    private static Finding acrossTuples() {
        Sweep sweep = new Sweep(
                "pairs of a shorter and a longer tuple, equal scores or gaps of 10, the pair being the last two");
        List<Plot.Point> equal = new ArrayList<>();
        List<Plot.Point> wide = new ArrayList<>();
        for (int k = 3; k <= 8; k++) {
            equal.add(new Plot.Point(k, areaTimesSix(PairInRanking.of(new double[k], k - 1, k)) / 6));
            wide.add(new Plot.Point(k, areaTimesSix(PairInRanking.of(gaps(k), k - 1, k)) / 6));
        }
        List<Plot.Point> both = new ArrayList<>(equal);
        both.addAll(wide);
        for (Plot.Point shorter : both) {
            for (Plot.Point longer : both) {
                if (longer.x() > shorter.x()) {
                    sweep.that(
                            longer.y() < shorter.y(),
                            () -> "K = " + (int) shorter.x() + ": " + Shown.digits(shorter.y(), 5) + "/M², K = "
                                    + (int) longer.x() + ": " + Shown.digits(longer.y(), 5) + "/M²");
                }
            }
        }
        double threeEqual = equal.get(0).y();
        double eightWide = wide.get(5).y();
        return Finding.of(
                        sweep.holds(),
                        sweep.finding().found() + " With three equal scores the last pair has "
                                + Shown.digits(threeEqual, 5)
                                + "/M², with eight scores 10 apart " + Shown.digits(eightWide)
                                + "/M²" + (eightWide > threeEqual ? ": the longer tuple has the larger area." : "."),
                        Quantity.of("M² area, K = 3, equal scores, (2, 3)", threeEqual),
                        Quantity.of("M² area, K = 8, gaps of 10, (7, 8)", eightWide))
                .drawn(Plot.of(
                                "M² times the area for the last pair of a tuple: scores decide, not K",
                                Plot.Axis.linear("K", 3, 8),
                                Plot.Axis.log("M² · area", 1e-11, 1))
                        .curve("gaps of 10", Plot.Stroke.TRUE, wide)
                        .curve("equal scores", Plot.Stroke.PRINTED, equal));
    }

    private static double[] gaps(int k) {
        double[] scores = new double[k];
        for (int item = 0; item < k; item++) {
            scores[item] = -10.0 * item;
        }
        return scores;
    }

    private static Finding nestedTuples() {
        Sweep sweep = new Sweep("insertions of an item anywhere, the area falling each time");
        List<Inserted> insertions = insertions(24);
        Collections.reverse(insertions);
        for (Inserted one : insertions) {
            Real before = areaFactor(one.before, one.u, one.v);
            Real after = areaFactor(one.after, one.laterU(), one.laterV());
            sweep.that(after.isLessThan(before), () -> "K = " + one.after.size() + ": from " + before + " to " + after);
        }
        return sweep.finding();
    }

    private static Real areaFactor(List<Real> w, int u, int v) {
        return PlackettLuceFormulas.beta(w, u).squared().over(PlackettLuceFormulas.alpha(w, u, v));
    }
}
