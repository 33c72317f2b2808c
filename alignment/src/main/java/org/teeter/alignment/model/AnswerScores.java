package org.teeter.alignment.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How probable given answers to given prompts are under a decoder.
 *
 * <pre>{@code log π(y | x) = Σ_t log softmax(z_t)[y_t]}</pre>
 *
 * <p>over the tokens of the answer, its end included, where z_t are the logits after the prompt and the answer's first t - 1 tokens.
 * Sequences are padded on the right; logits are made at the answers' positions only, and the logarithm of the softmax is taken in
 * single precision (double where the weights are) whatever the type of the weights.
 */
public final class AnswerScores {
    /** Logits of so many numbers are held at once where no gradient needs them later: 256 MB in single precision. */
    private static final long CHUNK = 1L << 26;

    private AnswerScores() {}

    /** The log-probabilities (B) of the answers, in order; differentiable. */
    public static Tensor logProbabilities(Decoder decoder, List<int[]> prompts, List<int[]> answers) {
        AnswerBatch batch =
                AnswerBatch.of(prompts, answers, decoder.parameters().placement());
        return batch.sums(tokenLogProbabilities(decoder, decoder.hidden(batch.ids()), batch));
    }

    /** The log-probability of each token of each answer, one answer after the other. */
    static Tensor tokenLogProbabilities(Decoder decoder, Tensor hidden, AnswerBatch batch) {
        Tensor before = batch.before(hidden); // (N, D)
        long rows = Math.max(1, CHUNK / decoder.config().vocabulary());
        List<Tensor> parts = new ArrayList<>();
        for (long from = 0; from < batch.tokens(); from += rows) {
            long count = Math.min(rows, batch.tokens() - from);
            Tensor logits = decoder.logits(before.narrow(0, from, count)); // (count, V)
            parts.add(chosen(logits, batch.targets().narrow(0, from, count)));
        }
        return parts.size() == 1 ? parts.get(0) : torch.cat(new TensorVector(parts.toArray(new Tensor[0])), 0);
    }

    private static Tensor chosen(Tensor logits, Tensor targets) {
        ScalarType type = logits.scalar_type().intern() == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
        Tensor log = torch.log_softmax(logits, -1, new ScalarTypeOptional(type));
        return log.gather(1, targets.unsqueeze(1)).squeeze(1);
    }
}
