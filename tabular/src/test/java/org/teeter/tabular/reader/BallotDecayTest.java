package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.data.Rankings;
import org.teeter.tabular.meaning.Decay;

/** Rankings that lose weight as they age, in each form of a file that may say when one was cast. */
class BallotDecayTest {
    @TempDir
    Path folder;

    private Inputs inputs;

    @BeforeEach
    void open() {
        inputs = new Inputs(folder);
    }

    private static ReadOptions halfLife(String text) {
        return ReadOptions.defaults().withDecay(Decay.parse(text, Optional.empty()));
    }

    private static Reading.Ballots ballots(ReadOptions options, Path... files) {
        return assertInstanceOf(Reading.Ballots.class, PreferenceFiles.read(Arrays.asList(files), options));
    }

    private static Map<String, Double> table(Rankings rankings) {
        Map<String, Double> table = new TreeMap<>();
        for (int k = 0; k < rankings.distinct(); k++) {
            StringBuilder order = new StringBuilder();
            for (int place = rankings.start(k); place < rankings.start(k + 1); place++) {
                order.append(rankings.items().name(rankings.item(place)));
            }
            table.put(order.toString(), rankings.weight(k));
        }
        return table;
    }

    private static void assertAged(Reading.Ballots read) {
        assertEquals(Map.of("ab", 1.25, "ba", 0.5), table(read.rankings()));
        assertEquals(Map.of("ab", 1.0625, "ba", 0.25), table(read.squares().orElseThrow()));
    }

    /** 30 and 60 days are one and two half-lives; the squares are of the weight of each ballot. */
    @Test
    void rankingsThatAreAlikeAddUpTheirWeights() {
        assertAged(ballots(halfLife("30d"), inputs.text("lists.jsonl", """
                {"ranking": ["a", "b"], "date": "2024-08-14"}
                {"ranking": ["a", "b"], "date": "2024-06-15"}
                {"ranking": ["b", "a"], "date": "2024-07-15"}
                """)));
        assertAged(ballots(halfLife("30d"), inputs.text("long.csv", """
                ballot,item,rank,date
                x,a,1,2024-08-14
                y,b,2,2024-06-15
                x,b,2,2024-08-14
                y,a,1,2024-06-15
                z,b,1,2024-07-15
                z,a,2,2024-07-15
                """)));
        assertAged(ballots(
                halfLife("30d"),
                inputs.text("new.csv", "first,second,date\na,b,2024-08-14\n".replace("first,second", "rank1,rank2")),
                inputs.text("old.csv", "rank1,rank2,date\na,b,2024-06-15\nb,a,2024-07-15\n")));
    }

    /** A matrix of ranks, weights of its own beside. */
    @Test
    void weightsOfRowsAreKept() {
        Reading.Ballots read = ballots(halfLife("30d"), inputs.text("ranks.csv", """
                a,b,c,weight,date
                1,2,3,2,2024-08-14
                1,2,3,2,2024-07-15
                3,2,1,4,2024-06-15
                """));
        assertEquals(Map.of("abc", 3.0, "cba", 1.0), table(read.rankings()));
        assertEquals(Map.of("abc", 2.5, "cba", 0.25), table(read.squares().orElseThrow()));
        assertTrue(
                read.notes()
                        .contains("a ballot of age t counts 2^(-t/30d), ages in whole days as of 2024-08-14; together"
                                + " they weigh 4.00000"),
                () -> read.notes().toString());
    }

    /** What comes after the day of age 0 was not known then; what weighs less than a weight may names nothing. */
    @Test
    void laterBallotsAreLeftOut() {
        ReadOptions options = ReadOptions.defaults().withDecay(Decay.parse("1d", Optional.of("2024-07-15")));
        Reading.Ballots read = ballots(options, inputs.text("a.jsonl", """
                {"ranking": ["a", "b"], "date": "2024-07-15"}
                {"ranking": ["b", "a"], "date": "2024-07-16"}
                {"ranking": ["c", "a"], "date": "2023-07-15"}
                """));
        assertEquals(Map.of("ab", 1.0), table(read.rankings()));
        assertEquals(2, read.rankings().items().size());
        assertTrue(
                read.notes().stream().anyMatch(note -> note.endsWith("weigh 1.00000; 1 ballot after that is left out")),
                () -> read.notes().toString());
    }

    @Test
    void refusesABallotOfTwoTimesAndRankingsOfNone() {
        assertEquals(
                "long.csv:3: the time of the ballot \"x\" was 2024-08-14 before, got 2024-08-15; give all rows of a"
                        + " ballot one time; --skip-bad-rows leaves such rows out",
                inputs.refusal(
                        halfLife("30d"),
                        inputs.text("long.csv", "ballot,item,rank,date\nx,a,1,2024-08-14\nx,b,2,2024-08-15\n")));
        String none = inputs.refusal(
                halfLife("30d"),
                inputs.text(
                        "a.soc",
                        "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n1: 1,2\n"));
        assertEquals(
                "a.soc: --half-life needs to know when a ballot was cast, and a PrefLib file does not say; write the"
                        + " rankings as JSON lines, such as {\"ranking\": [\"a\", \"b\"], \"date\": \"2024-08-14\"}",
                none);
    }
}
