package org.teeter.ledger;

import java.util.Optional;

/** The ledger, judged once for all tests that read it: seconds of work. */
final class JudgedOnce {
    static final Ledger LEDGER = Ledger.judge((id, share) -> {});

    /** A statement that is not the paper's. */
    static final Passage UNKNOWN = new Passage(
            "x", "§0", "1 = 2.", Optional.empty(), Optional.of("1 = 3"), Optional.empty(), Optional.empty());

    private JudgedOnce() {}
}
