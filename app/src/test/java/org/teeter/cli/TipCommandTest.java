package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TipCommandTest extends CommandFixture {

    private static final String SMALL = "../examples/arena-small.csv";

    private Path votes(String... rows) throws IOException {
        Path file = folder.resolve("votes.csv");
        Files.write(file, List.of(rows));
        return file;
    }

    private Path three() throws IOException {
        return votes("item1,item2,wins1,wins2", "a,b,52,49", "a,c,60,40", "b,c,60,40");
    }

    @Test
    void saysHowFewVotesAndWhich() throws IOException {
        assertEquals(0, run("tip", three(), "--by", "flip", "--quiet"));
        assertEquals("""
                "a" is first, ahead of "b" by 0.040 ± 0.164 (z = 0.2).
                  turning round 2 of 301 judgements (0.664%) puts "b" there; fewer do not, that is proven
                    2 × "a" over "b" (of 52)
                """, out.toString());
    }

    @Test
    void theSameAsJson() throws IOException {
        assertEquals(0, run("tip", three(), "--pair", "c,a", "--json", "--quiet"));
        JsonNode claim = JsonMapper.shared().readTree(out.toString()).at("/claims/0");
        assertEquals("a", claim.get("ahead").asString());
        assertEquals("c", claim.get("behind").asString());
        assertEquals(3, claim.get("votesToTip").size());
        for (JsonNode turn : claim.get("votesToTip")) {
            assertTrue(turn.get("atLeast").doubleValue() <= turn.get("votes").doubleValue(), turn.toString());
        }
    }

    @Test
    void rankingsAreDropped() throws IOException {
        Path file = folder.resolve("ballots.jsonl");
        Files.write(
                file,
                List.of(
                        "{\"ranking\":[\"a\",\"b\",\"c\"]}",
                        "{\"ranking\":[\"a\",\"c\",\"b\"]}",
                        "{\"ranking\":[\"b\",\"a\",\"c\"]}",
                        "{\"ranking\":[\"c\",\"a\",\"b\"]}",
                        "{\"ranking\":[\"a\",\"b\",\"c\"]}",
                        "{\"ranking\":[\"b\",\"c\",\"a\"]}"));
        assertEquals(0, run("tip", file, "--quiet"));
        assertTrue(out.toString().contains("leaving out"), out.toString());
        assertEquals(2, run("tip", file, "--by", "flip", "--quiet"));
        assertTrue(
                err.toString().contains("--by flip is of judgements of pairs, and these are rankings; use --by drop"),
                err.toString());
    }

    /** Of many votes by one in a thousand: as a share of all they are what they are of fewer. One by one they would never end. */
    @ParameterizedTest
    @ValueSource(doubles = {1e4, 1e8, 1e12, 1e18})
    void manyVotesAreCountedByTheThousand(double times) throws IOException {
        List<String> rows = new ArrayList<>(List.of("left,right,winner,weight"));
        for (String pair : List.of("a,b,52,49", "a,c,60,40", "b,c,60,40")) {
            String[] cells = pair.split(",", -1);
            rows.add(cells[0] + "," + cells[1] + ",left," + Double.parseDouble(cells[2]) * times);
            rows.add(cells[0] + "," + cells[1] + ",right," + Double.parseDouble(cells[3]) * times);
        }
        Path data = votes(rows.toArray(String[]::new));
        assertEquals(0, run("tip", data, "--json", "--quiet"), err.toString());
        JsonNode turns = JsonMapper.shared()
                .readTree(out.toString())
                .get("claims")
                .get(0)
                .get("votesToTip");
        assertEquals(3, turns.size());
        for (JsonNode turn : turns) {
            double of301 = turn.get("votes").asDouble() / times;
            boolean flipped = turn.get("change").asString().equals("flip");
            assertEquals(flipped ? 1.5 : 3, of301, 0.01 * of301, turn.toString()); // 52 - 1.5 of 101 is even
        }
    }

    /** Where a prior alone holds parts together, the order across them is no finding: each answer says so itself, in one sentence. */
    @Test
    void whatAPriorAloneOrdersIsSaidInTheAnswer() throws IOException {
        String said =
                "WARNING: the data fall into 2 parts between which nothing was compared. What is said across parts,"
                        + " also by the order of the ranking, comes from the prior alone.";
        for (List<String> command : List.of(
                List.of("tip"),
                List.of("tip", "--boundaries", "1"),
                List.of("tornado"),
                List.of("plan", "--goal", "top1", "--budget", "10"),
                List.of("mitigate"),
                List.of("fit"))) {
            Path data = votes("item1,item2,wins1,wins2", "a,b,5,3", "c,d,4,4");
            List<Object> words = new ArrayList<>(command);
            words.addAll(1, List.of(data, "--prior", "normal:2", "--quiet"));
            assertEquals(0, run(words.toArray()), err.toString());
            assertTrue(out.toString().contains(said), command + out.toString());
            assertEquals("", err.toString(), command.toString());
            words.add("--json");
            assertEquals(0, run(words.toArray()), err.toString());
            String inJson = JsonMapper.shared()
                    .readTree(out.toString())
                    .path("acrossParts")
                    .asString("");
            assertTrue(inJson.startsWith(said), command + inJson);
            words.set(1, three());
            words.remove("--json");
            assertEquals(0, run(words.toArray()), err.toString());
            assertFalse(out.toString().contains("WARNING"), out.toString());
        }
    }

    @Test
    void whatCannotBeAskedIsRefused() throws IOException {
        Path data = three();
        for (List<String> wrong : List.of(
                List.of("--top", "3", "--top must be from 1 to 2, got 3"),
                List.of("--by", "steal", "--by must be flip, drop or add, got steal"),
                List.of("--pair", "a,x", "there is no item x"))) {
            assertEquals(2, run("tip", data, wrong.get(0), wrong.get(1), "--quiet"));
            assertTrue(err.toString().contains(wrong.get(2)), err.toString());
        }
    }

    /** Equal scores: no order to change. */
    @Test
    void whereTwoShareThePlaceItIsSaid() throws IOException {
        Path data = votes("item1,item2,wins1,wins2", "a,b,5,5", "a,c,6,4", "b,c,6,4");
        assertEquals(2, run("tip", data, "--quiet"));
        assertTrue(
                err.toString()
                        .contains("\"a\" and \"b\" have the same score, so neither is ahead: one judgement decides"),
                err.toString());
        assertEquals(0, run("audit", data, "--quiet", "--out", folder.resolve("r")));
        assertTrue(
                out.toString()
                        .startsWith(
                                "2 items share the first place, so one judgement decides which is first: \"a\", \"b\"."),
                out.toString());
    }

    @Test
    void anAuditFailsOnWhatIsAsked() throws IOException {
        Path data = three();
        assertEquals(4, run("audit", data, "--quiet", "--out", folder.resolve("r"), "--fail-on", "votes-to-tip<3"));
        assertTrue(Files.exists(folder.resolve("r/report.html")));
        assertTrue(
                out.toString()
                        .startsWith("\"a\" is first, but not firmly: turning round 2 of 301 judgements (0.664%) puts"),
                out.toString());
        assertEquals(0, run("audit", data, "--quiet", "--out", folder.resolve("r"), "--fail-on", "votes-to-tip<2"));
    }

    @Test
    void everyBoundaryOfTheOrder() throws IOException {
        Path data = votes(
                "item1,item2,wins1,wins2", "a,b,52,49", "a,c,60,40", "b,c,60,40", "a,d,70,30", "c,d,5,5", "b,d,70,30");
        assertEquals(0, run("tip", data, "--boundaries", "9", "--quiet"));
        List<String> lines = out.toString().lines().toList();
        assertEquals("rank      votes   at least  item, and what would change", lines.get(0));
        assertEquals("   1          2          2  \"a\" < \"b\"", lines.get(1));
        assertEquals(6, lines.size());
        assertTrue(
                lines.get(5)
                        .startsWith(
                                "Each by itself, by turning round votes, of 511 judgements: 1 vote moves 0 of 3 boundaries; 10 votes move "),
                lines.get(5));
        assertEquals(0, run("tip", data, "--boundaries", "1", "--by", "drop", "--json", "--quiet"));
        JsonNode row = JsonMapper.shared().readTree(out.toString()).at("/boundaries/0");
        assertEquals("b", row.get("in").asString());
        assertEquals(2, run("tip", data, "--boundaries", "-1", "--quiet"));
    }

    /** Of two items: ln 3 is 2.13 of its errors √(1/15 + 1/5), and one vote turned, or two left out, or one added, make it less than 1.96. */
    @Test
    void significanceIsInVotesToo() throws IOException {
        Path data = votes("item1,item2,wins1,wins2", "a,b,15,5");
        assertEquals(0, run("tip", data, "--significant", "b,a", "--quiet"));
        assertEquals("""
                "a" is significantly ahead of "b": by 1.10 ± 0.516 (z = 2.1, and 1.96 are needed).
                  turning round 1 of 20 judgements (5.00%) makes it so no longer; fewer do not, that is proven
                    1 × "a" over "b" (of 15)
                  leaving out 2 of 20 judgements (10.0%) makes it so no longer; whether fewer do is not known
                    2 × "a" over "b" (of 15)
                  adding 1 of 20 judgements (5.00%) makes it so no longer; fewer do not, that is proven
                    1 × "b" over "a" (of 5)
                """, out.toString());
    }

    @Test
    void tiersAreLeftByVotes() {
        assertEquals(0, run("tip", SMALL, "--tier", "fir", "--by", "flip", "--json", "--quiet"));
        JsonNode found = JsonMapper.shared().readTree(out.toString()).get("separations");
        assertEquals(2, found.size());
        assertEquals(2, found.get(0).get("tier").asInt());
        assertEquals(
                "elm", found.get(0).get("ahead").asString()); // the best of its tier, from which it is not separated
        assertFalse(found.get(0).get("separated").asBoolean());
        assertEquals("cedar", found.get(1).get("ahead").asString()); // the best of the tier above, from which it is
        assertTrue(found.get(1).get("separated").asBoolean());
        assertTrue(found.get(1).at("/votesToTip/0/votes").asInt() >= 1);
        assertEquals(2, run("tip", SMALL, "--tier", "cedar", "--quiet"));
        assertTrue(
                err.toString()
                        .contains("\"cedar\" is the best of the first tier; --top 1 tells what puts another there"),
                err.toString());
        assertEquals(2, run("tip", SMALL, "--tier", "oak", "--quiet"));
        assertTrue(err.toString().contains("--tier must be an item of the data, got \"oak\""), err.toString());
    }

    /** Rows of a log, which are votes, and of counts, which are many; ties too, whichever side was named first. */
    @Test
    void theRowsOfTheVotesAreNamed() throws IOException {
        Path log = folder.resolve("log.csv");
        List<String> rows = new ArrayList<>(List.of("model_a,model_b,winner"));
        for (int k = 0; k < 10; k++) {
            rows.add(k < 6 ? "a,b,model_a" : "b,a,model_a");
            rows.add(k < 7 ? "c,a,model_b" : "c,a,tie");
            rows.add(k < 4 ? "b,c,model_b" : "b,c,model_a");
        }
        Files.write(log, rows);
        assertEquals(0, run("tip", log, "--pair", "a,b", "--by", "flip,drop", "--out", folder.resolve("r"), "--quiet"));
        List<String> lines = Files.readAllLines(folder.resolve("r/votes.csv"));
        assertEquals("top,change,file,row,winner,loser,tie,votes,out,in", lines.get(0));
        assertTrue(Files.exists(folder.resolve("r/run.json")));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String row = rows.get(Integer.parseInt(cells[3]) - 1);
            assertEquals("1", cells[7]);
            assertTrue(row.contains(cells[4]) && row.contains(cells[5]), line + " is not " + row);
            assertEquals(cells[6].equals("true"), row.endsWith("tie"), line + " is not " + row);
        }
        Path counts = votes("item1,item2,wins1,wins2", "a,b,30,20", "b,a,29,22", "a,c,60,40", "b,c,60,40");
        assertEquals(0, run("tip", counts, "--by", "flip", "--out", folder.resolve("r"), "--quiet"));
        assertEquals(
                List.of("1,flip," + counts + ",2,a,b,false,2,a,b"),
                Files.readAllLines(folder.resolve("r/votes.csv")).subList(1, 2));
    }
}
