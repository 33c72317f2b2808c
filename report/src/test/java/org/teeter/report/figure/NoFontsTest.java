package org.teeter.report.figure;

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

/** On machines without fonts, and without the libraries that look for them, the JDK's text engine fails as soon as it is asked. */
@Tag("slow")
class NoFontsTest {

    @TempDir
    Path folder = Path.of("");

    /** Draws in every format. */
    public static final class Draw {
        private Draw() {}

        public static void main(String[] folder) throws IOException {
            for (PictureFormat format : PictureFormat.values()) {
                format.write(Samples.figure1(), Path.of(folder[0], "figure." + format.extension()));
                format.write(Samples.lines(FigureWidth.COLUMN), Path.of(folder[0], "lines." + format.extension()));
            }
        }
    }

    @Test
    void theTextEngineOfTheJdkIsNeverStarted() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        List<String> command = Child.java("-Djava.awt.headless=true", "-Xlog:class+load:file=" + loaded);
        command.addAll(List.of(Draw.class.getName(), folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("FONTCONFIG_FILE", folder.resolve("no-such-file").toString());
        assertEquals(0, Child.start(builder.inheritIO()).waitFor());
        List<String> classes = Files.readAllLines(loaded);
        assertTrue(classes.stream().anyMatch(line -> line.contains("SunGraphics2D")), "pixels were drawn");
        assertEquals(
                List.of(),
                classes.stream()
                        .filter(line -> line.contains("FontManager") || line.contains("FontConfiguration"))
                        .toList());
    }
}
