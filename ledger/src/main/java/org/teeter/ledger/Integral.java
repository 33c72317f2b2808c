package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Definite integrals to about 30 digits by the double-exponential rule of Takahasi and Mori (1974), whose nodes crowd towards both ends, so that
 * square roots there cost nothing.
 *
 * <pre>{@code ∫_a^b f = (b - a) h Σ_k w_k f(a + (b - a) u_k),  u = 1/(1 + e^(-π sinh kh)),  w = π cosh(kh) u (1 - u)}</pre>
 */
final class Integral {
    private static final int FIRST = 3;
    private static final int LAST = 7;
    private static final Real ENOUGH = Real.of("1e-30");
    private static final int REACH = 4; // of |t|: the nodes beyond weigh less than 1e-35

    /** π = 4 arctan 1. */
    static final Real PI = Real.ONE.atan().times(4);

    private static final List<List<Node>> LEVELS = levels();

    /** A node: u, 1 - u and its weight. */
    private record Node(Real u, Real rest, Real weight) {}

    private Integral() {}

    /**
     * The integral of an integrand that is smooth inside the interval.
     *
     * @throws ArithmeticException if the last two refinements differ by more than 1e-30 of the value
     */
    static Real of(Real from, Real to, UnaryOperator<Real> f) {
        Real length = to.minus(from);
        Real sum = Real.ZERO;
        Real before = Real.ZERO;
        for (int level = FIRST; level <= LAST; level++) {
            for (Node node : LEVELS.get(level - FIRST)) {
                // from the nearer end, so that a node close to one keeps its digits
                Real x = node.u.isLessThan(Real.HALF)
                        ? from.plus(length.times(node.u))
                        : to.minus(length.times(node.rest));
                sum = sum.plus(node.weight.times(f.apply(x)));
            }
            Real value = sum.times(length).over(1L << level);
            if (level > FIRST && value.relativeDifference(before).isLessThan(ENOUGH)) {
                return value;
            }
            before = value;
        }
        throw new ArithmeticException("the integral from " + from + " to " + to + " has not converged, at " + before);
    }

    private static List<List<Node>> levels() {
        List<List<Node>> levels = new ArrayList<>();
        for (int level = FIRST; level <= LAST; level++) {
            List<Node> added = new ArrayList<>();
            int reach = REACH << level;
            for (int k = -reach; k <= reach; k++) {
                if (level == FIRST || k % 2 != 0) { // the others are nodes of the level before
                    added.add(node(Real.of(k).over(1L << level)));
                }
            }
            levels.add(List.copyOf(added));
        }
        return List.copyOf(levels);
    }

    private static Node node(Real t) {
        Real e = t.exp();
        Real cosh = e.plus(Real.ONE.over(e)).over(2);
        Real sinh = e.minus(Real.ONE.over(e)).over(2);
        Real tail = PI.times(sinh.abs()).negate().exp();
        Real small = tail.over(Real.ONE.plus(tail));
        Real large = Real.ONE.over(Real.ONE.plus(tail));
        Real u = sinh.isPositive() ? large : small;
        Real rest = sinh.isPositive() ? small : large;
        return new Node(u, rest, PI.times(cosh).times(u).times(rest));
    }
}
