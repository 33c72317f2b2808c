package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.testing.Browser;

/** The ledger's page in a real browser; skipped where there is none. */
@Tag("browser")
class LedgerPageBrowserTest {

    @TempDir
    static Path folder;

    private static final Ledger LEDGER = Ledger.judge((id, share) -> {});
    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        page = folder.resolve("ledger.html");
        try (BufferedWriter out = Files.newBufferedWriter(page)) {
            LedgerPage.write(out, LEDGER, "0");
        }
        browser = new Browser(executable.orElseThrow());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void allowScripts() throws Exception {
        browser.scripts(true);
    }

    private static double number(String expression) throws Exception {
        return browser.evaluate(expression).doubleValue();
    }

    @ParameterizedTest
    @CsvSource({"320, true", "380, false", "700, true", "800, false", "1400, true", "1400, false"})
    void drawsWithoutComplaintWithoutNetworkAndWithinTheWindow(int width, boolean dark) throws Exception {
        browser.open(page, width, dark);
        assertEquals(List.of(), browser.problems());
        assertEquals(List.of(page.toUri().toString()), browser.requests());
        assertTrue(number("document.documentElement.scrollWidth") <= width, () -> "wider than " + width);
        assertEquals(
                "[]",
                browser.evaluate(
                                "JSON.stringify([...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > "
                                        + width
                                        + " + 1 && !e.closest('.scroll-x, svg')).map(e => e.outerHTML.slice(0, 99)))")
                        .asString());
    }

    @Test
    void filtersByVerdict() throws Exception {
        browser.open(page, 1400, false);
        String shown = "[...document.querySelectorAll('.ledger > tbody > tr')].filter(e => e.offsetHeight > 0).length";
        assertEquals(LEDGER.lines().size(), number(shown));
        browser.evaluate("document.querySelector('[data-show=fails]').click()");
        assertEquals(LEDGER.count(Verdict.FAILS), number(shown));
        assertEquals(
                LEDGER.count(Verdict.FAILS) + " of " + LEDGER.lines().size() + " claims shown",
                browser.evaluate("document.getElementById('found').textContent").asString());
        browser.evaluate("document.querySelector('[data-show=fix]').click()");
        assertEquals(LEDGER.count(Verdict.HOLDS_WITH_FIX), number(shown));
    }

    @Test
    void withoutScriptsEverythingIsThere() throws Exception {
        browser.scripts(false);
        browser.open(page, 1400, false);
        assertEquals(List.of(), browser.problems());
        assertEquals(LEDGER.lines().size(), number("document.querySelectorAll('.ledger > tbody > tr').length"));
        assertEquals(0, number("document.getElementById('filter').offsetHeight"));
    }
}
