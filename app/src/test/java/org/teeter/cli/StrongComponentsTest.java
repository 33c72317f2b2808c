package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code fit --strong-components}: what is finite stays finite, and what is certain is said. */
class StrongComponentsTest extends CommandFixture {

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    /** "new" beat a, which sits in a cycle of three; "old" and "odd" lost to that and never met. */
    private Path votes() throws IOException {
        return file(
                "votes.csv",
                "item1,item2,wins1,wins2",
                "new,a,2,0",
                "a,b,3,2",
                "b,c,3,2",
                "a,c,3,2",
                "b,old,4,0",
                "c,odd,1,0");
    }

    @Test
    void theTableSaysWhatIsCertain() throws IOException {
        assertEquals(0, run("fit", votes(), "--strong-components"), err::toString);
        List<String> lines = out.toString().lines().toList();
        assertEquals(
                "rank  ranks  tier  item  score    se  95 % interval  judgements  wins  losses  ties  component"
                        .replaceAll("\\s+", " "),
                lines.get(0).strip().replaceAll("\\s+", " "));
        assertEquals("1 1-1 1 new 0.0000 2 2 0 0 1", lines.get(1).strip().replaceAll("\\s+", " "));
        assertTrue(lines.get(2).strip().startsWith("2"), lines.get(2));
        assertTrue(lines.get(2).endsWith("2"), lines.get(2));
        assertEquals("5 5-6 1 old 0.0000 4 0 4 0 3", lines.get(5).strip().replaceAll("\\s+", " "));
        assertTrue(
                lines.contains("Component 2 beats 3, 4 with certainty under the model: no loss on record."),
                out::toString);
        assertTrue(
                lines.contains("Component 3 is not comparable with 4: no chain of wins leads from one to the other."),
                out::toString);
    }

    /** Inside a component everything is as if it had been alone, but for what is counted. */
    @Test
    void theMiddleIsTheFitOfItsOwn() throws IOException {
        assertEquals(0, run("fit", votes(), "--strong-components", "--json"), err::toString);
        JsonNode all = JsonMapper.shared().readTree(out.toString());
        assertEquals(0, run("fit", votes(), "--largest-component", "--json"), err::toString);
        JsonNode alone = JsonMapper.shared().readTree(out.toString());
        assertEquals(4, all.get("strongComponents").asInt());
        assertEquals(
                alone.at("/fit/logLikelihood").asDouble(),
                all.at("/fit/logLikelihood").asDouble());
        for (int k = 0; k < 3; k++) {
            JsonNode here = all.get("scores").get(k + 1);
            JsonNode there = alone.get("scores").get(k);
            for (String same : List.of("item", "score", "se")) {
                assertEquals(there.get(same), here.get(same));
            }
            assertEquals(2, here.get("component").asInt());
            assertEquals(there.get("rank").asInt() + 1, here.get("rank").asInt());
        }
        assertEquals(7, all.get("scores").get(1).get("wins").asInt() + 1);
        assertTrue(all.get("scores").get(0).get("se").isNull());
        assertEquals("[2,3,4]", all.at("/components/0/beats").toString());
        assertEquals("[4]", all.at("/components/2/notComparable").toString());
        assertEquals("[\"a\",\"b\",\"c\"]", all.at("/components/1/items").toString());
    }

    @Test
    void rankingsToo() throws IOException {
        Path races = file("races.soi", "# NUMBER ALTERNATIVES: 4", "2: 1,2,3", "1: 1,3,2", "1: 2,3,4");
        assertEquals(3, run("fit", races));
        assertTrue(err.toString().contains("teeter fit --strong-components (3 components)"), err::toString);
        assertEquals(0, run("fit", races, "--strong-components", "--format", "csv"), err::toString);
        List<String> lines = out.toString().lines().toList();
        assertEquals("item,score,se,comparisons,wins,losses,ties,component", lines.get(0));
        assertTrue(lines.get(1).startsWith("1,0,,6,6,0,0,1"), lines.get(1));
        assertTrue(lines.get(4).startsWith("4,0,,2,0,2,0,3"), lines.get(4));
        assertEquals(0, run("fit", races, "--strong-components"), err::toString);
        assertTrue(
                out.toString()
                        .contains("Each component beats every later one with certainty under the model: no loss on"
                                + " record."),
                out::toString);
    }

    /** Without need, nothing changes. */
    @Test
    void aFiniteFitStays() throws IOException {
        Path votes = file("cycle.csv", "item1,item2,wins1,wins2", "a,b,3,2", "b,c,3,2", "a,c,3,2");
        assertEquals(0, run("fit", votes, "--strong-components"));
        String with = out.toString();
        assertEquals(0, run("fit", votes));
        assertEquals(out.toString(), with);
        assertFalse(with.contains("component"));
    }

    @Test
    void tiesAreOfAllComponents() throws IOException {
        Path ties = file(
                "ties.csv",
                "item1,item2,wins1,wins2,ties",
                "a,b,2,3,1",
                "b,c,2,1,1",
                "c,a,2,2,1",
                "d,e,3,2,2",
                "a,d,4,0,0");
        for (String model : List.of("davidson", "rao-kupper")) {
            assertEquals(3, run("fit", ties, "--model", model));
            assertTrue(err.toString().contains("--strong-components (2 components)"), err::toString);
            assertEquals(0, run("fit", ties, "--model", model, "--strong-components"), err::toString);
            assertTrue(out.toString().contains(", of all components"), out::toString);
            assertTrue(
                    out.toString().contains("Each component beats every later one with certainty under the model"),
                    out::toString);
            assertEquals(0, run("fit", ties, "--model", model, "--strong-components", "--json"), err::toString);
            JsonNode json = JsonMapper.shared().readTree(out.toString());
            assertEquals(2, json.at("/components").size(), out::toString);
            assertTrue(json.at("/parameters").has("tie"), out::toString);
        }
        assertEquals(2, run("fit", ties, "--model", "davidson", "--strong-components", "--se", "robust"));
        assertEquals(
                "teeter: --se robust is of components that share nothing, and these share tie; use --se observed\n",
                err.toString());
        Path ballots =
                file("b.toc", "# NUMBER ALTERNATIVES: 4", "3: {1,2},3,4", "2: 1,2,3,4", "2: 2,1,{3,4}", "2: 2,1,4,3");
        assertEquals(0, run("fit", ballots, "--strong-components"), err::toString);
        assertTrue(out.toString().contains("tie2 "), out::toString);
    }

