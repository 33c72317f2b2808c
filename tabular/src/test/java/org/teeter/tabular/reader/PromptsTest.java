package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.data.Items;
import org.teeter.tabular.text.PromptProfile;

/** Prompts with a chosen and a rejected answer, whose options are the answers themselves. */
class PromptsTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private static PromptProfile unshared(Path... files) {
        Reading read = PreferenceFiles.read(List.of(files), ReadOptions.defaults());
        return assertInstanceOf(Reading.Unshared.class, read).profile();
    }

    private static NavigableSet<String> names(Items items) {
        return IntStream.range(0, items.size()).mapToObj(items::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void answersThatAreComparedOnceImplyNothing() {
        Path file = inputs.text("data.csv", """
                prompt,chosen,rejected
                p,a,b
                p,a,b
                p,b,a
                q,a,b
                q,c,d
                r,yes,no
                """);
        PromptProfile profile = unshared(file);
        assertEquals(new PromptProfile(6, 3, 2, 8, 0, 4, 1, 1), profile);
        assertEquals(
                List.of(
                        "6 rows, 3 prompts (2 of them with more than one row), 8 options",
                        "4 different pairs, 1 exact repeat of an earlier row, 1 pair judged both ways",
                        "no option was compared with more than one other, so these data imply no transitive prediction:"
                                + " no preference here says anything about another pair",
                        "what would help: columns that name the models (chosen_model, rejected_model), ratings of each"
                                + " answer, more than two answers to a prompt, or embeddings of the texts"),
                profile.describe());
    }

    @Test
    void answersThatAreSharedAreOptions() {
        Path file = inputs.text(
                "data.csv", "prompt,chosen,rejected\nWhich?,a,b\nWhich?,b,c\nWhich?,a,c\nWhich?,c,a\nWho?,a,b\n");
        Reading.Judgements read = Inputs.judgements(file);
        assertEquals(
                Map.of(
                        "Which? ⟶ a|Which? ⟶ b", "1 0 0 0",
                        "Which? ⟶ a|Which? ⟶ c", "1 1 0 0",
                        "Which? ⟶ b|Which? ⟶ c", "1 0 0 0",
                        "Who? ⟶ a|Who? ⟶ b", "1 0 0 0"),
                Inputs.table(read.counts()));
        assertEquals(new PromptProfile(5, 2, 1, 5, 3, 4, 0, 1), read.profile().orElseThrow());
        assertEquals(
                "3 options compared with two others or more",
                read.profile().orElseThrow().describe().get(2));
        assertEquals(
                "chosen/rejected texts: prompt, chosen, rejected",
                Inputs.source(read).shape());
    }

    @Test
    void longNamesAreShortAndDifferent() {
        String same = "The same beginning of a long answer which then goes on with ";
        Path file = inputs.text(
                "data.csv",
                "prompt,chosen,rejected\n\"What  is\nthe meaning of all this?\",%1$sone,%1$stwo\n\"What  is\nthe meaning of all this?\",%1$sone,three\n"
                        .formatted(same));
        NavigableSet<String> names = names(Inputs.judgements(file).counts().items());
        assertEquals(3, names.size());
        String begin = "What is the meaning of a… ⟶ ";
        assertEquals(begin + "three", names.last());
        for (String name : names.headSet(names.last())) {
            assertTrue(name.matches(begin + "The same beginning of a long ans… #[0-9a-f]{8}"), name);
        }
    }

    /** What texts have in common is shown before them up to a whole word: m1 and m2 are names, not answers to "m". */
    @Test
    void aSharedBeginningIsShownInWholeWords() {
        Path names = inputs.text("names.csv", "chosen,rejected\nm1,m2\nm2,m31\nm31,m1\n");
        assertEquals(
                new TreeSet<>(Set.of("m1", "m2", "m31")),
                names(Inputs.judgements(names).counts().items()));
        Path answers = inputs.text(
                "answers.csv",
                "chosen,rejected\nThe sum is 42,The sum is 43\nThe sum is 43,The sum is 44\n今天天气好,今天天气坏\n");
        assertEquals(
                new TreeSet<>(Set.of(
                        "The sum is ⟶ The sum is 42",
                        "The sum is ⟶ The sum is 43",
                        "The sum is ⟶ The sum is 44",
                        "今天天气 ⟶ 今天天气好",
                        "今天天气 ⟶ 今天天气坏")),
                names(Inputs.judgements(answers).counts().items()));
    }

    @Test
    void weightsAreSummedAndOrderDoesNotMatter() {
        Path one = inputs.text("one.csv", "prompt,chosen,rejected,weight\np,a,b,0.1\np,b,c,2\np,a,b,0.2\n");
        Path two = inputs.text("two.csv", "weight,rejected,chosen,prompt\n0.2,b,a,p\n0.1,b,a,p\n2,c,b,p\n");
        Reading.Judgements read = Inputs.judgements(one);
        assertEquals(
                Map.of("p ⟶ a|p ⟶ b", "0.30000000000000004 0 0 0", "p ⟶ b|p ⟶ c", "2 0 0 0"),
                Inputs.table(read.counts()));
        assertEquals(read.counts(), Inputs.judgements(two).counts());
    }

    @Test
    void conversationsAreTheSameInJsonAndInParquet() {
        String json = """
                {"prompt":[{"role":"user","content":"Which?"}],"chosen":[{"role":"assistant","content":"a"}],"rejected":[{"role":"assistant","content":"b"}]}
                {"prompt":[{"content":"Which?","role":"user","name":null}],"chosen":[{"content":"b","role":"assistant"}],"rejected":[{"role":"assistant","content":"c"}]}
                """;
        Reading.Judgements read = Inputs.judgements(inputs.text("data.jsonl", json));
        assertEquals(
                Map.of("Which? ⟶ a|Which? ⟶ b", "1 0 0 0", "Which? ⟶ b|Which? ⟶ c", "1 0 0 0"),
                Inputs.table(read.counts()));
        Path parquet = inputs.parquet("data.parquet", """
                SELECT [{'content': 'Which?', 'role': 'user'}] AS prompt, [{'content': c, 'role': 'assistant'}] AS chosen,
                [{'content': r, 'role': 'assistant', 'name': NULL}] AS rejected FROM (VALUES ('a', 'b'), ('b', 'c')) t(c, r)
                """);
        assertEquals(read.counts(), Inputs.judgements(parquet).counts());
        assertEquals(read.profile(), Inputs.judgements(parquet).profile());
    }

    @Test
    void thePromptMayBeInsideTheConversations() {
        String user = "{\"role\":\"user\",\"content\":\"Which?\"}";
        String row =
                "{\"chosen\":[%s,{\"role\":\"assistant\",\"content\":\"%s\"}],\"rejected\":[%s,{\"role\":\"assistant\",\"content\":\"%s\"}]}\n";
        String json = row.formatted(user, "a", user, "b") + row.formatted(user, "b", user, "c");
        Reading.Judgements read = Inputs.judgements(inputs.text("data.jsonl", json));
        assertEquals(
                Map.of("Which? ⟶ a|Which? ⟶ b", "1 0 0 0", "Which? ⟶ b|Which? ⟶ c", "1 0 0 0"),
                Inputs.table(read.counts()));
        assertEquals(new PromptProfile(2, 1, 1, 3, 1, 2, 0, 0), read.profile().orElseThrow());
    }

    @Test
    void thePromptMayBeInsideTheTexts() {
        String row = "\"\n\nHuman: %1$s\n\nAssistant: %2$s\",\"\n\nHuman: %1$s\n\nAssistant: %3$s\"\n";
        String csv = "chosen,rejected\n" + row.formatted("Which?", "a", "b") + row.formatted("Which?", "b", "c")
                + row.formatted("Who?", "b", "c");
        Reading.Judgements read = Inputs.judgements(inputs.text("data.csv", csv));
        assertEquals(new PromptProfile(3, 2, 1, 5, 1, 3, 0, 0), read.profile().orElseThrow());
        assertEquals(
                "Which? ⟶ Human: Which? Assistant: a",
                names(read.counts().items()).first());
    }

    /** They begin with the same words, which are no part of the question. */
    @Test
    void answersThatBeginAlikeHaveTheSamePrompt() {
        String row = "\"\n\nHuman: Which?\n\nAssistant: %s\",\"\n\nHuman: Which?\n\nAssistant: %s\"\n";
        String csv = "chosen,rejected\n" + row.formatted("I think a", "I think b") + row.formatted("I think b", "c");
        Reading.Judgements read = Inputs.judgements(inputs.text("data.csv", csv));
        assertEquals(new PromptProfile(2, 1, 1, 3, 1, 2, 0, 0), read.profile().orElseThrow());
    }

    @Test
    void namesDoNotDependOnWhichOpponentCameFirst() {
        String one = "The sky is blue,The sky is green\n";
        String two = "The sky is blue,The sea is deep\n";
        Reading.Judgements read = Inputs.judgements(inputs.text("one.csv", "chosen,rejected\n" + one + two));
        assertEquals(
                read.counts(),
                Inputs.judgements(inputs.text("two.csv", "chosen,rejected\n" + two + one))
                        .counts());
        assertEquals(
                new TreeSet<>(List.of("The sky is blue", "The sky is ⟶ The sky is green", "The ⟶ The sea is deep")),
                names(read.counts().items()));
    }

    @Test
    void aTextAndMessagesHaveNoPromptInCommon() {
        assertEquals(
                "data.jsonl:1: chosen and rejected must both be texts or both be lists of messages; --skip-bad-rows"
                        + " leaves such rows out",
                inputs.refusal(inputs.text("data.jsonl", "{\"chosen\":\"a\",\"rejected\":[{\"role\":\"user\"}]}\n")));
    }

    @Test
    void textsWithoutAnyPromptAreOptionsAsTheyAre() {
        Reading.Judgements read =
                Inputs.judgements(inputs.text("data.csv", "chosen,rejected\nBuy now,Save more\nSave more,Try it\n"));
        assertEquals(
                Map.of("Buy now|Save more", "1 0 0 0", "Save more|Try it", "1 0 0 0"), Inputs.table(read.counts()));
        assertEquals(0, read.profile().orElseThrow().prompts());
    }

    @Test
    void theSameTextUnderAnotherPromptIsAnotherOption() {
        PromptProfile profile = unshared(inputs.text("data.csv", "prompt,chosen,rejected\np,yes,no\nq,yes,maybe\n"));
        assertEquals(4, profile.options());
        PromptProfile split = unshared(inputs.text("data.csv", "prompt,chosen,rejected\nab,c,no\na,bc,maybe\n"));
        assertEquals(4, split.options());
    }

    @Test
    void aTextThatLooksLikeAMessageIsNone() {
        String json = "{\"prompt\":\"p\",\"chosen\":\"[{\\\"role\\\": 1}]\",\"rejected\":[{\"role\":1}]}\n";
        assertEquals(2, unshared(inputs.text("data.jsonl", json)).options());
    }

    @Test
    void missingTextsAreRefusedAndEmptyOnesAreNot() {
        assertEquals(
                "data.jsonl:2: prompt is missing; write the text; --skip-bad-rows leaves such rows out",
                inputs.refusal(
                        inputs.text(
                                "data.jsonl",
                                "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}\n{\"prompt\":null,\"chosen\":\"a\",\"rejected\":\"b\"}\n")));
        assertEquals(
                2,
                unshared(inputs.text("data.csv", "prompt,chosen,rejected\np,a,\n"))
                        .options());
    }

    @Test
    void severalFilesShareTheirOptions() {
        Path one = inputs.text("one.csv", "prompt,chosen,rejected\np,a,b\n");
        Path two = inputs.parquet("two.parquet", "SELECT 'p' AS prompt, 'b' AS chosen, 'c' AS rejected");
        assertEquals(0, unshared(one).sharedOptions());
        assertEquals(
                Map.of("p ⟶ a|p ⟶ b", "1 0 0 0", "p ⟶ b|p ⟶ c", "1 0 0 0"),
                Inputs.table(Inputs.judgements(one, two).counts()));
    }
}
