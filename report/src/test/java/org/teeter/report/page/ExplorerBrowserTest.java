package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Ties;
import org.teeter.evidence.NodeSplit;
import org.teeter.evidence.Waterfall;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.infer.Covariance;
import org.teeter.infer.RankSets;
import org.teeter.link.Probit;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.RaoKupper;
import org.teeter.report.page.SampleVotes.Rule;
import tools.jackson.databind.JsonNode;

/** "What if" in a real browser, every control against a fit by the library; skipped where there is no browser. */
@Tag("browser")
class ExplorerBrowserTest extends ExplorerFixture {
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
    void theModelIsChosen() throws Exception {
        Rule kept = new Rule(Ties.KEEP, Prior.none());
        choose("Model", "Davidson");
        assertAgrees(new Davidson(), kept, Set.of());
        choose("Model", "Rao-Kupper");
        assertAgrees(new RaoKupper(), kept, Set.of());
        choose("Leave out an item", votes.name(4));
        assertAgrees(new RaoKupper(), kept, Set.of(4));
        choose("Model", "probit");
        choose("Prior", "normal");
        assertAgrees(new LinkModel(new Probit()), new Rule(Ties.HALF, Prior.normal(1)), Set.of(4));
        assertEquals(
                "teeter audit --model probit --prior normal:1 --drop 'model e'",
                text("document.querySelector('.command').innerText"));
    }

    @ParameterizedTest
    @CsvSource({"flip,worst,0", "drop,worst,-30", "add,worst,30", "flip,random,0", "drop,random,-30", "add,random,30"})
    void manyVotesAreMovedAtOnce(String act, String how, int more) throws Exception {
        choose("What is done to many votes", act);
        choose("Which of many votes", how);
        type("[aria-label='How many of all votes']", 30);
        assertEquals(more, copied());
        assertAgrees(PLAIN, Set.of());
        assertTrue(said().startsWith("30 votes "), said());
        type("#what-many", 12);
        votes = drawn(5, 12, i -> "model " + (char) ('a' + i));
        assertEquals(more * 12 / 30, copied());
        assertAgrees(PLAIN, Set.of());
        String address = text("new Promise(kept => setTimeout(() => kept(location.href), 400))");
        String told = said();
        open("cauchit");
        browser.open(URI.create(address), 1280, false);
        assertEquals(told, said());
        assertAgrees(PLAIN, Set.of());
    }

    /** By the derivative nothing moves the pair's lead more; drawn at random, a seed gives the same votes again. */
    @Test
    void theWorstVotesAreWorseThanAnyDrawn() throws Exception {
        String[] pair = first();
        double lead = lead();
        choose("Which of many votes", "worst");
        type("[aria-label='How many of all votes']", 15);
        double worst = lead() - lead;
        choose("Which of many votes", "random");
        for (int seed = 1; seed <= 20; seed++) {
            type("[aria-label^=Seed]", seed);
            assertTrue(lead() - lead > worst, () -> "the lead of " + String.join(" over ", pair));
        }
        String drawn = said();
        type("[aria-label^=Seed]", 3);
        assertTrue(!said().equals(drawn), said());
        type("[aria-label^=Seed]", 20);
        assertEquals(drawn, said());
    }

    /** The numbers of the waterfall are the library's, and add up to the lead. */
    @ParameterizedTest
    @CsvSource({"none,0,1", "none,3,4", "none,11,2", "normal:1,5,6", "pseudo:0.5,7,0"})
    void theReasonsAreTheLibrarys(String prior, int i, int j) throws Exception {
        if (!prior.equals("none")) {
            choose("Prior", prior.split(":", 2)[0]);
            type("[aria-label^=Strength]", Double.parseDouble(prior.split(":", 2)[1]));
        }
        pair(i, j);
        settled();
        Prior held =
                prior.equals("none") ? Prior.none() : prior.startsWith("normal") ? Prior.normal(1) : Prior.pseudo(0.5);
        Fit<ComparisonGraph> fit = votes.fit(new Rule(Ties.HALF, held), Set.of());
        Waterfall waterfall = Waterfall.of(fit, i, j);
        assertEquals(waterfall.lead(), number("+document.querySelectorAll('.answer b')[1].title"), TOLERANCE);
        JsonNode rows = browser.evaluate("[...document.querySelectorAll('.waterfall tbody tr:not(.none)')].map(r =>"
                + " [r.cells[0].textContent.replace(/[\u2068\u2069]/g, ''), +r.querySelector('.adds').title])");
        double sum = 0;
        int known = 0;
        for (JsonNode row : rows) {
            String label = row.get(0).asString();
            double adds = row.get(1).doubleValue();
            if (label.equals("together")) {
                assertEquals(waterfall.lead(), sum, TOLERANCE);
                assertEquals(waterfall.lead(), adds, TOLERANCE);
                continue;
            }
            sum += adds;
            for (Waterfall.Stream stream : waterfall.streams()) {
                List<Integer> between = stream.items().subList(1, stream.items().size() - 1);
                String told = stream.isDirect()
                        ? "their own votes"
                        : "through "
                                + between.stream()
                                        .limit(between.size() <= 2 ? 2 : 0) // of longer chains a label names a part
                                        .map(item -> item == Waterfall.PRIOR ? "the prior" : votes.name(item))
                                        .collect(Collectors.joining(", "));
                if (label.equals(told)) {
                    known++;
                    assertEquals(stream.contribution(), adds, TOLERANCE, label);
                }
            }
        }
        assertTrue(known >= 3, () -> rows.toString());
        String split = NodeSplit.of(fit, i, j)
                .flatMap(NodeSplit::indirect)
                .map(rest -> "standard errors apart")
                .orElse("never compared");
        String told = text("document.querySelector('.sides-said').textContent");
        assertTrue(told.contains(split), told);
    }

