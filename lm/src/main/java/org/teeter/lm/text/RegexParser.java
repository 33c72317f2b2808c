package org.teeter.lm.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.teeter.lm.text.Regex.Choice;
import org.teeter.lm.text.Regex.One;
import org.teeter.lm.text.Regex.Place;
import org.teeter.lm.text.Regex.Repeat;
import org.teeter.lm.text.Regex.Sequence;

/**
 * Reads the part of Oniguruma's regular expressions that tokenizers are written in; what else there is, as references to groups and
 * conditions, is refused. Mutable: it knows where it is.
 */
final class RegexParser {
    /** The longest of the supported models' has 800 characters, of ranges of letters. */
    private static final int LONGEST = 2_048;

    private static final int DEEPEST = 16;
    private static final int MOST_CHARACTERS = 512;
    private static final int LARGEST_COUNT = 1_000;
    private static final int SMALL_SET = 1_000; // others are taken to have both cases
    private static final Regex NOTHING = new Sequence(List.of());
    private static final BitSet END_OF_LINE = CharacterSet.of('\n');

    private final int[] pattern;
    private int at;
    private int depth;
    private int characters;
    private boolean anyCase;

    private RegexParser(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    static Regex parse(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "it must have at most " + LONGEST + " characters, but has " + pattern.length());
        }
        RegexParser parser = new RegexParser(pattern);
        Regex regex = parser.choice();
        if (parser.at < parser.pattern.length) {
            throw parser.error("a bracket closes that was not opened");
        }
        return regex;
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException(what + " at character " + (at + 1));
    }

    private boolean isNext(int c) {
        return at < pattern.length && pattern[at] == c;
    }

    private boolean skip(String text) {
        boolean found = at + text.length() <= pattern.length && new String(pattern, at, text.length()).equals(text);
        at += found ? text.length() : 0;
        return found;
    }

    private int next(String what) {
        if (at == pattern.length) {
            throw error(what + " is not complete");
        }
        return pattern[at++];
    }

    private Regex choice() {
        depth++;
        if (depth > DEEPEST) {
            throw error("its groups must be nested at most " + DEEPEST + " deep, but are deeper");
        }
        List<Regex> parts = new ArrayList<>(List.of(sequence()));
        while (skip("|")) {
            parts.add(sequence());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : new Choice(parts);
    }

    private Regex sequence() {
        List<Regex> parts = new ArrayList<>();
        while (at < pattern.length && !isNext('|') && !isNext(')')) {
            parts.add(repeated(single()));
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }

    private Regex repeated(Regex part) {
        Regex repeated = part;
        int nested = 0;
        while (at < pattern.length) {
            int least = isNext('+') ? 1 : 0;
            int most = isNext('?') ? 1 : Integer.MAX_VALUE;
            if (skip("?") || skip("*") || skip("+")) {
                if (!skip("?")) { // as few as possible; or as many, for good
                    skip("+");
                }
                repeated = new Repeat(repeated, least, most);
            } else if (skip("{")) {
                least = isNext(',') ? 0 : count();
                most = !skip(",") ? least : isNext('}') ? Integer.MAX_VALUE : count();
                if (!skip("}") || most < least) {
                    throw error("a number of repetitions must be as {2}, {2,} or {2,3}");
                }
                if (skip("?") && most == least) {
                    throw error("{2}? means different things in different places, and is not supported");
                }
                repeated = new Repeat(repeated, least, most);
            } else {
                break;
            }
            nested++;
            if (nested > 3) {
                throw error("repetitions of repetitions of repetitions are not supported");
            }
        }
        return repeated;
    }

    private int count() {
        int count = 0;
        int start = at;
        while (at < pattern.length && pattern[at] >= '0' && pattern[at] <= '9' && count <= LARGEST_COUNT) {
            count = 10 * count + pattern[at++] - '0';
        }
        if (at == start || count > LARGEST_COUNT) {
            throw error("a number of repetitions must be from 0 to " + LARGEST_COUNT);
        }
        return count;
    }

    private Regex single() {
        int c = next("it");
        switch (c) {
            case '(' -> {
                return group();
            }
            case '[' -> {
                return one(characterClass());
            }
            case '.' -> {
                return one(CharacterSet.not(END_OF_LINE));
            }
            case '^', '$' -> {
                return new Place(NOTHING, false);
            }
            case '?', '*', '+', '{' -> throw error("a repetition must follow what it repeats");
            case '\\' -> {
                if (at < pattern.length && "bBAzZ".indexOf(pattern[at]) >= 0) {
                    at++;
                    return new Place(NOTHING, false);
                }
                return one(escaped());
            }
            default -> {
                return one(CharacterSet.of(c));
            }
        }
    }

    private Regex one(BitSet set) {
        characters++;
        if (characters > MOST_CHARACTERS) {
            throw error("it must name at most " + MOST_CHARACTERS + " characters or sets of them, but names more");
        }
        return new One(anyCase && set.cardinality() < SMALL_SET ? CharacterSet.anyCase(set) : set);
    }

    private Regex group() {
        boolean before = anyCase;
        boolean isNot = skip("?!");
        boolean place = isNot || skip("?=") || skip("?<=") || skip("?<!");
        if (!place) {
            if (skip("?i:")) {
                anyCase = true;
            } else if (!skip("?:") && !skip("?>") && isNext('?')) {
                throw error("a group must be as (…), (?:…), (?i:…), (?=…), (?!…), (?<=…) or (?<!…)");
            }
        }
        Regex inside = choice();
        if (!skip(")")) {
            throw error("a group must be closed");
        }
        anyCase = before;
        return place ? new Place(inside, isNot) : inside;
    }

    /** What a backslash and what follows stand for. */
    private BitSet escaped() {
        int c = next("a backslash");
        return switch (c) {
            case 's' -> CharacterSet.whiteSpace();
            case 'S' -> CharacterSet.not(CharacterSet.whiteSpace());
            case 'd' -> CharacterSet.digits();
            case 'D' -> CharacterSet.not(CharacterSet.digits());
            case 'w' -> CharacterSet.wordCharacters();
            case 'W' -> CharacterSet.not(CharacterSet.wordCharacters());
            case 'p', 'P' -> property(c == 'P');
            default -> CharacterSet.of(character(c));
        };
    }

    /** The character that a backslash and another stand for. */
    private int character(int c) {
        int known = "nrtfvae".indexOf(c);
        if (known >= 0) {
            return "\n\r\t\f\u000b\u0007\u001b".charAt(known);
        }
        if (c == 'x' && skip("{")) {
            int code = hexadecimal(1, 6);
            if (!skip("}")) {
                throw error("\\x{ must be closed");
            }
            return code;
        }
        if (c == 'x' || c == 'u') {
            return c == 'x' ? hexadecimal(2, 2) : hexadecimal(4, 4);
        }
        if (Character.isLetterOrDigit(c)) {
            throw error("\\" + Character.toString(c) + " is not supported");
        }
        return c;
    }

    private int hexadecimal(int least, int most) {
        int start = at;
        int code = 0;
        while (at < pattern.length && at < start + most && Character.digit(pattern[at], 16) >= 0) {
            code = 16 * code + Character.digit(pattern[at++], 16);
        }
        if (at < start + least || code > Character.MAX_CODE_POINT) {
            throw error("a character by its number is not complete, or there is none");
        }
        return code;
    }

    private BitSet property(boolean negated) {
        if (!skip("{")) {
            throw error("\\p must be followed by a name as {L}");
        }
        boolean isNot = skip("^") != negated;
        StringBuilder name = new StringBuilder();
        while (at < pattern.length && !isNext('}') && name.length() < 40) {
            name.appendCodePoint(pattern[at++]);
        }
        Optional<BitSet> set = CharacterSet.named(name.toString());
        if (!skip("}") || set.isEmpty()) {
            throw error("\\p must be followed by the name of a category or a script, as {L} or {Han}");
        }
        return isNot ? CharacterSet.not(set.get()) : set.get();
    }

    /** A class after its opening bracket; classes in it are united or, after {@code &&}, cut with it. */
    private BitSet characterClass() {
        depth++;
        if (depth > DEEPEST) {
            throw error("its classes must be nested at most " + DEEPEST + " deep, but are deeper");
        }
        boolean negated = skip("^");
        BitSet all = null;
        BitSet set = new BitSet();
        if (isNext(']')) {
            throw error("a class must not begin with its closing bracket");
        }
        while (!skip("]")) {
            if (skip("&&")) {
                set = cut(all, set);
                all = set;
                set = new BitSet();
            } else {
                addItem(set);
            }
        }
        set = cut(all, set);
        depth--;
        return negated ? CharacterSet.not(set) : set;
    }

    private static BitSet cut(@org.jspecify.annotations.Nullable BitSet all, BitSet set) {
        if (all != null) {
            set.and(all);
        }
        return set;
    }

    private void addItem(BitSet set) {
        int c = next("a class");
        if (c == '[') {
            if (isNext(':')) {
                throw error("a class as [:alpha:] is not supported");
            }
            set.or(characterClass());
            return;
        }
        int first = c;
        if (c == '\\') {
            if (at < pattern.length && "sSdDwWpP".indexOf(pattern[at]) >= 0) {
                set.or(escaped());
                return;
            }
            first = character(next("a backslash"));
        }
        int last = first;
        if (isNext('-') && at + 1 < pattern.length && pattern[at + 1] != ']') {
            at++;
            last = next("a range");
            if (last == '[' || (last == '\\' && at < pattern.length && "sSdDwWpP".indexOf(pattern[at]) >= 0)) {
                throw error("a range must be between two characters");
            }
            last = last == '\\' ? character(next("a backslash")) : last;
        }
        if (last < first) {
            throw error("a range must go upwards");
        }
        set.set(first, last + 1);
    }
}
