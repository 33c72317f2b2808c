package org.teeter.tabular.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Rankings;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.tally.Context;
import org.teeter.tabular.tally.CountRow;
import org.teeter.tabular.text.PromptProfile;
import org.teeter.tabular.text.TextPlace;
import org.teeter.tabular.watch.Suspect;

/** What was read: counts of pairs or of rankings to which a model can be fitted, or comparisons of texts that have nothing in common. */
public sealed interface Reading extends AutoCloseable {

    /** The files, in the order in which they were named. */
    List<Source> sources();

    /** Names that may be misspelt. */
    List<Suspect> suspects();

    /** What a person should know of the files as a whole, a sentence each. */
    List<String> remarks();

    /** All that a person should know of how the files were read: of each file, and of all together. */
    default List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Source source : sources()) {
            String file = sources().size() > 1 ? StandardInput.shown(source.path()) + ": " : "";
            source.notes().forEach(note -> notes.add(file + note));
        }
        notes.addAll(remarks());
        return notes;
    }

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
     * @param texts where each option stands in full, where they are texts
     * @param problems the same counts prompt by prompt, where the options are texts: what is said of the answers to one prompt says
     *     nothing of those to another
     * @param contexts under what judgements were made that are kept apart, by the number that the counts have of each
     * @param byFile what each file says, over the same items and contexts, where there are several files, not too many, of not too many
     *     items, and judgements do not age; else empty
     * @param contests the same judgements under their covariates, over the same items, where these were named; ties are to be decided
     * @param kept the counts as rows that can be read again, where they were to be kept
     * @param squares sums of squared weights in place of the sums of weights, where judgements lose weight as they age
     */
    record Judgements(
            Counts counts,
            Optional<PromptProfile> profile,
            List<TextPlace> texts,
            List<Counts> problems,
            List<Context> contexts,
            List<OfFile> byFile,
            Optional<Contests.Builder> contests,
            Optional<List<CountRow>> kept,
            Optional<Squares> squares,
            List<Source> sources,
            List<Suspect> suspects,
            List<String> remarks,
            Optional<RejectedRows> rejected)
            implements Reading {

        public Judgements {
            contexts = List.copyOf(contexts);
            byFile = List.copyOf(byFile);
            sources = List.copyOf(sources);
            suspects = List.copyOf(suspects);
            remarks = List.copyOf(remarks);
        }
    }

    /** What one of several files says. */
    record OfFile(Source source, Counts counts) {}

    /**
     * What the same judgements add to sums of squared weights.
     *
     * @param counts over the same items and contexts
     * @param contests the same under their covariates
     */
    record Squares(Counts counts, Optional<Contests.Builder> contests) {}

    /**
     * Rankings of options.
     *
     * @param squares the same with sums of squared weights in place of the sums of weights, where ballots lose weight as they age
     */
    record Ballots(
            Rankings rankings,
            Optional<Rankings> squares,
            List<Source> sources,
            List<Suspect> suspects,
            List<String> remarks,
            Optional<RejectedRows> rejected)
            implements Reading {

        public Ballots {
            sources = List.copyOf(sources);
            suspects = List.copyOf(suspects);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Comparisons of texts of which none was compared with more than one other, so that no model of preferences predicts anything.
     *
     * @param profile what there is
     */
    record Unshared(PromptProfile profile, List<Source> sources, List<String> remarks, Optional<RejectedRows> rejected)
            implements Reading {

        public Unshared {
            sources = List.copyOf(sources);
            remarks = List.copyOf(remarks);
        }

        @Override
        public List<Suspect> suspects() {
            return List.of();
        }
    }
}