    @Test
    void aBoundaryIsChosenByTheKeyboardAndItsVotesAreTried() throws Exception {
        open("boundary");
        browser.evaluate("document.querySelector('.ranks').focus()");
        for (int k = 0; k < 3; k++) {
            browser.press("ArrowDown");
        }
        String[] pair = first();
        assertEquals(
                List.of(pair),
                List.of(
                        text("document.querySelectorAll('.ranks li')[3].querySelector('bdi').textContent"),
                        text("document.querySelectorAll('.ranks li')[4].querySelector('bdi').textContent")));
        assertEquals(
                text("document.querySelectorAll('.ranks li')[4].id"),
                text("document.querySelector('.ranks').getAttribute('aria-activedescendant')"));
        assertEquals("5 votes turn this, at least 2", text("document.querySelector('.edged .edge').textContent"));
        browser.press("Home");
        browser.click(".ranks .edge");
        String told = text("document.querySelector('.turning').innerText");
        assertTrue(told.startsWith("5 votes turned round put ") && told.contains(" first in the place of "), told);
        browser.click(".turning button");
        assertTrue(said().startsWith("5 votes turned round, those that change the lead of " + first()[0]), said());
        assertEquals(0, copied());
        assertAgrees(PLAIN, Set.of());
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
        open("cauchit"); // elsewhere, then back by the address alone
        browser.open(URI.create(address), 1280, false);
        assertEquals(told, said());
        assertAgrees(PLAIN, Set.of(5));
        click("Reset");
        votes.wins[2][7] -= 9;
        assertAgrees(PLAIN, Set.of());
        assertEquals("The data are as they are.", said());
        assertEquals(
                "#what-if&pair=model+c&pair=model+h",
                text("new Promise(kept => setTimeout(() => kept(location.hash), 400))"),
                "the address has the pair that is looked at");
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
        click("Reset");
        assertTrue(text("document.querySelector('.ranks .place').textContent").matches("\\d+(–\\d+)?"));
    }

    private static final String PLACES = "[...document.querySelectorAll('.ranks li:not(.gone)')].map(li =>"
            + " li.querySelector('bdi').textContent + ' ' + li.querySelector('.place').firstChild.data + ' ' + li.title).join('\\n')";

    private void assertRanks(Set<Integer> out) throws Exception {
        assertAgrees(PLAIN, out);
        Fit<ComparisonGraph> fit = votes.fit(PLAIN, out);
        int[] kept = votes.kept(out);
        String expected = RankSets.of(
                        fit,
                        Covariance.ofInformation(fit),
                        0.95,
                        RankSets.simulations(kept.length),
                        AuditRequest.standard().seed())
                .places()
                .stream()
                .sorted(Comparator.comparingInt(RankSets.Place::rank))
                .map(place -> votes.name(kept[place.item()]) + " "
                        + (place.best() == place.worst() ? place.best() : place.best() + "–" + place.worst())
                        + " tier "
                        + place.tier())
                .collect(Collectors.joining("\n"));
        assertEquals(expected, text(PLACES));
    }

    /** As they are, of changed votes, and without an item: the ranks and tiers that the library finds by the same draws. */
    @Test
    void ranksAndTiersFollow() throws Exception {
        open("turn");
        assertRanks(Set.of());
        String before = text(PLACES);
        pair(3, 4);
        type("#what-share", 1);
        votes.wins[4][3] += votes.wins[3][4] - 1;
        votes.wins[3][4] = 1;
        assertRanks(Set.of());
        assertNotEquals(before, text(PLACES));
        choose("Leave out an item", votes.name(3));
        assertRanks(Set.of(3));
        click("Reset");
        assertEquals(before, text(PLACES));
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
        open("cauchit");
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
        open("cauchit");
        assertEquals(
                "What if: this page fits Bradley-Terry, probit, Davidson and Rao-Kupper, not cauchit, so nothing can be"
                        + " changed here. teeter serve opens this page with a form beside it, in which votes are changed"
                        + " and fitted anew.",
                text("document.querySelector('#what-if .aside').innerText"));
        assertEquals(
                "Not in this page: this page fits Bradley-Terry, probit, Davidson and Rao-Kupper, not cauchit."
                        + " teeter why INPUT A B tells it where evidence is of pairs.",
                text("document.querySelector('#why .aside').innerText"));
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
}
