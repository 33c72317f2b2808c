package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.5, 0.500",
        "0.99, 0.990",
        "0.995123407643, 0.9951",
        "0.0012, 0.0012",
        "0.00004, 4.0×10⁻⁵",
        "0.99999, 1\u00a0−\u00a01.0×10⁻⁵",
        "1e-300, 1.0×10⁻³⁰⁰"
    })
    void showsProbabilitiesToThreeOrFourDecimalsAndTheirTailsInFull(double p, String shown) {
        assertEquals(shown, Digits.probability(p));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2, 2.00",
        "22.3703433163, 22.4",
        "-0.0996, −0.0996",
        "9.996, 10.0",
        "999.4, 999",
        "999.6, '1,000'",
        "12345.6, '12,346'",
        "0.00012345, 1.23×10⁻⁴",
        "-2.5e15, −2.50×10¹⁵",
        "Infinity, ∞",
        "-Infinity, −∞",
        "NaN, undefined"
    })
    void showsThreeSignificantDigits(double x, String shown) {
        assertEquals(shown, Digits.significant(x));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1234567, '1,234,567'", "2.5, 2.5", "0.3333333, 0.333", "1e20, 1.00×10²⁰"})
    void showsCountsInFull(double n, String shown) {
        assertEquals(shown, Digits.count(n));
    }
}
