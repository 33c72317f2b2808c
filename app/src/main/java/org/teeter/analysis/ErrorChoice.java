package org.teeter.analysis;

/**
 * How sure scores are, and by which reckoning.
 *
 * @param errors whether standard errors are wanted
 * @param robust whether they are those of the sandwich, right also where the model is not, and else of the observed information
 * @param clustered whether the sandwich is that of raters, whose judgements go together
 * @param draws of a bootstrap, whose standard deviations and ranks take their place; 0 for none
 * @param ranks whether to say where each item may stand
 * @param quasi whether quasi-variances are wanted
 * @param check whether to tell how well the model holds
 */
public record ErrorChoice(
        boolean errors,
        boolean robust,
        boolean clustered,
        int draws,
        long seed,
        boolean ranks,
        boolean quasi,
        boolean check) {}
