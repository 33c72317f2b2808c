package org.teeter.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.graph.Graph;

/**
 * Judgements of pairs under conditions that may sway them: which of the two was shown first or at home, how much longer its answer was.
 *
 * <p>For each pair, each distinct set of conditions is a <em>contest</em>, with the wins of either side and the ties under them. A condition
 * is a number that speaks for the pair's first item where it is positive; it would have the other sign were the two turned round.
 * Contests ascend by pair, then by conditions, so that equal judgements are the same contests whatever the order of rows. Immutable.
 */
public final class Contests implements Judgements<Contests> {
    private static final int OUTCOMES = 3;

    /** Of sums of weights, relative: less than this is nothing. */
    private static final double ROUNDING = 1e-12;

    private final Items items;
    private final Graph graph;
    private final List<String> conditions;
    private final int[] edge; // of each contest; empty where each pair is one
    private final double[][] value; // by condition and contest
    private final double[] won;
    private final double[] lost;
    private final double[] tied; // empty for none at all
    private final double[] halved; // ties that are in won and lost by halves; empty for none at all

    /** Takes its arrays over, which nobody changes. */
    Contests(
            Items items,
            Graph graph,
            List<String> conditions,
            int[] edge,
            double[][] value,
            double[] won,
            double[] lost,
            double[] tied,
            double[] halved) {
        this.items = items;
        this.graph = graph;
        this.conditions = conditions;
        this.edge = edge;
        this.value = value;
        this.won = won;
        this.lost = lost;
        this.tied = tied;
        this.halved = halved;
    }

    /** Judgements without conditions: each pair is one contest. */
    public static Contests of(ComparisonGraph data) {
        return data.contests();
    }

    /**
     * Judgements of which it is known which option was shown first or was at home: the condition {@code home} is 1 where it was the pair's
     * first item, -1 where it was the second, and 0 where none was.
     */
    public static Contests ofShown(Counts counts, Ties ties) {
        ShownFirst shown = counts.shown()
                .orElseThrow(() -> new IllegalArgumentException("nothing is known of the order of these judgements"));
        Builder builder = new Builder(List.of("home"));
        addSide(builder, shown.lower(), 1);
        addSide(builder, shown.higher(), -1);
        for (int e = 0; e < counts.edges(); e++) {
            int a = counts.first(e);
            int b = counts.second(e);
            double[] rest = of(counts, e);
            for (Counts side : List.of(shown.lower(), shown.higher())) {
                int own = side.edge(a, b);
                double[] with = own < 0 ? new double[3] : of(side, own);
                for (int outcome = 0; outcome < 3; outcome++) {
                    rest[outcome] -= with[outcome];
                }
            }
            double rounding = ROUNDING * (counts.wins(e) + counts.losses(e) + counts.ties(e) + counts.bothBad(e));
            for (int outcome = 0; outcome < 3; outcome++) {
                builder.add(a, b, Outcome.values()[outcome], rest[outcome] > rounding ? rest[outcome] : 0, 0);
            }
        }
        return builder.contests(counts.items(), ties);
    }

    private static double[] of(Counts counts, int e) {
        return new double[] {counts.wins(e), counts.losses(e), counts.ties(e) + counts.bothBad(e)};
    }

    private static void addSide(Builder builder, Counts counts, double home) {
        for (int e = 0; e < counts.edges(); e++) {
            double[] outcomes = of(counts, e);
            for (int outcome = 0; outcome < 3; outcome++) {
                builder.add(counts.first(e), counts.second(e), Outcome.values()[outcome], outcomes[outcome], home);
            }
        }
    }

    /** Counts contests as judgements stream; the result does not depend on their order, nor on how they were spread over builders. */
    public static final class Builder {
        private static final Outcome[] OUTCOMES = Outcome.values();

        private final List<String> conditions;
        private final Map<Key, Integer> cells = new TreeMap<>(); // their numbers
        private final WeightedKeyCounter counter = new WeightedKeyCounter(); // by cell and outcome

