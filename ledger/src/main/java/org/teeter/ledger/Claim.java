package org.teeter.ledger;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A statement of the paper that computation can decide, together with the computation.
 *
 * @param id its number in the paper, as {@code Eq. (4)}, or where it has none its place and content
 * @param where the section that states it
 * @param statement the statement, in words and formula
 * @param printed the number or formula exactly as printed, if that is what is being judged
 * @param asPrinted checks the statement as printed
 * @param repair what is proposed where that fails
 * @param erratum the erratum of docs/MATH.md that treats of it; shown where the statement as printed fails
 * @param figure the figure of {@code teeter figures} that shows it
 */
public record Claim(
        String id,
        String where,
        String statement,
        Optional<String> printed,
        Supplier<Finding> asPrinted,
        Optional<Repair> repair,
        Optional<String> erratum,
        Optional<String> figure) {

    /**
     * A change that is claimed to make a statement true.
     *
     * @param text the change
     * @param check checks the changed statement
     */
    public record Repair(String text, Supplier<Finding> check) {}

    static Claim of(String id, String where, String statement, Supplier<Finding> asPrinted) {
        return new Claim(
                id,
                where,
                statement,
                Optional.empty(),
                asPrinted,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Claim printing(String text) {
        return new Claim(id, where, statement, Optional.of(text), asPrinted, repair, erratum, figure);
    }

    Claim repairedBy(String change, Supplier<Finding> check) {
        return new Claim(
                id, where, statement, printed, asPrinted, Optional.of(new Repair(change, check)), erratum, figure);
    }

    Claim seeErratum(String number) {
        return new Claim(id, where, statement, printed, asPrinted, repair, Optional.of(number), figure);
    }

    Claim shownBy(String name) {
        return new Claim(id, where, statement, printed, asPrinted, repair, erratum, Optional.of(name));
    }

    /** Computes what decides the claim. The repair is checked only where the statement as printed fails. */
    Line judge() {
        Finding literal = asPrinted.get();
        Optional<Finding> mended = literal.holds() ? Optional.empty() : repair.map(proposed -> proposed.check.get());
        return new Line(this, literal, mended);
    }
}
