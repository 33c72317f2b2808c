package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.teeter.data.Counts;
import org.teeter.tabular.bytes.InputException;

/** Files for tests, and what is read from them. */
public final class Inputs {
    private final Path folder;

    public Inputs(Path folder) {
        this.folder = folder;
    }

    public Path text(String name, String text) {
        return bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Path bytes(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A Parquet file of what a query returns. */
    public Path parquet(String name, String query) {
        return parquet(name, query, "");
    }

    public Path parquet(String name, String query, String options) {
        Path file = folder.resolve(name);
        sql("COPY (" + query + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT PARQUET" + options + ")");
        return file;
    }

    public static void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Reading.Judgements judgements(Path... files) {
        return judgements(ReadOptions.defaults(), files);
    }

    public static Reading.Judgements judgements(ReadOptions options, Path... files) {
        return assertInstanceOf(Reading.Judgements.class, PreferenceFiles.read(Arrays.asList(files), options));
    }

    public static Source source(Reading reading) {
        return reading.sources().get(0);
    }

    /** The message of the refusal, with the folder left out. */
    public String refusal(ReadOptions options, Path... files) {
        InputException refused =
                assertThrows(InputException.class, () -> PreferenceFiles.read(Arrays.asList(files), options));
        return String.valueOf(refused.getMessage()).replace(folder + "/", "");
    }

    public String refusal(Path... files) {
        return refusal(ReadOptions.defaults(), files);
    }

    /** Each pair with its wins, losses, ties and both-bads, in words. */
    public static Map<String, String> table(Counts counts) {
        Map<String, String> table = new TreeMap<>();
        for (int e = 0; e < counts.edges(); e++) {
            String pair =
                    counts.items().name(counts.first(e)) + "|" + counts.items().name(counts.second(e));
            String[] numbers = {
                number(counts.wins(e)), number(counts.losses(e)), number(counts.ties(e)), number(counts.bothBad(e))
            };
            table.put(pair, String.join(" ", numbers));
        }
        return table;
    }

    private static String number(double d) {
        return d == Math.rint(d) ? Long.toString((long) d) : Double.toString(d);
    }
}