        /** Under conditions of these names. */
        public Builder(List<String> conditions) {
            this.conditions = List.copyOf(conditions);
        }

        /**
         * Adds judgements.
         *
         * @param values of the conditions, positive where they speak for {@code first}
         */
        public void add(int first, int second, Outcome outcome, double weight, double... values) {
            add(first, second, outcome, weight, 1L, values);
        }

        /**
         * Adds judgements that are all alike.
         *
         * @param times how many they are
         */
        public void add(int first, int second, Outcome outcome, double weight, long times, double[] values) {
            if (first == second || values.length != conditions.size() || !Weights.isSafe(weight)) {
                throw new IllegalArgumentException("a contest needs two different items, a safe weight and "
                        + conditions.size() + " conditions, got items " + first + " and " + second + ", weight "
                        + weight
                        + " and conditions " + Arrays.toString(values));
            }
            if (weight == 0 || times == 0) {
                return;
            }
            boolean turned = first > second;
            double[] towardsLower = values.clone();
            for (int k = 0; k < values.length; k++) {
                if (!Double.isFinite(values[k])) {
                    throw new IllegalArgumentException(
                            "condition \"" + conditions.get(k) + "\" must be finite, got " + values[k]);
                }
                towardsLower[k] = turned ? -values[k] : values[k];
                towardsLower[k] += 0.0; // no negative zero
            }
            long cell = cells.computeIfAbsent(
                    new Key(Math.min(first, second), Math.max(first, second), towardsLower), k -> cells.size());
            Outcome seen = turned ? outcome.reversed() : outcome;
            counter.add(cell << 2 | seen.ordinal(), weight, times);
        }

        /** The same judgements, of items that have other numbers; all different. */
        public Builder renumbered(int... numbers) {
            Builder moved = new Builder(conditions);
            moved.add(this, weight -> weight, numbers);
            return moved;
        }

        /** Adds what another builder, under the same conditions and over the same items, has counted. */
        public void add(Builder other) {
            add(other, weight -> weight);
        }

        /** The same of judgements that weigh otherwise here: what a weight becomes is safe. */
        public void add(Builder other, DoubleUnaryOperator weight) {
            add(other, weight, IntStream.range(0, other.items()).toArray());
        }

        /** The names of the conditions. */
        public List<String> conditions() {
            return conditions;
        }

        private int items() {
            return cells.keySet().stream().mapToInt(key -> key.high + 1).max().orElse(0);
        }

        private void add(Builder other, DoubleUnaryOperator weight, int... numbers) {
            List<Key> keys = new ArrayList<>(Collections.nCopies(other.cells.size(), Key.NONE));
            other.cells.forEach((key, cell) -> keys.set(cell, key));
            other.counter.settle();
            for (int k = 0; k < other.counter.size(); k++) {
                Key key = keys.get((int) (other.counter.key(k) >>> 2));
                add(
                        numbers[key.low],
                        numbers[key.high],
                        OUTCOMES[(int) other.counter.key(k) & 3],
                        weight.applyAsDouble(other.counter.weight(k)),
                        other.counter.times(k),
                        key.values);
            }
        }

        /** Wins, losses and ties of each cell, summed over ascending weights. */
        private double[][] sums() {
            counter.settle();
            double[][] sums = new double[cells.size()][3];
            for (int k = 0; k < counter.size(); ) {
                long cell = counter.key(k) >>> 2;
                int outcome = Math.min(2, (int) counter.key(k) & 3);
                long key = counter.key(k);
                WeightedSum sum = new WeightedSum(0);
                for (; k < counter.size() && counter.key(k) == key; k++) {
                    sum.add(counter.weight(k), counter.times(k));
                }
                sums[(int) cell][outcome] += sum.total();
            }
            return sums;
        }

