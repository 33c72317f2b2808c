package org.teeter.tabular.meaning;

import org.teeter.data.Outcome;

/**
 * What a label says of the two options of its row.
 *
 * @param kind how to take the rest
 * @param outcome who won; of no meaning unless the kind is {@link Kind#DECIDED}
 * @param size how often that counts, or, of a shared vote, which part of it the first option has
 */
public record Meaning(Kind kind, Outcome outcome, double size) {
    /** Nobody judged. */
    public static final Meaning SKIPPED = new Meaning(Kind.SKIPPED, Outcome.TIE, 0);

    /** The kinds of meanings. */
    public enum Kind {
        DECIDED,
        SHARED,
        SKIPPED
    }

    public static Meaning of(Outcome outcome) {
        return new Meaning(Kind.DECIDED, outcome, 1);
    }

    public static Meaning of(Outcome outcome, double times) {
        return new Meaning(Kind.DECIDED, outcome, times);
    }

    /** A vote of which each option has a part: all of it is a win, half of it a tie. */
    public static Meaning shared(double first) {
        return first == 1
                ? of(Outcome.FIRST)
                : first == 0
                        ? of(Outcome.SECOND)
                        : first == 0.5 ? of(Outcome.TIE) : new Meaning(Kind.SHARED, Outcome.TIE, first);
    }

    /** The same with the two options in the other order. */
    public Meaning reversed() {
        return kind == Kind.SHARED ? shared(1 - size) : new Meaning(kind, outcome.reversed(), size);
    }

    /** That of a record, written out: setting up the other takes 20 ms of a command that ends within 300. */
    @Override
    public boolean equals(Object o) {
        return o instanceof Meaning other
                && kind == other.kind
                && outcome == other.outcome
                && Double.compare(size, other.size) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + outcome.hashCode()) + Double.hashCode(size);
    }
}
