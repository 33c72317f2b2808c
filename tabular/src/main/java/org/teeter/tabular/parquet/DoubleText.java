package org.teeter.tabular.parquet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** A double as DuckDB writes it: the fewest digits that are read back as it is, the nearest ones of those, and the even one of two. */
final class DoubleText {
    private static final int MOST_DIGITS = 17;
    private static final int LARGEST_PLAIN = 16; // digits before the point
    private static final int SMALLEST_PLAIN = -4; // power of ten of the first digit

    private DoubleText() {}

    static String of(double d) {
        if (Double.isNaN(d)) {
            return "nan";
        }
        String sign = Math.copySign(1, d) < 0 ? "-" : "";
        if (Double.isInfinite(d)) {
            return sign + "inf";
        }
        double size = Math.abs(d);
        if (size == 0) {
            return sign + "0.0";
        }
        BigDecimal digits = shortest(size);
        String unscaled = digits.unscaledValue().toString();
        int power = unscaled.length() - 1 - digits.scale(); // of the first digit
        if (power < SMALLEST_PLAIN || power >= LARGEST_PLAIN) {
            String rest = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
            String exponent = Math.abs(power) < 10 ? "0" + Math.abs(power) : Integer.toString(Math.abs(power));
            return sign + unscaled.charAt(0) + rest + "e" + (power < 0 ? "-" : "+") + exponent;
        }
        String plain = digits.toPlainString();
        return sign + (digits.scale() > 0 ? plain : plain + ".0");
    }

    private static BigDecimal shortest(double size) {
        BigDecimal exact = new BigDecimal(size);
        for (int n = 1; n < MOST_DIGITS; n++) {
            // Above a power of two there is more room than below it, so that the nearest may be too far where another
            // is not.
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.CEILING)) {
                BigDecimal rounded = exact.round(new MathContext(n, mode));
                if (rounded.doubleValue() == size) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
