package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.testing.Child;

/** Under a Java that was cut down to the modules that Teeter's libraries need, everything is drawn as under a whole one. */
class CutDownRuntimeTest {
    private static final String MODULES = "java.se,jdk.unsupported";

    @TempDir
    Path folder = Path.of("");

    private List<String> scores(Path data, String... limits) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = Child.java(limits);
        command.addAll(List.of(Main.class.getName(), "fit", data.toString(), "--bootstrap", "20", "--quiet"));
        Process process = Child.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()));
        int code = process.waitFor();
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, code, lines.toString());
        return lines;
    }

    @Tag("slow")
    @Test
    void drawsTheSame() throws IOException, InterruptedException {
        Path data = Files.write(
                folder.resolve("votes.csv"),
                List.of("item1,item2,wins1,wins2", "a,b,7,3", "b,c,4,6", "c,d,9,1", "d,a,2,5"));
        List<String> whole = scores(data);
        assertTrue(whole.size() > 5, whole.toString());
        assertEquals(whole, scores(data, "--limit-modules", MODULES));
    }
}
