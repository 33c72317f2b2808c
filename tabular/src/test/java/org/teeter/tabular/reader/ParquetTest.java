package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.data.Counts;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.row.DuckDb;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.scan.CodedScan;
import org.teeter.tabular.shape.Recognition;
import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.Contexts;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.text.TextTable;

class ParquetTest {
    private static final String SKIP = "; --skip-bad-rows leaves such rows out";
    private static final String ROWS = "SELECT 'm' || (i %% 7) AS model_a, 'm' || (7 + i %% 5) AS model_b,"
            + " ['model_a', 'model_b', 'tie', 'both_bad', 'm' || (i %% 7)][1 + i %% 5] AS winner, (i %% 3) / 4 AS weight"
            + " FROM range(%d) t(i)";

    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    @Test
    void columnsOfManyTypesAreNames() {
        for (String types : List.of(
                "1::INTEGER AS winner, 2::BIGINT AS loser",
                "1::UTINYINT AS winner, '2' AS loser",
                "1::DECIMAL(30, 0) AS winner, 2::DECIMAL(3, 0) AS loser",
                "'1'::ENUM ('1', '2') AS winner, '2'::ENUM ('1', '2') AS loser",
                "encode('1') AS winner, encode('2') AS loser")) {
            Path file = inputs.parquet("data.parquet", "SELECT " + types);
            assertEquals(
                    Map.of("1|2", "1 0 0 0"),
                    Inputs.table(Inputs.judgements(file).counts()),
                    types);
        }
    }

    @Test
    void columnsOfManyTypesAreNumbers() {
        for (String type : List.of("TINYINT", "UBIGINT", "FLOAT", "DOUBLE", "DECIMAL(9, 2)", "VARCHAR", "BOOLEAN")) {
            Path file = inputs.parquet(
                    "data.parquet",
                    "SELECT 'x' AS item1, 'y' AS item2, 1::" + type + " AS wins1, 0::" + type + " AS wins2");
            assertEquals(
                    Map.of("x|y", "1 0 0 0"),
                    Inputs.table(Inputs.judgements(file).counts()),
                    type);
        }
        Path weights = inputs.parquet("data.parquet", "SELECT 'x' AS winner, 'y' AS loser, 0.1::FLOAT AS weight");
        assertEquals((double) 0.1f, Inputs.judgements(weights).counts().wins(0));
        Path asText = inputs.parquet(
                "data.parquet",
                "SELECT 'x' AS winner, 'y' AS loser, 0.1::FLOAT AS weight, NULL AS x"
                        + " UNION ALL SELECT ' x', 'z', 1::FLOAT, NULL");
        assertEquals((double) 0.1f, Inputs.judgements(asText).counts().wins(0));
    }

    @Test
    void theFirstBadRowIsNamedByItsNumber() {
        record Case(String what, String message) {}
        List<Case> cases = List.of(
                new Case(
                        "model_b = model_a",
                        "model_a and model_b are both \"m3\", and nothing can be preferred to itself"),
                new Case("model_b = NULL", "model_b must be the name of an option, got nothing"),
                new Case("model_b = ' '", "model_b must be the name of an option, got nothing"),
                new Case(
                        "winner = 'model_c'",
                        "winner must be one of model_a, model_b, tie, tie (bothbad), both_bad or the"
                                + " name of one of the two, got \"model_c\"; nearest is model_a" + SKIP
                                + "; unknown here is \"model_c\" (2 rows): say what it means with --label model_c=… (first,"
                                + " second, tie, both_bad or skip)"),
                new Case(
                        "winner = 'm0'",
                        "winner must be one of model_a, model_b, tie, tie (bothbad), both_bad or the name"
                                + " of one of the two, got \"m0\"" + SKIP
                                + "; unknown here is \"m0\" (2 rows): say what it"
                                + " means with --label m0=… (first, second, tie, both_bad or skip)"),
                new Case("weight = 'NaN'", "weight must be a finite number, not negative, got \"nan\""),
                new Case("weight = -1", "weight must be a finite number, not negative, got \"-1.0\""),
                new Case("weight = 'Infinity'", "weight must be a finite number, not negative, got \"inf\""),
                new Case(
                        "weight = NULL",
                        "weight must be a finite number, not negative, got nothing; write 1 if the row"
                                + " counts as any other"));
        for (Case each : cases) {
            Path file = folder.resolve("data.parquet");
            writeChanged(file, each.what);
            String skip = each.message.contains(SKIP) ? "" : SKIP;
            assertEquals("data.parquet:3434: " + each.message + skip, inputs.refusal(file), each.what);
        }
    }

    /** 5000 rows in row groups of 2048, of which the rows 3434 and 4444 are changed. */
    private void writeChanged(Path file, String change) {
        Inputs.sql(
                "CREATE TABLE t AS SELECT row_number() OVER () AS n, * FROM (" + ROWS.formatted(5000) + ")",
                "UPDATE t SET " + change + " WHERE n IN (3434, 4444)",
                "COPY (SELECT * EXCLUDE n FROM t ORDER BY n) TO '" + file + "' (FORMAT PARQUET, ROW_GROUP_SIZE 2048)");
    }

