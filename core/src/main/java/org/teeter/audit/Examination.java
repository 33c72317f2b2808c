package org.teeter.audit;

import java.util.List;
import java.util.Optional;
import org.teeter.graph.Parts;

/** What is worked out of one fit, by whatever suits its model. */
interface Examination {
    Sources sources();

    Parts parts();

    Answers answers(AuditRequest request, Scope scope, Progress progress);

    /** The finding of one pair. */
    Finding worst(int i, int j);

    /** {@code dp_ij/dy_e}. */
    double sensitivity(int i, int j, int e);

    List<Double> standardErrors();

    /** Whether no sensitivity exceeds the index of its source. */
    boolean isCertified();

    /** The sum of all leverages, where all are known. */
    Optional<Foster> foster();

    /** For each source the share of the evidence for i over j that runs through it, from its first item to its second. */
    double[] flows(int i, int j);
}
