package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;

/** Examples, put to a model. */
final class Answers {
    private Answers() {}

    /** The scores of every answer of every example, one after the other. */
    static AnswerScores score(Decoder decoder, List<? extends Example> examples, boolean recomputed) {
        return put(examples, (prompts, answers) -> AnswerScores.of(decoder, prompts, answers, recomputed));
    }

    /** The same, with what else is to be logged of them. */
    static AnswerScores read(Decoder decoder, List<? extends Example> examples, boolean recomputed) {
        return put(examples, (prompts, answers) -> AnswerScores.read(decoder, prompts, answers, recomputed));
    }

    /** Examples, so many at a time. */
    static <E> List<List<E>> batches(List<E> examples, int batch) {
        List<List<E>> batches = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += Math.min(batch, examples.size() - from)) {
            batches.add(examples.subList(from, (int) Math.min(examples.size(), (long) from + batch)));
        }
        return batches;
    }

    /** All answers of all examples, in the order of the scores. */
    static List<Tokens> of(List<? extends Example> examples) {
        return examples.stream().flatMap(example -> example.answers().stream()).toList();
    }

    /** What a function of prompts and answers, equally many, makes of the examples. */
    static <R> R put(List<? extends Example> examples, BiFunction<List<int[]>, List<int[]>, R> model) {
        List<int[]> prompts = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        for (Example example : examples) {
            for (Tokens answer : example.answers()) {
                prompts.add(example.prompt().shared());
                answers.add(answer.shared());
            }
        }
        return model.apply(prompts, answers);
    }
}
