package org.teeter.lab.experiment;

import java.math.BigDecimal;

/** Numbers as people write them. */
final class Shown {
    private Shown() {}

    /** The shortest decimal that reads back, without a power of ten where it has at most eight digits. */
    static String number(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return String.valueOf(x);
        }
        BigDecimal exact = BigDecimal.valueOf(x).stripTrailingZeros();
        return exact.scale() > 8 || exact.precision() - exact.scale() > 8 ? Double.toString(x) : exact.toPlainString();
    }
}
