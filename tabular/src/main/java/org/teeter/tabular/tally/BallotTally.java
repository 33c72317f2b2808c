package org.teeter.tabular.tally;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.teeter.data.Amount;
import org.teeter.data.RankingTally;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.meaning.TimeNotation;
import org.teeter.tabular.row.BadRow;

/** The rankings of one file, counted, with what is worth telling of them. Mutable. */
public final class BallotTally {
    private final SortedMap<Long, Cast> periods = new TreeMap<>();
    private Cast now = new Cast(); // that of the ballots that come
    private final Set<TimeNotation> notations = EnumSet.noneOf(TimeNotation.class);
    private boolean isTimed;
    private long ballots;
    private long alike = 1; // rows that hold what the one that comes does
    private long single;
    private long empty;
    private long skipping;
    private long unmade;
    private long unjudged;

    /** Nothing yet. */
    public BallotTally() {
        periods.put(0L, now);
    }

    /** Says in which period the ballots that come were cast. */
    public void during(long period, TimeNotation notation) {
        now = periods.computeIfAbsent(period, p -> new Cast());
        isTimed = true;
        notations.add(notation);
    }

    /** Says how many rows hold what the one that comes does, which count at once. */
    public void alike(long rows) {
        alike = rows;
    }

    /** How many rows hold what the one that comes does. */
    public long alike() {
        return alike;
    }

    /** Takes note that a place of a row says that nothing was chosen. */
    public void noChoice() {
        unmade += alike;
    }

    /** Takes note that an answer of a list has neither rank nor score. */
    public void unjudged() {
        unjudged += alike;
    }

    /** Whether more ballots than not leave some ranks out. */
    public boolean mostlySkips() {
        return skipping > ballots - skipping;
    }

    /** Adds ballots that are all alike, so many of each row. */
    public void add(Ballot ballot, double weight, long each) throws BadRow {
        long count = each * alike;
        if (each > (Numbers.LARGEST_COUNT - ballots) / alike) {
            throw new BadRow("there are more than 2^53 ballots in all; are the counts counts?");
        }
        ballot.sort();
        if (ballot.isEmpty()) {
            empty += count;
            return;
        }
        ballot.addTo(now.tally, weight, count);
        ballots += count;
        single += ballot.size() == 1 ? count : 0;
        skipping += ballot.skips() ? count : 0;
        for (int place = 0; place < ballot.size(); place++) {
            now.note(ballot.item(place), weight > 0 ? count : 0);
        }
    }

    /** What a person should know of the ballots. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (empty > 0) {
            notes.add(
                    Amount.of(empty, "ballot ranks nothing, and was", "ballots rank nothing, and were") + " left out");
        }
        if (unmade > 0) {
            notes.add(Amount.of(unmade, "place says", "places say")
                    + " that nothing was chosen there (skipped, undervote, overvote), and "
                    + (unmade == 1 ? "was" : "were") + " left out");
        }
        if (unjudged > 0) {
            notes.add(
                    Amount.of(unjudged, "answer has no rank or score, and is", "answers have no rank or score, and are")
                            + " taken as not having been there");
        }
        if (single > 0) {
            notes.add(Amount.of(single, "ballot ranks", "ballots rank")
                    + " one item alone, which says nothing of any other");
        }
        if (skipping > 0) {
            notes.add(Amount.of(skipping, "ballot leaves", "ballots leave")
                    + " out some ranks, as 1, 2, 4 do; only the order is taken");
        }
        return notes;
    }

    /** Everything that was added. */
    public RankingTally tally() {
        return all().tally;
    }

    /** Those of all times, where these make no difference. */
    private Cast all() {
        if (isTimed) {
            throw new IllegalStateException("ballots of different times have no weight yet");
        }
        return now;
    }

    /** How many ballots that rank something there are. */
    public long ballots() {
        return ballots;
    }

    /** Whether it is known when they were cast, so that it is to be said first what they weigh. */
    public boolean isTimed() {
        return isTimed;
    }

