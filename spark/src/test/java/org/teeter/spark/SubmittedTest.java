package org.teeter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.testing.Child;

/** The jar for spark-submit, on a stand-alone master with two workers, each a process, on loopback. */
@Tag("spark")
@Tag("slow")
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmittedTest {
    private static final Path JAR = Path.of(System.getProperty("submitted.jar", ""));
    private static final long LARGEST = 4_000_000; // bytes of the jar

    @TempDir
    static Path folder; // of the class: the cluster is started before there is a test

    private final List<Process> cluster = new ArrayList<>();
    private String master = "";

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Path work = Files.createDirectories(folder.resolve("work"));
        int port = freePort();
        master = "spark://127.0.0.1:" + port;
        Path log = folder.resolve("master.log");
        cluster.add(spark(
                log,
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "" + port,
                "--webui-port",
                "0"));
        await(log, "New state: ALIVE");
        for (int worker = 1; worker <= 2; worker++) {
            cluster.add(spark(
                    folder.resolve("worker" + worker + ".log"),
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    work.toString(),
                    master));
        }
        for (int worker = 1; worker <= 2; worker++) {
            await(folder.resolve("worker" + worker + ".log"), "Successfully registered with master");
        }
    }

    @AfterAll
    void stop() throws InterruptedException {
        for (Process process : cluster) {
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroy);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        }
        for (int tries = 0; tries < 100 && Sessions.children().count() > 0; tries++) {
            Thread.sleep(100);
        }
        assertEquals(0, Sessions.children().count());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A process of Spark's, on Spark's own jars alone. */
    private static Process spark(Path log, String main, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(System.getProperty("spark.opens", "").split(" +")));
        words.addAll(List.of("-Xmx512m", "-cp", ownJars(Sessions.home()), main));
        words.addAll(List.of(arguments));
        return Child.start(new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()), 200);
    }

    /** All but what Spark does not have: that must be in the jar. */
    private static String ownJars(Path home) throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
            return String.join(
                    File.pathSeparator,
                    jars.map(Path::toString).filter(SubmittedTest::isSparks).toList());
        }
    }

    private static boolean isSparks(String jar) {
        return Stream.of("duckdb", "picocli", "fastcsv", "jackson-core-3", "junit", "error_prone")
                .noneMatch(jar::contains);
    }

    private static void await(Path log, String said) throws IOException, InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (Files.exists(log) && Files.readString(log).contains(said)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(log + " never said: " + said + "\n" + Files.readString(log));
    }

    private record Ended(int code, String said) {}

    private Ended submit(String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("submit.log");
        List<String> words = new ArrayList<>(List.of(
                "--master",
                master,
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.executor.memory=512m",
                "--conf",
                "spark.sql.shuffle.partitions=3",
                "--class",
                "org.teeter.spark.Count",
                JAR.toString()));
        words.addAll(List.of(arguments));
        Process process = spark(log, "org.apache.spark.deploy.SparkSubmit", words.toArray(String[]::new));
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), Files.readString(log));
    }

    @Test
    void theJarIsSmallAndHoldsNoSpark() throws IOException {
        assertTrue(Files.size(JAR) < LARGEST, "bytes: " + Files.size(JAR));
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertEquals(
                    List.of(),
                    jar.stream()
                            .map(Object::toString)
                            .filter(
                                    name -> name.endsWith(".class")
                                            && !name.matches(
                                                    "(META-INF/versions/\\d+/)?(org/teeter|picocli|de/siegmar/fastcsv|tools/jackson/core)/.*"))
                            .toList());
            for (String text : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
                assertTrue(jar.getEntry(text) != null, text);
            }
        }
    }

    @Test
    void countsAreThoseOfTheFile() throws Exception {
        Path file = Generated.parquet(folder, SameCountsTest.rows(4));
        Path out = folder.resolve("out");
        Ended ended = submit(file.toString(), "--column", "weight=share", "--out", out.toString());
        assertEquals(0, ended.code, ended.said);
        ReadOptions options = ReadOptions.defaults()
                .withColumn(org.teeter.tabular.column.Role.WEIGHT, "share")
                .keepingCounts();
        try (Reading.Judgements expected = (Reading.Judgements) PreferenceFiles.read(List.of(file), options);
                Reading.Judgements written = (Reading.Judgements) PreferenceFiles.read(
                        List.of(out.resolve("counts.csv")),
                        ReadOptions.defaults().keepingCounts())) {
            assertEquals(expected.counts(), written.counts());
            assertEquals(expected.kept(), written.kept());
        }
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(
                    List.of("counts.csv"),
                    files.map(p -> p.getFileName().toString()).toList());
        }
    }

    @Test
    void problemsAreFitted() throws Exception {
        Path file = Generated.parquet(folder, SameCountsTest.rows(4));
        Path out = folder.resolve("fits");
        Ended ended = submit(file.toString(), "--by", "language", "--sigma", "2", "--out", out.toString());
        assertEquals(0, ended.code, ended.said);
        assertTrue(Files.exists(out.resolve("problems/_SUCCESS")));
    }

    @Test
    void whatIsWrongIsOneLine() throws Exception {
        Path file = Generated.csv(
                folder, "SELECT 'a' AS winner, CASE WHEN i <> 5 THEN 'b' END AS loser FROM range(9) t(i)");
        Path out = folder.resolve("none");
        Ended ended = submit(file.toString(), "--out", out.toString());
        assertEquals(2, ended.code, ended.said);
        assertTrue(
                ended.said.contains("teeter-spark: " + file + ":6: loser must be the name of an option, got nothing"),
                ended.said);
        assertTrue(!Files.exists(out));
    }
}
