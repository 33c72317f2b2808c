package org.teeter.tabular;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.teeter.data.Weights;

/** Numbers as tables write them; whatever else Java would take for a number, such as {@code 0x1p3} or {@code 1d}, is none. */
final class Numbers {
    /** Up to here every whole number is a double. */
    static final long LARGEST_COUNT = 1L << 53;

    private static final String COUNT = " must be a whole number of judgements, not negative, at most 2^53, got ";
    private static final int LONGEST = 400;
    private static final int SAFE_DIGITS = 15;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

    private Numbers() {}

    /** How often something happened: {@code 3}, {@code 3.0} and {@code 3e0} are three. */
    static long count(String column, Row row, int slot) throws BadRow {
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
        double count = decimal(row, slot);
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
    static long count(String column, double count) throws BadRow {
        if (!isCount(count)) {
            throw new BadRow(column + COUNT + count);
        }
        return (long) count;
    }

    /** How much a judgement counts. */
    static double weight(String column, Row row, int slot) throws BadRow {
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

    private static double decimal(Row row, int slot) {
        if (row.isJson(slot) || row.to(slot) - row.from(slot) > LONGEST) {
            return Double.NaN;
        }
        String text = Names.trimmed(text(row, slot));
        return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    /** A field that is a {@link #decimal}, with all its digits. */
    private static BigDecimal exact(Row row, int slot) {
        return new BigDecimal(Names.trimmed(text(row, slot)));
    }

    private static boolean isNothing(Row row, int slot) {
        String text = Names.trimmed(text(row, slot));
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

    private static String text(Row row, int slot) {
        return new String(row.bytes(slot), row.from(slot), row.to(slot) - row.from(slot), StandardCharsets.UTF_8);
    }
}
