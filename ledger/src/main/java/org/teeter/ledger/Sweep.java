package org.teeter.ledger;

import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A universal statement, tried on many cases. Mutable: it counts them, and keeps the first counterexample and the largest difference.
 *
 * <p>Two numbers are called equal if they agree to 25 of the 60 digits that are carried.
 */
final class Sweep {
    private static final Real EQUAL = Real.of("1e-25");

    private final String what;
    private int cases;
    private int failures;
    private Real worst = Real.ZERO;
    private @Nullable String counterexample;

    /**
     * A sweep over nothing yet.
     *
     * @param what the cases, in the plural, as in "points (p_ik, p_kj)"
     */
    Sweep(String what) {
        this.what = what;
    }

    /** One case of an equation. */
    void equal(Real printed, Real computed, Supplier<String> at) {
        Real difference = printed.relativeDifference(computed);
        worst = worst.larger(difference);
        that(difference.isLessThan(EQUAL), () -> at.get() + ": " + printed + " as stated, " + computed + " computed");
    }

    /** One case of any other statement; {@code at} says the case and what was found there. */
    void that(boolean holds, Supplier<String> at) {
        cases++;
        if (!holds) {
            failures++;
            if (counterexample == null) {
                counterexample = at.get();
            }
        }
    }

    boolean holds() {
        return failures == 0;
    }

    /**
     * The sum of it.
     *
     * @throws IllegalStateException if no case was tried, which would show nothing
     */
    Finding finding() {
        if (cases == 0) {
            throw new IllegalStateException("a sweep must have cases: " + what);
        }
        String subject = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        String agreement = worst.isPositive() ? " to a relative " + worst.shown(2) : "";
        String found = counterexample == null
                ? subject + ": all " + cases + " agree" + agreement + "."
                : subject + ": " + failures + " of " + cases + " disagree. The first: " + counterexample + ".";
        return Finding.of(
                failures == 0,
                found,
                Quantity.of("cases", cases),
                Quantity.of("disagreeing cases", failures),
                Quantity.of("largest relative difference", worst));
    }
}
