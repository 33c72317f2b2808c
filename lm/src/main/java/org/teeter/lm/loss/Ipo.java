package org.teeter.lm.loss;

import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.teeter.link.EffectiveLink;

/**
 * Identity preference optimisation: draws the lead to a finite aim, however sure the data are.
 *
 * <pre>{@code (Δ − 1/(2β))²,  or with the log-ratios divided by |c| and |r| before the difference    [M63]}</pre>
 *
 * <p>Azar et al. (2024), A general theoretical paradigm, equation 17, whose τ is β. The form per token is TRL's and
 * LLaMA-Factory's {@code ipo}; the plain sum is OpenRLHF's and the first DPO code's.
 *
 * @param beta τ; of log-ratios per token where {@code perToken}, of their sums otherwise
 * @param perToken whether to divide by the answers' lengths
 */
public record Ipo(double beta, boolean perToken) implements ReferenceLoss {
    public Ipo {
        PreferenceLoss.requirePositive("beta", beta);
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        Tensor ratios = batch.logRatios();
        Tensor lead = ScoredAnswers.lead(perToken ? ratios.div(batch.tokens()) : ratios);
        return lead.sub(new Scalar(1 / (2 * beta))).square();
    }

    @Override
    public String name() {
        return (perToken ? LossName.IPO : LossName.IPO_SUM).toString();
    }

    @Override
    public Optional<EffectiveLink> effectiveLink() {
        return perToken ? Optional.empty() : Optional.of(EffectiveLink.identity());
    }
}
