package org.teeter.tabular.tally;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.teeter.data.Contests;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Weights;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.meaning.TimeNotation;
import org.teeter.tabular.row.BadRow;

/** The judgements of one file, counted, with what is worth telling of its names. Mutable. */
public final class FileTally {
    /** Judgements among so many first names are counted in a table before they go to the tally: few options, many rows. */
    private static final int FEW_BITS = 8;

    private static final int FEW = 1 << FEW_BITS;

    /** The table is worth its megabyte from so many judgements on. */
    private static final int MANY = 1 << 14;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final SortedMap<Long, Period> periods = new TreeMap<>();
    private Period now = new Period(); // that of the judgements that come
    private final Set<TimeNotation> notations = EnumSet.noneOf(TimeNotation.class);
    private boolean isTimed;
    private int[] few = {}; // at (first, second, outcome)
    private int inFew;
    private long judgements;
    private long alike = 1; // rows that hold what the one that comes does
    private long trimmed;
    private long skipped;
    private long zeros; // rows of counts that are all zero
    private boolean isOfMany; // some row of counts has more than one judgement
    private String advice = "";
    private int context = -1; // of the judgements that come
    private boolean shown; // their first option first
    private Optional<VoteWatch> watch = Optional.empty();
    private double[] values = {}; // of the conditions of the judgements that come

    /** Nothing yet. */
    public FileTally() {
        periods.put(0L, now);
    }

    /** Shows the votes that come to somebody. */
    public void watchedBy(VoteWatch watching) {
        watch = Optional.of(watching);
    }

    /** Shows the votes that come to somebody who looks for some, by the names of their options. */
    public void watchedBy(Witness watching, Names options) {
        watchedBy((first, second, outcome, weight, count) ->
                watching.saw(options.name(first), options.name(second), outcome, count));
    }

    /** Tells whoever watches what each of several judges of a row said. */
    public void judged(Meaning... said) {
        watch.ifPresent(watching -> watching.judged(said));
    }

    /**
     * Says under what the judgements that come were made.
     *
     * @param number of the context, or -1 for none
     * @param order whether the first option was shown first
     */
    public void at(int number, boolean order) {
        context = number;
        shown = order;
    }

    /** Says in which period the judgements that come were made. */
    public void during(long period, TimeNotation notation) {
        now = periods.computeIfAbsent(period, p -> Period.ofMany());
        isTimed = true;
        notations.add(notation);
    }

    /** Says how many rows hold what the one that comes does, which count at once. */
    public void alike(long rows) {
        alike = rows;
    }

    public void add(int first, int second, Outcome outcome, double weight, long each) throws BadRow {
        require(each);
        long count = each * alike;
        if (watch.isPresent()) {
            watch.get().saw(first, second, outcome, weight, count);
        }
        if (now.contests().isPresent()) {
            now.contests().get().add(first, second, outcome, weight, count, values);
        }
        if (context >= 0 || shown) {
            addApart(first, second, outcome, weight, count);
            now.note(first, second, weight > 0 ? count : 0);
        } else if (!isTimed && weight == 1 && count == 1 && (first | second) < FEW && judgements >= MANY) {
            addToFew(first, second, outcome);
        } else {
            now.tally().add(first, second, outcome, weight, count);
            now.note(first, second, weight > 0 ? count : 0);
        }
        judgements += count;
    }

    /** Takes note that a row has counts of so many judgements. */
    public void row(long counts) {
        zeros += counts == 0 ? alike : 0;
        isOfMany |= counts > 1;
    }

    /** Rows of flags that are all 0, which may be ties; none where some row counts more than one judgement. */
    public long zeros() {
        return isOfMany ? 0 : zeros;
    }

