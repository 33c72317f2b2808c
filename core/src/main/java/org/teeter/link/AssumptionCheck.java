package org.teeter.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tests numerically what a link is assumed to be (A2 to A7), and says where it is not.
 *
 * <p>A finite number of places is looked at: a grid over 64 interquartile ranges on either side of the median, the whole numbers in and
 * around it, and powers of two far out. What holds there may fail between them; what fails there fails. Use it on a link of your own
 * before relying on the paper's theorems:
 *
 * <pre>{@code AssumptionCheck.contradictions(link)}</pre>
 */
public final class AssumptionCheck {
    private static final double RANGES = 64;
    private static final double CLOSE = 1e-9;
    private static final double ROUNDING = 4 * Math.ulp(1.0); // of a complement that is 1 - p

    private final Link link;
    private final double middle;
    private final double range;
    private final double[] places;
    private final double peak;

    /**
     * A place at which an assumption does not hold.
     *
     * @param assumption which one
     * @param at the score, or the end of the scores, at which it fails
     * @param found what was found there
     */
    public record Violation(Assumption assumption, double at, String found) {
        @Override
        public String toString() {
            return assumption + " (" + assumption.statement() + ") fails at x = " + at + ": " + found;
        }
    }

    private AssumptionCheck(Link link) {
        this.link = link;
        this.middle = link.quantile(Probability.HALF);
        this.range = link.quantile(Probability.of(0.75)) - link.quantile(Probability.of(0.25));
        if (!(range > 0 && range < Double.POSITIVE_INFINITY && Math.abs(middle) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the quartiles of " + link.name() + " must be finite and different, got a median of " + middle
                            + " and an interquartile range of " + range);
        }
        SortedSet<Double> sorted = new TreeSet<>();
        for (int k = -1024; k <= 1024; k++) {
            sorted.add(
                    middle + range * (RANGES * k / 1024 + 0.001 * Math.sin(k))); // off the lattice, 0.0625 ranges apart
            sorted.add(Math.rint(middle + range * RANGES * k / 1024));
        }
        this.places = apart(sorted, 1e-5 * range);
        double highest = 0;
        for (double x : places) {
            highest = Math.max(highest, link.density(x));
        }
        this.peak = highest;
    }

