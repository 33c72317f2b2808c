package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --half-life}: judgements that lose weight as they age, from the file to the print. */
class DecayCommandTest extends CommandFixture {

    private JsonNode json(Object... words) {
        assertEquals(0, run(words), () -> err.toString());
        return JsonMapper.shared().readTree(out.toString());
    }

    /** Four games now, in which a won three, and four of a half-life ago, in which it won one. */
    private Path games() throws IOException {
        return Files.write(
                folder.resolve("games.csv"),
                List.of(
                        "winner,loser,date",
                        "a,b,2024-08-14",
                        "a,b,2024-08-14",
                        "a,b,2024-08-14",
                        "b,a,2024-08-14",
                        "a,b,2024-07-15",
                        "b,a,2024-07-15",
                        "b,a,2024-07-15",
                        "b,a,2024-07-15"));
    }

    /** Weights 3.5 and 2.5; squared 3.25 and 1.75: the lead's variance is Σ w²u² H⁻², with u = q on wins and p on losses. */
    @Test
    void errorsAreRobustUnlessOthersAreAskedFor() throws IOException {
        double p = 3.5 / 6;
        double information = 6 * p * (1 - p);
        double number = 36 / 5.0;
        double variance =
                (3.25 * (1 - p) * (1 - p) + 1.75 * p * p) / (information * information) * number / (number - 1);
        JsonNode fit = json("fit", games(), "--half-life", "30d", "--json");
        assertEquals(Math.log(3.5 / 2.5) / 2, fit.at("/scores/0/score").asDouble(), 1e-12);
        assertEquals(Math.sqrt(variance) / 2, fit.at("/scores/0/se").asDouble(), 1e-12);
        assertEquals("sandwich with squared weights", fit.at("/standardErrors").asString());
        JsonNode observed = json("fit", games(), "--half-life", "30d", "--json", "--se", "observed");
        assertEquals(Math.sqrt(1 / information) / 2, observed.at("/scores/0/se").asDouble(), 1e-12);
        assertEquals(0, run("fit", games(), "--half-life", "30d", "--se", "observed"));
        assertTrue(
                out.toString()
                        .contains(
                                "Standard errors: observed information, which takes what a judgement weighs for a part"
                                        + " of a judgement, and is too large; --se robust is right."),
                out::toString);
        assertTrue(
                err.toString().contains("teeter: times in date: ISO dates from 2024-07-15 to 2024-08-14"),
                err::toString);
        JsonNode home = json("fit", games(), "--half-life", "30d", "--json", "--model", "probit");
        assertEquals("sandwich with squared weights", home.at("/standardErrors").asString());
        JsonNode asOf = json("fit", games(), "--half-life", "30d", "--as-of", "2024-08-01", "--json");
        assertEquals(-Math.log(3) / 2, asOf.at("/scores/1/score").asDouble(), 1e-12);
    }

    @Test
    void anAuditTakesTheWeights() throws IOException {
        Path three = Files.write(
                folder.resolve("three.csv"),
                List.of(
                        "item1,item2,wins1,wins2,date",
                        "a,b,30,20,2024-08-14",
                        "b,c,30,20,2024-07-15",
                        "b,c,10,10,2024-05-16"));
        JsonNode audit = json("audit", three, "--half-life", "30d", "--json", "--out", folder.resolve("report"));
        JsonNode weighed = json(
                "audit",
                Files.write(
                        folder.resolve("weighed.csv"),
                        List.of("item1,item2,wins1,wins2,weight", "a,b,30,20,1", "b,c,30,20,0.5", "b,c,10,10,0.125")),
                "--json",
                "--out",
                folder.resolve("weighed"));
        assertEquals(weighed.at("/targets"), audit.at("/targets"));
        assertTrue(
                audit.toString().contains("Standard errors take what a judgement weighs for a part"), audit::toString);
    }

