package org.teeter.alignment.train;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.teeter.alignment.model.AnswerScores;
import org.teeter.alignment.model.Decoder;

/** Examples, put to a decoder. */
final class Answers {
    private Answers() {}

    /** The log-probability of every answer of every example, one after the other; differentiable. */
    static Tensor logProbabilities(Decoder decoder, List<? extends Example> examples) {
        List<int[]> prompts = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        for (Example example : examples) {
            for (Tokens answer : example.answers()) {
                prompts.add(example.prompt().shared());
                answers.add(answer.shared());
            }
        }
        return AnswerScores.logProbabilities(decoder, prompts, answers);
    }
}
