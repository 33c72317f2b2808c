package org.teeter.tabular.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.teeter.data.Amount;
import org.teeter.data.RankingTally;
import org.teeter.tabular.row.BadRow;

/** The rankings of one file, counted, with what is worth telling of them. Mutable. */
public final class BallotTally {
    private final RankingTally tally = new RankingTally();
    private long[] times = new long[64]; // of each name: ballots of more than no weight
    private final BitSet weightless = new BitSet(); // options on some ballot of no weight
    private long single;
    private long empty;
    private long skipping;

    /** Nothing yet. */
    public BallotTally() {}

    /** Adds ballots that are all alike. */
    void add(Ballot ballot, double weight, long count) throws BadRow {
        if (count > Numbers.LARGEST_COUNT - tally.ballots()) {
            throw new BadRow("there are more than 2^53 ballots in all; are the counts counts?");
        }
        ballot.sort();
        if (ballot.isEmpty()) {
            empty += count;
            return;
        }
        ballot.addTo(tally, weight, count);
        single += ballot.size() == 1 ? count : 0;
        skipping += ballot.skips() ? count : 0;
        for (int place = 0; place < ballot.size(); place++) {
            int item = ballot.item(place);
            if (item >= times.length) {
                times = Arrays.copyOf(times, Math.max(2 * times.length, item + 1));
            }
            if (weight > 0 && count > 0) {
                times[item] += count;
            } else {
                weightless.set(item);
            }
        }
    }

    /** What a person should know of the ballots. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (empty > 0) {
            notes.add(
                    Amount.of(empty, "ballot ranks nothing, and was", "ballots rank nothing, and were") + " left out");
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
        return tally;
    }

    /** How many ballots of more than no weight name the option of this number. */
    public long times(int number) {
        return number < times.length ? times[number] : 0;
    }

    /** Whether the option of this number is on some ballot of no weight. */
    public boolean weightless(int number) {
        return weightless.get(number);
    }

    /** These ballots and others, in one of the two, which is the only one to be used from now on. */
    public BallotTally and(BallotTally other) {
        if (tally.ballots() == 0) {
            return other;
        }
        tally.add(other.tally);
        weightless.or(other.weightless);
        times = Arrays.copyOf(times, Math.max(times.length, other.times.length));
        for (int i = 0; i < other.times.length; i++) {
            times[i] += other.times[i];
        }
        return this;
    }
}
