package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of how files were read, by every command and in every output; and answers to prompts, prompt by prompt. */
class ReadingNotesTest extends CommandFixture {
    private static final String IGNORED =
            "the column count is ignored; if a row stands for that many judgements, say --column weight=count";

    @BeforeEach
    void listen() {
        out = new StringWriter();
        err = new StringWriter();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void aColumnThatMayCountIsNamedByEveryCommandInEveryOutput() throws IOException {
        Path votes = file(
                "agg.csv",
                "model_a,model_b,winner,count",
                "x,y,model_a,30",
                "x,y,model_b,10",
                "y,z,model_a,5",
                "y,z,model_b,5",
                "z,x,tie,2");
        assertEquals(0, run("fit", votes, "--out", folder.resolve("fit")));
        assertEquals("teeter: " + IGNORED + "\nteeter: not used: count\n", err.toString());
        JsonNode record = json(Files.readString(folder.resolve("fit/run.json")));
        assertEquals(IGNORED, record.at("/input/0/notes/0").asString());
        assertEquals("count", record.at("/input/0/notUsed/0").asString());
        assertEquals(0, run("fit", votes, "--json"));
        assertEquals(IGNORED, json(out.toString()).at("/notes/0").asString());
        assertEquals("count", json(out.toString()).at("/input/0/notUsed/0").asString());
        assertEquals(0, run("audit", votes, "--out", folder.resolve("audit")));
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("The column count is ignored"));
        assertEquals(
                IGNORED,
                json(Files.readString(folder.resolve("audit/run.json")))
                        .at("/input/0/notes/0")
                        .asString());
        assertEquals(0, run("fit", votes, "--column", "weight=count"));
        assertTrue(out.toString().contains("5 judgements of 3 pairs, which weigh 52 together;"), out.toString());
        assertEquals("", err.toString());
    }

    /** The number of a row, as pandas writes it, has no name. */
    @Test
    void aColumnWithoutANameIsQuoted() throws IOException {
        assertEquals(0, run("fit", file("index.csv", ",winner,loser,note", "0,x,y,n", "1,y,x,n")));
        assertEquals("teeter: not used: \"\", note\n", err.toString());
    }

    @Test
    void labelsAreToldOnTheCommandLine() throws IOException {
        Path votes = file("ab.csv", "item1,item2,winner", "x,y,good", "x,y,bad", "x,y,", "x,y,worst");
        assertEquals(2, run("fit", votes));
        assertTrue(
                err.toString().contains("--label good=… --label bad=… --label null=… --label worst=…"), err.toString());
        String[] told = {"--label", "good=first", "--label", "bad=second", "--label", "null=skip", "--label"};
        Object[] words = Stream.concat(
                        Stream.of("fit", votes, "--json"), Stream.concat(Stream.of(told), Stream.of("worst=both_bad")))
                .toArray();
        assertEquals(0, run(words));
        JsonNode fit = json(out.toString());
        assertEquals(3, fit.get("comparisons").asInt());
        assertEquals(1, fit.get("bothBad").asDouble());
        assertEquals(
                "1 verdict says that nobody judged, and was left out",
                fit.at("/notes/0").asString());
        assertEquals(2, run("fit", votes, "--label", "good=nobody"));
        assertTrue(err.toString().startsWith("teeter: --label must be LABEL=MEANING"), err.toString());
        Path wins = file("wins.csv", "winner,loser", "x,y", "y,x");
        assertEquals(2, run("fit", wins, wins));
        assertTrue(err.toString().contains("the file is named twice"));
        assertEquals(0, run("fit", wins, wins, "--allow-repeats"));
    }