        /** The contests, ties decided so. */
        public Contests contests(Items items, Ties ties) {
            int n = cells.size();
            double[][] sums = sums();
            double[][] value = new double[conditions.size()][n];
            double[] won = new double[n];
            double[] lost = new double[n];
            double[] tied = new double[n];
            double[] halved = new double[n];
            int[] edge = new int[n];
            int[] first = new int[n];
            int[] second = new int[n];
            int kept = 0;
            int edges = 0;
            for (Map.Entry<Key, Integer> entry : cells.entrySet()) {
                double[] cell = sums[entry.getValue()];
                double half = ties == Ties.HALF ? cell[2] / 2 : 0;
                won[kept] = cell[0] + half;
                lost[kept] = cell[1] + half;
                tied[kept] = ties == Ties.KEEP ? cell[2] : 0;
                halved[kept] = 2 * half;
                if (won[kept] + lost[kept] + tied[kept] == 0) {
                    continue; // ties alone, dropped
                }
                Key key = entry.getKey();
                if (edges == 0 || first[edges - 1] != key.low || second[edges - 1] != key.high) {
                    first[edges] = key.low;
                    second[edges++] = key.high;
                }
                edge[kept] = edges - 1;
                for (int k = 0; k < value.length; k++) {
                    value[k][kept] = key.values[k];
                }
                kept++;
            }
            int cut = kept;
            Graph graph = Graph.of(items.size(), Arrays.copyOf(first, edges), Arrays.copyOf(second, edges));
            return new Contests(
                    items,
                    graph,
                    conditions,
                    Arrays.copyOf(edge, cut),
                    Arrays.stream(value).map(v -> Arrays.copyOf(v, cut)).toArray(double[][]::new),
                    Arrays.copyOf(won, cut),
                    Arrays.copyOf(lost, cut),
                    Arrays.copyOf(tied, cut),
                    Arrays.copyOf(halved, cut));
        }
    }

    private static final class Key implements Comparable<Key> {
        private static final Key NONE = new Key(0, 0);
        private static final Comparator<Key> ORDER = Comparator.<Key>comparingInt(k -> k.low)
                .thenComparingInt(k -> k.high)
                .thenComparing(k -> k.values, Arrays::compare);

        private final int low;
        private final int high;
        private final double[] values;

