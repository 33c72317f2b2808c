package org.teeter.lm.loss;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.teeter.link.EffectiveLink;

/**
 * DPO of rankings of K answers, whose implicit rewards are the scores of a Plackett-Luce model.
 *
 * <pre>{@code −Σ_{k=1}^{K−1} [β·r_k − log Σ_{j≥k} exp(β·r_j)],  r_k = log π_θ(y_k) − log π_ref(y_k), best first    [M68]}</pre>
 *
 * <p>Rafailov et al. (2023), appendix A.3. For K = 2 it is {@link Dpo}; where policy and reference agree it is log K!.
 *
 * @param beta as of {@link Dpo}
 */
public record PlackettLuceDpo(double beta) implements ReferenceLoss {
    public PlackettLuceDpo {
        PreferenceLoss.requirePositive("beta", beta);
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        return Formulas.plackettLuce(rewards(batch));
    }

    @Override
    public boolean ranks() {
        return true;
    }

    @Override
    public String name() {
        return LossName.PL.toString();
    }

    @Override
    public Optional<EffectiveLink> effectiveLink() {
        return Optional.of(EffectiveLink.logistic());
    }
}
