package org.teeter.remedy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * Strengths of a remedy, as numbers of three digits between its weakest and its strongest: the first that suffices is looked for by
 * doubling, then by bisection.
 *
 * <p>That a stronger one suffices too is not taken for granted (sensitivities need not fall with the strength): the one that is found does,
 * and a somewhat weaker one does not.
 */
record Ladder(double weakest, double strongest) {
    private static final int DIGITS = 3;

    /** The number at a share of the way, on a scale of ratios, rounded to the stronger side. */
    private double at(double share) {
        if (share >= 1) {
            return strongest;
        }
        double value = weakest * Math.pow(strongest / weakest, share);
        RoundingMode mode = strongest > weakest ? RoundingMode.CEILING : RoundingMode.FLOOR;
        double rounded =
                BigDecimal.valueOf(value).round(new MathContext(DIGITS, mode)).doubleValue();
        return strongest > weakest ? Math.min(rounded, strongest) : Math.max(rounded, strongest);
    }

    /** The weakest strength found for which something holds; empty where it does not hold on any step. */
    OptionalDouble first(DoublePredicate holds) {
        int steps = Math.max(1, (int) Math.ceil(Math.abs(Math.log(strongest / weakest) / Math.log(2))));
        for (int k = 0; k <= steps; k++) {
            if (holds.test(at(k / (double) steps))) {
                return OptionalDouble.of(k == 0 ? at(0) : between((k - 1.0) / steps, k / (double) steps, holds));
            }
        }
        return OptionalDouble.empty();
    }

    private double between(double not, double yes, DoublePredicate holds) {
        double low = not;
        double high = yes;
        while (true) {
            double middle = (low + high) / 2;
            if (at(middle) == at(high)) { // three digits are told apart no more
                return at(high);
            }
            if (at(middle) == at(low)) {
                low = middle;
            } else if (holds.test(at(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }
}
