package org.teeter.analysis;

import java.nio.file.Path;
import java.util.List;
import org.teeter.audit.Targets;

/**
 * What is asked of a linear head.
 *
 * @param embeddings a file of vectors, one for each option
 * @param targets pairs of options; if there are none, all that were judged
 * @param top how many findings
 * @param visits how many predictions may be looked at
 * @param refits how many findings are held against refits
 */
public record HeadRequest(Path embeddings, List<Targets.Pair> targets, int top, int visits, int refits) {
    public HeadRequest {
        targets = List.copyOf(targets);
    }
}
