package org.teeter.lab.experiment;

import java.util.Map;
import java.util.Optional;
import org.teeter.link.EffectiveLink;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.lm.loss.LossName;
import org.teeter.lm.loss.LossParameter;
import org.teeter.lm.loss.PreferenceLoss;
import org.teeter.paper.Sensitivity;

/**
 * What theory says of a method of training: where the {@link EffectiveLink} of its loss puts the three pairs. The preference model says
 * {@code σ(x_13)}; the policy's frequency has log-odds {@code log-odds of the reference + x_13/β}. Imitation learns the policy itself.
 */
public record Theory(Job.Method method) {

    /** Whether a loss has one: whether what it drives options to is a lead of rewards. */
    public static boolean isOf(LossName loss) {
        Optional<PreferenceLoss> some = loss.with(Map.of(LossParameter.SMOOTHING, 0.0));
        return loss == LossName.SFT
                || some.flatMap(PreferenceLoss::effectiveLink).isPresent();
    }

    private EffectiveLink link() {
        return method.preferenceLoss().flatMap(PreferenceLoss::effectiveLink).orElseGet(EffectiveLink::logistic);
    }

    /** The lead that a stated probability is driven to; infinite where the loss has no minimum, or pulls without end. */
    public double lead(double y) {
        return link().lead(y);
    }

    /** The lead of 1 over 3; NaN where two infinite leads oppose each other. */
    public double composed(double y12, double y23) {
        return lead(y12) + lead(y23);
    }

    /** The policy's frequency for a lead, from a reference that prefers the first option with probability {@code reference}. */
    public double frequency(double lead, double reference) {
        boolean imitates = method.loss() == LossName.SFT;
        return sigmoid(imitates ? lead : logit(reference) + lead / method.beta());
    }

    /**
     * The Bradley-Terry prediction of p_13, the paper's Eq. (3), which is {@code σ(lead)} for DPO.
     *
     * <p>At the ends, where p_23 is 0 or 1, it is the limit.
     */
    public static double bradleyTerry(double p12, double p23) {
        if (p12 == 0 || p12 == 1 || p23 == 0 || p23 == 1) {
            return sigmoid(logit(p12) + logit(p23));
        }
        return Sensitivity.of(new Logistic(), Probability.of(p12), Probability.of(p23))
                .p()
                .p();
    }

    static double logit(double p) {
        return Probability.of(p).logit();
    }

    static double sigmoid(double x) {
        return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
    }
}