    @Test
    void badRowsAreLeftOutAtTheirNumbers() {
        Path file = folder.resolve("data.parquet");
        writeChanged(file, "winner = 'both'");
        Reading.Judgements read = Inputs.judgements(ReadOptions.defaults().skippingBadRows(), file);
        assertEquals(2, read.rejected().orElseThrow().rows());
        assertEquals(4998, read.counts().rows());
        assertEquals(5000, Inputs.source(read).rows());
        read.close();
    }

    @Test
    void codesAndTextsGiveTheSame() throws Exception {
        String typed = ROWS.formatted(20_000);
        Path file = inputs.parquet("coded.parquet", typed, ", ROW_GROUP_SIZE 4096");
        Path asText =
                inputs.parquet("text.parquet", "SELECT * REPLACE (weight::VARCHAR AS weight) FROM (" + typed + ")");
        Counts counts = Inputs.judgements(file).counts();
        assertEquals(20_000, counts.rows());
        assertEquals(Inputs.judgements(asText).counts(), counts);

        try (DuckDb duckDb = DuckDb.open(file)) {
            ParquetFile parquet = new ParquetFile(file, duckDb);
            Layout layout = Recognition.of(
                    new Columns(file, parquet.columns()), ReadOptions.defaults().told());
            FileTally tally = new FileTally();
            Sink sink = new Sink(
                    new Names(), tally, new TextTable(), new BallotTally(), new Contexts(), new Names("ballot"));
            long longest = parquet.longestText(layout.slotColumns());
            assertEquals(20_000, CodedScan.run(parquet, layout, sink, longest));
            assertEquals(counts.rows(), tally.tally().rows());
        }
    }

    @Test
    void manyNamesAreCodedToo() {
        String rows =
                "SELECT 'n' || (i * 7919 %% 30011) AS winner, 'n' || ((i * 7919 + 1 + i %% 100) %% 30011) AS loser FROM"
                        + " range(60000) t(i)";
        Path file = inputs.parquet("many.parquet", rows.formatted());
        Path csv = folder.resolve("many.csv");
        Inputs.sql("COPY (" + rows.formatted() + ") TO '" + csv + "' (HEADER)");
        Counts counts = Inputs.judgements(file).counts();
        assertEquals(30011, counts.items().size());
        assertEquals(Inputs.judgements(csv).counts(), counts);
    }

    @Test
    void pathsAreTakenLiterally() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("year=2024/it's [a] *?"));
        Path file = new Inputs(odd).parquet("data 'x' [1] *.parquet", "SELECT 'x' AS winner, 'y' AS loser");
        Files.copy(file, odd.resolve("data 'x' 1 2.parquet"));
        Reading.Judgements read = Inputs.judgements(file);
        assertEquals(1, read.counts().rows());
        assertEquals(List.of(), Inputs.source(read).ignored());
    }

    @Test
    void columnsAreTakenLiterally() {
        Path file =
                inputs.parquet("data.parquet", "SELECT 'x' AS \"the \"\"winner\"\"\", 'y' AS \"lo'ser\", 1 AS weight");
        ReadOptions options =
                ReadOptions.defaults().withColumn(Role.WINNER, "the \"winner\"").withColumn(Role.LOSER, "lo'ser");
        assertEquals(
                Map.of("x|y", "1 0 0 0"),
                Inputs.table(Inputs.judgements(options, file).counts()));
    }

    @Test
    void aFileWithoutRows() {
        Path file = inputs.parquet("data.parquet", "SELECT 'x' AS winner, 'y' AS loser WHERE false");
        assertEquals("data.parquet: the file has columns and no rows; is it complete?", inputs.refusal(file));
    }

    @Test
    void nestedColumnsAreNoNames() {
        Path file = inputs.parquet("data.parquet", "SELECT ['x'] AS winner, 'y' AS loser");
        assertEquals(
                "data.parquet:1: winner holds an object or a list, where one text or number must be" + SKIP,
                inputs.refusal(file));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = inputs.parquet("data.parquet", ROWS.formatted(200));
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long length = bytes.size() - 1; length >= 4; length--) {
                bytes.truncate(length);
                assertEquals(
                        "data.parquet: the Parquet file does not end as one must: it is truncated; fetch or write it again",
                        inputs.refusal(file));
            }
        }
    }

    @Test
    void aMiddleThatIsMissingIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(inputs.parquet("whole.parquet", ROWS.formatted(200)));
        Random random = new Random(5);
        int refused = 0;
        for (int k = 0; k < 20; k++) {
            int from = 4 + random.nextInt(whole.length - 20);
            int to = from + 1 + random.nextInt(whole.length - 8 - from);
            byte[] cut = Arrays.copyOf(whole, whole.length - (to - from));
            System.arraycopy(whole, to, cut, from, whole.length - to);
            String message = inputs.refusal(inputs.bytes("data.parquet", cut));
            assertTrue(message.startsWith("data.parquet: the Parquet file "), message);
            refused++;
        }
        assertEquals(20, refused);
    }

    @Test
    void changedBytesAreRefusedOrReadButNothingElse() throws IOException {
        byte[] whole = Files.readAllBytes(inputs.parquet("whole.parquet", ROWS.formatted(300), ", ROW_GROUP_SIZE 128"));
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            byte[] changed = whole.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Path file = inputs.bytes("data.parquet", changed);
            try (Reading read = PreferenceFiles.read(List.of(file), ReadOptions.defaults())) {
                assertEquals(1, read.sources().size());
            } catch (InputException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.getMessage());
            }
        }
    }
}
