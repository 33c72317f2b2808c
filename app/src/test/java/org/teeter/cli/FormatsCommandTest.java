package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example is read as what it is called. */
class FormatsCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    private int run(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    static List<SampleFile> samples() {
        return SampleFile.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachIsReadWithoutBeingTold(SampleFile sample) throws IOException {
        assertEquals(0, run("formats", sample.shape().toUpperCase(java.util.Locale.ROOT)));
        assertEquals(sample.text(), out.toString());
        Path file = Files.writeString(folder.resolve(sample.file()), sample.text());
        assertEquals(0, run("fit", file.toString(), "--prior", "normal:1"), err::toString);
        assertTrue(out.toString().lines().count() > 2, out::toString);
        assertTrue(!err.toString().contains("not used: "), err::toString);
    }

    @Test
    void allAreShown() {
        assertEquals(0, run("formats"));
        for (SampleFile sample : SampleFile.all()) {
            assertTrue(out.toString().contains(sample.shape() + " (" + sample.file() + "): "), out::toString);
        }
        assertEquals(2, run("formats", "xml"));
        assertTrue(
                err.toString().contains("SHAPE must be one of arena, counts, winner, games, ")
                        && err.toString().contains("; got xml"),
                err.toString());
    }
}
