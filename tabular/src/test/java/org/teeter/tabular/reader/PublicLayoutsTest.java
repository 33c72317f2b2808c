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
}
