package org.teeter.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

    /** Three votes of a million are a share that can be read without an exponent. */
    @ParameterizedTest
    @CsvSource({
        "0, 7, 0",
        "2, 301, 0.664",
        "1, 20, 5.00",
        "20, 20, 100",
        "214, 1374996, 0.016",
        "14, 1374996, 0.001",
        "13, 1374996, 0.00095",
        "3, 1374996, 0.00022",
        "1, 1e12, 0.0000000001"
    })
    void aPartOfAllInPercent(double part, double all, String shown) {
        assertEquals(shown, Shown.percentOf(part, all));
    }
}
