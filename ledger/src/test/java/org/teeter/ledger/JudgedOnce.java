package org.teeter.ledger;

/** The ledger, judged once for all tests that read it: seconds of work. */
final class JudgedOnce {
    static final Ledger LEDGER = Ledger.judge((id, share) -> {});

    private JudgedOnce() {}
}
