package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.infer.Covariance;
import org.teeter.link.Cauchit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;
import org.teeter.random.L64X128Mix;
import org.teeter.report.page.SampleVotes.Rule;
import org.teeter.testing.Browser;
import org.teeter.votes.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The page in a real browser, what a person does there, and the library that its numbers are held against; skipped where there is no browser. */
abstract class ExplorerFixture {
    static final double TOLERANCE = 1e-9;
    static final Rule PLAIN = new Rule(Ties.HALF, Prior.none());

    @TempDir
    static Path pages;

    static Browser browser;

    SampleVotes votes = drawn(5, 12, i -> "model " + (char) ('a' + i));

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        write("plain", drawn(5, 12, i -> "model " + (char) ('a' + i)).page(new BradleyTerry(), PLAIN));
        write("turn", drawn(5, 12, i -> "model " + (char) ('a' + i)).pageWithTurn(PLAIN, Change.FLIP, 2));
        write("boundary", drawn(5, 12, i -> "model " + (char) ('a' + i)).pageWithBoundary(PLAIN, 5, 2));
        write("hostile", drawn(6, 12, i -> SampleAudit.hostile(i) + i).page(new BradleyTerry(), PLAIN));
        write("cauchit", drawn(5, 12, i -> "model " + i).page(new LinkModel(new Cauchit()), PLAIN));
        write("arena", drawn(8, 129, i -> "model number " + i).page(new BradleyTerry(), PLAIN));
        browser = new Browser(executable.orElseThrow());
    }

    static SampleVotes drawn(long seed, int n, IntFunction<String> names) {
        RandomGenerator random = L64X128Mix.of(seed);
        return SampleVotes.drawn(random, n, 0.5, 80, names);
    }

    static void write(String name, ObjectNode data) throws Exception {
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

    static void open(String page) throws Exception {
        browser.open(pages.resolve(page + ".html"), 1280, false);
    }

    static String text(String expression) throws Exception {
        return browser.evaluate(expression).asString();
    }

    static double number(String expression) throws Exception {
        return browser.evaluate(expression).doubleValue();
    }

    static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    /** Chooses in a select by what it is called. */
    static void choose(String label, String option) throws Exception {
        browser.evaluate(
                "{const e = document.querySelector('[aria-label=' + JSON.stringify(" + quoted(label) + ") + ']');"
                        + " e.value = [...e.options].find(o => o.textContent === " + quoted(option) + " || o.value === "
                        + quoted(option) + ").value; e.dispatchEvent(new Event('change'))}");
    }

    static void type(String id, double value) throws Exception {
        browser.evaluate("{const e = document.querySelector(" + quoted(id) + "); e.value = " + value
                + "; for (const t of ['input', 'change']) e.dispatchEvent(new Event(t))}");
    }

    static void click(String button) throws Exception {
        browser.evaluate("[...document.querySelectorAll('#what-if button')].find(b => b.textContent === "
                + quoted(button) + ").click()");
    }

    void pair(int i, int j) throws Exception {
        choose("Why this item …", votes.name(i));
        choose("… stands above this one", votes.name(j));
    }

    static String said() throws Exception {
        return text("document.querySelector('.said').innerText").replaceAll("[\u2068\u2069]", "");
    }

    /** What stands in the ranking, to the last digit, is what the library makes of the same votes. */
    void assertAgrees(Rule rule, Set<Integer> out) throws Exception {
        assertAgrees(new BradleyTerry(), rule, out);
    }

    void assertAgrees(PairModel model, Rule rule, Set<Integer> out) throws Exception {
        Fit<ComparisonGraph> fit = votes.fit(model, rule, out);
        int[] kept = votes.kept(out);
        settled(); // rows out of sight, too
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
        JsonNode errors = browser.evaluate(
                "Object.fromEntries([...document.querySelectorAll('.ranks li:not(.gone)')].map(li =>"
                        + " [li.querySelector('bdi').textContent, +li.querySelector('.value').title.match(/standard error ([^,]+)/)[1]]))");
        List<Double> expectedErrors = Covariance.ofInformation(fit).ofScores().values();
        for (int k = 0; k < kept.length; k++) {
            assertEquals(
                    expectedErrors.get(k),
                    errors.get(votes.name(kept[k])).doubleValue(),
                    TOLERANCE,
                    votes.name(kept[k]));
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

    /** Votes as the page has them after many were moved: those that {@code teeter} would read. */
    int copied() throws Exception {
        int before = votes.total();
        votes.read(text(
                "new Promise(copied => { navigator.clipboard.writeText = text => { copied(text); return Promise.resolve(); };"
                        + " document.getElementById('copy-counts').click(); })"));
        return votes.total() - before;
    }

    static String[] first() throws Exception {
        return new String[] {
            text("document.querySelector('#why select').selectedOptions[0].textContent"),
            text("document.querySelectorAll('#why select')[1].selectedOptions[0].textContent")
        };
    }

    static double lead() throws Exception {
        settled();
        return number("+document.querySelectorAll('.answer b')[1].title");
    }

    static void settled() throws Exception {
        settled(browser);
    }

    /** Until the chains and the intervals are drawn, too. */
    static void settled(Browser browser) throws Exception {
        browser.evaluate(
                "new Promise(done => { const look = () => document.querySelector('[data-waiting]') ? setTimeout(look, 5) : done(true);"
                        + " look(); })");
    }
}
