package org.teeter.lm.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.chat.Message;
import org.teeter.lm.text.Prompt;
import org.teeter.random.L64X128Mix;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Window;

/** Damaged and hostile files end in an {@link InputException} that names them, or are read, but nothing else. */
class DamagedFilesTest {
    @TempDir
    Path folder = Path.of("");

    private static final List<PreferencePair> PAIRS = List.of(
            new PreferencePair(new Prompt.Chat(List.of(new Message("user", "dog or 猫?"))), "dog", "\"猫\" \\ 😀"),
            new PreferencePair(new Prompt.Chat(List.of(new Message("user", "1"))), "a\nb", ""));

    private void damage(byte[] whole, String name, int rounds) throws IOException {
        RandomGenerator random = L64X128Mix.of(whole.length);
        Path file = folder.resolve(name);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = whole.clone();
            int edits = 1 + random.nextInt(4);
            for (int e = 0; e < edits; e++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            Files.write(file, bytes);
            for (ExampleKind<?> kind : List.of(ExampleKind.PAIRS, ExampleKind.DEMONSTRATIONS)) {
                try {
                    assertTrue(ExampleFile.all(file, kind).size() <= PAIRS.size() + edits);
                } catch (InputException e) {
                    refused++;
                    assertTrue(String.valueOf(e.getMessage()).startsWith(file + ":"), e.getMessage());
                } catch (RuntimeException e) {
                    fail("round " + round + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
                }
            }
        }
        assertTrue(
                refused > rounds, refused + " refused"); // pairs are never demonstrations, and few damages go unnoticed
    }

    private byte[] lines() throws IOException {
        Path file = folder.resolve("whole.jsonl");
        ExampleFile.writeJsonLines(file, ExampleKind.PAIRS, PAIRS);
        return Files.readAllBytes(file);
    }

    @Test
    void jsonLines() throws IOException {
        damage(lines(), "damaged.jsonl", 300);
    }

    @Test
    void jsonLists() throws IOException {
        String list = "[" + new String(lines(), StandardCharsets.UTF_8).strip().replace("\n", ",\n") + "]";
        damage(list.getBytes(StandardCharsets.UTF_8), "damaged.json", 300);
    }

    @Test
    void gzip() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(lines());
        }
        damage(zipped.toByteArray(), "damaged.jsonl.gz", 200);
    }

    /** Rows that are lost with a member must not be missed in silence, as the JDK's own stream would. */
    @Test
    void allMembersOfGzipAreReadOrRefused() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(lines());
        }
        byte[] one = zipped.toByteArray();
        zipped.write(one);
        Path file = folder.resolve("members.jsonl.gz");
        Files.write(file, zipped.toByteArray());
        assertEquals(2 * PAIRS.size(), ExampleFile.pairs(file).size());
        byte[] damaged = zipped.toByteArray();
        damaged[one.length + 1] ^= 1; // in the mark of the second member
        Files.write(file, damaged);
        InputException e = assertThrows(InputException.class, () -> ExampleFile.pairs(file));
        assertTrue(String.valueOf(e.getMessage()).contains("the gzip data are damaged"), e.getMessage());
    }

    @Test
    void parquet() throws IOException {
        Path file = folder.resolve("whole.parquet");
        ExampleFile.writeParquet(file, ExampleKind.PAIRS, PAIRS);
        damage(Files.readAllBytes(file), "damaged.parquet", 25);
    }

    /** A dictionary holds a text once, and a kilobyte of it can stand for gigabytes, as texts and as messages. */
    @Test
    @Tag("slow")
    void aTextThatAParquetFileHoldsOnceAndMeansOftenIsRefused() throws IOException, SQLException {
        String text = "repeat('x', 8000000)";
        String asked = "[{'role': 'user', 'content': 'q'}, {'role': 'assistant', 'content': ";
        for (String columns : List.of(
                "'p' AS prompt, " + text + " AS chosen, 'r' || i AS rejected",
                asked + text + "}] AS chosen, " + asked + "'r' || i}] AS rejected")) {
            Path file = folder.resolve("dense.parquet");
            try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                    Statement statement = connection.createStatement()) {
                statement.execute("COPY (SELECT " + columns + " FROM range(40) t(i)) TO '" + file
                        + "' (FORMAT parquet, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT 10000,"
                        + " STRING_DICTIONARY_PAGE_SIZE_LIMIT 100000000)");
            }
            assertTrue(
                    Files.size(file) < 10_000,
                    () -> "the file itself is small: " + file.toFile().length());
            String refused = assertThrows(InputException.class, () -> ExampleFile.pairs(file))
                    .getMessage();
            assertTrue(
                    String.valueOf(refused).startsWith(file + ": the columns that are read hold more than"), refused);
        }
    }

    @Test
    void linesWithoutEndAndDeepNestingAreRefused() throws IOException {
        Path file = folder.resolve("long.jsonl");
        Files.writeString(file, "{\"prompt\":\"" + "x".repeat(Window.LONGEST_ROW + 1) + "\"}");
        assertEquals(
                file + ":1: the line is longer than 16 MiB",
                assertThrows(InputException.class, () -> ExampleFile.pairs(file))
                        .getMessage());
        Files.writeString(file, "{\"prompt\":" + "[".repeat(200) + "]".repeat(200) + "}");
        InputException e = assertThrows(InputException.class, () -> ExampleFile.pairs(file));
        assertTrue(String.valueOf(e.getMessage()).contains("nesting depth"), e.getMessage());
        Files.writeString(file, "[{\"prompt\":" + "[".repeat(Window.LONGEST_ROW + 1));
        assertEquals(
                file + ":1: record 1 is longer than 16 MiB; is a bracket or quote missing?",
                assertThrows(InputException.class, () -> ExampleFile.pairs(file))
                        .getMessage());
    }

    @Test
    void foldersAndMissingFilesAreNamed() {
        assertEquals(
                folder
                        + ": there is no CSV, TSV, JSON or Parquet file in this folder, as the names of its files have it",
                assertThrows(InputException.class, () -> ExampleFile.pairs(folder))
                        .getMessage());
        Path none = folder.resolve("none");
        assertEquals(
                none + ": there is no such file",
                assertThrows(InputException.class, () -> ExampleFile.pairs(none))
                        .getMessage());
    }
}
