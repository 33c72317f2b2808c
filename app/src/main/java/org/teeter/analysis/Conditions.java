package org.teeter.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Ties;

/** Under what conditions pairs were judged, where some were asked for. Mutable: what items share is said after they were read. */
final class Conditions {
    private static final String HOME = "home";

    private final Optional<Contests.Builder> named; // under covariates
    private final Map<String, List<String>> sameLevel = new TreeMap<>(); // of each item, by what conditions are called

    Conditions(Optional<Contests.Builder> named) {
        this.named = named;
    }

    /** Also by how much more it counts to be named first where both items have the same in these columns. */
    void addSame(Counts counts, Items items, ItemTable table, List<String> columns) {
        boolean ordered = counts.shown().isPresent()
                || named.stream().anyMatch(contests -> contests.conditions().contains(HOME));
        if (!ordered) {
            throw new RefusedException(
                    "--same says what it counts to be named first where both items have something in common,"
                            + " of judgements of pairs with --home; add that, or leave it out");
        }
        for (String column : columns) {
            if (sameLevel.put("same " + column, table.levels(items, column)) != null) {
                throw new RefusedException("--same needs columns that differ, got " + column + " twice");
            }
        }
    }

    /** The judgements under them; empty where none was asked for. */
    Optional<Contests> of(Counts counts, Ties ties) {
        return of(counts, named, ties);
    }

    /** The same of other sums of the same judgements. */
    Optional<Contests> of(Counts counts, Optional<Contests.Builder> builder, Ties ties) {
        return builder.map(contests -> contests.contests(counts.items(), ties))
                .or(() -> counts.shown().map(shown -> Contests.ofShown(counts, ties)))
                .map(this::within);
    }

    /** With a condition more for each level that items may share: that of the side named first, where they do. */
    private Contests within(Contests contests) {
        int home = contests.conditions().indexOf(HOME);
        Contests more = contests;
        for (Map.Entry<String, List<String>> same : sameLevel.entrySet()) {
            List<String> level = same.getValue();
            more = more.and(
                    same.getKey(),
                    c -> level.get(contests.first(c)).equals(level.get(contests.second(c)))
                            ? contests.value(home, c)
                            : 0);
        }
        return more;
    }
}
