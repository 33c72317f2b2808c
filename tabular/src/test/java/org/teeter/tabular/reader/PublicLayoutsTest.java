package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.column.Role;

/** Layouts in which preferences are published, under names that say too little: what is proposed can be typed, and is right. */
class PublicLayoutsTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private Path csv(String text) {
        return inputs.text("data.csv", text.replace('/', '\n') + "\n");
    }

    private void proposes(String proposal, Path file) {
        String refusal = inputs.refusal(file);
        assertTrue(refusal.contains("; say which column is what, perhaps " + proposal + " (or wins-first"), refusal);
    }

    /** A label such as A>B is none where there is a question to be said first, or are two options to be said. */
    @Test
    void labelsAreNoOrdersBesideTwoOptions() {
        Path judged = inputs.text(
                "judged.jsonl",
                "{\"question\":\"Why?\",\"response_A\":\"so\",\"response_B\":\"because\",\"label\":\"A>B\"}\n");
        assertEquals(
                "judged.jsonl:1: the texts come without a prompt column, but \"question\" may be it; say so with --column"
                        + " prompt=question or leave that column out if the texts contain their prompt",
                inputs.refusal(judged));
        proposes(
                "--column first=sys_a --column second=sys_b --column winner=verdict_text",
                csv("sys_a,sys_b,verdict_text/x,y,A>B/y,x,B>A"));
        assertEquals(
                "data.csv:1: the column \"mine\" holds orders of options; say --column ranking=mine",
                inputs.refusal(csv("voter,mine/1,x>y")));
    }

    /** Whoever exports from a labelling tool has the verdict in a column of any name. */
    @Test
    void aVerdictIsKnownByWhatItSays() {
        proposes(
                "--column first=model_a --column second=model_b --column winner=pw",
                csv("id,model_a,model_b,lead_time,pw/1,x,y,3.5,left/2,x,y,4,right"));
        proposes(
                "--column first=model_a --column second=model_b --column winner=Gewinner",
                csv("model_a,model_b,Gewinner/x,y,y/x,y,x"));
        proposes(
                "--column first=model_a --column second=model_b --column winner=…",
                csv("model_a,model_b,cost/x,y,3/x,y,1"));
        String lists = "{\"model1\":\"x\",\"model2\":\"y\",\"choice_dist\":[6,2]}\n";
        proposes("--column first=model1 --column second=model2 --column winner=…", inputs.text("l.jsonl", lists));
    }

    @Test
    void flagsOfBothSidesAreCounts() {
        String told = "--column first=Input.left_image --column second=Input.right_image"
                + " --column wins-first=Answer.choice.left --column wins-second=Answer.choice.right";
        Path turk = csv("WorkerId,Input.left_image,Input.right_image,Answer.choice.left,Answer.choice.right"
                + "/w,x,y,true,false/w,y,x,false,true/w,x,y,FALSE,True");
        proposes(told, turk);
        ReadOptions options = ReadOptions.defaults()
                .withColumn(Role.FIRST, "Input.left_image")
                .withColumn(Role.SECOND, "Input.right_image")
                .withColumn(Role.WINS_FIRST, "Answer.choice.left")
                .withColumn(Role.WINS_SECOND, "Answer.choice.right");
        assertEquals(
                Map.of("x|y", "2 1 0 0"),
                Inputs.table(Inputs.judgements(options, turk).counts()));
        assertEquals(
                "data.csv:2: wins1 must be a whole number of judgements, not negative, at most 2^53, got \"maybe\";"
                        + " --skip-bad-rows leaves such rows out",
                inputs.refusal(csv("item1,item2,wins1,wins2/x,y,maybe,1")));
    }

    /** Of two texts too the larger score wins, where a person says so. */
    @Test
    void textsWithAScoreEach() {
        Path scored = inputs.text("scored.jsonl", """
                {"question":"Why?","answer_0":"so","score_0":-0.5,"answer_1":"because","score_1":0.5}
                {"question":"Why?","answer_0":"because","score_0":1,"answer_1":"no idea","score_1":-1}
                {"question":"Why?","answer_0":"no idea","score_0":0,"answer_1":"so","score_1":0}
                """);
        proposes(
                "--column prompt=question --column first=answer_0 --column second=answer_1"
                        + " --column score-first=score_0 --column score-second=score_1 (the larger wins)",
                scored);
        ReadOptions told = ReadOptions.defaults()
                .withColumn(Role.PROMPT, "question")
                .withColumn(Role.FIRST, "answer_0")
                .withColumn(Role.SECOND, "answer_1")
                .withColumn(Role.SCORE_FIRST, "score_0")
                .withColumn(Role.SCORE_SECOND, "score_1");
        assertEquals(
                Map.of(
                        "Why? ⟶ because|Why? ⟶ no idea", "1 0 0 0",
                        "Why? ⟶ because|Why? ⟶ so", "1 0 0 0",
                        "Why? ⟶ no idea|Why? ⟶ so", "0 0 1 0"),
                Inputs.table(Inputs.judgements(told, scored).counts()));
    }

    @Test
    void winnersAndLosersByWhatTheyAre() {
        for (String names : List.of("name", "team", "id")) {
            String header = "winner_" + names + ",winner_rank,loser_" + names + ",loser_rank";
            assertEquals(
                    Map.of("x|y", "2 1 0 0"),
                    Inputs.table(Inputs.judgements(csv(header + "/x,1,y,2/x,1,y,2/y,2,x,1"))
                            .counts()));
        }
        assertEquals(
                Map.of("7|8", "1 1 1 0"),
                Inputs.table(Inputs.judgements(csv("left_id,right_id,winner/7,8,left/7,8,right/8,7,equal"))
                        .counts()));
    }

    /** A set of which one was chosen, in a row for each of its options. */
    @Test
    void choicesInRows() {
        Path chosen = csv("resp_id,ques,alt,price,choice/1,1,x,9,1/1,1,y,8,0/1,2,x,9,0/1,2,y,7,1/2,1,x,9,1/2,1,y,8,0");
        proposes("--column ballot=resp_id+ques --column item=alt --column score=choice (the more the better)", chosen);
        ReadOptions told = ReadOptions.defaults()
                .withColumn(Role.BALLOT, "resp_id+ques")
                .withColumn(Role.ITEM, "alt")
                .withColumn(Role.SCORE, "choice");
        assertEquals(
                3,
                PreferenceFiles.read(List.of(chosen), told) instanceof Reading.Ballots ballots
                        ? ballots.rankings().ballots()
                        : 0);
    }

    /** One of three that was chosen is no pair with the first two. */
    @Test
    void aThirdOptionIsNotPassedOver() {
        String refused =
                " may be options of which one was chosen, which is no pair; write each row as {\"ranking\": [\"the"
                        + " chosen one\"], \"rest\": [\"the\", \"others\"]}, or say ";
        Path names = csv("model_a,model_b,model_c,winner/x,y,z,x/y,x,z,x");
        assertEquals(
                "data.csv:1: the columns model_a, model_b and model_c" + refused
                        + "--column first=model_a --column second=model_b --column winner=winner if these two alone were"
                        + " compared",
                inputs.refusal(names));
        ReadOptions told = ReadOptions.defaults()
                .withColumn(Role.FIRST, "model_a")
                .withColumn(Role.SECOND, "model_b")
                .withColumn(Role.WINNER, "winner");
        assertEquals(
                Map.of("x|y", "2 0 0 0"),
                Inputs.table(Inputs.judgements(told, names).counts()));
        Path texts = csv("prompt,response_1,response_2,response_3,label/p,a,b,c,1/p,b,c,a,2");
        assertEquals(
                "data.csv:1: the columns response_1, response_2 and response_3" + refused
                        + "--column first=response_1 --column second=response_2 --column winner=label --column"
                        + " prompt=prompt if these two alone were compared",
                inputs.refusal(texts));
        ReadOptions two = ReadOptions.defaults()
                .withColumn(Role.PROMPT, "prompt")
                .withColumn(Role.FIRST, "response_1")
                .withColumn(Role.SECOND, "response_2")
                .withColumn(Role.WINNER, "label");
        assertEquals(2, Inputs.judgements(two, texts).counts().rows());
    }

    @Test
    void bestAndWorstOfASet() {
        for (String names : List.of("best,worst", "BestItem,WorstItem", "Most,Least", "B,W")) {
            String[] name = names.split(",", -1);
            assertEquals(
                    "data.csv:1: the columns " + name[0] + " and " + name[1]
                            + " name the best and the worst of a set, as"
                            + " MaxDiff and best-worst scaling have them; write each set as a ranking whose others are tied:"
                            + " {\"ranking\": [\"the best\", [\"the\", \"others\"], \"the worst\"]}",
                    inputs.refusal(csv("set,item1,item2,item3,item4," + names + "/1,a,b,c,d,a,d")));
        }
    }

    /** What is proposed must not be the wrong way round. */
    @Test
    void noLoserIsProposedAsTheWinner() {
        for (String name : List.of("loser", "worse", "rejected", "dispreferred_model")) {
            proposes(
                    "--column first=model_a --column second=model_b --column winner=…",
                    csv("model_a,model_b," + name + "/x,y,x/y,x,x"));
        }
        proposes(
                "--column first=place_id_left --column second=place_id_right --column winner=choice",
                csv("place_id_right,place_id_left,choice/x,y,left"));
        proposes(
                "--column first=visitor --column second=opponent --column winner=result",
                csv("visitor,v_goals,opponent,o_goals,result/x,1,y,3,0"));
        proposes(
                "--column ballot=Race --column item=Driver --column rank=Finish",
                csv("Race,Driver,Finish/1,x,1/1,y,2"));
        proposes(
                "--column prompt=instruction --column first=hyp_a --column second=hyp_b --column winner=best",
                csv("instruction,hyp_a,hyp_b,best/p q,This is a text.,So is this one.,hyp_a"));
    }

    /** As elections and surveys call the places of a ballot. */
    @Test
    void placesWithinLongerNames() {
        for (String header : List.of(
                "Precinct,Rep. 1st Choice District 2,Rep. 2nd Choice District 2",
                "Precinct,Mayor Choice 1 of 2,Mayor Choice 2 of 2",
                "voter,First preference,Second preference",
                "W,1ST CHOICE MAYOR,2ND CHOICE MAYOR")) {
            assertTrue(
                    PreferenceFiles.read(List.of(csv(header + "/1,a,b/2,b,a/3,a,undervote")), ReadOptions.defaults())
                                    instanceof Reading.Ballots ballots
                            && ballots.rankings().ballots() == 3,
                    header);
        }
        assertTrue(inputs.refusal(
                        csv("id,Mayor 1st choice,Mayor 2nd choice,Council 1st choice,Council 2nd choice/1,a,b,c,d"))
                .contains("which is no shape that can be read without a guess"));
    }

    @Test
    void rankingsAsPythonPrintsThem() {
        for (String list :
                List.of("['a', [\"b's\", 'c'], 'd']", "('a', [\"b's\", 'c'], 'd')", "['a' [\"b's\" 'c'] 'd']")) {
            Path file = csv("voter,ranking/1,\"" + list.replace("\"", "\"\"") + "\"");
            assertEquals(
                    Map.of("a>b's=c>d", 1.0),
                    RankingsTest.table(
                            RankingsTest.ballots(ReadOptions.defaults(), file).rankings()),
                    list);
        }
        assertEquals(
                "data.csv:2: ranking holds broken JSON; write a list as [\"a\", [\"b\", \"c\"]]; --skip-bad-rows leaves such"
                        + " rows out",
                inputs.refusal(csv("voter,ranking/1,\"['a', b]\"")));
    }

    /** Ranks of a survey's question, of which each answer has a column. */
    @Test
    void ranksBySuffix() {
        proposes(
                "--column rank=Q5_1+Q5_2+Q5_3 (1 the best)",
                csv("StartDate,ResponseId,Q5_1,Q5_2,Q5_3/2024-01-01,R_1,2,1,3/2024-01-01,R_2,1,2,3"));
    }

    /** Margins are many labels, and few ranges. */
    @Test
    void labelsThatAreNumbersOfEitherSign() {
        String refusal = inputs.refusal(csv("home_team,away_team,result/x,y,-3/x,y,-14/y,x,0/y,x,2/y,x,21"));
        assertTrue(
                refusal.endsWith(
                        ": say what they mean with --label -14..-3=… --label 0=… --label 2..21=… (first, second, tie,"
                                + " both_bad or skip)"),
                refusal);
        assertTrue(inputs.refusal(csv("home_team,away_team,result/x,y,1/x,y,2/y,x,4/y,x,5"))
                .contains("--label 1=… --label 2=… --label 4=… --label 5=…"));
    }

    @Test
    void oneOfSeveralFilesHasNoWeights() {
        Path with = inputs.text("with.csv", "winner,loser,weight\nx,y,3\ny,x,2\n");
        Path without = inputs.text("without.csv", "winner,loser\nx,y\n");
        Reading read = PreferenceFiles.read(List.of(with, without), ReadOptions.defaults());
        assertEquals(
                List.of(without + " has no column of weights, so that its rows count once each, where those of " + with
                        + " count as weight says; give each file the column if that is not meant"),
                read.remarks());
        assertEquals(
                List.of(),
                PreferenceFiles.read(List.of(with), ReadOptions.defaults()).remarks());
    }

    /** One answer of several that nobody rated is no reason to leave out the others. */
    @Test
    void answersWithoutAScoreWereNotThere() {
        String note = "2 answers have no rank or score, and are taken as not having been there";
        for (String rows : List.of(
                "{\"models\":[\"x\",\"y\",\"z\"],\"scores\":[2,null,1]}\n{\"models\":[\"x\",\"y\",\"z\"],\"scores\":[1,3,\"N/A\"]}\n",
                """
                {"completions":[{"model":"x","overall_score":2},{"model":"y","overall_score":null},{"model":"z","overall_score":1}]}
                {"completions":[{"model":"x","overall_score":1},{"model":"y","overall_score":3},{"model":"z","overall_score":NaN}]}
                """)) {
            Reading.Ballots read = RankingsTest.ballots(ReadOptions.defaults(), inputs.text("a.jsonl", rows));
            assertEquals(Map.of("x>z", 1.0, "y>x", 1.0), RankingsTest.table(read.rankings()));
            assertTrue(
                    Inputs.source(read).notes().contains(note),
                    Inputs.source(read).notes()::toString);
        }
        assertEquals(
                "a.jsonl:1: an answer in completions has neither rank nor score (rank, overall_score, score, rating, reward);"
                        + " --skip-bad-rows leaves such rows out",
                inputs.refusal(
                        inputs.text("a.jsonl", "{\"completions\":[{\"model\":\"x\"},{\"model\":\"y\",\"rank\":1}]}")));
    }

    @Test
    void objectsInThePlaceOfNamesAreSaidWithTheirFields() {
        assertEquals(
                "n.jsonl:1: model_a holds an object or a list, where one text or number must be; write the one of its fields"
                        + " that is meant (name, org) as a column of its own; --skip-bad-rows leaves such rows out",
                inputs.refusal(
                        inputs.text(
                                "n.jsonl",
                                "{\"model_a\":{\"name\":\"x\",\"org\":\"o\"},\"model_b\":{\"name\":\"y\",\"org\":\"o\"},\"winner\":\"model_a\"}")));
    }

    /** Several answers in the place of one are no conversation. */
    @Test
    void listsOfTextsAreNoAnswer() {
        String refused =
                " lists texts, where one text or the messages of one conversation must be; write a row for each two"
                        + " answers that were compared; --skip-bad-rows leaves such rows out";
        assertEquals(
                "l.jsonl:1: rejected" + refused,
                inputs.refusal(
                        inputs.text("l.jsonl", "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":[\"b\",\"c\"]}")));
        assertEquals(
                "l.jsonl:1: response_a" + refused,
                inputs.refusal(inputs.text(
                        "l.jsonl",
                        "{\"prompt\":\"p\",\"response_a\":[\"a\"],\"response_b\":[\"b\"],\"winner\":\"a\"}")));
        String turns = "{\"prompt\":[\"p\",\"q\"],\"chosen\":[\"a\",\"b\"],\"rejected\":[\"c\",\"d\"]}";
        assertEquals(
                1,
                PreferenceFiles.read(List.of(inputs.text("l.jsonl", turns)), ReadOptions.defaults())
                        .sources()
                        .get(0)
                        .rows());
    }

    /** Numbers of participants, scores and years say nothing of how often a row counts. */
    @Test
    void whatNumbersOrGradesIsNoCount() {
        for (String name : List.of("participant", "trial", "chosen_rating", "season", "WRank", "turn", "elo_white")) {
            Reading.Judgements read = Inputs.judgements(csv(name + ",winner,loser/4,x,y/4,y,x/7,x,y"));
            assertEquals(List.of(), Inputs.source(read).notes(), name);
        }
        for (String name : List.of("n_votes", "Freq", "games", "total", "num_ratings", "rating_count")) {
            Reading.Judgements read = Inputs.judgements(csv(name + ",winner,loser/4,x,y/4,y,x/7,x,y"));
            assertEquals(1, Inputs.source(read).notes().size(), name);
        }
    }

    /** A table of ratings whose first rows look as ranks do. */
    @Test
    void ratingsAreProposedAsScoresToo() {
        assertEquals(
                "data.csv:3: no item has rank 1, the best has 2.0; if these are ranks all the same, say --column rank=a+b+c,"
                        + " and if the more is the better, --column score=a+b+c; --skip-bad-rows leaves such rows out",
                inputs.refusal(csv("voter,a,b,c/1,1,2,3/2,2,3,3")));
    }
}
