package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README shows what is really printed. */
class ReadmeTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void theExampleIsItsRealOutput() throws IOException {
        StringWriter out = new StringWriter();
        Path report = folder.resolve("teeter-report");
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute("audit", "../examples/arena-small.csv", "--out", report.toString(), "--quiet");
        assertEquals(0, code);
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        int from = readme.indexOf("$ ./teeter audit examples/arena-small.csv") + 1;
        int to = from + readme.subList(from, readme.size()).indexOf("```");
        String shown = String.join("\n", readme.subList(from, to));
        assertEquals(out.toString().strip().replace(report.toString(), "teeter-report"), shown.strip());
    }

    @Test
    void theProfileIsItsRealOutput() throws IOException {
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute("profile", "../examples/arena-small.csv", "--quiet");
        assertEquals(0, code);
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        int from = readme.indexOf("$ ./teeter profile examples/arena-small.csv") + 1;
        int to = from + readme.subList(from, readme.size()).indexOf("```");
        assertEquals(out.toString().strip(), String.join("\n", readme.subList(from, to)));
    }

    @Test
    void theTableIsItsRealOutput() throws IOException {
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(
                        "fit",
                        "../examples/arena-small.csv",
                        "--scale",
                        "elo",
                        "--anchor",
                        "old-baseline=1000",
                        "--format",
                        "markdown",
                        "--quiet");
        assertEquals(0, code);
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        int from = readme.indexOf("$ ./teeter fit examples/arena-small.csv --scale elo --anchor old-baseline=1000"
                        + " --format markdown")
                + 1;
        int to = from + readme.subList(from, readme.size()).indexOf("```");
        assertEquals(out.toString().strip(), String.join("\n", readme.subList(from, to)));
    }

    @Test
    void votesAndEvidenceAreRealOutput() throws IOException {
        for (List<String> words : List.of(
                List.of("tip", "examples/baseball.csv", "--pair", "Boston,Toronto"),
                List.of("why", "examples/arena-small.csv", "cedar", "aspen"),
                List.of("mitigate", "examples/arena-small.csv"),
                List.of("plan", "examples/arena-small.csv", "--goal", "fragile", "--budget", "100"))) {
            StringWriter out = new StringWriter();
            List<String> run = new ArrayList<>(words);
            run.set(1, "../" + run.get(1));
            run.add("--quiet");
            assertEquals(
                    0, Main.commandLine().setOut(new PrintWriter(out, true)).execute(run.toArray(String[]::new)));
            List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
            int from = readme.indexOf("$ ./teeter " + String.join(" ", words)) + 1;
            int to = from + readme.subList(from, readme.size()).indexOf("```");
            assertEquals(
                    out.toString().strip(),
                    String.join("\n", readme.subList(from, to)).strip());
        }
    }
}
