package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.data.Counts;

/** Weights at the ends of what a number can be, in every format. */
class WeightsTest {
    private static final String SKIP = "; --skip-bad-rows leaves such rows out";
    private static final String OUTSIDE =
            "weight must be 0 or from 1e-20 to 1e20, got \"%s\"; multiply all weights by one factor that brings them there"
                    + SKIP;

    @TempDir
    private Path folder;

    @Test
    void theEndsOfTheRangeAreCountedAlikeInEveryFormat() {
        Inputs inputs = new Inputs(folder);
        Counts csv = Inputs.judgements(inputs.text(
                        "a.csv", "winner,loser,weight\nx,y,1e-20\nx,y,1e-20\ny,z,1e20\ny,z,0e-400\ny,z,0.0e999\n"))
                .counts();
        Counts json = Inputs.judgements(inputs.text("a.jsonl", """
                        {"winner":"x","loser":"y","weight":1e-20}
                        {"winner":"x","loser":"y","weight":"1E-20"}
                        {"winner":"y","loser":"z","weight":1e20}
                        {"winner":"y","loser":"z","weight":0.000e-400}
                        {"winner":"y","loser":"z","weight":-0}
                        """)).counts();
        Counts parquet = Inputs.judgements(inputs.parquet(
                        "a.parquet",
                        "SELECT * FROM (VALUES ('x', 'y', 1e-20::DOUBLE), ('x', 'y', 1e-20), ('y', 'z', 1e20), ('y', 'z', 0),"
                                + " ('y', 'z', -0.0)) t(winner, loser, weight)"))
                .counts();
        assertEquals(2e-20, csv.wins(0));
        assertEquals(1e20, csv.wins(1));
        assertEquals(csv, json);
        assertEquals(csv, parquet);
    }

    @Test
    void weightsOutsideAreRefusedInEveryFormat() {
        Inputs inputs = new Inputs(folder);
        for (String weight : List.of("1e-400", "1e-308", "5e-324", "1e21", "1e308")) {
            String message = OUTSIDE.formatted(weight);
            String good = "{\"winner\":\"x\",\"loser\":\"y\",\"weight\":1}";
            String record = good.replace("1}", weight + "}");
            assertEquals("a.jsonl:2: " + message, inputs.refusal(inputs.text("a.jsonl", good + "\n" + record)));
            assertEquals(
                    "a.json:2: record 2: " + message,
                    inputs.refusal(inputs.text("a.json", "[" + good + ",\n" + record + "]")));
            assertEquals(
                    "a.tsv:2: " + message,
                    inputs.refusal(inputs.text("a.tsv", "winner\tloser\tweight\nx\ty\t" + weight + "\n")));
        }
        for (String type : List.of("1e-30::DOUBLE", "5e-324::DOUBLE", "1e308::DOUBLE")) {
            Path file = inputs.parquet("a.parquet", "SELECT 'x' AS winner, 'y' AS loser, " + type + " AS weight");
            assertEquals(
                    "a.parquet:1: "
                            + OUTSIDE.formatted(type.replace("::DOUBLE", "").replace("e308", "e+308")),
                    inputs.refusal(file));
        }
        Path text = inputs.parquet("a.parquet", "SELECT 'x' AS winner, 'y' AS loser, '1e-400' AS weight");
        assertEquals("a.parquet:1: " + OUTSIDE.formatted("1e-400"), inputs.refusal(text));
    }

    @Test
    void aDecimalIsReadWithAllItsDigits() {
        Inputs inputs = new Inputs(folder);
        Path weights = inputs.parquet(
                "a.parquet",
                "SELECT 'x' AS winner, 'y' AS loser, 0." + "0".repeat(17) + "12::DECIMAL(38, 38) AS weight");
        assertEquals(1.2e-18, Inputs.judgements(weights).counts().wins(0));
        Path counts = inputs.parquet(
                "b.parquet",
                "SELECT 'x' AS item1, 'y' AS item2, 3.00000000000000000001::DECIMAL(38, 20) AS wins1, 1 AS wins2");
        assertEquals(
                "b.parquet:1: wins1 must be a whole number of judgements, not negative, at most 2^53, got"
                        + " \"3.00000000000000000001\"; give ties a column of their own rather than halves" + SKIP,
                inputs.refusal(counts));
    }

    @Test
    void sumsOverFilesStayFinite() {
        Inputs inputs = new Inputs(folder);
        Path a = inputs.text("a.csv", "item1,item2,wins1,wins2,weight\nx,y,4503599627370496,1,1e20\n");
        Path b = inputs.text("b.csv", "item1,item2,wins1,wins2,weight\nx,y,4503599627370496,2,1e20\n");
        assertEquals(0x1p53 * 1e20, Inputs.judgements(a, b).counts().wins(0));
    }
}
