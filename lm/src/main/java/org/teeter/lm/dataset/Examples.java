package org.teeter.lm.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * Examples of one or several files.
 *
 * @param <T> the example
 * @param examples all of them, in the order of the files
 * @param places the file and row of each, as {@code FILE:ROW}
 * @param sources the files, and how they were read
 */
public record Examples<T>(List<T> examples, List<String> places, List<Source> sources) {
    public Examples {
        examples = List.copyOf(examples);
        places = List.copyOf(places);
        sources = List.copyOf(sources);
    }

    /**
     * A file of examples.
     *
     * @param path where it is
     * @param bytes its size
     * @param sha256 its hash
     * @param rows how many examples it holds
     * @param notUsed columns that are not read
     * @param notes what a person should know, a sentence each
     */
    public record Source(Path path, long bytes, String sha256, long rows, List<String> notUsed, List<String> notes) {
        public Source {
            notUsed = List.copyOf(notUsed);
            notes = List.copyOf(notes);
        }
    }
}
