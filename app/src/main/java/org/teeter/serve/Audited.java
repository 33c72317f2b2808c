package org.teeter.serve;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An audit that is done, whose data are kept to be fitted again. */
public interface Audited extends AutoCloseable {

    /** What was found. */
    Found found();

    /** Whether {@link #refit} has an answer: of judgements of pairs of named options, without conditions. */
    boolean isChangeable();

    /**
     * Fits the data anew, changed as is asked.
     *
     * @return scores before and after
     * @throws RuntimeException whose message {@link Auditor#told} has
     */
    ObjectNode refit(JsonNode asked);

    @Override
    void close();
}
