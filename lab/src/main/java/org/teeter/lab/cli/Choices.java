package org.teeter.lab.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.teeter.cli.UsageException;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.tabular.bytes.InputException;

/** Options that take one of a few words, and values that others check. */
final class Choices {

    private Choices() {}

    /** What a word stands for, whatever its case. */
    static <T> T of(String option, String word, Map<String, T> meanings) {
        T meaning = meanings.get(word.toLowerCase(Locale.ROOT));
        if (meaning == null) {
            throw new UsageException(option + " must be one of " + String.join(", ", new TreeMap<>(meanings).keySet())
                    + "; got " + word);
        }
        return meaning;
    }

    /** What checks its arguments itself. */
    interface Making<T, X extends Exception> {
        T make() throws X;
    }

    /** Runs what checks its arguments itself: what it refuses is the user's to mend. */
    static <T, X extends Exception> T checked(Making<T, X> made) throws X {
        try {
            return made.make();
        } catch (IllegalArgumentException | InputException | CheckpointException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
