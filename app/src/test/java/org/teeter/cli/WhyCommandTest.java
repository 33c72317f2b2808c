package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WhyCommandTest extends CommandFixture {
    private static final String SMALL = "../examples/arena-small.csv";

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void theReadmeShowsItsRealOutput() throws IOException {
        assertEquals(0, run("why", SMALL, "cedar", "aspen", "--quiet"));
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        int from = readme.indexOf("$ ./teeter why examples/arena-small.csv cedar aspen") + 1;
        int to = from + readme.subList(from, readme.size()).indexOf("```");
        assertEquals(out.toString().strip(), String.join("\n", readme.subList(from, to)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bradley-terry", "probit", "davidson", "rao-kupper", "hyperbolic_secant"})
    void everyModelExplainsItselfInFewLines(String model) {
        assertEquals(0, run("why", SMALL, "cedar", "aspen", "--model", model, "--quiet"));
        assertTrue(out.toString().lines().count() <= 25, out.toString());
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 102), out.toString());
        assertEquals(0, run("why", SMALL, "cedar", "aspen", "--model", model, "--json", "--quiet"));
        double sum = json().at("/rest/contribution").doubleValue()
                + StreamSupport.stream(json().get("streams").spliterator(), false)
                        .mapToDouble(row -> row.get("contribution").doubleValue())
                        .sum();
        assertEquals(json().get("lead").doubleValue(), sum, 1e-10);
        assertEquals("tips", json().at("/tipping/outcome").asString());
    }

    @Test
    void bridgesAreNamedWithWhatHelps() {
        assertEquals(0, run("why", SMALL, "newcomer", "cedar", "--quiet"));
        assertTrue(out.toString().contains("Every chain passes \"old-baseline\""), out.toString());
        assertTrue(out.toString().contains("it is even as it is"), out.toString());
        assertEquals(0, run("why", SMALL, "newcomer", "cedar", "--json"));
        assertEquals(2, json().get("bridges").size());
        assertEquals(0.25 / (0.98 * 0.02), json().at("/cut/bound").doubleValue(), 1e-9);
        assertEquals(0, json().at("/target/votes_to_tip").asInt());
    }

    @Test
    void priorsAndConditionsTakePart() throws IOException {
        Path parts = Files.write(folder.resolve("parts.csv"), List.of("item1,item2,wins1,wins2", "a,b,7,3", "c,d,4,6"));
        assertEquals(0, run("why", parts, "a", "d", "--prior", "normal:1", "--quiet"));
        assertTrue(out.toString().contains("through the prior"), out.toString());
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("it is the prior's"), out.toString());
        assertEquals(0, run("why", SMALL, "cedar", "aspen", "--home", "--quiet"));
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("as far as refits on the way show"), out.toString());
    }

    @Test
    void whatCannotBeExplainedIsRefused() throws IOException {
        assertEquals(2, run("why", SMALL, "cedar", "alder"));
        assertTrue(err.toString().contains("there is no item \"alder\"; the most similar names: "), err.toString());
        assertEquals(2, run("why", SMALL, "cedar", "cedar"));
        assertTrue(err.toString().contains("two different items"), err.toString());
        assertEquals(2, run("why", SMALL, "cedar"));
        Path ballots = Files.write(
                folder.resolve("r.jsonl"),
                List.of(
                        "{\"ranking\": [\"a\", \"b\", \"c\"]}",
                        "{\"ranking\": [\"c\", \"b\", \"a\"]}",
                        "{\"ranking\": [\"a\", \"b\", \"c\"]}"));
        assertEquals(2, run("why", ballots, "a", "c"));
        assertTrue(err.toString().contains("was fitted to rankings"), err.toString());
        Path never = Files.write(folder.resolve("w.csv"), List.of("winner,loser", "a,b", "b,c"));
        assertEquals(3, run("why", never, "a", "c"));
    }

    /** Findings by the pair they hang on, in the verdict and in the document; where each tips, in the table. */
    @Test
    void auditsGroupTheirFindings() throws IOException {
        assertEquals(0, run("audit", SMALL, "--out", folder.resolve("r"), "--json", "--quiet"));
        JsonNode hinge = json().at("/hinges/0");
        assertEquals("cedar", hinge.get("source_a").asString());
        assertEquals(8, hinge.get("findings").asInt());
        assertTrue(json().get("verdict").toString().contains("hang on"), out.toString());
        JsonNode second = json().at("/targets/1");
        assertEquals("aspen", second.get("target_i").asString());
        assertEquals(1, second.get("votes_to_tip").asInt());
        assertTrue(second.get("robustness_value").doubleValue()
                >= second.get("robustness_least").doubleValue());
        assertTrue(second.get("mincut_bound").doubleValue()
                <= Math.abs(second.get("sensitivity").doubleValue()) + 1e-12);
        assertEquals(2, run("audit", SMALL, "--tips", -1, "--out", folder.resolve("r")));
    }
}
