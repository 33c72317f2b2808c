package org.teeter.ledger;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the paper says in one place.
 *
 * @param id its number in the paper, as {@code Eq. (4)}, or where it has none its place and content
 * @param where the section that states it
 * @param claim the statement, in words and formula
 * @param printed the number or formula exactly as printed, if that is what is being judged
 * @param fix what is proposed where it fails
 * @param erratum the erratum of docs/MATH.md that treats of it; shown where the statement as printed fails
 * @param figure the figure of {@code teeter figures} that shows it
 */
public record Passage(
        String id,
        String where,
        String claim,
        Optional<String> printed,
        Optional<String> fix,
        Optional<String> erratum,
        Optional<String> figure) {

    /** Whether its number, its place or what it claims has a text, whatever its case. */
    boolean mentions(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return Stream.of(id, where, claim)
                .anyMatch(own -> own.toLowerCase(Locale.ROOT).contains(word));
    }
}
