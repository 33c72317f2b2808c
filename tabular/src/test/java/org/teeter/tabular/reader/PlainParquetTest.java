package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.parquet.MadeFile;

/** Files as DuckDB writes them, read without it and with it: the oracle. */
class PlainParquetTest {
    private static final String ARENA = "SELECT 'm' || (i % 7) AS model_a, 'm' || (7 + i % 5) AS model_b,"
            + " ['model_a', 'model_b', 'tie', 'tie (bothbad)'][1 + (i * 37) % 4] AS winner FROM range(9000) t(i)";
    private static final String NAMES = "SELECT 'name of ' || (i * 7919 % 3001) AS winner,"
            + " 'name of ' || ((i * 7919 + 1 + i % 100) % 3001) AS loser FROM range(20000) t(i)";
    private static final String NUMBERS =
            "SELECT i % 7 AS item1, 7 + i % 5 AS item2, i % 3 AS wins1, (i % 4)::DOUBLE AS wins2, (i % 2)::TINYINT AS ties"
                    + " FROM range(5000) t(i)";

    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private Path file(String query, String options) {
        return inputs.parquet("data.parquet", query, options);
    }

    @Test
    void allCodecsAndVersions() {
        requireCodecsAndVersions(ARENA);
    }

    @Test
    @Tag("slow")
    void allCodecsAndVersionsOfOtherColumns() {
        requireCodecsAndVersions(NAMES, NUMBERS);
    }

    private void requireCodecsAndVersions(String... queries) {
        for (String query : queries) {
            for (String codec : List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW")) {
                for (String version : List.of("V1", "V2")) {
                    BothWays.requirePlain(file(
                            query,
                            ", COMPRESSION " + codec + ", PARQUET_VERSION " + version + ", ROW_GROUP_SIZE 2048"));
                }
            }
        }
    }

    @Test
    void whatIsPackedOtherwiseIsDuckDbs() {
        assertFalse(BothWays.isPlain(file(ARENA, ", COMPRESSION BROTLI"), ReadOptions.defaults()));
    }

    @Test
    void dictionariesThatAreTooSmallOrNone() {
        requireSmallDictionaries(NAMES);
    }

    @Test
    @Tag("slow")
    void dictionariesOfOtherColumnsThatAreTooSmallOrNone() {
        requireSmallDictionaries(ARENA, NUMBERS);
    }

    private void requireSmallDictionaries(String... queries) {
        for (String query : queries) {
            for (String limit : List.of("1", "3", "1000")) {
                for (String version : List.of("V1", "V2")) {
                    BothWays.requirePlain(file(
                            query,
                            ", DICTIONARY_SIZE_LIMIT " + limit + ", ROW_GROUP_SIZE 4096, PARQUET_VERSION " + version));
                }
            }
        }
    }

    /** As many combinations as are counted in an array, and more. */
    @Test
    void manyNames() {
        for (int names : new int[] {2, 100, 1000, 1400, 2500}) {
            String query = "SELECT 'n' || (i * 31 %% %d) AS model_a, 'k' || (i * 17 %% %d) AS model_b,"
                    + " ['model_a', 'model_b', 'tie'][1 + i %% 3] AS winner FROM range(29999) t(i)";
            BothWays.requirePlain(file(query.formatted(names, names + 1), ", ROW_GROUP_SIZE 2048"));
        }
    }

