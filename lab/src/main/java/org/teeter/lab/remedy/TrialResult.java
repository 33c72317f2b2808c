package org.teeter.lab.remedy;

import org.teeter.lab.experiment.Keyed;
import org.teeter.lab.experiment.PairResult;

/**
 * What came of a trial.
 *
 * @param judgements that were trained on
 * @param drawn the share of the moved pair among them
 * @param asked reading of the pair that nobody judged
 * @param moved reading of the pair whose share moves
 * @param lastLoss the mean loss of the last tenth of the steps
 */
public record TrialResult(
        String key, Trial trial, int judgements, double drawn, PairResult asked, PairResult moved, double lastLoss)
        implements Keyed {}