    /** Leaves out places so near to the one before that rounding could hide the rise of g between them. */
    private static double[] apart(SortedSet<Double> sorted, double least) {
        double[] kept = new double[sorted.size()];
        int size = 0;
        for (double x : sorted) {
            if (size == 0 || x - kept[size - 1] > least) {
                kept[size++] = x;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    /** Every assumption that fails, with the worst or first place at which it does; empty if none was seen to fail. */
    public static List<Violation> of(Link link) {
        AssumptionCheck check = new AssumptionCheck(link);
        List<Violation> violations = new ArrayList<>();
        check.increasing(violations);
        check.limits(violations);
        check.symmetric(violations);
        check.differentiable(violations);
        check.vanishing(violations);
        check.positive(violations);
        return violations;
    }

    /** The assumptions that the link {@linkplain Link#assumptions() claims} and that fail. */
    public static List<Violation> contradictions(Link link) {
        Set<Assumption> claimed = EnumSet.noneOf(Assumption.class);
        claimed.addAll(link.assumptions());
        return of(link).stream().filter(v -> claimed.contains(v.assumption)).toList();
    }

    private void increasing(List<Violation> violations) {
        for (int k = 1; k < places.length; k++) {
            double x = places[k - 1];
            double y = places[k];
            boolean rises = link.probability(y).minus(link.probability(x)) > 0
                    || link.logProbability(y) > link.logProbability(x) // where the value has become 0 or 1
                    || link.logComplement(y) < link.logComplement(x);
            double slope = Math.max(link.density(x), link.density(y));
            boolean tooLittleToSee = isRounded(link.probability(x))
                    && link.probability(x).p() <= link.probability(y).p()
                    && 0 < slope
                    && slope * (y - x) < ROUNDING;
            if (!rises && !tooLittleToSee) {
                violations.add(new Violation(
                        Assumption.A2,
                        y,
                        "g(" + x + ") = " + link.probability(x).p() + " and g(" + y + ") = "
                                + link.probability(y).p()));
                return;
            }
        }
    }

    /** Whether the complement is but the rounded value taken from 1, as in a link written without care for its upper tail. */
    private static boolean isRounded(Probability p) {
        return p.q() == 1 - p.p();
    }

    private void limits(List<Violation> violations) {
        double far = Math.scalb(1.0, 1000);
        double low = link.probability(-far).p();
        double high = link.probability(far).q();
        if (!(low < 0.01)) { // the slowest sensible tail, 1 / log x, is 0.0014 there
            violations.add(new Violation(Assumption.A3, Double.NEGATIVE_INFINITY, "g(-2^1000) = " + low));
        } else if (!(high < 0.01)) {
            violations.add(new Violation(Assumption.A3, Double.POSITIVE_INFINITY, "1 - g(2^1000) = " + high));
        }
    }

    private void symmetric(List<Violation> violations) {
        double worst = 1e-12; // relative to the tail, so that a tail of another weight is seen
        double at = Double.NaN;
        for (double x : places) {
            double p = link.probability(x).p();
            double q = link.probability(-x).q();
            double seen = isRounded(link.probability(-x)) ? Math.max(0, Math.abs(p - q) - ROUNDING) : Math.abs(p - q);
            double difference = seen / (Math.max(p, q) + 1e-290);
            if (!(difference <= worst)) {
                worst = difference;
                at = x;
            }
        }
        if (!Double.isNaN(at)) {
            violations.add(new Violation(
                    Assumption.A4,
                    at,
                    "g(x) = " + link.probability(at).p() + " and 1 - g(-x) = "
                            + link.probability(-at).q()));
        }
    }

    /** g' must have no jump, and must be the slope of g: Simpson's rule on g' between two places gives the difference of g. */
    private void differentiable(List<Violation> violations) {
        double least = 0.01 * peak;
        for (int k = 1; k < places.length; k++) {
            double x = places[k - 1];
            double y = places[k];
            while (y - x > CLOSE * range && change(x, y) > least) {
                double half = x + (y - x) / 2;
                if (change(x, half) >= change(half, y)) {
                    y = half;
                } else {
                    x = half;
                }
            }
            if (change(x, y) > least) {
                violations.add(
                        new Violation(Assumption.A5, x, "g' jumps from " + link.density(x) + " to " + link.density(y)));
                return;
            }
        }
        for (double x : places) {
            double h = 1e-4 * range;
            double rise = link.probability(x + h).minus(link.probability(x - h)) / (2 * h);
            double slope = (link.density(x - h) + 4 * link.density(x) + link.density(x + h)) / 6;
            if (!(Math.abs(rise - slope) <= 1e-3 * peak)) {
                violations.add(new Violation(Assumption.A5, x, "g rises by " + rise + " where g' is " + slope));
                return;
            }
        }
    }

    private double change(double x, double y) {
        return Math.abs(link.density(y) - link.density(x));
    }

    private void vanishing(List<Violation> violations) {
        List<Double> far = new ArrayList<>();
        for (double x : places) {
            if (Math.abs(x - middle) > range * RANGES / 2) {
                far.add(x);
            }
        }
        for (int k = 0; k < 100; k++) {
            far.add(Math.rint(middle + range * RANGES) + k);
            far.add(Math.rint(middle - range * RANGES) - k);
        }
        for (double x : far) {
            if (!(link.density(x) <= 0.02 * peak)) {
                violations.add(new Violation(
                        Assumption.A6, x, "g' = " + link.density(x) + ", not small beside its peak of " + peak));
                return;
            }
        }
    }

    private void positive(List<Violation> violations) {
        for (double x : places) {
            if (!(link.logDensity(x) > Double.NEGATIVE_INFINITY)) {
                violations.add(new Violation(Assumption.A7, x, "log g' = " + link.logDensity(x)));
                return;
            }
        }
    }
}
