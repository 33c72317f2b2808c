package org.teeter.report.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.teeter.data.Amount;
import org.teeter.link.Probability;

/** Numbers as a person reads them in a sentence or on a terminal: few digits, never a false one. */
public final class Shown {

    /** Beyond this a number is shown by its power of ten. */
    private static final double WIDEST = 1e15;

    /** Up to so many votes a share is said in votes. */
    private static final double FEW = 1000;

    private Shown() {}

    /** A count. */
    public static String number(long n) {
        return Amount.number(n);
    }

    /** A sum of weights. */
    public static String number(double n) {
        Finite.required("a number", n);
        double size = Math.abs(n);
        if (size != 0 && (size < 0.01 || size >= WIDEST)) {
            return String.format(Locale.ROOT, "%.2e", n);
        }
        return n == Math.rint(n) ? String.format(Locale.ROOT, "%,.0f", n) : String.format(Locale.ROOT, "%,.2f", n);
    }

    /** A score or its error with so many decimals, or with as many digits where it would be wider than a column. */
    public static String decimals(int count, double value) {
        boolean wide = Math.abs(Finite.required("a number", value)) >= WIDEST;
        boolean nothing = Math.abs(value) < 0.5 * Math.pow(10, -count); // -0.00 is no number that people know
        return String.format(Locale.ROOT, "%." + count + (wide ? "e" : "f"), nothing ? 0.0 : value);
    }

    /** Three significant digits. */
    public static String significant(double value) {
        double size = Math.abs(Finite.required("a number", value));
        if (size == 0) {
            return "0";
        }
        if (size < 0.001 || size >= 10_000) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A probability to three decimals; close to 0 or 1, its distance from there. */
    public static String probability(Probability p) {
        double rarer = Math.min(p.p(), p.q());
        if (rarer >= 0.0005) {
            return String.format(Locale.ROOT, "%.3f", p.p());
        }
        String distance = rarer == 0 ? "0" : String.format(Locale.ROOT, "%.1e", rarer);
        if (p.p() < 0.5) {
            return distance;
        }
        return rarer == 0 ? "1" : "1 - " + distance;
    }

    static String probability(double p) {
        return String.format(Locale.ROOT, "%.4f", p);
    }

    /** A share in percent, 0 and 100 only where they are exact. */
    static String percent(double share) {
        if (share == 0 || share == 1) {
            return Math.round(100 * share) + "%";
        }
        if (share < 0.0005 || share > 0.9995) {
            return share < 0.5 ? "< 0.1%" : "> 99.9%";
        }
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    /** A part of all in percent, as small as it may be: {@code 0.016}, {@code 0.00022}. */
    public static String percentOf(double part, double all) {
        double percent = Finite.required("a share", 100 * part / all);
        return percent != 0 && percent < 0.001
                ? new BigDecimal(percent)
                        .round(new MathContext(2, RoundingMode.HALF_UP))
                        .stripTrailingZeros()
                        .toPlainString()
                : significant(percent);
    }

    /** A share in votes where they are few enough to be seen, else in percent: {@code 98 of 100}, {@code 61.2% of 12,345}. */
    static String share(double y, double n) {
        return n > FEW ? percent(y) + " of " + number(n) : votes(y * n) + " of " + number(n);
    }

    /** So much of a share, alone: {@code 98}, {@code 61.2%}. */
    static String part(double y, double n) {
        return n > FEW ? percent(y) : votes(y * n);
    }

    private static String votes(double votes) {
        double cents = Math.rint(votes * 100) / 100;
        return number(cents).replaceFirst("(\\.\\d)0$", "$1");
    }

    public static String threshold(double m) {
        return m == Math.rint(m) ? Long.toString((long) m) : Double.toString(m);
    }

    /** To so many significant digits, trailing zeros left out; without an exponent between 1e-4 and 1e7. */
    public static String digits(BigDecimal value, int digits) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal rounded =
                value.round(new MathContext(digits, RoundingMode.HALF_UP)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return -4 <= exponent && exponent < 7
                ? rounded.toPlainString()
                : rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    public static String digits(double value, int digits) {
        return Double.isFinite(value) ? digits(new BigDecimal(value), digits) : Double.toString(value);
    }

    /** To six significant digits. */
    public static String digits(double value) {
        return digits(value, 6);
    }

    /** The shortest decimal that reads back, without a power of ten where it has at most eight digits. */
    public static String shortest(double x) {
        if (!Double.isFinite(x)) {
            return String.valueOf(x);
        }
        BigDecimal exact = BigDecimal.valueOf(x).stripTrailingZeros();
        return exact.scale() > 8 || exact.precision() - exact.scale() > 8 ? Double.toString(x) : exact.toPlainString();
    }
}
