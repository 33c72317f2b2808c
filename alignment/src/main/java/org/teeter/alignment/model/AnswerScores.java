package org.teeter.alignment.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.alignment.tensor.Torch;

/**
 * How probable given answers to given prompts are under a decoder.
 *
 * <pre>{@code log π(y | x) = Σ_t log softmax(z_t)[y_t]}</pre>
 *
 * <p>over the tokens of the answer, its end included, where z_t are the logits after the prompt and the answer's first t - 1 tokens.
 * Sequences are padded on the right; logits are made at the answers' positions only, and the logarithm of the softmax is taken in
 * single precision (double where the weights are) whatever the type of the weights. Everything lives in the scope of the caller.
 */
public final class AnswerScores {
    /** Logits of so many numbers are made at once: 256 MB in single precision. */
    private static final long CHUNK = 1L << 26;

    private final AnswerBatch batch;
    private final HiddenStates states;
    private final Tensor tokens; // (N)

    private AnswerScores(AnswerBatch batch, HiddenStates states, Tensor tokens) {
        this.batch = batch;
        this.states = states;
        this.tokens = tokens;
    }

    /**
     * Scores answers.
     *
     * @param recomputed whether the backward pass computes the blocks again instead of keeping their insides ({@link HiddenStates})
     */
    public static AnswerScores of(Decoder decoder, List<int[]> prompts, List<int[]> answers, boolean recomputed) {
        prompts.forEach(decoder.config()::requireIds);
        answers.forEach(decoder.config()::requireIds);
        AnswerBatch batch =
                AnswerBatch.of(prompts, answers, decoder.parameters().placement());
        HiddenStates states = HiddenStates.of(decoder, batch.ids(), recomputed);
        return new AnswerScores(batch, states, tokenLogProbabilities(decoder, states.last(), batch));
    }

    /** The log-probabilities (B) of the answers, in order; differentiable. */
    public static Tensor logProbabilities(Decoder decoder, List<int[]> prompts, List<int[]> answers) {
        return Torch.tidy(() -> of(decoder, prompts, answers, false).logProbabilities());
    }

    /** The log-probabilities (B) of the answers, in order. */
    public Tensor logProbabilities() {
        return batch.sums(tokens);
    }

    /** The log-probability of each token, one answer after the other, (N). */
    public Tensor tokens() {
        return tokens;
    }

    /** Adds the gradient of a loss, which was computed from these scores, to that of the weights. */
    public void backward(Tensor loss) {
        states.backward(loss);
    }

    private static Tensor tokenLogProbabilities(Decoder decoder, Tensor hidden, AnswerBatch batch) {
        Tensor before = batch.before(hidden); // (N, D)
        long rows = Math.max(1, CHUNK / decoder.config().vocabulary());
        List<Tensor> parts = new ArrayList<>();
        for (long from = 0; from < batch.tokens(); from += rows) {
            long start = from;
            long count = Math.min(rows, batch.tokens() - from);
            parts.add(Torch.tidy(() -> chosen(
                    decoder.logits(before.narrow(0, start, count)), // (count, V)
                    batch.targets().narrow(0, start, count))));
        }
        return parts.size() == 1 ? parts.get(0) : torch.cat(new TensorVector(parts.toArray(new Tensor[0])), 0);
    }

    private static Tensor chosen(Tensor logits, Tensor targets) {
        ScalarType type = logits.scalar_type().intern() == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
        Tensor log = torch.log_softmax(logits, -1, new ScalarTypeOptional(type));
        return log.gather(1, targets.unsqueeze(1)).squeeze(1);
    }
}
