package org.teeter.ledger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.teeter.sensitivity.Area;

/**
 * A number that a verdict rests on.
 *
 * @param name what it is, with its arguments
 * @param value the number, to 25 significant digits, or the 17 of a double
 * @param error a bound on, or an estimate of, its absolute error, where the computation gives one
 */
public record Quantity(String name, BigDecimal value, Optional<BigDecimal> error) {
    private static final MathContext KEPT = new MathContext(25);
    private static final MathContext OF_A_DOUBLE = new MathContext(17);

    static Quantity of(String name, Real value) {
        return new Quantity(name, value.rounded(KEPT), Optional.empty());
    }

    static Quantity of(String name, double value) {
        return new Quantity(name, new BigDecimal(value).round(OF_A_DOUBLE), Optional.empty());
    }

    static Quantity of(String name, Area area) {
        return new Quantity(
                name,
                new BigDecimal(area.value()).round(OF_A_DOUBLE),
                Optional.of(new BigDecimal(area.error()).round(new MathContext(2))));
    }
}
