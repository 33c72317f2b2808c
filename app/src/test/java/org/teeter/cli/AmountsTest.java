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

/** Sentences with amounts, where there is none, one, two, or more. */
class AmountsTest {
    @TempDir
    Path folder = Path.of("");

    private String run(String command, String rows, String... more) throws IOException {
        Path file = folder.resolve("data.csv");
        Files.writeString(file, rows.replace(" / ", "\n") + "\n");
        StringWriter out = new StringWriter();
        List<String> words = Stream.concat(Stream.of(command, file.toString(), "--quiet"), Stream.of(more))
                .toList();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(words.toArray(new String[0]));
        assertEquals(0, code, out.toString());
        return out.toString().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,1,1|The only prediction (every pair was compared, so all pairs were examined) is not fragile at M = 2:",
                "a,b,9,1 / b,c,9,1|one point of the share won in a pair moves it by at most 0.134 points",
                "a,b,1,1|2 items, 2 judgements of the only pair;",
                "a,b,9,1 / b,c,9,1|The only prediction is not fragile",
                "a,b,99,1 / b,c,1,99|The only prediction is fragile: one point of the share won in a pair moves it by more than",
                "a,b,9,1 / b,c,9,1|3 items, 20 judgements of 2 of the 3 pairs;",
                "a,b,9,1 / b,c,9,1|2 bridges hold the data together:",
                "a,b,1,1 / b,c,1,1 / c,d,1,1|None of 3 predictions is fragile",
                "a,b,99,1 / b,c,1,99 / c,d,1,1|2 of 3 predictions are fragile: one point of the share won in a pair moves them by more than",
                "a,b,1,1 / b,c,1,1 / c,d,1,1 / d,a,1,1|Neither of 2 predictions is fragile",
            })
    void auditSpeaksOfOneAsOfOne(String rows, String sentence) throws IOException {
        String said = run("audit", "item1,item2,wins1,wins2 / " + rows, "--out=" + folder.resolve("report"));
        assertTrue(said.contains(sentence), said);
    }

    @Test
    void fitSpeaksOfOneAsOfOne() throws IOException {
        String one = run("fit", "winner,loser / a,b", "--prior=normal:1");
        assertTrue(one.contains(": 2 items, 1 judgement of 1 pair; "), one);
        String more = run("fit", "winner,loser / a,b / b,c / c,a");
        assertTrue(more.contains(": 3 items, 3 judgements of 3 pairs; "), more);
    }

    @Test
    void notesSpeakOfOneAsOfOne() throws IOException {
        String said = run(
                "audit",
                "winner,loser / a ,b / b,a / b",
                "--skip-bad-rows",
                "--refits=1",
                "--out=" + folder.resolve("r"));
        assertTrue(said.contains("1 name had white space around it, which was left out."), said);
        assertTrue(said.contains("1 row could not be counted and was left out; it is in rejected.csv."), said);
        assertTrue(said.contains("teeter: 1 row was left out"), said);
        String two =
                run("audit", "winner,loser / a ,b / b ,a / b / c", "--skip-bad-rows", "--out=" + folder.resolve("s"));
        assertTrue(two.contains("2 names had white space around them, which was left out."), two);
        assertTrue(two.contains("2 rows could not be counted and were left out; they are in rejected.csv."), two);
        String chain = "item1,item2,wins1,wins2 / a,b,9,1 / b,c,9,1 / c,d,9,1";
        String refits = run("audit", chain, "--refits=1", "--targets=all", "--out=" + folder.resolve("t"));
        assertTrue(run("audit", chain, "--refits=0", "--targets=all", "--out=" + folder.resolve("u"))
                .contains("No finding was refitted;"));
        assertTrue(refits.contains("Only the worst finding was refitted; --refits changes that."), refits);
    }

    @Test
    void promptsSpeakOfOneAsOfOne() throws IOException {
        String one = run("fit", "prompt,chosen,rejected / p,a,b");
        assertTrue(one.contains("1 row, 1 prompt (0 of them with more than one row), 2 options"), one);
        assertTrue(one.contains("1 different pair, 0 exact repeats of an earlier row, 0 pairs judged both ways"), one);
    }
}
