package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRowsTest {
    private static final ReadOptions SKIP = ReadOptions.defaults().skippingBadRows();

    @TempDir
    private Path folder;

    private String rejected(Reading read) throws IOException {
        RejectedRows rows = read.rejected().orElseThrow();
        Path target = folder.resolve("rejected.csv");
        rows.moveTo(target);
        assertFalse(Files.exists(rows.file()));
        return Files.readString(target).replace(folder + "/", "");
    }

    @Test
    void badRowsAreWrittenAsTheyWereFound() throws IOException {
        Path file = new Inputs(folder)
                .text(
                        "data.csv",
                        "left,right,winner\nx,y,left\n,y,left\nx,y,\"bo\"\"th\"\nx,x,tie\nx,y\n\"x\"z,y,tie\r\nx,y,tie\nx,y,\"tie\n");
        Reading.Judgements read = Inputs.judgements(SKIP, file);
        assertEquals(Map.of("x|y", "1 0 1 0"), Inputs.table(read.counts()));
        Source source = Inputs.source(read);
        assertEquals(List.of(8L, 6L), List.of(source.rows(), source.rejected()));
        assertEquals(6, read.rejected().orElseThrow().rows());
        String expected = """
                file,row,reason,raw
                'data.csv',3,'left must be the name of an option, got nothing',',y,left'
                'data.csv',4,'winner must be one of left, right, tie or the name of one of the two, got ''bo''th''','x,y,''bo''''th'''
                'data.csv',5,'left and right are both ''x'', and nothing can be preferred to itself','x,x,tie'
                'data.csv',6,'the row has 2 fields, where the header has 3','x,y'
                'data.csv',7,'text follows a closing quote; write a quote inside quotes twice','''x''z,y,tie'
                'data.csv',9,'a quote is opened and never closed','x,y,''tie'
                """;
        assertEquals(expected.replace('\'', '"'), rejected(read));
    }

    @Test
    void parquetTellsTheSame() throws IOException {
        Path file = new Inputs(folder)
                .parquet(
                        "data.parquet",
                        "SELECT * FROM (VALUES ('x', 'y', 'left'), ('', 'y', 'left'), ('x', NULL, 'right'), ('x', 'y', 'both'))"
                                + " t(\"left\", \"right\", winner)");
        Reading.Judgements read = Inputs.judgements(SKIP, file);
        assertEquals(Map.of("x|y", "1 0 0 0"), Inputs.table(read.counts()));
        String expected = """
                file,row,reason,raw
                'data.parquet',2,'left must be the name of an option, got nothing',''''',''y'',''left'''
                'data.parquet',3,'right must be the name of an option, got nothing','''x'','''',''right'''
                'data.parquet',4,'winner must be one of left, right, tie or the name of one of the two, got ''both''','''x'',''y'',''both'''
                """;
        assertEquals(expected.replace('\'', '"'), rejected(read));
    }

    @Test
    void recordsOfJsonAreWrittenWhole() throws IOException {
        String good = "{\"winner\":\"x\",\"loser\":\"y\"}";
        Path lines = new Inputs(folder).text("data.jsonl", good + "\n{\"winner\":\"x\",\n" + good + "\n");
        assertEquals(
                "file,row,reason,raw\n\"data.jsonl\",2,\"the JSON object does not end on its line; write one object a line,"
                        + " or one list of objects\",\"{\"\"winner\"\":\"\"x\"\",\"\n",
                rejected(Inputs.judgements(SKIP, lines)));
        Path list = new Inputs(folder).text("data.json", "[" + good + ",\n {\"winner\": \"x\",\n  \"loser\": \"x\"}]");
        assertEquals(
                "file,row,reason,raw\n\"data.json\",2,\"record 2: winner and loser are both \"\"x\"\", and nothing can be"
                        + " preferred to itself\",\"{\"\"winner\"\": \"\"x\"\",\n  \"\"loser\"\": \"\"x\"\"}\"\n",
                rejected(Inputs.judgements(SKIP, list)));
    }

    @Test
    void withoutBadRowsThereIsNoFile() {
        assertTrue(Inputs.judgements(SKIP, new Inputs(folder).text("data.csv", "winner,loser\nx,y\n"))
                .rejected()
                .isEmpty());
    }

    @Test
    void closingDeletesWhatNobodyMoved() {
        Reading read = Inputs.judgements(SKIP, new Inputs(folder).text("data.csv", "winner,loser\nx,y\nx,x\n"));
        Path file = read.rejected().orElseThrow().file();
        assertTrue(Files.exists(file));
        read.close();
        assertFalse(Files.exists(file));
    }

    @Test
    void whereNoRowIsGoodTheFirstIsNamed() {
        Inputs inputs = new Inputs(folder);
        assertEquals(
                "data.csv: nothing could be counted; the first row that was left out is data.csv:2: winner and loser are both"
                        + " \"x\", and nothing can be preferred to itself",
                inputs.refusal(SKIP, inputs.text("data.csv", "winner,loser\nx,x\ny,y\n")));
    }
}
