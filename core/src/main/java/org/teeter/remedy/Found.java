package org.teeter.remedy;

import java.util.Optional;
import org.teeter.audit.Audit;
import org.teeter.fit.Fit;

/**
 * A remedy in its weakest strength that was found to suffice, with the audit after it, or the reason why there is none.
 *
 * @param kind of remedy
 * @param remedy that reaches the goal
 * @param audit of the fit after it, its worst finding refitted
 * @param reason why nothing of this kind reaches the goal; empty where something does
 */
public record Found(Kind kind, Optional<Remedy> remedy, Optional<Audit> audit, String reason) {

    static Found of(Remedy remedy, Fit<?> fit, Goal goal) {
        return new Found(remedy.kind(), Optional.of(remedy), Optional.of(goal.audit(fit, Goal.TOP, 1)), "");
    }

    static Found none(Kind kind, String reason) {
        return new Found(kind, Optional.empty(), Optional.empty(), reason);
    }
}
