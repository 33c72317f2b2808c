package org.teeter.ledger;

/**
 * Something of the paper on which this ledger has no verdict: a choice, which no computation can make right or wrong; a matter of
 * measurement, judged elsewhere; or words without a number.
 *
 * @param where the section that prints it
 * @param value the number or the words as printed
 * @param meaning what it is, and where it is judged, if anywhere
 */
public record NotJudged(String where, String value, String meaning) {}
