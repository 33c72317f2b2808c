package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** The summary of an audit for a pull request. */
class AuditMarkdownTest {
    @TempDir
    private Path folder = Path.of("");

    private StringWriter err = new StringWriter();

    private String audit(int code, String rows, String... options) throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), "item1,item2,wins1,wins2\n" + rows);
        StringWriter out = new StringWriter();
        err = new StringWriter();
        Stream<String> words = Stream.of(
                "audit",
                data.toString(),
                "--quiet",
                "--out",
                folder.resolve("r").toString());
        assertEquals(
                code,
                Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(Stream.concat(words, Stream.of(options)).toArray(String[]::new)),
                err::toString);
        return out.toString();
    }

    @Test
    void sentencesAndATable() throws IOException {
        String text = audit(0, "a,b,98,2\nc,b,98,2\n", "--format", "Markdown");
        List<String> lines = text.lines().toList();
        assertEquals("### Teeter: how far one preference moves another", lines.get(0));
        assertTrue(lines.get(2).startsWith("**") && lines.get(2).endsWith("**"), lines.get(2));
        int head = lines.indexOf("| prediction | p | hangs on | n | y | S | y - 0.01 | y + 0.01 | to tip |");
        assertTrue(head > 4, text);
        assertEquals("| :-- | --: | :-- | --: | --: | --: | --: | --: | --: |", lines.get(head + 1));
        assertTrue(
                lines.get(head + 2).startsWith("| a : c | 0.500 | a : b | 100 | 0.980 | 12.8 | "), lines.get(head + 2));
        assertEquals("", lines.get(head - 1));
        assertFalse(text.contains("**Fails:**"), text);
        assertEquals(text, audit(0, "a,b,98,2\nc,b,98,2\n", "--format", "markdown"));
    }

    @Test
    void whatFailsComesFirst() throws IOException {
        String text =
                audit(ExitCode.FAILED_ON, "a,b,98,2\nc,b,98,2\n", "--format", "markdown", "--fail-on", "fragile>0");
        assertEquals(
                "**Fails:** --fail-on fragile\\>0: fragile is 1",
                text.lines().toList().get(2));
    }

    /** Nothing in a name ends a cell, opens a tag or makes a link. */
    @Test
    void namesMeanNothing() throws IOException {
        String text = audit(
                0,
                "a|<img src=x>,b,98,2\n[c](http://x.y) `d` @e,b,98,2\n\"f\n| --- |\",b,6,4\n",
                "--format",
                "markdown",
                "--targets",
                "all");
        long bars = text.lines()
                .filter(line -> line.startsWith("|"))
                .findFirst()
                .orElseThrow()
                .chars()
                .filter(c -> c == '|')
                .count();
        text.lines()
                .filter(line -> line.startsWith("|"))
                .forEach(line -> assertEquals(
                        bars,
                        line.replace("\\|", "").chars().filter(c -> c == '|').count(),
                        line));
        assertFalse(text.matches("(?s).*(?<!\\\\)[<`\\[].*"), text);
    }

    @Test
    void whatIsRefused() throws IOException {
        audit(2, "a,b,1,2\n", "--format", "html");
        assertTrue(err.toString().contains("--format must be one of text, markdown, json; got html"), err.toString());
        audit(2, "a,b,1,2\n", "--format", "markdown", "--json");
        assertTrue(
                err.toString().contains("--json prints JSON and not --format markdown; leave one of them out"),
                err.toString());
    }
}
