package org.teeter.tabular.tally;

import java.util.Comparator;

/**
 * Under what judgements were made that are kept apart.
 *
 * @param group the name of their group, empty if no column of groups was named
 * @param rater the name of who judged, empty if no column of raters was named
 */
public record Context(String group, String rater) implements Comparable<Context> {
    private static final Comparator<Context> ORDER =
            Comparator.comparing(Context::group).thenComparing(Context::rater);

    @Override
    public int compareTo(Context other) {
        return ORDER.compare(this, other);
    }
}
