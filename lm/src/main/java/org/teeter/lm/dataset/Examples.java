package org.teeter.lm.dataset;

import java.util.List;
import org.teeter.tabular.reader.Source;

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
}
