package org.teeter.lm.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.teeter.lm.text.Regex.Choice;
import org.teeter.lm.text.Regex.One;
import org.teeter.lm.text.Regex.Place;
import org.teeter.lm.text.Regex.Repeat;
import org.teeter.lm.text.Regex.Sequence;

/*
 * Oniguruma tries one way of matching after the other. It ends the process where it has gone back ten million times in one place of
 * a text, and takes the square of a text's length where it goes far in each place and then fails. Both come from repetitions:
 *
 * 1. A loop, a repetition without an end, "fails late" where something that need not match comes after it: it has eaten a stretch of
 *    the text and gives it back, character by character. Nothing fails late after what is sure to match.
 * 2. Two loops in one alternative that fail late multiply, as do loops in loops, and choices in a loop that fails late. Refused.
 * 3. One that fails late costs a stretch once in each place, unless the stretch is then eaten by a later alternative that cannot fail
 *    late; else it is refused, but for loops over white space or digits alone, whose stretches are short in any text.
 *
 * The expressions of the published tokenizers are of this kind, since they are applied to long texts.
 */
/** What a regular expression of a tokenizer costs at most; one that may cost more than a text's length warrants is refused. */
final class RegexCost {
    private static final long MOST_WAYS = 256;

    private final List<Regex> alternatives;
    private long retries = 1;

    private RegexCost(List<Regex> alternatives) {
        this.alternatives = alternatives;
    }

    /** How often the expression goes back in one place at most, in each character that comes after it; refuses others. */
    static long retries(String pattern) {
        Regex whole = RegexParser.parse(pattern);
        if (whole.canBeEmpty()) {
            throw new IllegalArgumentException("it must not match where there is no character");
        }
        if (whole.ways() > MOST_WAYS || whole.size() > MOST_WAYS) {
            throw new IllegalArgumentException("it must have at most " + MOST_WAYS
                    + " characters and ways to match beside its repetitions, but has " + whole.size() + " and "
                    + whole.ways());
        }
        RegexCost cost = new RegexCost(whole instanceof Choice choice ? choice.parts() : List.of(whole));
        for (int i = 0; i < cost.alternatives.size(); i++) {
            cost.new Alternative(i).visit(cost.alternatives.get(i), List.of());
        }
        return cost.retries;
    }

    private static boolean failsLate(Repeat loop, List<Regex> rest) {
        int from = 0;
        if (loop.part() instanceof One one
                && !rest.isEmpty()
                && rest.get(0) instanceof Place place
                && place.isAheadAndNot()
                && place.around() instanceof One not
                && !not.set().intersects(one.set())) {
            from = 1; // a step back is enough: what is ahead then is of the loop
        }
        return !rest.subList(from, rest.size()).stream().allMatch(Regex::isSure);
    }

    /** One of the expression's alternatives. */
    private final class Alternative {
        private final int number;
        private int late;

        Alternative(int number) {
            this.number = number;
        }

        /** Looks at the loops of a part that others follow. */
        void visit(Regex part, List<Regex> rest) {
            if (!part.hasLoop()) {
                return;
            }
            if (part instanceof Sequence sequence) {
                for (int i = 0; i < sequence.parts().size(); i++) {
                    List<Regex> after = new ArrayList<>(
                            sequence.parts().subList(i + 1, sequence.parts().size()));
                    after.addAll(rest);
                    visit(sequence.parts().get(i), after);
                }
            } else if (part instanceof Choice choice) {
                choice.parts().forEach(one -> visit(one, rest));
            } else if (part instanceof Place place) {
                if (!isOfShortStretches(place.around())) {
                    throw new IllegalArgumentException("what it looks for ahead or behind must have a length");
                }
                visit(place.around(), List.of());
            } else if (part instanceof Repeat repeat) {
                visit(repeat, rest);
            }
        }

        private void visit(Repeat repeat, List<Regex> rest) {
            if (repeat.part().hasLoop()) {
                if (repeat.most() > 1) {
                    throw new IllegalArgumentException("a repetition must not be repeated");
                }
                visit(repeat.part(), rest);
                return;
            }
            if (repeat.part().canBeEmpty()) {
                throw new IllegalArgumentException("what is repeated must not match where there is no character");
            }
            if (!failsLate(repeat, rest)) {
                retries += repeat.part().ways() - 1;
                return;
            }
            late++;
            if (late > 1 || repeat.part().ways() > 1) {
                throw new IllegalArgumentException("two repetitions after each other, or one of a choice, must not be"
                        + " followed by what may not match: it would be tried in too many ways");
            }
            if (!isOfShortStretches(repeat) && !isEatenLater(repeat)) {
                throw new IllegalArgumentException(
                        "a repetition must not be followed by what may not match, unless a later"
                                + " alternative takes all that it went through: it would be tried too often");
            }
            retries += waysUpToTheLastThatMayFail(alternatives.get(number));
        }

        private boolean isEatenLater(Repeat loop) {
            BitSet eaten = new BitSet();
            loop.addTo(eaten);
            return alternatives.subList(number + 1, alternatives.size()).stream()
                    .anyMatch(later -> eats(later, eaten));
        }
    }

    private static boolean isOfShortStretches(Regex part) {
        BitSet eaten = new BitSet();
        part.addTo(eaten);
        return CharacterSet.within(eaten, CharacterSet.whiteSpace())
                || CharacterSet.within(eaten, CharacterSet.digits());
    }

    /** Whether an alternative takes any stretch of these characters, wherever it begins. */
    private static boolean eats(Regex alternative, BitSet characters) {
        List<Regex> parts = alternative instanceof Sequence sequence ? sequence.parts() : List.of(alternative);
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Repeat loop
                    && loop.isLoop()
                    && loop.least() <= 1
                    && loop.part() instanceof One one
                    && CharacterSet.within(characters, one.set())
                    && !failsLate(loop, parts.subList(i + 1, parts.size()))) {
                return true;
            }
            if (!parts.get(i).isSure()) {
                return false;
            }
        }
        return false;
    }

    private static long waysUpToTheLastThatMayFail(Regex alternative) {
        if (!(alternative instanceof Sequence sequence)) {
            return alternative.ways();
        }
        int end = sequence.parts().size();
        while (end > 0 && sequence.parts().get(end - 1).isSure()) {
            end--;
        }
        return new Sequence(sequence.parts().subList(0, end)).ways();
    }
}
