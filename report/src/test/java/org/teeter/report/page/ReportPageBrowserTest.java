package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.testing.Browser;
import tools.jackson.databind.JsonNode;

/** The page in a real browser; skipped where there is none. */
@Tag("browser")
class ReportPageBrowserTest {

    @TempDir
    static Path pages;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the page was not tried in a browser");
        SamplePages.write(pages);
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

    private static void open(String sample) throws Exception {
        browser.open(pages.resolve(sample + ".html"), 1400, false);
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asString();
    }

    private static double number(String expression) throws Exception {
        return browser.evaluate(expression).doubleValue();
    }

    static Stream<Arguments> everySampleBothWaysAtThreeWidths() {
        return SampleAudit.SAMPLES.stream()
                .flatMap(sample -> Stream.of(320, 380, 1400)
                        .flatMap(width -> Stream.of(true, false).map(dark -> Arguments.of(sample, width, dark))));
    }

    @ParameterizedTest
    @MethodSource("everySampleBothWaysAtThreeWidths")
    void drawsWithoutComplaintWithoutNetworkAndWithinTheWindow(String sample, int width, boolean dark)
            throws Exception {
        Path file = pages.resolve(sample + ".html");
        browser.open(file, width, dark);
        assertEquals(List.of(), browser.problems());
        assertEquals(List.of(file.toUri().toString()), browser.requests());
        assertTrue(number("document.documentElement.scrollWidth") <= width);
        assertTrue(!text("document.title").equals("broken"));
        assertEquals(
                dark ? "rgb(20, 23, 27)" : "rgb(251, 250, 247)",
                text("getComputedStyle(document.body).backgroundColor"));
        // Whatever may be wider than the window scrolls in a box of its own.
        assertEquals(
                "[]",
                text(
                        "JSON.stringify([...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > "
                                + width
                                + " + 1 && !e.closest('.table-scroll, .scroll-x, svg')).map(e => e.outerHTML.slice(0, 99)))"));
    }

    @Test
    void withoutScriptsTheVerdictAndTheFindingsStand() throws Exception {
        browser.scripts(false);
        open("typical");
        assertEquals(List.of(), browser.problems());
        assertTrue(text("document.querySelector('h1').innerText").startsWith("20 predictions"));
        assertEquals(20, number("document.querySelectorAll('article.card .fan svg').length"));
        assertEquals(5, number("document.querySelectorAll('.drawn p.empty').length"));
    }

    @Test
    void namesAreShownAsTheyAre() throws Exception {
        open("hostile");
        for (int i = 0; i < 12; i++) {
            String name = SampleAudit.hostile(i);
            if (!name.isBlank() && name.indexOf(0) < 0) {
                String quoted = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(name);
                assertEquals(
                        1,
                        number(
                                "[...document.querySelectorAll('.ranks bdi')].filter(e => (e.textContent.length > 80 ? e.title : e.textContent) === "
                                        + quoted + ").length"));
            }
        }
        assertEquals(0, number("document.querySelectorAll('main img, main script').length"));
    }

    @Test
    void theAddressAndTheButtonChooseTheColours() throws Exception {
        open("paper");
        browser.evaluate("document.getElementById('theme').click()");
        assertEquals("rgb(20, 23, 27)", text("getComputedStyle(document.body).backgroundColor"));
        browser.evaluate("document.getElementById('theme').click()");
        assertEquals("rgb(251, 250, 247)", text("getComputedStyle(document.body).backgroundColor"));
    }

    private static final String HEAD =
            "[...document.querySelectorAll('#table-targets thead button')].find(b => b.title.endsWith('(COLUMN)'))";

    private static List<String> column(String name) throws Exception {
        String at = HEAD.replace("COLUMN", name) + ".parentElement.cellIndex";
        List<String> cells = new ArrayList<>();
        browser.evaluate("[...document.querySelectorAll('#table-targets tbody tr')].map(r => r.cells[" + at
                        + "].title || r.cells[" + at + "].textContent)")
                .forEach(cell -> cells.add(cell.asString()));
        return cells;
    }

