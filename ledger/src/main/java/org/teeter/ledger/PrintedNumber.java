package org.teeter.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers that the paper prints with some decimals: right if what is computed rounds to just that. */
final class PrintedNumber {

    private PrintedNumber() {}

    /** Whether a quantity, rounded to as many decimals as are printed, is the printed number. */
    static Finding compare(String printed, String quantity, Real computed) {
        BigDecimal said = new BigDecimal(printed);
        BigDecimal rounded = computed.value().setScale(said.scale(), RoundingMode.HALF_UP);
        boolean right = rounded.compareTo(said) == 0;
        return Finding.of(
                right,
                quantity + " = " + computed + ", which to " + said.scale()
                        + (said.scale() == 1 ? " decimal is " : " decimals is ") + rounded.toPlainString()
                        + (right ? ", as printed." : ", not " + said.toPlainString() + "."),
                Quantity.of(quantity, computed));
    }
}
