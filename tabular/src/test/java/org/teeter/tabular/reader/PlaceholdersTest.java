package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.column.Role;

/** What stands in the place of options and is none, and what would make one problem of several. */
class PlaceholdersTest {
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

    private static ReadOptions told(Object... columns) {
        ReadOptions options = ReadOptions.defaults();
        for (int k = 0; k < columns.length; k += 2) {
            options = options.withColumn((Role) columns[k], (String) columns[k + 1]);
        }
        return options;
    }

    /** Labels of two columns, where the better and the worse one must be. */
    @Test
    void labelsAreNoOptions() {
        Path texts = csv("prompt,id_a,id_b,response_a,response_b,chosen,rejected/p,1,2,so,no,A,B/p,2,3,no,hm,B,A");
        assertEquals(
                "data.csv: chosen and rejected hold labels, such as \"B\", which may be the places of what response_a and"
                        + " response_b hold, and no options; say --column prompt=prompt --column first=response_a --column"
                        + " second=response_b --column winner=chosen, or say --column prompt=prompt --column chosen=chosen"
                        + " --column rejected=rejected if these are names",
                inputs.refusal(texts));
        ReadOptions read =
                told(Role.PROMPT, "prompt", Role.FIRST, "response_a", Role.SECOND, "response_b", Role.WINNER, "chosen");
        assertEquals(
                Map.of("p ⟶ no|p ⟶ so", "0 1 0 0", "p ⟶ hm|p ⟶ no", "1 0 0 0"),
                Inputs.table(Inputs.judgements(read, texts).counts()));
        ReadOptions names = told(Role.CHOSEN, "chosen", Role.REJECTED, "rejected");
        assertEquals(
                2, Inputs.source(PreferenceFiles.read(List.of(texts), names)).rows());
        for (String row : List.of(
                "image_0,image_1,chosen,rejected/x,y,1,0",
                "left_id,right_id,chosen,notChosen/x,y,left,right",
                "home,away,winner,loser/x,y,home,away",
                "treatment,control,winner,loser/x,y,control,treatment",
                "p1_name,p2_name,winner,loser/x,y,P2,P1",
                "gpt_reply,yi_reply,chosen,rejected/x,y,gpt,yi",
                "model_a,model_b,chosen_model,rejected_model/x,y,model_b,model_a")) {
            String[] called = row.split("[,/]", -1);
            assertEquals(
                    "data.csv: " + called[2] + " and " + called[3] + " hold labels, such as \"" + called[6]
                            + "\", which may be the places of what " + called[0] + " and " + called[1]
                            + " hold, and no options; say --column first=" + called[0] + " --column second=" + called[1]
                            + " --column winner=" + called[2],
                    inputs.refusal(csv(row)).replaceFirst(", or say .*", ""),
                    row);
        }
        Path numbers = inputs.text(
                "n.jsonl", "{\"prompt\":\"p\",\"answers\":[\"so\",\"no\",\"hm\"],\"chosen\":\"2\",\"rejected\":\"0\"}");
        assertEquals(
                "n.jsonl: chosen and rejected hold labels, such as \"2\", which may be the places of what answers holds, and"
                        + " no options; write what they stand for instead, or say --column prompt=prompt --column"
                        + " chosen=chosen --column rejected=rejected if these are names",
                inputs.refusal(numbers));
    }

    /** What is called so in truth, or has no second place beside it. */
    @Test
    void namesThatAreShortAreOptions() {
        for (String rows : List.of(
                "winner,loser,score_a/A,B,1/B,A,2",
                "winner,loser,score_1,score_2/1,2,6,4/2,1,4,6",
                "winner,loser,game_1,game_2/A,B,1,2/B,C,1,2",
                "winner,loser,note_a,note_b/A,B,x,y/B,C,x,y",
                "winner,loser,gpt_reply,yi_reply/gpt,yi,x,y/yi,gpt,x,y",
                "winner,loser,gpt,yi/gpt,yi,x,y/yi,phi,x,y",
                "chosen,rejected,x_a,x_b/A,B,1,2/B,no,2,1")) {
            assertEquals(
                    2,
                    PreferenceFiles.read(List.of(csv(rows)), ReadOptions.defaults())
                            .sources()
                            .get(0)
                            .rows(),
                    rows);
        }
    }

    @Test
    void rankedLabelsAreNoOptions() {
        String refused = " hold, and no options; write the names of what was ranked, the best first, or say --column"
                + " ranking=ranking if these are names";
        assertEquals(
                "data.csv: ranking holds labels, such as \"b\", which may be the places of what response_a and response_b"
                        + " and response_c" + refused,
                inputs.refusal(csv("prompt,response_a,response_b,response_c,ranking/p,x,y,z,a>c>b/q,x,y,z,b>a=c")));
        for (String things : List.of("[\"x\",\"y\"]", "{\"a\":\"x\",\"b\":\"y\"}")) {
            assertEquals(
                    "r.jsonl: ranking holds labels, such as \"B\", which may be the places of what replies"
                            + refused.replaceFirst("hold", "holds"),
                    inputs.refusal(inputs.text("r.jsonl", "{\"replies\":" + things + ",\"ranking\":[\"B\",\"A\"]}")));
        }
    }

