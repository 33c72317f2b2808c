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
import org.teeter.data.Ties;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.random.L64X128Mix;
import org.teeter.testing.Browser;

/** What the page of an arena costs in a real browser; skipped where there is no browser. */
@Tag("browser")
class ExplorerCostBrowserTest {
    @TempDir
    Path folder;

    /** What a page of 129 items costs, published with the test: the goals are 1 s to open and 16 ms for a step of a slider. */
    @Test
    void whatAPageOf129ItemsCosts(TestReporter told) throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        Path arena = folder.resolve("arena.html");
        RandomGenerator random = L64X128Mix.of(8);
        try (Writer out = Files.newBufferedWriter(arena)) {
            ReportPage.write(
                    out,
                    SampleVotes.drawn(random, 129, 0.5, 80, i -> "model number " + i)
                            .page(new BradleyTerry(), new SampleVotes.Rule(Ties.HALF, Prior.none())));
        }
        try (Browser browser = new Browser(executable.orElseThrow())) {
            cost(browser, arena, told);
        }
    }

    private static void cost(Browser browser, Path arena, TestReporter told) throws Exception {
        browser.open(arena, 1280, false);
        browser.processorTime(); // which counts from here on
        browser.open(arena, 1280, false);
        ExplorerBrowserTest.settled(browser);
        double opened = browser.processorTime();
        int steps = 60;
        double wall = browser.evaluate(
                        "(() => { const slider = document.getElementById('what-share'); const times = [];"
                                + " for (let k = 1; k <= " + steps
                                + "; k++) { const start = performance.now(); slider.value = k % (+slider.max - 1) + 1;"
                                + " slider.dispatchEvent(new Event('input')); document.body.offsetHeight; times.push(performance.now() - start); }"
                                + " return times.sort((a, b) => a - b)[" + steps / 2 + "]; })()")
                .doubleValue();
        double slid = browser.processorTime();
        ExplorerBrowserTest.settled(browser);
        double chains = browser.processorTime();
        told.publishEntry(Map.of(
                "opened, processor ms", "%.0f".formatted(opened),
                "a step of a slider, processor ms", "%.1f".formatted((slid - opened) / steps),
                "a step of a slider, wall ms, median", "%.1f".formatted(wall),
                "chains of evidence after it, processor ms", "%.0f".formatted(chains - slid),
                "bytes", Long.toString(Files.size(arena))));
        String said =
                browser.evaluate("document.querySelector('.said').innerText").asString();
        assertTrue(said.contains("turned round"), said);
        assertEquals(List.of(), browser.problems());
    }
}
