package org.teeter.tabular.meaning;

import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.teeter.data.Weights;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/** Numbers as tables write them; whatever else Java would take for a number, such as {@code 0x1p3} or {@code 1d}, is none. */
public final class Numbers {
    /** Up to here every whole number is a double. */
    public static final long LARGEST_COUNT = 1L << 53;

    private static final String COUNT = " must be a whole number of judgements, not negative, at most 2^53, got ";
    private static final String RANK = " must be a rank, a number from 1 (the best) on, got ";
    private static final double SMALLEST = 1e-100; // of a condition
    private static final double LARGEST = 1e100;
    private static final int LONGEST = 400;
    private static final int SAFE_DIGITS = 15;
    private static final Set<String> YES = Set.of("true", "t", "yes", "y");
    private static final Set<String> NO = Set.of("false", "f", "no", "n");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

    /** A whole number as spreadsheets show it. */
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}([.,' \\u00a0\\u202f]\\d{3})+");

    private Numbers() {}

    /** How often something happened: {@code 3}, {@code 3.0} and {@code 3e0} are three, {@code true} is once. */
    public static long count(String column, Row row, int slot) throws BadRow {
        byte[] bytes = row.bytes(slot);
        int from = row.from(slot);
        int to = row.to(slot);
        if (to > from && to - from <= SAFE_DIGITS) {
            long count = 0;
            int i = from;
            while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
                count = 10 * count + bytes[i++] - '0';
            }
            if (i == to) {
                return count;
            }
        }
        if (THOUSANDS.matcher(Visible.trimmed(row.text(slot))).matches()) { // 1.000 is a thousand in half of Europe
            throw new BadRow(column + COUNT + Quoted.of(row.bytes(slot), row.from(slot), row.to(slot))
                    + "; write thousands without a mark between them, as "
                    + row.text(slot).replaceAll("\\D", "") + ", and whole numbers without decimals");
        }
        double flag = row.isJson(slot) ? Double.NaN : truth(Visible.trimmed(row.text(slot)));
        double count = decimal(row, slot);
        if (Double.isNaN(count) && (flag == 0 || flag == 1)) {
            return (long) flag;
        }
        if (!isCount(count) || exact(row, slot).compareTo(new BigDecimal(count)) != 0) {
            String advice = "";
            if (isNothing(row, slot)) {
                advice = "; write 0 if nothing happened, or leave the row out if nobody judged";
            } else if (count > 0 && count < LARGEST_COUNT) {
                advice = "; give ties a column of their own rather than halves";
            }
            throw new BadRow(column + COUNT + shown(row, slot) + advice);
        }
        return (long) count;
    }

    private static boolean isCount(double count) {
        return count >= 0 && count <= LARGEST_COUNT && count == Math.rint(count);
    }

    /** The same of a number that a column of numbers holds. */
    public static long count(String column, double count) throws BadRow {
        if (!isCount(count)) {
            throw new BadRow(column + COUNT + count);
        }
        return (long) count;
    }

    /** How much a judgement counts. */
    public static double weight(String column, Row row, int slot) throws BadRow {
        double weight = decimal(row, slot);
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            String advice = isNothing(row, slot) ? "; write 1 if the row counts as any other" : "";
            throw new BadRow(column + " must be a finite number, not negative, got " + shown(row, slot) + advice);
        }
        if (!Weights.isSafe(weight) || (weight == 0 && exact(row, slot).signum() != 0)) {
            throw new BadRow(column + " must be 0 or from 1e-20 to 1e20, got " + shown(row, slot)
                    + "; multiply all weights by one factor that brings them there");
        }
        return weight;
    }

    /** A rank, 1 the best; ranks of ties may be means, such as 2.5. */
    public static double rank(String column, Row row, int slot) throws BadRow {
        int from = row.from(slot);
        int to = row.to(slot);
        if (to - from == 1 && row.bytes(slot)[from] > '0' && row.bytes(slot)[from] <= '9') {
            return row.bytes(slot)[from] - '0';
        }
        double rank = decimal(row, slot);
        if (!(rank >= 1 && rank < Double.POSITIVE_INFINITY)) {
            throw new BadRow(column + RANK + shown(row, slot));
        }
        return rank;
    }

    /** The same of a number as a text has it. */
    public static double rank(String column, String text) throws BadRow {
        double rank = Vocabulary.number(text).orElse(Double.NaN);
        if (!(rank >= 1 && rank < Double.POSITIVE_INFINITY)) {
            throw new BadRow(column + RANK + (text.isEmpty() ? "nothing" : Quoted.of(text)));
        }
        return rank;
    }

    /** Any finite number whose square is a double too. */
    public static double value(String column, Row row, int slot) throws BadRow {
        double value = decimal(row, slot);
        if (!Double.isFinite(value)) {
            throw new BadRow(column + " must be a finite number, got " + shown(row, slot));
        }
        if (value != 0 && !(Math.abs(value) >= SMALLEST && Math.abs(value) <= LARGEST)) {
            throw new BadRow(column + " must be 0 or from 1e-100 to 1e100 in size, got " + shown(row, slot)
                    + "; multiply the column by one factor that brings it there");
        }
        return value;
    }

    /** When something was judged. */
    public static TimeNotation.Read time(String column, Row row, int slot) throws BadRow {
        return TimeNotation.read(Visible.trimmed(Word.of(column, row, slot)))
                .orElseThrow(() -> new BadRow(column
                        + " must be a date or a time: ISO such as 2024-08-14 or 2024-08-14T12:30:00Z, or Unix seconds or"
                        + " milliseconds from 1e8 on, got " + shown(row, slot)));
    }

    /** How good something is. */
    public static double score(String column, String text) throws BadRow {
        double score = Vocabulary.number(text).orElse(Double.NaN);
        if (!Double.isFinite(score)) {
            throw new BadRow(column + " must be a finite number, the more the better, got "
                    + (text.isEmpty() ? "nothing" : Quoted.of(text)));
        }
        return score;
    }

    /** Whether a field holds nothing but white space, or is not there. */
    public static boolean isBlank(Row row, int slot) {
        int from = row.from(slot);
        return from >= row.to(slot)
                || ((row.bytes(slot)[from] <= ' ')
                        && Visible.trimmed(row.text(slot)).isEmpty());
    }

    /** What is so or not: {@code 1}, {@code 1.0}, {@code true}, {@code T}, {@code yes} and {@code y} are the same. */
    public static boolean flag(String column, Row row, int slot) throws BadRow {
        if (row.to(slot) - row.from(slot) == 1 && (row.bytes(slot)[row.from(slot)] | 1) == '1') {
            return row.bytes(slot)[row.from(slot)] == '1';
        }
        return flag(column, Word.of(column, row, slot));
    }

    public static boolean flag(String column, String text) throws BadRow {
        double value = truth(text);
        if (value != 0 && value != 1) {
            throw new BadRow(column + " must be 1 or 0, got " + Quoted.of(text));
        }
        return value == 1;
    }

    /** The same where nothing is no. */
    public static boolean yes(String column, Row row, int slot) throws BadRow {
        return yes(column, Word.of(column, row, slot));
    }

    public static boolean yes(String column, String text) throws BadRow {
        return !Vocabulary.normal(text).isEmpty() && flag(column, text);
    }

    /** A part of a vote, from 0 to 1. */
    public static double share(String column, Row row, int slot) throws BadRow {
        double share = truth(Word.of(column, row, slot));
        if (!(share >= 0 && share <= 1)) {
            throw new BadRow(column + " must be a number from 0 to 1, got " + shown(row, slot));
        }
        return share;
    }

    private static double truth(String text) {
        String word = Vocabulary.normal(text);
        return YES.contains(word)
                ? 1
                : NO.contains(word) ? 0 : Vocabulary.number(text).orElse(Double.NaN);
    }

    private static double decimal(Row row, int slot) {
        if (row.isJson(slot) || row.to(slot) - row.from(slot) > LONGEST) {
            return Double.NaN;
        }
        String text = Visible.trimmed(row.text(slot));
        return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    /** A field that is a {@link #decimal}, with all its digits. */
    private static BigDecimal exact(Row row, int slot) {
        return new BigDecimal(Visible.trimmed(row.text(slot)));
    }

    private static boolean isNothing(Row row, int slot) {
        String text = Visible.trimmed(row.text(slot));
        return text.isEmpty() || text.equalsIgnoreCase("na");
    }

    private static String shown(Row row, int slot) {
        if (row.isJson(slot)) {
            return "an object or a list";
        }
        String found = Quoted.of(row.bytes(slot), row.from(slot), row.to(slot));
        if (found.equals("\"\"")) {
            return "nothing";
        }
        return found.matches("\"[+-]?\\d+,\\d+\"") ? found + "; write decimals with a point" : found;
    }
}
