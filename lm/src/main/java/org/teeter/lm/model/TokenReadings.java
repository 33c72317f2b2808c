package org.teeter.lm.model;

import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What logits say of an answer beside its probability, each a sum over its tokens (B), their end included, without a gradient.
 *
 * @param entropy of the next token, −Σ_v p_v log p_v, in nats
 * @param hits how many of its tokens are the most probable one; of those that {@link Roundoff} cannot tell apart the one with the smallest
 *     id
 * @param logits the mean over the vocabulary, Σ_v z_v / V
 */
public record TokenReadings(Tensor entropy, Tensor hits, Tensor logits) {

    /** The three of each token that follows, in this order, in the type of {@code log}; the nodes' {@code logits} are (U, V). */
    static List<Tensor> of(Tensor logits, Tensor log, AnswerBatch.Following following) {
        try (NoGradGuard guard = new NoGradGuard()) {
            ScalarType type = log.scalar_type().intern();
            Tensor rows = following.rows();
            Tensor entropy = log.exp().mul_(log).sum(1).neg_();
            Tensor most = log.amax(new long[] {1}, true); // (U, 1)
            Tensor best = log.ge(most.sub(Roundoff.of(logits.scalar_type()).ofTokens(most)))
                    .to(ScalarType.Byte)
                    .argmax(new LongOptional(1), false);
            Tensor hits = best.index_select(0, rows).eq(following.tokens()).to(type);
            Tensor mean = logits.mean(new long[] {1}, false, new ScalarTypeOptional(type));
            return List.of(entropy.index_select(0, rows), hits, mean.index_select(0, rows));
        }
    }
}
