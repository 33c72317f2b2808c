package org.teeter.remedy;

import java.util.List;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Progress;
import org.teeter.audit.Targets;
import org.teeter.data.Items;
import org.teeter.fit.Fit;

/**
 * What a remedy is to reach: no prediction moves by more than {@code most} per unit of the share of a judged pair, as that share is in the
 * changed data.
 *
 * @param targets which predictions
 * @param most M, above 1
 */
public record Goal(Targets targets, double most) {
    /** How many findings an audit has that is reported: beyond 5,000 items those above M are counted among them. */
    public static final int TOP = 20;

    /** The same for a fit, where all pairs count if none is left to predict: pairs that are dropped later must not narrow that. */
    public Goal settled(Fit<?> fit) {
        return targets instanceof Targets.Unobserved && audit(fit, 1, 0).everyPairCompared()
                ? new Goal(new Targets.All(), most)
                : this;
    }

    /** The same where items have other numbers; the goal must not name one that is gone. */
    Goal among(Items before, Items after) {
        return targets instanceof Targets.Named named
                ? new Goal(
                        new Targets.Named(named.pairs().stream()
                                .map(pair -> new Targets.Pair(
                                        number(before, after, pair.i()), number(before, after, pair.j())))
                                .toList()),
                        most)
                : this;
    }

    private static int number(Items before, Items after, int item) {
        return after.id(before.name(item)).orElseThrow();
    }

    /** Whether it names no item but these. */
    boolean isOf(Items before, Items after) {
        return !(targets instanceof Targets.Named named)
                || named.pairs().stream()
                        .allMatch(pair -> after.id(before.name(pair.i())).isPresent()
                                && after.id(before.name(pair.j())).isPresent());
    }

    /** Whether an audit for it shows that it is reached: where some targets were not examined, their bound counts. */
    public boolean isReached(Audit audit) {
        return Math.max(audit.largest(), audit.coverage().above()) <= most;
    }

    /** An audit for it, with the first of its findings, of which the very first are refitted. */
    public Audit audit(Fit<?> fit, int top, int refits) {
        return Audit.of(fit, new AuditRequest(targets, List.of(most), top, refits, 0, 1, false), Progress.SILENT);
    }
}
