/** Links, models, counts, estimators, sensitivity and audit of fitted preference models; needs nothing but the JDK. */
@org.jspecify.annotations.NullMarked
module org.teeter.core {
    requires static org.jspecify;

    exports org.teeter.audit;
    exports org.teeter.data;
    exports org.teeter.fit;
    exports org.teeter.graph;
    exports org.teeter.link;
    exports org.teeter.model;
    exports org.teeter.sensitivity;
}