    @Test
    void namesOfManyTypes() {
        for (String type :
                List.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "VARCHAR")) {
            for (String version : List.of("V1", "V2")) {
                String options = ", ROW_GROUP_SIZE 2048, PARQUET_VERSION " + version;
                BothWays.requirePlain(file(
                        "SELECT (i % 50)::" + type + " AS winner, (50 + i % 77)::" + type
                                + " AS loser FROM range(5000) t(i)",
                        options));
            }
        }
        BothWays.requirePlain(file(
                "SELECT -i % 50 AS winner, 50 + i % 77 AS loser, i % 2 = 0 AS left_won FROM range(5000) t(i)", ""));
        BothWays.requirePlain(file(
                "SELECT 4294967295::UINTEGER AS winner, 9007199254740993 AS loser UNION ALL SELECT 7, -9223372036854775808",
                ""));
        ReadOptions named = ReadOptions.defaults()
                .withColumn(Role.FIRST, "a")
                .withColumn(Role.SECOND, "b")
                .withColumn(Role.WINNER, "won")
                .withLabel(LabelRule.parse("true=first"))
                .withLabel(LabelRule.parse("false=second"));
        BothWays.requirePlain(
                file(
                        "SELECT i % 5 AS a, 'n' || (i % 3) AS b, i % 7 < 3 AS won FROM range(5000) t(i)",
                        ", PARQUET_VERSION V2"),
                named);
    }

    @Test
    void weightsOfManyTypes() {
        for (String type : List.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UINTEGER", "FLOAT", "DOUBLE")) {
            for (String version : List.of("V1", "V2")) {
                for (String of : List.of("i % 7", "i / 3")) {
                    String query = "SELECT 'x' || (i % 5) AS winner, 'y' || (i % 4) AS loser, (" + of + ")::" + type
                            + " AS weight FROM range(100) t(i)";
                    BothWays.requirePlain(file(query, ", PARQUET_VERSION " + version));
                }
            }
        }
    }

    @Test
    void oddNames() {
        for (String name : List.of(
                "'Zoë — 模型 🙂 ' || (i % 3)",
                "' padded ' || (i % 3) || ' '",
                "'it''s \"quoted\", ' || (i % 3)",
                "repeat('long ', 190) || (i % 3)",
                "'tab' || chr(9) || (i % 3)")) {
            BothWays.requirePlain(
                    file("SELECT " + name + " AS winner, 'other' || (i % 4) AS loser FROM range(50) t(i)", ""));
        }
    }

    /** What is said of a bad row is the same, and DuckDB finds it. */
    @Test
    void badRowsAreToldAlike() {
        for (String change : List.of(
                "NULL",
                "''",
                "'same'",
                "repeat('long ', 2000)",
                "'a' || chr(7)",
                "CASE WHEN i > 4000 THEN 'same' ELSE 'a' || (i % 3) END")) {
            String query = "SELECT CASE WHEN i = 3456 THEN " + change + " ELSE 'w' || (i % 3) END AS winner,"
                    + " CASE WHEN i = 3456 THEN 'same' ELSE 'l' || (i % 4) END AS loser FROM range(5000) t(i)";
            for (ReadOptions options :
                    List.of(ReadOptions.defaults(), ReadOptions.defaults().skippingBadRows())) {
                BothWays.isPlain(file(query, ", ROW_GROUP_SIZE 2048"), options);
            }
        }
        for (String weight : List.of("NULL", "-1", "'NaN'::DOUBLE", "'Infinity'::DOUBLE", "1e300", "1e-300")) {
            String query = "SELECT 'w' || (i % 3) AS winner, 'l' || (i % 4) AS loser," + " CASE WHEN i = 3456 THEN "
                    + weight + " ELSE .5 END AS weight FROM range(5000) t(i)";
            BothWays.isPlain(file(query, ", ROW_GROUP_SIZE 2048"), ReadOptions.defaults());
        }
        for (String label : List.of("'model_c'", "'m3'", "NULL", "'left'", "' tie '")) {
            String query = "SELECT * REPLACE (CASE WHEN rowid = 3456 THEN " + label + " ELSE winner END AS winner)"
                    + " FROM (SELECT *, row_number() OVER () AS rowid FROM (" + ARENA + "))";
            BothWays.isPlain(file(query, ", ROW_GROUP_SIZE 2048"), ReadOptions.defaults());
        }
    }

    /** A number in the dictionary that is beyond what is told to be the largest: DuckDB would take it for another. */
    @Test
    void whatStatisticsSayIsNotBelieved() throws IOException {
        byte[] bytes = Files.readAllBytes(file(
                "SELECT i % 8 AS winner, 10 + i % 8 AS loser FROM range(260) t(i)",
                ", COMPRESSION UNCOMPRESSED, ROW_GROUP_SIZE 128"));
        int at = 0;
        while (!Arrays.equals(bytes, at, at + 8, new byte[] {17, 0, 0, 0, 0, 0, 0, 0}, 0, 8)) {
            at++;
        }
        bytes[at + 2] = 1;
        Path changed = inputs.bytes("changed.parquet", bytes);
        assertEquals("65553", Inputs.judgements(changed).counts().items().name(14)); // before 7
        BothWays.requirePlain(changed);
    }

    @Test
    void theExampleHoldsTheSameInBothFormats() {
        Path parquet = Path.of("../examples/arena-small.parquet");
        BothWays.requirePlain(parquet);
        assertEquals(
                Inputs.judgements(Path.of("../examples/arena-small.csv")).counts(),
                Inputs.judgements(parquet).counts());
    }

    @Test
    void pagesOfAllKinds() {
        BothWays.requirePlain(inputs.bytes("made.parquet", MadeFile.votes()));
    }

    @Test
    void filesWithoutRows() {
        BothWays.requirePlain(file(ARENA.replace("9000", "0"), ""));
    }

    /** Columns that are not counted: of types that are not read here, nested, with values missing; of whole numbers, which are looked at. */
    @Test
    void columnsBesideThem() {
        BothWays.requirePlain(file(
                "SELECT *, [{'role': 'user', 'content': 'hello'}] AS conversation_a, now() AS tstamp, uuid() AS id,"
                        + " date '2024-08-14' AS day, '{}'::JSON AS more FROM (" + ARENA + ")",
                ""));
        for (String beside : List.of(
                "CASE WHEN i % 3 = 0 THEN NULL ELSE i % 9 END AS turn",
                "CASE WHEN i < 2500 THEN NULL ELSE i % 9 END AS turn",
                "NULL::INTEGER AS turn",
                "i AS n, i / 7 AS time, i * 1e20 AS large, 'text' AS n2",
                "(i / 3)::FLOAT AS votes, -i::TINYINT AS small",
                "i % 9 + 1 AS votes")) {
            String query = ARENA.replace("SELECT", "SELECT " + beside + ",").replace("9000", "120");
            for (String size : List.of("2048", "40")) {
                BothWays.requirePlain(file(query, ", ROW_GROUP_SIZE " + size));
            }
        }
        BothWays.isPlain(
                file(ARENA.replace("SELECT", "SELECT (i % 9)::UBIGINT AS votes, i::DECIMAL(9, 2) AS d,"), ""),
                ReadOptions.defaults());
    }

    /** Whose first rows are not held in memory. */
    @Test
    void longTexts() {
        for (int length : new int[] {100, 10_000, 100_000}) {
            String query = "SELECT repeat('p', %d) || (i // 2) AS prompt, repeat('x', %d) || i AS chosen,"
                    + " repeat('y', %d) || i AS rejected, i AS n FROM range(60) t(i)";
            assertFalse(BothWays.isPlain(file(query.formatted(length, length, length), ""), ReadOptions.defaults()));
        }
    }

    @Test
    void textsAndContexts() {
        BothWays.isPlain(
                file("SELECT 'x' || i AS chosen, 'y' || i AS rejected FROM range(9) t(i)", ""), ReadOptions.defaults());
        assertTrue(BothWays.isPlain(
                file("SELECT 'g' || (i % 2) AS grp, 'x' || (i % 3) AS winner, 'y' AS loser FROM range(99) t(i)", ""),
                ReadOptions.defaults().withColumn(Role.GROUP, "grp")));
    }
}
