/**
 * Links, models, counts, estimators, sensitivity and audit of fitted preference models; needs nothing but the JDK.
 *
 * <p>Begin with {@link org.teeter.data.Tally}, which counts judgements, {@link org.teeter.fit.Estimator}, which fits a model to them, and
 * {@link org.teeter.audit.Audit}, which tells how far each judgement moves each prediction.
 */
@org.jspecify.annotations.NullMarked
module org.teeter.core {
    requires static org.jspecify;

    exports org.teeter.audit;
    exports org.teeter.data;
    exports org.teeter.evidence;
    exports org.teeter.fit;
    exports org.teeter.graph;
    exports org.teeter.head;
    exports org.teeter.infer;
    exports org.teeter.link;
    exports org.teeter.loss;
    exports org.teeter.model;
    exports org.teeter.paper;
    exports org.teeter.remedy;
    exports org.teeter.plan;
    exports org.teeter.random;
    exports org.teeter.tip;
    exports org.teeter.votes;
}
