/** Language models: checkpoints, losses, training and asking. */
@org.jspecify.annotations.NullMarked
module org.teeter.lm {
    requires static transitive org.jspecify;
    requires ai.djl.tokenizers;
    requires org.bytedeco.openblas;
    requires transitive org.teeter.core;
    requires transitive org.teeter.tabular;
    requires transitive org.bytedeco.javacpp;
    requires transitive org.bytedeco.pytorch;
    requires transitive org.teeter.chat;
    requires transitive tools.jackson.databind;

    exports org.teeter.lm.ask;
    exports org.teeter.lm.checkpoint;
    exports org.teeter.lm.dataset;
    exports org.teeter.lm.loss;
    exports org.teeter.lm.model;
    exports org.teeter.lm.tensor;
    exports org.teeter.lm.text;
    exports org.teeter.lm.train;
}
