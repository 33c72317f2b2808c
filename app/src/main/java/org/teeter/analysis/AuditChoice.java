package org.teeter.analysis;

import java.util.List;
import java.util.OptionalInt;
import org.teeter.audit.AuditRequest;
import org.teeter.loss.TrainingLoss;

/**
 * What an audit is to tell.
 *
 * @param request of the audit itself
 * @param asIfUnobserved whether the judgements of the one named target are left out
 * @param tips how many findings are followed to where they tip; if nothing is said, some, and fewer where fits take long
 * @param losses under which the findings are read too
 */
public record AuditChoice(AuditRequest request, boolean asIfUnobserved, OptionalInt tips, List<TrainingLoss> losses) {
    public AuditChoice {
        losses = List.copyOf(losses);
    }
}
