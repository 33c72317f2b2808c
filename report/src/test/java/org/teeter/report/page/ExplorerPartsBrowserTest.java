package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teeter.tabular.tally.Context;
import tools.jackson.databind.node.ObjectNode;

/** What is left out with a rater, a group or a file, against a fit by the library to what stays; skipped where there is no browser. */
@Tag("browser")
class ExplorerPartsBrowserTest extends ExplorerFixture {
    /** Three raters, the last two of one group, in each of two files. */
    private static final List<Context> RATERS =
            List.of(new Context("all", "anna"), new Context("few", "ben, <b>\"2\"</b>"), new Context("few", "chloé"));

    private static final List<List<SampleVotes>> FILES = IntStream.range(0, 2)
            .mapToObj(file -> IntStream.range(0, RATERS.size())
                    .mapToObj(rater -> drawn(20 + 3 * file + rater, 9, i -> "model " + (char) ('a' + i)))
                    .toList())
            .toList();

    /** The votes of some files and raters. */
    private static SampleVotes of(List<Integer> files, List<Integer> raters) {
        return SampleVotes.together(files.stream()
                .flatMap(file -> raters.stream().map(FILES.get(file)::get))
                .toList());
    }

    private static ObjectNode inParts() {
        ObjectNode page = SampleVotes.pageInParts(PLAIN, FILES, RATERS);
        List.of("audit", "file 0.csv", "file 1.csv").forEach(page.putArray("command")::add);
        return page;
    }

    @Test
    void ratersGroupsAndFilesAreLeftOut() throws Exception {
        write("parts", inParts());
        open("parts");
        votes = of(List.of(0, 1), List.of(0, 1, 2));
        assertAgrees(PLAIN, Set.of());
        choose("Leave out a rater", RATERS.get(1).rater());
        votes = of(List.of(0, 1), List.of(0, 2));
        assertAgrees(PLAIN, Set.of());
        int left = of(List.of(0, 1), List.of(1)).total();
        assertEquals(
                "The rater " + RATERS.get(1).rater() + " is left out, with " + "%,d".formatted(left) + " votes.",
                said());
        assertEquals("teeter audit changed.csv", text("document.querySelector('.command').innerText"));
        choose("Leave out a file", "file 0.csv");
        votes = of(List.of(1), List.of(0, 2));
        assertAgrees(PLAIN, Set.of());
        choose("Leave out a group", "few");
        votes = of(List.of(1), List.of(0));
        assertAgrees(PLAIN, Set.of());
        assertEquals(0, copied());
        pair(3, 4);
        type("#what-share", 1);
        votes.wins[4][3] += votes.wins[3][4] - 1;
        votes.wins[3][4] = 1;
        assertAgrees(PLAIN, Set.of());
        String address = text("new Promise(kept => setTimeout(() => kept(location.href), 400))");
        String told = said();
        open("cauchit");
        browser.open(URI.create(address), 1280, false);
        assertEquals(told, said());
        assertAgrees(PLAIN, Set.of());
        click("Reset");
        votes = of(List.of(0, 1), List.of(0, 1, 2));
        assertAgrees(PLAIN, Set.of());
        choose("Leave out a file", "file 1.csv");
        votes = of(List.of(0), List.of(0, 1, 2));
        assertAgrees(PLAIN, Set.of());
        assertEquals("teeter audit 'file 0.csv'", text("document.querySelector('.command').innerText"));
        click("Take back file 1.csv");
        votes = of(List.of(0, 1), List.of(0, 1, 2));
        assertAgrees(PLAIN, Set.of());
        browser.click(".tried button");
        votes = of(List.of(0, 1), List.of(1));
        assertAgrees(PLAIN, Set.of());
        assertEquals("as-they-are", text("document.activeElement.id"));
    }
}
