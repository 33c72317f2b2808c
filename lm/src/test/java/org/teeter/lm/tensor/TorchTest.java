package org.teeter.lm.tensor;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.teeter.testing.Child;

class TorchTest {
    @Test
    @Tag("slow")
    void processesThatStartTogetherUnpackTheLibraryOneByOne(@TempDir Path cache) throws Exception {
        List<Process> both = List.of(newProcess(cache), newProcess(cache));
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

    private static Process newProcess(Path cache) throws IOException {
        List<String> command = Child.java("-Xmx256m", "-Dorg.bytedeco.javacpp.cachedir=" + cache);
        command.add(OneTensor.class.getName());
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
