package org.teeter.lm.loss;

/** A number that a loss may take. */
public enum LossParameter {
    /** β: strength of the pull to the reference, or scale of the reward. */
    BETA,
    /** ε: share of the labels that are taken as flipped. */
    SMOOTHING,
    /** γ: the lead that is asked for, in log-odds. */
    MARGIN,
    /** Weight of imitating the best answer. */
    IMITATION
}
