package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.column.Role;

/** Every shape that is recognised, in a file as a person would write it. */
class ShapesTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private void reads(String shape, Map<String, String> table, String text) {
        Reading.Judgements read = Inputs.judgements(inputs.text("data.csv", text));
        assertEquals(shape, Inputs.source(read).shape());
        assertEquals(table, Inputs.table(read.counts()));
    }

    @Test
    void leftRight() {
        reads(
                "left/right: left, right, winner",
                Map.of("burger|pasta", "1 1 1 0"),
                "left,right,winner\nburger,pasta,left\nburger,pasta,right\npasta,burger,tie\n");
    }

    @Test
    void leftRightComesBeforeOtherColumnsThatNameTheTwo() {
        reads(
                "left/right: left, right, winner",
                Map.of("B|W", "0 1 0 0"),
                "id,prompt,model_a,model_b,worker,winner,left,right\n0,8,97,98,58,right,B,W\n");
    }

    @Test
    void arenaWithAllItsLabels() {
        String rows = "x,y,model_a\nx,y,model_b\nx,y,tie\nx,y,tie (bothbad)\nx,y,both_bad\n";
        String spelt = "x,y, Model_A \ny,x,TIE\ny,x,y\ny,x,x\n";
        reads("arena: model_a, model_b, winner", Map.of("x|y", "3 2 2 2"), "model_a,model_b,winner\n" + rows + spelt);
    }

    @Test
    void columnsByAnyCaseAndAnySeparator() {
        reads("arena: Model A, MODEL-B, Winner", Map.of("x|y", "1 0 0 0"), "Model A,MODEL-B,Winner\nx,y,model_a\n");
        reads("arena: model.a, model.b, winner", Map.of("x|y", "0 1 0 0"), "model.a,model.b,winner\nx,y,model.b\n");
    }

    @Test
    void numberedOptions() {
        reads(
                "numbered: player1, player2, winner",
                Map.of("x|y", "1 1 0 0"),
                "player1,player2,winner\nx,y,x\nx,y,player2\n");
        reads(
                "numbered: team_1, team_2, winner",
                Map.of("x|y", "1 0 1 0"),
                "team_1,team_2,winner\nx,y,team_1\nx,y,tie\n");
    }

    @Test
    void oneHot() {
        reads("one-hot: model_a, model_b, winner_model_a, winner_model_b, winner_tie", Map.of("x|y", "1 2 1 0"), """
                model_a,model_b,prompt,winner_model_a,winner_model_b,winner_tie
                x,y,p,1,0,0
                x,y,p,0,1,0
                x,y,p,0.0,0.0,1.0
                y,x,p,True,False,false
                """);
    }

    @Test
    void winnerAndLoser() {
        reads("winner/loser: winner, loser", Map.of("x|y", "1 1 0 0"), "winner,loser\nx,y\ny,x\n");
        reads("winner/loser: win, lost", Map.of("67|9", "1 0 0 0"), "user,time,win,lost\n1,16:08,67,9\n");
        reads("winner/loser: won, lost", Map.of("x|y", "0 1 0 0"), "won,lost\ny,x\n");
    }

    @Test
    void countsOfWins() {
        reads("counted: item1, item2, wins1, wins2", Map.of("x|y", "3 4 0 0"), "item1,item2,wins1,wins2\nx,y,3,4\n");
        reads(
                "counted: item1, item2, wins1, wins2, ties",
                Map.of("x|y", "5 4 7 0"),
                "item1,item2,wins1,wins2,ties\nx,y,3.0,4,5e0\ny,x,0,2,2\n");
        reads(
                "counted: home.team, away.team, home.wins, away.wins",
                Map.of("D|M", "3 4 0 0"),
                "home.team,away.team,home.wins,away.wins\nM,D,4,3\n");
        reads(
                "counted: i, j, w_ij, w_ji, t_ij",
                Map.of("1|2", "19 22 16 0"),
                "i,j,r_ij,w_ij,w_ji,t_ij\n1,2,57,19,22,16\n");
        reads(
                "counted: school1, school2, win1, win2, tied",
                Map.of("L|P", "1 0 0 0"),
                "student,school1,school2,win1,win2,tied,win1.adj,win2.adj\n1.0,L,P,1.0,0.0,0.0,1.0,0.0\n");
    }

    @Test
    void textsByTheModelsThatWroteThem() {
        reads(
                "chosen/rejected by their authors: chosen_model, rejected_model",
                Map.of("m1|m2", "1 1 0 0"),
                "prompt,chosen,rejected,chosen_model,rejected_model\np,a,b,m1,m2\nq,c,c,m2,m1\n");
        reads(
                "chosen/rejected by their authors: chosen-source, rejected-source",
                Map.of("m1|m2", "1 0 0 0"),
                "prompt,chosen,rejected,chosen-source,rejected-source\np,a,b,m1,m2\n");
    }

    @Test
    void columnsThatAPersonNames() {
        Path springall = inputs.text("s.csv", "row,col,win,loss,tie\n1,2,2,16,7\n");
        ReadOptions options = ReadOptions.defaults()
                .withColumn(Role.FIRST, "row")
                .withColumn(Role.SECOND, "col")
                .withColumn(Role.WINS_FIRST, "loss")
                .withColumn(Role.WINS_SECOND, "win");
        Reading.Judgements read = Inputs.judgements(options, springall);
        assertEquals("as told: row, col, loss, win, tie", Inputs.source(read).shape());
        assertEquals(Map.of("1|2", "16 2 7 0"), Inputs.table(read.counts()));

        Path shootouts =
                inputs.text("t.csv", "home_team,away_team,winner\nIndia,Taiwan,Taiwan\nIndia,Taiwan,home_team\n");
        ReadOptions teams =
                ReadOptions.defaults().withColumn(Role.FIRST, "home_team").withColumn(Role.SECOND, "away_team");
        assertEquals(
                Map.of("India|Taiwan", "1 1 0 0"),
                Inputs.table(Inputs.judgements(teams, shootouts).counts()));

        Path verdicts = inputs.text("v.csv", "left,right,verdict\nx,y,tie\n");
        Reading.Judgements judged =
                Inputs.judgements(ReadOptions.defaults().withColumn(Role.WINNER, "verdict"), verdicts);
        assertEquals("left/right: left, right, verdict", Inputs.source(judged).shape());
    }

    @Test
    void theFirstOfSeveralShapesIsTakenAndTheOthersAreTold() {
        Reading.Judgements read = Inputs.judgements(inputs.text("data.csv", "model_a,model_b,winner,loser\nx,y,x,y\n"));
        assertEquals("arena: model_a, model_b, winner", Inputs.source(read).shape());
        assertEquals(
                List.of("the columns also fit winner/loser: winner, loser"),
                Inputs.source(read).notes());
    }

    @Test
    void weightTimeAndRater() {
        Reading.Judgements read = Inputs.judgements(inputs.text(
                "data.csv", "winner,loser,Weight,tstamp,judge,comment\nx,y,0.5,1,me,\nx,y,0.25,2,you,\ny,z,0,3,me,\n"));
        assertEquals(Map.of("x|y", "0.75 0 0 0"), Inputs.table(read.counts()));
        assertEquals(3, read.counts().rows());
        assertEquals(List.of("x", "y"), read.counts().items().names(0, 1));
        assertEquals(2, read.counts().items().size());
        Source source = Inputs.source(read);
        assertEquals("Weight", source.columns().get(Role.WEIGHT));
        assertEquals("tstamp", source.columns().get(Role.TIME));
        assertEquals("judge", source.columns().get(Role.RATER));
        assertEquals(List.of("comment"), source.ignored());
    }

    @Test
    void aColumnThatMayCountIsPointedOut() {
        Reading.Judgements read = Inputs.judgements(inputs.text("data.csv", "winner,loser,n\nx,y,7\n"));
        assertEquals(
                List.of("the column n is ignored; if a row stands for that many judgements, say --column weight=n"),
                Inputs.source(read).notes());
    }

    @Test
    void everyFormatOfTheSameRows() {
        Map<String, String> table = Map.of("a \"b\", c|x", "1 0 1 0");
        String[] texts = {
            "left,right,winner\n\"a \"\"b\"\", c\",x,left\nx,\"a \"\"b\"\", c\",tie\n",
            "left;right;winner\r\n\"a \"\"b\"\", c\";x;left\r\nx;\"a \"\"b\"\", c\";tie",
            "left|right|winner\ra \"b\", c|x|left\rx|a \"b\", c|tie\r",
            "\uFEFFleft\tright\twinner\n\n\"a \"\"b\"\", c\"\tx\tleft\n\nx\ta \"b\", c\ttie\n\n",
        };
        for (String text : texts) {
            assertEquals(
                    table,
                    Inputs.table(
                            Inputs.judgements(inputs.text("data.csv", text)).counts()),
                    text);
        }
        String records = "{\"left\":\"a \\\"b\\\", c\",\"right\":\"x\",\"winner\":\"left\"}\n"
                + "{\"winner\":\"tie\",\"left\":\"x\",\"note\":{\"k\":[1,2]},\"right\":\"a \\\"b\\\", c\"}";
        String list = "[" + records.replace("\n", ",\n  ") + "]\n";
        assertEquals(
                table,
                Inputs.table(
                        Inputs.judgements(inputs.text("data.jsonl", records)).counts()));
        assertEquals(
                table,
                Inputs.table(
                        Inputs.judgements(inputs.text("data.json", "\n" + list)).counts()));
        assertEquals(
                table, Inputs.table(Inputs.judgements(inputs.text("data", list)).counts()));
        byte[] packed = Inputs.gzip(records.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(
                table,
                Inputs.table(
                        Inputs.judgements(inputs.bytes("data.jsonl.gz", packed)).counts()));
        assertEquals(
                table,
                Inputs.table(Inputs.judgements(inputs.bytes("packed", packed)).counts()));
        Path parquet = inputs.parquet(
                "data.parquet",
                "SELECT * FROM (VALUES ('a \"b\", c', 'x', 'left'), ('x', 'a \"b\", c', 'tie')) t(\"left\", \"right\", winner)");
        assertEquals(table, Inputs.table(Inputs.judgements(parquet).counts()));
    }

    @Test
    void severalFilesOfSeveralShapesAreCountedTogether() {
        Path one = inputs.text("one.csv", "left,right,winner\nx,y,left\n");
        Path two = inputs.text("two.jsonl", "{\"winner\":\"y\",\"loser\":\"x\"}\n{\"winner\":\"y\",\"loser\":\"z\"}\n");
        Path three =
                inputs.parquet("three.parquet", "SELECT 'z' AS item1, 'x' AS item2, 5 AS wins1, 0 AS wins2, 2 AS ties");
        Reading.Judgements read = Inputs.judgements(one, two, three);
        assertEquals(Map.of("x|y", "1 1 0 0", "x|z", "0 5 2 0", "y|z", "1 0 0 0"), Inputs.table(read.counts()));
        assertEquals(10, read.counts().rows());
        assertEquals(
                List.of("CSV", "JSON", "Parquet"),
                read.sources().stream().map(Source::format).toList());
    }

    @Test
    void aFileGivenTwiceIsRefusedUnlessItIsMeant() {
        Path one = inputs.text("one.csv", "left,right,winner\nx,y,left\n");
        assertEquals(
                "one.csv: the file is named twice, so that its judgements would count twice; name it once, or say"
                        + " --allow-repeats",
                inputs.refusal(one, one));
        assertEquals(
                "copy.csv: the file has the same content as one.csv, so that its judgements would count twice; name it"
                        + " once, or say --allow-repeats",
                inputs.refusal(one, inputs.text("copy.csv", "left,right,winner\nx,y,left\n")));
        Reading.Judgements read = Inputs.judgements(ReadOptions.defaults().allowingRepeats(), one, one);
        assertEquals(Map.of("x|y", "2 0 0 0"), Inputs.table(read.counts()));
        assertEquals(
                List.of("this file has the same content as " + one + ", so that its judgements count twice"),
                read.sources().get(1).notes());
    }

    @Test
    void columnsWithoutANameAreSaidToo() {
        Source source = Inputs.source(Inputs.judgements(inputs.text("one.csv", ",winner,loser,note\n1,x,y,z\n")));
        assertEquals("\"\", note", source.unused(2));
        assertEquals("\"\" and 1 more", source.unused(1));
    }

    @Test
    void aSourceTellsSizeAndHash() {
        Source source = Inputs.source(Inputs.judgements(inputs.text("one.csv", "winner,loser\nx,y\n")));
        assertEquals(17, source.bytes());
        assertEquals(
                "6b0a6a92b12a90bb6da9535e2dfbc15125bb0faa2ee53e6a614468dbe301b656",
                source.sha256().orElseThrow()); // sha256sum
        assertEquals(1, source.rows());
        assertEquals(
                Optional.empty(),
                Inputs.source(PreferenceFiles.read(
                                List.of(inputs.text("two.csv", "winner,loser\nx,y\n")),
                                ReadOptions.defaults().unhashed(),
                                (file, bytes, size) -> {}))
                        .sha256());
        Path parquet = inputs.parquet("one.parquet", "SELECT 'x' AS winner, 'y' AS loser");
        Source second = Inputs.source(Inputs.judgements(parquet));
        assertTrue(second.bytes() > 100 && second.sha256().orElseThrow().matches("[0-9a-f]{64}"));
    }

    @Test
    void whiteSpaceAroundNamesIsLeftOutAndCounted() {
        Reading.Judgements read =
                Inputs.judgements(inputs.text("data.csv", "winner,loser\n x ,y\nx,\u00A0y\nx,\"y\t\"\n"));
        assertEquals(Map.of("x|y", "3 0 0 0"), Inputs.table(read.counts()));
        assertEquals(
                List.of("3 names had white space around them, which was left out"),
                Inputs.source(read).notes());
    }

    @Test
    void quotedNamesMayHoldSeparatorsAndLineEnds() {
        reads(
                "winner/loser: winner, loser",
                Map.of("a,b|c\nd", "1 0 0 0"),
                "winner,loser,comment\n\"a,b\",\"c\nd\",\"one\r\ntwo \"\"three\"\"\"\n");
    }
}
