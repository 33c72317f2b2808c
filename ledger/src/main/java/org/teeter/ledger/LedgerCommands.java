package org.teeter.ledger;

import org.teeter.cli.CommandSource;
import picocli.CommandLine;

/** The command of this module. */
public final class LedgerCommands implements CommandSource {

    /** For the service loader. */
    public LedgerCommands() {}

    @Override
    public void addTo(CommandLine teeter) {
        CommandLine reproduce = teeter.getSubcommands().get("reproduce");
        if (reproduce != null) {
            reproduce.addSubcommand(new TheoryCommand());
        }
    }

    @Override
    public int place() {
        return 0;
    }
}
