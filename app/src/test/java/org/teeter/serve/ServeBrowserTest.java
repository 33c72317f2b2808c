package org.teeter.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.report.page.PageTemplate;
import org.teeter.testing.Browser;
import tools.jackson.databind.json.JsonMapper;

/** The page as a person has it: files are dropped, audits run, are stopped and compared; skipped where there is no browser. */
@Tag("browser")
@Timeout(300)
class ServeBrowserTest {
    private static final Path ARENA = Path.of("..", "examples", "arena-small.csv");

    @TempDir
    Path folder = Path.of("");

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        browser = new Browser(executable.orElseThrow());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asString();
    }

    /** Until the page shows what a selector finds. */
    private static void await(String selector) throws Exception {
        String found = "document.querySelector(" + JsonMapper.shared().writeValueAsString(selector) + ") !== null";
        while (!browser.evaluate(found).booleanValue()) {
            Thread.sleep(30);
        }
    }

    /** Chooses a file in the page's own control, as a person does. */
    private static void choose(String name, String content) throws Exception {
        JsonMapper json = JsonMapper.shared();
        browser.evaluate("{const files = new DataTransfer(); files.items.add(new File(["
                + json.writeValueAsString(content) + "], " + json.writeValueAsString(name)
                + ")); const control = document.getElementById('file'); control.files = files.files;"
                + " control.dispatchEvent(new Event('change'));}");
    }

    private static void assertSound(String after) throws Exception {
        browser.evaluate("{" + PageTemplate.resource(ServeBrowserTest.class, "/axe.min.js") + "}");
        assertEquals(
                "[]",
                browser.evaluate(
                                "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': '"
                                        + " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 150) + ' ' + n.failureSummary).join(' | ')))")
                        .toString(),
                after);
        assertEquals(
                "[]",
                browser.evaluate(
                                "[...document.querySelectorAll('h1, h2, h3, p, a, button, select, input, label, caption')]"
                                        + ".filter(e => e.checkVisibility() && !e.closest('.offscreen, .skip, .scroll-x')"
                                        + " && (r => r.width > 0 && (r.left < -1 || r.right > innerWidth + 1))(e.getBoundingClientRect()))"
                                        + ".map(e => e.outerHTML.slice(0, 100)).concat(document.documentElement.scrollWidth > innerWidth ? ['wide'] : [])")
                        .toString(),
                after);
        assertEquals(List.of(), browser.problems(), after);
    }

    /** So many items that an audit of them takes long. */
    private static String large(int items, int rows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        StringBuilder votes = new StringBuilder("winner,loser").append('\n');
        for (int k = 0; k < rows; k++) {
            int i = random.nextInt(items);
            int j = (i + 1 + random.nextInt(items - 1)) % items;
            votes.append("item ").append(i).append(",item ").append(j).append('\n');
        }
        return votes.toString();
    }

    @ParameterizedTest
    @CsvSource({"360,true", "360,false", "1440,false", "2000,true"})
    void aFileIsDroppedAndItsReportOpened(int width, boolean dark) throws Exception {
        try (Served served = new Served("--quiet")) {
            browser.open(served.address(), width, dark);
            assertSound("empty");
            choose("votes <b>&amp; \u202Eothers.csv", Files.readString(ARENA));
            await("[data-state=done]");
            assertEquals("votes <b>&amp; \\u202eothers.csv", text("document.querySelector('h2').textContent"));
            assertTrue(text("document.querySelector('.audit p').textContent")
                    .startsWith("2 items share the first place, so one judgement decides which is first: "));
            choose("broken.csv", """
                    model_a,model_b,winner
                    a,b,somebody
                    """);
            await("[data-state=failed]");
            assertTrue(
                    text("document.querySelector('[data-state=failed] .warning').textContent")
                            .startsWith("broken.csv:2: "),
                    text("document.querySelector('[data-state=failed]').textContent"));
            browser.click("[aria-label='Remove broken.csv']");
            await(":root:not(:has([data-state=failed]))");
            assertEquals("file", text("document.activeElement.id"));
            browser.click(".another");
            await("table.beside");
            assertEquals(
                    8,
                    browser.evaluate("document.querySelectorAll('table.beside tbody tr').length")
                            .intValue());
            assertSound("two models");
            browser.click("a.open");
            await(".ranks li");
            assertEquals(
                    8,
                    browser.evaluate("document.querySelectorAll('.ranks li').length")
                            .intValue());
            assertEquals("cedar", text("document.querySelector('.ranks li .name').textContent"));
            assertEquals(List.of(), browser.problems());
            assertTrue(browser.requests().stream()
                    .allMatch(url -> url.startsWith("http://127.0.0.1:") || url.startsWith("data:")));
        }
    }

    @ParameterizedTest
    @CsvSource({"360,true", "1440,false"})
    void theRowsBehindFindingsAreShown(int width, boolean dark) throws Exception {
        try (Served served = new Served("--quiet")) {
            browser.open(served.address(), width, dark);
            choose("votes, \"b\".csv", Files.readString(ARENA).replace("cedar", "ce\u202edar"));
            await("[data-state=done]");
            browser.evaluate("document.querySelector('.responsible summary').focus()");
            browser.press("Enter");
            await(".responsible tbody tr");
            List<String> lines =
                    served.wire().get("audit/1/rows.csv").body().lines().toList();
            assertTrue(lines.size() > 20 && lines.get(1).startsWith("\"votes, \"\"b\"\".csv\","), lines.get(1));
            assertEquals(
                    20,
                    browser.evaluate("document.querySelectorAll('.responsible tbody tr').length")
                            .intValue());
            assertEquals(
                    "votes, \"b\".csv:" + lines.get(1).replaceFirst("^\".*\",(\\d+),.*$", "$1"),
                    text("document.querySelector('.responsible tbody td').textContent"));
            assertTrue(
                    browser.evaluate(
                                    "[...document.querySelectorAll('.rows td, .rows th')].every(e => e.offsetHeight < 90)")
                            .booleanValue(),
                    "no name stands letter below letter");
            assertSound("rows");
            browser.click(".responsible button");
            assertEquals(
                    lines.size() - 1,
                    browser.evaluate("document.querySelectorAll('.responsible tbody tr').length")
                            .intValue());
            assertSound("all rows");
        }
    }

    @ParameterizedTest
    @CsvSource({"390,true", "1440,false"})
    void anAuditThatRunsIsStopped(int width, boolean dark) throws Exception {
        try (Served served = new Served("--quiet")) {
            browser.open(served.address(), width, dark);
            choose("large.csv", large(600, 60_000));
            await("[data-state=running] .stop");
            browser.evaluate("document.querySelector('.stop').focus()");
            browser.press("Enter");
            await("[data-state=stopped]");
            assertEquals(
                    "H3", text("document.activeElement.tagName")); // the button is gone, the reader is where it was
            assertSound("stopped");
        }
    }

    @ParameterizedTest
    @CsvSource({"360,true", "1440,false"})
    void whatIfIsAskedByTheKeyboard(int width, boolean dark) throws Exception {
        try (Served served = new Served(ARENA, "--quiet")) {
            served.audits(1);
            browser.open(served.address().resolve("audit/1/what-if"), width, dark);
            assertSound("what if");
            browser.evaluate("document.getElementById('out').value = 'nobody'; document.getElementById('fit').focus()");
            browser.press("Enter");
            await("#message:not([hidden])");
            assertEquals("There is no item “nobody”.", text("document.getElementById('message').textContent"));
            browser.evaluate(
                    "for (const [id, value] of [['out', 'fir'], ['first', 'aspen'], ['second', 'cedar'], ['wins', 9]])"
                            + " document.getElementById(id).value = value; document.getElementById('wins').focus()");
            browser.press("Enter");
            await("table.changed");
            assertEquals(
                    7,
                    browser.evaluate("document.querySelectorAll('table.changed tbody tr').length")
                            .intValue());
            assertEquals("aspen", text("document.querySelector('table.changed tbody th').textContent"));
            assertSound("changed");
        }
    }

    @ParameterizedTest
    @CsvSource({"360,true", "1440,false"})
    void theFiguresOfAnExperimentComeByThemselves(int width, boolean dark) throws Exception {
        Files.writeString(folder.resolve("results.jsonl"), "{}\n");
        try (Served served = new Served(folder, "--quiet")) {
            browser.open(served.address(), width, dark);
            await("#experiments h2");
            Files.copy(Path.of("..", "docs", "experiment", "main.svg"), folder.resolve("main.svg"));
            await("#experiments img");
            while (!browser.evaluate("document.querySelector('#experiments img').naturalWidth > 100")
                    .booleanValue()) {
                Thread.sleep(20);
            }
            assertSound("figures");
        }
    }

    @Test
    void theTabKeyReachesEveryControl() throws Exception {
        try (Served served = new Served(ARENA, "--quiet")) {
            served.audits(1);
            browser.open(served.address(), 1440, false);
            await("[data-state=done]");
            int controls = browser.evaluate(
                            "[...document.querySelectorAll('button, input, select, a[href]')].filter(e => e.checkVisibility())"
                                    + ".map((e, k) => { e.dataset.control = k; return k; }).length")
                    .intValue();
            Set<String> reached = new LinkedHashSet<>();
            for (int k = 0; k < controls + 3; k++) {
                browser.press("Tab");
                reached.add(text("document.activeElement.dataset.control || ''"));
            }
            reached.remove("");
            assertEquals(controls, reached.size(), reached::toString);
        }
    }

    @Test
    void forcedColoursStayLegible() throws Exception {
        try (Served served = new Served(ARENA, "--quiet")) {
            served.audits(1);
            browser.open(served.address(), 1440, false);
            await("[data-state=done]");
            browser.prefer("forced-colors", "active");
            assertEquals("solid", text("getComputedStyle(document.querySelector('.audit')).borderStyle"));
            assertSound("forced colours");
        }
    }
}
