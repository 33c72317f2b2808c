package org.teeter.lm.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of a reward model on K answers to a prompt, best first: the negative log-likelihood of the order under the Plackett-Luce
 * model of its rewards, for K = 2 the Bradley-Terry model.
 *
 * <pre>{@code
 * −Σ_{k=1}^{K−1} [s_k − log Σ_{j≥k} exp s_j] + c·(Σ_k s_k)²    [M71]
 * K = 2, with a margin m:  −log σ(s_1 − s_2 − m) + c·(s_1 + s_2)²
 * }</pre>
 *
 * <p>Ouyang et al. (2022), equation 1; the margin of Touvron et al. (2023), equation 2; the centring of Eisenstein et al. (2023), as in
 * TRL's reward trainer, where c is {@code center_rewards_coefficient}.
 *
 * @param centring c, which draws each prompt's rewards to mean zero: the order says nothing of their level
 */
public record RewardLoss(double centring) {
    public RewardLoss {
        PreferenceLoss.requireWeight("the weight of centring", centring);
    }

    /** The loss of each prompt (B), of rewards (B, K). */
    public Tensor losses(Tensor rewards) {
        return centred(Formulas.plackettLuce(rewards), rewards);
    }

    /** The loss of each pair (B) that the data ask to be {@code margins} (B) apart, of rewards (B, 2). */
    public Tensor losses(Tensor rewards, Tensor margins) {
        return centred(Formulas.smoothed(ScoredAnswers.lead(rewards).sub(margins), 0), rewards);
    }

    private Tensor centred(Tensor losses, Tensor rewards) {
        return centring == 0 ? losses : losses.add(rewards.sum(1).square(), new Scalar(centring));
    }
}
