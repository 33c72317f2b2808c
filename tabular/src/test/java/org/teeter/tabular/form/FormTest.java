package org.teeter.tabular.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.ListRecords;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.Contexts;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.text.TextTable;

/** A form of this test alone, on records that the product does not have: neither knows the other. */
class FormTest {
    private static final List<String> HEADER = List.of("day", "home", "guest", "goals", "against");
    private static final List<String> TEAMS = List.of("a", "b", "c", "d");

    /** Games by their goals. */
    private static final class Games implements Form {
        @Override
        public List<Role> required() {
            return List.of(Role.FIRST, Role.SECOND, Role.WINS_FIRST, Role.WINS_SECOND);
        }

        @Override
        public List<Role> optional() {
            return List.of();
        }

        @Override
        public RowCounter counter(Layout layout, Sink into) {
            return new PairRows(layout, into, new PairRows.Judging() {
                @Override
                public boolean isNumber(int slot) {
                    return true;
                }

                @Override
                public int code(int slot, String text) {
                    throw new IllegalStateException("goals have no codes");
                }

                @Override
                public void judge(Row row, int first, int second, double weight) throws BadRow {
                    long ours = Numbers.count("goals", row, 2);
                    long theirs = Numbers.count("against", row, 3);
                    into.tally()
                            .add(
                                    first,
                                    second,
                                    ours > theirs ? Outcome.FIRST : ours < theirs ? Outcome.SECOND : Outcome.TIE,
                                    weight,
                                    1);
                }

                @Override
                public void judge(int[] codes, double[] numbers, int first, int second, double weight) {
                    throw new IllegalStateException("these records have no codes");
                }
            });
        }
    }

    private final Names names = new Names();
    private final FileTally tally = new FileTally();

    private void count(List<List<String>> games) throws Exception {
        Layout layout = new Layout(
                "games",
                new Games(),
                Map.of(
                        Role.FIRST,
                        List.of(1),
                        Role.SECOND,
                        List.of(2),
                        Role.WINS_FIRST,
                        List.of(3),
                        Role.WINS_SECOND,
                        List.of(4)),
                new Columns(Path.of("games"), HEADER),
                Vocabulary.names(),
                new Told(Map.of(), List.of(), false, List.of(), Optional.empty()),
                List.of());
        RowCounter counter = layout.form()
                .counter(
                        layout,
                        new Sink(
                                names, tally, new TextTable(), new BallotTally(), new Contexts(), new Names("ballot")));
        try (Records records = new ListRecords(HEADER, games)) {
            records.take(layout.slotColumns(), layout.slotColumns().length, column -> Records.NOT_TAKEN);
            while (records.next()) {
                counter.count(records.row());
            }
        }
        counter.finish();
    }

    @Test
    void gamesAreCountedByTheirGoals() throws Exception {
        Random random = new Random(7);
        int[][][] expected = new int[4][4][3]; // by the earlier team, the later one and what became of it
        List<List<String>> games = new ArrayList<>();
        for (int k = 0; k < 500; k++) {
            int home = random.nextInt(4);
            int guest = (home + 1 + random.nextInt(3)) % 4;
            int goals = random.nextInt(4);
            int against = random.nextInt(4);
            games.add(List.of("x", TEAMS.get(home), TEAMS.get(guest), goals + ".0", String.valueOf(against)));
            int sign = Integer.signum(goals - against) * (home < guest ? 1 : -1);
            expected[Math.min(home, guest)][Math.max(home, guest)][1 - sign]++;
        }
        count(games);
        int[] numbers = IntStream.range(0, names.size())
                .map(number -> TEAMS.indexOf(names.name(number)))
                .toArray();
        Counts counts = tally.tally().counts(Items.sorted(TEAMS), numbers);
        assertEquals(6, counts.edges());
        for (int e = 0; e < 6; e++) {
            int[] pair = expected[counts.first(e)][counts.second(e)];
            assertEquals(pair[0], counts.wins(e));
            assertEquals(pair[1], counts.ties(e));
            assertEquals(pair[2], counts.losses(e));
        }
        assertEquals(500, counts.rows());
    }

    @Test
    void aRowIsCountedWhollyOrNotAtAll() {
        BadRow bad = assertThrows(
                BadRow.class,
                () -> count(List.of(List.of("x", "a", "b", "1", "0"), List.of("x", "a", "b", "1", "few"))));
        assertEquals(
                "against must be a whole number of judgements, not negative, at most 2^53, got \"few\"", bad.reason());
        assertEquals(1, tally.tally().rows());
        assertThrows(BadRow.class, () -> count(List.of(List.of("x", "a", "a", "1", "0"))));
        assertEquals(1, tally.tally().rows());
    }
}
