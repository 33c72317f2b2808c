package org.teeter.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0 rows", "1|1 row", "2|2 rows", "1234567|1,234,567 rows"})
    void oneIsOneAndAllElseAreMany(long n, String words) {
        assertEquals(words, Amount.of(n, "row"));
    }

    @Test
    void verbsGoAlong() {
        assertEquals("1 entry was", Amount.of(1, "entry was", "entries were"));
        assertEquals("2 entries were", Amount.of(2, "entry was", "entries were"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1|The only row is not",
                "1|1|The only row is",
                "0|2|Neither of 2 rows is",
                "1|2|1 of 2 rows is",
                "2|2|2 of 2 rows are",
                "0|3|None of 3 rows is",
                "1|3|1 of 3 rows is",
                "3|3|3 of 3 rows are",
                "1000|2000|1,000 of 2,000 rows are"
            })
    void someAmongAllBeginASentence(long n, long all, String words) {
        assertEquals(words, Amount.among(n, all, "row") + " " + Amount.isAmong(n, all));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|1|the only pair", "1|3|1 of the 3 pairs", "3|3|3 of the 3 pairs", "0|1|0 of the 1 pair"})
    void someOfTheStandInASentence(long n, long all, String words) {
        assertEquals(words, Amount.ofThe(n, all, "pair"));
    }
}
