package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.teeter.random.L64X128Mix;

/**
 * Seeded cases, corners first. The same seed gives the same cases on every machine.
 */
final class Draws {
    /** The seed of every ledger. */
    static final long SEED = 20241003;

    private static final List<String> CORNERS = List.of(
            "1e-20",
            "1e-12",
            "0.000001",
            "0.02",
            "0.25",
            "0.499999999999",
            "0.5",
            "0.500000000001",
            "0.75",
            "0.99",
            "0.999999",
            "0.999999999999",
            "0.99999999999999999999");

    private static final List<String> BOUNDS =
            List.of("1.0000000001", "1.01", "1.5", "2", "3", "5", "10", "20", "100", "10000", "100000000");

    private final RandomGenerator random;

    Draws(long stream) {
        this.random = L64X128Mix.of(SEED + stream);
    }

    /** Two probabilities inside (0, 1). */
    record Pair(Real a, Real b) {
        @Override
        public String toString() {
            return "(" + a.shown(22) + ", " + b.shown(22) + ")";
        }
    }

    static List<Real> corners() {
        return CORNERS.stream().map(Real::of).toList();
    }

    /** Thresholds M above 1, from nearly 1 to 1e8. */
    static List<Real> bounds() {
        return BOUNDS.stream().map(Real::of).toList();
    }

    /** Probabilities evenly spread in their log-odds from -20 to 20. */
    Real probability() {
        double x = uniform(-20, 20);
        return Real.ofDouble(1 / (1 + Math.exp(-x)));
    }

    double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    int whole(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    /** Every pair of corners, and as many random pairs. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Real a : corners()) {
            for (Real b : corners()) {
                pairs.add(new Pair(a, b));
            }
        }
        pairs.addAll(several(pairs.size(), () -> new Pair(probability(), probability())));
        return pairs;
    }

    /** Strengths {@code w = e^s} of K items, with scores spread by as much as the case is late. */
    List<Real> strengths(int size, double spread) {
        return several(size, () -> Real.ofDouble(Math.exp(uniform(-spread, spread))));
    }

    static <T> List<T> several(int count, Supplier<T> one) {
        List<T> drawn = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            drawn.add(one.get());
        }
        return drawn;
    }
}
