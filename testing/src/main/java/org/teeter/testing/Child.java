package org.teeter.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that tests start. Each is killed, with what it started itself, when its time is up: no test waits for one that hangs. */
public final class Child {
    private static final int SECONDS = 300;

    private Child() {}

    /** Starts a process that must end soon. */
    public static Process start(ProcessBuilder builder) throws IOException {
        return start(builder, SECONDS);
    }

    /** Starts a process that must end within so many seconds. */
    public static Process start(ProcessBuilder builder, int seconds) throws IOException {
        Process process = builder.start();
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)
                .execute(() -> Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .toList()
                        .forEach(ProcessHandle::destroyForcibly));
        return process;
    }

    /** The command of a Java as this one, with the options of the launcher, on the same classes; the name of one with a main follows. */
    public static List<String> java(String... options) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dsun.misc.unsafe.memory.access=allow"));
        words.addAll(List.of(options));
        words.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        return words;
    }
}
