package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FragilePredictionsTest {

    @Test
    void saysWhatTheReadmeSays() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FragilePredictions.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertEquals(
                "cedar over newcomer: 0.500, and 12.8 points more for each point more of cedar over old-baseline\n",
                out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }

    /** The statements of the README are those of the example. */
    @Test
    void theReadmeShowsTheseStatements() throws IOException {
        String readme = Files.readString(Path.of("../README.md")).replaceAll("\\s+", " ");
        String example = Files.readString(Path.of("src/test/java/example/FragilePredictions.java"));
        int from = example.indexOf("        Tally tally");
        int to = example.indexOf("        for (Finding");
        assertTrue(readme.contains(example.substring(from, to).strip().replaceAll("\\s+", " ")));
    }
}