    /** How many ballots of more than no weight name the option of this number. */
    public long times(int number) {
        return number < all().times.length ? all().times[number] : 0;
    }

    /** Whether the option of this number is on some ballot of no weight. */
    public boolean weightless(int number) {
        return all().weightless.get(number);
    }

    /** When they were cast, in words; empty where that is not known. */
    public Optional<String> span(Decay decay) {
        List<Long> cast = cast().stream().map(Map.Entry::getKey).toList();
        return !isTimed || cast.isEmpty()
                ? Optional.empty()
                : Optional.of(notations.stream().map(TimeNotation::words).collect(Collectors.joining(" and "))
                        + " from " + decay.shown(cast.get(0)) + " to " + decay.shown(cast.get(cast.size() - 1)));
    }

    private List<Map.Entry<Long, Cast>> cast() {
        return periods.entrySet().stream()
                .filter(p -> p.getValue().tally.ballots() > 0)
                .toList();
    }

    /** The same ballots with what they weigh at their age, and what was done. */
    public Decayed decayed(Decay decay) {
        List<Map.Entry<Long, Cast>> cast = cast();
        long last = cast.isEmpty() ? 0 : cast.get(cast.size() - 1).getKey();
        long origin = decay.origin(last);
        BallotTally weights = new BallotTally();
        BallotTally squares = new BallotTally();
        long later = 0;
        for (Map.Entry<Long, Cast> period : cast) {
            if (period.getKey() > decay.end(last)) {
                later += period.getValue().tally.ballots();
                continue;
            }
            long age = Math.max(0, origin - period.getKey());
            weights.addAll(period.getValue(), w -> decay.weight(w, age));
            squares.addAll(period.getValue(), w -> decay.squaredWeight(w, age));
        }
        return new Decayed(weights, squares, decay.shown(origin), later);
    }

    private void addAll(Cast other, DoubleUnaryOperator weight) {
        now.add(other, weight);
        ballots += other.tally.ballots();
    }

    /**
     * Ballots that have aged.
     *
     * @param weights with what they weigh
     * @param squares with the squares of that
     * @param asOf the time of age 0
     * @param later ballots that came after that and were left out
     */
    public record Decayed(BallotTally weights, BallotTally squares, String asOf, long later) {}

    /** These ballots and others, in one of the two, which is the only one to be used from now on. */
    public BallotTally and(BallotTally other) {
        if (ballots == 0) {
            return other;
        }
        other.periods.forEach((period, more) ->
                periods.computeIfAbsent(period, p -> new Cast()).add(more));
        isTimed |= other.isTimed;
        notations.addAll(other.notations);
        ballots += other.ballots;
        return this;
    }

    /** Ballots of one time, or of all where time makes no difference. */
    private static final class Cast {
        private final RankingTally tally = new RankingTally();
        private long[] times = {}; // of each name: ballots of more than no weight
        private final BitSet weightless = new BitSet(); // options on some ballot of no weight

        /** Notes so many ballots that name an option; none, where they have no weight. */
        void note(int item, long count) {
            if (count == 0) {
                weightless.set(item);
            }
            reserve(item + 1);
            times[item] += count;
        }

        private void reserve(int names) {
            if (names > times.length) {
                times = Arrays.copyOf(times, Math.max(2 * times.length, names));
            }
        }

        /** Adds ballots that weigh here what they weigh there. */
        void add(Cast other) {
            tally.add(other.tally);
            noteAll(other, false);
        }

        /** Adds ballots, each with the weight that its own becomes. */
        void add(Cast other, DoubleUnaryOperator weight) {
            tally.add(other.tally, weight);
            noteAll(other, weight.applyAsDouble(1) == 0);
        }

        private void noteAll(Cast other, boolean gone) {
            weightless.or(other.weightless);
            reserve(other.times.length);
            for (int i = 0; i < other.times.length; i++) {
                times[i] += gone ? 0 : other.times[i];
                weightless.set(i, weightless.get(i) || (gone && other.times[i] > 0));
            }
        }
    }
}
