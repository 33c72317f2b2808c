package org.teeter.lm.loss;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.teeter.link.EffectiveLink;

/**
 * Direct preference optimisation.
 *
 * <pre>{@code −log σ(β·Δ)    [M60]}</pre>
 *
 * <p>Rafailov et al. (2023), Direct Preference Optimization, equation 7; TRL's {@code sigmoid}. Where policy and reference agree it
 * is log 2.
 *
 * @param beta strength of the pull to the reference, per nat
 */
public record Dpo(double beta) implements ReferenceLoss {
    public Dpo {
        PreferenceLoss.requirePositive("beta", beta);
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        return Formulas.smoothed(ScoredAnswers.lead(rewards(batch)), 0);
    }

    @Override
    public String name() {
        return LossName.DPO.toString();
    }

    @Override
    public Optional<EffectiveLink> effectiveLink() {
        return Optional.of(EffectiveLink.logistic());
    }
}
