package org.teeter.lm.text;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/** Sets of characters that regular expressions name. The sets that are kept are not to be changed. */
final class CharacterSet {
    private static final Map<String, BitSet> KEPT = new ConcurrentHashMap<>(); // some hundred names, at most

    /** In the order of the numbers that Java gives them. */
    private static final String CATEGORIES = "CnLuLlLtLmLoMnMeMcNdNlNoZsZlZpCcCf  CoCsPdPsPePcPoSmScSkSoPiPf";

    private CharacterSet() {}

    static BitSet of(int codePoint) {
        BitSet set = new BitSet(codePoint + 1);
        set.set(codePoint);
        return set;
    }

    static BitSet not(BitSet set) {
        BitSet others = (BitSet) set.clone();
        others.flip(0, Character.MAX_CODE_POINT + 1);
        return others;
    }

    /** Whether all of some are in others. */
    static boolean within(BitSet some, BitSet others) {
        BitSet left = (BitSet) some.clone();
        left.andNot(others);
        return left.isEmpty();
    }

    /** With the large and small forms of its characters. */
    static BitSet anyCase(BitSet set) {
        BitSet all = (BitSet) set.clone();
        set.stream().forEach(c -> {
            all.set(Character.toLowerCase(c));
            all.set(Character.toUpperCase(c));
            all.set(Character.toLowerCase(Character.toUpperCase(c)));
        });
        return all;
    }

    static BitSet whiteSpace() {
        return kept("white space", c -> Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85);
    }

    static BitSet digits() {
        return kept("Nd", c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER);
    }

    static BitSet wordCharacters() {
        return kept("word", c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }

    /** A category as {@code L} or {@code Lu}, or a script as {@code Han}. */
    static Optional<BitSet> named(String name) {
        if (name.matches("[A-Za-z]{1,2}")) {
            String wanted = name.substring(0, 1).toUpperCase(Locale.ROOT)
                    + name.substring(1).toLowerCase(Locale.ROOT);
            BitSet set = kept(wanted, c -> category(c).startsWith(wanted));
            return set.isEmpty() ? Optional.empty() : Optional.of(set);
        }
        try {
            Character.UnicodeScript script = Character.UnicodeScript.forName(name);
            return Optional.of(kept(script.name(), c -> Character.UnicodeScript.of(c) == script));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String category(int c) {
        int at = 2 * Character.getType(c);
        return CATEGORIES.substring(at, at + 2);
    }

    private static BitSet kept(String name, IntPredicate of) {
        return KEPT.computeIfAbsent(name, n -> {
            BitSet set = new BitSet(Character.MAX_CODE_POINT + 1);
            for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
                set.set(c, of.test(c));
            }
            return set;
        });
    }
}
