package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.List;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.Demonstration;
import org.teeter.lm.dataset.LabelledAnswer;
import org.teeter.lm.dataset.PreferencePair;
import org.teeter.lm.dataset.RankedAnswers;
import org.teeter.lm.text.Prompt;

/**
 * Examples in words as the ids that a model reads and writes: the prompt with the opening of an answer, and each answer with its end.
 * An example that is longer than the model's positions is refused, not cut.
 */
public final class ExampleEncoder {
    private final LanguageModel model;

    /** By this model's tokenizer and chat template. */
    public ExampleEncoder(LanguageModel model) {
        this.model = model;
    }

    /** Answers to imitate. */
    public List<Example.Shown> shown(List<Demonstration> examples) {
        List<Example.Shown> encoded = new ArrayList<>();
        for (Demonstration example : examples) {
            Tokens prompt = prompt(example.prompt());
            encoded.add(
                    fitting(encoded.size(), new Example.Shown(prompt, answer(example.prompt(), example.completion()))));
        }
        return encoded;
    }

    /** Pairs, as rankings of two. */
    public List<Example.Ranked> pairs(List<PreferencePair> examples) {
        List<Example.Ranked> encoded = new ArrayList<>();
        for (PreferencePair pair : examples) {
            List<Tokens> answers =
                    List.of(answer(pair.prompt(), pair.chosen()), answer(pair.prompt(), pair.rejected()));
            encoded.add(fitting(encoded.size(), new Example.Ranked(prompt(pair.prompt()), answers)));
        }
        return encoded;
    }

    /** Rankings. */
    public List<Example.Ranked> rankings(List<RankedAnswers> examples) {
        List<Example.Ranked> encoded = new ArrayList<>();
        for (RankedAnswers ranking : examples) {
            List<Tokens> answers = ranking.completions().stream()
                    .map(completion -> answer(ranking.prompt(), completion))
                    .toList();
            encoded.add(fitting(encoded.size(), new Example.Ranked(prompt(ranking.prompt()), answers)));
        }
        return encoded;
    }

    /** Answers judged one by one. */
    public List<Example.Labelled> labelled(List<LabelledAnswer> examples) {
        List<Example.Labelled> encoded = new ArrayList<>();
        for (LabelledAnswer example : examples) {
            Tokens answer = answer(example.prompt(), example.completion());
            encoded.add(fitting(
                    encoded.size(), new Example.Labelled(prompt(example.prompt()), answer, example.desirable())));
        }
        return encoded;
    }

    private Tokens prompt(Prompt prompt) {
        return Tokens.of(model.prompt(prompt));
    }

    private Tokens answer(Prompt prompt, String completion) {
        return Tokens.of(model.answer(prompt, completion));
    }

    private <E extends Example> E fitting(int before, E example) {
        int most = model.decoder().config().maxPositions();
        for (Tokens answer : example.answers()) {
            int length = example.prompt().length() + answer.length();
            if (length > most) {
                throw new IllegalArgumentException("example " + (before + 1) + " has " + length
                        + " tokens with its answer, but the model has " + most
                        + " positions (max_position_embeddings); shorten it or leave it out");
            }
        }
        return example;
    }
}