    /** Texts in columns of names answer a prompt that is not read. */
    @Test
    void textsWithoutTheirPromptAreNoOptions() {
        String texts =
                "/p one,Yes it is so.,No it is not./q one,No it is not.,Perhaps it is./q one,Yes it is so.,Perhaps"
                        + " it is.";
        assertEquals(
                "data.csv: winner holds texts, and \"prompt\" may be what they answer: texts of different prompts would be"
                        + " compared; say --column prompt=prompt --column chosen=winner --column rejected=loser, or say"
                        + " --column winner=winner --column loser=loser if the options are the same whatever the prompt",
                inputs.refusal(csv("prompt,winner,loser" + texts)));
        Path sides =
                csv("question,left,right,winner" + texts.replace("/", ",left/").substring(5) + ",left");
        assertEquals(
                "data.csv: left holds texts, and \"question\" may be what they answer: texts of different prompts would be"
                        + " compared; say --column prompt=question --column first=left --column second=right --column"
                        + " winner=winner, or say --column first=left --column second=right --column winner=winner if the"
                        + " options are the same whatever the prompt",
                inputs.refusal(sides));
        assertEquals(
                5,
                Inputs.judgements(
                                told(
                                        Role.PROMPT,
                                        "question",
                                        Role.FIRST,
                                        "left",
                                        Role.SECOND,
                                        "right",
                                        Role.WINNER,
                                        "winner"),
                                sides)
                        .counts()
                        .items()
                        .size());
        String rows =
                "(VALUES ('p one', 'Yes it is so.', 'No it is not.'), ('q one', 'No it is not.', 'Perhaps it is.'),"
                        + " ('q one', 'Yes it is so.', 'Perhaps it is.')) t(prompt, winner, loser)";
        assertEquals(
                "t.parquet: winner holds texts",
                inputs.refusal(inputs.parquet("t.parquet", "SELECT * FROM " + rows))
                        .substring(0, 29));
        for (String other : List.of(
                "prompt,winner,loser/p one,my model,your model/q one,your model,my model/q two,my model,your model",
                "prompt,winner,loser/p,Yes it is so.,No it is not./p,No it is not.,Perhaps it is./p,Hm it is.,Perhaps it is.")) {
            assertEquals(3, Inputs.judgements(csv(other)).counts().rows(), other);
        }
    }

    /** Several rankings of a voter, which another column tells apart. */
    @Test
    void ballotsOfAVoterAreSeveral() {
        Path contests = csv("voter_id,contest,candidate,rank/1,m,x,1/1,m,y,2/1,c,z,1/1,c,u,2/2,m,y,1/2,m,x,2");
        assertEquals(
                "data.csv: the ballot \"1\" has a rank twice, in rows that differ in the column \"contest\"; if that tells"
                        + " ballots apart too, say --column ballot=voter_id+contest, and if the two are tied, --column"
                        + " ballot=voter_id",
                inputs.refusal(contests));
        ReadOptions apart = told(Role.BALLOT, "voter_id+contest", Role.ITEM, "candidate", Role.RANK, "rank");
        assertEquals(
                Map.of("x>y", 1.0, "y>x", 1.0, "z>u", 1.0),
                RankingsTest.table(RankingsTest.ballots(apart, contests).rankings()));
        assertEquals(
                "data.csv:3: the ballot \"1\" names \"x\" twice; name each item once, or say --column ballot=voter_id+contest"
                        + " if that tells ballots apart too; --skip-bad-rows leaves such rows out",
                inputs.refusal(csv("voter_id,contest,candidate,rank/1,m,x,1/1,c,x,2")));
        assertEquals(
                Map.of("x>y", 1.0, "y>x", 1.0),
                RankingsTest.table(RankingsTest.ballots(
                                ReadOptions.defaults(),
                                csv("voter_id,round,candidate,rank/1,1,x,1/1,2,y,2/2,1,y,1/2,1,x,2"))
                        .rankings()));
    }

    /** A prompt comes with code, tables, documents and others, and is another one with others. */
    @Test
    void partsOfPromptsOfOtherNames() {
        for (String name : List.of("code", "table", "schema", "persona", "retrieved_docs", "frames", "Passages")) {
            assertEquals(
                    "data.csv: rows with the prompt \"p\" differ in the column \"" + name
                            + "\", which is not read; if it is" + " a part of the prompt, say --column prompt=prompt+"
                            + name + ", else leave it out of the file",
                    inputs.refusal(csv("prompt,chosen,rejected," + name + "/p,a,b,x/p,b,c,y")));
        }
    }

