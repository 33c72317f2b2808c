package org.teeter.votes;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * The most that one changed vote moves {@code u · θ} down, for many u: the largest {@code u · (± ∇_k)}, or {@code u · (∇_other - ∇_k)}, over
 * kinds k. Kinds that pull on the same two items, in opposite directions, are one pair, of which the strongest either way is enough.
 */
final class Steepest {
    private final Pulls pulls;
    private final int sign;
    private final IntUnaryOperator other;
    private final int[] first;
    private final int[] second;
    private final double[] strongest; // of kinds that pull the first item down
    private final double[] weakest; // and up
    private final int[] rest; // kinds of other shapes

    private Steepest(
            Pulls pulls,
            int sign,
            IntUnaryOperator other,
            int[] first,
            int[] second,
            double[] strongest,
            double[] weakest,
            int[] rest) {
        this.pulls = pulls;
        this.sign = sign;
        this.other = other;
        this.first = first;
        this.second = second;
        this.strongest = strongest;
        this.weakest = weakest;
        this.rest = rest;
    }

    /**
     * Of the kinds of some votes.
     *
     * @param possible which of them can be changed
     * @param other what a vote becomes; -1 where it is dropped or added
     * @param sign 1 where what votes say is added, -1 where it is taken off
     */
    static Steepest of(Pulls pulls, int kinds, IntPredicate possible, IntUnaryOperator other, int sign) {
        int[] first = new int[kinds];
        int[] second = new int[kinds];
        double[] strongest = new double[kinds];
        double[] weakest = new double[kinds];
        int[] rest = new int[kinds];
        int pairs = 0;
        int others = 0;
        for (int k = 0; k < kinds; k++) {
            if (!possible.test(k)) {
                continue;
            }
            int becomes = other.applyAsInt(k);
            if (!pulls.isOfTwo(k) || (becomes >= 0 && !pulls.isOfSameTwo(k, becomes))) {
                rest[others++] = k;
                continue;
            }
            double force = becomes < 0 ? sign * pulls.ofFirst(k) : pulls.ofFirst(becomes) - pulls.ofFirst(k);
            boolean again = pairs > 0 && first[pairs - 1] == pulls.first(k) && second[pairs - 1] == pulls.second(k);
            if (!again) {
                first[pairs] = pulls.first(k);
                second[pairs] = pulls.second(k);
                pairs++;
            }
            strongest[pairs - 1] = Math.max(strongest[pairs - 1], force);
            weakest[pairs - 1] = Math.min(weakest[pairs - 1], force);
        }
        return new Steepest(
                pulls,
                sign,
                other,
                Arrays.copyOf(first, pairs),
                Arrays.copyOf(second, pairs),
                Arrays.copyOf(strongest, pairs),
                Arrays.copyOf(weakest, pairs),
                Arrays.copyOf(rest, others));
    }

    /** The strongest force of a vote along its pair; infinite where there are kinds of other shapes. */
    double force() {
        double most = rest.length > 0 ? Double.POSITIVE_INFINITY : 0;
        for (int e = 0; e < first.length; e++) {
            most = Math.max(most, Math.max(strongest[e], -weakest[e]));
        }
        return most;
    }

    /** At least 0. */
    double along(double[] u) {
        double most = 0;
        for (int e = 0; e < first.length; e++) {
            double across = u[first[e]] - u[second[e]];
            most = Math.max(most, across * (across > 0 ? strongest[e] : weakest[e]));
        }
        for (int k : rest) {
            int becomes = other.applyAsInt(k);
            most = Math.max(most, becomes < 0 ? sign * pulls.along(u, k) : pulls.along(u, becomes) - pulls.along(u, k));
        }
        return most;
    }
}
