package org.teeter.lm.ask;

/**
 * The preference that the reward implies which training by DPO has put into a policy.
 *
 * <pre>{@code p_t = σ(β Δ_t),  Δ_t = log π(y_ti|x)/π_ref(y_ti|x) - log π(y_tj|x)/π_ref(y_tj|x)}</pre>
 *
 * <p>y_ti is template t with winner i. p_t is the probability that DPO's model gives to a judgement for i when both answers have
 * template t (Rafailov et al. 2023, Eq. 6); as in the data all templates are equally likely, p is the plain mean of p_t.
 *
 * @param preference the mean of p_t over the templates
 * @param ofMeanReward σ of the mean of β Δ_t: the preference at the mean reward, less drawn to 1/2 by templates that disagree
 */
public record ImplicitPreference(double preference, double ofMeanReward) {

    static ImplicitPreference of(double beta, double[] delta) {
        double sum = 0;
        double rewards = 0;
        for (double d : delta) {
            sum += sigmoid(beta * d);
            rewards += beta * d;
        }
        return new ImplicitPreference(sum / delta.length, sigmoid(rewards / delta.length));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