    /** By commands that keep no file of them, and where there is no fit, too. */
    @Test
    void rowsThatAreLeftOutAreSaidByEveryCommand() throws IOException {
        Path votes = file("votes.csv", "winner,loser", "x,y", "y,x", "x,x", "y,z", "z,x");
        String said = "1 row was left out: " + votes
                + ":4: winner and loser are both \"x\", and nothing can be preferred to" + " itself";
        for (String command : List.of("tip", "tornado", "profile")) {
            listen();
            assertEquals(0, run(command, votes, "--skip-bad-rows"));
            assertTrue(err.toString().contains("teeter: " + said + "\n"), command + err);
        }
        listen();
        Path never = file("never.csv", "winner,loser", "x,y", "x,x");
        assertEquals(3, run("fit", never, "--skip-bad-rows"));
        assertTrue(err.toString().startsWith("teeter: 1 row was left out: " + never + ":3: "), err.toString());
        assertEquals(0, run("fit", votes, "--skip-bad-rows", "--json", "--out", folder.resolve("fit")));
        assertEquals(said, json(out.toString()).at("/notes/0").asString());
        assertEquals(
                said,
                json(Files.readString(folder.resolve("fit/run.json")))
                        .at("/notes/0")
                        .asString());
    }

    @Test
    void textsThatShareNothingAreSaidInEveryOutput() throws IOException {
        Path texts = file("texts.csv", "prompt,chosen,rejected,votes", "p,a,b,7", "q,c,d,3", "q,c,c,1");
        for (String command : List.of("fit", "audit")) {
            listen();
            Path kept = folder.resolve(command);
            assertEquals(0, run(command, texts, "--skip-bad-rows", "--json", "--out", kept));
            JsonNode document = json(out.toString());
            assertTrue(document.at("/nothingToFit/0").asString().startsWith("2 rows, 2 prompts"));
            assertEquals("votes", document.at("/input/0/notUsed/0").asString());
            assertTrue(document.at("/notes/1").asString().startsWith("1 row was left out: "), out.toString());
            JsonNode record = json(Files.readString(kept.resolve("run.json")));
            assertEquals("votes", record.at("/input/0/notUsed/0").asString());
            assertEquals(2, Files.readAllLines(kept.resolve("rejected.csv")).size());
        }
    }

    @Test
    void answersToPromptsAreFittedAndAuditedPromptByPrompt() throws IOException {
        Path data = file(
                "multi.jsonl",
                "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}",
                "{\"prompt\":\"p\",\"chosen\":\"b\",\"rejected\":\"c\"}",
                "{\"prompt\":\"p\",\"chosen\":\"c\",\"rejected\":\"a\"}",
                "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"b\"}",
                "{\"prompt\":\"q\",\"chosen\":\"b\",\"rejected\":\"c\"}");
        assertEquals(0, run("fit", data, "--json"));
        JsonNode fit = json(out.toString());
        assertEquals(2, fit.get("prompts").asInt());
        assertEquals(1, fit.get("promptsFitted").asInt());
        assertEquals(3, fit.get("scores").size());
        assertEquals(0, fit.at("/scores/0/score").asDouble(), 1e-12); // a cycle: all equal
        assertEquals(0, run("fit", data, "--prior", "normal:2", "--format", "csv"));
        assertEquals(7, out.toString().lines().count());
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", data, "--targets", "all", "--out", report));
        for (String row : Files.readAllLines(report.resolve("targets.csv"))) {
            assertTrue(!row.contains("q ⟶"), row);
        }
        assertEquals(
                List.of("option,file,row", "p ⟶ a," + data + ",1", "p ⟶ b," + data + ",1", "p ⟶ c," + data + ",2"),
                Files.readAllLines(report.resolve("options.csv")).subList(0, 4));
        assertEquals(7, Files.readAllLines(report.resolve("options.csv")).size());
        assertEquals(
                1,
                json(Files.readString(report.resolve("audit.json")))
                        .get("promptsFitted")
                        .asInt());
        assertEquals(2, run("audit", data, "--across-parts", "--prior", "normal:2", "--out", folder.resolve("x")));
        Path never = file(
                "never.jsonl",
                "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}",
                "{\"prompt\":\"p\",\"chosen\":\"b\",\"rejected\":\"c\"}",
                "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"b\"}",
                "{\"prompt\":\"q\",\"chosen\":\"b\",\"rejected\":\"c\"}");
        assertEquals(3, run("fit", never));
        assertTrue(err.toString().startsWith("teeter: none of 2 prompts has a finite fit;"), err.toString());
    }
}