    @Test
    void whatComponentsCannotTellIsRefused() throws IOException {
        Path ties = file("ties.csv", "model_a,model_b,winner", "a,b,model_a", "a,b,tie", "a,c,model_a", "b,c,tie");
        Path one = file("one.csv", "model_a,model_b,winner", "a,b,model_a", "a,b,tie", "a,c,model_a");
        assertEquals(2, run("fit", one, "--model", "davidson", "--strong-components"));
        assertEquals(
                "teeter: --strong-components: inside the components, no finite maximum-likelihood fit: some ranking explains every"
                        + " win and every tie, so the tie parameter has no finite value; fit a model without ties as an outcome\n",
                err.toString());
        assertEquals(2, run("fit", ties, "--prior", "normal:2", "--strong-components"));
        assertEquals(2, run("fit", votes(), "--strong-components", "--bootstrap", "10"));
        assertEquals(2, run("fit", votes(), "--strong-components", "--anchor", "a=0"));
        assertEquals(2, run("fit", votes(), "--strong-components", "--model", "bradley-terry,probit"));
    }

    @Test
    void firthHoldsThemAll() throws IOException {
        assertEquals(3, run("fit", votes()));
        assertTrue(err.toString().contains("--prior firth"), err::toString);
        assertEquals(0, run("fit", votes(), "--prior", "firth", "--json"), err::toString);
        JsonNode fit = JsonMapper.shared().readTree(out.toString());
        assertEquals(6, fit.get("items").asInt());
        assertEquals("firth", fit.at("/model/prior").asString());
        assertEquals("new", fit.at("/scores/0/item").asString());
        assertEquals(8, fit.at("/fit/starts").asInt());
        assertTrue(fit.at("/fit/penalisedLogLikelihood").asDouble()
                < fit.at("/fit/logLikelihood").asDouble() + 10);
        double lead = fit.at("/scores/0/score").asDouble();
        double second = fit.at("/scores/1/score").asDouble();
        assertEquals(Math.log(2.5 / 0.5), lead - second, 1e-9); // "new" hangs on a bridge, of leverage 1
        assertEquals(0, run("fit", votes(), "--prior", "firth"), err::toString);
        assertTrue(out.toString().contains("penalised log-likelihood"), out::toString);
    }

    @Tag("slow")
    @Test
    void firthIsOfEveryConcaveModelAndAudited() throws IOException {
        assertEquals(2, run("fit", votes(), "--prior", "firth", "--model", "cauchit"));
        assertEquals(
                "teeter: --prior firth is of models whose likelihood is concave, got --model cauchit\n",
                err.toString());
        for (String model : List.of("probit", "davidson", "bradley-terry")) {
            for (String home : List.of("--quiet", "--home")) {
                assertEquals(0, run("fit", votes(), "--prior", "firth", "--model", model, home), err::toString);
                assertTrue(out.toString().contains("penalised log-likelihood"), out::toString);
                assertEquals(
                        0,
                        run("audit", votes(), "--prior", "firth", "--model", model, home, "--out", folder.resolve("r")),
                        err::toString);
                assertTrue(out.toString().contains("Checked by refitting"), out::toString);
            }
            assertEquals(0, run("tip", votes(), "--prior", "firth", "--model", model), err::toString);
        }
        Path races = file("races.soi", "# NUMBER ALTERNATIVES: 3", "2: 1,2,3", "1: 1,3,2");
        assertEquals(3, run("fit", races));
        assertTrue(err.toString().contains("teeter fit --prior firth"), err::toString);
        assertEquals(0, run("fit", races, "--prior", "firth"), err::toString);
        assertEquals(0, run("audit", races, "--prior", "firth", "--targets", "all", "--out", folder.resolve("r")));
        String said = out.toString().replaceAll("\\s+", " ");
        assertTrue(said.contains("There is no certificate beyond the predictions examined"), out::toString);
        assertEquals(0, run("tip", races, "--prior", "firth"), err::toString);
        assertEquals(2, run("why", votes(), "a", "b", "--prior", "firth"));
        assertTrue(err.toString().contains("--prior firth is of fit, audit and tip, not of why"), err::toString);
        Path apart = file("apart.csv", "item1,item2,wins1,wins2", "a,b,1,2", "c,d,1,2");
        assertEquals(3, run("fit", apart, "--prior", "firth"));
        assertFalse(err.toString().contains("--prior firth"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "tip", "tornado"})
    void otherCommandsSayWhatToDoInstead(String command) throws IOException {
        assertEquals(2, run(command, votes(), "--strong-components"));
        assertEquals(
                "teeter: --strong-components is of fit alone: between two components a prediction is certain, or there is none,"
                        + " and nothing moves it; ask of one component by --largest-component or --drop A,B, or of all items by"
                        + " --prior pseudo:0.5\n",
                err.toString());
    }
}
