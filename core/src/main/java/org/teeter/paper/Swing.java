package org.teeter.paper;

import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * How far {@code p_ij} swings when {@code p_ik} changes by a finite amount, rather than to first order (paper, Example 1; erratum
 * E2).
 *
 * <pre>{@code g(x2 + y) - g(x1 + y),  x = g⁻¹(p_ik), y = g⁻¹(p_kj)    [M25]}</pre>
 */
public final class Swing {
    private static final Logistic LOGISTIC = new Logistic();

    private Swing() {}

    /**
     * The largest swing over every {@code p_kj}, and where it is.
     *
     * @param size the largest {@code |p_ij(to) - p_ij(from)|}
     * @param kj the {@code p_kj} at which it happens
     */
    public record Worst(double size, Probability kj) {}

    /**
     * The swing of {@code p_ij} while {@code p_ik} goes from one value to another and {@code p_kj} stays.
     *
     * <p>For Bradley-Terry {@code (a2 - a1) b(1-b) / (D1 D2)}: the mean slope is the geometric mean of the two end slopes.
     */
    public static double of(Link link, Probability from, Probability to, Probability kj) {
        requireInterior(from, to);
        Sensitivity.requireInterior("p_kj", kj);
        if (link instanceof Logistic) {
            double swing = to.minus(from) * Math.sqrt(link.slope(from, kj)) * Math.sqrt(link.slope(to, kj));
            return Math.max(-1, Math.min(1, swing)); // rounding may carry it beyond
        }
        double gap = requireFinite(link, link.gap(from, to));
        Probability before = link.compose(from, kj);
        Probability after = link.compose(to, kj);
        double swing = after.minus(before);
        // A swing beside which neither end is large has kept its digits, while x + y may have lost all of y.
        return Math.abs(swing) > 0.5 * Math.max(before.smaller(), after.smaller())
                ? swing
                : link.mass(requireFinite(link, link.sum(from, kj)), gap);
    }

    /**
     * The largest swing over every {@code p_kj}.
     *
     * <pre>{@code 2g(Δ/2) - 1 at y = -(x1 + x2)/2, Δ = |x2 - x1|;  Bradley-Terry: tanh(Δ/4)    [M26]}</pre>
     *
     * <p>for a symmetric link of one peak. For the log-log links, with {@code u = -log p_ik, R = u1/u2}: {@code (R - 1) R^(-R/(R-1))}
     * at {@code -log p_kj = log R / (u1 - u2)}. For any other link of one peak by {@link Link#densest}.
     */
    public static Worst worst(Link link, Probability from, Probability to) {
        requireInterior(from, to);
        double gap = requireFinite(link, link.gap(from, to));
        if (gap < 0) {
            return worst(link, to, from);
        }
        if (link instanceof Logistic) {
            double middle = link.sum(from, to) / 2;
            return new Worst(Math.tanh(gap / 4), link.probability(-middle));
        }
        double z = link.densest(gap);
        double x = link.isSymmetric() ? -link.sum(from, to) / 2 : z - link.quantile(from); // the first keeps its digits
        return new Worst(link.mass(z, gap), link.probability(x));
    }

    /**
     * The largest {@code |Δp_ij|} under Bradley-Terry when {@code p_ik} moves by at most {@code reach} either way, inside [0, 1].
     */
    public static double worstWithin(Probability ik, Probability kj, double reach) {
        Sensitivity.requireInterior("p_ik", ik);
        Sensitivity.requireInterior("p_kj", kj);
        if (!(reach >= 0)) {
            throw new IllegalArgumentException("a reach must not be negative, got " + reach);
        }
        double up = Math.min(reach, ik.q());
        double down = Math.min(reach, ik.p());
        double b = kj.p();
        double qb = kj.q();
        double d = ik.p() * b + ik.q() * qb;
        double dUp = (ik.p() + up) * b + (ik.q() - up) * qb;
        double dDown = (ik.p() - down) * b + (ik.q() + down) * qb;
        return Math.max(up * (b / d) * (qb / dUp), down * (b / d) * (qb / dDown));
    }

    /**
     * By how much the log-odds of {@code p_ik} may move if {@code p_ij} must move by at most {@code tolerance}, whatever {@code p_kj}
     * is, under Bradley-Terry: {@code 4 artanh τ}.
     */
    public static double toleratedLogOdds(double tolerance) {
        if (!(0 < tolerance && tolerance < 1)) {
            throw new IllegalArgumentException("a tolerance must be inside (0, 1), got " + tolerance);
        }
        return 2 * Math.log1p(2 * tolerance / (1 - tolerance));
    }

    /** How far {@code p_ik} may rise within {@link #toleratedLogOdds}; how far it may fall is the rise of its complement. */
    public static double toleratedRise(Probability ik, double tolerance) {
        double growth = Math.expm1(toleratedLogOdds(tolerance)); // of the odds
        return ik.p() * ik.q() * growth / (1 + ik.p() * growth);
    }

    /**
     * The bound on {@code |log(p_ik / q_ik)|} that keeps Bradley-Terry's sensitivity at or below M for every {@code p_kj}:
     * {@code 2 arcosh √M}, the log-odds of {@code p*}.
     */
    public static double clip(double m) {
        return LOGISTIC.descent(0, m);
    }

    /** The label smoothing that clips at {@code p*}: {@code ε = 1 - √(1 - 1/M)}, with targets {@code ε/2} and {@code 1 - ε/2}. */
    public static double labelSmoothing(double m) {
        return 2 * new BradleyTerryRegion(m).tip().q();
    }

    private static void requireInterior(Probability from, Probability to) {
        Sensitivity.requireInterior("p_ik (low)", from);
        Sensitivity.requireInterior("p_ik (high)", to);
    }

    private static double requireFinite(Link link, double score) {
        if (!(Math.abs(score) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "scores must be within the range of a double, got " + score + " under " + link.name());
        }
        return score;
    }
}
