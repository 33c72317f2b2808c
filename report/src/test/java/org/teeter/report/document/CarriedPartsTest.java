package org.teeter.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.tabular.tally.Context;

/** What a page carries of raters, groups and files, and up to how many. */
class CarriedPartsTest {
    private static final List<Context> CONTEXTS =
            List.of(new Context("de", "me"), new Context("de", "you"), new Context("fr", "me"));

    private static Counts counts(Tally tally) {
        return tally.counts(Items.sorted(List.of("x", "y", "z")));
    }

    private static String carried(Counts all, Apart apart) {
        return CarriedParts.of(new JudgedPairs(all, Ties.HALF, apart))
                .map(Object::toString)
                .orElse("nothing");
    }

    @Test
    void aCellIsWhatOneRaterSaidInOneGroupAndFile() {
        Tally one = new Tally();
        one.add(0, 1, Outcome.FIRST, 0, 1, 3);
        one.add(2, 1, Outcome.FIRST, 1, 0.25, 2);
        Tally two = new Tally();
        two.add(0, 1, Outcome.TIE, 2, 1, 1);
        two.add(0, 2, Outcome.BOTH_BAD); // of which nobody is named
        Tally all = new Tally();
        all.add(one);
        all.add(two);
        Apart apart =
                new Apart(List.of(new Apart.OfFile("a", counts(one)), new Apart.OfFile("b", counts(two))), CONTEXTS);
        assertEquals(
                "{\"files\":[\"a\",\"b\"],\"groups\":[\"de\",\"fr\"],\"raters\":[\"me\",\"you\"],\"cells\":"
                        + "[[0,0,0,0,3,0,0],[0,0,1,2,0,0.5,0],[0,-1,-1],[1,1,0,0,0,0,1],[1,-1,-1,1,0,0,1]]}",
                carried(counts(all), apart));
    }

    @Test
    void whatIsOfOneIsNotCarriedApart() {
        Tally tally = new Tally();
        tally.add(0, 1, Outcome.FIRST, 0, 1, 3);
        assertEquals("nothing", carried(counts(tally), new Apart(List.of(), CONTEXTS)));
        assertEquals("nothing", carried(counts(tally), Apart.NOTHING.among(0, 1, 2)));
    }

    @Test
    void ofMoreThanFitItSaysSo() {
        int raters = CarriedParts.MOST_NAMES + 1;
        Tally tally = new Tally();
        IntStream.range(0, raters).forEach(rater -> tally.add(0, 1, Outcome.FIRST, rater, 1, 1));
        List<Context> contexts = IntStream.range(0, raters)
                .mapToObj(rater -> new Context("", "rater " + rater))
                .toList();
        assertEquals(
                "{\"why\":\"A page keeps apart the votes of up to 3,000 raters, groups and files, and 40,000 rows of a pair by"
                        + " one of them; here are 3,001 and 3,001.\"}",
                carried(counts(tally), new Apart(List.of(), contexts)));
    }
}
