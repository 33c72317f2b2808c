package org.teeter.alignment.tensor;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static Process newProcess(Path cache) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneTensor.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    /** What each process runs. */
    static final class OneTensor {
        private OneTensor() {}

        public static void main(String[] arguments) {
            System.out.println(Arrays.toString(Torch.toLongs(Torch.ids(new long[][] {{3, 1, 4}}))));
        }
    }
}