    @Test
    void tablesAreSortedBothWaysWithNothingLast() throws Exception {
        open("typical");
        String head = HEAD.replace("COLUMN", "refit_actual");
        browser.evaluate(head + ".click()");
        assertEquals("descending", text(head + ".parentElement.getAttribute('aria-sort')"));
        List<String> falling = column("refit_actual");
        browser.evaluate(head + ".click()");
        assertEquals("ascending", text(head + ".parentElement.getAttribute('aria-sort')"));
        List<String> rising = column("refit_actual");
        long missing = falling.stream().filter("–"::equals).count();
        assertTrue(missing > 0 && missing < falling.size());
        int present = falling.size() - (int) missing;
        for (int row = 1; row < present; row++) {
            assertTrue(Double.parseDouble(falling.get(row - 1)) >= Double.parseDouble(falling.get(row)));
            assertTrue(Double.parseDouble(rising.get(row - 1)) <= Double.parseDouble(rising.get(row)));
        }
        assertEquals(falling.subList(present, falling.size()), rising.subList(present, rising.size()));
        assertEquals(1, number("document.querySelectorAll('#table-targets [aria-sort]').length"));
    }

    @Test
    void longTablesArePagedAndFiltered() throws Exception {
        open("rows");
        String rows = "document.querySelectorAll('#table-targets tbody tr').length";
        double all = number("JSON.parse(document.getElementById('data').textContent).targets.rows.length");
        assertTrue(all > 400);
        assertEquals(200, number(rows));
        browser.evaluate("document.querySelector('#table-targets .pages').lastChild.click()");
        assertEquals("rows 201 to 400", text("document.querySelector('#table-targets .pages span').textContent"));
        browser.evaluate("{const e = document.querySelector('#table-targets input'); e.value = 'CONTESTANT 374';"
                + " e.dispatchEvent(new Event('input'))}");
        assertTrue(number(rows) > 0);
        assertTrue(text("document.querySelector('#table-targets .found').textContent")
                .contains(" of "));
        assertTrue(browser.evaluate(
                        "[...document.querySelectorAll('#table-targets tbody tr')].every(r => r.textContent.includes('contestant 374'))")
                .booleanValue());
    }

    @Test
    void aTableIsCopiedInTheFilesOrderWithEveryDigit() throws Exception {
        open("hostile");
        String csv = text(
                "new Promise(copied => { navigator.clipboard.writeText = text => { copied(text); return Promise.resolve(); };"
                        + " document.querySelector('#table-targets .tools button').click(); })");
        String[] lines = csv.split("\r\n", -1);
        assertEquals(
                "target_i,target_j,observed,p,se,source_a,source_b,n,y,p_source,leverage,flow,sensitivity,model_to_model,"
                        + "local_bound,m_class,p_low,p_high,refit_delta_y,refit_predicted,refit_actual",
                lines[0]);
        JsonNode data = SampleAudit.sample("hostile").get("targets");
        assertTrue(csv.contains("," + data.get(0).get("p").doubleValue() + ","), lines[1]);
        assertTrue(csv.contains("\"${title} & {{mustache}} 'quoted' \"\"twice\"\"\""));
    }

    @Test
    void aTableIsCopiedAsMarkdownAsThePageShowsIt() throws Exception {
        open("hostile");
        String table = text(
                "new Promise(copied => { navigator.clipboard.writeText = text => { copied(text); return Promise.resolve(); };"
                        + " document.querySelectorAll('#table-targets .tools button')[1].click(); })");
        String[] lines = table.split("\n", -1);
        assertTrue(
                lines[0].startsWith("| prediction of | over | sensitivity S | fragile at M | predicted |"), lines[0]);
        assertTrue(lines[1].startsWith("| --- | --- | ---: | ---: | ---: |"), lines[1]);
        int columns = lines[0].split("(?<!\\\\)\\|", -1).length;
        for (String line : lines) {
            assertTrue(line.isEmpty() || line.split("(?<!\\\\)\\|", -1).length == columns, line);
            assertTrue(!line.contains("<img") && !line.contains("<script"), line);
        }
        assertEquals(SampleAudit.sample("hostile").get("targets").size() + 3, lines.length);
    }

    /** The slow and obvious way to the boundary of Eq. (5): on it Eq. (4) must be M. */
    @Test
    void theRegionsEndWhereTheSensitivityIsM() throws Exception {
        open("paper");
        JsonNode paths = browser.evaluate(
                "[...document.querySelector('#regions-plot svg').querySelectorAll('path.region')].map(p => p.getAttribute('d'))");
        JsonNode frame = browser.evaluate(
                "(r => ['x', 'y', 'width', 'height'].map(a => +r.getAttribute(a)))(document.querySelector('#regions-plot rect.frame'))");
        double[] m = {2, 2, 5, 5, 10, 10};
        assertEquals(m.length, paths.size());
        int inner = 0;
        for (int k = 0; k < m.length; k++) {
            for (String point : paths.get(k).asString().substring(1).split("[LZ]", 0)) {
                String[] xy = point.split(" ", 2);
                double a = (Double.parseDouble(xy[0]) - frame.get(0).doubleValue())
                        / frame.get(2).doubleValue();
                double b = 1
                        - (Double.parseDouble(xy[1]) - frame.get(1).doubleValue())
                                / frame.get(3).doubleValue();
                if (Math.min(b, 1 - b) > 0.02 && Math.min(a, 1 - a) > 0.003) {
                    inner++;
                    double d = a * b + (1 - a) * (1 - b);
                    // Coordinates are printed to 0.01 of about 480 pixels, and S/M changes by less than 40 over the
                    // unit square there.
                    assertEquals(1, b * (1 - b) / (d * d) / m[k], 40 * 0.02 / 480);
                }
            }
        }
        assertTrue(inner > 100, () -> "points inside the frame: " + paths);
    }

