package org.teeter.lm.loss;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

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
        Tensor ratio = Formulas.smoothed(lead(batch), 0);
        return Formulas.imitation(batch).add(ratio, new Scalar(beta));
    }

    /** log odds(c) − log odds(r) (B). */
    private static Tensor lead(ScoredAnswers batch) {
        Tensor mean = batch.policyPerToken();
        return ScoredAnswers.lead(mean.sub(mean.expm1().neg().log()));
    }

    @Override
    public Tensor logged(ScoredAnswers batch) {
        return batch.policyPerToken();
    }

    @Override
    public Map<String, Tensor> terms(ScoredAnswers batch) {
        Map<String, Tensor> terms = new LinkedHashMap<>();
        Tensor lead = lead(batch);
        terms.put("nll_loss", Formulas.imitation(batch));
        terms.put("log_odds_ratio", torch.log_sigmoid(lead));
        terms.put("log_odds_chosen", lead);
        return terms;
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
        return LossName.ORPO.toString();
    }
}
