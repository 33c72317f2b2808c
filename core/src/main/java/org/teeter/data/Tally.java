package org.teeter.data;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * Mutable accumulator of judgements between numbered items: rows go in one at a time and only their counts stay.
 *
 * <p>Whatever the order of the rows, and however they were spread over tallies that were {@linkplain #add(Tally) added}
 * together, the {@link Counts} that come out are equal bit for bit: rows of one pair, outcome and weight are counted as integers,
 * and the distinct weights of a pair are summed once, in ascending order, in twice the working precision. Not safe for use by
 * several threads; give each its own and add them.
 */
public final class Tally {
    /** Up to this many equal judgements are cheaper to add one by one. */
    private static final int FEW = 4;

    private static final int BUFFER = 1 << 10;
    private static final int BUFFER_OF_CONTEXT = 1 << 4;

    private final KeyCounter ones;
    private final WeightedKeyCounter weighted = new WeightedKeyCounter();
    private final SortedMap<Integer, Tally> contexts = new TreeMap<>();
    private Optional<Tally> lowerFirst = Optional.empty(); // judgements whose lower-numbered item was shown first
    private Optional<Tally> higherFirst = Optional.empty();
    private int items;
    private long rows;

    /** An empty tally. */
    public Tally() {
        this(BUFFER);
    }

    /** An empty tally that takes little room while there is little in it, for there may be a hundred thousand. */
    public static Tally small() {
        return new Tally(BUFFER_OF_CONTEXT);
    }

    private Tally(int buffer) {
        this.ones = new KeyCounter(buffer);
    }

    /** Adds one judgement of weight 1. */
    public void add(int first, int second, Outcome outcome) {
        add(first, second, outcome, 1, 1);
    }

    /**
     * Adds judgements of weight 1 that are held in memory: {@code winners[k]} was preferred to {@code losers[k]}.
     *
     * @throws IllegalArgumentException if the two differ in length or some k names no two different items; nothing is added then
     */
    public void addWins(int[] winners, int[] losers) {
        if (winners.length != losers.length) {
            throw new IllegalArgumentException(
                    "every winner needs a loser, got " + winners.length + " winners and " + losers.length + " losers");
        }
        int largest = -1;
        for (int k = 0; k < winners.length; k++) {
            int w = winners[k];
            int l = losers[k];
            if (w < 0 || l < 0 || w == l || w >= PairKey.MOST_ITEMS || l >= PairKey.MOST_ITEMS) {
                throw new IllegalArgumentException("judgement " + k + " needs two different items below "
                        + PairKey.MOST_ITEMS + ", got " + w + " and " + l);
            }
            largest = Math.max(largest, Math.max(w, l));
        }
        ones.addWins(winners, losers);
        items = Math.max(items, largest + 1);
        rows = sum(rows, winners.length);
    }

    /**
     * Adds {@code times} judgements of one pair, outcome and weight.
     *
     * @param first number of the option named first
     * @param second number of the option named second, not {@code first}
     * @param weight of each judgement: {@linkplain Weights#isSafe safe}; at weight 0 they are counted as rows and change nothing else
     * @param times how many, not negative
     */
    public void add(int first, int second, Outcome outcome, double weight, long times) {
        if (first < 0 || second < 0 || first == second) {
            throw new IllegalArgumentException(
                    "a judgement needs two different items, got " + first + " and " + second);
        }
        if (Math.max(first, second) >= PairKey.MOST_ITEMS) {
            throw new IllegalArgumentException(
                    "item numbers must be below " + PairKey.MOST_ITEMS + ", got " + Math.max(first, second));
        }
        if (!(0 <= weight && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight must be finite and not negative, got " + weight);
        }
        if (!Weights.isSafe(weight)) {
            throw new IllegalArgumentException("weight must be 0 or from " + Weights.SMALLEST + " to " + Weights.LARGEST
                    + ", got " + weight + "; multiply all weights by one factor");
        }
        if (times < 0) {
            throw new IllegalArgumentException("a number of judgements must not be negative, got " + times);
        }
        rows = sum(rows, times);
        addKey(
                first < second ? PairKey.of(first, second, outcome) : PairKey.of(second, first, outcome.reversed()),
                weight,
                times);
    }

    /**
     * The same of judgements made in a context: by one rater, in one group, with one side shown first. They count in all, and are kept
     * apart besides, see {@link Counts#in}.
     *
     * @param context its number, not negative
     */
    public void add(int first, int second, Outcome outcome, int context, double weight, long times) {
        Tally apart = in(context);
        add(first, second, outcome, weight, times);
        apart.add(first, second, outcome, weight, times);
    }

    /**
     * The same of judgements in which {@code first} was shown first, or was at home. They count in all, and are kept apart besides by
     * which of the two was, see {@link Counts#shown}.
     */
    public void addShown(int first, int second, Outcome outcome, double weight, long times) {
        add(first, second, outcome, weight, times);
        shown(first < second).add(first, second, outcome, weight, times);
    }

    /** The same of judgements in a context. */
    public void addShown(int first, int second, Outcome outcome, int context, double weight, long times) {
        Tally apart = in(context);
        addShown(first, second, outcome, weight, times);
        apart.addShown(first, second, outcome, weight, times);
    }

    private Tally shown(boolean lower) {
        Tally tally = (lower ? lowerFirst : higherFirst).orElseGet(() -> new Tally(BUFFER_OF_CONTEXT));
        if (lower) {
            lowerFirst = Optional.of(tally);
        } else {
            higherFirst = Optional.of(tally);
        }
        return tally;
    }

    private Tally in(int context) {
        if (context < 0) {
            throw new IllegalArgumentException("a context has a number from 0 on, got " + context);
        }
        return contexts.computeIfAbsent(context, c -> new Tally(BUFFER_OF_CONTEXT));
    }

    /**
     * Adds one judgement of which each option has a part, such as the probability that a model gives to its verdict.
     *
     * @param toFirst weight of the part that prefers the first option, {@linkplain Weights#isSafe safe}
     * @param toSecond weight of the other part
     */
    public void addShared(int first, int second, double toFirst, double toSecond) {
        add(first, second, Outcome.FIRST, toFirst, 1);
        add(first, second, Outcome.SECOND, toSecond, 1);
        rows--;
    }

    /**
     * The same in a context, or of options shown in this order.
     *
     * @param context its number, or -1 if it is not said
     * @param shown whether {@code first} was shown first or was at home
     */
    public void addShared(int first, int second, double toFirst, double toSecond, int context, boolean shown) {
        addShared(first, second, toFirst, toSecond);
        if (shown) {
            shown(first < second).addShared(first, second, toFirst, toSecond);
        }
        if (context >= 0) {
            in(context).addShared(first, second, toFirst, toSecond, -1, shown);
        }
    }

    /** Adds everything that another tally, over the same numbering of items and contexts, has counted. */
    public void add(Tally other) {
        add(other, weight -> weight);
    }

    /**
     * The same of judgements that weigh otherwise here.
     *
     * @param weight what a weight becomes: {@linkplain Weights#isSafe safe}
     */
    public void add(Tally other, DoubleUnaryOperator weight) {
        other.settle();
        rows = sum(rows, other.rows);
        other.contexts.forEach((context, tally) -> in(context).add(tally, weight));
        other.lowerFirst.ifPresent(tally -> shown(true).add(tally, weight));
        other.higherFirst.ifPresent(tally -> shown(false).add(tally, weight));
        double ofOne = weight.applyAsDouble(1);
        for (int k = 0; k < other.ones.size(); k++) {
            addKey(other.ones.key(k), ofOne, other.ones.count(k));
        }
        for (int k = 0; k < other.weighted.size(); k++) {
            addKey(other.weighted.key(k), weight.applyAsDouble(other.weighted.weight(k)), other.weighted.times(k));
        }
    }

    /** Receives judgements of one pair, outcome and weight. */
    @FunctionalInterface
    public interface Cell {
        /** Of items in ascending order. */
        void add(int first, int second, Outcome outcome, double weight, long times);
    }

    /** Tells all that was counted, but for judgements of weight 0; a pair, outcome and weight may come twice. */
    public void tell(Cell into) {
        settle();
        for (int k = 0; k < ones.size(); k++) {
            long key = ones.key(k);
            into.add(PairKey.low(key), PairKey.high(key), PairKey.outcome(key), 1, ones.count(k));
        }
        for (int k = 0; k < weighted.size(); k++) {
            long key = weighted.key(k);
            into.add(PairKey.low(key), PairKey.high(key), PairKey.outcome(key), weighted.weight(k), weighted.times(k));
        }
    }

    /** Judgements added so far, those of weight 0 included. */
    public long rows() {
        return rows;
    }

    /** The counts, over items that are numbered as they were when their judgements were added. */
    public Counts counts(Items named) {
        if (items > named.size()) {
            throw new IllegalArgumentException(
                    "item numbers must be below " + named.size() + ", got judgements of item " + (items - 1));
        }
        settle();
        SortedMap<Integer, Counts> apart = new TreeMap<>();
        contexts.forEach((context, tally) -> apart.put(context, tally.counts(named)));
        Optional<ShownFirst> shown = lowerFirst.isEmpty() && higherFirst.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ShownFirst(shown(true).parts(named), shown(false).parts(named)));
        return new CountsAssembly(named, rows).assemble(ones, weighted, apart, shown);
    }

    /**
     * The counts, renumbered.
     *
     * @param named the items under their new numbers
     * @param renumbered for each old number, the new one; all different
     */
    public Counts counts(Items named, int[] renumbered) {
        if (items > renumbered.length) {
            throw new IllegalArgumentException(
                    "item numbers must be below " + renumbered.length + ", got judgements of item " + (items - 1));
        }
        return (isUnchanged(renumbered) ? this : renumbered(renumbered)).counts(named);
    }

    /** Gives each context another number; all different. */
    public void renumberContexts(int... numbers) {
        SortedMap<Integer, Tally> before = new TreeMap<>(contexts);
        contexts.clear();
        before.forEach((context, tally) -> contexts.put(numbers[context], tally));
    }

    /** The counts of what has weight: how many judgements they are is then known of each pair, which can be turned round. */
    private Counts parts(Items named) {
        settle();
        rows = 0;
        for (int k = 0; k < ones.size(); k++) {
            rows += ones.count(k);
        }
        for (int k = 0; k < weighted.size(); k++) {
            rows += weighted.times(k);
        }
        return counts(named);
    }

    private Tally renumbered(int... numbers) {
        Tally moved = new Tally();
        moved.rows = rows;
        move(this, numbers, turned -> moved);
        contexts.forEach((context, tally) -> moved.contexts.put(context, tally.renumbered(numbers)));
        lowerFirst.ifPresent(tally -> move(tally, numbers, turned -> moved.shown(!turned)));
        higherFirst.ifPresent(tally -> move(tally, numbers, moved::shown));
        return moved;
    }

    /** Adds what one tally has counted, under new numbers, to another, which is told by whether they turn the pair round. */
    private static void move(Tally from, int[] numbers, Function<Boolean, Tally> to) {
        from.settle();
        for (int k = 0; k < from.ones.size(); k++) {
            long key = from.ones.key(k);
            to.apply(turns(key, numbers)).addKey(PairKey.renumbered(key, numbers), 1, from.ones.count(k));
        }
        for (int k = 0; k < from.weighted.size(); k++) {
            long key = from.weighted.key(k);
            to.apply(turns(key, numbers))
                    .addKey(PairKey.renumbered(key, numbers), from.weighted.weight(k), from.weighted.times(k));
        }
    }

    private static boolean turns(long key, int... numbers) {
        return numbers[PairKey.low(key)] > numbers[PairKey.high(key)];
    }

    private void addKey(long key, double weight, long times) {
        if (weight == 0 || times == 0) {
            return;
        }
        items = Math.max(items, PairKey.high(key) + 1);
        if (weight == 1 && times <= FEW) {
            for (long t = 0; t < times; t++) {
                ones.add(key);
            }
        } else {
            weighted.add(key, weight, times);
        }
    }

    /** Sums of fewer rows than 2^63 cannot overflow either. */
    private static long sum(long rows, long more) {
        if (more > Long.MAX_VALUE - rows) {
            throw new IllegalArgumentException("there are 2^63 judgements or more, got " + rows + " and " + more);
        }
        return rows + more;
    }

    private void settle() {
        ones.settle();
        weighted.settle();
    }

    private static boolean isUnchanged(int[] renumbered) {
        for (int i = 0; i < renumbered.length; i++) {
            if (renumbered[i] != i) {
                return false;
            }
        }
        return true;
    }
}
