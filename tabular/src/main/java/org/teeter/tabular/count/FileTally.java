package org.teeter.tabular.count;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Contests;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Weights;
import org.teeter.tabular.row.BadRow;

/** The judgements of one file, counted, with what is worth telling of its names. Mutable. */
public final class FileTally {
    /** Judgements among so many first names are counted in a table before they go to the tally: few options, many rows. */
    private static final int FEW_BITS = 8;

    private static final int FEW = 1 << FEW_BITS;

    /** The table is worth its megabyte from so many judgements on. */
    private static final int MANY = 1 << 14;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Tally tally = new Tally();
    private int[] few = {}; // at (first, second, outcome)
    private int inFew;
    private long[] times = new long[64]; // of each name: judgements of more than no weight
    private long judgements;
    private final BitSet weightless = new BitSet(); // options with some judgement of no weight
    private long trimmed;
    private long skipped;
    private String advice = "";
    private int context = -1; // of the judgements that come
    private boolean shown; // their first option first
    private Optional<Contests.Builder> contests = Optional.empty();
    private Optional<Witness> witness = Optional.empty();
    private Optional<Names> names = Optional.empty(); // of the options, for the witness
    private double[] values = {}; // of the conditions of the judgements that come

    /** Nothing yet. */
    public FileTally() {}

    /** Shows the votes that come to somebody who looks for some. */
    public void watchedBy(Witness watching, Names options) {
        witness = Optional.of(watching);
        names = Optional.of(options);
    }

    /**
     * Says under what the judgements that come were made.
     *
     * @param number of the context, or -1 for none
     * @param order whether the first option was shown first
     */
    void at(int number, boolean order) {
        context = number;
        shown = order;
    }

    void add(int first, int second, Outcome outcome, double weight, long count) throws BadRow {
        require(count);
        if (witness.isPresent()) {
            Names known = names.orElseThrow();
            witness.get().saw(known.name(first), known.name(second), outcome, count);
        }
        if (contests.isPresent()) {
            contests.get().add(first, second, outcome, weight, count, values);
        }
        if (context >= 0 || shown) {
            addApart(first, second, outcome, weight, count);
            note(first, second, weight > 0 ? count : 0);
        } else if (weight == 1 && count == 1 && (first | second) < FEW && judgements >= MANY) {
            addToFew(first, second, outcome);
        } else {
            tally.add(first, second, outcome, weight, count);
            note(first, second, weight > 0 ? count : 0);
        }
        judgements += count;
    }

    /** Counts what a label says. */
    void add(int first, int second, Meaning meaning, double weight) throws BadRow {
        switch (meaning.kind()) {
            case SKIPPED -> skipped++;
            case SHARED -> {
                require(1);
                double rest = 1 - meaning.size();
                if (!Weights.isSafe(weight * meaning.size()) || !Weights.isSafe(weight * rest)) {
                    throw new BadRow("the parts of a vote must be 0 or from 1e-20 to 1e20, got "
                            + weight * meaning.size() + " and " + weight * rest);
                }
                tally.addShared(first, second, weight * meaning.size(), weight * rest, context, shown);
                if (contests.isPresent()) {
                    contests.get().add(first, second, Outcome.FIRST, weight * meaning.size(), 1L, values);
                    contests.get().add(first, second, Outcome.SECOND, weight * rest, 1L, values);
                }
                note(first, second, weight > 0 ? 1 : 0);
                judgements++;
            }
            case DECIDED -> {
                double w = meaning.size() == 1 ? weight : weight * meaning.size();
                if (!Weights.isSafe(w)) {
                    throw new BadRow("a vote must count 0 or from 1e-20 to 1e20 times, got " + w);
                }
                add(first, second, meaning.outcome(), w, 1);
            }
        }
    }

    /** Says under what conditions the judgements that come were made, in numbers. */
    void under(List<String> conditions, double... numbers) {
        if (contests.isEmpty()) {
            contests = Optional.of(new Contests.Builder(conditions));
        }
        values = numbers;
    }

    /** The judgements under their conditions, if these were said. */
    public Optional<Contests.Builder> contests() {
        return contests;
    }

    private void addApart(int first, int second, Outcome outcome, double weight, long count) {
        if (context < 0) {
            tally.addShown(first, second, outcome, weight, count);
        } else if (shown) {
            tally.addShown(first, second, outcome, context, weight, count);
        } else {
            tally.add(first, second, outcome, context, weight, count);
        }
    }

    private void addToFew(int first, int second, Outcome outcome) {
        if (few.length == 0) {
            few = new int[OUTCOMES.length << (2 * FEW_BITS)];
        }
        few[(first << FEW_BITS | second) * OUTCOMES.length + outcome.ordinal()]++;
        if (++inFew == Integer.MAX_VALUE) {
            empty();
        }
    }

    /** Moves everything into the tally. */
    private void empty() {
        inFew = 0;
        for (int at = 0; at < few.length; at++) {
            if (few[at] > 0) {
                int pair = at / OUTCOMES.length;
                tally.add(pair >> FEW_BITS, pair & (FEW - 1), OUTCOMES[at % OUTCOMES.length], 1, few[at]);
                note(pair >> FEW_BITS, pair & (FEW - 1), few[at]);
                few[at] = 0;
            }
        }
    }

    private void note(int first, int second, long count) {
        if (count == 0) {
            weightless.set(first);
            weightless.set(second);
        }
        int last = Math.max(first, second);
        if (last >= times.length) {
            times = Arrays.copyOf(times, Math.max(2 * times.length, last + 1));
        }
        times[first] += count;
        times[second] += count;
    }

    /** Makes sure that there is room for so many judgements more. */
    void require(long count) throws BadRow {
        if (count > Numbers.LARGEST_COUNT - judgements) {
            throw new BadRow("there are more than 2^53 judgements in all; are the counts counts?");
        }
    }

    /** Rows whose label says that nobody judged. */
    public long skipped() {
        return skipped;
    }

    /** What to say beside the reason where the two options of a row are the same. */
    String advice() {
        return advice;
    }

    void advise(String more) {
        advice = more;
    }

    /** Notes that so many names had white space around them. */
    public void trimmed(long names) {
        trimmed += names;
    }

    public long trimmed() {
        return trimmed;
    }

    /** Everything that was added. */
    public Tally tally() {
        empty();
        return tally;
    }

    /** How often the option of this number was judged, of what has reached the tally. */
    public long times(int number) {
        return number < times.length ? times[number] : 0;
    }

    /** Whether the option of this number has some judgement of no weight, or a count of none. */
    public boolean weightless(int number) {
        return weightless.get(number);
    }

    /** These judgements and others, in one of the two, which is the only one to be used from now on. */
    public FileTally and(FileTally other) {
        if (judgements == 0) {
            return other;
        }
        tally.add(other.tally());
        other.contests.ifPresent(
                more -> contests.ifPresentOrElse(own -> own.add(more), () -> contests = other.contests));
        judgements += other.judgements;
        skipped += other.skipped;
        weightless.or(other.weightless);
        times = Arrays.copyOf(times, Math.max(times.length, other.times.length));
        for (int i = 0; i < other.times.length; i++) {
            times[i] += other.times[i];
        }
        return this;
    }
}
