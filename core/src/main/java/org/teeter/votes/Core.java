package org.teeter.votes;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.teeter.graph.Graph;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;

/**
 * The two items of a duel and others of many votes, of whose scores something can be said whatever is dropped. The rest is taken for
 * conductors of which nothing is known but that they conduct n*_e/4 at most, and where a dropped vote does what one between any two members
 * could; or for forces, no larger than the votes of a member with them: which is less depends on how few they are.
 */
final class Core {
    private final Sides sides;
    private final boolean conducts;
    private final Part whole; // all items
    private final Part others; // all items but the two
    private final Part inner; // members
    private final Part innerOthers; // members but the two
    private final boolean[] isInside; // by pair
    private final int[] leaving; // pairs of a member and another item
    private final int[][] pairsOf; // each member, with others

    Core(Sides sides, boolean conducts, int... members) {
        this.sides = sides;
        this.conducts = conducts;
        int[] all = IntStream.range(0, sides.items()).toArray();
        this.whole = new Part(all);
        this.others = new Part(without(all));
        this.inner = new Part(members);
        this.innerOthers = new Part(without(members));
        this.isInside = new boolean[sides.data().edges()];
        for (int e : inner.pairs) {
            isInside[e] = true;
        }
        this.leaving = IntStream.range(0, isInside.length)
                .filter(e -> has(sides.data().first(e)) != has(sides.data().second(e)))
                .toArray();
        this.pairsOf = new int[members.length][];
        for (int m = 0; m < members.length; m++) {
            int item = members[m];
            pairsOf[m] = IntStream.of(inner.pairs)
                    .filter(e -> sides.data().first(e) == item || sides.data().second(e) == item)
                    .toArray();
        }
    }

    private int[] without(int... items) {
        return IntStream.of(items).filter(v -> !sides.is(v)).toArray();
    }

    /** Some of the items, and the pairs among them. */
    private final class Part {
        private final int[] members;
        private final int[] place;
        private final int[] pairs;
        private final Graph graph;

        Part(int... members) {
            this.members = members;
            this.place = new int[sides.items()];
            Arrays.fill(place, -1);
            for (int m = 0; m < members.length; m++) {
                place[members[m]] = m;
            }
            this.pairs = sides.data().graph().inside(members);
            this.graph = sides.data().graph().induced(members);
        }

        /** Inverse of what the pairs among members conduct, with what they conduct to the two as ground where they are without them. */
        double[][] inverse(double[] conductances) {
            double[] among =
                    IntStream.of(pairs).mapToDouble(e -> conductances[e]).toArray();
            double[] ground = new double[members.length];
            for (int e : sides.own()) {
                int a = place[sides.data().first(e)];
                int b = place[sides.data().second(e)];
                if (a >= 0 != b >= 0) {
                    ground[Math.max(a, b)] += conductances[e];
                }
            }
            return Elimination.of(new Laplacian(graph.starts(), graph.seconds(), among, ground))
                    .inverse();
        }

        /** The same between some of the members. */
        double[][] inverse(double[] conductances, Part of) {
            double[][] all = inverse(conductances);
            double[][] some = new double[of.members.length][of.members.length];
            for (int p = 0; p < some.length; p++) {
                int from = place[of.members[p]];
                Arrays.setAll(some[p], q -> all[from][place[of.members[q]]]);
            }
            return some;
        }
    }

    /** Whether pairs outside are taken for conductors, and not for forces. */
    boolean conducts() {
        return conducts;
    }

    int size() {
        return inner.members.length;
    }

    /** Where an item is among the members, or -1. */
    int place(int item) {
        return inner.place[item];
    }

    boolean has(int item) {
        return inner.place[item] >= 0;
    }

    /** Where an item is among the members but the two, or -1. */
    int placeOfOther(int item) {
        return innerOthers.place[item];
    }

    int[] pairs() {
        return inner.pairs;
    }

    boolean isInside(int e) {
        return isInside[e];
    }

    /** Whether the pairs among members that conduct connect them, and those but the two with these. */
    boolean isConnected(double[] conductances) {
        int[] conducting = IntStream.range(0, inner.pairs.length)
                .filter(p -> conductances[inner.pairs[p]] > 0)
                .toArray();
        return inner.graph.keeping(conducting).components().size() == 1;
    }

    int item(int m) {
        return inner.members[m];
    }

    /** Pairs of a member with others. */
    int[] pairsOf(int m) {
        return pairsOf[m];
    }

    /** Pairs of a member and an item outside. */
    int[] leaving() {
        return leaving;
    }

    /**
     * What is known of the inverse between members.
     *
     * @param least what pairs conduct at least
     * @param most what pairs conduct at most
     */
    Bracket bracket(double[] least, double[] most) {
        return new Bracket(inner.inverse(least), conducts ? whole.inverse(most, inner) : inner.inverse(most));
    }

    /** The same between the members but the two, with these as the ground. */
    Bracket grounded(double[] least, double[] most) {
        return new Bracket(
                innerOthers.inverse(least), conducts ? others.inverse(most, innerOthers) : innerOthers.inverse(most));
    }
}
