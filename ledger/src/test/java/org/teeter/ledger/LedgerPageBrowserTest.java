package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.net.URI;
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
import tools.jackson.databind.JsonNode;

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
    void opensOnFailuresAndFixesAndFiltersByVerdict() throws Exception {
        browser.open(page, 1400, false);
        String shown = "[...document.querySelectorAll('.ledger > tbody > tr')].filter(e => e.offsetHeight > 0).length";
        int fails = LEDGER.count(Verdict.FAILS);
        assertEquals(fails + LEDGER.count(Verdict.HOLDS_WITH_FIX), number(shown));
        assertEquals(
                "fails".repeat(fails) + "fix",
                browser.evaluate("[...document.querySelectorAll('.ledger > tbody > tr')].slice(0, " + (fails + 1)
                                + ").map(e => e.dataset.verdict).join('')")
                        .asString());
        browser.evaluate("document.querySelector('[data-show=all]').click()");
        assertEquals(
                LEDGER.lines().stream()
                        .map(line -> LedgerPage.anchor(line.statement()))
                        .toList(),
                browser.evaluate("[...document.querySelectorAll('.ledger > tbody > tr')].map(e => e.id)")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        browser.evaluate("document.querySelector('[data-show=fails]').click()");
        assertEquals(LEDGER.count(Verdict.FAILS), number(shown));
        assertEquals(
                LEDGER.count(Verdict.FAILS) + " of " + LEDGER.lines().size() + " claims shown",
                browser.evaluate("document.getElementById('found').textContent").asString());
        browser.evaluate("document.querySelector('[data-show=fix]').click()");
        assertEquals(LEDGER.count(Verdict.HOLDS_WITH_FIX), number(shown));
    }

    @Test
    void anAddressShowsAClaimThatTheFilterHides() throws Exception {
        browser.open(Files.writeString(folder.resolve("elsewhere.html"), "<p>elsewhere"), 390, true);
        browser.open(URI.create(page.toUri() + "#thm-2"), 390, true);
        assertTrue(number("document.getElementById('thm-2').offsetHeight") > 0);
        assertTrue(browser.evaluate("document.querySelector('#thm-2 details.finding').open")
                .booleanValue());
    }

    @Test
    void onAPhoneWhatWasComputedIsFolded() throws Exception {
        String open = "document.querySelectorAll('details.finding[open]').length";
        browser.open(page, 390, false);
        assertEquals(0, number(open));
        browser.click("details.finding > summary");
        assertEquals(1, number(open));
        browser.open(page, 1400, false);
        assertEquals(LEDGER.lines().size(), number(open));
        assertEquals(
                0, number("[...document.querySelectorAll('summary.folds')].filter(e => e.offsetHeight > 0).length"));
    }

    @Test
    void theButtonSwitchesToDarkAndBack() throws Exception {
        String ground = "getComputedStyle(document.body).backgroundColor";
        browser.open(page, 1000, false);
        String light = browser.evaluate(ground).asString();
        browser.click("#theme");
        String dark = browser.evaluate(ground).asString();
        assertNotEquals(light, dark);
        browser.click("#theme");
        assertEquals(light, browser.evaluate(ground).asString());
        browser.open(page, 1000, true);
        assertEquals(dark, browser.evaluate(ground).asString());
    }

    /** By geometry: no point of a curve or mark lies under a word, and no word leaves its picture or lies on another. */
    @Test
    void wordsOfPicturesAreClearOfCurves() throws Exception {
        browser.open(page, 1400, false);
        assertEquals(
                "[]",
                browser.evaluate(
                                "JSON.stringify([...document.querySelectorAll('.plot > svg')].flatMap(svg => {"
                                        + " const boxes = [...svg.querySelectorAll('text.word')].map(e => ({e, b: e.getBBox()}));"
                                        + " const points = [...svg.querySelectorAll('path.curve, path.mark, circle')].flatMap(e => {"
                                        + "   const n = Math.ceil(e.getTotalLength()); return Array.from({length: n + 1}, (_, k) => e.getPointAtLength(k)); });"
                                        + " const inside = (p, b) => p.x > b.x && p.x < b.x + b.width && p.y > b.y + 2 && p.y < b.y + b.height - 2;"
                                        + " return boxes.filter(({b}, k) => points.some(p => inside(p, b)) || b.x < 0 || b.y < -3 || b.x + b.width > 420"
                                        + "   || boxes.some(({b: o}, m) => m !== k && o.x < b.x + b.width && b.x < o.x + o.width"
                                        + "     && o.y + 3 < b.y + b.height - 3 && b.y + 3 < o.y + o.height - 3)).map(({e}) => e.textContent); }))")
                        .asString());
    }

    @Test
    void withoutScriptsEverythingIsThere() throws Exception {
        browser.scripts(false);
        browser.open(page, 1400, false);
        assertEquals(List.of(), browser.problems());
        assertEquals(LEDGER.lines().size(), number("document.querySelectorAll('.ledger > tbody > tr').length"));
        assertEquals(0, number("document.getElementById('filter').offsetHeight"));
        assertEquals(0, number("document.getElementById('theme').offsetHeight"));
    }
}