    /** Counts what a label says. */
    public void add(int first, int second, Meaning meaning, double weight) throws BadRow {
        switch (meaning.kind()) {
            case SKIPPED -> skipped += alike;
            case SHARED -> {
                require(1);
                double rest = 1 - meaning.size();
                if (!Weights.isSafe(weight * meaning.size()) || !Weights.isSafe(weight * rest)) {
                    throw new BadRow("the parts of a vote must be 0 or from 1e-20 to 1e20, got "
                            + weight * meaning.size() + " and " + weight * rest);
                }
                for (long k = 0; k < alike; k++) {
                    now.tally().addShared(first, second, weight * meaning.size(), weight * rest, context, shown);
                }
                if (now.contests().isPresent()) {
                    now.contests().get().add(first, second, Outcome.FIRST, weight * meaning.size(), alike, values);
                    now.contests().get().add(first, second, Outcome.SECOND, weight * rest, alike, values);
                }
                now.note(first, second, weight > 0 ? alike : 0);
                judgements += alike;
                if (watch.isPresent()) {
                    watch.get().sawShared(first, second, meaning.size());
                }
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
    public void under(List<String> conditions, double... numbers) {
        now.under(conditions);
        values = numbers;
    }

    /** The judgements under their conditions, if these were said. */
    public Optional<Contests.Builder> contests() {
        return all().contests();
    }

    private void addApart(int first, int second, Outcome outcome, double weight, long count) {
        if (context < 0) {
            now.tally().addShown(first, second, outcome, weight, count);
        } else if (shown) {
            now.tally().addShown(first, second, outcome, context, weight, count);
        } else {
            now.tally().add(first, second, outcome, context, weight, count);
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
        if (inFew == 0) {
            return;
        }
        inFew = 0;
        for (int at = 0; at < few.length; at++) {
            if (few[at] > 0) {
                int pair = at / OUTCOMES.length;
                all().tally().add(pair >> FEW_BITS, pair & (FEW - 1), OUTCOMES[at % OUTCOMES.length], 1, few[at]);
                all().note(pair >> FEW_BITS, pair & (FEW - 1), few[at]);
                few[at] = 0;
            }
        }
    }

    /** Makes sure that there is room for so many judgements more of each row that is alike. */
    public void require(long count) throws BadRow {
        if (count > (Numbers.LARGEST_COUNT - judgements) / alike) {
            throw new BadRow("there are more than 2^53 judgements in all; are the counts counts?");
        }
    }

    /** Rows whose label says that nobody judged. */
    public long skipped() {
        return skipped;
    }

    /** What to say beside the reason where the two options of a row are the same. */
    public String advice() {
        return advice;
    }

    public void advise(String more) {
        advice = more;
    }

    /** Notes that so many names had white space around them. */
    public void trimmed(long names) {
        trimmed += names * alike;
    }

    public long trimmed() {
        return trimmed;
    }

    /** Everything that was added. */
    public Tally tally() {
        empty();
        return all().tally();
    }

    /** Those of all times, where these make no difference. */
    private Period all() {
        if (isTimed) {
            throw new IllegalStateException("judgements of different times have no weight yet");
        }
        return now;
    }

    /** Whether it is known when they were judged, so that it is to be said first what they weigh. */
    public boolean isTimed() {
        return isTimed;
    }

    /** The counts as rows, by the names of their options, then time and weight. */
    public List<CountRow> rows(Names names, Optional<Decay> decay) {
        empty();
        SortedMap<CountRow, long[]> times = new TreeMap<>(CountRow.ORDER);
        periods.forEach((period, judged) -> judged.tally().tell((first, second, outcome, weight, count) -> {
            boolean turned = names.name(first).compareTo(names.name(second)) > 0;
            CountRow row = new CountRow(
                    names.name(turned ? second : first),
                    names.name(turned ? first : second),
                    0,
                    0,
                    0,
                    0,
                    weight,
                    decay.map(d -> d.shown(period)));
            Outcome seen = turned ? outcome.reversed() : outcome;
            times.computeIfAbsent(row, r -> new long[OUTCOMES.length])[seen.ordinal()] += count;
        }));
        return times.entrySet().stream()
                .map(entry -> entry.getKey().with(entry.getValue()))
                .toList();
    }

    /** When they were judged, in words; empty where that is not known. */
    public Optional<String> span(Decay decay) {
        List<Long> judged = periods.entrySet().stream()
                .filter(p -> p.getValue().tally().rows() > 0)
                .map(Map.Entry::getKey)
                .toList();
        return !isTimed || judged.isEmpty()
                ? Optional.empty()
                : Optional.of(notations.stream().map(TimeNotation::words).collect(Collectors.joining(" and "))
                        + " from " + decay.shown(judged.get(0)) + " to " + decay.shown(judged.get(judged.size() - 1)));
    }

    /** The same judgements with what they weigh at their age, and what was done. */
    public Decayed decayed(Decay decay) {
        List<Map.Entry<Long, Period>> judged = periods.entrySet().stream()
                .filter(p -> p.getValue().tally().rows() > 0)
                .toList();
        long last = judged.isEmpty() ? 0 : judged.get(judged.size() - 1).getKey();
        long origin = decay.origin(last);
        FileTally weights = new FileTally();
        FileTally squares = new FileTally();
        long later = 0;
        for (Map.Entry<Long, Period> period : judged) {
            if (period.getKey() > decay.end(last)) {
                later += period.getValue().tally().rows();
                continue;
            }
            long age = Math.max(0, origin - period.getKey());
            weights.now.add(period.getValue(), w -> decay.weight(w, age));
            squares.now.add(period.getValue(), w -> decay.squaredWeight(w, age));
        }
        return new Decayed(weights, squares, decay.shown(origin), later);
    }

    /**
     * Judgements that have aged.
     *
     * @param weights with what they weigh
     * @param squares with the squares of that
     * @param asOf the time of age 0
     * @param later judgements that came after that and were left out
     */
    public record Decayed(FileTally weights, FileTally squares, String asOf, long later) {}

    /** Whether there is an even number of each judgement, as where all were added twice. */
    public boolean isEven() {
        empty();
        boolean[] odd = new boolean[1];
        periods.values()
                .forEach(judged ->
                        judged.tally().tell((first, second, outcome, weight, count) -> odd[0] |= count % 2 != 0));
        return judgements > 0 && !odd[0];
    }

    /** How often the option of this number was judged, of what has reached the tally. */
    public long times(int number) {
        return all().times(number);
    }

    /** Whether the option of this number has some judgement of no weight, or a count of none. */
    public boolean weightless(int number) {
        return all().weightless().get(number);
    }

    /**
     * Adds the judgements of another part of the same file, which is not to be used any more.
     *
     * @throws BadRow if they are too many together; nothing is added then
     */
    public void addPart(FileTally part) throws BadRow {
        require(part.judgements);
        empty();
        part.empty();
        part.periods.forEach((period, more) ->
                periods.computeIfAbsent(period, p -> Period.ofMany()).add(more, w -> w));
        isTimed |= part.isTimed;
        notations.addAll(part.notations);
        judgements += part.judgements;
        skipped += part.skipped;
        zeros += part.zeros;
        isOfMany |= part.isOfMany;
        trimmed += part.trimmed;
    }

    /** These judgements and others, in one of the two, which is the only one to be used from now on. */
    public FileTally and(FileTally other) {
        if (judgements == 0) {
            return other;
        }
        empty();
        other.empty();
        other.periods.forEach((period, more) ->
                periods.computeIfAbsent(period, p -> Period.ofMany()).add(more, w -> w));
        isTimed |= other.isTimed;
        judgements += other.judgements;
        skipped += other.skipped;
        zeros += other.zeros;
        isOfMany |= other.isOfMany;
        return this;
    }
}
