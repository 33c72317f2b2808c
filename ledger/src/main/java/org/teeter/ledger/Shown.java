package org.teeter.ledger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in the sentences of a ledger. */
final class Shown {

    private Shown() {}

    /** To so many significant digits, trailing zeros left out; without an exponent between 1e-4 and 1e7. */
    static String number(BigDecimal value, int digits) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal rounded =
                value.round(new MathContext(digits, RoundingMode.HALF_UP)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (-4 <= exponent && exponent < 7) {
            return rounded.toPlainString();
        }
        return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    static String number(double value, int digits) {
        return Double.isFinite(value) ? number(new BigDecimal(value), digits) : Double.toString(value);
    }

    static String number(double value) {
        return number(value, 6);
    }
}
