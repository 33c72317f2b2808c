package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.LinkModel;
import org.teeter.report.page.SampleVotes.Rule;
import org.teeter.testing.Browser;
import org.teeter.votes.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** "What if" in a real browser, every control against a fit by the library; skipped where there is no browser. */
@Tag("browser")
class ExplorerBrowserTest {
    private static final double TOLERANCE = 1e-9;
    private static final Rule PLAIN = new Rule(Ties.HALF, Prior.none());

    @TempDir
    static Path pages;

    private static Browser browser;

    private SampleVotes votes = drawn(5, 12, i -> "model " + (char) ('a' + i));

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        write("plain", drawn(5, 12, i -> "model " + (char) ('a' + i)).page(new BradleyTerry(), PLAIN));
        write("turn", drawn(5, 12, i -> "model " + (char) ('a' + i)).pageWithTurn(PLAIN, Change.FLIP, 2));
        write("hostile", drawn(6, 12, i -> SampleAudit.hostile(i) + i).page(new BradleyTerry(), PLAIN));
        write("probit", drawn(5, 12, i -> "model " + i).page(new LinkModel(new Probit()), PLAIN));
        write("arena", drawn(8, 129, i -> "model number " + i).page(new BradleyTerry(), PLAIN));
        browser = new Browser(executable.orElseThrow());
    }

    private static SampleVotes drawn(long seed, int n, IntFunction<String> names) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return SampleVotes.drawn(random, n, 0.5, 80, names);
    }

    private static void write(String name, ObjectNode data) throws Exception {
        try (Writer out = Files.newBufferedWriter(pages.resolve(name + ".html"))) {
            ReportPage.write(out, data);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        open("plain");
    }

    private static void open(String page) throws Exception {
        browser.open(pages.resolve(page + ".html"), 1280, false);
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asString();
    }

    private static double number(String expression) throws Exception {
        return browser.evaluate(expression).doubleValue();
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    /** Chooses in a select by what it is called. */
    private static void choose(String label, String option) throws Exception {
        browser.evaluate(
                "{const e = document.querySelector('[aria-label=' + JSON.stringify(" + quoted(label) + ") + ']');"
                        + " e.value = [...e.options].find(o => o.textContent === " + quoted(option) + " || o.value === "
                        + quoted(option) + ").value; e.dispatchEvent(new Event('change'))}");
    }

    private static void type(String id, double value) throws Exception {
        browser.evaluate("{const e = document.querySelector(" + quoted(id) + "); e.value = " + value
                + "; for (const t of ['input', 'change']) e.dispatchEvent(new Event(t))}");
    }

    private static void click(String button) throws Exception {
        browser.evaluate("[...document.querySelectorAll('#what-if button')].find(b => b.textContent === "
                + quoted(button) + ").click()");
    }

    private void pair(int i, int j) throws Exception {
        choose("Votes of this item …", votes.name(i));
        choose("… against this one", votes.name(j));
    }

    private static String said() throws Exception {
        return text("document.querySelector('.said').innerText").replaceAll("[\u2068\u2069]", "");
    }

    /** What stands in the ranking, to the last digit, is what the library makes of the same votes. */
    private void assertAgrees(Rule rule, Set<Integer> out) throws Exception {
        Fit<ComparisonGraph> fit = votes.fit(rule, out);
        int[] kept = votes.kept(out);
        JsonNode scores = browser.evaluate(
                "Object.fromEntries([...document.querySelectorAll('.ranks li:not(.gone)')].map(li =>"
                        + " [li.querySelector('bdi').textContent, +li.querySelector('.value').title.match(/score (\\S+?),/)[1]]))");
        assertEquals(kept.length, scores.size());
        String one = votes.name(kept[0]);
        for (int k = 0; k < kept.length; k++) {
            double lead = scores.get(votes.name(kept[k])).doubleValue()
                    - scores.get(one).doubleValue();
            assertEquals(fit.scores().difference(k, 0), lead, TOLERANCE, votes.name(kept[k]));
        }
        String order =
                text("[...document.querySelectorAll('.ranks li:not(.gone) bdi')].map(e => e.textContent).join()");
        String expected = IntStream.range(0, kept.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -fit.scores().get(k)))
                .map(k -> votes.name(kept[k]))
                .collect(Collectors.joining(","));
        assertEquals(expected, order);
        assertEquals(List.of(), browser.problems());
    }

    @Test
    void everyControlRefitsAsTheLibraryDoes() throws Exception {
        assertAgrees(PLAIN, Set.of());
        assertEquals("The data are as they are.", said());
        pair(3, 4);
        int won = votes.wins[3][4];
        int lost = votes.wins[4][3];
        type("#what-share", 1);
        votes.wins[3][4] = 1;
        votes.wins[4][3] = won + lost - 1;
        assertAgrees(PLAIN, Set.of());
        assertTrue(said().contains((won - 1) + " turned round: now "), said());
        browser.evaluate("document.querySelector('[type=number]').value = 7");
        choose("Which votes", "for the second");
        click("Turn round");
        votes.wins[3][4] += 7;
        votes.wins[4][3] -= 7;
        assertAgrees(PLAIN, Set.of());
        click("Leave out");
        votes.wins[4][3] -= 7;
        assertAgrees(PLAIN, Set.of());
        choose("Which votes", "ties");
        click("Add");
        votes.tie(3, 4, 7);
        assertAgrees(PLAIN, Set.of());
        choose("Leave out an item", votes.name(0));
        assertAgrees(PLAIN, Set.of(0));
        choose("Ties", "drop");
        assertAgrees(new Rule(Ties.DROP, Prior.none()), Set.of(0));
        choose("Prior", "normal");
        type("[aria-label^=Strength]", 0.7);
        assertAgrees(new Rule(Ties.DROP, Prior.normal(0.7)), Set.of(0));
        click("Take back " + votes.name(0));
        assertAgrees(new Rule(Ties.DROP, Prior.normal(0.7)), Set.of());
    }

    @Test
    void theAddressShowsTheSameAndTheButtonGoesBack() throws Exception {
        pair(2, 7);
        browser.evaluate("document.querySelector('[type=number]').value = 9");
        click("Add");
        votes.wins[2][7] += 9;
        choose("Leave out an item", votes.name(5));
        String address = text("new Promise(kept => setTimeout(() => kept(location.href), 400))");
        assertTrue(address.contains("#what-if&pair=model+c&pair=model+h&votes="), address);
        String told = said();
        open("probit"); // elsewhere, then back by the address alone
        browser.open(URI.create(address), 1280, false);
        assertEquals(told, said());
        assertAgrees(PLAIN, Set.of(5));
        click("Back to the data as they are");
        votes.wins[2][7] -= 9;
        assertAgrees(PLAIN, Set.of());
        assertEquals("The data are as they are.", said());
        assertEquals(
                "",
                text("new Promise(kept => setTimeout(() => kept(location.hash), 400))"),
                "the address is as it was");
    }

    @Test
    void theVotesThatChangeTheOrderAreTried() throws Exception {
        open("turn");
        ComparisonGraph data = votes.fit(PLAIN, Set.of()).data();
        int i = data.first(0);
        int j = data.second(0);
        browser.evaluate("document.querySelector('table.votes button').click()");
        votes.wins[i][j] -= 2;
        votes.wins[j][i] += 2;
        assertAgrees(PLAIN, Set.of());
        assertTrue(said().contains(" 2 turned round: now "), said());
        assertEquals("as-they-are", text("document.activeElement.id"));
        assertTrue(number("document.querySelectorAll('.ranks .place').length") >= votes.size());
        click("Back to the data as they are");
        assertTrue(text("document.querySelector('.ranks .place').textContent").matches("\\d+(–\\d+)?"));
    }

    @Test
    void withoutAFiniteFitItSaysWhy() throws Exception {
        for (int j = 0; j < votes.size(); j++) {
            if (j != 1 && votes.wins[1][j] + votes.ties[1][j] > 0) {
                pair(1, j);
                browser.evaluate("document.querySelector('[type=number]').value = 10000");
                choose("Which votes", "ties");
                click("Leave out");
                choose("Which votes", "for the first");
                click("Turn round");
            }
        }
        assertTrue(
                said().endsWith(
                                "No finite scores: model b does not win a vote against the rest. A prior would hold them."),
                said());
        choose("Prior", "pseudo");
        assertTrue(!said().contains("No finite"), said());
    }

    @Test
    void theSliderIsReachedByTheKeyboardAndStepsByAVote() throws Exception {
        pair(3, 4);
        browser.evaluate("document.getElementById('what-share').focus()");
        assertEquals("what-share", text("document.activeElement.id"));
        browser.evaluate(
                "document.getElementById('what-share').stepUp(); document.getElementById('what-share').dispatchEvent(new Event('input'))");
        votes.wins[3][4]++;
        votes.wins[4][3]--;
        assertAgrees(PLAIN, Set.of());
        assertTrue(said().contains("1 turned round"), said());
    }

    @Test
    void hostileNamesDoNothingHere() throws Exception {
        open("hostile");
        browser.evaluate(
                "[...document.querySelectorAll('#what-if select[aria-label=\"Leave out an item\"]')].forEach(e => { e.value = '3';"
                        + " e.dispatchEvent(new Event('change')); })");
        type("#what-share", 1);
        String address = text("new Promise(kept => setTimeout(() => kept(location.href), 400))");
        String told = said();
        open("probit");
        browser.open(URI.create(address), 1280, false);
        assertEquals(told, said());
        assertEquals(0, number("document.querySelectorAll('main img, main script').length"));
        assertEquals(List.of(), browser.problems());
        browser.evaluate(
                "location.hash = '#what-if&pair=nobody&pair=&votes=a&votes=b&votes=-1&votes=x&votes=1e99&out=%E0%A4%A&prior=evil:0&ties=<b>'");
        assertEquals(
                "The data are as they are.",
                text("new Promise(kept => setTimeout(() => kept(document.querySelector('.said').innerText), 100))"));
    }

    @Test
    void ofOtherModelsALineSaysWhyThereIsNone() throws Exception {
        open("probit");
        assertEquals(
                "What if: this is for Bradley-Terry fits of pairs without conditions, so nothing can be changed here.",
                text("document.getElementById('what-if').innerText"));
        assertEquals(0, number("document.querySelectorAll('#what-if select').length"));
    }

    @ParameterizedTest
    @CsvSource({"360,true", "390,false", "1000,true", "1280,false", "1280,true", "2000,false"})
    void nothingLeavesTheWindowAtAnyWidth(int width, boolean dark) throws Exception {
        for (String page : List.of("plain", "hostile", "arena")) {
            browser.open(pages.resolve(page + ".html"), width, dark);
            type("#what-share", 1);
            choose("Leave out an item", "4");
            assertTrue(number("document.documentElement.scrollWidth") <= width, page);
            assertEquals(
                    "[]",
                    text(
                            "JSON.stringify([...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > "
                                    + width
                                    + " + 1 && !e.closest('.table-scroll, .scroll-x, svg')).map(e => e.outerHTML.slice(0, 99)))"));
            assertEquals(List.of(), browser.problems());
        }
    }

    /** A frame is 16 ms on an idle machine; where several tests share one, the median may take some more. */
    @Test
    void aSliderOf129ItemsAnswersAtOnce() throws Exception {
        open("arena");
        double median = number("(() => { const slider = document.getElementById('what-share'); const times = [];"
                + " for (let k = 1; k < 40; k++) { const start = performance.now(); slider.value = k % (+slider.max - 1) + 1;"
                + " slider.dispatchEvent(new Event('input')); document.body.offsetHeight; times.push(performance.now() - start); }"
                + " return times.sort((a, b) => a - b)[20]; })()");
        assertTrue(median < 50, "median of a slider's step in ms: " + median);
    }
}
