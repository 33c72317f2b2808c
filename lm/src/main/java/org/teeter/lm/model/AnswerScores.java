package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Torch;

/**
 * How probable given answers to given prompts are under a decoder.
 *
 * <pre>{@code log π(y | x) = Σ_t log softmax(z_t)[y_t]}</pre>
 *
 * <p>over the tokens of the answer, its end included, where z_t are the logits after the prompt and the answer's first t - 1 tokens.
 * A beginning that several sequences share is computed once; logits are made where an answer's token comes next only, and the logarithm of the softmax is taken in
 * single precision (double where the weights are) whatever the type of the weights. Everything lives in the scope of the caller.
 */
public final class AnswerScores {
    /** Logits of so many numbers are made at once: 256 MB in single precision. */
    private static final long CHUNK = 1L << 26;

    private final AnswerBatch batch;
    private final HiddenStates states;
    private final Tensor tokens; // (N), in the batch's order
    private final Optional<TokenReadings> readings;

    private AnswerScores(AnswerBatch batch, HiddenStates states, Tensor tokens, Optional<TokenReadings> readings) {
        this.batch = batch;
        this.states = states;
        this.tokens = tokens;
        this.readings = readings;
    }

    /**
     * Scores answers.
     *
     * @param recomputed whether the backward pass computes the blocks again instead of keeping their insides ({@link HiddenStates})
     */
    public static AnswerScores of(Decoder decoder, List<int[]> prompts, List<int[]> answers, boolean recomputed) {
        return of(decoder, prompts, answers, recomputed, false);
    }

    /** The same, and what else the logits say of each answer, for {@link #readings}. */
    public static AnswerScores read(Decoder decoder, List<int[]> prompts, List<int[]> answers, boolean recomputed) {
        return of(decoder, prompts, answers, recomputed, true);
    }

    private static AnswerScores of(
            Decoder decoder, List<int[]> prompts, List<int[]> answers, boolean recomputed, boolean read) {
        prompts.forEach(decoder.config()::requireIds);
        answers.forEach(decoder.config()::requireIds);
        AnswerBatch batch =
                AnswerBatch.of(prompts, answers, decoder.parameters().placement());
        HiddenStates states = HiddenStates.of(decoder, batch.layout(), batch.before(), recomputed);
        List<Tensor> columns = ofTokens(decoder, states.last(), batch, read);
        return new AnswerScores(
                batch,
                states,
                columns.get(0),
                read
                        ? Optional.of(new TokenReadings(
                                batch.sums(columns.get(1)), batch.sums(columns.get(2)), batch.sums(columns.get(3))))
                        : Optional.empty());
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
        return batch.inAnswers(tokens);
    }

    /** What else the logits say of each answer, if they were {@link #read}. */
    public TokenReadings readings() {
        return readings.orElseThrow(() -> new IllegalStateException("only AnswerScores.read has readings"));
    }

    /** Adds the gradient of a loss, which was computed from these scores, to that of the weights. */
    public void backward(Tensor loss) {
        states.backward(loss);
    }

    /** Of each token (N) its log-probability, and if wanted its {@link TokenReadings}. */
    private static List<Tensor> ofTokens(Decoder decoder, Tensor hidden, AnswerBatch batch, boolean read) {
        int rows = (int) Math.max(1, CHUNK / decoder.config().vocabulary());
        List<List<Tensor>> parts = new ArrayList<>();
        for (int from = 0; from < batch.nodes(); from += rows) {
            int start = from;
            int count = Math.min(rows, batch.nodes() - from);
            parts.add(Torch.tidyAll(
                    () -> chosen(decoder.logits(hidden.narrow(0, start, count)), batch.following(start, count), read)));
        }
        return parts.size() == 1 ? parts.get(0) : joined(parts);
    }

    private static List<Tensor> joined(List<List<Tensor>> parts) {
        List<Tensor> columns = new ArrayList<>();
        for (int c = 0; c < parts.get(0).size(); c++) {
            int column = c;
            Tensor[] pieces = parts.stream().map(part -> part.get(column)).toArray(Tensor[]::new);
            columns.add(torch.cat(new TensorVector(pieces), 0));
        }
        return columns;
    }

    private static List<Tensor> chosen(Tensor logits, AnswerBatch.Following following, boolean read) {
        ScalarType type = logits.scalar_type().intern() == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
        Tensor log = torch.log_softmax(logits, -1, new ScalarTypeOptional(type)); // (count, V)
        Tensor places = following.rows().mul(new Scalar(log.size(1))).add(following.tokens());
        List<Tensor> columns = new ArrayList<>();
        columns.add(log.reshape(-1).index_select(0, places));
        if (read) {
            columns.addAll(TokenReadings.of(logits, log, following));
        }
        return columns;
    }
}
