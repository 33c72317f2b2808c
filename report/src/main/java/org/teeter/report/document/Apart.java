package org.teeter.report.document;

import java.util.List;
import org.teeter.data.Counts;
import org.teeter.tabular.tally.Context;

/**
 * Of judgements, what is known apart: what each file says, and, in each, each context that counts tell apart.
 *
 * @param files what each file says, over the items and contexts of all; empty where that is not known, or where there is one
 * @param contexts by the number that counts have of each
 */
public record Apart(List<OfFile> files, List<Context> contexts) {
    /** Nothing is. */
    public static final Apart NOTHING = new Apart(List.of(), List.of());

    public Apart {
        files = List.copyOf(files);
        contexts = List.copyOf(contexts);
    }

    /** What the file of this name says. */
    public record OfFile(String name, Counts counts) {}

    Apart among(int... members) {
        return new Apart(
                files.stream()
                        .map(file -> new OfFile(file.name, file.counts.among(members)))
                        .toList(),
                contexts);
    }
}