    /** Rankings of which some are alike but for their age, and the same with explicit weights. */
    private Path[] rankings() throws IOException {
        List<String> orders =
                List.of("a > b > c", "b > c > a", "c > a > b", "a > b > c", "b > a > c", "a > c > b", "c > b > a");
        List<String> days = List.of("2024-08-14", "2024-07-15", "2024-08-14", "2024-05-16");
        List<String> weights = List.of("1", "0.5", "1", "0.125");
        List<String> dated = new ArrayList<>(List.of("rank1,rank2,rank3,date"));
        List<String> weighed = new ArrayList<>(List.of("rank1,rank2,rank3,weight"));
        for (int k = 0; k < 28; k++) {
            String order = orders.get(k % 7).replace(" > ", ",") + ",";
            dated.add(order + days.get(k / 7));
            weighed.add(order + weights.get(k / 7));
        }
        dated.add("a,b,c,2023-08-14"); // a year old
        weighed.add("a,b,c," + Math.pow(2, -366 / 30.0));
        return new Path[] {
            Files.write(folder.resolve("dated.csv"), dated), Files.write(folder.resolve("weighed.csv"), weighed)
        };
    }

    @Test
    void rankingsLoseWeightAsTheyAge() throws IOException {
        Path[] files = rankings();
        JsonNode weighed = json("fit", files[1], "--json");
        JsonNode observed = json("fit", files[0], "--half-life", "30d", "--se", "observed", "--json");
        assertEquals(weighed.at("/scores"), observed.at("/scores"));
        JsonNode plain = json("fit", files[0], "--json");
        assertNotEquals(
                plain.at("/scores/0/score").asDouble(),
                weighed.at("/scores/0/score").asDouble());
        JsonNode robust = json("fit", files[0], "--half-life", "30d", "--json");
        assertEquals(
                "sandwich with squared weights", robust.at("/standardErrors").asString());
        assertEquals(
                observed.at("/scores/0/score").asDouble(),
                robust.at("/scores/0/score").asDouble());
        assertTrue(
                err.toString()
                        .contains("a ballot of age t counts 2^(-t/30d), ages in whole days as of 2024-08-14; together"
                                + " they weigh 18.3752"),
                err::toString);
        assertTrue(err.toString().contains("times in date: ISO dates from 2023-08-14 to 2024-08-14"), err::toString);
        JsonNode aged = json("audit", files[0], "--half-life", "30d", "--json", "--out", folder.resolve("aged"));
        JsonNode explicit = json("audit", files[1], "--json", "--out", folder.resolve("explicit"));
        assertEquals(explicit.at("/targets"), aged.at("/targets"));
        assertTrue(explicit.at("/targets").size() > 0, explicit::toString);
        assertTrue(
                aged.at("/verdict").toString().contains("Standard errors take what a judgement weighs for a part"),
                aged::toString);
        assertFalse(explicit.toString().contains("Standard errors take"), explicit::toString);
    }

    /** One ballot says each of its half-lives: errors of weights that are all alike are those of no weights. */
    @Test
    void robustErrorsOfRankingsDoNotTakeAnAgeForFewerBallots() throws IOException {
        Path[] files = rankings();
        JsonNode now = json("fit", files[0], "--json", "--se", "robust");
        List<String> same = Files.readAllLines(files[0]).stream()
                .map(row -> row.replaceAll("\\d{4}-\\d{2}-\\d{2}", "2024-05-16"))
                .toList();
        Path old = Files.write(folder.resolve("old.csv"), same);
        JsonNode then = json("fit", old, "--json", "--half-life", "30d", "--as-of", "2024-08-14");
        for (int k = 0; k < 3; k++) {
            assertEquals(
                    now.at("/scores/" + k + "/se").asDouble(),
                    then.at("/scores/" + k + "/se").asDouble(),
                    1e-9);
        }
    }

