package org.teeter.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.teeter.audit.Targets;
import org.teeter.votes.Change;

/**
 * What is asked of the votes that change an order.
 *
 * @param tops which items are the first k, for each of these
 * @param pair which of two items is ahead
 * @param significant whether the lead of one of two items over the other is significant
 * @param tier an item whose tier is asked
 * @param changes what may be done to votes; all that may, where it is empty
 * @param thoroughly whether a proof that no fewer votes do may take minutes
 */
public record TipRequest(
        List<Integer> tops,
        Optional<Targets.Pair> pair,
        Optional<Targets.Pair> significant,
        OptionalInt tier,
        List<Change> changes,
        boolean thoroughly) {
    public TipRequest {
        tops = List.copyOf(tops);
        changes = List.copyOf(changes);
    }
}
