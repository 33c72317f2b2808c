package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands above and below the names of the columns, or in their place. */
class TitlesTest {
    private static final String ROWS = "model_a,model_b,winner\nx,y,model_a\ny,x,model_a\nx,y,tie\n";

    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private void reads(String text, String note) {
        Reading.Judgements read = Inputs.judgements(inputs.text("data.csv", text));
        assertEquals(Map.of("x|y", "1 1 1 0"), Inputs.table(read.counts()), text);
        assertEquals(List.of(note), Inputs.source(read).notes());
    }

    @Test
    void titlesAboveTheNamesArePassedOver() {
        reads("Votes of May\n" + ROWS, "1 line above the names of the columns was passed over");
        reads("Votes of May 2024 from the arena\n\n" + ROWS, "1 line above the names of the columns was passed over");
        reads("Votes: May,,\nmade,2024-05-01,\n" + ROWS, "2 lines above the names of the columns were passed over");
        reads("Votes\tof\n" + ROWS.replace(',', '\t'), "1 line above the names of the columns was passed over");
        assertEquals(
                "data.csv:4: winner must be one of model_a, model_b, tie, tie (bothbad), both_bad or the name of one of the"
                        + " two, got \"z\"; --skip-bad-rows leaves such rows out; unknown here is \"z\" (1 row): say what it"
                        + " means with --label z=… (first, second, tie, both_bad or skip)",
                inputs.refusal(inputs.text("data.csv", "Votes\n\nmodel_a,model_b,winner\nx,y,z\n")));
    }

    /** Where no line makes sense it is not known which one has the names. */
    @Test
    void titlesAboveOtherNamesAreSaid() {
        for (String title : List.of("Votes", "Votes of May", "Votes,,")) {
            assertEquals(
                    "data.csv:1: the line is one text and the next one has several fields; if it is a title, leave out the"
                            + " lines above the names of the columns, and else write these names",
                    inputs.refusal(inputs.text("data.csv", title + "\nwho,whom,res\nx,y,who\n")));
        }
    }

    /** A row of as many fields as the names above it is none of names, whatever it holds. */
    @Test
    void rowsAreNoNames() {
        assertTrue(inputs.refusal(inputs.text("data.csv", "who,whom,res\nmodel_a,model_b,winner\nx,y,model_a\n"))
                .startsWith("data.csv:1: the columns are who, whom, res, which is no shape"));
    }

    @Test
    void whatQualtricsWritesBelowTheNamesIsPassedOver() {
        String rows = ROWS.replaceFirst("\n", """

                "Which one,
                is first?",Second,Better
                "{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""QID3""}"
                """);
        reads(
                rows,
                "2 rows below the names of the columns, which hold questions and numbers of Qualtrics, were passed over");
    }

    @Test
    void aRowInThePlaceOfTheNames() {
        String said = "; if the first line is a row like the others, write one with the names of the columns above it;";
        for (String rows : List.of("x,y,model_a\ny,x,model_b\n", "3,1\n2,1\n", "x,y,x\nx,z,z\n")) {
            String refusal = inputs.refusal(inputs.text("data.csv", rows));
            assertTrue(refusal.contains(said), refusal);
        }
        assertTrue(!inputs.refusal(inputs.text("data.csv", "who,whom,res\nx,y,left\n"))
                .contains(said));
        assertEquals(
                "data.csv:2: the row has 3 fields, where the header has 2; if the first field is the name of the row, as R's"
                        + " write.table has it, begin the header with a separator; --skip-bad-rows leaves such rows out",
                inputs.refusal(inputs.text("data.csv", "winner,loser\n1,x,y\n2,y,x\n")));
    }

    @Test
    void ballotsInBltAreCalledSo() {
        String blt = "4 2\n-2\n3 1 3 4 0\n4 1 3 2 0\n1 2 0\n0\n\"Adam\"\n\"Basil\"\n\"Cleo\"\n\"Don\"\n\"Club\"\n";
        for (String ballots : List.of(blt, blt.replace("-2\n", ""))) {
            assertEquals(
                    "ward.csv: the file holds ballots in BLT, as programs that count elections read them; write them as"
                            + " PrefLib has them (.soi), or as a table with the columns weight and ranking, such as 3,a > b",
                    inputs.refusal(inputs.text("ward.csv", ballots)));
        }
    }

    /** Of which a line may end in 0 as well, as ballots of BLT do. */
    @Test
    void winnersAndLosersWithoutAHeaderAreCalledSo() {
        for (String pairs : List.of("0 1\n1 2\n2 0\n", "2 1\n1 0\n0 2\n", "3 4\n10 0")) {
            assertEquals(
                    "pairs.txt: the file holds two numbers in each line, as choix has the winner and the loser; if these"
                            + " are so, write winner,loser above them, and commas between",
                    inputs.refusal(inputs.text("pairs.txt", pairs)));
        }
    }
}
