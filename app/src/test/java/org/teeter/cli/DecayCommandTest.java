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

    /** Weights are sums of parts, and so are the votes that tip: half the lead of one in weight. */
    @Test
    void votesThatTipAreSumsOfWeights() throws IOException {
        JsonNode tip = json("tip", games(), "--half-life", "30d", "--by", "flip", "--json");
        assertEquals(0.5, tip.at("/claims/0/votesToTip/0/votes").asDouble(), 1e-3);
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
