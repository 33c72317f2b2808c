package org.teeter.analysis;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Two different options, as a person names them: {@code A,B}. */
public record TwoNames(String first, String second) {

    /**
     * The two names. They may contain commas, so every split is tried.
     *
     * @param wanted what must be named
     * @param isKnown whether there is an option of a name
     * @param unknown what is said of a name that no option has
     * @throws RefusedException if the text is not two different names
     */
    public static TwoNames of(String wanted, String text, Predicate<String> isKnown, UnaryOperator<String> unknown) {
        for (int at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) {
            TwoNames names = at(text, at);
            if (isKnown.test(names.first) && isKnown.test(names.second) && !names.first.equals(names.second)) {
                return names;
            }
        }
        int comma = text.indexOf(',');
        String reason = "";
        if (comma >= 0 && text.indexOf(',', comma + 1) < 0) {
            TwoNames names = at(text, comma);
            reason = Stream.of(names.first, names.second)
                    .filter(isKnown.negate())
                    .map(unknown)
                    .findFirst()
                    .orElse("");
        }
        throw new RefusedException(wanted + "; got " + text + reason);
    }

    private static TwoNames at(String text, int comma) {
        return new TwoNames(
                text.substring(0, comma).strip(), text.substring(comma + 1).strip());
    }
}
