package org.teeter.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Supplier;

/** Numbers that the paper prints with some decimals: right if what is computed rounds to just that. */
final class PrintedNumber {

    private PrintedNumber() {}

    /** A claim that a quantity, rounded to as many decimals as are printed, is the printed number. */
    static Claim claim(
            String id, String where, String statement, String printed, String quantity, Supplier<Real> computed) {
        return Claim.of(id, where, statement, () -> compare(printed, quantity, computed.get()))
                .printing(printed);
    }

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
