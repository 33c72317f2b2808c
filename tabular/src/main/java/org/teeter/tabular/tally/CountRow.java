package org.teeter.tabular.tally;

import java.util.Comparator;
import java.util.Optional;

/**
 * Judgements of one pair that weigh the same, as a row that can be read again: nothing of an exact count is lost.
 *
 * @param weight of each
 * @param time at which they were judged, to the unit in which ages are counted, where these matter
 */
public record CountRow(
        String first,
        String second,
        long won,
        long lost,
        long tied,
        long bothBad,
        double weight,
        Optional<String> time) {
    /** Of rows of different pairs, times and weights. */
    static final Comparator<CountRow> ORDER = Comparator.comparing(CountRow::first)
            .thenComparing(CountRow::second)
            .thenComparing(row -> row.time().orElse(""))
            .thenComparingDouble(CountRow::weight);

    /** The same with other counts, by outcome. */
    CountRow with(long... times) {
        return new CountRow(first, second, times[0], times[1], times[2], times[3], weight, time);
    }
}
