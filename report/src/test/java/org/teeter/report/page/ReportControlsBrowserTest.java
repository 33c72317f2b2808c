package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.data.Ties;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.random.L64X128Mix;
import org.teeter.report.page.SampleVotes.Rule;
import org.teeter.testing.Browser;
import tools.jackson.databind.JsonNode;

/** Every control by mouse and by keyboard, and after each what a person would call broken; skipped where there is no browser. */
@Tag("browser")
class ReportControlsBrowserTest {
    private static final Rule PLAIN = new Rule(Ties.HALF, Prior.none());
    private static final String CONTROLS =
            "#explorer :is(button, select, input, .ranks, .said, .command, summary, svg[tabindex])";
    private static final String SHOWN = "[...document.querySelectorAll('" + CONTROLS
            + "')].filter(e => !e.disabled && !e.hidden" + " && e.checkVisibility({visibilityProperty: true}))";

    @TempDir
    static Path pages;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        write("plain", votes(5, 14));
        write("long", votes(9, 60));
        for (String sample : List.of("typical", "hostile", "bare")) {
            try (Writer out = Files.newBufferedWriter(pages.resolve(sample + ".html"))) {
                ReportPage.write(out, SampleAudit.sample(sample));
            }
        }
        RandomGenerator random = L64X128Mix.of(6);
        write("names", SampleVotes.drawn(random, 12, 0.6, 40, i -> SampleAudit.hostile(i) + i));
        browser = new Browser(executable.orElseThrow());
    }

    /** Names of all lengths, some of which differ in their middle only. */
    private static SampleVotes votes(long seed, int n) {
        RandomGenerator random = L64X128Mix.of(seed);
        return SampleVotes.drawn(
                random,
                n,
                n < 20 ? 1 : 0.5,
                800,
                i -> i % 5 == 0
                        ? "a-model-whose-name-is-" + i + "-rather-long-and-ends-like-the-others-2024-06-20"
                        : "model " + i);
    }

    private static void write(String name, SampleVotes votes) throws Exception {
        try (Writer out = Files.newBufferedWriter(pages.resolve(name + ".html"))) {
            ReportPage.write(out, votes.page(new BradleyTerry(), PLAIN));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static void open(String page, int width, boolean dark) throws Exception {
        browser.open(pages.resolve(page + ".html"), width, dark);
        settle();
    }

    private static void settle() throws Exception {
        browser.evaluate(
                "new Promise(done => { const look = () => (document.getElementById('why') || {dataset: {}}).dataset.waiting"
                        + " ? setTimeout(look, 5) : requestAnimationFrame(() => requestAnimationFrame(() => done(true))); look(); })");
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asString();
    }

    private static void assertSound(String after) throws Exception {
        settle();
        assertEquals(
                "[]",
                browser.evaluate(PageTemplate.resource(ReportControlsBrowserTest.class, "geometry.js"))
                        .toString(),
                after);
        assertEquals(List.of(), browser.problems(), after);
    }

    @ParameterizedTest
    @CsvSource({"390,false", "390,true", "1100,false", "1440,false", "1440,true", "2000,false"})
    void nothingLiesOnAnotherOrIsCutOff(int width, boolean dark) throws Exception {
        for (String page : List.of("plain", "long", "names", "typical", "hostile", "bare")) {
            open(page, width, dark);
            assertSound(page);
        }
    }

    @ParameterizedTest
    @CsvSource({"390,true", "1440,false"})
    void theTabKeyReachesEveryControlOfTheExplorer(int width, boolean dark) throws Exception {
        open("plain", width, dark);
        int controls = browser.evaluate(SHOWN + ".map((e, k) => { e.dataset.control = k; return k; }).length")
                .intValue();
        browser.evaluate(
                "document.querySelector('.verdict h1').tabIndex = -1, document.querySelector('.verdict h1').focus()");
        Set<String> reached = new LinkedHashSet<>();
        for (int k = 0; k < controls + 4; k++) {
            browser.press("Tab");
            String at = text("document.activeElement.dataset.control || ''");
            if (!at.isEmpty()) {
                reached.add(at);
                assertTrue(
                        browser.evaluate(
                                        "(r => r.width > 0 && r.bottom > 0 && r.top < innerHeight)(document.activeElement.getBoundingClientRect())")
                                .booleanValue(),
                        () -> "out of sight: " + at);
            }
        }
        assertEquals(controls, reached.size(), () -> "reached " + reached);
    }

    @ParameterizedTest
    @CsvSource({"390,true", "1440,false"})
    void everyControlAnswersTheKeyboard(int width, boolean dark) throws Exception {
        open("plain", width, dark);
        JsonNode inputs =
                browser.evaluate("[...document.querySelectorAll('#explorer :is(select, input)')].map((e, k) => {"
                        + " e.dataset.input = k; return [e.getAttribute('aria-label') || e.id, e.type]; })");
        assertTrue(inputs.size() >= 14, inputs::toString);
        for (int k = 0; k < inputs.size(); k++) {
            // What waits for another: a strength for its prior, a seed for a drawing.
            browser.evaluate(
                    "for (const [label, value] of [['Prior', 'normal'], ['Which of many votes', 'random'], ['How many of all votes', 5]]) {"
                            + " const e = document.querySelector(`[aria-label='${label}']`); e.value = value; e.dispatchEvent(new Event('change')); }");
            String name = inputs.get(k).get(0).asString();
            String find = "document.querySelector('[data-input=\"" + k + "\"]')";
            browser.evaluate(find + ".focus()");
            String value = text(find + ".value");
            if (inputs.get(k).get(1).asString().equals("search")) {
                continue; // of which another test knows what it finds
            }
            for (String key : List.of("ArrowDown", "ArrowUp", "ArrowUp")) {
                browser.press(key);
                if (!text(find + ".value").equals(value)) {
                    break;
                }
            }
            boolean emptied = name.equals("Leave out an item")
                    && text(find + ".value").isEmpty(); // it is then among those left out
            if (!emptied) {
                assertNotEquals(value, text(find + ".value"), name);
            }
            assertSound(name);
        }
        assertTrue(text("document.querySelector('.said').innerText").length() > 40);
    }

    @ParameterizedTest
    @CsvSource({"390,true", "1440,false"})
    void everyButtonAnswersTheMouseAndNothingJumps(int width, boolean dark) throws Exception {
        open("plain", width, dark);
        String places =
                "JSON.stringify([...document.querySelectorAll('#explorer :is(button, select, input, h2, h3, legend, table)')]"
                        + ".filter(e => e.getClientRects().length && !e.closest('.left-out, .turning')).map(e => { const r = e.getBoundingClientRect();"
                        + " return [Math.round(r.left), Math.round(r.top + scrollY + (e.closest('.column').scrollTop || 0))]; }))";
        String before = text(places);
        for (String button : List.of("Turn round", "Leave out", "Add")) {
            browser.evaluate("[...document.querySelectorAll('#what-if button')].find(b => b.textContent === '" + button
                    + "').id = 'this-one'");
            browser.click("#this-one");
            browser.evaluate("document.getElementById('this-one').removeAttribute('id')");
            assertSound(button);
            assertEquals(before, text(places), button);
        }
        for (String slider : List.of("#what-share", "#what-number", "#what-many")) {
            browser.evaluate("{const e = document.querySelector('" + slider
                    + "'); e.value = e.max; e.dispatchEvent(new Event('input'));}");
            String value = text("document.querySelector('" + slider + "').value");
            browser.click(slider);
            assertNotEquals(value, text("document.querySelector('" + slider + "').value"), slider);
            assertSound(slider);
            assertEquals(before, text(places), slider);
        }
        browser.click("#as-they-are");
        assertEquals("The data are as they are.", text("document.querySelector('.said').innerText"));
        String pair = text("JSON.stringify([...document.querySelectorAll('#why select')].map(e => e.value))");
        browser.click("#why button");
        assertNotEquals(pair, text("JSON.stringify([...document.querySelectorAll('#why select')].map(e => e.value))"));
        browser.click(".ranks li:nth-child(3)");
        assertEquals(
                "[\"1\",\"2\"]",
                text("JSON.stringify([...document.querySelectorAll('#why select')].map(e => e.value))"));
        assertSound("a row of the ranking");
    }

    @ParameterizedTest
    @CsvSource({"390,true", "1440,false"})
    void axeFindsNothing(int width, boolean dark) throws Exception {
        String axe = PageTemplate.resource(ReportControlsBrowserTest.class, "/axe.min.js");
        for (String page : List.of("plain", "names", "typical", "hostile", "bare")) {
            open(page, width, dark);
            assertEquals("[]", violations(axe), page);
        }
        open("plain", width, dark);
        browser.evaluate(
                "{const e = document.getElementById('what-share'); e.value = 1; e.dispatchEvent(new Event('input'));"
                        + " const o = document.querySelector(\"[aria-label='Leave out an item']\"); o.value = '4'; o.dispatchEvent(new Event('change'));}");
        settle();
        assertEquals("[]", violations(axe), "changed");
    }

    private static String violations(String axe) throws Exception {
        browser.evaluate("{" + axe + "}");
        return browser.evaluate(
                        "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': '"
                                + " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 150) + ' ' + n.failureSummary).join(' | ')))")
                .toString();
    }

    /** Where the system chooses the colours, what is chosen has an outline, and bars are drawn in the system's. */
    @Test
    void forcedColoursStayLegible() throws Exception {
        open("plain", 1440, false);
        browser.prefer("forced-colors", "active");
        settle();
        assertTrue(browser.evaluate("matchMedia('(forced-colors: active)').matches")
                .booleanValue());
        assertEquals("solid", text("getComputedStyle(document.querySelector('.ranks li.chosen')).outlineStyle"));
        String ground = text("getComputedStyle(document.body).backgroundColor");
        for (String mark : List.of(
                ".waterfall .whole", ".waterfall .plus", ".ranks .whisker circle:last-of-type", ".predictions .now")) {
            assertNotEquals(ground, text("getComputedStyle(document.querySelector('" + mark + "')).fill"), mark);
        }
        assertSound("forced colours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "long", "typical"})
    void onPaperItIsTwoPages(String page) throws Exception {
        open(page, 1440, false);
        try (PDDocument paper = Loader.loadPDF(browser.print())) {
            assertTrue(paper.getNumberOfPages() <= 2, () -> page + ": " + paper.getNumberOfPages());
        }
    }

    @Test
    void noTwoNamesReadTheSame() throws Exception {
        open("long", 1440, false);
        assertEquals(
                60,
                browser.evaluate(
                                "new Set([...document.querySelector('#why select').options].map(o => o.textContent)).size")
                        .intValue());
        assertEquals(
                60,
                browser.evaluate("new Set([...document.querySelectorAll('.ranks bdi')].map(e => e.textContent)).size")
                        .intValue());
        assertEquals(
                0,
                browser.evaluate(
                                "[...document.querySelectorAll('#why option')].filter(o => o.textContent.length > 44).length")
                        .intValue());
    }
}
