package org.teeter.paper;

import java.util.List;

/**
 * How a Plackett-Luce ranking moves with the pair probabilities along a spanning tree: the joint derivative, in which every change is
 * one that a model makes (errata E7, E8).
 *
 * <pre>{@code p_e = Λ(s_i - s_k) moves, the other edges' probabilities stay: the scores on i's side S of the tree rise together;
 * ∂p_ω/∂p_e = p_ω / (p_e(1-p_e)) Σ_{m in S} ∂log p_ω/∂s_m    [M33]}</pre>
 *
 * <p>Along the path of the ranking's own neighbours it is in [0, 1] (Theorem E): whatever K, the ranking is never M-sensitive to them
 * for M &gt;= 1.
 *
 * @param pEdge {@code p_e}
 * @param pRanking {@code p_ω}
 * @param slope {@code ∂p_ω/∂p_e}
 * @param logOddsSlope {@code ∂log p_ω/∂logit p_e}
 */
public record TreeSensitivity(double pEdge, double pRanking, double slope, double logOddsSlope) {

    /** An edge between two places of the ranking, counted from 1; its probability is that of {@code i} over {@code k}. */
    public record Edge(int i, int k) {
        @Override
        public String toString() {
            return i + "-" + k;
        }

        private boolean joins(Edge other) {
            return (i == other.i && k == other.k) || (i == other.k && k == other.i);
        }
    }

    /**
     * The derivative by one edge of a tree.
     *
     * @param scores scores in the order of the ranking
     * @param tree K - 1 edges that join all places
     * @param edge one of them, in either direction
     */
    public static TreeSensitivity of(double[] scores, List<Edge> tree, Edge edge) {
        RankingProbability ranking = RankingProbability.of(scores);
        requireTree(scores.length, tree, edge);
        Logarithm[] shift = ranking.shift(side(scores.length, tree, edge));
        Logarithm difference = Logarithm.difference(scores[edge.i - 1], scores[edge.k - 1]);
        Logarithm minusLogP = difference.negated().softplus();
        Logarithm minusLogQ = difference.softplus();
        boolean gains = shift[0].isOfZero()
                ? shift[1].isOfZero()
                : shift[1].isOfZero() || shift[0].minus(shift[1]).value() >= 0;
        Logarithm larger = shift[gains ? 0 : 1];
        Logarithm smaller = shift[gains ? 1 : 0];
        double part = larger.isOfZero() ? 0 : -Math.expm1(smaller.minus(larger).value());
        double signed = gains ? part : -part;
        return new TreeSensitivity(
                minusLogP.negated().exp(),
                ranking.p(),
                signed
                        * ranking.exactLogP()
                                .plus(larger)
                                .plus(minusLogP)
                                .plus(minusLogQ)
                                .exp(),
                signed * larger.exp());
    }

    /** The places on the side of {@code edge.i} once the edge is cut. */
    private static boolean[] side(int size, List<Edge> tree, Edge edge) {
        boolean[] marked = new boolean[size];
        marked[edge.i - 1] = true;
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Edge e : tree) {
                if (!e.joins(edge) && marked[e.i - 1] != marked[e.k - 1]) {
                    marked[e.i - 1] = true;
                    marked[e.k - 1] = true;
                    grew = true;
                }
            }
        }
        return marked;
    }

    private static void requireTree(int size, List<Edge> tree, Edge edge) {
        for (Edge e : tree) {
            if (!(1 <= e.i && e.i <= size && 1 <= e.k && e.k <= size && e.i != e.k)) {
                throw new IllegalArgumentException(
                        "an edge joins two different places from 1 to " + size + ", got " + e);
            }
        }
        boolean spanning = tree.size() == size - 1;
        if (spanning) {
            for (boolean reached : side(size, tree, new Edge(1, 1))) { // no edge is cut
                spanning &= reached;
            }
        }
        if (!spanning) {
            throw new IllegalArgumentException("a spanning tree of " + size + " places has " + (size - 1)
                    + " edges that join them all, got " + tree);
        }
        if (tree.stream().noneMatch(edge::joins)) {
            throw new IllegalArgumentException("the edge must be one of the tree's " + tree + ", got " + edge);
        }
    }
}
