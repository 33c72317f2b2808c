package org.teeter.lm.ask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.tensor.Torch;
import org.teeter.lm.text.Prompt;

/**
 * A language model that answers.
 *
 * <p>Scores are those of an answer as the tokenizer cuts it. A model can also write it in other tokens, which sampling would find and
 * scoring does not, so that a scored probability is a lower bound, in practice a close one.
 *
 * @param model its words; stays its owner's
 * @param decoder the weights that answer, the model's or trained from them; stays its owner's
 * @param prompts the ids of a prompt
 * @param answers the ids of an answer after a prompt
 */
public record ModelRespondent(
        LanguageModel model,
        Decoder decoder,
        Function<Prompt, int[]> prompts,
        BiFunction<Prompt, String, int[]> answers)
        implements Respondent {
    /** Sequences scored together. */
    private static final int BATCH = 64;

    /** The model as it is. */
    public ModelRespondent(LanguageModel model) {
        this(model, model.decoder(), model::prompt, model::answer);
    }

    @Override
    public List<Sampled> sample(Prompt prompt, Sampling sampling, int n, long seed) {
        List<Sampled> sampled = new ArrayList<>();
        for (int[] ids : sampling.draw(decoder, prompts.apply(prompt), model.ends(), n, seed)) {
            boolean ended = ids.length > 0 && model.ends().contains(ids[ids.length - 1]);
            sampled.add(new Sampled(model.tokenizer().decode(ids), ended));
        }
        return sampled;
    }

    @Override
    public String spelled(String answer) {
        return model.tokenizer().decode(model.tokenizer().encode(answer));
    }

    @Override
    public double[] logProbabilities(Prompt prompt, List<String> completions) {
        int[] asked = prompts.apply(prompt);
        double[] scores = new double[completions.size()];
        for (int from = 0; from < scores.length; from += BATCH) {
            List<int[]> batch = completions.subList(from, Math.min(scores.length, from + BATCH)).stream()
                    .map(completion -> answers.apply(prompt, completion))
                    .toList();
            try (NoGradGuard guard = new NoGradGuard();
                    PointerScope scope = new PointerScope()) {
                double[] found = Torch.toDoubles(
                        AnswerScores.logProbabilities(decoder, Collections.nCopies(batch.size(), asked), batch));
                System.arraycopy(found, 0, scores, from, found.length);
            }
        }
        return scores;
    }
}