    @Test
    void anotherFindingsCurrentIsThatOfItsTarget() throws Exception {
        open("typical");
        JsonNode findings = SampleAudit.sample("typical").get("findings");
        assertEquals(findings.size(), number("document.querySelector('#network select').options.length"));
        for (int other = 1; other < findings.size(); other++) {
            browser.evaluate("{const e = document.querySelector('#network select'); e.value = '" + other
                    + "'; e.dispatchEvent(new Event('change'))}");
            double expected =
                    findings.get(other).get("target").get("sensitivity").doubleValue();
            double drawn = Double.parseDouble(text("document.querySelector('#network tbody tr').lastChild.title"));
            assertEquals(
                    expected,
                    drawn,
                    1e-7 * Math.abs(expected)); // two solvers, of residual 1e-13 and of a condition below 1e6
        }
    }

    @Test
    void theKeyboardGoesThroughThePointsMostFragileFirst() throws Exception {
        open("typical");
        browser.evaluate("{const e = document.querySelector('#regions-plot svg'); e.focus();"
                + " e.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}))}");
        String worst = text("document.querySelector('.worst li').textContent");
        String tip = text("document.getElementById('tip').innerText").replaceAll("[\u2068\u2069]", "");
        assertTrue(tip.startsWith(worst.substring(0, worst.indexOf(':'))), tip);
        browser.evaluate(
                "document.querySelector('#regions-plot svg').dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))");
        assertTrue(browser.evaluate("document.getElementById('tip').hidden").booleanValue());
    }

    @Test
    void theRankingFindsAnItemAndShowsTheRestOnDemand() throws Exception {
        open("large");
        String rows = "document.querySelectorAll('.ranks li').length";
        assertEquals(300, number(rows));
        browser.evaluate("document.querySelector('.ranking-scroll > button').click()");
        assertEquals(2_000, number(rows));
        browser.evaluate("{const e = document.querySelector('#ranking input'); e.value = 'number 1999';"
                + " e.dispatchEvent(new Event('input'))}");
        assertEquals(1, number(rows));
        assertTrue(text("document.querySelector('#network .aside').textContent").contains("25 items of 2,000"));
    }

    /** WCAG 2.2, 1.4.3: 4.5 for text; 1.4.11: 3 for what a picture needs. */
    @Test
    void coloursAreFarEnoughApart() throws Exception {
        for (boolean dark : List.of(true, false)) {
            browser.open(pages.resolve("paper.html"), 1400, dark);
            for (String ground : List.of("--ground", "--paper", "--head", "--wash")) {
                for (String text : List.of("--ink", "--soft", "--cool", "--hot")) {
                    assertTrue(contrast(text, ground) >= 4.5, text + " on " + ground + ": " + contrast(text, ground));
                }
            }
        }
    }

    private static double contrast(String one, String other) throws Exception {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String variable) throws Exception {
        int colour = Integer.parseInt(
                text("getComputedStyle(document.documentElement).getPropertyValue('" + variable + "').trim()")
                        .replaceFirst("^#(.)(.)(.)$", "#$1$1$2$2$3$3")
                        .substring(1),
                16);
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /** Where {@code TEETER_PICTURES} names a directory, leaves there what the pages look like. */
    @Test
    void leavesPicturesWhereAsked() throws Exception {
        String directory = System.getenv("TEETER_PICTURES");
        assumeTrue(directory != null, "TEETER_PICTURES names no directory");
        Path pictures = Files.createDirectories(Path.of(directory));
        for (String sample : SampleAudit.SAMPLES) {
            for (int width : new int[] {380, 1400}) {
                for (boolean dark : List.of(true, false)) {
                    browser.open(pages.resolve(sample + ".html"), width, dark);
                    Path picture = pictures.resolve(sample + "-" + width + (dark ? "-dark" : "-light") + ".png");
                    browser.picture(picture);
                    assertTrue(Files.size(picture) > 10_000, picture::toString);
                }
            }
        }
    }
}
