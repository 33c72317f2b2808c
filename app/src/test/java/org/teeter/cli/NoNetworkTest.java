package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvnw} and the launcher on a machine that has neither Maven nor a network: what to do is said, with exit code 2. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for sh")
class NoNetworkTest {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cp",
            "cut",
            "dirname",
            "find",
            "git",
            "grep",
            "head",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sha512sum",
            "sort",
            "tail",
            "tar",
            "touch",
            "gzip");

    @TempDir
    Path folder = Path.of("");

    private Path bin = Path.of("");
    private Path dists = Path.of("");
    private String archive = "";

    @BeforeEach
    void makeClone() throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            for (String place : List.of("/usr/bin", "/bin")) {
                if (Files.exists(Path.of(place, tool)) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), Path.of(place, tool));
                }
            }
        }
        script(
                bin.resolve("curl"),
                "#!/bin/sh\necho 'curl: (6) Could not resolve host: archive.apache.org' >&2; exit 6\n");
        script(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"17.0.1\" 2021-10-19' >&2\n");
        for (String module : List.of("core", "tabular", "report", "app")) {
            Files.createDirectories(folder.resolve(module).resolve("src/main"));
            Files.writeString(folder.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(folder.resolve("pom.xml"), "");
        Path properties = Path.of("..", ".mvn/wrapper/maven.properties");
        Files.createDirectories(folder.resolve(".mvn/wrapper"));
        Files.copy(properties, folder.resolve(".mvn/wrapper/maven.properties"));
        String version = Files.readAllLines(properties).get(0).substring("version=".length());
        archive = "apache-maven-" + version + "-bin.tar.gz";
        dists = folder.resolve("home/.m2/wrapper/dists");
        script(folder.resolve("mvnw"), Files.readString(Path.of("..", "mvnw")));
        script(folder.resolve("teeter"), Files.readString(Path.of("..", "teeter")));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }

    private record Ended(int code, String output) {}

    private Ended run(String archiveFolder, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.command().set(0, folder.resolve(words[0]).toString());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", folder.resolve("home").toString());
        if (!archiveFolder.isEmpty()) {
            builder.environment().put("MAVEN_ARCHIVE", archiveFolder);
        }
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), output);
    }

    private void assertRemedy(Ended ended, String why) {
        assertEquals(2, ended.code(), ended.output());
        assertTrue(ended.output().contains(why), ended.output());
        assertTrue(ended.output().contains("install Maven 3.8.1 or newer"), ended.output());
        assertTrue(ended.output().contains(archive), ended.output());
        assertTrue(ended.output().contains("into " + dists), ended.output());
        assertFalse(ended.output().contains("our own failure"), ended.output());
    }

    @Test
    void mvnwSaysWhatToDo() throws IOException, InterruptedException {
        assertRemedy(run("", "mvnw", "verify"), "could not be fetched (curl ended with 6)");
        try (var left = Files.list(dists)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void theLauncherPassesItOn() throws IOException, InterruptedException {
        Ended ended = run("", "teeter", "fit", "votes.csv");
        assertRemedy(ended, "curl: (6) Could not resolve host");
        assertFalse(ended.output().contains("the build failed"), ended.output());
    }

    @Test
    void withNothingThatFetchesItSaysSo() throws IOException, InterruptedException {
        Files.delete(bin.resolve("curl"));
        assertRemedy(run("", "mvnw", "verify"), "there is neither curl nor wget");
        assertRemedy(run(folder.toString(), "mvnw", "verify"), "there is no " + archive + " in " + folder);
    }

    @Test
    void anOldMavenIsNamed() throws IOException, InterruptedException {
        script(bin.resolve("mvn"), "#!/bin/sh\necho 'Apache Maven 3.6.3'\n");
        assertRemedy(run("", "mvnw", "verify"), "(the mvn here is 3.6.3)");
    }

    @Test
    void anArchiveThatWasPutThereIsChecked() throws IOException, InterruptedException {
        Files.createDirectories(dists);
        Files.writeString(dists.resolve(archive), "no archive");
        for (String from : List.of("", dists.toString(), "file://" + dists)) {
            Ended ended = run(from, "mvnw", "verify");
            assertEquals(2, ended.code(), ended.output());
            assertEquals(
                    "mvnw: " + archive + " from " + dists
                            + " is not the one expected (SHA-512 differs); nothing was installed\n",
                    ended.output());
        }
    }

    @Test
    void anArchiveThatWasPutThereIsUsed() throws IOException, InterruptedException {
        String name = archive.replace("-bin.tar.gz", "");
        Path made = Files.createDirectories(folder.resolve(name).resolve("bin"));
        script(made.resolve("mvn"), "#!/bin/sh\necho \"maven $*\"\n");
        Files.createDirectories(dists);
        String sum = end(new ProcessBuilder(
                        "sh",
                        "-c",
                        "tar -czf '" + dists.resolve(archive) + "' " + name + " && sha512sum <'"
                                + dists.resolve(archive) + "'")
                .directory(folder.toFile()));
        Path properties = folder.resolve(".mvn/wrapper/maven.properties");
        Files.writeString(
                properties,
                Files.readString(properties).replaceAll("sha512=.*", "sha512=" + sum.substring(0, sum.indexOf(' '))));
        Ended ended = run("", "mvnw", "verify");
        assertEquals("maven verify\n", ended.output());
        assertEquals(0, ended.code());
    }

    @Test
    void aMavenThatReachesNoRepositoryIsToldApart() throws IOException, InterruptedException {
        script(bin.resolve("mvn"), """
                #!/bin/sh
                [ "$1" = --version ] && echo 'Apache Maven 3.9.9' && exit 0
                echo '[ERROR] Could not transfer artifact x:y:pom:1 from/to central'
                exit 1
                """);
        Ended ended = run("", "teeter", "fit", "votes.csv");
        assertEquals(2, ended.code(), ended.output());
        assertTrue(ended.output().contains("libraries could not be fetched"), ended.output());
    }

    private static String end(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return output;
    }
}
