package org.teeter.tabular.meaning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.data.Outcome;

/**
 * What a person says that a label means: {@code A=first}, {@code 2=second}, {@code null=skip}, {@code A>>B=first:3} (it counts three
 * times), {@code -3..-1=first} (all numbers from -3 to -1), {@code -3..-1=first:size} (each counts as often as its size), or
 * {@code 0..1=second..first} (the nearer to 1, the larger the first option's part of the vote).
 */
public final class LabelRule {
    /** What a label may mean, in words. */
    public static final String MEANINGS = "first, second, tie, both_bad or skip";

    private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?";
    private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")\\.\\.(" + NUMBER + ")");
    private static final Pattern VALUE =
            Pattern.compile("(first|second|tie|both_bad|bothbad|skip)(?::(size|" + NUMBER + "))?");

    private final String label;
    private final double low;
    private final double high;
    private final Optional<Meaning> meaning; // empty for a part of the vote that slides
    private final boolean bySize;
    private final boolean rising; // the first option's part grows with the number

    private LabelRule(
            String label, double low, double high, Optional<Meaning> meaning, boolean bySize, boolean rising) {
        this.label = label;
        this.low = low;
        this.high = high;
        this.meaning = meaning;
        this.bySize = bySize;
        this.rising = rising;
    }

    /** All numbers of a range, the part of one option growing from its one end to the other. */
    static LabelRule sliding(double low, double high, boolean toFirst) {
        return new LabelRule("", low, high, Optional.empty(), false, toFirst);
    }

    /** All numbers of a range, and what they say. */
    static LabelRule range(double low, double high, Outcome outcome) {
        return new LabelRule("", low, high, Optional.of(Meaning.of(outcome)), false, false);
    }

    /**
     * Reads {@code LABEL=MEANING}; the last equals sign counts, since labels such as {@code A=B} have one.
     *
     * @throws IllegalArgumentException if it is none, with what it must be
     */
    public static LabelRule parse(String text) {
        int at = text.lastIndexOf('=');
        String value = at < 0 ? "" : text.substring(at + 1).strip().toLowerCase(Locale.ROOT);
        String label = at < 0 ? "" : text.substring(0, at);
        Matcher range = RANGE.matcher(label.strip());
        boolean isRange = range.matches();
        double low = isRange ? Double.parseDouble(range.group(1)) : 0;
        double high = isRange ? Double.parseDouble(range.group(2)) : 0;
        if (isRange && low < high && (value.equals("first..second") || value.equals("second..first"))) {
            return sliding(low, high, value.equals("second..first"));
        }
        Matcher meant = VALUE.matcher(value);
        if (at < 0 || !meant.matches() || (isRange && !(low <= high))) {
            throw new IllegalArgumentException("must be LABEL=MEANING, where MEANING is " + MEANINGS
                    + "; a number behind a colon says how often it counts (A>>B=first:3), LOW..HIGH stands for all"
                    + " numbers from one to the other (-3..-1=first, 0..1=second..first); got " + text);
        }
        String times = meant.group(2) == null ? "1" : meant.group(2);
        boolean bySize = times.equals("size");
        double count = bySize ? 1 : Double.parseDouble(times);
        if (!(count > 0 && count <= 1e20)
                || (count < 1e-20)
                || (bySize && !isRange && Vocabulary.number(label).isEmpty())) {
            throw new IllegalArgumentException(
                    "must count a number of times from 1e-20 to 1e20, or, of numbers, as often as their size; got "
                            + text);
        }
        Meaning meaning = switch (meant.group(1)) {
            case "first" -> Meaning.of(Outcome.FIRST, count);
            case "second" -> Meaning.of(Outcome.SECOND, count);
            case "tie" -> Meaning.of(Outcome.TIE, count);
            case "skip" -> Meaning.SKIPPED;
            default -> Meaning.of(Outcome.BOTH_BAD, count);
        };
        OptionalDouble number = Vocabulary.number(label);
        if (!isRange && bySize) {
            return new LabelRule("", number.getAsDouble(), number.getAsDouble(), Optional.of(meaning), true, false);
        }
        return isRange
                ? new LabelRule("", low, high, Optional.of(meaning), bySize, false)
                : new LabelRule(label, 1, 0, Optional.of(meaning), false, false);
    }

    /** How a person begins to say on a command line what a label means. */
    public static String flag(String label) {
        String rule = (label.isEmpty() ? "null" : label) + "=…";
        return rule.matches("[\\w.=:+…-]+") ? rule : "'" + rule.replace("'", "'\\''") + "'";
    }

    /** Whether the rule is for a range of numbers rather than for one label. */
    boolean isRange() {
        return low <= high;
    }

    String label() {
        return label;
    }

    /** The number that the rule is for, or the ends of its range; none of a word. */
    List<Double> numbers() {
        OptionalDouble number = Vocabulary.number(label);
        return isRange() ? List.of(low, high) : number.isPresent() ? List.of(number.getAsDouble()) : List.of();
    }

    /** What a number means; empty if it is out of the range. */
    Optional<Meaning> of(double number) {
        if (!(low <= number && number <= high)) {
            return Optional.empty();
        }
        if (meaning.isEmpty()) {
            return Optional.of(Meaning.shared(rising ? (number - low) / (high - low) : (high - number) / (high - low)));
        }
        Meaning each = meaning.get();
        return Optional.of(
                bySize && each.kind() == Meaning.Kind.DECIDED
                        ? new Meaning(each.kind(), each.outcome(), Math.abs(number))
                        : each);
    }

    /** What the label means, if the rule is for one. */
    Meaning meaning() {
        return meaning.orElseThrow();
    }
}
