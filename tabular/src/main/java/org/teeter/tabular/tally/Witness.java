package org.teeter.tabular.tally;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teeter.data.Outcome;

/** Looks for votes in rows: where the first so many of each kind are. Mutable. */
public final class Witness {
    private final Map<Vote, Long> left = new LinkedHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private Path file = Path.of("");
    private long row;

    /**
     * One side preferred to another, or a tie of two, whose names are then in ascending order.
     *
     * @param tie whether neither was preferred
     */
    public record Vote(String winner, String loser, boolean tie) {

        /** A judgement as a row has it. */
        static Vote of(String first, String second, Outcome outcome) {
            return switch (outcome) {
                case FIRST -> new Vote(first, second, false);
                case SECOND -> new Vote(second, first, false);
                case TIE, BOTH_BAD -> tie(first, second);
            };
        }

        public static Vote tie(String a, String b) {
            return a.compareTo(b) < 0 ? new Vote(a, b, true) : new Vote(b, a, true);
        }

        /** As of every record, but written down: the JVM takes a hundredth of a second to put these two together. */
        @Override
        public boolean equals(Object o) {
            return o instanceof Vote other
                    && winner.equals(other.winner)
                    && loser.equals(other.loser)
                    && tie == other.tie;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * winner.hashCode() + loser.hashCode()) + Boolean.hashCode(tie);
        }
    }

    /**
     * A row that holds votes that are looked for.
     *
     * @param row where it is: the line on which it begins, or in Parquet its number
     * @param votes how many of them it holds that are needed
     */
    public record Seen(Path file, long row, Vote vote, long votes) {}

    /** Of so many votes of each kind. */
    public Witness(Map<Vote, Long> wanted) {
        left.putAll(wanted);
    }

    /** Says from where the votes that come are. */
    public void at(Path in, long number) {
        file = in;
        row = number;
    }

    void saw(String first, String second, Outcome outcome, long count) {
        Vote vote = Vote.of(first, second, outcome);
        long needed = left.getOrDefault(vote, 0L);
        if (needed > 0) {
            long here = Math.min(needed, count);
            left.put(vote, needed - here);
            seen.add(new Seen(file, row, vote, here));
        }
    }

    /** The rows, in their order. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }
}
