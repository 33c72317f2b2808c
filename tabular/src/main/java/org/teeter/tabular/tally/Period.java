package org.teeter.tabular.tally;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.teeter.data.Contests;
import org.teeter.data.Tally;

/** Judgements of one time, or of all where time makes no difference, counted. Mutable. */
final class Period {
    private final Tally tally;
    private Optional<Contests.Builder> contests = Optional.empty();
    private long[] times = {}; // of each name: judgements of more than no weight
    private final BitSet weightless = new BitSet(); // options with some judgement of no weight

    /** Nothing yet, of all times. */
    Period() {
        this(new Tally());
    }

    private Period(Tally tally) {
        this.tally = tally;
    }

    /** Nothing yet, of one of many times. */
    static Period ofMany() {
        return new Period(Tally.small());
    }

    Tally tally() {
        return tally;
    }

    Optional<Contests.Builder> contests() {
        return contests;
    }

    long times(int number) {
        return number < times.length ? times[number] : 0;
    }

    BitSet weightless() {
        return weightless;
    }

    /** Says that judgements are counted under conditions of these names too. */
    void under(List<String> conditions) {
        if (contests.isEmpty()) {
            contests = Optional.of(new Contests.Builder(conditions));
        }
    }

    /** Notes so many judgements of two options; none, where they have no weight. */
    void note(int first, int second, long count) {
        if (count == 0) {
            weightless.set(first);
            weightless.set(second);
        }
        reserve(Math.max(first, second) + 1);
        times[first] += count;
        times[second] += count;
    }

    private void reserve(int names) {
        if (names > times.length) {
            times = Arrays.copyOf(times, Math.max(2 * times.length, names));
        }
    }

    /** Adds judgements, each with the weight that its own becomes. */
    void add(Period other, DoubleUnaryOperator weight) {
        tally.add(other.tally, weight);
        other.contests.ifPresent(more -> {
            under(more.conditions());
            contests.orElseThrow().add(more, weight);
        });
        weightless.or(other.weightless);
        boolean gone = weight.applyAsDouble(1) == 0;
        reserve(other.times.length);
        for (int i = 0; i < other.times.length; i++) {
            times[i] += gone ? 0 : other.times[i];
            weightless.set(i, weightless.get(i) || (gone && other.times[i] > 0));
        }
    }
}
