package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import org.teeter.paper.PairInRanking;
import org.teeter.paper.RankingProbability;
import org.teeter.report.document.Shown;

/** §2.4 up to Eq. (10): the Plackett-Luce model and its derivatives. */
final class PlackettLuceClaims {

    private PlackettLuceClaims() {}

    static List<Claim> all() {
        return List.of(
                Claim.of("Eq. (6)", PlackettLuceClaims::equation6),
                Claim.of("§2.4: K = 2", PlackettLuceClaims::twoItems),
                Claim.of("Lemma 5, Eq. (7)", PlackettLuceClaims::equation7),
                Claim.of("Eq. (8)", PlackettLuceClaims::equation8),
                equation9(),
                Claim.of("Eq. (10)", PlackettLuceClaims::equation10),
                alphaRange(false),
                Claim.of("after Eq. (10): β", PlackettLuceClaims::betaRange));
    }

    /** Strengths of 3 to 7 items, at first alike and then far apart. */
    private static List<List<Real>> models(long stream) {
        Draws draws = new Draws(stream);
        List<List<Real>> models = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            models.add(draws.strengths(3 + round % 5, round / 3.0));
        }
        return models;
    }

    private static Finding equation6() {
        Sweep sweep = new Sweep("rankings of 2 to 8 items, both forms, and the core's logarithm to a relative 1e-13");
        Draws draws = new Draws(10);
        for (int round = 0; round < 60; round++) {
            double[] scores = new double[2 + round % 7];
            List<Real> strengths = new ArrayList<>();
            for (int u = 0; u < scores.length; u++) {
                scores[u] = draws.uniform(-1 - round / 4.0, 1 + round / 4.0);
                strengths.add(Real.ofDouble(scores[u]).exp());
            }
            Real p = PlackettLuceFormulas.p(strengths);
            sweep.equal(p, PlackettLuceFormulas.pByDifferences(strengths), strengths::toString);
            double logP = RankingProbability.of(scores).logP();
            double exact = p.log().toDouble();
            sweep.that(
                    Math.abs(logP - exact) <= 1e-13 * Math.max(1, Math.abs(exact)),
                    () -> strengths + ": log p_ω = " + logP + " in doubles, " + exact);
        }
        return sweep.finding();
    }

    private static Finding twoItems() {
        Sweep sweep = new Sweep("pairs of scores");
        Draws draws = new Draws(11);
        for (int round = 0; round < 60; round++) {
            Real difference = Real.ofDouble(draws.uniform(-round, round + 1));
            sweep.equal(
                    PlackettLuceFormulas.p(List.of(difference.exp(), Real.ONE)),
                    Real.ONE.over(Real.ONE.plus(difference.negate().exp())),
                    difference::toString);
        }
        return sweep.finding();
    }

    private static Finding equation7() {
        Sweep sweep = new Sweep(
                "rankings of 3 to 7 items, each with prefixes of its own items, of items outside it and of both");
        Draws draws = new Draws(12);
        for (List<Real> w : models(12)) {
            for (int strangers = 0; strangers <= w.size() - 2; strangers++) {
                List<Real> outside = draws.strengths(strangers, 5);
                Real product = Real.ONE;
                for (int u = 1; u < w.size(); u++) {
                    Real sum = Real.ONE;
                    for (int v = u + 1; v <= w.size(); v++) {
                        List<Real> prefix = new ArrayList<>(outside);
                        prefix.addAll(PlackettLuceFormulas.without(w, u, v).subList(strangers, w.size() - 2));
                        sum = sum.plus(ratio(prefix, w.get(u - 1), w.get(v - 1)));
                    }
                    product = product.over(sum);
                }
                sweep.equal(product, PlackettLuceFormulas.p(w), w::toString);
            }
        }
        return sweep.finding();
    }

    /** {@code p_vu / p_uv} of tuples that end in the pair. */
    private static Real ratio(List<Real> prefix, Real u, Real v) {
        return PlackettLuceFormulas.endingIn(prefix, v, u).over(PlackettLuceFormulas.endingIn(prefix, u, v));
    }

    private static Finding equation8() {
        Sweep sweep = new Sweep("pairs of places, with prefixes of 1 to 5 items");
        for (List<Real> w : models(13)) {
            for (int u = 1; u < w.size(); u++) {
                for (int v = u + 1; v <= w.size(); v++) {
                    List<Real> prefix = PlackettLuceFormulas.without(w, u, v);
                    sweep.equal(
                            ratio(prefix, w.get(u - 1), w.get(v - 1)),
                            w.get(v - 1).over(w.get(u - 1)),
                            w::toString);
                }
            }
        }
        return sweep.finding();
    }

    /** Eq. (9) as derivatives of the model, and as what they are. */
    static Claim equation9() {
        return Claim.of("Eq. (9)", () -> modelSlopes(PlackettLuceFormulas::formal))
                .repairedBy(PlackettLuceClaims::formalSlopes);
    }

    /** How a pair of derivatives is had from a model and its p_uv and p_vu. */
    interface PairSlopes {
        PlackettLuceFormulas.Slopes of(List<Real> strengths, int u, int v, Real uv, Real vu);
    }

    private static final List<String[]> SCORES =
            List.of(new String[] {"0", "0", "0"}, new String[] {"3", "0", "-3"}, new String[] {"0", "0", "-5"});

    /** Three items, (u, v) = (1, 2): the printed slopes against those along moves of the model. */
    static Finding modelSlopes(PairSlopes printed) {
        Sweep sweep = new Sweep("slopes of models of three items, (u, v) = (1, 2)");
        List<Quantity> evidence = new ArrayList<>();
        Plot plot = Plot.of(
                "Eq. (9) and what a model of three items can make: ∂p_ω/∂p_uv at three score vectors",
                Plot.Axis.linear("score vector (0,0,0), (3,0,-3), (0,0,-5)", 0.5, 3.5),
                Plot.Axis.linear("∂p_ω/∂p_uv", -30, 160));
        StringBuilder told = new StringBuilder();
        for (int k = 0; k < SCORES.size(); k++) {
            String name = "s = (" + String.join(", ", SCORES.get(k)) + ")";
            List<Real> w =
                    List.of(SCORES.get(k)).stream().map(s -> Real.of(s).exp()).toList();
            Real uv = PlackettLuceFormulas.endingIn(List.of(w.get(2)), w.get(0), w.get(1));
            Real vu = PlackettLuceFormulas.endingIn(List.of(w.get(2)), w.get(1), w.get(0));
            PlackettLuceFormulas.Slopes said = printed.of(w, 1, 2, uv, vu);
            PlackettLuceFormulas.Slopes made = PlackettLuceFormulas.ofModel(
                    w.get(0).over(w.get(2)), w.get(1).over(w.get(2)));
            sweep.equal(said.uv(), made.uv(), () -> name + ", ∂p_ω/∂p_uv");
            sweep.equal(said.vu(), made.vu(), () -> name + ", ∂p_ω/∂p_vu");
            evidence.add(Quantity.of("∂p_ω/∂p_uv by Eq. (9), " + name, said.uv()));
            evidence.add(Quantity.of("∂p_ω/∂p_uv of the model, " + name, made.uv()));
            evidence.add(Quantity.of("∂p_ω/∂p_vu by Eq. (9), " + name, said.vu()));
            evidence.add(Quantity.of("∂p_ω/∂p_vu of the model, " + name, made.vu()));
            told.append(k == 0 ? " " : "; ")
                    .append(name)
                    .append(": ")
                    .append(said.uv().shown(4))
                    .append(" against ")
                    .append(made.uv().shown(4))
                    .append(", by p_vu ")
                    .append(said.vu().shown(4))
                    .append(" against ")
                    .append(made.vu().shown(4));
            plot = plot.mark(
                            "Eq. (9): " + said.uv().shown(4),
                            Plot.Stroke.PRINTED,
                            k + 0.9,
                            said.uv().toDouble())
                    .mark(
                            "model: " + made.uv().shown(4),
                            Plot.Stroke.TRUE,
                            k + 1.1,
                            made.uv().toDouble());
        }
        Finding finding = sweep.finding();
        return Finding.of(
                        finding.holds(),
                        "Printed against the derivative along moves that a model of three items makes:" + told + ".")
                .with(evidence.toArray(Quantity[]::new))
                .drawn(plot);
    }

    private static Finding formalSlopes() {
        Sweep sweep = new Sweep(
                "slopes of rankings of 3 to 7 items: Eq. (9) against difference quotients of Eq. (7), other ratios frozen");
        for (List<Real> w : models(14)) {
            for (int first = 1; first < w.size(); first++) {
                for (int second = first + 1; second <= w.size(); second++) {
                    int u = first;
                    int v = second;
                    List<Real> prefix = PlackettLuceFormulas.without(w, u, v);
                    Real uv = PlackettLuceFormulas.endingIn(prefix, w.get(u - 1), w.get(v - 1));
                    Real vu = PlackettLuceFormulas.endingIn(prefix, w.get(v - 1), w.get(u - 1));
                    PlackettLuceFormulas.Slopes formal = PlackettLuceFormulas.formal(w, u, v, uv, vu);
                    sweep.equal(
                            formal.uv(),
                            PlackettLuceFormulas.derivative(
                                    uv, p -> PlackettLuceFormulas.withRatio(w, u, v, vu.over(p))),
                            w::toString);
                    sweep.equal(
                            formal.vu(),
                            PlackettLuceFormulas.derivative(
                                    vu, p -> PlackettLuceFormulas.withRatio(w, u, v, p.over(uv))),
                            w::toString);
                }
            }
        }
        return sweep.finding();
    }

    private static Finding equation10() {
        Sweep sweep = new Sweep("pairs of places in rankings of 3 to 7 items");
        for (List<Real> w : models(15)) {
            for (int u = 1; u < w.size(); u++) {
                for (int v = u + 1; v <= w.size(); v++) {
                    List<Real> prefix = PlackettLuceFormulas.without(w, u, v);
                    Real uv = PlackettLuceFormulas.endingIn(prefix, w.get(u - 1), w.get(v - 1));
                    Real vu = PlackettLuceFormulas.endingIn(prefix, w.get(v - 1), w.get(u - 1));
                    Real p = PlackettLuceFormulas.beta(w, u)
                            .times(uv)
                            .over(PlackettLuceFormulas.alpha(w, u, v).times(uv).plus(vu));
                    sweep.equal(p, PlackettLuceFormulas.p(w), w::toString);
                }
            }
        }
        return sweep.finding();
    }

    /** The range that the paper gives α, with or without its lower end. */
    static Claim alphaRange(boolean closed) {
        return Claim.of("after Eq. (10): α", () -> alphaInside(closed)).repairedBy(() -> alphaInside(true));
    }

    private static Finding alphaInside(boolean closed) {
        Sweep sweep = new Sweep("pairs of places in rankings of 3 to 7 items");
        for (List<Real> w : models(16)) {
            for (int u = 1; u < w.size(); u++) {
                for (int v = u + 1; v <= w.size(); v++) {
                    Real alpha = PlackettLuceFormulas.alpha(w, u, v);
                    int place = u;
                    sweep.that(
                            alpha.isMoreThan(Real.ONE) || (closed && alpha.compareTo(Real.ONE) == 0),
                            () -> "K = " + w.size() + ", u = " + place + ": α = " + alpha);
                }
            }
        }
        double[] scores = {2, 1, 0, -1, -2};
        Plot plot = Plot.of(
                "α for each place u of five items with scores 2, 1, 0, -1, -2 and v = 5",
                Plot.Axis.linear("u", 0.5, 4.5),
                Plot.Axis.linear("α", 0.9, 1.7));
        for (int u = 1; u <= 4; u++) {
            double alpha = PairInRanking.of(scores, u, 5).alpha();
            plot = plot.mark(Shown.digits(alpha, 4), Plot.Stroke.TRUE, u, alpha);
        }
        return sweep.finding().drawn(plot.level("1", Plot.Stroke.PRINTED, 1));
    }

    private static Finding betaRange() {
        Sweep sweep = new Sweep("places in rankings of 3 to 7 items");
        for (List<Real> w : models(17)) {
            for (int u = 1; u < w.size(); u++) {
                Real beta = PlackettLuceFormulas.beta(w, u);
                sweep.that(beta.isPositive() && beta.isLessThan(Real.ONE), () -> w + ": β = " + beta);
            }
        }
        return sweep.finding();
    }
}