    /** Which question was asked is said by its number too. */
    @Test
    void numbersOfPromptsTellTextsApart() {
        for (String name : List.of("prompt_id", "question_id", "qid", "post_url")) {
            Path file = csv(name + ",answer_1,answer_2,label/7,yes,no,1/8,yes,no,2/8,no,maybe,1");
            assertEquals(
                    "data.csv: the texts come without a prompt column, but \"" + name
                            + "\" may be it; say so with --column prompt=" + name
                            + ", or --column prompt=none if the texts contain their prompt",
                    inputs.refusal(file));
            assertEquals(
                    5,
                    Inputs.judgements(told(Role.PROMPT, name), file)
                            .counts()
                            .items()
                            .size());
            assertEquals(
                    3,
                    Inputs.judgements(told(Role.PROMPT, "none"), file)
                            .counts()
                            .items()
                            .size());
        }
    }

    @Test
    void objectsThatAreNoMessagesAreNoTexts() {
        String row =
                "{\"prompt\":\"p\",\"chosen\":{\"text\":\"so\",\"model\":\"x\"},\"rejected\":{\"text\":\"no\",\"model\":\"y\"}}\n";
        assertEquals(
                "o.jsonl:1: chosen holds an object that is no message; write the one of its fields that is meant (text, model)"
                        + " as a column of its own; --skip-bad-rows leaves such rows out",
                inputs.refusal(inputs.text("o.jsonl", row)));
        Path messages = inputs.text("o.jsonl", row.replace("text", "content"));
        assertEquals(
                1,
                Inputs.source(PreferenceFiles.read(List.of(messages), ReadOptions.defaults()))
                        .rows());
        assertEquals(
                "o.jsonl:1: a comma follows the object; write one object a line; --skip-bad-rows leaves such rows out",
                inputs.refusal(inputs.text("o.jsonl", "{\"winner\":\"x\",\"loser\":\"y\"},\n")));
    }

    /** A column that is not read and says that neither won. */
    @Test
    void tiesInAnotherColumnAreSaid() {
        assertEquals(
                List.of(
                        "the column status, which says \"Tie\" in 2 rows, is not used: such rows count as wins; leave them"
                                + " out of the file if neither won there"),
                Inputs.source(Inputs.judgements(csv("winner,loser,status/x,y,ok/y,x,tie/x,y,Tie")))
                        .notes());
        assertEquals(
                List.of(
                        "the column both_equal, which may say that neither won, is not used: such rows count as wins; write"
                                + " them as model_a,model_b,winner with tie for the winner"),
                Inputs.source(Inputs.judgements(csv("winner,loser,both_equal/x,y,False/y,x,True")))
                        .notes());
    }

    /** What was corrected, or is known to be right, may count in place of what was voted. */
    @Test
    void furtherVerdictsAreKnownByWhatTheySay() {
        String rows = "/x,y,model_a,model_b/y,x,model_a,x";
        for (String name : List.of("winner_corrected", "gold_label", "final_vote")) {
            assertEquals(
                    List.of("the column " + name + ", which may hold verdicts too, is not used; --column winner=" + name
                            + " reads it in place of winner"),
                    Inputs.source(Inputs.judgements(csv("model_a,model_b,winner," + name + rows)))
                            .notes());
        }
        for (String other : List.of(
                "model_a,model_b,winner,label_text" + rows.replace("model_b", "a long one"),
                "model_a,model_b,winner,opinion" + rows)) {
            assertEquals(List.of(), Inputs.source(Inputs.judgements(csv(other))).notes());
        }
    }

    /** A first line of numbers may be the first row. */
    @Test
    void ranksWithoutAHeader() {
        Path ranks = csv("1,2,3/2,1,3/3,1,2");
        assertEquals(
                "data.csv:1: the columns are 1, 2, 3, which is no shape that can be read without a guess; if each is an"
                        + " option and a row holds its score or rank, say --column score=1+2+3 (the more the better) or"
                        + " --column rank=1+2+3 (1 the best); if there is no header, write one",
                inputs.refusal(ranks));
        assertEquals(
                Map.of("2>1>3", 1.0, "2>3>1", 1.0),
                RankingsTest.table(
                        RankingsTest.ballots(told(Role.RANK, "1+2+3"), ranks).rankings()));
        assertEquals(
                "data.pwg: this is a PrefLib file of categories or of a graph; of PrefLib's files those with rankings are"
                        + " read (soc, soi, toc, toi)",
                inputs.refusal(inputs.text("data.pwg", "# DATA TYPE: pwg\n# NUMBER ALTERNATIVES: 2\n3,1,2\n1,2,1\n")));
    }
}
