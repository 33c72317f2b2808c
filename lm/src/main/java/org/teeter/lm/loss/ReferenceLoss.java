package org.teeter.lm.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A loss of implicit rewards: {@code β·r}, r being how far the policy's log-probability of an answer lies above the reference's. */
public sealed interface ReferenceLoss extends PreferenceLoss
        permits Dpo, ConservativeDpo, RobustDpo, Ipo, Hinge, PlackettLuceDpo {

    /** β, how strongly the policy is pulled to the reference, per nat. */
    double beta();

    @Override
    default Tensor rewards(ScoredAnswers batch) {
        return batch.logRatios().mul(new Scalar(beta()));
    }

    @Override
    default boolean needsReference() {
        return true;
    }
}
