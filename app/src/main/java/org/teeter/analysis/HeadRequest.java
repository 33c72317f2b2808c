package org.teeter.analysis;

import java.nio.file.Path;
import java.util.List;

/**
 * What is asked of a linear head.
 *
 * @param embeddings a file of vectors, one for each option
 * @param targets pairs of options that have vectors, {@code A,B}, judged or not
 * @param held files of judgements that are not fitted; their pairs are predictions too. If there are neither these nor targets, all pairs
 *     that were judged are predictions
 * @param top how many findings
 * @param visits how many predictions may be looked at
 * @param refits how many findings are held against refits
 */
public record HeadRequest(Path embeddings, List<String> targets, List<Path> held, int top, int visits, int refits) {
    public HeadRequest {
        targets = List.copyOf(targets);
        held = List.copyOf(held);
    }
}
