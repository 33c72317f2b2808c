package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RealTest {

    /** Golden values to 45 digits; artanh of 1e-12 loses 12 of 60 digits. */
    @ParameterizedTest(name = "{0}({1})")
    @CsvFileSource(
            resources = "reals.csv",
            numLinesToSkip = 2) // mpmath 1.3.0, 70 digits; regenerate with golden/ledger.py
    void agreesWithMpmath(String function, String x, String value) {
        Real at = Real.of(x);
        Real computed = switch (function) {
            case "exp" -> at.exp();
            case "log" -> at.log();
            case "sqrt" -> at.sqrt();
            case "atan" -> at.atan();
            case "artanh" -> at.artanh();
            default -> throw new IllegalArgumentException(function);
        };
        Real difference = computed.relativeDifference(Real.of(value));
        assertTrue(difference.isLessThan(Real.of("1e-43")), () -> computed.value() + " is off by " + difference);
    }

    @Test
    void keepsTheComplementOfTheSmallestCorner() {
        assertEquals(Real.of("1e-20"), Real.of("1e-20").complement().complement());
    }

    @Test
    void refusesWhatHasNoRealValue() {
        assertThrows(ArithmeticException.class, () -> Real.of(-1).sqrt());
        assertThrows(ArithmeticException.class, () -> Real.of(-1).log());
        assertThrows(ArithmeticException.class, () -> Real.ONE.over(Real.ZERO));
    }

    @Test
    void showsNumbersAsOneWritesThem() {
        assertEquals("0.995123", Real.of("0.9951234076").shown(6));
        assertEquals("2", Real.of("2.000").shown(6));
        assertEquals("1.5e-12", Real.of("0.0000000000015").shown(6));
        assertEquals("1e8", Real.of("100000000").shown(6));
    }

    /** {@code ∫_0^1 √x dx = 2/3}, a root at the end; {@code ∫_1^2 dx/x = log 2}. */
    @Test
    void integratesToThirtyDigits() {
        Real root = Integral.of(Real.ZERO, Real.ONE, Real::sqrt);
        assertTrue(root.relativeDifference(Real.TWO.over(3)).isLessThan(Real.of("1e-30")), root::toString);
        Real log = Integral.of(Real.ONE, Real.TWO, x -> Real.ONE.over(x));
        assertTrue(log.relativeDifference(Real.TWO.log()).isLessThan(Real.of("1e-30")), log::toString);
    }

    @Test
    void refusesAnIntegralThatDoesNotConverge() {
        ArithmeticException e = assertThrows(
                ArithmeticException.class,
                () -> Integral.of(Real.ZERO, Real.ONE, x -> x.isLessThan(Real.of("0.3333")) ? Real.ONE : Real.TWO));
        assertTrue(String.valueOf(e.getMessage()).contains("has not converged"), e::getMessage);
    }
}
