package org.teeter.lm.loss;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.teeter.link.EffectiveLink;

/**
 * A loss on answers whose order of preference is known, one number a prompt. Of a pair, c is the chosen and r the rejected answer;
 * Δ = (log π_θ(c) − log π_ref(c)) − (log π_θ(r) − log π_ref(r)); σ the logistic function.
 *
 * <p>All are computed by log σ and log-sum-exp, so they neither overflow nor lose their slope where an answer is nearly certain.
 */
public sealed interface PreferenceLoss permits ReferenceLoss, Cpo, SimPo, Orpo, Pro {

    /** The loss of each prompt (B), differentiable by the policy's log-probabilities. */
    Tensor losses(ScoredAnswers batch);

    /** What trainers log as the rewards of the answers (B, K), linear in the log-probabilities. */
    Tensor rewards(ScoredAnswers batch);

    /** What trainers log as the log-probabilities of the answers (B, K): of losses of means over tokens, those. */
    default Tensor logged(ScoredAnswers batch) {
        return batch.policy();
    }

    /** The parts of it that trainers log, by TRL's names, each (B). */
    default Map<String, Tensor> terms(ScoredAnswers batch) {
        return Map.of();
    }

    /** Whether it compares the policy with a reference model. */
    boolean needsReference();

    /** Whether it takes more than two answers to a prompt. */
    default boolean ranks() {
        return false;
    }

    /** What it is called: a word of {@link LossName}. */
    String name();

    /**
     * What it drives the lead β·Δ of two answers to [M78]. Empty for losses that are not of that lead alone.
     */
    default Optional<EffectiveLink> effectiveLink() {
        return Optional.empty();
    }

    static void requirePositive(String name, double value) {
        if (!(0 < value && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
        }
    }

    static void requireWeight(String name, double value) {
        if (!(0 <= value && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be zero or more and finite, got " + value);
        }
    }
}
