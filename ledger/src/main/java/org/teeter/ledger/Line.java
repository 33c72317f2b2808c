package org.teeter.ledger;

import java.util.Optional;

/**
 * A judged claim.
 *
 * @param statement the statement that was judged
 * @param asPrinted what was found of it as printed
 * @param repaired what was found of the repaired statement; empty if the printed one holds or no repair is known
 */
public record Line(Passage statement, Finding asPrinted, Optional<Finding> repaired) {

    /** Follows from the two findings alone. */
    public Verdict verdict() {
        return asPrinted.holds()
                ? Verdict.HOLDS
                : repaired.filter(Finding::holds)
                        .map(mended -> Verdict.HOLDS_WITH_FIX)
                        .orElse(Verdict.FAILS);
    }

    /** The repair, where it was needed and is enough. */
    public Optional<String> fix() {
        return verdict() == Verdict.HOLDS_WITH_FIX ? statement.fix() : Optional.empty();
    }

    /** The erratum that treats of it, where the statement as printed fails. */
    public Optional<String> erratum() {
        return verdict() == Verdict.HOLDS ? Optional.empty() : statement.erratum();
    }

    /** The picture of what decided: of the printed statement's finding, else of the repair's. */
    public Optional<Plot> plot() {
        return asPrinted.plot().or(() -> repaired.flatMap(Finding::plot));
    }
}
