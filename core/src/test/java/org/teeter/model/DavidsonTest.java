package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DavidsonTest {
    /** log p of outcomes nearly certain and not, p_win : p_tie : p_loss = e^(x/2) : e^τ : e^(-x/2), by mpmath, 60 digits. */
    @ParameterizedTest
    @CsvSource({
        "70, -3, 1, 0, 0, -3.139132792048069e-17",
        "0.002, 30, 0, 0, 1, -1.8715255295302348e-13",
        "-64, 2, 0, 1, 0, -9.357622968839753e-14",
        "3, 1, 1, 0, 0, -0.5045969023422835",
        "3, 1, 0, 0, 1, -1.0045969023422836",
        "3, 1, 0, 1, 0, -3.5045969023422834",
    })
    void theLikelihoodKeepsItsDigits(double x, double tau, double won, double lost, double tied, double log) {
        assertEquals(log, new Davidson().logLikelihood(x, tau, won, lost, tied), 1e-14 * -log);
    }
}
