package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.Answered;
import org.teeter.lm.dataset.Demonstration;
import org.teeter.lm.dataset.Examples;
import org.teeter.lm.dataset.LabelledAnswer;
import org.teeter.lm.text.Prompt;

/**
 * Examples in words as the ids that a model reads and writes: the prompt with the opening of an answer, and each answer with its end.
 * An example that is too long is refused, or left out where a length is given; none is cut.
 */
public final class ExampleEncoder {
    private static final int MOST_NAMED = 20;

    private final LanguageModel model;
    private final OptionalInt longest;

    /**
     * By a model's tokenizer and chat template.
     *
     * @param longest tokens of a prompt with an answer beyond which an example is left out; if empty, one that is longer than the
     *     model's positions is refused
     */
    public ExampleEncoder(LanguageModel model, OptionalInt longest) {
        this.model = model;
        this.longest = longest;
    }

    /**
     * Examples in ids, those that are too long left out.
     *
     * @param words the same examples in words
     * @param leftOut what is said of those that were left out; empty if none was
     */
    public record Encoded<T, E extends Example>(List<T> words, List<E> ids, String leftOut) {
        public Encoded {
            words = List.copyOf(words);
            ids = List.copyOf(ids);
        }
    }

    /** Answers to imitate. */
    public Encoded<Demonstration, Example.Shown> shown(Examples<Demonstration> examples) {
        return encoded(examples, this::shown);
    }

    /** A text without a prompt whose tokenizer opens nothing begins after its own first token, which nothing predicts. */
    private Example.Shown shown(Demonstration example) {
        int[] prompt = model.prompt(example.prompt());
        int[] answer = model.answer(example.prompt(), example.completion());
        int first = prompt.length == 0 ? 1 : 0;
        return new Example.Shown(
                Tokens.of(first > 0 ? Arrays.copyOf(answer, 1) : prompt),
                Tokens.of(Arrays.copyOfRange(answer, Math.min(first, answer.length), answer.length)));
    }

    /** Rankings; a pair is one of two. */
    public Encoded<Answered, Example.Ranked> rankings(Examples<? extends Answered> examples) {
        return encoded(
                examples,
                ranking -> new Example.Ranked(
                        prompt(ranking.prompt()),
                        ranking.completions().stream()
                                .map(completion -> answer(ranking.prompt(), completion))
                                .toList()));
    }

    /** Answers judged one by one. */
    public Encoded<LabelledAnswer, Example.Labelled> labelled(Examples<LabelledAnswer> examples) {
        return encoded(
                examples,
                example -> new Example.Labelled(
                        prompt(example.prompt()), answer(example.prompt(), example.completion()), example.desirable()));
    }

    private Tokens prompt(Prompt prompt) {
        return Tokens.of(model.prompt(prompt));
    }

    private Tokens answer(Prompt prompt, String completion) {
        return Tokens.of(model.answer(prompt, completion));
    }

    /** Says of which example a refusal is. */
    private static <E> E placed(String place, Supplier<E> encode) {
        try {
            return encode.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private <T, E extends Example> Encoded<T, E> encoded(Examples<? extends T> examples, Function<T, E> encode) {
        int positions = model.decoder().config().maxPositions();
        int most = Math.min(positions, longest.orElse(positions));
        List<T> words = new ArrayList<>();
        List<E> ids = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        for (int k = 0; k < examples.examples().size(); k++) {
            T example = examples.examples().get(k);
            E encoded = placed(examples.places().get(k), () -> encode.apply(example));
            int length = 0;
            for (Tokens answer : encoded.answers()) {
                length = Math.max(length, encoded.prompt().length() + answer.length());
            }
            if (length > most) {
                tooLong.add(examples.places().get(k) + " (" + length + " tokens)");
            } else {
                words.add(example);
                ids.add(encoded);
            }
        }
        if (tooLong.isEmpty()) {
            return new Encoded<>(words, ids, "");
        }
        int all = examples.examples().size();
        String named = String.join(", ", tooLong.subList(0, Math.min(MOST_NAMED, tooLong.size())))
                + (tooLong.size() > MOST_NAMED ? " and " + (tooLong.size() - MOST_NAMED) + " more" : "");
        String which = tooLong.size() + " of " + all + (all == 1 ? " example has" : " examples have") + " more than "
                + most + " tokens with an answer: " + named;
        if (longest.isEmpty()) {
            throw new IllegalArgumentException(which + "; the model has " + positions
                    + " positions (max_position_embeddings); shorten them, or leave them out with --max-length "
                    + most);
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(which + "; no example is left");
        }
        return new Encoded<>(words, ids, which + "; they were left out");
    }
}
