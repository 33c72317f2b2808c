package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers to prompts, each prompt audited for itself. */
class PromptAuditTest extends CommandFixture {

    private static String row(int prompt, int chosen, int rejected) {
        return String.format(
                "{\"prompt\":\"q%04d\",\"chosen\":\"a%d\",\"rejected\":\"a%d\"}", prompt, chosen, rejected);
    }

    /** A cycle of four answers and some more judgements, so that each has a fit. */
    private static List<String> rows(int prompt) {
        SplittableRandom random = new SplittableRandom(prompt);
        List<String> rows = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            rows.add(row(prompt, k, (k + 1) % 4));
        }
        for (int k = random.nextInt(12); k > 0; k--) {
            int chosen = random.nextInt(4);
            rows.add(row(prompt, chosen, (chosen + 1 + random.nextInt(2)) % 4));
        }
        return rows;
    }

    private Path file(String name, int from, int to) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int prompt = from; prompt < to; prompt++) {
            rows.addAll(rows(prompt));
        }
        return Files.write(folder.resolve(name), rows);
    }

    private static List<String> beginning(Path file, String start) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(row -> row.startsWith(start))
                .toList();
    }

    /** Answers to one prompt that never met, in parts, are ordered by the prior alone, and that is said first. */
    @Test
    void partsOfThePromptsAreSaid() throws IOException {
        Path data = Files.write(
                folder.resolve("parts.jsonl"),
                List.of(
                        "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}",
                        "{\"prompt\":\"p\",\"chosen\":\"b\",\"rejected\":\"c\"}",
                        "{\"prompt\":\"p\",\"chosen\":\"d\",\"rejected\":\"e\"}",
                        "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"b\"}"));
        String said =
                "WARNING: the answers to 1 of 2 prompts fall into parts between which nothing was compared. What is said"
                        + " across these parts, also by the order of the answers, comes from the prior alone.";
        assertEquals(0, run("fit", data, "--prior", "normal:1"));
        assertTrue(out.toString().contains(said), out.toString());
        assertEquals(0, run("audit", data, "--prior", "normal:1", "--out", folder.resolve("apart")));
        assertTrue(
                out.toString().replaceAll("\\s+", " ").startsWith(said + " Predictions across them are left out here."),
                out.toString());
    }

    /** More prompts than one task takes; a few of them by themselves say the same to the bit. */
    @Test
    void eachPromptIsAuditedAsIfItWereAlone() throws IOException {
        Path together = folder.resolve("together");
        assertEquals(
                0,
                run(
                        "audit",
                        file("all.jsonl", 0, 600),
                        "--targets",
                        "all",
                        "--top",
                        0,
                        "--tips",
                        0,
                        "--out",
                        together));
        for (int prompt : new int[] {0, 255, 256, 599}) {
            Path alone = folder.resolve("alone" + prompt);
            Path one = file("one" + prompt + ".jsonl", prompt, prompt + 1);
            assertEquals(0, run("audit", one, "--targets", "all", "--top", 0, "--tips", 0, "--out", alone));
            String name = String.format("q%04d", prompt);
            for (String table : List.of("targets.csv", "comparisons.csv")) {
                assertEquals(beginning(alone.resolve(table), name), beginning(together.resolve(table), name), table);
            }
            assertEquals(
                    beginning(alone.resolve("scores.csv"), name).stream()
                            .map(row -> row + "," + (prompt + 1))
                            .toList(),
                    beginning(together.resolve("scores.csv"), name));
        }
        JsonNode audit =
                JsonMapper.shared().readTree(together.resolve("audit.json").toFile());
        assertEquals(3600, audit.get("targetsExamined").asInt());
        assertEquals(3600, audit.get("targets").size());
        assertTrue(audit.at("/check/cases").asInt() >= 3600);
        assertTrue(audit.at("/check/worstRelativeError").asDouble() <= 1e-3);
    }

    /** What was worked out for one prompt serves all with the same counts, whose answers may be called what they like. */
    @Test
    void promptsWithTheSameCountsKeepTheirNames() throws IOException {
        List<String> prompts = List.of("x", "a,b", "#c", "say \"d\"", "two\nrows", "e\tf", "1");
        List<String> rows = new ArrayList<>();
        for (String prompt : prompts) {
            for (int[] won : new int[][] {{0, 1}, {1, 2}, {2, 0}, {0, 1}}) {
                rows.add(String.format(
                        "{\"prompt\":%s,\"chosen\":\"y%d\",\"rejected\":\"y%d\"}",
                        JsonMapper.shared().writeValueAsString(prompt), won[0], won[1]));
            }
        }
        Path together = folder.resolve("together");
        Path all = Files.write(folder.resolve("all.jsonl"), rows);
        assertEquals(0, run("audit", all, "--top", 0, "--tips", 0, "--out", together), err.toString());
        String scores = Files.readString(together.resolve("scores.csv"));
        String pairs = Files.readString(together.resolve("comparisons.csv"));
        int length = 0;
        for (int prompt = 0; prompt < prompts.size(); prompt++) {
            Path one = Files.write(folder.resolve("one.jsonl"), rows.subList(4 * prompt, 4 * prompt + 4));
            Path alone = folder.resolve("alone" + prompt);
            assertEquals(0, run("audit", one, "--top", 0, "--tips", 0, "--out", alone), err.toString());
            String own = withoutHeader(alone.resolve("comparisons.csv"));
            assertTrue(pairs.contains(own), own);
            length += own.length();
            String ownScores = withoutHeader(alone.resolve("scores.csv"));
            String begun = ownScores.substring(0, ownScores.indexOf('\n')).stripTrailing() + ",";
            int part = scores.indexOf(begun) + begun.length();
            assertTrue(part >= begun.length(), begun);
            String numbered = ownScores.replaceAll("(?<=\\d)(\\r?\\n)", "," + scores.charAt(part) + "$1");
            assertTrue(scores.contains(numbered), numbered);
        }
        assertEquals(length, withoutHeader(together.resolve("comparisons.csv")).length());
    }

    private static String withoutHeader(Path table) throws IOException {
        String all = Files.readString(table);
        return all.substring(all.indexOf('\n') + 1);
    }

    /** Of errors it is said by what rule they are, as of one problem. */
    @Test
    void theRuleOfErrorsIsSaid() throws IOException {
        Path data = file("some.jsonl", 0, 3);
        assertEquals(0, run("fit", data, "--se", "robust"), err.toString());
        assertTrue(out.toString().endsWith("Standard errors: sandwich.\n"), out.toString());
        for (String rule : new String[] {"robust", "observed"}) {
            assertEquals(0, run("fit", data, "--se", rule, "--json"), err.toString());
            assertEquals(
                    rule.equals("robust") ? "sandwich" : "observed information",
                    JsonMapper.shared()
                            .readTree(out.toString())
                            .get("standardErrors")
                            .asString());
        }
    }

    @Test
    void theyHaveAPageOfTheirOwn() throws IOException {
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", file("some.jsonl", 0, 3), "--prior", "normal:2", "--out", report));
        String page = Files.readString(report.resolve("report.html"));
        assertTrue(page.contains("Every prompt is a problem of its own"), page);
        assertTrue(page.contains("<article class=\"card\" data-a=\""));
        assertFalse(
                out.toString().contains("--across-parts"), out.toString()); // prompts are no parts that could be joined
        JsonNode audit =
                JsonMapper.shared().readTree(report.resolve("audit.json").toFile());
        assertEquals(3, audit.get("promptsFitted").asInt());
        assertEquals("normal:2", audit.at("/model/prior").asString());
    }

    @Test
    void answersToOnePromptCanBeNamed() throws IOException {
        Path data = file("some.jsonl", 0, 3);
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", data, "--targets", "q0001 ⟶ a2,q0001 ⟶ a0", "--out", report), err.toString());
        JsonNode audit =
                JsonMapper.shared().readTree(report.resolve("audit.json").toFile());
        assertEquals(1, audit.get("targetsExamined").asInt());
        assertEquals(3, audit.get("promptsFitted").asInt());
        assertEquals("q0001 ⟶ a2", audit.at("/targets/0/target_i").asString());
        assertEquals("q0001 ⟶ a0", audit.at("/targets/0/target_j").asString());
        Object[] unobserved = {
            "audit", data, "--targets", "q0001 ⟶ a1,q0001 ⟶ a0", "--as-if-unobserved", "--out", report
        };
        assertEquals(3, run(unobserved)); // no other judgement preferred a0
        assertTrue(err.toString().contains("\"q0001 ⟶ a0\" was never preferred"), err.toString());
        assertEquals(
                0,
                run(Stream.concat(Stream.of(unobserved), Stream.of("--prior", "normal:2"))
                        .toArray()));
        audit = JsonMapper.shared().readTree(report.resolve("audit.json").toFile());
        assertFalse(audit.at("/targets/0/observed").asBoolean());
        Path none = folder.resolve("none");
        assertEquals(2, run("audit", data, "--targets", "q0001 ⟶ a2,q0002 ⟶ a0", "--out", none));
        assertTrue(err.toString().startsWith("teeter: --targets names answers to different prompts"), err.toString());
        assertFalse(Files.exists(none));
        assertEquals(2, run("audit", data, "--largest-component", "--out", none));
        assertTrue(err.toString().contains("have no meaning for answers to prompts"), err.toString());
        assertEquals(2, run("fit", data, "--anchor", "q0001 ⟶ a2"));
        assertTrue(err.toString().contains("each of which has a scale of its own"), err.toString());
    }
}
