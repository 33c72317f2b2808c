package org.teeter.alignment.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Odds-ratio preference optimisation: imitation of the chosen answer, and its odds above those of the rejected one.
 *
 * <pre>{@code −log P(c) − β·log σ(log odds(c) − log odds(r)),  log P(y) = log π_θ(y)/|y|,  odds = P/(1−P)    [M67]}</pre>
 *
 * <p>Hong, Lee and Thorne (2024), ORPO, equations 3 to 7, whose λ is β. The imitation is of the answer, as in LLaMA-Factory; TRL's
 * takes in the prompt's tokens as well. An answer with P = 1 in the type's precision has infinite odds, and the loss says so by not
 * being finite.
 *
 * @param beta λ, weight of the odds ratio
 */
public record Orpo(double beta) implements PreferenceLoss {
    public Orpo {
        PreferenceLoss.requirePositive("beta", beta);
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        Tensor mean = batch.policyPerToken();
        Tensor logOdds = mean.sub(mean.expm1().neg().log());
        Tensor ratio = Formulas.smoothed(ScoredAnswers.lead(logOdds), 0);
        return Formulas.imitation(batch).add(ratio, new Scalar(beta));
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
        return "orpo";
    }
}
