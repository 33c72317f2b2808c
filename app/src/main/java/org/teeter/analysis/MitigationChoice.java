package org.teeter.analysis;

import java.util.List;
import java.util.Optional;
import org.teeter.audit.Targets;
import org.teeter.remedy.Kind;

/**
 * What remedies are to reach, and which are looked for.
 *
 * @param most M, which no sensitivity is to exceed
 * @param kinds of remedies; all that fit, where it is empty
 * @param pair the one prediction that counts; all of an audit, where it is empty
 * @param folds of judgements, each held out of one fit
 * @param seed of their draw
 * @param frontier whether other strengths are tried too
 */
public record MitigationChoice(
        double most, List<Kind> kinds, Optional<Targets.Pair> pair, int folds, long seed, boolean frontier) {
    public MitigationChoice {
        kinds = List.copyOf(kinds);
    }
}
