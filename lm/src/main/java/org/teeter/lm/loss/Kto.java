package org.teeter.lm.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Kahneman-Tversky optimisation: answers judged one by one, as gains and losses against what the policy does on average.
 *
 * <pre>{@code
 * w_D·(1 − σ(β·(r − z)))  of a desirable,  w_U·(1 − σ(β·(z − r)))  of an undesirable answer    [M70]
 * r = log π_θ(y) − log π_ref(y),  z = max(0, mean of r over mismatched answers of the batch), a constant to the gradient
 * }</pre>
 *
 * <p>Ethayarajh et al. (2024), KTO, equations 7 and 8; TRL's {@code kto}. Where policy and reference agree it is w/2.
 *
 * @param beta as of {@link Dpo}
 * @param desirable w_D
 * @param undesirable w_U
 */
public record Kto(double beta, double desirable, double undesirable) {
    public Kto {
        PreferenceLoss.requirePositive("beta", beta);
        PreferenceLoss.requireWeight("the weight of desirable answers", desirable);
        PreferenceLoss.requireWeight("the weight of undesirable answers", undesirable);
    }

    /**
     * The loss of each answer (B).
     *
     * @param logRatios r (B)
     * @param sign +1 for desirable, −1 for undesirable answers (B)
     * @param mismatched r of answers that belong to another prompt each; any shape, taken as constant
     */
    public Tensor losses(Tensor logRatios, Tensor sign, Tensor mismatched) {
        Tensor z = torch.relu(mismatched.detach().mean());
        Tensor gain = logRatios.sub(z).mul(sign).mul(new Scalar(beta));
        // (w_D + w_U)/2 + sign·(w_D − w_U)/2 is each answer's weight.
        Tensor weight =
                sign.mul(new Scalar((desirable - undesirable) / 2)).add(new Scalar((desirable + undesirable) / 2));
        return weight.mul(torch.sigmoid(gain.neg()));
    }

    /** β·r, what trainers log as rewards. */
    public Tensor rewards(Tensor logRatios) {
        return logRatios.mul(new Scalar(beta));
    }
}
