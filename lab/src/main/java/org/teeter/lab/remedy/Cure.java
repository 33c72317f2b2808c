package org.teeter.lab.remedy;

import org.teeter.lab.experiment.Job;
import org.teeter.lm.loss.LossName;

/**
 * What is done about a fragile prediction.
 *
 * @param name of the option that asks for it
 * @param title of its panel
 * @param change of the judgements
 * @param strength the share ε of labels that are turned round, or that the loss counts as wrong; 0 elsewhere
 * @param method by which a model is trained on what is left
 */
public record Cure(String name, String title, Change change, double strength, Job.Method method) {

    /** What a remedy makes of the judgements. */
    public enum Change {
        /** Nothing. */
        NONE,
        /** A share of every pair's labels is turned round: {@code y → ε + (1 - 2ε) y}. */
        SMOOTHED,
        /** The pair that is asked about is judged too, as often as the others, and ends as the fit says. */
        DIRECT,
        /** Sets of three are ranked instead of pairs, for as many choices: each set as often as any other. */
        SETS
    }

    Cure with(double epsilon) {
        boolean smooths = method.loss() == LossName.CDPO;
        return new Cure(name, title, change, epsilon, smooths ? method.withLoss(LossName.CDPO, epsilon) : method);
    }
}
