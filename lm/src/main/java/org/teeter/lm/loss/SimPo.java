package org.teeter.lm.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Simple preference optimisation: no reference, log-probabilities per token, and a margin.
 *
 * <pre>{@code −log σ(β·(log π_θ(c)/|c| − log π_θ(r)/|r|) − γ)    [M66]}</pre>
 *
 * <p>Meng, Xia and Chen (2024), SimPO, equation 6; TRL's CPO trainer with {@code loss_type="simpo"}, {@code cpo_alpha=0}.
 *
 * @param beta per nat and token
 * @param margin γ, the lead that is asked for, in log-odds
 */
public record SimPo(double beta, double margin) implements PreferenceLoss {
    public SimPo {
        PreferenceLoss.requirePositive("beta", beta);
        PreferenceLoss.requireWeight("the margin", margin);
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        return Formulas.smoothed(ScoredAnswers.lead(rewards(batch)).sub(new Scalar(margin)), 0);
    }

    @Override
    public Tensor logged(ScoredAnswers batch) {
        return batch.policyPerToken();
    }

    @Override
    public Tensor rewards(ScoredAnswers batch) {
        return batch.policyPerToken().mul(new Scalar(beta));
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public String name() {
        return LossName.SIMPO.toString();
    }
}
