package org.teeter.votes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.graph.Graph;

/** What a duel parts: the pairs of its two items, called own, and those of all others, called foreign. */
final class Sides {
    static final int OUTCOMES = 3;

    private final ComparisonGraph data;
    private final int i;
    private final int j;
    private final int[] own;
    private final int[] foreign;
    private final int[] place; // of a pair among the own ones, or -1
    private final int[][] foreignOf; // places of the foreign pairs of each item
    private final boolean[] meets; // whether an item is compared with one of the two
    private final int[] byVotes; // items, those of most votes first, i and j before all

    Sides(ComparisonGraph data, int i, int j) {
        this.data = data;
        this.i = i;
        this.j = j;
        Graph graph = data.graph();
        this.own = IntStream.range(0, graph.edges()).filter(this::isOfTwo).toArray();
        this.foreign =
                IntStream.range(0, graph.edges()).filter(e -> !isOfTwo(e)).toArray();
        int[] foreignPairs = new int[graph.size()];
        for (int e : foreign) {
            foreignPairs[graph.first(e)]++;
            foreignPairs[graph.second(e)]++;
        }
        this.foreignOf = new int[graph.size()][];
        Arrays.setAll(foreignOf, v -> new int[foreignPairs[v]]);
        for (int f = foreign.length - 1; f >= 0; f--) {
            int a = graph.first(foreign[f]);
            int b = graph.second(foreign[f]);
            foreignOf[a][--foreignPairs[a]] = f;
            foreignOf[b][--foreignPairs[b]] = f;
        }
        this.place = new int[graph.edges()];
        Arrays.fill(place, -1);
        this.meets = new boolean[graph.size()];
        for (int q = 0; q < own.length; q++) {
            place[own[q]] = q;
            meets[graph.first(own[q])] = true;
            meets[graph.second(own[q])] = true;
        }
        meets[i] = false;
        meets[j] = false;
        double[] votes = new double[graph.size()];
        for (int e = 0; e < graph.edges(); e++) {
            votes[graph.first(e)] += data.n(e);
            votes[graph.second(e)] += data.n(e);
        }
        votes[i] = Double.POSITIVE_INFINITY;
        votes[j] = Double.POSITIVE_INFINITY;
        this.byVotes = IntStream.range(0, votes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(v -> -votes[v]))
                .mapToInt(v -> v)
                .toArray();
    }

    private boolean isOfTwo(int e) {
        return is(data.first(e)) || is(data.second(e));
    }

    ComparisonGraph data() {
        return data;
    }

    int i() {
        return i;
    }

    int j() {
        return j;
    }

    /** Whether an item is one of the two. */
    boolean is(int item) {
        return item == i || item == j;
    }

    /** Whether an item is compared with one of the two. */
    boolean meets(int item) {
        return meets[item];
    }

    int items() {
        return meets.length;
    }

    int[] own() {
        return own;
    }

    int[] foreign() {
        return foreign;
    }

    /** Where the foreign pairs of an item are among the foreign ones. */
    int[] foreignOf(int item) {
        return foreignOf[item];
    }

    /** Where a pair is among the own ones; -1 where it is foreign. */
    int place(int e) {
        return place[e];
    }

    /** The two, and of the others so many that have most votes; ascending. */
    int[] heaviest(int others) {
        return Arrays.stream(byVotes, 0, Math.min(items(), others + 2)).sorted().toArray();
    }

    /** How many items beside the two have as many votes as the opponent of the two that has fewest, or more. */
    int asHeavyAsOpponents() {
        int last = 2;
        for (int k = 2; k < byVotes.length; k++) {
            last = meets[byVotes[k]] ? k : last;
        }
        return last - 1;
    }

    /** The item of most votes beside the two. */
    int hub() {
        return byVotes[2];
    }

    /** Votes of an own kind, numbered by its pair's place and its outcome. */
    double room(int ownKind) {
        return data.weight(OUTCOMES * own[ownKind / OUTCOMES] + ownKind % OUTCOMES);
    }

    int ownKinds() {
        return OUTCOMES * own.length;
    }
}
