package org.teeter.paper;

import java.util.EnumSet;
import java.util.Set;
import org.teeter.link.Assumption;
import org.teeter.link.Link;
import org.teeter.link.Probability;

/**
 * The paper's Theorem 1 made constructive: however large M is, every {@code p_ik} beyond some {@code p0} has a {@code p_kj} at which
 * {@code p_ij} is M-sensitive to it.
 *
 * <pre>{@code x0 = sup{x : g'(x) >= g'(δ)/M},  p0 = g(x0),  p_kj = g(δ - g⁻¹(p_ik));
 * then p_ij = g(δ) and ∂p_ij/∂p_ik = g'(δ) / g'(g⁻¹(p_ik)) > M    [M24]}</pre>
 *
 * <p>The theorem as printed needs repairs (erratum E4), all of which this form has: {@code p_kj} depends on {@code p_ik} (for the
 * Cauchy and t links no fixed one will do); the density must vanish in the tails (A6) and nowhere else (A7). Symmetry (A4) is not
 * needed.
 *
 * @param x0 the score beyond which every {@code p_ik} will do; the mode, if {@code M <= g'(δ)/g'(mode)}
 * @param p0 {@code g(x0)}
 * @param kj the preference {@code p_kj} that makes {@code p_ik} dangerous
 * @param ij the preference {@code p_ij = g(δ)} that then follows
 * @param slope {@code ∂p_ij/∂p_ik}, above M if and only if {@code p_ik > p0}, as long as that is beyond the mode
 */
public record Witness(double x0, Probability p0, Probability kj, Probability ij, double slope) {
    private static final Set<Assumption> NEEDED =
            EnumSet.of(Assumption.A2, Assumption.A3, Assumption.A5, Assumption.A6, Assumption.A7);

    /**
     * The witness for a bound and a preference.
     *
     * @param delta the score difference δ at which {@code p_ij} shall lie; 0 is best where g' peaks at 0
     * @throws IllegalArgumentException if the link violates an assumption, named in the message, or {@code g'(δ) = 0}
     */
    public static Witness of(Link link, double m, double delta, Probability ik) {
        Sensitivity.requireM(m);
        Sensitivity.requireInterior("p_ik", ik);
        Sensitivity.requireScore(link, "p_ik", ik);
        for (Assumption needed : NEEDED) {
            if (!link.assumptions().contains(needed)) {
                throw new IllegalArgumentException("Theorem 1 needs a link of which " + needed.statement() + " ("
                        + needed + "), got " + link.name());
            }
        }
        double logAtDelta = link.logDensity(delta);
        if (!(logAtDelta > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("δ must be a finite score at which g' > 0, got " + delta);
        }
        double x0 = link.descent(delta, m);
        if (!(Math.abs(x0) < Double.POSITIVE_INFINITY)) { // so that NaN fails too
            throw new IllegalArgumentException("the score x0 at M = " + m
                    + " must be within the range of a double, got " + x0 + " under " + link.name());
        }
        double x = link.quantile(ik);
        double held = link.densityAt(ik);
        double moved = link.density(delta);
        double slope = held >= Double.MIN_NORMAL && moved >= Double.MIN_NORMAL
                ? moved / held
                : Math.exp(logAtDelta - link.logDensity(x));
        return new Witness(x0, link.probability(x0), link.probability(delta - x), link.probability(delta), slope);
    }
}
