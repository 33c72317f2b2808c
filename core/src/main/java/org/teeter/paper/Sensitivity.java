package org.teeter.paper;

import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * How strongly the preference of i over j, which follows from those of i over k and of k over j, moves when one of them moves.
 *
 * <pre>{@code p_ij = g(x + y),  ∂p_ij/∂p_ik = g'(x + y) / g'(x),  x = g⁻¹(p_ik), y = g⁻¹(p_kj)    [M6, M7]}</pre>
 *
 * <p>Paper, Lemma 1, Eq. (1) and (2); with the logistic link Eq. (3) and (4), {@code p_ij = ab/D} and
 * {@code ∂p_ij/∂p_ik = b(1-b)/D², D = ab + (1-a)(1-b)}. For the logistic every member has relative error at most 2e-15, for other
 * links see there.
 *
 * @param p the composed preference {@code p_ij}
 * @param toIk {@code ∂p_ij/∂p_ik}: probability per probability, not negative
 * @param toKj {@code ∂p_ij/∂p_kj}
 * @param logToIk {@code log ∂p_ij/∂p_ik}, also where that has left the range of a double
 * @param logToKj {@code log ∂p_ij/∂p_kj}
 */
public record Sensitivity(Probability p, double toIk, double toKj, double logToIk, double logToKj) {

    /**
     * The sensitivity at one point.
     *
     * @param ik {@code p_ik}, inside (0, 1)
     * @param kj {@code p_kj}, inside (0, 1)
     */
    public static Sensitivity of(Link link, Probability ik, Probability kj) {
        requireInterior("p_ik", ik);
        requireInterior("p_kj", kj);
        if (!(link instanceof Logistic)) { // the one whose scores no pair of doubles exceeds
            requireScore(link, "p_ik", ik);
            requireScore(link, "p_kj", kj);
        }
        return new Sensitivity(
                link.compose(ik, kj),
                link.slope(ik, kj),
                link.slope(kj, ik),
                link.logSlope(ik, kj),
                link.logSlope(kj, ik));
    }

    /**
     * {@code ∂log(p_ij/q_ij) / ∂log(p_ik/q_ik)}: the same sensitivity in log-odds; for Bradley-Terry it is 1 everywhere.
     */
    public double inLogOdds(Probability ik) {
        return toIk * (ik.p() / p.p()) * (ik.q() / p.q());
    }

    static void requireInterior(String what, Probability p) {
        if (!p.isInterior()) {
            throw new IllegalArgumentException(what + " must be inside (0, 1), got " + p.p());
        }
    }

    /** Heavy tails of few degrees of freedom have scores beyond the range of a double. */
    static void requireScore(Link link, String what, Probability p) {
        if (Double.isInfinite(link.quantile(p))) {
            throw new IllegalArgumentException("the score of " + what
                    + " must be within the range of a double, got a preference with " + p.smaller()
                    + " as its smaller half under " + link.name());
        }
    }

    static void requireM(double m) {
        if (!(0 < m && m < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("M must be positive and finite, got " + m);
        }
    }
}
