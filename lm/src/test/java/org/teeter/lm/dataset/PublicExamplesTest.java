package org.teeter.lm.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.chat.Message;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.bytes.InputException;

/** Layouts in which examples are published, beyond those of trainers. */
class PublicExamplesTest {
    @TempDir
    Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.jsonl"), text);
    }

    private String refusal(Path file, ExampleKind<?> kind) {
        InputException e = assertThrows(InputException.class, () -> ExampleFile.all(file, kind));
        return String.valueOf(e.getMessage()).replace(folder + "/", "");
    }

    /** What pandas writes of a column of conversations: lists as Python prints them, of NumPy without commas; or JSON. */
    @Test
    void messagesInTheTextsOfATable() throws IOException {
        String header = "id,chosen,rejected\n";
        String asked = "{'role': 'user', 'content': \"What's\\n it?\"}";
        PreferencePair expected =
                new PreferencePair(new Prompt.Chat(List.of(new Message("user", "What's\n it?"))), "It's \"tea\".", "é");
        String good = "{'content': 'It\\'s \"tea\".', 'role': 'assistant'}";
        String bad = "{'content': '\\xe9', 'role': 'assistant', 'weight': None}";
        for (String comma : List.of(", ", "\n ")) {
            String row = "1,\"" + ("[" + asked + comma + good + "]").replace("\"", "\"\"") + "\",\""
                    + ("[" + asked + comma + bad + "]").replace("\"", "\"\"") + "\"\n";
            Path table = Files.writeString(folder.resolve("table.csv"), header + row);
            assertEquals(List.of(expected), ExampleFile.pairs(table));
        }
        String json =
                "[{\"role\":\"user\",\"content\":\"What's\\n it?\"},{\"role\":\"assistant\",\"content\":\"ANSWER\"}]";
        Path table = Files.writeString(
                folder.resolve("table.tsv"),
                "chosen\trejected\n\""
                        + json.replace("ANSWER", "It's \\\"tea\\\".").replace("\"", "\"\"") + "\"\t\""
                        + json.replace("ANSWER", "é").replace("\"", "\"\"") + "\"\n");
        assertEquals(List.of(expected), ExampleFile.pairs(table));
        Path broken = Files.writeString(
                folder.resolve("broken.csv"),
                header + "1,\"[{'role': 'user', 'content': array(['a'])}]\",\"[{'role': 'user'}]\"\n");
        assertEquals(
                "broken.csv:2: chosen holds messages in a text that is neither JSON nor a list as Python prints it; write"
                        + " them as JSON",
                refusal(broken, ExampleKind.PAIRS));
    }

    /** Letters of two columns are no texts to train on. */
    @Test
    void labelsAreNoTexts() throws IOException {
        String rows = """
                {"prompt":"p","response_a":"so","response_b":"no","chosen":"A","rejected":"B"}
                {"prompt":"q","response_a":"hm","response_b":"oh","chosen":"B","rejected":"A"}
                """;
        assertEquals(
                "file.jsonl: chosen and rejected hold labels, which may be the places of what response_a and response_b hold,"
                        + " and no texts; write the texts instead, or say --column chosen=chosen --column rejected=rejected"
                        + " if these are texts",
                refusal(file(rows), ExampleKind.PAIRS));
        assertEquals(
                2,
                ExampleFile.pairs(file(rows.replace("\"B\",\"rej", "\"Bee\",\"rej")))
                        .size());
    }

    /** Answers that contain their prompt need no column for it. */
    @Test
    void promptsAreThereOnce() throws IOException {
        String rows = """
                {"prompt":"Tea? ","chosen":"Tea? Yes.","rejected":"Tea? No."}
                {"prompt":"Milk? ","chosen":"Milk? A bit.","rejected":"Milk? None."}
                """;
        String refused =
                "file.jsonl: all answers begin with their prompt, which would be there twice; leave the column prompt"
                        + " out, or say --column prompt=prompt if that is meant";
        assertEquals(refused, refusal(file(rows), ExampleKind.PAIRS));
        assertEquals(
                " No.",
                ExampleFile.pairs(file(rows.replaceAll("\"prompt\":\"\\w+\\? \",", "")))
                        .get(0)
                        .rejected());
        assertEquals(
                2,
                ExampleFile.pairs(file(rows.replace("Milk? None", "Nothing"))).size());
    }

    /** A conversation in a column of any name may be the prompt of texts that have none; what follows it may be a text. */
    @Test
    void conversationsBesideTexts() throws IOException {
        String row =
                "{\"trajectory\":[{\"from\":\"user\",\"value\":\"Tea? NUMBER\"}],\"chosen\":\"yes\",\"rejected\":\"nor\"}\n";
        String starts = row.replace("nor", "yesterday").replace("yes\"", "yes, I do\"");
        assertEquals(
                "file.jsonl: the texts come without a prompt column, but \"trajectory\" may be it; say so with"
                        + " --column prompt=trajectory, or --column prompt=none if the texts contain their prompt",
                refusal(file(starts.replace("NUMBER", "1") + starts.replace("NUMBER", "2")), ExampleKind.PAIRS));
        assertEquals(
                Stream.of("1", "2")
                        .map(number -> new PreferencePair(
                                new Prompt.Chat(List.of(new Message("user", "Tea? " + number))), "yes", "nor"))
                        .toList(),
                ExampleFile.read(
                                List.of(file(row.replace("NUMBER", "1") + row.replace("NUMBER", "2"))),
                                ExampleKind.PAIRS,
                                new ExampleFile.Options(Map.of("prompt", "trajectory"), Optional.empty(), false))
                        .examples());
    }

    /** As TRL has it for language modelling. */
    @Test
    void textsThatAnswerNothing() throws IOException {
        assertEquals(
                List.of(
                        new Demonstration(new Prompt.Plain(""), "A page about tea."),
                        new Demonstration(new Prompt.Plain(""), "Another one.")),
                ExampleFile.demonstrations(file("""
                        {"title":"about tea","url":"x y","text":"A page about tea."}
                        {"title":"no more","url":"x z","text":"Another one."}
                        """)));
        assertEquals(
                "file.jsonl:1: text is empty, and nothing can be learnt of that; leave the row out",
                refusal(file("{\"text\":\"\"}\n"), ExampleKind.DEMONSTRATIONS));
    }
}
