package org.teeter.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.graph.Digraph;
import org.teeter.graph.Graph;

/**
 * Immutable, exact counts of rankings: each distinct ballot once, with the sum of its weights.
 *
 * <p>A ballot puts some of the items in levels, the best first; items of one level are tied. Behind its levels may stand items that were
 * there to be chosen and were not: those below the top k of a list. Items that it does not name were not there. Ballots ascend, and the
 * items within a level do, so that equal ballots are {@linkplain #equals equal} whatever the order of rows.
 */
public final class Rankings implements Judgements<Rankings> {
    /** In which ballots of items that meet evenly show that their preferences are strongly connected. */
    private static final int SWEEPS = 4;

    private final Items items;
    private final long ballots;
    private final int[] start; // of each ballot among the items named
    private final int[] named;
    private final int[] level; // of each item named
    private final int[] levels; // of each ballot: those that were chosen; unchosen items have this level
    private final double[] weight;
    private Optional<Meetings> meetings = Optional.empty(); // made when asked for

    /** Takes its arrays over. */
    Rankings(Items items, long ballots, int[] start, int[] named, int[] level, int[] levels, double[] weight) {
        this.items = items;
        this.ballots = ballots;
        this.start = start;
        this.named = named;
        this.level = level;
        this.levels = levels;
        this.weight = weight;
    }

    public Items items() {
        return items;
    }

    /** How many ballots were counted, whatever their weight. */
    public long ballots() {
        return ballots;
    }

    /** How many different ballots there are. */
    public int distinct() {
        return weight.length;
    }

    @Override
    public int kinds() {
        return distinct();
    }

    /** The total weight of the ballots equal to the k-th; positive, or 0 once {@linkplain #weighted weighted} so. */
    @Override
    public double weight(int k) {
        return weight[k];
    }

    /** Total weight of all ballots. */
    public double weight() {
        double sum = 0;
        for (double w : weight) {
            sum += w;
        }
        return sum;
    }

    /** Where the items of ballot {@code k} begin; they end where those of the next do, {@code k} up to {@link #distinct()}. */
    public int start(int k) {
        return start[k];
    }

    /** The item at a place of some ballot, best first. */
    public int item(int place) {
        return named[place];
    }

    /** The level of the item at a place, from 0. */
    public int level(int place) {
        return level[place];
    }

    /** The place behind the level that begins at a place of a ballot, whose last one is before {@code end}. */
    public int endOfLevel(int from, int end) {
        int to = from + 1;
        while (to < end && level[to] == level[from]) {
            to++;
        }
        return to;
    }

    /** How many levels of ballot {@code k} were chosen; items of just this level were there and were not chosen. */
    public int levels(int k) {
        return levels[k];
    }

    /** How many pairs of items meet on all different ballots together: what a fit holds, and works through in each step. */
    public long meetingPairs() {
        long pairs = 0;
        for (int k = 0; k < distinct(); k++) {
            int size = start[k + 1] - start[k];
            pairs += (long) size * (size - 1) / 2;
        }
        return pairs;
    }

    private synchronized Meetings meetings() {
        if (meetings.isEmpty()) {
            meetings = Optional.of(Meetings.of(items.size(), start, named));
        }
        return meetings.get();
    }

    /** Which items meet on some ballot. */
    public Graph graph() {
        return meetings().graph();
    }

    /**
     * For each ballot, the edge between its first and second place, its first and third, and so on, one ballot after the other. Not to be
     * changed.
     */
    public int[] edges() {
        return meetings().edges();
    }

    /** {@link #start} of each ballot, and at last where all end: a fresh array. */
    public int[] starts() {
        return start.clone();
    }

    /** {@link #item} at each place: a fresh array. */
    public int[] named() {
        return named.clone();
    }

    /** {@link #weight} of each ballot: a fresh array. */
    public double[] weights() {
        return weight.clone();
    }

    /** The most items on any ballot. */
    public int longest() {
        int most = 0;
        for (int k = 0; k < distinct(); k++) {
            most = Math.max(most, start[k + 1] - start[k]);
        }
        return most;
    }

