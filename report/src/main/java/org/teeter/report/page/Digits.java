package org.teeter.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a reader wants them; the page's script {@code base.js} has the same three rules. */
final class Digits {

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** Below, no comma stands between thousands, whatever is rounded up. */
    private static final int UNGROUPED = 999;

    private Digits() {}

    /** Three decimals, four near 0 and 1; beyond 1e-4 the distance from 0 or 1 itself. */
    static String probability(double p) {
        if (p == 0 || p == 1) {
            return p == 0 ? "0" : "1";
        }
        double q = 1 - p;
        if (p > 0 && p < 1e-4) {
            return scientific(p, 2);
        }
        if (q > 0 && q < 1e-4) {
            return "1\u00a0−\u00a0" + scientific(q, 2);
        }
        return fixed(p, p < 0.01 || q < 0.01 ? 4 : 3);
    }

    /** Three significant digits. */
    static String significant(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "undefined" : x > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(x);
        if (size == 0) {
            return "0";
        }
        if (size < 1e-3 || size >= 1e6) {
            return scientific(x, 3);
        }
        if (size >= 999.5) {
            return fixed(x, 0);
        }
        BigDecimal rounded = rounded(x, 3);
        int decimals = 3 - (rounded.precision() - rounded.scale());
        return minus(rounded.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString());
    }

    /** Whole counts in full, weighted ones to three decimals at most. */
    static String count(double n) {
        if (!Double.isFinite(n) || Math.abs(n) >= 1e15) {
            return significant(n);
        }
        if (n == Math.rint(n)) {
            return fixed(n, 0);
        }
        return minus(new BigDecimal(n)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString());
    }

    /** A share as a percentage with one decimal. */
    static String percent(double share) {
        return fixed(100 * share, 1) + " %";
    }

    private static String fixed(double x, int decimals) {
        if (x > 0 && x < UNGROUPED) { // at a twentieth of the cost of a format
            return BigDecimal.valueOf(x)
                    .setScale(decimals, RoundingMode.HALF_UP)
                    .toPlainString();
        }
        return minus(String.format(Locale.ROOT, "%,." + decimals + "f", x));
    }

    private static String scientific(double x, int digits) {
        BigDecimal rounded = rounded(x, digits);
        int exponent = rounded.precision() - rounded.scale() - 1;
        StringBuilder shown = new StringBuilder(minus(rounded.scaleByPowerOfTen(-exponent)
                .setScale(digits - 1, RoundingMode.UNNECESSARY)
                .toPlainString()));
        shown.append("×10").append(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            shown.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return shown.toString();
    }

    /** Rounded from the exact binary value, as the scripts' {@code toPrecision} does. */
    private static BigDecimal rounded(double x, int digits) {
        return new BigDecimal(x).round(new MathContext(digits, RoundingMode.HALF_UP));
    }

    private static String minus(String shown) {
        return shown.replace('-', '−');
    }
}