    /** Weights are sums of parts, and so are the votes that tip: half the lead of one in weight. */
    @Test
    void votesThatTipAreSumsOfWeights() throws IOException {
        JsonNode tip = json("tip", games(), "--half-life", "30d", "--by", "flip", "--json");
        assertEquals(0.5, tip.at("/claims/0/votesToTip/0/votes").asDouble(), 1e-3);
    }

    /** They have the information's errors, and say so. */
    @Test
    void answersWithErrorsSayWhichTheseAre() throws IOException {
        String said =
                "teeter: Standard errors take what a judgement weighs for a part of a judgement, and are too large;"
                        + " fit has robust ones.\n";
        List<String> rows = new ArrayList<>(Files.readAllLines(games()));
        rows.add("a,b,2024-08-14");
        Path games = Files.write(folder.resolve("nine.csv"), rows);
        Object[][] questions = {
            {"tip", games}, {"why", games, "a", "b"}, {"plan", games, "--goal", "top1", "--budget", "9"}
        };
        for (Object[] question : questions) {
            List<Object> words = new ArrayList<>(List.of(question));
            assertEquals(0, run(words.toArray()), err::toString);
            assertFalse(err.toString().contains("Standard errors"), err::toString);
            words.addAll(List.of("--half-life", "30d"));
            assertEquals(0, run(words.toArray()), err::toString);
            assertTrue(err.toString().endsWith(said), err::toString);
        }
    }

    /** A rater whose judgements have aged, and a component of such: both have errors by squared weights. */
    @Test
    void ratersAndComponentsTakeTheWeights() throws IOException {
        List<String> rows = new ArrayList<>(List.of("winner,loser,date,judge"));
        for (int k = 0; k < 4; k++) {
            for (String judge : List.of("x", "y")) {
                String day = ",2024-0" + (5 + k) + "-14," + judge;
                rows.addAll(List.of("a,b" + day, "b,c" + day, "c,a" + day, "b,a" + day));
            }
        }
        Path rated = Files.write(folder.resolve("rated.csv"), rows);
        String[] raters = {"--column", "rater=judge", "--raters", "0.5"};
        JsonNode fit = json("fit", rated, "--half-life", "30d", raters[0], raters[1], raters[2], raters[3], "--json");
        assertEquals("sandwich with squared weights", fit.at("/standardErrors").asString());
        rows.add("a,d,2024-08-14,x");
        Path open = Files.write(folder.resolve("open.csv"), rows);
        JsonNode components = json("fit", open, "--half-life", "30d", "--strong-components", "--json");
        assertEquals(
                "sandwich with squared weights",
                components.at("/components/0/standardErrors").asString(),
                components::toString);
    }

    @Test
    void refusesWhatDoesNotGoTogether() throws IOException {
        assertEquals(2, run("fit", games(), "--half-life", "30d", "--bootstrap", "10"));
        assertEquals(
                "teeter: --bootstrap draws whole judgements, and with --half-life they count as parts of one; --se robust"
                        + " allows for that",
                err.toString().strip());
        Path one = Files.write(
                folder.resolve("one.csv"), List.of("winner,loser,date", "a,b,2024-08-14", "b,a,2023-08-14"));
        assertEquals(2, run("fit", one, "--half-life", "30d"));
        assertTrue(
                err.toString()
                        .contains(
                                "robust errors, which --half-life takes, need as much as 2 judgements of equal weight, up to"
                                        + " 1e15, and these say as much as 1"),
                err::toString);
        assertEquals(0, run("fit", one, "--half-life", "30d", "--se", "observed"), err::toString);
        assertEquals(2, run("fit", games(), "--as-of", "2024-08-14"));
        assertEquals(
                "teeter: --as-of says from when ages are counted, and goes with --half-life",
                err.toString().lines().findFirst().orElse(""));
        assertEquals(2, run("fit", games(), "--half-life", "30d", "--as-of", "soon"));
        assertEquals(
                "teeter: --as-of must be a date or a time, such as 2024-08-14 or 2024-08-14T12:00Z, got soon",
                err.toString().lines().findFirst().orElse(""));
    }
}
