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

    /** Whether it matches in any place, if need be nothing. */
    boolean isSure();

    /** Whether it can match nothing. */
    boolean canBeEmpty();

    /** How many characters it goes through, a repetition without an end counted once. */
    long size();

    /** In how many ways it may match in one place, a repetition without an end counted once. */
    long ways();

    /** Whether a repetition without an end is in it. */
    boolean hasLoop();

    /** Adds the characters that it may go through. */
    void addTo(BitSet characters);

    /** One character of a set. */
    record One(BitSet set) implements Regex {
        @Override
        public boolean isSure() {
            return false;
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
        public boolean hasLoop() {
            return false;
        }

        @Override
        public void addTo(BitSet characters) {
            characters.or(set);
        }
    }

    /** A place between characters, by what must or must not be around it. */
    record Place(Regex around, boolean isAheadAndNot) implements Regex {
        @Override
        public boolean isSure() {
            return false;
        }

        @Override
        public boolean canBeEmpty() {
            return true;
        }

        @Override
        public long size() {
            return around.size();
        }

        @Override
        public long ways() {
            return Math.max(1, around.ways());
        }

        @Override
        public boolean hasLoop() {
            return around.hasLoop();
        }

        @Override
        public void addTo(BitSet characters) {
            around.addTo(characters);
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
        public long size() {
            return parts.stream().mapToLong(Regex::size).sum();
        }

        @Override
        public long ways() {
            return parts.stream().mapToLong(Regex::ways).reduce(1, Regex::product);
        }

        @Override
        public boolean hasLoop() {
            return parts.stream().anyMatch(Regex::hasLoop);
        }

        @Override
        public void addTo(BitSet characters) {
            parts.forEach(part -> part.addTo(characters));
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
        public long size() {
            return parts.stream().mapToLong(Regex::size).sum();
        }

        @Override
        public long ways() {
            return parts.stream().mapToLong(Regex::ways).sum();
        }

        @Override
        public boolean hasLoop() {
            return parts.stream().anyMatch(Regex::hasLoop);
        }

        @Override
        public void addTo(BitSet characters) {
            parts.forEach(part -> part.addTo(characters));
        }
    }

    /** The same several times. */
    record Repeat(Regex part, int least, int most) implements Regex {
        boolean isLoop() {
            return most - least > MANY;
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

        @Override
        public void addTo(BitSet characters) {
            part.addTo(characters);
        }
    }

    /** Beyond every bound, and far from what a long holds. */
    long LARGE = 1L << 30;

    private static long product(long a, long b) {
        return Math.min(LARGE, Math.min(LARGE, a) * Math.min(LARGE, b));
    }
}
