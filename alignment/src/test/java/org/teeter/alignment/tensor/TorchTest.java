package org.teeter.alignment.tensor;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.cli.Main;

class TorchTest {
    @Test
    @Tag("slow")
    void processesThatStartTogetherUnpackTheLibraryOneByOne(@TempDir Path cache) throws Exception {
        List<Process> both = List.of(newProcess(cache, OneTensor.class), newProcess(cache, OneTensor.class));
        for (Process process : both) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertAll(
                    () -> assertEquals(0, process.waitFor(), output), () -> assertEquals("[3, 1, 4]", output.strip()));
        }
    }

    /** A file in the place of each folder that libraries would be unpacked to, as good as a full disk. */
    @Test
    void aLibraryThatCannotBeUnpackedIsOneLine(@TempDir Path cache) throws Exception {
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (part.endsWith(".jar")) {
                Files.writeString(cache.resolve(String.valueOf(Path.of(part).getFileName())), "");
            }
        }
        Process process = newProcess(cache, Main.class, "ask", "--model", cache.toString(), "--options", "dog,cat");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertAll(
                () -> assertEquals(2, process.waitFor(), output),
                () -> assertEquals(1, output.lines().count(), output),
                () -> assertTrue(output.contains("the folder, " + cache + ", has "), output),
                () -> assertTrue(output.contains("TEETER_NATIVES"), output));
    }

    private static Process newProcess(Path cache, Class<?> main, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What each process runs. */
    static final class OneTensor {
        private OneTensor() {}

        public static void main(String[] arguments) {
            System.out.println(Arrays.toString(Torch.toLongs(Torch.ids(new long[][] {{3, 1, 4}}))));
        }
    }
}
