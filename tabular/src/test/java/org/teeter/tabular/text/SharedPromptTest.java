package org.teeter.tabular.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedPromptTest {
    /** ~ is an empty line; the prompt ends where | is, and nothing is shared where there is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "~Human: Tea?~Assistant:| I think so;~Human: Tea?~Assistant:| I think not",
                "~Human: Tea?~Assistant:| Yes;~Human: Tea?~Assistant:| Yes, two",
                "~Human: Tea?~Assistant:| Yes;~Human: Tea?~Assistant:|",
                "~Assistant: a~Human: b~Assistant:| c;~Assistant: a~Human: b~Assistant:| d",
                "~Assistant:| a~Human: b~Assistant: c;~Assistant:| a~Human: x~Assistant: c",
                "~Human: Assistant:| Tea;~Human: Assistant:| Milk",
                "The sky is| blue.;The sky is| green.",
                "Is it?|Yes;Is it?|No",
                "👍|🏽 a;👍|🏿 a",
                "|Buy now;|Save more",
                "|The sky is blue;|The sky is blue and vast",
            })
    void textsShareTheirPrompt(String chosen, String rejected) {
        assertEquals(chosen.replace("~", "\n\n").indexOf('|'), SharedPrompt.ofTexts(text(chosen), text(rejected)));
        assertEquals(rejected.replace("~", "\n\n").indexOf('|'), SharedPrompt.ofTexts(text(rejected), text(chosen)));
    }

    private static String text(String marked) {
        return marked.replace("~", "\n\n").replace("|", "");
    }

    @Test
    void messagesShareWholeOnes() {
        assertEquals(2, SharedPrompt.ofMessages(List.of("q", "a", "b"), List.of("q", "a", "c")));
        assertEquals(0, SharedPrompt.ofMessages(List.of("a", "b"), List.of("c", "b")));
        assertEquals(0, SharedPrompt.ofMessages(List.of("q"), List.of("q", "a")));
        assertEquals(0, SharedPrompt.ofMessages(List.of(), List.of("a")));
    }
}
