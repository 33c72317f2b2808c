package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.testing.HostileFiles;

/** Every option and parameter that takes a file, given what is none: one line, exit code 2, and nothing written. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
    /** The file goes in place of @, a good one in place of A. */
    private static final List<String> COMMANDS = List.of(
            "fit @ --out OUT",
            "audit @ --out OUT",
            "tip @ --out OUT",
            "why @ cedar aspen",
            "plan @ --goal top3 --budget 10 --out OUT",
            "mitigate @ --out OUT",
            "tornado @",
            "profile @ --out OUT",
            "export @ --smooth 0.1 --out OUT",
            "export A --drop-rows @ --out OUT",
            "export A --weights @ --out OUT",
            "export A --smooth-pairs @ --out OUT",
            "fit A --update @ --out OUT",
            "fit A --items @ --prior normal:1 --out OUT",
            "fit A --start @ --out OUT",
            "audit A --items @ --prior normal:1 --out OUT",
            "head A --embeddings @",
            "head @ --embeddings A",
            "eval bt @");

    @TempDir
    Path folder = Path.of("");

    static Stream<Arguments> plain() {
        return of(HostileFiles.PLAIN);
    }

    static Stream<Arguments> more() {
        return of(HostileFiles.MORE);
    }

    private static Stream<Arguments> of(List<String> kinds) {
        return COMMANDS.stream().flatMap(command -> kinds.stream().map(kind -> Arguments.of(command, kind)));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whatIsNoFileOrNoTableIsRefused(String command, String kind) throws Exception {
        refuses(command, kind);
    }

    @ParameterizedTest
    @MethodSource("more")
    @Tag("slow")
    void whateverElseLiesThereIsRefused(String command, String kind) throws Exception {
        refuses(command, kind);
    }

    private void refuses(String command, String kind) throws IOException, InterruptedException {
        Path file = HostileFiles.make(kind, folder, ".csv");
        Path good = Files.copy(Path.of("..", "examples", "arena-small.csv"), folder.resolve("good.csv"));
        Map<String, Long> before = HostileFiles.left(folder);
        String[] words = Stream.of(command.split(" "))
                .map(word -> switch (word) {
                    case "@" -> file.toString();
                    case "A" -> good.toString();
                    case "OUT" -> folder.resolve("out").toString();
                    default -> word;
                })
                .toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        String told = err.toString();
        assertEquals(ExitCode.USAGE, code, told);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.startsWith("teeter") && told.length() < 2_000, told);
        assertTrue(told.contains("hostile") || command.startsWith("head @"), told); // which names the file
        assertEquals("", out.toString());
        assertEquals(before, HostileFiles.left(folder));
    }
}
