package org.teeter.lm.text;

import java.util.BitSet;
import java.util.List;

/**
 * A part of a regular expression, and what matching it costs a matcher that tries one way after the other, as that of the native
 * library does.
 */
sealed interface Regex {
    /** Repetitions without an end, and those that may as well be. */
    int MANY = 16;

    /** Beyond every bound, and far from what a long holds. */
    long LARGE = 1L << 30;

    /** What it is made of. */
    List<Regex> parts();

    /** Whether it matches in any place, if need be nothing. */
    default boolean isSure() {
        return false;
    }

    /** Whether it can match nothing. */
    boolean canBeEmpty();

    /** How many characters it goes through, a repetition without an end counted once. */
    default long size() {
        return parts().stream().mapToLong(Regex::size).sum();
    }

    /** In how many ways it may match in one place, a repetition without an end counted once. */
    long ways();

    /** Whether a repetition without an end is in it. */
    default boolean hasLoop() {
        return parts().stream().anyMatch(Regex::hasLoop);
    }

    /** Adds the characters that it may go through. */
    default void addTo(BitSet characters) {
        parts().forEach(part -> part.addTo(characters));
    }

    /** One character of a set. */
    record One(BitSet set) implements Regex {
        @Override
        public List<Regex> parts() {
            return List.of();
        }

        @Override
        public boolean canBeEmpty() {
            return false;
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public long ways() {
            return 1;
        }

        @Override
        public void addTo(BitSet characters) {
            characters.or(set);
        }
    }

    /** A place between characters, by what must or must not be around it. */
    record Place(Regex around, boolean isAheadAndNot) implements Regex {
        @Override
        public List<Regex> parts() {
            return List.of(around);
        }

        @Override
        public boolean canBeEmpty() {
            return true;
        }

        @Override
        public long ways() {
            return Math.max(1, around.ways());
        }
    }

    /** One after the other. */
    record Sequence(List<Regex> parts) implements Regex {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean isSure() {
            return parts.stream().allMatch(Regex::isSure);
        }

        @Override
        public boolean canBeEmpty() {
            return parts.stream().allMatch(Regex::canBeEmpty);
        }

        @Override
        public long ways() {
            return parts.stream().mapToLong(Regex::ways).reduce(1, Regex::product);
        }
    }

    /** One of several. */
    record Choice(List<Regex> parts) implements Regex {
        public Choice {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean isSure() {
            return parts.stream().anyMatch(Regex::isSure);
        }

        @Override
        public boolean canBeEmpty() {
            return parts.stream().anyMatch(Regex::canBeEmpty);
        }

        @Override
        public long ways() {
            return parts.stream().mapToLong(Regex::ways).sum();
        }
    }

    /** The same several times. */
    record Repeat(Regex part, int least, int most) implements Regex {
        boolean isLoop() {
            return most - least > MANY;
        }

        @Override
        public List<Regex> parts() {
            return List.of(part);
        }

        @Override
        public boolean isSure() {
            return least == 0;
        }

        @Override
        public boolean canBeEmpty() {
            return least == 0 || part.canBeEmpty();
        }

        @Override
        public long size() {
            return product(part.size(), isLoop() ? Math.max(1, least) : most);
        }

        @Override
        public long ways() {
            long ways = 0;
            long power = 1;
            for (int i = 0; i <= (isLoop() ? Math.max(1, least) : most) && power < LARGE; i++) {
                ways += i < least || (isLoop() && i == 0) ? 0 : power;
                power = product(power, part.ways());
            }
            return Math.max(1, power >= LARGE ? LARGE : ways);
        }

        @Override
        public boolean hasLoop() {
            return isLoop() || part.hasLoop();
        }
    }

    private static long product(long a, long b) {
        return Math.min(LARGE, Math.min(LARGE, a) * Math.min(LARGE, b));
    }
}
