package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanCommandTest extends CommandFixture {

    private Path votes(String... rows) throws IOException {
        Path file = folder.resolve("votes.csv");
        Files.write(file, List.of(rows));
        return file;
    }

    private Path three() throws IOException {
        return votes("item1,item2,wins1,wins2", "a,b,52,49", "a,c,60,40", "b,c,60,40");
    }

    @Test
    void saysWhichPairsAndWhatIsExpected() throws IOException {
        assertEquals(0, run("plan", three(), "--goal", "pair", "--pair", "b,a", "--budget", "200", "--quiet"));
        assertEquals("""
                  votes  pair             why
                    200  "a" against "b"  its lead of 0.040 ± 0.321 becomes ± 0.210
                "a" leads "b" by 0.040 ± 0.321 (95%); with these 200 votes it is expected to be known to ± 0.210,
                  and no plan of so many votes gets below ± 0.210. The chance that it is then settled which of the
                  two is ahead is 10.8% (normal approximation; the true lead is as uncertain as now). If the lead
                  stays what it is, about 9,329 judgements of the two alone would settle it in one case of two.
                The largest sensitivity is expected to go from 0.340 to 0.433, and the number of predictions above 2
                  to stay at 0, of 3.
                Next: have these pairs judged, add the rows to the data, and plan again; votes will end otherwise
                  than expected, and the plan with them.
                """, out.toString());
    }

    /** A chain of lopsided pairs: the pair that nobody judged is the cure. */
    @Test
    void fragilePredictionsGetEvidenceOfTheirOwn() throws IOException {
        Path chain = votes("item1,item2,wins1,wins2", "a,b,95,5", "b,c,5,95");
        assertEquals(0, run("plan", chain, "--goal", "fragile", "--budget", "500", "--quiet"));
        assertEquals("""
                  votes  pair             why
                     16  "c" against "a"  its prediction has a sensitivity of 5.26 to "a" against "b"
                With these 16 votes the largest sensitivity is expected to go from 5.26 to 1.96, and the number of
                  predictions above 2 to go from 1 to 0, of 1. The other 484 votes of the budget are not needed for
                  that.
                Next: have these pairs judged, add the rows to the data, and plan again; votes will end otherwise
                  than expected, and the plan with them.
                """, out.toString());
        assertEquals(
                0, run("plan", chain, "--goal", "fragile", "--budget", "500", "--max-sensitivity", "50", "--quiet"));
        assertEquals("""
                There is nothing to buy: the largest sensitivity of 1 prediction is 5.26, not above 50.
                """, out.toString());
    }

    @Test
    void theSameAsJsonAndAsFile() throws IOException {
        Path data = three();
        Path results = folder.resolve("r");
        assertEquals(
                0,
                run(
                        "plan",
                        data,
                        "--goal",
                        "top1",
                        "--budget",
                        "100",
                        "--json",
                        "--trials",
                        "3",
                        "--out",
                        results,
                        "--quiet"));
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertEquals("top1", json.get("goal").asString());
        assertEquals(100, json.get("votes").intValue());
        assertEquals(3, json.get("trials").size());
        assertEquals(2, json.at("/boundary/leads").intValue());
        assertTrue(json.at("/expected/halfWidth").doubleValue()
                < json.at("/before/halfWidth").doubleValue());
        List<String> rows = new ArrayList<>(List.of("item_a,item_b,votes"));
        json.get("pairs")
                .forEach(pair -> rows.add(
                        pair.get("item_a").asString() + "," + pair.get("item_b").asString() + ","
                                + pair.get("votes").intValue()));
        assertEquals(rows, Files.readAllLines(results.resolve("plan.csv")));
        assertTrue(Files.exists(results.resolve("run.json")));
        String first = out.toString();
        assertEquals(0, run("plan", data, "--goal", "top1", "--budget", "100", "--json", "--trials", "3", "--quiet"));
        assertEquals(first, out.toString());
    }

    /** Ties as an outcome, other links, and priors. */
    @Test
    void everyModelOfPairsIsPlanned() throws IOException {
        Path data = votes("item1,item2,wins1,wins2,ties", "a,b,52,49,20", "a,c,60,40,10", "b,c,60,40,30", "c,d,9,3,2");
        for (List<String> model : List.of(
                List.of("--model", "davidson"),
                List.of("--model", "rao-kupper"),
                List.of("--model", "probit"),
                List.of("--prior", "normal:2"),
                List.of("--prior", "pseudo:0.5"))) {
            for (String goal : List.of("top2", "fragile")) {
                assertEquals(
                        0,
                        run(
                                "plan",
                                data,
                                "--goal",
                                goal,
                                "--budget",
                                "50",
                                model.get(0),
                                model.get(1),
                                "--max-sensitivity",
                                "1.1",
                                "--quiet"),
                        err.toString());
            }
        }
    }

    @Test
    void whereThereIsNoFiniteFitThePairsThatMakeOneAreNamed() throws IOException {
        Path data = votes("item1,item2,wins1,wins2", "a,b,3,0", "b,c,5,2", "c,b,1,1", "d,e,1,1");
        assertEquals(3, run("plan", data, "--goal", "top1", "--budget", "100", "--quiet"));
        assertEquals("", out.toString());
        List<String> lines = err.toString().lines().toList();
        assertEquals("teeter: what to do:", lines.get(1));
        assertEquals(
                "teeter:   have judged, each until both sides have won once (after how many votes cannot be promised):"
                        + " \"d\" against \"a\"; \"b\" against \"a\"",
                lines.get(2));
    }

    @Test
    void whatCannotBeAskedIsRefused() throws IOException {
        Path data = three();
        for (List<String> wrong : List.of(
                List.of("top0", "1", "--goal must be top1, top5 or another topK, pair or fragile, got top0"),
                List.of("first", "1", "--goal must be top1, top5 or another topK, pair or fragile, got first"),
                List.of("top3", "1", "--goal topK must be from top1 to top2, got top3"),
                List.of("pair", "1", "--goal pair needs --pair A,B: whose lead is asked for"),
                List.of("top1", "0", "--budget must be 1 or more, got 0"))) {
            assertEquals(2, run("plan", data, "--goal", wrong.get(0), "--budget", wrong.get(1), "--quiet"));
            assertEquals("teeter: " + wrong.get(2), err.toString().strip());
        }
        for (List<String> wrong : List.of(
                List.of("--pair", "a,b", "--pair is of --goal pair, got --goal top1"),
                List.of("--max-sensitivity", "0", "--max-sensitivity must be positive and finite, got 0.0"),
                List.of("--trials", "-1", "--trials must be 0 or more, got -1"))) {
            assertEquals(
                    2, run("plan", data, "--goal", "top1", "--budget", "1", wrong.get(0), wrong.get(1), "--quiet"));
            assertTrue(err.toString().contains(wrong.get(2)), err.toString());
        }
        assertEquals(2, run("plan", data, "--goal", "pair", "--pair", "a,x", "--budget", "1", "--quiet"));
        assertTrue(err.toString().contains("there is no item x"), err.toString());
        assertEquals(2, run("plan", data, "--goal", "top1", "--budget", "1", "--prior", "firth", "--quiet"));
        assertTrue(err.toString().contains("--prior firth is of fit, audit and tip, not of plan"), err.toString());
    }

    @Test
    void rankingsAreRefused() throws IOException {
        Path file = folder.resolve("ballots.jsonl");
        Files.write(file, List.of("{\"ranking\":[\"a\",\"b\",\"c\"]}", "{\"ranking\":[\"c\",\"b\",\"a\"]}"));
        assertEquals(2, run("plan", file, "--goal", "top1", "--budget", "10", "--quiet"));
        assertEquals(
                "teeter: plan says which pairs to have judged, and these are rankings, of which it does not know how they"
                        + " would end; give judgements of pairs",
                err.toString().strip());
    }
}
