package org.teeter.lm.loss;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Contrastive preference optimisation: DPO without a reference, held by imitating the chosen answer.
 *
 * <pre>{@code −(1−ε)·log σ(β·Δ′) − ε·log σ(−β·Δ′) − α·log π_θ(c)/|c|,  Δ′ = log π_θ(c) − log π_θ(r)    [M65]}</pre>
 *
 * <p>Xu et al. (2024), Contrastive preference optimization, equations 3 to 5. TRL averages the imitation over all tokens of a
 * micro-batch; here it is a mean of means, so that accumulated batches give the gradient of a whole one. For one pair they are equal.
 *
 * @param beta per nat
 * @param smoothing ε, in [0, 1/2]
 * @param imitation α, weight of imitating the chosen answer; TRL's {@code cpo_alpha}, 1 by default
 */
public record Cpo(double beta, double smoothing, double imitation) implements PreferenceLoss {
    public Cpo {
        PreferenceLoss.requirePositive("beta", beta);
        PreferenceLoss.requireWeight("the weight of imitation", imitation);
        if (!(0 <= smoothing && smoothing <= 0.5)) {
            throw new IllegalArgumentException("label smoothing must be in [0, 0.5], got " + smoothing);
        }
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        Tensor contrast = Formulas.smoothed(ScoredAnswers.lead(rewards(batch)), smoothing);
        return contrast.add(Formulas.imitation(batch), new Scalar(imitation));
    }

    @Override
    public Tensor rewards(ScoredAnswers batch) {
        return batch.policy().mul(new Scalar(beta));
    }

    @Override
    public Map<String, Tensor> terms(ScoredAnswers batch) {
        return Map.of("nll_loss", Formulas.imitation(batch));
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public String name() {
        return LossName.CPO.toString();
    }
}