    /**
     * Who was chosen where who else was there, not chosen or tied with it: arcs of Ford's condition. Those between neighbours on a ballot,
     * and from the last that was chosen to all that were not, lead wherever all of them do.
     */
    public Digraph preferences() {
        Graph graph = graph();
        int[] edges = edges();
        double[] forward = new double[graph.edges()];
        double[] backward = new double[graph.edges()];
        int at = 0;
        for (int k = 0; k < weight.length; k++) {
            at = prefer(k, edges, at, forward, backward);
        }
        return new Digraph(graph, forward, backward);
    }

    /**
     * Whether a few sweeps over the ballots show that preferences lead from every item to every other; {@code false} means only "not found
     * yet".
     */
    public boolean areSurelyStrong() {
        return items.size() > 0 && reachesAll(true) && reachesAll(false);
    }

    /** Whether preferences lead from the first item to all others, or from all others to it. */
    private boolean reachesAll(boolean down) {
        boolean[] reached = new boolean[items.size()];
        reached[0] = true;
        int count = 1;
        for (int sweep = 0; sweep < SWEEPS && count < reached.length; sweep++) {
            for (int k = 0; k < weight.length && count < reached.length; k++) {
                if (weight[k] > 0) {
                    count += down ? sweepDown(k, reached) : sweepUp(k, reached);
                }
            }
        }
        return count == reached.length;
    }

    /** Reaches what stands behind something that was chosen and is reached; says how many more. */
    private int sweepDown(int k, boolean[] reached) {
        int more = 0;
        boolean on = false;
        for (int p = start[k]; p < start[k + 1]; p++) {
            if (on && !reached[named[p]]) {
                reached[named[p]] = true;
                more++;
            }
            on |= reached[named[p]] && level[p] < levels[k];
        }
        return more;
    }

    /** Reaches what was chosen before something that is reached. */
    private int sweepUp(int k, boolean[] reached) {
        int more = 0;
        boolean on = false;
        for (int p = start[k + 1] - 1; p >= start[k]; p--) {
            if (on && !reached[named[p]] && level[p] < levels[k]) {
                reached[named[p]] = true;
                more++;
            }
            on |= reached[named[p]];
        }
        return more;
    }

    private int prefer(int k, int[] edges, int from, double[] forward, double[] backward) {
        int end = start[k + 1];
        int at = from; // the edges of a place with those behind it
        for (int p = start[k]; p < end; at += end - ++p) {
            if (level[p] == levels[k] || p + 1 == end) {
                continue;
            }
            int to = level[p + 1] == levels[k] ? end : p + 2;
            for (int q = p + 1; q < to; q++) {
                boolean tied = level[q] == level[p];
                boolean lower = named[p] < named[q];
                forward[edges[at + q - p - 1]] += lower || tied ? weight[k] : 0;
                backward[edges[at + q - p - 1]] += !lower || tied ? weight[k] : 0;
            }
        }
        return at;
    }

    /**
     * The rankings of some of the items: the others were not there. Ballots that rank fewer than two of them are left out; how many
     * ballots are left is known by their weight, so {@link #ballots} is that, rounded.
     *
     * @param members in ascending order, which get the numbers 0, 1, …
     */
    public Rankings among(int... members) {
        RankingTally tally = new RankingTally();
        double left = 0;
        for (int k = 0; k < distinct(); k++) {
            List<int[]> chosen = new ArrayList<>();
            int[] rest = {};
            for (int from = start[k], to; from < start[k + 1]; from = to) {
                to = from;
                while (to < start[k + 1] && level[to] == level[from]) {
                    to++;
                }
                int[] inside = IntStream.range(from, to)
                        .map(place -> Arrays.binarySearch(members, named[place]))
                        .filter(member -> member >= 0)
                        .toArray();
                if (level[from] == levels[k]) {
                    rest = inside;
                } else if (inside.length > 0) {
                    chosen.add(inside);
                }
            }
            int size = rest.length + chosen.stream().mapToInt(c -> c.length).sum();
            if (size > 1 && !chosen.isEmpty()) {
                tally.add(chosen, rest, weight[k], 1);
                left += weight[k];
            }
        }
        return tally.rankings(items.restricted(members)).counted(Math.round(left));
    }

