package org.teeter.lm.loss;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What a loss knows of K answers to each of B prompts, best first. All tensors are (B, K) and floating.
 *
 * @param policy log π_θ, the sum over an answer's tokens, its end included; in nats
 * @param reference log π_ref of the same answers; empty where no reference is used
 * @param tokens |y|, number of tokens in each sum
 * @param worth r*, how good each answer is on a scale of its own, best first; empty where only the order is known
 */
public record ScoredAnswers(Tensor policy, Optional<Tensor> reference, Tensor tokens, Optional<Tensor> worth) {

    public ScoredAnswers {
        if (policy.dim() != 2 || policy.size(1) < 2) {
            throw new IllegalArgumentException(
                    "log-probabilities must be (prompts, answers) with two answers or more, got shape "
                            + shape(policy));
        }
        requireSameShape("reference", policy, reference.orElse(policy));
        requireSameShape("tokens", policy, tokens);
        requireSameShape("worth", policy, worth.orElse(policy));
    }

    /** Answers of which only the order is known. */
    public ScoredAnswers(Tensor policy, Optional<Tensor> reference, Tensor tokens) {
        this(policy, reference, tokens, Optional.empty());
    }

    /** K, answers to a prompt. */
    public long answers() {
        return policy.size(1);
    }

    /** r = log π_θ − log π_ref (B, K). */
    Tensor logRatios() {
        return policy.sub(reference.orElseThrow(() -> new IllegalArgumentException(
                "this loss compares with a reference model, whose log-probabilities are not given")));
    }

    /** log π_θ / |y| (B, K): the mean over an answer's tokens. */
    Tensor policyPerToken() {
        return policy.div(tokens);
    }

    /** x of the chosen less x of the rejected answer (B), of {@code x} (B, 2). */
    static Tensor lead(Tensor x) {
        if (x.size(1) != 2) {
            throw new IllegalArgumentException("this loss is of pairs, got " + x.size(1)
                    + " answers a prompt; break them into pairs, or use a Plackett-Luce loss");
        }
        return first(x).sub(x.select(1, 1));
    }

    /** x of the best answer (B). */
    static Tensor first(Tensor x) {
        return x.select(1, 0);
    }

    private static void requireSameShape(String name, Tensor policy, Tensor other) {
        if (!Arrays.equals(policy.shape(), other.shape())) {
            throw new IllegalArgumentException(
                    name + " must have the shape of the log-probabilities, " + shape(policy) + ", got " + shape(other));
        }
    }

    private static String shape(Tensor tensor) {
        return Arrays.toString(tensor.shape());
    }
}
