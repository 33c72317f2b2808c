package org.teeter.link;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A link function g: the probability that i is preferred to j, as a function of the difference of their scores (paper, §2.1).
 *
 * <pre>{@code p_ij = g(s_i - s_j)    [M1]}</pre>
 *
 * <p>Both tails matter, so a link answers with value and complement, and with logarithms that stay finite where the value has
 * long become zero. Implement the abstract methods for a link of your own; {@link AssumptionCheck} tests what you claim of it. The
 * other methods follow from those, and are overridden where a link has a form that loses nothing.
 */
public interface Link {

    /** The name by which the command line and the tables call this link, in lower case. */
    String name();

    /** {@code g(x)} and {@code 1 - g(x)}, each with full relative precision. */
    Probability probability(double x);

    /** {@code log g(x)}; finite for every finite {@code x} at which g(x) &gt; 0, however small. */
    double logProbability(double x);

    /** {@code log(1 - g(x))}. */
    double logComplement(double x);

    /** {@code g'(x)}, the density of the noise. */
    double density(double x);

    /** {@code log g'(x)}. */
    double logDensity(double x);

    /** {@code g⁻¹(p)}: the score difference at which the probability is {@code p}; infinite at 0 and 1 where g is unbounded. */
    double quantile(Probability p);

    /** Which of the paper's assumptions this link meets; all of them, unless a link says otherwise. */
    default Set<Assumption> assumptions() {
        return EnumSet.allOf(Assumption.class);
    }

    /** Whether {@code g(x) + g(-x) = 1} (A4), so that {@code p_ji = 1 - p_ij}. */
    default boolean isSymmetric() {
        return assumptions().contains(Assumption.A4);
    }

    /** Where {@code g'} peaks, if it rises up to there and falls from there; empty if it does not, or if that is not known. */
    default OptionalDouble mode() {
        return OptionalDouble.empty();
    }

    /**
     * {@code g'(g⁻¹(p))}, the density as a function of the probability (density quantile).
     *
     * @param p a probability inside (0, 1)
     */
    default double densityAt(Probability p) {
        return density(quantile(p));
    }

    /**
     * {@code g⁻¹(to) - g⁻¹(from)}: how far apart two probabilities are in scores.
     *
     * <p>Where the two quantiles nearly cancel, the default solves {@code ∫ g' = to - from} over the gap instead, so that the
     * gap is as precise as {@code to - from}; this asks for a density that is smooth there.
     */
    default double gap(Probability from, Probability to) {
        return Gap.between(this, from, to);
    }

    /**
     * {@code g(x + gap) - g(x)}: how much probability lies between two scores; where the two values nearly cancel, as the integral
     * of the density, which must be smooth but for a kink at the mode.
     */
    default double mass(double x, double gap) {
        return Gap.mass(this, x, gap);
    }

    /**
     * The preference of i over j that follows from those of i over k and of k over j (paper, Lemma 1, Eq. (1)).
     *
     * <pre>{@code p_ij = g(g⁻¹(p_ik) + g⁻¹(p_kj))    [M6]}</pre>
     *
     * <p>Uses A2 and A3 only.
     */
    default Probability compose(Probability ik, Probability kj) {
        return probability(sum(ik, kj));
    }

    /** {@code g⁻¹(p_ik) + g⁻¹(p_kj) = s_i - s_j}; under A4 as the {@link #gap} from {@code 1 - p_kj} to {@code p_ik}. */
    default double sum(Probability ik, Probability kj) {
        return isSymmetric() ? gap(kj.complement(), ik) : quantile(ik) + quantile(kj);
    }

    /**
     * How far {@code p_ij} moves when {@code p_ik} moves and {@code p_kj} stays (paper, Eq. (2)).
     *
     * <pre>{@code ∂p_ij/∂p_ik = g'(x + y) / g'(x),  x = g⁻¹(p_ik), y = g⁻¹(p_kj)    [M7]}</pre>
     *
     * <p>By symmetry of Eq. (1), {@code slope(kj, ik)} is {@code ∂p_ij/∂p_kj}.
     *
     * @return probability per probability, 0 or more; 0 or infinite where the value leaves the range of a double, and then
     *     {@link #logSlope} tells it
     */
    default double slope(Probability ik, Probability kj) {
        double moved = density(sum(ik, kj));
        double held = density(quantile(ik));
        return isNormal(moved) && isNormal(held) ? moved / held : Math.exp(logSlope(ik, kj));
    }

    /** {@code log(∂p_ij/∂p_ik)}, finite however large or small the slope is. */
    default double logSlope(Probability ik, Probability kj) {
        return logDensity(sum(ik, kj)) - logDensity(quantile(ik));
    }

    /**
     * The {@code x} at or beyond the mode at which {@code g'} has fallen to {@code g'(from) / factor}; the mode, if no place is as
     * high as that.
     *
     * @throws UnsupportedOperationException if this link has not one peak, or does not know it
     */
    default double descent(double from, double factor) {
        double mode = mode().orElseThrow(() ->
                new UnsupportedOperationException("a link of one peak is needed, and " + name() + " names no mode"));
        List<DensityProfile.Interval> high = DensityProfile.of(this).above(logDensity(from) - Math.log(factor));
        return high.isEmpty() ? mode : high.get(0).to();
    }

    /**
     * Where the interval {@code [z, z + gap]} of most probability begins: at both ends {@code g'} is the same.
     *
     * @param gap 0 or more
     * @throws UnsupportedOperationException if this link has not one peak, or does not know it
     */
    default double densest(double gap) {
        double mode = mode().orElseThrow(() -> new UnsupportedOperationException(
                "the worst swing needs a link of one peak, and " + name() + " names no mode"));
        if (isSymmetric()) {
            return -gap / 2;
        }
        double low = mode - gap; // rising at both ends
        double high = mode; // falling at both ends
        for (int step = 0; step < 200; step++) {
            double middle = low + (high - low) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (logDensity(middle + gap) > logDensity(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean isNormal(double value) {
        return value >= Double.MIN_NORMAL && value < Double.POSITIVE_INFINITY;
    }
}
