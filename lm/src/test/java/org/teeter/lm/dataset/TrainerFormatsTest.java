package org.teeter.lm.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.chat.Message;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.bytes.InputException;

/** Files as other trainers take them: what is told of their columns is read, and what is proposed can be told. */
class TrainerFormatsTest {
    @TempDir
    Path folder = Path.of("");

    private Path file(String row) throws IOException {
        return Files.writeString(folder.resolve("train.jsonl"), row.replace('\'', '"') + "\n");
    }

    private static List<PreferencePair> read(Path file, Map<String, String> told) throws IOException {
        return ExampleFile.read(List.of(file), ExampleKind.PAIRS, new ExampleFile.Options(told, Optional.empty(), true))
                .examples();
    }

    private static String refusal(Path file, Map<String, String> told) {
        String said = String.valueOf(
                assertThrows(InputException.class, () -> read(file, told)).getMessage());
        return said.substring(said.indexOf("train.jsonl") + "train.jsonl:".length());
    }

    /** LLaMA-Factory's layout of preferences with a column system. */
    @Test
    void whatAModelIsToldIsBeforeTheConversation() throws IOException {
        String row = "{'system':'Be brief.','conversations':[{'from':'human','value':'q'}],"
                + "'chosen':{'from':'gpt','value':'good'},'rejected':{'from':'gpt','value':'bad'}}";
        Map<String, String> told = Map.of("prompt", "system+conversations");
        Message asked = new Message("user", "q");
        List<Message> both = List.of(new Message("system", "Be brief."), asked);
        assertEquals(List.of(new PreferencePair(new Prompt.Chat(both), "good", "bad")), read(file(row), told));
        List<PreferencePair> untold = List.of(new PreferencePair(new Prompt.Chat(List.of(asked)), "good", "bad"));
        for (String nothing : List.of("''", "null")) {
            assertEquals(untold, read(file(row.replace("'Be brief.'", nothing)), told));
        }
        assertEquals(untold, read(file(row.replace("'system':'Be brief.',", "'system':null,")), told));
        assertEquals(
                "1: chosen and rejected come without a prompt column, but \"system\" and \"conversations\" may be it; say so with"
                        + " --column prompt=system+conversations or leave those columns out if the texts contain their prompt",
                refusal(file(row), Map.of()));
        String twice = "1: system must be a text, and conversations begin with another message than the system's";
        assertEquals(
                twice, refusal(file(row.replace("[{'from'", "[{'from':'system','value':'Be long.'},{'from'")), told));
        assertEquals(twice, refusal(file(row.replace("'Be brief.'", "['Be brief.']")), told));
    }

    /** OpenAI's layout of preferences, of which the first column is no list of records. */
    @Test
    void messagesInAnObjectAreAPrompt() throws IOException {
        String row = "{'input':{'messages':[{'role':'user','content':'q'}],'tools':[],'parallel_tool_calls':true},"
                + "'preferred_output':[{'role':'assistant','content':'good'}],"
                + "'non_preferred_output':[{'role':'assistant','content':'bad'}]}";
        assertEquals(
                "1: there is no column for chosen, got [input, preferred_output, non_preferred_output]; say which column is"
                        + " what, perhaps --column prompt=input --column chosen=preferred_output --column"
                        + " rejected=non_preferred_output",
                refusal(file(row), Map.of()));
        Map<String, String> told =
                Map.of("prompt", "input", "chosen", "preferred_output", "rejected", "non_preferred_output");
        PreferencePair pair = new PreferencePair(new Prompt.Chat(List.of(new Message("user", "q"))), "good", "bad");
        assertEquals(List.of(pair), read(file(row), told));
        assertEquals(List.of(pair, pair), read(file("[" + row + "," + row + "]"), told));
        assertEquals(
                "1: tools are there, which no model here is given; leave such rows out",
                refusal(file(row.replace("'tools':[]", "'tools':[{'name':'f'}]")), told));
    }

    /** A message may be in parts, as models that see images have them; there is no image here. */
    @Test
    void aMessageInPartsIsTheirText() throws IOException {
        String row = "{'prompt':[{'role':'user','content':[{'type':'text','text':'q'},{'type':'text','text':'?'}]}],"
                + "'chosen':[{'role':'assistant','content':[{'type':'text','text':'good'}]}],"
                + "'rejected':[{'role':'assistant','content':'bad'}]}";
        PreferencePair pair = new PreferencePair(new Prompt.Chat(List.of(new Message("user", "q?"))), "good", "bad");
        assertEquals(List.of(pair), read(file(row), Map.of()));
        for (String other : List.of("{'type':'image'}", "{'type':'text','text':7}", "'?'", "{'text':'?'}")) {
            assertEquals(
                    "1: each message of prompt must have a role and a content that are text, got a text and a list",
                    refusal(file(row.replace("{'type':'text','text':'?'}", other)), Map.of()));
        }
        assertEquals(
                "1: each message of rejected must have a role and a content that are text, got a text and a list",
                refusal(file(row.replace("'bad'", "[]")), Map.of()));
    }

