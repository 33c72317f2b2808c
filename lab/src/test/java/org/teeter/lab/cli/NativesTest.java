package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.cli.Main;
import org.teeter.testing.Child;

/** What a command says where the native library cannot be unpacked. */
class NativesTest {
    /** A file in the place of each folder that libraries would be unpacked to, as good as a full disk. */
    @Test
    void aLibraryThatCannotBeUnpackedIsOneLine(@TempDir Path cache) throws Exception {
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (part.endsWith(".jar")) {
                Files.writeString(cache.resolve(String.valueOf(Path.of(part).getFileName())), "");
            }
        }
        List<String> command = Child.java("-Xmx256m", "-Dorg.bytedeco.javacpp.cachedir=" + cache);
        command.addAll(List.of(Main.class.getName(), "ask", "--model", cache.toString(), "--options", "dog,cat"));
        Process process = Child.start(new ProcessBuilder(command).redirectErrorStream(true));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertAll(
                () -> assertEquals(2, process.waitFor(), output),
                () -> assertEquals(1, output.lines().count(), output),
                () -> assertTrue(output.contains("the folder, " + cache + ", has "), output),
                () -> assertTrue(output.contains("TEETER_NATIVES"), output));
    }
}
