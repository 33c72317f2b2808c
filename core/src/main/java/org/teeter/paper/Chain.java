package org.teeter.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * A preference that follows along a chain {@code i = k0, k1, …, kL = j}, and its sensitivity to each link of the chain.
 *
 * <pre>{@code p_ij = g(Σ x_l),  S_l = g'(Σ x_l) / g'(x_l),  x_l = g⁻¹(p_l)    [M23]
 * Bradley-Terry: p_ij = Πp_l / (Πp_l + Πq_l),  S_l = p_ij q_ij / (p_l q_l) <= 1 / (4 p_l q_l)}</pre>
 *
 * @param p the composed preference
 * @param sensitivities {@code S_l}, in the order of the chain
 */
public record Chain(Probability p, List<Double> sensitivities) {

    public Chain {
        sensitivities = List.copyOf(sensitivities);
    }

    /**
     * Composes a chain.
     *
     * @param chain the preferences along it, at least one, each inside (0, 1)
     */
    public static Chain of(Link link, List<Probability> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain needs at least one preference, got none");
        }
        for (int l = 0; l < chain.size(); l++) {
            Sensitivity.requireInterior("preference " + (l + 1) + " of the chain", chain.get(l));
        }
        return link instanceof Logistic ? bradleyTerry(chain) : general(link, chain);
    }

    private static Chain general(Link link, List<Probability> chain) {
        for (int l = 0; l < chain.size(); l++) {
            Sensitivity.requireScore(link, "preference " + (l + 1) + " of the chain", chain.get(l));
        }
        if (chain.size() == 2) { // every link keeps its own stable form
            Probability ik = chain.get(0);
            Probability kj = chain.get(1);
            return new Chain(link.compose(ik, kj), List.of(link.slope(ik, kj), link.slope(kj, ik)));
        }
        double score = score(link, chain);
        List<Double> sensitivities = new ArrayList<>();
        for (Probability p : chain) {
            sensitivities.add(Math.exp(link.logDensity(score) - link.logDensity(link.quantile(p))));
        }
        return new Chain(chain.size() == 1 ? chain.get(0) : link.probability(score), sensitivities);
    }

    /**
     * {@code Σ x_l}. Opposite tails may cancel and leave the rest, so that under A4 the most extreme preferences of either side are
     * added in pairs by {@link Link#sum}, which knows how, and rounding errors of the sum are added back (Neumaier 1974).
     */
    private static double score(Link link, List<Probability> chain) {
        List<Probability> up = new ArrayList<>();
        List<Probability> down = new ArrayList<>();
        for (Probability p : chain) {
            (p.isEvenOrMore() ? up : down).add(p);
        }
        up.sort(Comparator.comparingDouble(Probability::smaller));
        down.sort(Comparator.comparingDouble(Probability::smaller));
        int pairs = link.isSymmetric() ? Math.min(up.size(), down.size()) : 0;
        double sum = 0;
        double lost = 0;
        for (int l = 0; l < up.size() + down.size() - pairs; l++) {
            double x = l < pairs
                    ? link.sum(up.get(l), down.get(l))
                    : link.quantile(l < up.size() ? up.get(l) : down.get(l - up.size() + pairs));
            double next = sum + x;
            lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    /** By the odds, kept as {@code mantissa 2^exponent}, so that no chain is too long or too one-sided for a double. */
    private static Chain bradleyTerry(List<Probability> chain) {
        double odds = 1;
        long exponent = 0;
        for (Probability p : chain) {
            odds *= mantissa(p.p()) / mantissa(p.q());
            exponent += Math.getExponent(p.p()) - Math.getExponent(p.q()) + Math.getExponent(odds);
            odds = mantissa(odds);
        }
        boolean favourable = exponent >= 0;
        if (favourable) { // p q is the same for the inverse odds, which cannot overflow
            odds = 1 / odds;
            exponent = -exponent;
        }
        double small = scaled(odds, exponent);
        Probability other = new Probability(small / (1 + small), 1 / (1 + small));
        List<Double> sensitivities = new ArrayList<>();
        for (Probability p : chain) {
            double s = odds / (1 + small) / (1 + small) / mantissa(p.p()) / mantissa(p.q());
            sensitivities.add(scaled(s, exponent - Math.getExponent(p.p()) - Math.getExponent(p.q())));
        }
        return new Chain(favourable ? other.complement() : other, sensitivities);
    }

    private static double mantissa(double x) {
        return Math.scalb(x, -Math.getExponent(x));
    }

    private static double scaled(double x, long exponent) {
        return Math.scalb(x, (int) Math.max(-10_000, Math.min(10_000, exponent)));
    }

    /** {@code Σ S_l}: how far {@code p_ij} moves at most, to first order, when every preference moves by at most 1. */
    public double sum() {
        return sensitivities.stream().mapToDouble(Double::doubleValue).sum();
    }
}
