package org.teeter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Spark for tests: sessions on this machine, and what their executors need to start. */
final class Sessions {
    private Sessions() {}

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Makes SPARK_HOME look like an installation: executors are started with all jars in it. */
    static Path home() throws IOException {
        Path home = Path.of(System.getenv("SPARK_HOME"));
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : classPath().split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            Path link = jars.resolve(jar.getFileName().toString());
            if (entry.endsWith(".jar") && !entry.contains("teeter") && !Files.exists(link)) {
                Files.createSymbolicLink(link, jar);
            }
        }
        Files.writeString(home.resolve("RELEASE"), "");
        return home;
    }

    static SparkSession of(String master) throws IOException {
        home();
        return SparkSession.builder()
                .master(master)
                .appName("tests")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 3)
                .config("spark.sql.session.timeZone", "UTC")
                .config(
                        "spark.sql.warehouse.dir",
                        Path.of("target", "warehouse").toAbsolutePath().toString())
                .config("spark.executor.extraClassPath", classPath())
                .config("spark.executor.memory", "512m")
                .getOrCreate();
    }

    /** Ends a session, and all processes that it started. */
    static void stop(SparkSession session) throws InterruptedException {
        session.stop();
        for (int tries = 0; tries < 100 && children().count() > 0; tries++) {
            Thread.sleep(100);
        }
        assertEquals(List.of(), children().map(ProcessHandle::info).toList(), "processes must have ended");
    }

    /** The executors that run. */
    static Stream<ProcessHandle> children() {
        return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive);
    }
}
