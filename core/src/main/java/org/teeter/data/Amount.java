package org.teeter.data;

import java.util.Locale;

/** How many there are of something, as a sentence has it. */
public final class Amount {

    private Amount() {}

    /** {@code 0 rows}, {@code 1 row}, {@code 2,000 rows}. */
    public static String of(long n, String one) {
        return of(n, one, one + "s");
    }

    /** The same where more is done than to add an s: {@code 1 row was}, {@code 2 rows were}. */
    public static String of(long n, String one, String many) {
        return number(n) + " " + (n == 1 ? one : many);
    }

    /** {@code the only pair}, {@code 1 of the 3 pairs}. */
    public static String ofThe(long n, long all, String one) {
        return n == 1 && all == 1 ? "the only " + one : number(n) + " of the " + of(all, one);
    }

    /** The beginning of a sentence: {@code The only row}, {@code None of 3 rows}, {@code Neither of 2 rows}, {@code 1 of 3 rows}. */
    public static String among(long n, long all, String one) {
        if (all == 1) {
            return "The only " + one;
        }
        return (n > 0 ? number(n) : all == 2 ? "Neither" : "None") + " of " + of(all, one);
    }

    /** The verb after {@link #among}: {@code is}, {@code are}, or {@code is not} of the only one. */
    public static String isAmong(long n, long all) {
        return n > 1 ? "are" : n == 0 && all == 1 ? "is not" : "is";
    }

    /** With a comma between thousands. */
    public static String number(long n) {
        return n > -1000 && n < 1000 ? Long.toString(n) : String.format(Locale.ROOT, "%,d", n);
    }
}
