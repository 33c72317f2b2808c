package org.teeter.tabular;

import java.util.List;
import java.util.Optional;
import org.teeter.data.Counts;

/** What was read: counts to which a model can be fitted, or comparisons of texts that have nothing in common. */
public sealed interface Reading extends AutoCloseable {

    /** The files, in the order in which they were named. */
    List<Source> sources();

    /** Names that may be misspelt. */
    List<Suspect> suspects();

    /** The rows that were left out, if any were. */
    Optional<RejectedRows> rejected();

    /** Deletes the rejected rows if nobody moved them. */
    @Override
    default void close() {
        rejected().ifPresent(RejectedRows::close);
    }

    /**
     * Judgements of options.
     *
     * @param counts of all files together
     * @param profile of the texts, where the options are texts
     */
    record Judgements(
            Counts counts,
            Optional<PromptProfile> profile,
            List<Source> sources,
            List<Suspect> suspects,
            Optional<RejectedRows> rejected)
            implements Reading {

        public Judgements {
            sources = List.copyOf(sources);
            suspects = List.copyOf(suspects);
        }
    }

    /**
     * Comparisons of texts of which none was compared with more than one other, so that no model of preferences predicts anything.
     *
     * @param profile what there is
     */
    record Unshared(PromptProfile profile, List<Source> sources, Optional<RejectedRows> rejected) implements Reading {

        public Unshared {
            sources = List.copyOf(sources);
        }

        @Override
        public List<Suspect> suspects() {
            return List.of();
        }
    }
}
