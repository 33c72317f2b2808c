package org.teeter.ledger;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.cli.Main;

class ReproduceCommandTest {

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void writesTheLedger() throws IOException {
        Path results = folder.resolve("results");
        assertEquals(0, run("reproduce", "theory", "--out", results, "--quiet"));
        List<String> lines = out.toString().lines().toList();
        String last = lines.get(lines.size() - 1);
        assertTrue(last.endsWith(" fail; details in " + results.resolve("ledger.html")), last);
        try (Stream<Path> files = Files.list(results)) {
            assertEquals(
                    List.of("ledger.html", "ledger.json", "run.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals("", err.toString());
    }

    /** Two runs, since a second one must give the same bytes. */
    @Test
    @Tag("slow")
    void writesTheSameLedgerAgain() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        assertEquals(0, run("reproduce", "theory", "--out", one, "--quiet"));
        out.getBuffer().setLength(0);
        assertEquals(0, run("reproduce", "theory", "--out", two, "--json", "--quiet"));
        assertEquals(Files.readString(two.resolve("ledger.json")), out.toString());
        for (String name : List.of("ledger.html", "ledger.json")) {
            assertEquals(-1, Files.mismatch(one.resolve(name), two.resolve(name)), name);
        }
        assertEquals("", err.toString());
    }

    @Test
    void judgesOneClaim() throws IOException {
        Path results = folder.resolve("results");
        assertEquals(0, run("reproduce", "theory", "--claim", "thm. 2", "--out", results, "--quiet"), err::toString);
        List<String> lines = out.toString().lines().toList();
        Line whole = JudgedOnce.LEDGER.lines().stream()
                .filter(line -> line.statement().id().equals("Thm. 2"))
                .findFirst()
                .orElseThrow();
        assertTrue(lines.get(0).startsWith("Thm. 2 (" + whole.statement().where() + "): "), lines.get(0));
        assertTrue(lines.contains("  claims: " + whole.statement().claim()), out::toString);
        assertTrue(lines.contains("  found: " + whole.asPrinted().found()), out::toString);
        assertTrue(lines.get(lines.size() - 1).matches("[1-9] claims: .* fail"), out::toString);
        assertFalse(Files.exists(results));
        out.getBuffer().setLength(0);
        assertEquals(0, run("reproduce", "theory", "--claim", "Thm. 2", "--json", "--quiet"));
        assertTrue(out.toString().contains("\"Thm. 2\""), out::toString);
        assertEquals(2, run("reproduce", "theory", "--claim", "Theorem 9", "--quiet"));
        assertTrue(
                err.toString()
                        .contains("--claim: no claim of the paper mentions Theorem 9; there are Def. 1, Def. 2, "),
                err::toString);
    }

    @Test
    void needsAPart() {
        assertEquals(2, run("reproduce"));
        assertTrue(err.toString().startsWith("teeter reproduce: needs a part: theory"), err.toString());
    }

    @Test
    void refusesAFileForAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(2, run("reproduce", "theory", "--out", file));
        assertTrue(err.toString().contains("--out must name a folder"), err.toString());
    }
}
