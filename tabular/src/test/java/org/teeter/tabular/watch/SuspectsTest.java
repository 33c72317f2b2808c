package org.teeter.tabular.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.reader.Inputs;

class SuspectsTest {
    @TempDir
    private Path folder;

    private List<String> suspects(String... pairs) {
        String csv = "winner,loser\n" + String.join("\n", pairs) + "\n";
        return Inputs.judgements(new Inputs(folder).text("data.csv", csv)).suspects().stream()
                .map(Suspect::toString)
                .toList();
    }

    @Test
    void namesThatDifferInCaseOrWhiteSpaceOnly() {
        assertEquals(
                List.of(
                        "\"Claude\" (judged once) and \"claude\" (2 times) differ only in case, white space or the form of a"
                                + " character",
                        "\"GPT  4\" (judged once) and \"GPT 4\" (2 times) differ only in case, white space or the form of a"
                                + " character"),
                suspects("GPT 4,claude", "GPT 4,claude", "GPT  4,Claude"));
        assertEquals(
                List.of(
                        "\"e\u0301\" (judged once) and \"é\" (2 times) differ only in case, white space or the form of a character"),
                suspects("é,b", "é,b", "e\u0301,b"));
    }

    @Test
    void namesThatDifferInWhatIsNotSeen() {
        for (int c :
                new int[] {0xAD, 0x34F, 0x61C, 0x200B, 0x200D, 0x200E, 0x202E, 0x2060, 0x2066, 0x3164, 0xFE0F, 0xE0041
                }) {
            String name = "gpt" + new String(Character.toChars(c)) + "4";
            assertEquals(
                    List.of(Quoted.of(name)
                            + " (judged once) and \"gpt4\" (2 times) differ only in characters that are not seen,"
                            + " case, white space or the form of a character"),
                    suspects("gpt4,b", "gpt4,b", name + ",b"));
        }
    }

    @Test
    void rareNamesWithALetterTooMuchOrTooLittle() {
        assertEquals(
                List.of("\"Mistrl\" (judged once) and \"Mistral\" (3 times) differ by one letter"),
                suspects("Mistral,Llama", "Mistral,Llama", "Mistral,Llama", "Mistrl,Llama"));
        assertEquals(
                List.of("\"Waever 12l\" (judged once) and \"Weaver 12k\" (2 times) differ by two letters"),
                suspects("Weaver 12k,Llama", "Weaver 12k,Llama", "Waever 12l,Llama"));
    }

    @Test
    void versionsAndShortNamesAreNotSlips() {
        assertEquals(
                List.of(),
                suspects(
                        "gpt-4,gpt-3",
                        "gpt-4,gpt-3",
                        "gpt-5,gpt-3",
                        "Hul,Bol",
                        "Hul,Bol",
                        "Bul,Hul",
                        "lizard048,lizard047"));
    }

    @Test
    void namesThatStandForNothing() {
        assertEquals(
                List.of(
                        "\"NA\" (judged once) is how many write that a name is missing",
                        "\"null\" (judged once) is how many write that a name is missing"),
                suspects("NA,b", "b,null"));
    }

    @Test
    void namesInQuotes() {
        assertEquals(
                List.of(
                        "\"\"b\"\" (judged once) is in quotes, as when white space stands between the separator and a quote"),
                suspects("a, \"b\""));
    }

    @Test
    void oneNumberInTwoSpellings() {
        assertEquals(
                List.of("\"1.0\" (judged once) and \"1\" (2 times) are the same number, written in two ways"),
                suspects("1,2", "2,1", "1.0,2"));
    }
}
