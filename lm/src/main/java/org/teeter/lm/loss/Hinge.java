package org.teeter.lm.loss;

import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.teeter.link.EffectiveLink;

/**
 * The hinge loss of RSO and SLiC: nothing to learn from a pair once its lead is 1/β.
 *
 * <pre>{@code max(0, 1 − β·Δ)    [M64]}</pre>
 *
 * <p>Liu et al. (2024), Statistical rejection sampling improves preference optimization, equation 11; TRL's {@code hinge}. Where
 * policy and reference agree it is 1.
 *
 * @param beta as of {@link Dpo}; 1/β is the margin
 */
public record Hinge(double beta) implements ReferenceLoss {
    public Hinge {
        PreferenceLoss.requirePositive("beta", beta);
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        return torch.relu(ScoredAnswers.lead(rewards(batch)).neg().add(new Scalar(1.0)));
    }

    @Override
    public String name() {
        return LossName.HINGE.toString();
    }

    @Override
    public Optional<EffectiveLink> effectiveLink() {
        return Optional.of(EffectiveLink.sign());
    }
}
