package org.teeter.lm.ask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.tensor.Torch;
import org.teeter.lm.text.Prompt;

/**
 * A language model that answers.
 *
 * <p>Scores are those of an answer as the tokenizer cuts it. A model can also write it in other tokens, which sampling would find and
 * scoring does not, so that a scored probability is a lower bound, in practice a close one.
 *
 * @param model stays its owner's
 */
public record ModelRespondent(LanguageModel model) implements Respondent {
    /** Sequences scored together. */
    private static final int BATCH = 64;

    @Override
    public List<Sampled> sample(Prompt prompt, Sampling sampling, int n, long seed) {
        List<Sampled> answers = new ArrayList<>();
        for (int[] ids : sampling.draw(model.decoder(), model.prompt(prompt), model.ends(), n, seed)) {
            boolean ended = ids.length > 0 && model.ends().contains(ids[ids.length - 1]);
            answers.add(new Sampled(model.tokenizer().decode(ids), ended));
        }
        return answers;
    }

    @Override
    public String spelled(String answer) {
        return model.tokenizer().decode(model.tokenizer().encode(answer));
    }

    @Override
    public double[] logProbabilities(Prompt prompt, List<String> answers) {
        int[] asked = model.prompt(prompt);
        double[] scores = new double[answers.size()];
        for (int from = 0; from < scores.length; from += BATCH) {
            List<int[]> batch = answers.subList(from, Math.min(scores.length, from + BATCH)).stream()
                    .map(answer -> model.answer(prompt, answer))
                    .toList();
            try (NoGradGuard guard = new NoGradGuard();
                    PointerScope scope = new PointerScope()) {
                double[] found = Torch.toDoubles(AnswerScores.logProbabilities(
                        model.decoder(), Collections.nCopies(batch.size(), asked), batch));
                System.arraycopy(found, 0, scores, from, found.length);
            }
        }
        return scores;
    }
}
