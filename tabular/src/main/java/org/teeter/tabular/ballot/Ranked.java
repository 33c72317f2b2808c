package org.teeter.tabular.ballot;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.NameFields;
import org.teeter.tabular.form.RowCounter;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Ballot;

/** Options in their order, the best first: one list of them, or a column for each place. */
final class Ranked implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.RANKING);
    }

    @Override
    public List<Role> optional() {
        return List.of(Role.REST, Role.CANDIDATES);
    }

    @Override
    public boolean isOfBallots() {
        return true;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        BallotRows.Reader ranking =
                layout.columns(Role.RANKING).size() > 1 ? new Places(layout, into) : list(layout, into);
        int rest = layout.slot(Role.REST);
        int candidates = layout.slot(Role.CANDIDATES);
        List<String> columns = layout.slotNames();
        if (rest < 0 && candidates < 0) {
            return new BallotRows(layout, into, ranking);
        }
        return new BallotRows(layout, into, (row, ballot) -> {
            ranking.read(row, ballot);
            if (rest >= 0) {
                new NameList(columns.get(rest), into).read(row, rest, true, (item, place) -> ballot.putRest(item));
            }
            if (candidates >= 0 && !row.isMissing(candidates)) {
                Set<Integer> there = new HashSet<>();
                new NameList(columns.get(candidates), into)
                        .read(row, candidates, true, (item, place) -> there.add(item));
                for (int place = 0; place < ballot.size(); place++) {
                    if (!there.remove(ballot.item(place))) {
                        throw new BadRow(columns.get(0) + " ranks "
                                + Quoted.of(into.names().name(ballot.item(place))) + ", which is not among "
                                + columns.get(candidates));
                    }
                }
                for (int item : there) {
                    ballot.putRest(item);
                }
            }
        });
    }

    private static BallotRows.Reader list(Layout layout, Sink into) {
        NameList list = new NameList(layout.slotNames().get(0), into);
        boolean choice = layout.slot(Role.REST) >= 0 || layout.slot(Role.CANDIDATES) >= 0;
        return (row, ballot) -> list.read(row, 0, choice, (item, place) -> ballot.put(item, place + 1.0));
    }

    /** A column for each place; a list in a field, as JSON writes it, holds options that are tied. */
    private static final class Places implements BallotRows.Reader {
        /** What exports of ballots write where a voter marked nothing, or too much. */
        private static final Set<String> NO_CHOICE = Set.of("skipped", "undervote", "overvote");

        private static final int SHORTEST = 7; // bytes
        private static final int LONGEST = 20; // with white space

        private final Layout layout;
        private final Sink into;
        private final List<String> columns;
        private final int places;
        private final NameFields fields;
        private boolean mayBeRanks; // of options that the columns stand for

        Places(Layout layout, Sink into) {
            this.layout = layout;
            this.into = into;
            this.columns = layout.slotNames();
            this.places = layout.columns(Role.RANKING).size();
            this.fields = new NameFields(columns, into.names(), name -> {});
            this.mayBeRanks =
                    !layout.isTold() && Columns.normal(columns.get(0)).matches("(rank|place|position|pos)_?1");
        }

        @Override
        public void read(Row row, Ballot into) throws BadRow {
            for (int slot = 0; slot < places; slot++) {
                double place = slot + 1.0;
                if (row.isJson(slot) || isList(row, slot)) {
                    mayBeRanks = false;
                    new NameList(columns.get(slot), this.into)
                            .read(row, slot, false, (item, within) -> into.put(item, place));
                } else if (isNoChoice(row, slot)) {
                    this.into.ballots().noChoice();
                } else if (!Numbers.isBlank(row, slot)) {
                    mayBeRanks = mayBeRanks && isRank(Word.of(columns.get(slot), row, slot));
                    int name = fields.name(row, slot);
                    into.put(NameFields.number(name), place);
                    this.into.tally().trimmed(NameFields.trimmed(name));
                }
            }
        }

        private static boolean isNoChoice(Row row, int slot) {
            int length = row.to(slot) - row.from(slot);
            return length >= SHORTEST
                    && length <= LONGEST
                    && NO_CHOICE.contains(new String(row.bytes(slot), row.from(slot), length, StandardCharsets.UTF_8)
                            .strip()
                            .toLowerCase(Locale.ROOT));
        }

        private boolean isRank(String text) {
            double rank = Vocabulary.number(text).orElse(0);
            return rank >= 1 && rank <= places;
        }

        private static boolean isList(Row row, int slot) {
            byte[] bytes = row.bytes(slot);
            int from = row.from(slot);
            int to = row.to(slot);
            return to - from > 3
                    && bytes[from] == '['
                    && bytes[from + 1] == '"'
                    && bytes[to - 2] == '"'
                    && bytes[to - 1] == ']';
        }

        @Override
        public void finish() {
            if (mayBeRanks) {
                String all = String.join("+", columns.subList(0, places));
                throw InputException.of(
                        layout.of().file(),
                        "the columns " + columns.get(0) + " to " + columns.get(places - 1) + " hold numbers up to "
                                + places
                                + ", which may be the options at each place or the ranks of options; say which, "
                                + Role.RANKING.flag(all) + " (options) or " + Role.RANK.flag(all) + " (ranks)");
            }
        }
    }
}
