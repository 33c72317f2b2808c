package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.LabelRule;

/** Words for verdicts that people had, whose reports elsewhere say so: each is read as it is meant, or can be told. */
class PublicVerdictsTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private Reading.Judgements csv(ReadOptions options, String text) {
        return Inputs.judgements(options, inputs.text("data.csv", text.replace('/', '\n') + "\n"));
    }

    private Reading.Judgements csv(String text) {
        return csv(ReadOptions.defaults(), text);
    }

    private Reading.Judgements jsonl(ReadOptions options, String... lines) {
        return Inputs.judgements(options, inputs.text("data.jsonl", String.join("\n", lines)));
    }

    private static ReadOptions labels(String... rules) {
        ReadOptions options = ReadOptions.defaults();
        for (String rule : rules) {
            options = options.withLabel(LabelRule.parse(rule));
        }
        return options;
    }

    /** Wins, losses, ties and both-bads of x against y, whichever way a vocabulary says them. */
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
    model_a,model_b,winner/x,y,A/x,y,B/y,x,A/x,y,tie/x,y,C                   => 1 2 2 0
    model_a,model_b,verdict/x,y,[[A]]/x,y,[[B]]/x,y,[[C]]                    => 1 1 1 0
    model_a,model_b,score/x,y,A>>B/x,y,A>B/x,y,A=B/x,y,B>A/x,y,B>>A          => 4 4 1 0
    model_a,model_b,judgment/x,y,[[A>>B]]/x,y,B<<A                           => 6 0 0 0
    model_a,model_b,winner/x,y,Model A/x,y,bothbad/x,y,Tie (both bad)        => 1 0 0 2
    model_a,model_b,winner/x,y,MODEL-B/x,y,both bad/x,y,Both-Bad             => 0 1 0 2
    model_a,model_b,winner/x,y,leftvote/x,y,rightvote/x,y,tievote/x,y,bothbadvote => 1 1 1 1
    left,right,winner/x,y,x/x,y,y/x,y,left/x,y,draw                          => 2 1 1 0
    worker,left,right,label/w,x,y,x/w,y,x,x                                  => 2 0 0 0
    white,black,result/x,y,1-0/x,y,0-1/x,y,1/2-1/2/y,x,1-0/x,y,*             => 1 2 1 0
    White,Black,Result/x,y,white/x,y,½-½                                     => 1 0 1 0
    Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR/1,x,y,2,1,H/2,y,x,0,0,D/3,y,x,0,1,A => 2 0 1 0
    home_team,away_team,result/x,y,home/x,y,away/x,y,draw                    => 1 1 1 0
    item1,item2,winner/x,y,1/x,y,2/x,y,1.0/x,y,item1                         => 3 1 0 0
    model_1,model_2,preference/x,y,1/x,y,2.0/x,y,1.5/x,y,                    => 1 1 1 0
    generator_1,generator_2,preference/x,y,1/x,y,2/x,y,1.5/x,y,1.25          => 1.75 1.25 1 0
    left,right,left_wins/x,y,1/x,y,0/x,y,.5/x,y,true/x,y,1.0/x,y,0.25        => 3.25 1.75 1 0
    model_a,model_b,winner_model_a,winner_model_b/x,y,1,0/x,y,False,True     => 1 1 0 0
    judgeName,chosen,notChosen,timeTaken/j,x,y,12/j,y,x,9                    => 1 1 0 0
    0_model_name,1_model_name,type/x,y,leftvote/x,y,rightvote/x,y,tievote    => 1 1 1 0
    system_a,system_b,verdict/x,y,a/x,y,system_b                             => 1 1 0 0
    model_a,model_b,winner/x,y,Assistant A/x,y,response_b/x,y,Answer B/x,y,[[C]]  => 1 2 1 0
    white,black,result/x,y,1–0/x,y,0−1/x,y,½–½                               => 1 1 1 0
    model_a,model_b,winner_model_a,winner_model_b,winner_tie/x,y,T,F,F/x,y,no,Yes,n/x,y,0,0.0,y => 1 1 1 0
    model_a,model_b,winner_model_a,winner_model_b,winner_tie,winner_tie_bothbad/x,y,1,0,0,0/x,y,0,0,0,1/x,y,0,0,1,0 => 1 0 1 1
    left,right,left_wins/x,y,yes/x,y,N/x,y,t                                 => 2 1 0 0
    a_model,b_model,vote/x,y,a/x,y,b/y,x,tie                                 => 1 1 1 0
    left_model,right_model,vote/x,y,left/y,x,left/x,y,tie                    => 1 1 1 0
    white,black,white_win,black_win,draw/x,y,1,0,0/y,x,0,0,1/x,y,0,1,0       => 1 1 1 0
    left,right,left_wins,right_wins/x,y,1,0/y,x,1,0/x,y,1,0                  => 2 1 0 0
    system_A,system_B,preference/x,y,A/x,y,No preference/x,y,No difference/x,y,About the same/x,y,Equally bad => 1 0 3 1
    model_1,model_2,winner/x,y,Response 1/x,y,Answer 2/x,y,model 2/x,y,Tie/x,y,model_a => 2 2 1 0
    system_a,system_b,system_a_preferred,system_b_preferred,ties/x,y,3,1,2   => 3 1 2 0
    """)
    void vocabulariesThatLeaveNoDoubt(String file, String expected) {
        String text = file.replace("1/2-1/2", "½-½"); // the slash ends lines here
        assertEquals(Map.of("x|y", expected), Inputs.table(csv(text).counts()), file);
    }

    /** Goals, points and grades of the two: the larger wins, where a person says so. */
    @Test
    void scoresOfBothSides() {
        ReadOptions told = ReadOptions.defaults()
                .withColumn(Role.FIRST, "home_team")
                .withColumn(Role.SECOND, "away_team")
                .withColumn(Role.SCORE_FIRST, "home_score")
                .withColumn(Role.SCORE_SECOND, "away_score");
        String header = "date,home_team,away_team,home_score,away_score/";
        assertEquals(
                Map.of("x|y", "1 2 1 0"),
                Inputs.table(
                        csv(told, header + "1,x,y,2,1/1,x,y,10,9.5/1,y,x,0,0/1,y,x,-1,-3.5".replace("10,9.5", "9.5,10"))
                                .counts()));
        Path parquet = inputs.parquet(
                "p.parquet",
                "SELECT 'x' AS home_team, 'y' AS away_team, 3 AS home_score, 4 AS away_score FROM range(5)");
        assertEquals(
                Map.of("x|y", "0 5 0 0"),
                Inputs.table(Inputs.judgements(told, parquet).counts()));
        assertEquals(
                "data.csv:2: away_score must be a finite number, got nothing; --skip-bad-rows leaves such rows out",
                inputs.refusal(told, inputs.text("data.csv", header.replace("/", "\n") + "1,x,y,2,\n")));
    }

    @Test
    void resultsOfGamesAreWrittenWithFractions() {
        Path file = inputs.text("games.csv", "white,black,result\nx,y,1/2-1/2\nx,y,1-0\n");
        assertEquals(
                Map.of("x|y", "1 0 1 0"), Inputs.table(Inputs.judgements(file).counts()));
        ReadOptions told = ReadOptions.defaults()
                .withColumn(Role.FIRST, "home player")
                .withColumn(Role.SECOND, "guest player")
                .withColumn(Role.WINNER, "score");
        Path other = inputs.text("other.csv", "home player,guest player,score\nx,y,1/2-1/2\nx,y,1-0\ny,x,0:1\n");
        assertEquals(
                Map.of("x|y", "2 0 1 0"),
                Inputs.table(Inputs.judgements(told, other).counts()));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
    good=first bad=second so-so=tie neither=both_bad null=skip => x,y,Good/x,y,BAD/x,y,so-so/x,y,neither/x,y,  => 1 1 1 1
    1=first 2=second 3=tie                       => x,y,1/x,y,1.0/x,y,2/x,y,3                  => 2 1 1 0
    true=first false=second                      => x,y,True/x,y,1/x,y,1.0/x,y,0/x,y,FALSE     => 3 2 0 0
    1=first 0=second                             => x,y,true/x,y,false/x,y,1e0                 => 2 1 0 0
    A=second B=first                             => x,y,A/x,y,A/x,y,B                          => 1 2 0 0
    ->-=first:3 a=b=tie                          => x,y,->-/x,y,a=b                            => 3 0 1 0
    -3..-1=first 0=tie 1..3=second               => x,y,-3/x,y,-1.0/x,y,0/x,y,2/x,y,3          => 2 2 1 0
    -3..-1=first:size 0=tie 1..3=second:size     => x,y,-3/x,y,-1/x,y,0/x,y,2                  => 4 2 1 0
    0..1=second..first                           => x,y,1/x,y,0/x,y,.25/x,y,0.5                => 1.25 1.75 1 0
    -3..3=first..second                          => x,y,-3/x,y,3/x,y,0/x,y,1.5                 => 1.25 1.75 1 0
    """)
    void meaningsThatAreTold(String rules, String rows, String expected) {
        ReadOptions options = labels(rules.strip().split(" "));
        for (String header : List.of("model_a,model_b,winner/", "item1,item2,label/")) {
            assertEquals(
                    Map.of("x|y", expected),
                    Inputs.table(csv(options, header + rows.strip()).counts()),
                    header + rows);
        }
    }

    @Test
    void aLabelThatIsAlsoANameIsTheName() {
        assertEquals(
                Map.of("A|B", "1 1 0 0", "A|C", "1 1 0 0"),
                Inputs.table(
                        csv("model_a,model_b,winner/B,A,A/B,A,B/A,C,C/A,C,A").counts()));
        assertTrue(inputs.refusal(inputs.text("data.csv", "model_a,model_b,winner\nx,y,B\nA,B,A\n"))
                .startsWith("data.csv:3: an option is called \"B\", which an earlier row has as a label; rename it"));
    }

    @Test
    void numbersThatNameOptionsMayBeWrittenInTwoWays() {
        String[] rows = {"{\"model_a\":1,\"model_b\":2,\"winner\":1.0}", "{\"model_a\":1,\"model_b\":2,\"winner\":2}"};
        assertEquals(
                Map.of("1|2", "1 1 0 0"),
                Inputs.table(jsonl(ReadOptions.defaults(), rows).counts()));
    }

    @Test
    void severalJudgesOfARow() {
        ReadOptions options = labels("error=skip").withColumn(Role.WINNER, "g1_winner+g2_winner");
        Reading.Judgements read = jsonl(
                options,
                "{\"model_1\":\"x\",\"model_2\":\"y\",\"g1_winner\":\"model_1\",\"g2_winner\":\"error\"}",
                "{\"model_1\":\"x\",\"model_2\":\"y\",\"g1_winner\":\"tie\",\"g2_winner\":\"model_2\"}",
                "{\"model_1\":\"x\",\"model_2\":\"y\",\"g1_winner\":null,\"g2_winner\":\"x\"}");
        assertEquals(Map.of("x|y", "2 1 1 0"), Inputs.table(read.counts()));
        assertEquals(4, read.counts().rows());
        assertEquals(
                List.of("2 verdicts say that nobody judged, and were left out"),
                Inputs.source(read).notes());
        Path file = inputs.parquet(
                "judged.parquet",
                "SELECT * FROM (VALUES ('x', 'y', 'left', 'x'), ('x', 'y', 'right', 'tie')) t(\"left\", \"right\", j1, j2)");
        ReadOptions two = ReadOptions.defaults().withColumn(Role.WINNER, "j1+j2");
        assertEquals(
                Map.of("x|y", "2 1 1 0"),
                Inputs.table(Inputs.judgements(two, file).counts()));
    }

    @Test
    void strengthsOfPreferencesBetweenTexts() {
        Path file = inputs.text("strength.jsonl", """
                {"prompt":"p","response_1":"a","response_2":"b","preference_strength":-2}
                {"prompt":"p","response_1":"b","response_2":"c","preference_strength":3}
                {"prompt":"p","response_1":"a","response_2":"c","preference_strength":0}
                {"prompt":"q","response_1":"a","response_2":"c","preference_strength":1}
                """);
        Reading read = PreferenceFiles.read(List.of(file), ReadOptions.defaults());
        assertEquals(4, read.sources().get(0).rows());
        assertEquals(
                "texts and a label: prompt, response_1, response_2, preference_strength",
                read.sources().get(0).shape());
    }

    /** 1 of a strength is a little more for the second, whatever number the first text has in its name. */
    @Test
    void numbersOfStrengthsAreNotThoseOfTexts() {
        String[] rows = {
            "{\"prompt\":\"p\",\"response_1\":\"a\",\"response_2\":\"b\",\"preference_strength\":1}",
            "{\"prompt\":\"p\",\"response_1\":\"a\",\"response_2\":\"b\",\"preference_strength\":2}",
            "{\"prompt\":\"p\",\"response_1\":\"a\",\"response_2\":\"b\",\"preference_strength\":-1}",
            "{\"prompt\":\"p\",\"response_1\":\"c\",\"response_2\":\"b\",\"preference_strength\":-2}",
            "{\"prompt\":\"p\",\"response_1\":\"c\",\"response_2\":\"b\",\"preference_strength\":0}"
        };
        Map<String, String> expected = Map.of("p ⟶ a|p ⟶ b", "1 2 0 0", "p ⟶ b|p ⟶ c", "0 1 1 0");
        assertEquals(expected, Inputs.table(jsonl(ReadOptions.defaults(), rows).counts()));
        String[] renamed = String.join("\n", rows)
                .replace("preference_strength", "overall_preference")
                .split("\n");
        assertEquals(
                expected, Inputs.table(jsonl(ReadOptions.defaults(), renamed).counts()));
        ReadOptions told = labels("-3..-1=first", "0=tie", "3=second").withColumn(Role.WINNER, "strength");
        assertTrue(inputs.refusal(
                        told.withColumn(Role.FIRST, "response_1")
                                .withColumn(Role.SECOND, "response_2")
                                .withColumn(Role.PROMPT, "prompt"),
                        inputs.text("s.jsonl", String.join("\n", rows).replace("preference_strength", "strength")))
                .contains("unknown here are \"1\" (1 row), \"2\" (1 row)"));
    }

    /** Who tells that 0 is the first, or that 5 to 7 are the second, means other numbers than those of item1 and item2. */
    @Test
    void numbersThatAreToldTakeThePlaceOfThoseOfTheColumns() {
        Path file = inputs.text("n.csv", "item1,item2,winner\nx,y,0\nx,y,1\nx,y,1\n");
        assertTrue(inputs.refusal(labels("0=first"), file).contains("unknown here is \"1\" (2 rows)"));
        assertEquals(
                Map.of("x|y", "1 2 0 0"),
                Inputs.table(
                        Inputs.judgements(labels("0=first", "1=second"), file).counts()));
        Path scale = inputs.text("scale.csv", "item1,item2,preference\nx,y,1\nx,y,2\nx,y,4\nx,y,6\n");
        assertTrue(inputs.refusal(labels("4=tie", "5..7=second"), scale)
                .contains("unknown here are \"1\" (1 row), \"2\" (1 row)"));
        assertEquals(
                Map.of("x|y", "2 1 1 0"),
                Inputs.table(Inputs.judgements(labels("1..3=first", "4=tie", "5..7=second"), scale)
                        .counts()));
        Path three = inputs.text("three.csv", "item1,item2,winner\nx,y,1\nx,y,2\nx,y,3\n");
        assertEquals(
                Map.of("x|y", "2 1 1 0"),
                Inputs.table(
                        Inputs.judgements(labels("3=tie", "1=first:2"), three).counts()));
    }

    /** Platforms put a word of theirs before the names of columns. */
    @Test
    void labelsWithoutThePrefixOfTheColumns() {
        Path file = inputs.text(
                "toloka.tsv",
                "INPUT:image_a\tINPUT:image_b\tOUTPUT:result\nx\ty\timage_a\nx\ty\tIMAGE_B\ny\tx\tb\nx\ty\tINPUT:image_a\n");
        assertEquals(
                Map.of("x|y", "3 1 0 0"),
                Inputs.table(Inputs.judgements(
                                ReadOptions.defaults()
                                        .withColumn(Role.FIRST, "INPUT:image_a")
                                        .withColumn(Role.SECOND, "INPUT:image_b")
                                        .withColumn(Role.WINNER, "OUTPUT:result"),
                                file)
                        .counts()));
    }

    /** What one column alone would say is not taken from it where another one says more. */
    @Test
    void oneColumnOfSeveralIsNotTakenForTheVote() {
        for (String header :
                List.of("left,right,score_left,score_right", "model_a,model_b,model_a_score,model_b_score")) {
            String message = inputs.refusal(inputs.text("scores.csv", header + "\nx,y,0.8,0.9\ny,x,1,0\n"));
            String[] names = header.split(",", -1);
            assertTrue(
                    message.contains("--column score-first=" + names[2] + " --column score-second=" + names[3]
                            + " (the larger wins)"),
                    message);
        }
        assertEquals(
                "tie.csv:1: the column \"tie\" may say that neither won where \"system_a_preferred\" is 0; write who won in"
                        + " one column called winner, or say --column wins-first=system_a_preferred if that one says all",
                inputs.refusal(inputs.text("tie.csv", "system_a,system_b,system_a_preferred,tie\nx,y,1,0\nx,y,0,1\n")));
        assertEquals(
                Map.of("x|y", "1 1 0 0"),
                Inputs.table(csv(
                                ReadOptions.defaults().withColumn(Role.WINS_FIRST, "system_a_preferred"),
                                "system_a,system_b,system_a_preferred,tie/x,y,1,0/x,y,0,1")
                        .counts()));
        Reading.Judgements flags = csv("left,right,left_wins,right_wins/x,y,1,0/y,x,0,0/x,y,0,1");
        assertEquals(Map.of("x|y", "1 1 0 0"), Inputs.table(flags.counts()));
        assertEquals(
                List.of(
                        "1 row has 0 in all counts, and so no judgement; if neither won there, give ties a column of their"
                                + " own"),
                flags.notes());
        assertEquals(
                List.of(),
                csv("left,right,left_wins,right_wins/x,y,2,0/y,x,0,0/x,y,0,1").notes());
    }

    @Test
    void columnsThatMayCountTiesAreSaid() {
        assertEquals(
                List.of("the column n_ties, which may count ties, is not used; --column ties=n_ties counts it"),
                csv("item1,item2,wins1,wins2,n_ties/x,y,3,2,4").notes());
        assertEquals(
                List.of("the column n_both_bad, which may count what was bad on both sides, is not used; --column"
                        + " both-bad=n_both_bad counts it"),
                csv("model_a,model_b,wins_a,wins_b,ties,n_both_bad/x,y,3,2,4,1").notes());
        assertEquals(
                List.of(
                        "the column is_draw, which may say that neither won, is not used: such rows count as wins; write them as"
                                + " model_a,model_b,winner with tie for the winner"),
                csv("winner,loser,is_draw/x,y,False/y,x,True").notes());
        assertEquals(
                List.of(),
                csv(ReadOptions.defaults().withColumn(Role.TIES, "n_ties"), "item1,item2,wins1,wins2,n_ties/x,y,3,2,4")
                        .notes());
    }

    @Test
    void furtherColumnsOfVerdictsAreSaid() {
        Reading.Judgements read = csv("model_a,model_b,label,preference/x,y,A,B/y,x,B,A");
        assertEquals(Map.of("x|y", "0 2 0 0"), Inputs.table(read.counts()));
        assertEquals(
                List.of(
                        "the column label, which may hold verdicts too, is not used; --column winner=label reads it in place"
                                + " of preference"),
                read.notes());
        assertEquals(
                List.of(),
                csv(ReadOptions.defaults().withColumn(Role.WINNER, "label"), "model_a,model_b,label,preference/x,y,A,B")
                        .notes());
        assertEquals(1, csv("model_a,model_b,winner,label/x,y,A,B").notes().size());
        assertEquals(List.of(), csv("model_a,model_b,winner,label/x,y,A,hard").notes());
    }

    /** PandaLM's test set: three people judged two responses to an instruction and its input. */
    @Test
    void severalJudgesOfTextsHaveColumnsOfTheirOwn() {
        Path file = inputs.text("pandalm.json", """
                [{"idx":0,"cmp_key":"x_y","instruction":"i","input":"n","response1":"a","response2":"b","annotator1":2,"annotator2":1,"annotator3":0},
                {"idx":1,"cmp_key":"y_z","instruction":"i","input":"n","response1":"b","response2":"c","annotator1":1,"annotator2":1,"annotator3":1}]
                """);
        Reading.Judgements read = Inputs.judgements(
                ReadOptions.defaults()
                        .withColumn(Role.PROMPT, "instruction+input")
                        .withLabel(LabelRule.parse("0=tie")),
                file);
        assertEquals(
                "texts and a label: instruction, input, response1, response2, annotator1, annotator2, annotator3",
                read.sources().get(0).shape());
        assertEquals(6, read.counts().rows());
        assertEquals(1, read.counts().ties());
    }

    @Test
    void severalJudgesAreSuggested() {
        for (String judges : List.of(
                "annotator_1,annotator_2",
                "g1_winner,g2_winner",
                "judge_a_verdict,judge_b_verdict",
                "human_1,human_2",
                "expert,expert2")) {
            assertTrue(
                    inputs.refusal(inputs.text("judges.csv", "model_a,model_b,judge," + judges + "\nx,y,j,A,B\n"))
                            .contains("which lacks winner (perhaps --column winner=" + judges.replace(",", "+") + ")"),
                    judges);
        }
    }
}
