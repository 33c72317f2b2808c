package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.testing.Child;

/** The launcher, in a clone whose Maven and Java are scripts that tell what they were asked for. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for sh")
class LauncherTest {
    /** Builds for a while, as the real one does, and counts its builds. */
    private static final String MAVEN = """
            #!/bin/sh
            echo "build $*" >>builds
            [ ! -f slow ] || exec sleep 60
            [ ! -f broken ] || { echo "no such library"; exit 1; }
            sleep 0.3
            mkdir -p app/target ledger/target lab/target
            echo jar >app/target/teeter.jar
            case "$*" in *-pl\\ l*) echo jar >ledger/target/teeter-ledger.jar ;; esac
            case "$*" in *-pl\\ lab*) echo jar >lab/target/teeter-lab.jar ;; esac
            """;

    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
                -version) echo 'openjdk version "17.0.1" 2021-10-19' >&2 ;;
                *) cat >/dev/null; echo "locale $LC_ALL"; for w in "$@"; do echo "$w"; done ;;
            esac
            """;

    /** The same, and lists classes, with numbers as newer JDKs do, and archives them; it crashes over lambdas of old interfaces, as JDK 17 does. */
    private static final String ARCHIVING = """
            #!/bin/sh
            case "$*" in
                -version) echo 'openjdk version "17.0.1" 2021-10-19' >&2 ;;
                -XX:DumpLoadedClassList=*)
                    printf '%s\\n' 'java/lang/Object id: 7' 'org/A$$Lambda$1' '@lambda-proxy org/A x' '@lambda-proxy B picocli/C' >"${1#*=}" ;;
                -Xshare:dump*) ! grep -q 'CRASH' "${2#*=}" && cat "${2#*=}" >"${3#*=}" ;;
                *) cat >/dev/null; for w in "$@"; do echo "$w"; done ;;
            esac
            """;

    /** With a letter beyond ASCII where the locale that the tests run in lets Java name such a file. */
    private static final String CLONE =
            Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('ö')
                    ? "a clone, größer"
                    : "a clone";

    @TempDir
    Path folder = Path.of("");

    private Path clone = Path.of("");

    @BeforeEach
    void makeClone() throws IOException {
        clone = folder.resolve(CLONE);
        for (String module : List.of("core", "tabular", "chat", "report", "app", "ledger", "lm", "lab")) {
            Files.createDirectories(clone.resolve(module).resolve("src/main"));
            Files.writeString(clone.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(clone.resolve("pom.xml"), "");
        script(clone.resolve("teeter"), Files.readString(Path.of("..", "teeter")));
        script(clone.resolve("mvnw"), MAVEN);
        Files.createDirectories(folder.resolve("jdk/bin"));
        script(folder.resolve("jdk/bin/java"), JAVA);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }

    private ProcessBuilder launcher(Path launcher, Map<String, String> environment, String... words) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(launcher.toString());
        builder.command().addAll(List.of(words));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        return builder.directory(folder.toFile()).redirectErrorStream(true);
    }

    private record Ended(int code, String output) {}

    private static Ended end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), output);
    }

    private Ended run(String... words) throws IOException, InterruptedException {
        return end(Child.start(launcher(clone.resolve("teeter"), Map.of(), words)));
    }

    private long builds() throws IOException {
        return Files.readAllLines(clone.resolve("builds")).size();
    }

    @Test
    void commandsThatStartTogetherBuildOnce() throws IOException, InterruptedException {
        List<Process> processes = List.of(
                Child.start(launcher(clone.resolve("teeter"), Map.of(), "fit", "a b")),
                Child.start(launcher(clone.resolve("teeter"), Map.of(), "eval", "bt")),
                Child.start(launcher(clone.resolve("teeter"), Map.of(), "audit", "x")));
        for (Process process : processes) {
            assertEquals(0, end(process).code());
        }
        assertEquals(1, builds());
        assertEquals(0, run("fit", "x").code());
        assertEquals(1, builds());
        assertFalse(Files.exists(clone.resolve("target/build.lock"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aCommandForLanguageModelsBuildsTheRestToo() throws IOException, InterruptedException {
        assertEquals(0, run("ask", "x").code());
        assertEquals(0, run("fit", "x").code());
        assertEquals(1, builds());
        assertEquals(0, run("help", "reproduce", "experiment").code());
        assertEquals(1, builds());
    }

    @Test
    void theLedgerIsBuiltWithoutLanguageModels() throws IOException, InterruptedException {
        Ended ended = run("reproduce", "theory", "--out", "x");
        assertEquals(0, ended.code(), ended.output());
        assertTrue(ended.output().contains("target/teeter-ledger.jar\n"), ended.output());
        List<String> builds = Files.readAllLines(clone.resolve("builds"));
        assertTrue(builds.get(0).contains("-pl ledger"), builds.get(0));
        assertEquals(0, run("reproduce", "theory").code());
        assertEquals(0, run("fit", "x").code());
        assertEquals(1, builds());
        assertEquals(0, run("reproduce", "all").code());
        assertEquals(0, run("reproduce", "theory").code());
        assertEquals(2, builds());
    }

    @Test
    void helpNeedsNoLibrariesOfLanguageModels() throws IOException, InterruptedException {
        for (String words : List.of(
                "help train",
                "help train dpo",
                "help ask",
                "help reproduce experiment",
                "help reproduce all",
                "help reproduce theory",
                "reproduce theory --help",
                "train",
                "train --help",
                "train dpo -h",
                "train dpo --model=m --help",
                "ask --help",
                "ask",
                "synthesize -h",
                "experiment --help",
                "reproduce all --help",
                "reproduce experiment -h",
                "train --version",
                "--help",
                "generate-completion")) {
            assertEquals(0, run(words.split(" ")).code(), words);
        }
        List<String> builds = Files.readAllLines(clone.resolve("builds"));
        assertEquals(1, builds.size(), builds.toString());
        assertTrue(builds.get(0).contains("-pl app"), builds.get(0));
        assertEquals(0, run("experiment").code());
        assertEquals(2, builds());
    }

    @Test
    void anotherProfileIsAnotherBuild() throws IOException, InterruptedException {
        assertEquals(0, run("ask", "x").code());
        Ended ended = end(Child.start(launcher(clone.resolve("teeter"), Map.of("TEETER_PROFILE", "gpu"), "ask", "x")));
        assertEquals(0, ended.code(), ended.output());
        List<String> builds = Files.readAllLines(clone.resolve("builds"));
        assertEquals(2, builds.size());
        assertTrue(builds.get(1).contains("-Pgpu"), builds.get(1));
    }

    @Test
    void aNewerSourceIsBuilt() throws IOException, InterruptedException {
        assertEquals(0, run("fit", "x").code());
        Files.writeString(clone.resolve("core/src/main/Newer.java"), "");
        Files.setLastModifiedTime(
                clone.resolve("core/src/main/Newer.java"), FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        assertEquals(0, run("fit", "x").code());
        assertEquals(2, builds());
    }

    @Test
    void aBuildThatWasBrokenOffIsDoneAgain() throws IOException, InterruptedException {
        Files.writeString(clone.resolve("slow"), "");
        Process process = Child.start(launcher(clone.resolve("teeter"), Map.of(), "fit", "x"));
        while (process.isAlive()
                && (!Files.exists(clone.resolve("builds")) || builds() == 0)) { // it is there before its line
            Thread.sleep(20);
        }
        process.toHandle().destroy(); // as kill -TERM; the process itself would close its pipes too
        assertTrue(process.waitFor(5, TimeUnit.SECONDS)); // and not only when the build ends
        assertEquals(143, process.exitValue());
        Files.delete(clone.resolve("slow"));
        Files.createDirectories(clone.resolve("app/target"));
        Files.writeString(clone.resolve("app/target/teeter.jar"), "half a jar");
        assertEquals(0, run("fit", "x").code());
        assertEquals(2, builds());
    }

    @Test
    void aLockWhoseOwnerDiedIsTakenOver() throws IOException, InterruptedException {
        Process dead = Child.start(new ProcessBuilder("true"));
        assertEquals(0, dead.waitFor());
        Files.createDirectories(clone.resolve("target"));
        Files.createSymbolicLink(clone.resolve("target/build.lock"), Path.of(Long.toString(dead.pid())));
        assertEquals(0, run("fit", "x").code());
    }

    @Test
    void aBuildThatFailsTellsWhy() throws IOException, InterruptedException {
        Files.writeString(clone.resolve("broken"), "");
        Ended ended = run("fit", "x");
        assertEquals(1, ended.code());
        assertTrue(ended.output().contains("no such library"), ended.output());
        assertTrue(ended.output().contains("target/build.log"), ended.output());
        Files.delete(clone.resolve("broken"));
        assertEquals(0, run("fit", "x").code());
    }

    @Test
    void anOldJdkIsRefusedBeforeTheBuild() throws IOException, InterruptedException {
        script(folder.resolve("jdk/bin/java"), JAVA.replace("17.0.1", "11.0.2"));
        Ended ended = run("fit", "x");
        assertEquals(2, ended.code());
        assertEquals(
                "teeter: needs a JDK 17 or newer, but " + folder.resolve("jdk/bin/java")
                        + " is version 11; install one, or set JAVA_HOME\n",
                ended.output());
    }

    /** Java knows file names that are not ASCII only in a locale that has them; one that is not installed is C. */
    @Test
    void theLocaleIsOneInWhichAllFilesHaveNames() throws IOException, InterruptedException {
        Ended ended =
                end(Child.start(launcher(clone.resolve("teeter"), Map.of("LC_ALL", "tr_TR.missing"), "fit", "x")));
        assertTrue(ended.output().contains("locale C.UTF-8\n"), ended.output());
    }

    /** Java that makes an archive when it is told to; another that crashes over it leaves all as it was. */
    @Test
    void classesAreArchivedByTheBuildWhereThatWorks() throws IOException, InterruptedException {
        assertTrue(run("fit", "x.csv").output().contains("\n-Xshare:auto\n"));
        Files.delete(clone.resolve("target/built-app-plain"));
        script(folder.resolve("jdk/bin/java"), ARCHIVING);
        Ended ended = run("fit", "x.csv");
        assertTrue(
                ended.output().contains("\n-XX:SharedArchiveFile=" + clone.resolve("app/target/teeter.jsa") + "\n"),
                ended.output());
        assertEquals(0, ended.code());
        Path archive = clone.resolve("app/target/teeter.jsa");
        assertEquals("java/lang/Object\n@lambda-proxy org/A x\n", Files.readString(archive));
        Files.delete(clone.resolve("target/built-app-plain"));
        script(folder.resolve("jdk/bin/java"), ARCHIVING.replace("CRASH", "^@"));
        assertEquals(0, run("fit", "x.csv").code());
        assertEquals("java/lang/Object\n", Files.readString(archive));
        try (Stream<Path> files = Files.list(archive.getParent())) {
            assertEquals(2, files.count()); // nothing but the jar and the archive
        }
    }

    /** From JDK 24 on a cache of one run; where it cannot be made, the archive. */
    @Test
    void classesAreCachedWhereJavaKnowsHow() throws IOException, InterruptedException {
        String java = ARCHIVING.replace("17.0.1", "24.0.2").replace("    -Xshare:dump*", """
                -XX:AOTMode=record*) echo "$@" >"${2#*=}" ;;
                -XX:AOTMode=create*) cp "${2#*=}" "${3#*=}" ;;
                -Xshare:dump*""".indent(4)
                .stripTrailing());
        script(folder.resolve("jdk/bin/java"), java);
        Ended ended = run("fit", "x.csv");
        Path cache = clone.resolve("app/target/teeter.aot");
        assertTrue(
                ended.output()
                        .contains("\n-XX:AOTCache=" + cache + "\n-Xlog:disable\n-XX:+IgnoreUnrecognizedVMOptions\n"),
                ended.output());
        assertTrue(Files.readString(cache).contains(" org.teeter.cli.Main audit "));
        try (Stream<Path> files = Files.list(cache.getParent())) {
            assertEquals(2, files.count()); // nothing but the jar and the cache
        }
        Files.delete(clone.resolve("target/built-app-plain"));
        script(folder.resolve("jdk/bin/java"), java.replace("cp \"${2#*=}\"", "false"));
        Path archive = clone.resolve("app/target/teeter.jsa");
        assertTrue(run("fit", "x.csv").output().contains("\n-XX:SharedArchiveFile=" + archive + "\n"));
        assertFalse(Files.exists(cache));
        Files.delete(clone.resolve("target/built-app-plain"));
        script(folder.resolve("jdk/bin/java"), java);
        run("fit", "x.csv");
        assertFalse(Files.exists(archive));
    }

    /** One compiler for what ends soon; what is read says so. */
    @Test
    void whatEndsSoonIsCompiledOnce() throws IOException, InterruptedException {
        Path small = Files.writeString(folder.resolve("small rows.csv"), "a,b\n");
        Path large = Files.writeString(folder.resolve("large.csv"), "a,b\n".repeat(150_000));
        Path log = folder.resolve("log.csv");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(200 << 20); // takes no room
        }
        Path half = folder.resolve("half.csv");
        try (RandomAccessFile file = new RandomAccessFile(half.toFile(), "rw")) {
            file.setLength(140 << 20);
        }
        String once = "\n-XX:TieredStopAtLevel=1\n";
        String late = "\n-XX:Tier4InvocationThreshold=20000\n";
        for (String[] words : new String[][] {
            {"--version"},
            {"fit", small.toString()},
            {"audit", small.toString(), "--out", folder.toString()},
            {"tip", small.toString()},
            {"fit", large.toString(), "--ci", "none"},
            {"fit", "--ci=none", half.toString()}
        }) {
            String output = run(words).output();
            assertTrue(output.contains(once) && !output.contains(late), output);
        }
        for (String[] words : new String[][] {
            {"fit", large.toString()},
            {"fit", small.toString(), large.toString()},
            {"fit", small.toString(), "--bootstrap", "10"},
            {"tip", small.toString(), "--prove"},
            {"fit", "-"},
            {"fit", folder.toString()},
            {"fit", "missing.csv"},
            {"fit", log.toString(), "--ci", "none"},
            {"fit", half.toString(), "--ci", "none", "--out", folder.toString()},
            {"serve", small.toString()},
            {}
        }) {
            String output = run(words).output();
            assertTrue(output.contains(late) && !output.contains(once), output);
        }
    }

    @Test
    void aLinkToItFindsTheClone() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("bin"));
        Path direct = Files.createSymbolicLink(folder.resolve("bin/teeter"), Path.of("..", CLONE, "teeter"));
        Path link = Files.createSymbolicLink(folder.resolve("t"), direct);
        Ended ended = end(Child.start(launcher(link, Map.of(), "fit", "a b")));
        assertEquals(0, ended.code(), ended.output());
        List<String> words = ended.output().lines().toList();
        assertEquals(List.of("fit", "a b"), words.subList(words.size() - 2, words.size()));
    }
}
