package org.teeter.lm.loss;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.teeter.link.EffectiveLink;

/**
 * Robust DPO (rDPO): the loss whose mean over labels flipped with probability ε is the DPO loss of the clean ones. It can be negative.
 *
 * <pre>{@code [−(1−ε)·log σ(β·Δ) + ε·log σ(−β·Δ)] / (1−2ε)    [M62]}</pre>
 *
 * <p>Ray Chowdhury, Kini and Natarajan (2024), Provably robust DPO, equation 12; TRL's {@code robust}.
 *
 * @param beta as of {@link Dpo}
 * @param smoothing ε, in [0, 1/2)
 */
public record RobustDpo(double beta, double smoothing) implements ReferenceLoss {
    public RobustDpo {
        PreferenceLoss.requirePositive("beta", beta);
        if (!(0 <= smoothing && smoothing < 0.5)) {
            throw new IllegalArgumentException("the share of flipped labels must be in [0, 0.5), got " + smoothing);
        }
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        // With φ = ε/(1−2ε) the weights (1−ε)/(1−2ε) and −ε/(1−2ε) are 1+φ and −φ: smoothing by −φ.
        return Formulas.smoothed(ScoredAnswers.lead(rewards(batch)), -smoothing / (1 - 2 * smoothing));
    }

    @Override
    public String name() {
        return LossName.RDPO.toString();
    }

    @Override
    public Optional<EffectiveLink> effectiveLink() {
        return Optional.of(EffectiveLink.robust(smoothing));
    }
}
