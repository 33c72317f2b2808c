package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import org.teeter.cli.ExitCode;
import org.teeter.lm.ask.SmallModel;
import org.teeter.testing.HostileFiles;

/** What training and asking are given for a file or a folder, where there is none that serves: one line, exit code 2, nothing written. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
    /** The file goes in place of @, a good one in place of A, and its ending before the words. */
    private static final List<String> COMMANDS = List.of(
            ".yaml train dpo --config @ --model=TEXT --fresh=layers=1 --data=A --out=OUT",
            ".json train sft --config @ --model=TEXT --fresh=layers=1 --data=A --out=OUT",
            ".jsonl train dpo --model=TEXT --fresh=layers=1 --data=@ --out=OUT",
            ".parquet train sft --model=TEXT --fresh=layers=1 --data=@ --out=OUT",
            ".jsonl train dpo --model=TEXT --fresh=layers=1 --data=A --eval-data=@ --out=OUT",
            ".gguf train dpo --model=@ --data=A --out=OUT",
            ".gguf ask --model=@ --options dog,cat --out=OUT",
            ".d experiment --model=@ --quick --out=OUT");

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
    void whatIsNoFileOrNoModelIsRefused(String command, String kind) throws Exception {
        refuses(command, kind);
    }

    @ParameterizedTest
    @MethodSource("more")
    @Tag("slow")
    void whateverElseLiesThereIsRefused(String command, String kind) throws Exception {
        refuses(command, kind);
    }

    private void refuses(String command, String kind) throws IOException, InterruptedException {
        String ending = command.substring(0, command.indexOf(' '));
        Path file = HostileFiles.make(kind, folder, ending);
        Path text = Files.createDirectory(folder.resolve("text"));
        SmallModel.writeText(text, "dog", "cat", "bird");
        Path good = Files.writeString(
                folder.resolve("good.jsonl"), "{\"prompt\": \"dog\", \"chosen\": \"cat\", \"rejected\": \"bird\"}\n");
        Map<String, Long> before = HostileFiles.left(folder);
        String[] words = Stream.of(command.substring(ending.length() + 1).split(" "))
                .map(word -> word.replace("@", file.toString())
                        .replace("=A", "=" + good)
                        .replace("TEXT", text.toString())
                        .replace("OUT", folder.resolve("out").toString()))
                .toArray(String[]::new);
        Teeter.Ended ended = Teeter.run(words);
        assertEquals(ExitCode.USAGE, ended.code(), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().startsWith("teeter") && ended.err().length() < 2_000, ended.err());
        assertTrue(ended.err().contains("hostile"), ended.err()); // the file is named
        assertEquals("", ended.out());
        assertEquals(before, HostileFiles.left(folder));
    }
}
