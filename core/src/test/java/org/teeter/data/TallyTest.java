package org.teeter.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TallyTest {

    private record Row(int first, int second, Outcome outcome, double weight) {}

    @Test
    void countsEachOutcomeOfEachPair() {
        Tally tally = new Tally();
        tally.add(2, 0, Outcome.FIRST);
        tally.add(0, 2, Outcome.FIRST);
        tally.add(0, 2, Outcome.TIE);
        tally.add(2, 0, Outcome.BOTH_BAD);
        tally.add(1, 2, Outcome.SECOND, 0.25, 3);
        Counts counts = tally.counts(Items.numbered(3));
        assertEquals("7 judgements of 2 pairs among 3 items", counts.toString());
        int e = counts.edge(2, 0);
        assertEquals(List.of(0, 2), List.of(counts.first(e), counts.second(e)));
        assertEquals(
                List.of(1.0, 1.0, 1.0, 1.0),
                List.of(counts.wins(e), counts.losses(e), counts.ties(e), counts.bothBad(e)));
        assertEquals(0.75, counts.losses(counts.edge(1, 2)));
        assertEquals(-1, counts.edge(0, 1));
    }

    @Test
    void orderAndPartitionOfTheRowsDoNotMatter() {
        forAll(200, TallyTest::rows, rows -> {
            Items items = Items.numbered(60);
            Tally whole = new Tally();
            rows.forEach(r -> whole.add(r.first, r.second, r.outcome, r.weight, 1));
            List<Row> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, new Random(rows.size()));
            Tally left = new Tally();
            Tally right = new Tally();
            for (int k = 0; k < shuffled.size(); k++) {
                Row r = shuffled.get(k);
                (k % 3 == 0 ? left : right).add(r.first, r.second, r.outcome, r.weight, 1);
            }
            left.add(right);
            assertEquals(whole.counts(items), left.counts(items));
        });
    }

    /** Judgements in contexts count in all and apart, whichever way they came and were renumbered. */
    @Test
    void contextsAddUpToWhatTheyCountInAll() {
        forAll(60, random -> random, random -> {
            int items = 2 + random.nextInt(8);
            Tally tally = new Tally();
            Tally[] parts = {new Tally(), new Tally(), new Tally()};
            Tally together = new Tally();
            Tally inTwo = new Tally();
            for (int k = 0; k < 200; k++) {
                int a = random.nextInt(items);
                int b = (a + 1 + random.nextInt(items - 1)) % items;
                Outcome outcome = Outcome.values()[random.nextInt(4)];
                int context = random.nextInt(3);
                double weight = random.nextBoolean() ? 1 : random.nextDouble();
                tally.add(a, b, outcome, context, weight, 1);
                together.add(a, b, outcome, weight, 1);
                if (context == 2) {
                    inTwo.add(a, b, outcome, weight, 1);
                }
                parts[random.nextInt(3)].add(a, b, outcome, context, weight, 1);
            }
            Items named = Items.numbered(items);
            Counts counts = tally.counts(named);
            assertEquals(Set.of(0, 1, 2), counts.contexts());
            assertEquals(inTwo.counts(named), counts.in(2));
            assertEquals(
                    200,
                    counts.contexts().stream()
                            .mapToLong(c -> counts.in(c).rows())
                            .sum());
            assertEquals(Set.of(), together.counts(named).contexts());
            for (int e = 0; e < counts.edges(); e++) {
                assertEquals(together.counts(named).wins(e), counts.wins(e));
            }
            Tally merged = new Tally();
            for (Tally part : parts) {
                merged.add(part);
            }
            assertEquals(counts, merged.counts(named));
            int[] reversed = new int[items];
            Arrays.setAll(reversed, i -> items - 1 - i);
            assertEquals(
                    inTwo.counts(named, reversed), tally.counts(named, reversed).in(2));
        });
        assertEquals(
                "a context has a number from 0 on, got -1",
                assertThrows(IllegalArgumentException.class, () -> new Tally().add(0, 1, Outcome.TIE, -1, 1, 1))
                        .getMessage());
    }

    /** Which of the two was shown first stays with the item, whatever its number becomes. */
    @Test
    void whatWasShownFirstIsKeptThroughMergingAndRenumbering() {
        forAll(60, random -> random, random -> {
            int items = 2 + random.nextInt(8);
            int[] turned = new int[items];
            Arrays.setAll(turned, i -> (3 * i + 1) % items);
            if (items % 3 == 0) {
                Arrays.setAll(turned, i -> items - 1 - i);
            }
            Tally whole = new Tally();
            Tally merged = new Tally();
            Tally direct = new Tally();
            Tally lower = new Tally();
            Tally[] parts = {new Tally(), new Tally()};
            for (int k = 0; k < 100; k++) {
                int a = random.nextInt(items);
                int b = (a + 1 + random.nextInt(items - 1)) % items;
                Outcome outcome = Outcome.values()[random.nextInt(4)];
                double weight = random.nextBoolean() ? 1 : random.nextInt(3);
                int kind = random.nextInt(4);
                boolean first = turned[a] < turned[b];
                for (Tally to : List.of(whole, parts[random.nextInt(2)], direct)) {
                    int i = to == direct ? turned[a] : a;
                    int j = to == direct ? turned[b] : b;
                    switch (kind) {
                        case 0 -> to.add(i, j, outcome, weight, 1);
                        case 1 -> to.addShown(i, j, outcome, weight, 1);
                        case 2 -> to.addShown(i, j, outcome, k % 3, weight, 1);
                        default -> to.addShared(i, j, weight / 4, weight / 2, k % 3, true);
                    }
                }
                if (first && kind == 3) {
                    lower.addShared(turned[a], turned[b], weight / 4, weight / 2);
                } else if (first && kind > 0) {
                    lower.add(turned[a], turned[b], outcome, weight, 1);
                }
            }
            for (Tally part : parts) {
                merged.add(part);
            }
            Items named = Items.numbered(items);
            Counts counts = whole.counts(named, turned);
            assertEquals(direct.counts(named), counts);
            assertEquals(counts, merged.counts(named, turned));
            assertEquals(merged.counts(named), whole.counts(named));
            Counts first = counts.shown().orElseThrow().lower();
            Counts expected = lower.counts(named);
            assertEquals(expected.edges(), first.edges());
            for (int e = 0; e < first.edges(); e++) {
                assertEquals(expected.wins(e), first.wins(e));
                assertEquals(expected.losses(e), first.losses(e));
                assertEquals(expected.ties(e), first.ties(e));
            }
            whole.renumberContexts(2, 0, 1);
            assertEquals(counts.in(2), whole.counts(named, turned).in(1));
        });
        assertTrue(new Tally().counts(Items.numbered(2)).shown().isEmpty());
    }

    @Test
    void renumberingEqualsCountingUnderTheNewNumbers() {
        forAll(100, TallyTest::rows, rows -> {
            int[] renumbered = new int[60];
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                order.add(i);
            }
            Collections.shuffle(order, new Random(rows.size()));
            Tally before = new Tally();
            Tally after = new Tally();
            for (int i = 0; i < 60; i++) {
                renumbered[i] = order.get(i);
            }
            for (Row r : rows) {
                before.add(r.first, r.second, r.outcome, r.weight, 1);
                after.add(renumbered[r.first], renumbered[r.second], r.outcome, r.weight, 1);
            }
            Items items = Items.numbered(60);
            assertEquals(after.counts(items), before.counts(items, renumbered));
        });
    }

    @Test
    void aBufferThatOverflowsManyTimesLosesNothing() {
        Tally tally = new Tally();
        int rows = (1 << 22) + 17;
        for (int k = 0; k < rows; k++) {
            tally.add(k % 7, 7 + k % 11, Outcome.FIRST);
        }
        Counts counts = tally.counts(Items.numbered(18));
        double total = 0;
        for (int e = 0; e < counts.edges(); e++) {
            total += counts.wins(e);
        }
        assertEquals(77, counts.edges());
        assertEquals(rows, total);
    }

    /** Some of which come again after they have been put in order, and one of which has a far higher number. */
    @Test
    void manyAtOnceAreAsOneByOne() {
        for (int items : new int[] {3, 40, 3_000}) {
            Random random = new Random(items);
            Tally atOnce = new Tally();
            Tally oneByOne = new Tally();
            for (int k = 0; k < 300_000; k++) {
                int a = random.nextInt(items);
                int b = (a + 1 + random.nextInt(items - 1)) % items;
                Outcome outcome = Outcome.values()[random.nextInt(4)];
                int times = 5 + random.nextInt(4);
                atOnce.add(a, b, outcome, 1, times);
                for (int t = 0; t < times; t++) {
                    oneByOne.add(a, b, outcome);
                }
            }
            assertEquals(oneByOne.counts(Items.numbered(items)), atOnce.counts(Items.numbered(items)));
        }
        Tally few = new Tally();
        few.add(1_000_000, 2, Outcome.FIRST, 1, 7);
        few.add(2, 0, Outcome.FIRST, 1, 5);
        few.add(2, 1_000_000, Outcome.SECOND, 1, 6);
        Counts counts = few.counts(Items.numbered(1_000_001));
        assertEquals(13, counts.losses(counts.edge(2, 1_000_000)));
    }

    @Test
    void weightsAreSummedAsIfExactly() {
        Tally tally = new Tally();
        for (int k = 0; k < 10; k++) {
            tally.add(0, 1, Outcome.FIRST, 0.1, 1);
        }
        tally.add(0, 1, Outcome.SECOND, 1e16, 1);
        tally.add(0, 1, Outcome.SECOND, 1, 1);
        tally.add(0, 1, Outcome.SECOND, 1, 1);
        tally.add(0, 1, Outcome.SECOND, 1e-3, 1);
        Counts counts = tally.counts(Items.numbered(2));
        assertEquals(1.0, counts.wins(0)); // ten times the double 0.1 is 1.000000000000000055, which rounds to 1
        assertEquals(1.0000000000000002e16, counts.losses(0));
    }

    @Test
    void winsInArraysCountAsOneByOne() {
        forAll(60, TallyTest::rows, rows -> {
            int[] winners = rows.stream().mapToInt(Row::first).toArray();
            int[] losers = rows.stream().mapToInt(Row::second).toArray();
            Tally together = new Tally();
            together.addWins(winners, losers);
            Tally single = new Tally();
            rows.forEach(r -> single.add(r.first, r.second, Outcome.FIRST));
            assertEquals(single.counts(Items.numbered(60)), together.counts(Items.numbered(60)));
        });
        assertEquals(
                "judgement 1 needs two different items below 536870912, got 2 and 2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Tally().addWins(new int[] {0, 2}, new int[] {1, 2}))
                        .getMessage());
    }

    @Test
    void refusesWhatIsNoJudgement() {
        Tally tally = new Tally();
        assertEquals(
                "a judgement needs two different items, got 3 and 3",
                assertThrows(IllegalArgumentException.class, () -> tally.add(3, 3, Outcome.TIE))
                        .getMessage());
        assertEquals(
                "weight must be finite and not negative, got NaN",
                assertThrows(IllegalArgumentException.class, () -> tally.add(0, 1, Outcome.TIE, Double.NaN, 1))
                        .getMessage());
    }

    @Test
    void weightsWhoseProductsWouldLeaveTheDoublesAreRefused() {
        for (double weight : new double[] {Double.MIN_VALUE, 1e-308, 9.99e-21, 1.01e20, 1e308, Double.MAX_VALUE}) {
            assertEquals(
                    "weight must be 0 or from 1.0E-20 to 1.0E20, got " + weight
                            + "; multiply all weights by one factor",
                    assertThrows(IllegalArgumentException.class, () -> new Tally().add(0, 1, Outcome.FIRST, weight, 1))
                            .getMessage());
        }
        Tally tally = new Tally();
        tally.add(0, 1, Outcome.FIRST, Weights.LARGEST, Long.MAX_VALUE);
        tally.add(0, 2, Outcome.FIRST, Weights.SMALLEST, 0);
        assertEquals(Weights.LARGEST * 0x1p63, tally.counts(Items.numbered(2)).wins(0), 1e24);
        assertEquals(
                "there are 2^63 judgements or more, got 9223372036854775807 and 1",
                assertThrows(IllegalArgumentException.class, () -> tally.add(0, 1, Outcome.FIRST))
                        .getMessage());
        ComparisonGraph graph = ComparisonGraph.of(tally.counts(Items.numbered(2)), Ties.HALF);
        for (double n : new double[] {0, 1e-30, 1e40, Double.NaN}) {
            assertEquals(
                    "an edge needs wins that are not negative, with a sum from 1.0E-20 to 2^63 times 1.0E20, got " + n
                            + " and 0.0",
                    assertThrows(IllegalArgumentException.class, () -> graph.with(0, n, 0))
                            .getMessage());
        }
    }

    private static List<Row> rows(RandomGenerator random, double size) {
        int n = 1 + (int) (3000 * size);
        int items = 2 + (int) (58 * size);
        double[] weights = {1, 1, 1, 1, 0.3, 2, 1e-9, 7.25, 1e9};
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            int a = random.nextInt(items);
            int b = (a + 1 + random.nextInt(items - 1)) % items;
            rows.add(new Row(a, b, Outcome.values()[random.nextInt(4)], weights[random.nextInt(weights.length)]));
        }
        return rows;
    }
}
