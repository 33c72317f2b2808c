package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.ask.SmallModel;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.Demonstration;
import org.teeter.lm.dataset.Examples;
import org.teeter.lm.text.Prompt;

class ExampleEncoderTest {
    @TempDir
    Path folder = Path.of("");

    /** What answers nothing is learnt from its second token on, where the tokenizer opens nothing. */
    @Test
    void aTextAloneBeginsAfterItsFirstToken() throws IOException {
        Prompt none = new Prompt.Plain("");
        try (LanguageModel model = SmallModel.random(folder, 3, false, "dog", "cat")) {
            int[] text = model.answer(none, "dog cat");
            Example.Shown shown = new ExampleEncoder(model, OptionalInt.empty())
                    .shown(new Examples<>(List.of(new Demonstration(none, "dog cat")), List.of("a:1"), List.of()))
                    .ids()
                    .get(0);
            int opening = model.prompt(none).length;
            assertEquals(Tokens.of(opening > 0 ? model.prompt(none) : Arrays.copyOf(text, 1)), shown.prompt());
            assertEquals(Tokens.of(opening > 0 ? text : Arrays.copyOfRange(text, 1, text.length)), shown.answer());
            assertEquals(3, text.length); // two words and the end
        }
    }
}
