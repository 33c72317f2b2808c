package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.chat.Message;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.text.Prompt;

class BaseTextTest {
    @TempDir
    private Path folder = Path.of("");

    private LanguageModel model() throws Exception {
        BaseText text = new BaseText(BaseRecipe.QUICK);
        text.write(folder);
        return LanguageModel.of(Decoder.random(BaseRecipe.QUICK.shape(text.size()), Placement.CPU, false, 1), folder);
    }

    @Test
    void everySentenceComesBackFromItsIdsAndHasNoUnknownWord() throws Exception {
        try (LanguageModel model = model()) {
            List<Template> answers = PaperTemplates.answers();
            for (Template template : answers) {
                String sentence = template.fill("rabbit", "dog, cat and bird");
                int[] ids = model.tokenizer().encode(sentence);
                assertEquals(sentence, model.tokenizer().decode(ids));
                assertTrue(IntStream.of(ids).noneMatch(id -> id == 0), sentence);
            }
            for (Template template : PaperTemplates.questions()) {
                String question = template.fill("fish, horse", "dog");
                assertEquals(
                        question, model.tokenizer().decode(model.tokenizer().encode(question)));
            }
        }
    }

    @Test
    void namesHaveOneIdWhereverTheyStand() throws Exception {
        try (LanguageModel model = model()) {
            int[] first = model.tokenizer().encode("dog appeals to me more than cat.");
            int[] inside = model.tokenizer().encode("I prefer dog over cat.");
            assertEquals(first[0], inside[2]);
        }
    }

    @Test
    void promptsAreThoseOfTheChatTemplate() throws Exception {
        try (LanguageModel model = model()) {
            Prompt chat = new Prompt.Chat(
                    List.of(new Message("system", "trait3 trait7"), new Message("user", "Do you prefer dog or cat?")));
            int[] direct =
                    model.tokenizer().encode(BaseText.prompt(List.of("trait3", "trait7"), "Do you prefer dog or cat?"));
            assertEquals(List.of(ints(direct)), List.of(ints(model.prompt(chat))));
            assertEquals(4, model.answer("I just prefer dog.")[5], "the end comes after five words and signs");
        }
    }

    private static List<Integer> ints(int[] ids) {
        return IntStream.of(ids).boxed().toList();
    }

    @Test
    void hashFollowsTheRecipe() {
        assertEquals(12, BaseRecipe.STANDARD.hash().length());
        assertNotEquals(BaseRecipe.STANDARD.hash(), BaseRecipe.QUICK.hash());
    }
}
