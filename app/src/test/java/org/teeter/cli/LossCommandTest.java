package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audits read under losses. */
class LossCommandTest {
    private static final String SMALL = "../examples/arena-small.csv";

    @TempDir
    Path folder = Path.of("");

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    private int audit(String data, String... words) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all =
                List.of("audit", data, "--quiet", "--out", folder.resolve("r").toString());
        return line.execute(Stream.concat(all.stream(), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void theReadmeShowsItsRealOutput() throws IOException {
        assertEquals(0, audit(SMALL, "--loss", "dpo,cdpo,rdpo,ipo"));
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        int from = readme.indexOf("$ ./teeter audit examples/arena-small.csv --loss dpo,cdpo,rdpo,ipo") + 2;
        int to = from + readme.subList(from, readme.size()).indexOf("```");
        assertTrue(
                out.toString().contains(String.join("\n", readme.subList(from, to)) + "\n\nReport: "), out.toString());
        JsonNode losses = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("r").resolve("audit.json")))
                .get("losses");
        assertEquals(4, losses.size());
        assertEquals(8, losses.get(0).at("/fragile/0").asInt());
        assertEquals(0.1, losses.get(1).get("smoothing").asDouble());
        assertTrue(losses.get(0).at("/check/worstRelativeError").asDouble() < 1e-3);
        JsonNode endless = losses.get(2).at("/findings/0/lead");
        assertTrue(endless.isNull(), endless.toString());
        assertEquals(
                0.25 * 0.5 * 2,
                Math.abs(losses.get(3).at("/findings/0/sensitivity").asDouble()),
                0.01);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --loss ppo | --loss must be among dpo, cdpo, rdpo, ipo, exo, simpo, hinge, bco, nca, sppo, kto, apo_zero, got ppo
            --loss dpo --beta 0 | --beta must be positive and finite, got 0.0
            --loss cdpo --smoothing 0.5 | --smoothing must be inside (0, 0.5), got 0.5
            --loss simpo --margin -1 | --margin must be 0 or more, and finite, got -1.0
            --loss dpo --model probit | --loss reads the findings of Bradley-Terry, which is what dpo fits; leave out --model probit
            --loss dpo --home | --loss is of judgements of pairs, without --home and --covariate, and not of rankings; leave it out
            """)
    void whatIsRefused(String words, String message) {
        assertEquals(2, audit(SMALL, words.split(" ", -1)));
        assertTrue(err.toString().contains(message), err.toString());
    }

    @Test
    void answersToPromptsAreReadWhereTheyAreWorst() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String pair : new String[] {"a b", "a b", "a b", "b a", "b c", "b c", "c b"}) {
            String[] answers = pair.split(" ", -1);
            rows.append("{\"prompt\":\"q\",\"chosen\":\"")
                    .append(answers[0])
                    .append("\",\"rejected\":\"")
                    .append(answers[1])
                    .append("\"}\n");
        }
        Path data = folder.resolve("prompts.jsonl");
        Files.writeString(data, rows.toString());
        assertEquals(0, audit(data.toString(), "--loss", "dpo,kto", "--allow-repeats"));
        assertTrue(out.toString().contains("kto: only early stopping keeps it finite."), out.toString());
        String table = out.toString()
                .lines()
                .filter(line -> line.startsWith("dpo "))
                .findFirst()
                .orElseThrow();
        assertTrue(table.contains("1.10   5.33"), table); // logit ¾ and 1/(¾·¼)
    }
}
