package org.teeter.lm.loss;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.teeter.link.EffectiveLink;

/**
 * DPO with label smoothing (cDPO): fits data of which a share ε is flipped, so that its optimum is finite.
 *
 * <pre>{@code −(1−ε)·log σ(β·Δ) − ε·log σ(−β·Δ)    [M61]}</pre>
 *
 * <p>Mitchell (2023), A note on DPO with noisy preferences, equation 3. OpenRLHF, LLaMA-Factory and torchtune have it by the name of
 * label smoothing; TRL's {@code sigmoid} has ignored {@code label_smoothing} without a word since 0.29.
 *
 * @param beta as of {@link Dpo}
 * @param smoothing ε, in [0, 1/2]
 */
public record ConservativeDpo(double beta, double smoothing) implements ReferenceLoss {
    public ConservativeDpo {
        PreferenceLoss.requirePositive("beta", beta);
        if (!(0 <= smoothing && smoothing <= 0.5)) {
            throw new IllegalArgumentException("label smoothing must be in [0, 0.5], got " + smoothing);
        }
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        return Formulas.smoothed(ScoredAnswers.lead(rewards(batch)), smoothing);
    }

    @Override
    public String name() {
        return LossName.CDPO.toString();
    }

    @Override
    public Optional<EffectiveLink> effectiveLink() {
        return Optional.of(EffectiveLink.conservative(smoothing));
    }
}
