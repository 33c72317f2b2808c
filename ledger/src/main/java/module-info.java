/** The claims of the paper, each judged in sixty digits; found by the command line when it starts. */
@org.jspecify.annotations.NullMarked
module org.teeter.ledger {
    requires static transitive org.jspecify;
    requires ch.obermuhlner.math.big;
    requires transitive org.teeter.app;

    exports org.teeter.ledger;

    opens org.teeter.ledger to
            info.picocli;

    provides org.teeter.cli.CommandSource with
            org.teeter.ledger.LedgerCommands;
}
