package org.teeter.lm.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The forms that several losses share. */
final class Formulas {
    private Formulas() {}

    /** −(1−ε) log σ(z) − ε log σ(−z) [M61]: the logistic loss if a share ε of the labels is taken as flipped. */
    static Tensor smoothed(Tensor z, double epsilon) {
        Tensor loss = torch.log_sigmoid(z).mul(new Scalar(epsilon - 1));
        return epsilon == 0 ? loss : loss.sub(torch.log_sigmoid(z.neg()).mul(new Scalar(epsilon)));
    }

    /**
     * −Σ_{k<K} [s_k − log Σ_{j≥k} exp s_j] [M68] of scores {@code s} (B, K) in order of preference; (B).
     *
     * <p>Each term is −log σ(s_k − log Σ_{j>k} exp s_j): a difference of scores, exact where the sum would have swallowed it, and for
     * K = 2 the very bits of the logistic loss.
     */
    static Tensor plackettLuce(Tensor s) {
        long answers = s.size(1);
        Tensor loss = choice(s.select(1, 0), s.narrow(1, 1, answers - 1));
        for (long k = 1; k < answers - 1; k++) {
            loss = loss.add(choice(s.select(1, k), s.narrow(1, k + 1, answers - k - 1)));
        }
        return loss;
    }

    /** −log of the probability exp s / (exp s + Σ exp others) that the first is chosen; s (B), others (B, n), the result (B). */
    static Tensor choice(Tensor s, Tensor others) {
        return smoothed(s.sub(torch.logsumexp(others, 1)), 0);
    }

    /** −log π_θ(best) / |best| (B): the cost of imitating the best answer, per token of it. */
    static Tensor imitation(ScoredAnswers batch) {
        return ScoredAnswers.first(batch.policyPerToken()).neg();
    }
}
