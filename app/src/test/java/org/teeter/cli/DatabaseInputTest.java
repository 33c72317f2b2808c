package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A database where a file may be named. */
class DatabaseInputTest {
    private static final String ROWS =
            "SELECT 'm' || i % 4 AS model_a, 'm' || (i % 4 + 1 + i % 3) % 4 AS model_b, ['model_a', 'model_b',"
                    + " 'tie'][1 + (hash(i) % 3)::INT] AS winner FROM range(3000) t(i)";
    private static final String NOTE =
            "teeter: DuckDB counted 3,000 rows, of which 36 are different, before they were sent";

    @TempDir
    private Path folder = Path.of("");

    private String out = "";
    private String err = "";

    private int run(String... words) {
        StringWriter printed = new StringWriter();
        StringWriter told = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(told, true))
                .execute(words);
        out = printed.toString();
        err = told.toString();
        return code;
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void fitAndAuditSayOfADatabaseWhatTheySayOfAFile() throws SQLException, IOException {
        Path csv = folder.resolve("votes.csv");
        sql("COPY (" + ROWS + ") TO '" + csv + "'");
        sql("ATTACH '" + folder.resolve("votes.duckdb") + "' AS d; CREATE TABLE d.votes AS " + ROWS + "; DETACH d");
        String address = "jdbc:duckdb:" + folder.resolve("votes.duckdb");
        assertEquals(0, run("fit", csv.toString()), err);
        String table = out;
        assertEquals(0, run("fit", address, "--query", "SELECT * FROM votes"), err);
        assertEquals(table, out);
        assertTrue(err.contains(NOTE), err);
        assertEquals(0, run("why", csv.toString(), "m0", "m1"), err);
        String why = out;
        assertEquals(0, run("why", address, "m0", "m1", "--query", "SELECT * FROM votes;"), err);
        assertEquals(why, out);
        Path results = folder.resolve("results");
        assertEquals(
                0,
                run("audit", address, "--query", "SELECT * FROM votes", "--out", results.toString(), "--quiet"),
                err);
        Path same = folder.resolve("same");
        assertEquals(0, run("audit", csv.toString(), "--out", same.toString(), "--quiet"), err);
        assertEquals(Files.readString(same.resolve("scores.csv")), Files.readString(results.resolve("scores.csv")));
        JsonNode record = JsonMapper.shared().readTree(Files.readString(results.resolve("run.json")));
        assertEquals(address, record.get("input").get(0).get("path").asString());
        assertEquals(3000, record.get("input").get(0).get("rows").asInt());
    }

    @Test
    void aDriverComesWithItsJarAndPasswordsAreNowhere() throws IOException {
        String address = "jdbc:echo://ann:s3cret@host:5432/arena?password=s3cret&token=s3cret";
        Path jar = jar();
        Path results = folder.resolve("results");
        String[] words = {"audit", address, "--query", ROWS, "--driver", jar.toString(), "--out", results.toString()};
        assertEquals(0, run(words), err);
        assertFalse((out + err).contains("s3cret"), out + err);
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("s3cret"),
                        file.toString());
            }
        }
        JsonNode record = JsonMapper.shared().readTree(Files.readString(results.resolve("run.json")));
        String shown = "jdbc:echo://host:5432/arena";
        assertEquals(shown, record.get("input").get(0).get("path").asString());
        assertEquals(shown, record.get("command").get(1).asString());
        assertTrue(Files.readString(results.resolve("audit.json")).contains(shown));
    }

    @Test
    void whatADriverTellsHasNoPasswords() throws IOException {
        String jar = jar().toString();
        for (String address : List.of(
                "jdbc:echo://ann:wrong%21word@host/arena", "jdbc:echo://host/arena?user=ann&password=wrong%21word")) {
            assertEquals(2, run("fit", address, "--query", ROWS, "--driver", jar));
            assertEquals(
                    "teeter: jdbc:echo://host/arena: the database or its driver refuses (no login at"
                            + " jdbc:echo://host/arena)\n",
                    err);
        }
    }

    @Test
    void aMissingDriverIsSaid() throws IOException {
        assertEquals(2, run("fit", "jdbc:echo://ann:s3cret@host/arena", "--query", ROWS));
        assertEquals(
                "teeter: jdbc:echo://host/arena: there is no driver that takes this address; name the JAR of its driver with"
                        + " --driver JAR\n",
                err);
        String jar = jar().toString();
        assertEquals(2, run("fit", "jdbc:other:x", "--query", ROWS, "--driver", jar));
        assertEquals(
                "teeter: jdbc:other:x: there is no driver in " + jar
                        + " that takes this address; name the JAR of its own with --driver JAR\n",
                err);
        assertEquals(2, run("fit", "jdbc:other:x", "--query", ROWS, "--driver", jar + "x"));
        assertEquals("teeter: " + jar + "x: there is no such file, which --driver says holds a driver\n", err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fit jdbc:duckdb:x.duckdb|jdbc:duckdb:x.duckdb names a database; say what to read there with --query, such as --query 'SELECT model_a, model_b, winner FROM votes'",
                "fit jdbc:pg://a:s3cret@h/x|jdbc:pg://h/x names a database; say what to read there with --query, such as --query 'SELECT model_a, model_b, winner FROM votes'",
                "fit votes.csv --query SELECT|--query is of a database, and no INPUT names one; write jdbc:duckdb:FILE or another address that begins with jdbc:",
                "fit votes.csv --driver x.jar|--driver is of a database, and goes with --query",
                "fit jdbc:a:b jdbc:c:d --query SELECT|--query is of one database, got 2; name one",
                "fit jdbc:duckdb: --query DELETE|--query must be one statement that begins with SELECT or WITH, got DELETE",
                "export jdbc:pg://a:s3cret@h/x --smooth 0.1 --out no-such-folder|jdbc:pg://h/x: this names a database, which is read where --query can say what of it; a file of this name is ./jdbc:pg://h/x"
            })
    void whatCannotBeMeantIsRefused(String words, String message) {
        assertEquals(2, run(words.split(" ")));
        assertEquals("teeter: " + message + "\n", err);
    }

    @Test
    void anAddressInTheWrongPlaceIsNotShownWhole() {
        assertEquals(2, run("formats", "arena", "jdbc:pg://a:s3cret@h/x"));
        assertFalse(err.contains("s3cret"), err);
    }

    private Path jar() throws IOException {
        Path jar = folder.resolve("echo.jar");
        String name = EchoDriver.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                InputStream classes = EchoDriver.class.getResourceAsStream("EchoDriver.class")) {
            entries.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            entries.write(EchoDriver.class.getName().getBytes(StandardCharsets.UTF_8));
            entries.putNextEntry(new JarEntry(name));
            entries.write(java.util.Objects.requireNonNull(classes).readAllBytes());
        }
        return jar;
    }
}