    /** The ballots inside some groups of items, of which the first items become one; see {@link ComparisonGraph#joined}. */
    public Rankings joined(List<int[]> groups) {
        Joined numbers = Joined.of(items.size(), groups);
        RankingTally tally = new RankingTally();
        for (int[] group : groups) {
            Rankings inside = among(group);
            for (int k = 0; k < inside.distinct(); k++) {
                int size = inside.start[k + 1] - inside.start[k];
                int[] numbered = new int[size];
                int[] levelOf = new int[size];
                for (int p = 0; p < size; p++) {
                    numbered[p] = numbers.of(group[inside.named[inside.start[k] + p]]);
                    levelOf[p] = inside.level[inside.start[k] + p];
                }
                tally.add(numbered, levelOf, size, inside.levels[k], inside.weight[k], 1);
            }
        }
        return tally.rankings(Items.numbered(numbers.size()));
    }

    private Rankings counted(long number) {
        return new Rankings(items, number, start, named, level, levels, weight);
    }

    /** The most items that any ballot chose together. */
    public int largestTie() {
        int largest = Math.min(1, distinct());
        for (int k = 0; k < weight.length; k++) {
            if (levels[k] < start[k + 1] - start[k]) { // else each item has a level of its own
                largest = Math.max(largest, largestTie(k));
            }
        }
        return largest;
    }

    private int largestTie(int k) {
        int largest = 0;
        int size = 0;
        for (int place = start[k]; place < start[k + 1] && level[place] < levels[k]; place++) {
            size = place > start[k] && level[place] == level[place - 1] ? size + 1 : 1;
            largest = Math.max(largest, size);
        }
        return largest;
    }

    /** These rankings with other weights, one a ballot; ballots of weight 0 say nothing and stay. */
    @Override
    public Rankings weighted(double... weights) {
        if (weights.length != distinct()) {
            throw new IllegalArgumentException(
                    "each of the " + distinct() + " different ballots needs a weight, got " + weights.length);
        }
        Rankings other = new Rankings(items, ballots, start, named, level, levels, weights.clone());
        other.meetings = Optional.of(meetings());
        return other;
    }

    /**
     * These ballots with other weights, and behind them more: each one of these with two neighbours exchanged. Such ballots may equal
     * others, and do not ascend.
     *
     * @param weights of the ballots that are there
     * @param ballot of which each further one is made
     * @param place of the upper of its two neighbours
     * @param exchanged the weight of each further one
     */
    public Rankings exchanging(double[] weights, int[] ballot, int[] place, double[] exchanged) {
        int before = distinct();
        int all = before + ballot.length;
        int[] starts = Arrays.copyOf(start, all + 1);
        int[] chosen = Arrays.copyOf(levels, all);
        for (int m = 0; m < ballot.length; m++) {
            starts[before + m + 1] = starts[before + m] + start[ballot[m] + 1] - start[ballot[m]];
            chosen[before + m] = levels[ballot[m]];
        }
        int[] items = Arrays.copyOf(named, starts[all]);
        int[] at = Arrays.copyOf(level, starts[all]);
        for (int m = 0; m < ballot.length; m++) {
            int from = start[ballot[m]];
            int to = starts[before + m];
            int size = start[ballot[m] + 1] - from;
            System.arraycopy(named, from, items, to, size);
            System.arraycopy(level, from, at, to, size);
            int upper = to + place[m] - from;
            items[upper] = named[place[m] + 1];
            items[upper + 1] = named[place[m]];
        }
        double[] sums = Arrays.copyOf(weights, all);
        System.arraycopy(exchanged, 0, sums, before, exchanged.length);
        return new Rankings(this.items, ballots, starts, items, at, chosen, sums);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Rankings other
                && ballots == other.ballots
                && items.equals(other.items)
                && Arrays.equals(start, other.start)
                && Arrays.equals(named, other.named)
                && Arrays.equals(level, other.level)
                && Arrays.equals(levels, other.levels)
                && Arrays.equals(weight, other.weight);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(named) + Arrays.hashCode(weight);
    }

    @Override
    public String toString() {
        return items.size() + " items, " + ballots + " ballots, " + distinct() + " of them different";
    }
}
