package org.teeter.cli;

import java.util.Arrays;
import org.teeter.link.Probability;
import tools.jackson.core.io.NumberInput;

/**
 * Numbers in text. A decimal means its nearest double; {@code 1-x} means a probability whose complement is exactly the double x.
 *
 */
final class Numbers {
    private Numbers() {}

    static double parse(String what, String text) {
        return parse(what, text.strip(), text);
    }

    private static double parse(String what, String number, String text) {
        for (int k = 0; k < number.length(); k++) { // the parser would also take NaN, 0x1p3 and 1d
            char c = number.charAt(k);
            if (!(('0' <= c && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+')) {
                throw notANumber(what, text);
            }
        }
        try {
            return NumberInput.parseDouble(number, true);
        } catch (NumberFormatException e) {
            throw (IllegalArgumentException) notANumber(what, text).initCause(e);
        }
    }

    private static IllegalArgumentException notANumber(String what, String text) {
        return new IllegalArgumentException(what + " must be a decimal number, got \"" + text + "\"");
    }

    static int parseInt(String what, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " must be a whole number, got \"" + text + "\"", e);
        }
    }

    /** A probability inside (0, 1), as a decimal or as {@code 1-x}. */
    static Probability probability(String what, String text) {
        String number = text.strip();
        boolean complement = number.startsWith("1-");
        double value = parse(what, complement ? number.substring(2) : number, text);
        if (!(0 < value && value < 1)) {
            throw new IllegalArgumentException(what + " must be inside (0, 1), got " + text
                    + (value == 1 && !complement ? "; write 1-x for a probability this close to 1" : ""));
        }
        return complement ? Probability.complementOf(value) : Probability.of(value);
    }

    /** Numbers separated by semicolons. */
    static double[] list(String what, String text) {
        return Arrays.stream(text.split(";", -1))
                .mapToDouble(number -> parse(what, number))
                .toArray();
    }
}