        Key(int low, int high, double... values) {
            this.low = low;
            this.high = high;
            this.values = values;
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Key other && compareTo(other) == 0;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * low + high) + Arrays.hashCode(values);
        }
    }

    public Items items() {
        return items;
    }

    /** Which pairs were compared. */
    public Graph graph() {
        return graph;
    }

    /** The names of the conditions. */
    public List<String> conditions() {
        return conditions;
    }

    /** How many contests there are. */
    public int size() {
        return won.length;
    }

    /** The pair of a contest. */
    public int edge(int c) {
        return edge.length == 0 ? c : edge[c];
    }

    /** The lower-numbered item of a contest. */
    public int first(int c) {
        return graph.first(edge(c));
    }

    /** The higher-numbered item of a contest. */
    public int second(int c) {
        return graph.second(edge(c));
    }

    /** The value of the k-th condition in a contest, positive where it speaks for the first item. */
    public double value(int k, int c) {
        return value[k][c];
    }

    /** The conditions of a contest in words; empty where there are none. */
    public String about(int c) {
        return IntStream.range(0, conditions.size())
                .mapToObj(k -> conditions.get(k) + " " + signed(value[k][c]))
                .collect(Collectors.joining(", "));
    }

    private static String signed(double value) {
        String digits = value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
        return value > 0 ? "+" + digits : digits;
    }

    /** Wins of the first item. */
    public double won(int c) {
        return won[c];
    }

    /** Wins of the second item. */
    public double lost(int c) {
        return lost[c];
    }

    /** Ties that are an outcome of their own. */
    public double tied(int c) {
        return tied.length == 0 ? 0 : tied[c];
    }

    /** Ties that were decided as half a win of each; {@link #won} and {@link #lost} have them. */
    public double halved(int c) {
        return halved.length == 0 ? 0 : halved[c];
    }

    /** Judgements, as a sum of weights. */
    public double n(int c) {
        return won[c] + lost[c] + tied(c);
    }

    /** {@link #won} of each contest: a fresh array. */
    public double[] wins() {
        return won.clone();
    }

    /** {@link #lost} of each contest: a fresh array. */
    public double[] losses() {
        return lost.clone();
    }

    /** {@link #tied} of each contest: a fresh array. */
    public double[] ties() {
        return tied.length == 0 ? new double[size()] : tied.clone();
    }

    /** {@link #edge} of each contest: a fresh array. */
    public int[] edges() {
        int[] edges = new int[size()];
        Arrays.setAll(edges, this::edge);
        return edges;
    }

    /** {@link #value} by condition and contest: fresh arrays. */
    public double[][] values() {
        return Arrays.stream(value).map(double[]::clone).toArray(double[][]::new);
    }

    /** These contests with other counts in one of them; ties as before. */
    public Contests with(int c, double w, double l) {
        if (!Weights.areSafe(w, l + tied(c))) {
            throw new IllegalArgumentException("a contest needs wins that are not negative, got " + w + " and " + l);
        }
        double[] changedWon = won.clone();
        double[] changedLost = lost.clone();
        changedWon[c] = w;
        changedLost[c] = l;
        double[] changedHalved = halved.clone();
        if (halved.length > 0) {
            changedHalved[c] = Math.min(halved[c], 2 * Math.min(w, l));
        }
        return new Contests(items, graph, conditions, edge, value, changedWon, changedLost, tied, changedHalved);
    }

    /** The same judgements under one condition more, which follows from their pair and their conditions. */
    public Contests and(String condition, IntToDoubleFunction valueOfContest) {
        List<String> more = new ArrayList<>(conditions);
        more.add(condition);
        double[][] values = Arrays.copyOf(value, value.length + 1);
        values[value.length] =
                IntStream.range(0, size()).mapToDouble(valueOfContest).toArray();
        return new Contests(items, graph, List.copyOf(more), edge, values, won, lost, tied, halved);
    }

    /** The same judgements with their conditions forgotten. */
    public ComparisonGraph pooled() {
        double[][] pooled = new double[4][graph.edges()];
        for (int c = 0; c < size(); c++) {
            pooled[0][edge(c)] += won[c];
            pooled[1][edge(c)] += lost[c];
            pooled[2][edge(c)] += tied(c);
            pooled[3][edge(c)] += halved(c);
        }
        return new ComparisonGraph(items, graph, pooled[0], pooled[1], pooled[2], pooled[3]);
    }

    /** For each contest its wins, its losses and its ties, halved or not. */
    @Override
    public int kinds() {
        return OUTCOMES * size();
    }

    @Override
    public int alternatives() {
        return OUTCOMES;
    }

    @Override
    public double weight(int kind) {
        int c = kind / OUTCOMES;
        int outcome = kind % OUTCOMES;
        return outcome == 2 ? tied(c) + halved(c) : Math.max(0, (outcome == 0 ? won[c] : lost[c]) - halved(c) / 2);
    }

    /** A contest that has lost all its judgements stays, without any. */
    @Override
    public Contests weighted(double... weights) {
        Weights.requireOneEach(kinds(), weights);
        double[] w = new double[size()];
        double[] l = new double[size()];
        double[] t = new double[size()];
        double[] h = new double[size()];
        boolean kept = Arrays.stream(tied).anyMatch(tie -> tie > 0);
        for (int c = 0; c < w.length; c++) {
            double ties = weights[OUTCOMES * c + 2];
            t[c] = kept ? ties : 0;
            h[c] = kept ? 0 : ties;
            w[c] = weights[OUTCOMES * c] + h[c] / 2;
            l[c] = weights[OUTCOMES * c + 1] + h[c] / 2;
        }
        return new Contests(items, graph, conditions, edge, value, w, l, t, h);
    }
}
