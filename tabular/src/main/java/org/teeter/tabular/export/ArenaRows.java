package org.teeter.tabular.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.teeter.data.Outcome;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.Votes;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/**
 * Rows of any shape of named pairs as an arena writes them: {@code model_a, model_b, winner}, a row for each judgement that a row holds, or
 * with a {@code weight} for so many; behind them all columns that say something else.
 */
final class ArenaRows {
    private static final List<String> COLUMNS = List.of("model_a", "model_b", "winner");
    private static final String WEIGHT = "weight";

    private final Votes votes;
    private final boolean isWeighted;
    private final int[] order; // columns: those that are understood first, as a layout's row has them
    private final int[] carried; // slots
    private final List<String> header;

    ArenaRows(Layout layout, boolean weights) {
        if (!layout.isOfNamedPairs()) {
            throw InputException.of(
                    layout.of().file(),
                    "arena rows are judgements of pairs of options that have names, and these are read as "
                            + layout.words());
        }
        this.votes = new Votes(layout);
        int[] understood = layout.slotColumns();
        Set<Integer> said = new HashSet<>();
        List<Role> roles = new ArrayList<>(layout.form().required());
        roles.addAll(layout.form().optional());
        roles.add(Role.WEIGHT);
        roles.forEach(role -> said.addAll(layout.columns(role)));
        this.isWeighted = weights
                || layout.form().isCounted()
                || !layout.columns(Role.WEIGHT).isEmpty();
        this.order = IntStream.concat(
                        Arrays.stream(understood),
                        IntStream.range(0, layout.of().size())
                                .filter(c -> Arrays.stream(understood).noneMatch(known -> known == c)))
                .toArray();
        this.carried = IntStream.range(0, order.length)
                .filter(slot -> !said.contains(order[slot]))
                .boxed()
                .sorted((a, b) -> Integer.compare(order[a], order[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.header = new ArrayList<>(COLUMNS);
        if (isWeighted) {
            header.add(WEIGHT);
        }
        for (int slot : carried) {
            String name = layout.of().name(order[slot]);
            if (header.contains(name)) {
                throw InputException.of(
                        layout.of().file(), "the column " + name + " is not what arena rows call so; rename it");
            }
            header.add(name);
        }
    }

    /** The columns of the file in the order in which rows are to hold them. */
    int[] order() {
        return order.clone();
    }

    List<String> header() {
        return List.copyOf(header);
    }

    /**
     * The rows that a row becomes; none where nobody judged.
     *
     * @param turned whether the other option is preferred
     * @param times how often the row counts
     */
    List<List<String>> of(Row row, boolean turned, double times) throws BadRow {
        List<List<String>> rows = new ArrayList<>();
        for (Votes.Vote vote : votes.of(row)) {
            double weight = vote.weight() * vote.count() * times;
            if (!isWeighted && weight != 1) {
                throw new BadRow(
                        "the judgement counts " + number(weight)
                                + " times, which an arena row without a weight does not say; say what the label means, with --label");
            }
            List<String> fields = new ArrayList<>(List.of(
                    vote.first(), vote.second(), word(turned ? vote.outcome().reversed() : vote.outcome())));
            if (isWeighted) {
                fields.add(number(weight));
            }
            for (int slot : carried) {
                fields.add(row.text(slot));
            }
            rows.add(fields);
        }
        return rows;
    }

    private static String number(double weight) {
        return weight == Math.rint(weight) && weight < 1e15 ? Long.toString((long) weight) : Double.toString(weight);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case FIRST -> "model_a";
            case SECOND -> "model_b";
            case TIE -> "tie";
            case BOTH_BAD -> "tie (bothbad)";
        };
    }
}
