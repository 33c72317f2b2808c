package org.teeter.ledger;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A statement of the paper that computation can decide, together with the computation.
 *
 * @param statement the statement
 * @param asPrinted checks it as printed
 * @param repaired checks it with {@link Passage#fix()}
 */
public record Claim(Passage statement, Supplier<Finding> asPrinted, Optional<Supplier<Finding>> repaired) {

    static Claim of(Passage statement, Supplier<Finding> asPrinted) {
        return new Claim(statement, asPrinted, Optional.empty());
    }

    /** A claim on the statement of a number in the paper. */
    static Claim of(String id, Supplier<Finding> asPrinted) {
        return of(Paper.statement(id), asPrinted);
    }

    Claim repairedBy(Supplier<Finding> check) {
        return new Claim(statement, asPrinted, Optional.of(check));
    }

    /** Computes what decides the claim. The repair is checked only where the statement as printed fails. */
    Line judge() {
        Finding literal = asPrinted.get();
        return new Line(statement, literal, literal.holds() ? Optional.empty() : repaired.map(Supplier::get));
    }
}
