package org.teeter.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of docs/pages on the paper's claims. After a change of it, run {@link #main} in this module's folder. */
final class KeptLedger {
    static final Path PAGE = Path.of("..", "docs", "pages", "ledger.html");

    private KeptLedger() {}

    /** Draws it anew. */
    public static void main(String[] none) throws IOException {
        Files.writeString(PAGE, drawn());
    }

    static String drawn() throws IOException {
        StringBuilder page = new StringBuilder();
        LedgerPage.write(page, JudgedOnce.LEDGER, "0.1.0");
        return page.toString();
    }
}
