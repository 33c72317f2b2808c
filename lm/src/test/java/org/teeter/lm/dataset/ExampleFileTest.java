package org.teeter.lm.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.chat.Message;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.bytes.InputException;

class ExampleFileTest {
    private static final Prompt PLAIN = new Prompt.Plain("Is \"água\" 水?\n\tyes 😀 or\u2028no?");
    private static final Prompt CHAT = new Prompt.Chat(List.of(
            new Message("system", "Be brief."),
            new Message("user", "dog or cat?"),
            new Message("assistant", "Which dog?"),
            new Message("user", "Any, it's ''' all \\ one.")));

    @TempDir
    Path folder = Path.of("");

    private static ExampleFile.Options told(Map<String, String> columns) {
        return new ExampleFile.Options(columns, Optional.empty(), false);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.jsonl"), text);
    }

    private <T extends Answered> void comesBack(ExampleKind<T> kind, List<T> examples) {
        Path lines = folder.resolve("lines.jsonl");
        ExampleFile.writeJsonLines(lines, kind, examples);
        assertEquals(examples, ExampleFile.all(lines, kind));
        Path parquet = folder.resolve("it's [a] file*.parquet");
        ExampleFile.writeParquet(parquet, kind, examples);
        assertEquals(examples, ExampleFile.all(parquet, kind));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrittenComesBack(boolean chat) {
        Prompt prompt = chat ? CHAT : PLAIN;
        comesBack(
                ExampleKind.PAIRS,
                List.of(new PreferencePair(prompt, " a\n", "b 😀"), new PreferencePair(prompt, "", "null")));
        comesBack(ExampleKind.RANKINGS, List.of(new RankedAnswers(prompt, List.of("c", "a", "b"))));
        comesBack(
                ExampleKind.LABELLED,
                List.of(new LabelledAnswer(prompt, "x", true), new LabelledAnswer(prompt, "y", false)));
        comesBack(ExampleKind.DEMONSTRATIONS, List.of(new Demonstration(prompt, "x")));
    }

    @Test
    void rowsOfParquetKeepTheirOrder() {
        List<Demonstration> many = java.util.stream.IntStream.range(0, 300_000)
                .mapToObj(i -> new Demonstration(new Prompt.Plain("question " + i), "answer " + i))
                .toList();
        Path parquet = folder.resolve("many.parquet");
        ExampleFile.writeParquet(parquet, ExampleKind.DEMONSTRATIONS, many);
        assertEquals(many, ExampleFile.demonstrations(parquet));
    }

    /** What TRL 1.16's extract_prompt makes of the same pairs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "The sky is blue.|The sky is green.|The sky is| blue.| green.",
                "Is it? Yes|Is it? No|Is it?| Yes| No",
                "Is it?Yes|Is it?No|Is it?|Yes|No",
                "👍🏽 a|👍🏿 a|👍|🏽 a|🏿 a",
            })
    void promptOfTextsIsTheirCommonBeginning(String chosen, String rejected, String prompt, String a, String b)
            throws IOException {
        Path file = file("{\"chosen\":\"" + chosen + "\",\"rejected\":\"" + rejected + "\"}\n");
        assertEquals(List.of(new PreferencePair(new Prompt.Plain(prompt), a, b)), ExampleFile.pairs(file));
    }

    /** The same cases in {@code SharedPromptTest} of {@code tabular}: what audit takes for the prompt. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "~Human: Tea?~Assistant: I think so|~Human: Tea?~Assistant: I think not|~Human: Tea?~Assistant:| I think so| I think not",
                "~Human: Tea?~Assistant: Yes|~Human: Tea?~Assistant: Yes, two|~Human: Tea?~Assistant:| Yes| Yes, two",
                "~Assistant: a~Human: b~Assistant: c|~Assistant: a~Human: b~Assistant: d|~Assistant: a~Human: b~Assistant:| c| d",
                "~Assistant: a~Human: b~Assistant: c|~Assistant: a~Human: x~Assistant: c|~Assistant:| a~Human: b~Assistant: c| a~Human: x~Assistant: c",
            })
    void promptOfMarkedTurnsEndsWithTheLastSharedMark(String chosen, String rejected, String prompt, String a, String b)
            throws IOException {
        Path file = file("{\"chosen\":\"" + chosen.replace("~", "\\n\\n") + "\",\"rejected\":\""
                + rejected.replace("~", "\\n\\n") + "\"}\n");
        assertEquals(
                List.of(new PreferencePair(
                        new Prompt.Plain(prompt.replace("~", "\n\n")), a.replace("~", "\n\n"), b.replace("~", "\n\n"))),
                ExampleFile.pairs(file));
    }

    @Test
    void promptOfConversationsIsTheMessagesTheyShare() throws IOException {
        Path file = file("""
                {"chosen":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],
                 "rejected":[{"role":"user","content":"q"},{"role":"assistant","content":"b"}],"score":3}
                """.replace("\n ", ""));
        assertEquals(
                List.of(new PreferencePair(new Prompt.Chat(List.of(new Message("user", "q"))), "a", "b")),
                ExampleFile.pairs(file));
    }

    @Test
    void messagesEndWithTheAnswer() throws IOException {
        Path file =
                file("{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\","
                        + "\"tool_calls\":null}]}");
        assertEquals(
                List.of(new Demonstration(new Prompt.Chat(List.of(new Message("user", "q"))), "a")),
                ExampleFile.demonstrations(file));
    }

    @Test
    void rankingsAreSortedByTheirRanks() throws IOException {
        Path file = file("{\"prompt\":\"q\",\"completions\":[\"a\",\"b\",\"c\"],\"ranks\":[7,1,3],\"source\":\"x\"}");
        assertEquals(
                List.of(new RankedAnswers(new Prompt.Plain("q"), List.of("b", "c", "a"))), ExampleFile.rankings(file));
    }

    @Test
    void readsListsGzipByteOrderMarksAndBlankLines() throws IOException {
        String row = "{\"prompt\":\"q ]},[ \\\" \",\"completion\":\"a\"}";
        Demonstration expected = new Demonstration(new Prompt.Plain("q ]},[ \" "), "a");
        for (String text : List.of(
                "[" + row + "]", "\n [\n" + row + "\n]\n\n", "\uFEFF" + row + "\r\n", "\n\n" + row + "\n\n", row)) {
            assertEquals(List.of(expected), ExampleFile.demonstrations(file(text)), text);
            Path zipped = folder.resolve("zipped.jsonl.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            assertEquals(List.of(expected), ExampleFile.demonstrations(zipped), text);
        }
        assertEquals(List.of(expected, expected), ExampleFile.demonstrations(file("[" + row + " , " + row + "]")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prompt\":\"q\",\"chosen\":\"a\"} | 1: rejected is missing; needed are [prompt,] chosen, rejected, got [prompt, chosen]",
                "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":3} | 1: rejected must be a text or a list of messages, got 3",
                "{\"prompt\":\"\",\"chosen\":\"a\",\"rejected\":\"b\"} | 1: prompt is empty; write what the answers answer",
                "{\"chosen\":\"a\",\"rejected\":\"b\"} | 1: chosen and rejected share no beginning that could be the prompt; add a column prompt",
                "{\"chosen\":\"ab\",\"rejected\":\"a\"} | 1: without a column prompt, chosen and rejected must differ before either ends; add the column, or leave the row out",
                "{\"prompt\":\"q\",\"chosen\":[{\"role\":\"user\",\"content\":\"a\"}],\"rejected\":\"b\"} | 1: prompt is a text, so chosen must be one too, got a list; where chosen repeats the prompt, drop the column prompt",
                "{\"prompt\":[{\"role\":\"user\",\"content\":\"a\"}],\"chosen\":[{\"role\":\"user\",\"content\":\"a\"}],\"rejected\":[]} | 1: chosen must be one message of the assistant beyond the prompt, got [user]; where it repeats the prompt, drop the column prompt",
                "{\"prompt\":[{\"role\":\"user\"}],\"chosen\":\"a\",\"rejected\":\"b\"} | 1: each message of prompt must have a role and a content that are text, got a text and nothing",
                "{\"prompt\":\"\\ud800\",\"chosen\":\"a\",\"rejected\":\"b\"} | 1: a string holds half a surrogate pair, which is no character",
                "{\"prompt\":\"q\",\"prompt\":\"q\"} | 1: the key \"prompt\" is there twice",
                "{\"prompt\":[{\"role\":\"user\",\"role\":\"user\"}]} | 1: prompt holds broken JSON (Duplicate Object property \"role\")",
                "{\"prompt\":[{\"role\":\"user\",\"content\":\"\\ud800\"}],\"chosen\":[],\"rejected\":[]} | 1: prompt holds half of a surrogate pair at character 1, which is no text; write the file again from its source",
                "[1] | 1: record 1: a record must be a JSON object with a key for each column, got a bare value",
                "[{\"prompt\":\"q\" | 1: record 1 has no end: the file is truncated, or a bracket or quote is missing",
                "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"b\",\"tools\":[{}]} | 1: tools are there, which no model here is given; leave such rows out",
            })
    void refusesWhatIsNoPair(String text, String problem) throws IOException {
        Path file = file(text);
        InputException e = assertThrows(InputException.class, () -> ExampleFile.pairs(file));
        assertEquals(file + ":" + problem, e.getMessage());
    }

    @Test
    void namesTheLine() throws IOException {
        String good = "{\"prompt\":\"q\",\"completion\":\"a\",\"label\":true}\n";
        Path file = file(good + "\n" + good + "{\"prompt\":\"q\",\"completion\":\"a\",\"label\":2}\n");
        InputException e = assertThrows(InputException.class, () -> ExampleFile.labelled(file));
        assertEquals(file + ":4: label must be true or false, got 2", e.getMessage());
    }

    @Test
    void refusesTiedRanks() throws IOException {
        Path file = file("{\"prompt\":\"q\",\"completions\":[\"a\",\"b\"],\"ranks\":[1,1]}");
        InputException e = assertThrows(InputException.class, () -> ExampleFile.rankings(file));
        assertEquals(
                file
                        + ":1: a ranking must order all its answers, but rank 1 is there twice; drop one of the tied answers,"
                        + " or break the ranking into pairs",
                e.getMessage());
    }

    @Test
    void refusesFilesWithoutExamplesAndTruncatedOnes() throws IOException {
        Path empty = file("\n");
        InputException e = assertThrows(InputException.class, () -> ExampleFile.pairs(empty));
        assertEquals(
                empty + ": there is no example in it; needed are rows with [prompt,] chosen, rejected", e.getMessage());
        Path parquet = folder.resolve("cut.parquet");
        ExampleFile.writeParquet(
                parquet, ExampleKind.DEMONSTRATIONS, List.of(new Demonstration(new Prompt.Plain("q"), "a")));
        byte[] whole = Files.readAllBytes(parquet);
        Files.write(parquet, java.util.Arrays.copyOf(whole, whole.length - 5));
        e = assertThrows(InputException.class, () -> ExampleFile.demonstrations(parquet));
        assertEquals(
                parquet + ": the Parquet file does not end as one must: it is truncated; fetch or write it again",
                e.getMessage());
    }

    @Test
    void aFileHoldsTextsOrMessages() {
        List<Demonstration> mixed = List.of(new Demonstration(PLAIN, "a"), new Demonstration(CHAT, "a"));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> ExampleFile.writeJsonLines(folder.resolve("mixed"), ExampleKind.DEMONSTRATIONS, mixed));
        assertEquals(
                "a file must hold texts or messages, not both; trainers look at its first row only", e.getMessage());
    }

    @Test
    void wholeConversationsBesideATextPrompt() throws IOException {
        String user = "{\"role\":\"user\",\"content\":\"P1\"}";
        String row = "{\"prompt\":\"P1\",\"prompt_id\":\"1\",\"chosen\":[" + user
                + ",{\"role\":\"assistant\",\"content\":\"good\"}],\"rejected\":[" + user
                + ",{\"role\":\"assistant\",\"content\":\"bad\"}],\"score_chosen\":NaN}";
        PreferencePair pair = new PreferencePair(new Prompt.Chat(List.of(new Message("user", "P1"))), "good", "bad");
        assertEquals(List.of(pair), ExampleFile.pairs(file(row)));
        String shared = row.replace("\"role\":\"user\",\"content\"", "\"from\":\"human\",\"value\"")
                .replace("\"role\":\"assistant\",\"content\"", "\"from\":\"gpt\",\"value\"");
        assertEquals(List.of(pair), ExampleFile.pairs(file(shared)));
    }

    /** As LLaMA-Factory has the answers beside a conversation. */
    @Test
    void aMessageByItself() throws IOException {
        PreferencePair pair = new PreferencePair(new Prompt.Chat(List.of(new Message("user", "P1"))), "good", "bad");
        String row =
                "{\"prompt\":[{\"from\":\"human\",\"value\":\"P1\"}],\"chosen\":{\"from\":\"gpt\",\"value\":\"good\"},"
                        + "\"rejected\":{\"from\":\"gpt\",\"value\":\"bad\"}}";
        assertEquals(List.of(pair), ExampleFile.pairs(file(row)));
        Path other = file(row.replace("{\"from\":\"gpt\",\"value\":\"bad\"}", "{\"text\":\"bad\"}"));
        assertEquals(
                other + ":1: rejected must be a text or a list of messages, got an object",
                assertThrows(InputException.class, () -> ExampleFile.pairs(other))
                        .getMessage());
    }

    @Test
    void oneValueInTwoSpellings() throws IOException {
        for (String label : List.of("true", "1", "1.0", "\"True\"", "\"1\"")) {
            Path file = file("{\"prompt\":\"q\",\"completion\":\"a\",\"label\":" + label + "}");
            assertEquals(
                    List.of(new LabelledAnswer(new Prompt.Plain("q"), "a", true)), ExampleFile.labelled(file), label);
        }
        Path ranks = file("{\"prompt\":\"q\",\"completions\":[\"a\",\"b\"],\"ranks\":[2.0,1.0]}");
        assertEquals(List.of(new RankedAnswers(new Prompt.Plain("q"), List.of("b", "a"))), ExampleFile.rankings(ranks));
    }

    @Test
    void promptsAreNeverGuessed() throws IOException {
        Path orca = file("{\"system\":\"s\",\"question\":\"q\",\"chosen\":\"It is a\",\"rejected\":\"It is b\"}");
        InputException e = assertThrows(InputException.class, () -> ExampleFile.pairs(orca));
        assertEquals(
                orca
                        + ":1: chosen and rejected come without a prompt column, but \"system\" and \"question\" may be it; say"
                        + " so with --column prompt=system+question or leave those columns out if the texts contain their"
                        + " prompt",
                e.getMessage());
        Examples<PreferencePair> told =
                ExampleFile.read(List.of(orca), ExampleKind.PAIRS, told(Map.of("prompt", "system+question")));
        assertEquals(List.of(new PreferencePair(new Prompt.Plain("s\nq"), "It is a", "It is b")), told.examples());
        Path same = file("{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"a\"}");
        assertEquals(
                same + ":1: chosen and rejected are the same, and nothing can be learnt of that; leave the row out",
                assertThrows(InputException.class, () -> ExampleFile.pairs(same))
                        .getMessage());
    }

    /** A system text or a context beside the prompt makes two prompts of one, as it does for fit and audit. */
    @Test
    void promptsInTwoColumnsAreNotMerged() throws IOException {
        for (String part : List.of("system", "context", "history", "input", "image", "videos")) {
            Path file = file("{\"prompt\":\"q\",\"" + part + "\":\"one\",\"chosen\":\"a\",\"rejected\":\"b\"}\n"
                    + "{\"prompt\":\"q\",\"" + part + "\":\"two\",\"chosen\":\"b\",\"rejected\":\"a\"}\n");
            assertEquals(
                    file + ": rows with the prompt \"q\" differ in the column \"" + part
                            + "\", which is not read; if it is a part of the prompt, say --column prompt=prompt+" + part
                            + ", else leave it out of the file",
                    assertThrows(InputException.class, () -> ExampleFile.pairs(file))
                            .getMessage());
            assertEquals(
                    List.of("q\none", "q\ntwo"),
                    ExampleFile.read(List.of(file), ExampleKind.PAIRS, told(Map.of("prompt", "prompt+" + part)))
                            .examples()
                            .stream()
                            .map(pair -> ((Prompt.Plain) pair.prompt()).text())
                            .toList());
        }
    }

    @Test
    void aColumnThatIsThereTwiceIsNotGuessed() throws IOException {
        Path file =
                Files.writeString(folder.resolve("twice.csv"), "id,prompt,chosen,rejected,chosen,id\n1,p,a,b,c,1\n");
        assertEquals(
                file
                        + ":1: the column \"chosen\" is there twice; the first line must name the columns, each by its own name",
                assertThrows(InputException.class, () -> ExampleFile.pairs(file))
                        .getMessage());
        Path ids = Files.writeString(folder.resolve("ids.csv"), "id,prompt,chosen,rejected,id\n1,p,a,b,1\n");
        assertEquals(1, ExampleFile.pairs(ids).size());
    }

    /** The same of a part that the first record does not have. */
    @Test
    void partsOfAPromptThatComeLateAreNotMerged() throws IOException {
        Path file = file("""
                {"prompt":"q","chosen":"a","rejected":"b"}
                {"prompt":"q","chosen":"b","rejected":"a","mood":1,"context":"two"}
                """);
        assertEquals(
                file
                        + ": rows with the prompt \"q\" differ in the column \"context\", which is not read; if it is a part of"
                        + " the prompt, say --column prompt=prompt+context and write it in every record, else leave it out"
                        + " of the file",
                assertThrows(InputException.class, () -> ExampleFile.pairs(file))
                        .getMessage());
    }

    /** Answers often begin alike; another column of sentences is what they answer. */
    @Test
    void sentencesBesideTextsWithoutAPromptMayBeIt() throws IOException {
        Path file = file("""
                {"id":1,"ask":"Is it so?","chosen":"It is so","rejected":"It is not"}
                {"id":2,"ask":"Is it not?","chosen":"It is not","rejected":"It is so"}
                """);
        assertEquals(
                file
                        + ": the texts come without a prompt column, but \"ask\" may be it; say so with --column prompt=ask, or"
                        + " --column prompt=none if the texts contain their prompt",
                assertThrows(InputException.class, () -> ExampleFile.pairs(file))
                        .getMessage());
        assertEquals(
                List.of(new Prompt.Plain("Is it so?"), new Prompt.Plain("Is it not?")),
                ExampleFile.read(List.of(file), ExampleKind.PAIRS, told(Map.of("prompt", "ask"))).examples().stream()
                        .map(PreferencePair::prompt)
                        .toList());
        assertEquals(
                new Prompt.Plain("It is"),
                ExampleFile.read(List.of(file), ExampleKind.PAIRS, told(Map.of("prompt", "none")))
                        .examples()
                        .get(0)
                        .prompt());
    }

    @Test
    void severalFilesWithTheirPlacesAndNotes() throws IOException {
        Path one = file("{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"\",\"margin\":3.0}\n");
        Path two = Files.writeString(
                folder.resolve("two.jsonl"), "\n{\"prompt\":\"r\",\"chosen\":\"c\",\"rejected\":\"d\"}\n");
        Examples<PreferencePair> read = ExampleFile.read(List.of(one, two), ExampleKind.PAIRS, told(Map.of()));
        assertEquals(List.of(one + ":1", two + ":2"), read.places());
        assertEquals(List.of("margin"), read.sources().get(0).ignored());
        assertEquals(List.of("1 answer is empty"), read.sources().get(0).notes());
        Path table = Files.writeString(folder.resolve("two.csv"), "prompt,chosen,rejected\nr,c,d\n");
        assertEquals(
                table + ": the file holds the same rows as " + two
                        + ", so that its examples would count twice; name one of" + " the two, or say --allow-repeats",
                assertThrows(
                                InputException.class,
                                () -> ExampleFile.read(List.of(two, table), ExampleKind.PAIRS, told(Map.of())))
                        .getMessage());
        Path copy = Files.copy(two, folder.resolve("copy.jsonl"));
        InputException e = assertThrows(
                InputException.class, () -> ExampleFile.read(List.of(two, copy), ExampleKind.PAIRS, told(Map.of())));
        assertEquals(
                copy + ": the file has the same content as " + two
                        + ", so that its examples would count twice; name it once, or say --allow-repeats",
                e.getMessage());
    }

    /** What a record does not have and a later one has is read there, whatever the first one's keys are. */
    @Test
    void columnsMayComeLate() throws IOException {
        String first = "{\"chosen\":\"The sky is blue.\",\"rejected\":\"The sky is green.\"}\n";
        Path late = file(first + "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"b\",\"score\":1}\n");
        Examples<PreferencePair> read = ExampleFile.read(List.of(late), ExampleKind.PAIRS, told(Map.of()));
        assertEquals(
                List.of(
                        new PreferencePair(new Prompt.Plain("The sky is"), " blue.", " green."),
                        new PreferencePair(new Prompt.Plain("q"), "a", "b")),
                read.examples());
        assertEquals(List.of("score"), read.sources().get(0).ignored());
        Path tools =
                file(first + "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"b\",\"tools\":[{\"name\":\"t\"}]}\n");
        assertEquals(
                tools + ":2: tools are there, which no model here is given; leave such rows out",
                assertThrows(InputException.class, () -> ExampleFile.pairs(tools))
                        .getMessage());
    }

    /** Files that audit reads are read for training too. */
    @Test
    void everyFormatIsRead() throws IOException {
        List<PreferencePair> pairs = List.of(
                new PreferencePair(new Prompt.Plain("q, \"1\"\nor 2?"), "a", "b"),
                new PreferencePair(new Prompt.Plain("p"), "c", ""));
        String csv = "prompt;Chosen;rejected;year\n\"q, \"\"1\"\"\nor 2?\";a;b;1999\np;c;;2000\n";
        Map<String, String> files = Map.of(
                "pairs.csv",
                csv,
                "pairs.tsv",
                csv.replace(';', '\t'),
                "pairs",
                csv,
                "wrapped.json",
                "{\"data\":[{\"prompt\":\"q, \\\"1\\\"\\nor 2?\",\"chosen\":\"a\",\"rejected\":\"b\",\"year\":1999},\n"
                        + "{\"prompt\":\"p\",\"chosen\":\"c\",\"rejected\":\"\",\"year\":2000}]}");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = Files.writeString(folder.resolve(file.getKey()), file.getValue());
            Examples<PreferencePair> read = ExampleFile.read(List.of(path), ExampleKind.PAIRS, told(Map.of()));
            assertEquals(pairs, read.examples(), file.getKey());
            assertEquals(List.of("year"), read.sources().get(0).ignored());
        }
        Path zipped = folder.resolve("shard.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(csv.replace("year", "month").getBytes(StandardCharsets.UTF_8));
        }
        Path labelled = Files.writeString(
                folder.resolve("labelled.csv"), "prompt,completion,label\nq,a,true\nq,b,0\nprompt,completion,label\n");
        InputException e = assertThrows(InputException.class, () -> ExampleFile.labelled(labelled));
        assertEquals(
                labelled + ":4: the row repeats the header, as where files with headers were joined", e.getMessage());
        Path pattern = folder.resolve("*.csv.gz");
        assertEquals(pairs, ExampleFile.pairs(pattern));
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertEquals(
                other + ": there is no column for [prompt,] chosen, rejected, got [a, b]",
                assertThrows(InputException.class, () -> ExampleFile.pairs(other))
                        .getMessage());
    }

    /** The place of an example in a list is its line and its number, since a list may be one line. */
    @Test
    void placesInLists() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.json"),
                "[{\"prompt\":\"q\",\"completion\":\"a\"}, {\"prompt\":\"q\",\"completion\":\"b\"}]");
        assertEquals(
                List.of(list + ":1: record 1", list + ":1: record 2"),
                ExampleFile.read(List.of(list), ExampleKind.DEMONSTRATIONS, told(Map.of()))
                        .places());
    }
}
