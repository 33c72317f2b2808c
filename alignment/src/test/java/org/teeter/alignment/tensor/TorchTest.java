package org.teeter.alignment.tensor;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
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

    /** So that a run of the tests under another kernel is one. */
    @Test
    @EnabledIfEnvironmentVariable(named = "ATEN_CPU_CAPABILITY", matches = ".+")
    void theKernelsOfLibTorchAreThoseAskedFor() {
        Torch.start();
        assertEquals(
                System.getenv("ATEN_CPU_CAPABILITY").toUpperCase(Locale.ROOT),
                torch.get_cpu_capability().getString());
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "OPENBLAS_CORETYPE", matches = ".+")
    void theKernelsOfTheBlasAreThoseAskedFor() {
        Torch.start();
        assertEquals(
                System.getenv("OPENBLAS_CORETYPE"),
                openblas_full.openblas_get_corename().getString());
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
        List<String> command = Child.java("-Xmx256m", "-Dorg.bytedeco.javacpp.cachedir=" + cache);
        command.add(main.getName());
        command.addAll(List.of(words));
        return Child.start(new ProcessBuilder(command).redirectErrorStream(true));
    }

    /** What each process runs. */
    static final class OneTensor {
        private OneTensor() {}

        public static void main(String[] arguments) {
            System.out.println(Arrays.toString(Torch.toLongs(Torch.ids(new long[][] {{3, 1, 4}}))));
        }
    }
}
