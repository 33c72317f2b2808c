package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.random.L64X128Mix;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.JudgedPairs;
import org.teeter.testing.Browser;
import org.teeter.votes.Change;
import tools.jackson.databind.node.ObjectNode;

/** What the page of an arena costs in a real browser; skipped where there is no browser. */
@Tag("browser")
class ExplorerCostBrowserTest {
    @TempDir
    Path folder;

    /**
     * What a page of 129 items, as an arena's, and of 300, the most that it carries counts of, costs, published with the test: the goals are
     * 1 s to open and 16 ms for a step of a slider.
     */
    @ParameterizedTest
    @CsvSource({"129,0.5", "300,0.3"})
    void whatAPageThatFitsAnewCosts(int items, double density, TestReporter told) throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        Path arena = folder.resolve("arena.html");
        RandomGenerator random = L64X128Mix.of(8);
        try (Writer out = Files.newBufferedWriter(arena)) {
            ReportPage.write(
                    out,
                    SampleVotes.drawn(random, items, density, 80, i -> "model number " + i)
                            .pageWithTurn(new SampleVotes.Rule(Ties.HALF, Prior.none()), Change.FLIP, 2));
        }
        try (Browser browser = new Browser(executable.orElseThrow())) {
            cost(browser, arena, told);
        }
    }

    /** What a page of 10,000 items, which carries results only, costs: the goal is 3 s to open. */
    @Test
    void whatAPageOf10000ItemsCosts(TestReporter told) throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        Path page = folder.resolve("many.html");
        try (Writer out = Files.newBufferedWriter(page)) {
            ReportPage.write(out, planted(10_000, 200_000));
        }
        try (Browser browser = new Browser(executable.orElseThrow())) {
            browser.open(page, 1280, false);
            browser.processorTime(); // which counts from here on
            browser.open(page, 1280, false);
            drawn(browser);
            double opened = browser.processorTime();
            double wall = browser.evaluate("performance.now()").doubleValue();
            String before = browser.evaluate("document.querySelector('.ranking-scroll > button').textContent")
                    .asString();
            browser.evaluate("{const e = document.querySelector('#ranking input[type=search]'); e.value = '77';"
                    + " e.dispatchEvent(new Event('input')); document.body.offsetHeight}");
            double searched = browser.processorTime();
            told.publishEntry(Map.of(
                    "opened, processor ms", "%.0f".formatted(opened),
                    "opened, wall ms", "%.0f".formatted(wall),
                    "a letter in the search, processor ms", "%.0f".formatted(searched - opened),
                    "bytes", Long.toString(Files.size(page))));
            assertEquals("Show the other 9,700", before, "the page draws what fits and offers the rest");
            assertEquals(List.of(), browser.problems());
        }
    }

    /** Until all sections are drawn. */
    private static void drawn(Browser browser) throws Exception {
        browser.evaluate("new Promise(done => { const look = () => document.documentElement.dataset.drawing"
                + " ? setTimeout(look, 5) : done(true); look(); })");
    }

    /** An audit of votes on pairs drawn uniformly, by drawn scores. */
    private static ObjectNode planted(int items, int votes) {
        RandomGenerator random = L64X128Mix.of(9);
        double[] scores = random.doubles(items, -2, 2).toArray();
        Tally tally = new Tally();
        for (int k = 0; k < votes; k++) {
            int i = random.nextInt(items);
            int j = (i + random.nextInt(1, items)) % items;
            boolean won = random.nextDouble() < 1 / (1 + Math.exp(scores[j] - scores[i]));
            tally.add(i, j, won ? Outcome.FIRST : Outcome.SECOND);
        }
        Counts counts = tally.counts(Items.numbered(items));
        Audit audit = Audit.of(
                Estimator.of(Prior.normal(2)).fit(new BradleyTerry(), ComparisonGraph.of(counts, Ties.HALF)),
                AuditRequest.standard());
        AuditDocument document = new AuditDocument(
                new AuditedData(
                        List.of(),
                        List.of(),
                        new JudgedPairs(counts, Ties.HALF),
                        audit,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                "0.1.0");
        return document.page(document.json(), "2026-11-29");
    }

    private static void cost(Browser browser, Path arena, TestReporter told) throws Exception {
        browser.open(arena, 1280, false);
        browser.processorTime(); // which counts from here on
        browser.open(arena, 1280, false);
        ExplorerFixture.settled(browser);
        double opened = browser.processorTime();
        browser.evaluate(
                "location.hash = '#what-if&pair=model+number+0&pair=model+number+1'; new Promise(done => setTimeout(done, 50))");
        ExplorerFixture.settled(browser);
        double chosen = browser.processorTime();
        int steps = 60;
        double wall = browser.evaluate(
                        "(() => { const slider = document.getElementById('what-share'); const times = [];"
                                + " for (let k = 1; k <= " + steps
                                + "; k++) { const start = performance.now(); slider.value = k % (+slider.max - 1) + 1;"
                                + " slider.dispatchEvent(new Event('input')); document.body.offsetHeight; times.push(performance.now() - start); }"
                                + " return times.sort((a, b) => a - b)[" + steps / 2 + "]; })()")
                .doubleValue();
        double slid = browser.processorTime();
        browser.evaluate(
                "{const slider = document.getElementById('what-share'); slider.value = slider.value > 1 ? 1 : 2;"
                        + " slider.dispatchEvent(new Event('input'));}");
        ExplorerFixture.settled(browser);
        double chains = browser.processorTime();
        told.publishEntry(Map.of(
                "opened, processor ms", "%.0f".formatted(opened),
                "a step of a slider, processor ms", "%.1f".formatted((slid - chosen) / steps),
                "a step of a slider, wall ms, median", "%.1f".formatted(wall),
                "chains, intervals and ranks after it, processor ms", "%.0f".formatted(chains - slid),
                "bytes", Long.toString(Files.size(arena))));
        String said =
                browser.evaluate("document.querySelector('.said').innerText").asString();
        assertTrue(said.contains("turned round"), said);
        assertEquals(List.of(), browser.problems());
    }
}