    /** Records by their number are a list all the same. */
    @Test
    void anObjectOfRecordsIsAList() throws IOException {
        String row = "{'prompt':'q','chosen':'good','rejected':'bad'}";
        PreferencePair pair = new PreferencePair(new Prompt.Plain("q"), "good", "bad");
        Path numbered = Files.writeString(
                folder.resolve("train.json"), ("{'7':" + row + ",'8':" + row + "}").replace('\'', '"'));
        assertEquals(List.of(pair, pair), read(numbered, Map.of()));
    }

    /** Rows of another trainer say which of them learns from such. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'prompt':'q','completion':'a','label':true | completion, label: train dpo --loss kto",
                "'prompt':'q','completions':['a','b'],'ranks':[1,2] | completions, ranks: train dpo --loss pl",
                "'prompt':'q','completion':'a' | completion, or messages: train sft",
            })
    void whoLearnsFromOtherRowsIsSaid(String fields, String learner) throws IOException {
        String row = "{" + fields + "}";
        String columns = fields.replaceAll("\\[[^]]*]", "")
                .replaceAll("'(\\w+)':[^,]*", "$1")
                .replaceAll(", *", ", ");
        assertEquals(
                "1: chosen is missing; needed are [prompt,] chosen, rejected, got [" + columns + "]; what learns from "
                        + learner,
                refusal(file(row), Map.of()));
    }

    /** A row of many that lacks an answer is no other kind of row. */
    @Test
    void aFieldThatOneRowLacksIsOnlyMissing() throws IOException {
        assertEquals(
                "2: chosen is missing; needed are [prompt,] chosen, rejected, got [prompt, chosen, rejected]",
                refusal(
                        file("{'prompt':'q','chosen':'a','rejected':'b'}\n{'prompt':'q','chosen':null,'rejected':'b'}"),
                        Map.of()));
    }

    @Test
    void columnsAreNamedWhereNoneIsThePrompt() throws IOException {
        assertEquals(
                "1: chosen and rejected share no beginning that could be the prompt; add a column prompt, or say which it"
                        + " is with --column prompt=…, got [asked, chosen, rejected]",
                refusal(file("{'asked':'q','chosen':'good','rejected':'bad'}"), Map.of()));
    }

    /** What nobody reads of a message is said once, and where it is empty there is nothing to say. */
    @Test
    void whatMessagesHoldBesideTheirTextIsSaid() throws IOException {
        String row = "{'prompt':[{'role':'user','content':'q','name':null}],"
                + "'chosen':[{'role':'assistant','content':'good','reasoning_content':'hm','tool_calls':[],'id':7}],"
                + "'rejected':[{'role':'assistant','content':'bad','reasoning_content':''}]}";
        assertEquals(
                List.of("of messages, not used: id, reasoning_content"),
                ExampleFile.read(
                                List.of(file(row + "\n" + row)),
                                ExampleKind.PAIRS,
                                new ExampleFile.Options(Map.of(), Optional.empty(), true))
                        .sources()
                        .get(0)
                        .notes());
        assertEquals(
                List.of(),
                ExampleFile.read(
                                List.of(file(row.replaceAll(",'(id|reasoning_content)':('hm'|7)", ""))),
                                ExampleKind.PAIRS,
                                new ExampleFile.Options(Map.of(), Optional.empty(), true))
                        .sources()
                        .get(0)
                        .notes());
    }

    /** What is proposed for answers under other names can be told, and is read then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'instruction':'q','input':'','output':'a'} | [instruction, input, output] | --column prompt=instruction+input --column completion=output",
                "{'prompt':'q','response':'a'} | [prompt, response] | --column completion=response",
                "{'id':1,'conversations':[{'from':'human','value':'q'},{'from':'gpt','value':'a'}]} | [id, conversations] | --column messages=conversations",
            })
    void answersUnderOtherNamesAreProposed(String row, String columns, String options) throws IOException {
        Path file = file(row);
        String said = String.valueOf(assertThrows(InputException.class, () -> ExampleFile.demonstrations(file))
                .getMessage());
        assertEquals(
                file + ":1: there is no column for completion, got " + columns + "; say which column is what, perhaps "
                        + options,
                said);
        Map<String, String> told = Arrays.stream(options.substring(9).split(" --column ", -1))
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        Demonstration read = ExampleFile.read(
                        List.of(file),
                        ExampleKind.DEMONSTRATIONS,
                        new ExampleFile.Options(told, Optional.empty(), true))
                .examples()
                .get(0);
        assertEquals("a", read.completion());
        assertEquals(
                told.containsKey("messages")
                        ? new Prompt.Chat(List.of(new Message("user", "q")))
                        : new Prompt.Plain("q"),
                read.prompt());
    }
}
