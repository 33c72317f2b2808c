package org.teeter.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTallyTest {
    private static final Items ITEMS = Items.numbered(5);

    @Test
    void equalBallotsAreKeptOnce() {
        RankingTally tally = new RankingTally();
        tally.add(List.of(new int[] {2}, new int[] {1, 0}), new int[] {4, 3}, 1, 2);
        tally.add(List.of(new int[] {2}, new int[] {0, 1}), new int[] {3, 4}, 0.5, 1);
        Rankings rankings = tally.rankings(ITEMS);
        assertEquals(3, rankings.ballots());
        assertEquals(1, rankings.distinct());
        assertEquals(2.5, rankings.weight(0));
        assertEquals(2, rankings.levels(0));
        assertEquals(2, rankings.largestTie());
        int[] items = {2, 0, 1, 3, 4};
        int[] levels = {0, 1, 1, 2, 2};
        for (int place = 0; place < 5; place++) {
            assertEquals(items[place], rankings.item(place));
            assertEquals(levels[place], rankings.level(place));
        }
    }

    /** What is there and not chosen is neither tied nor absent. */
    @Test
    void restTieAndAbsenceAreThreeThings() {
        RankingTally tally = new RankingTally();
        List<int[]> best = List.of(new int[] {0});
        tally.add(best, new int[] {1, 2}, 1, 1);
        tally.add(best, new int[] {}, 1, 1);
        tally.add(List.of(new int[] {0}, new int[] {1, 2}), new int[] {}, 1, 1);
        assertEquals(3, tally.rankings(ITEMS).distinct());
    }

    @Test
    void orderOfRowsAndNumbersOfItemsDoNotMatter() {
        List<int[]> ballots = new ArrayList<>();
        Random random = new Random(5);
        for (int k = 0; k < 200; k++) {
            ballots.add(random.ints(0, 5).distinct().limit(3).toArray());
        }
        int[] turned = {3, 0, 4, 1, 2};
        RankingTally one = new RankingTally();
        ballots.forEach(b -> one.add(List.of(new int[] {b[0]}, new int[] {b[1], b[2]}), new int[] {}, 0.1, 1));
        Collections.shuffle(ballots, random);
        RankingTally other = new RankingTally();
        ballots.forEach(b -> other.add(
                List.of(new int[] {turned[b[0]]}, new int[] {turned[b[2]], turned[b[1]]}), new int[] {}, 0.1, 1));
        int[] back = new int[5];
        for (int i = 0; i < 5; i++) {
            back[turned[i]] = i;
        }
        assertEquals(one.rankings(ITEMS), other.rankings(ITEMS, back));
        assertNotEquals(one.rankings(ITEMS), other.rankings(ITEMS));
    }

    /** The same ballots, spread over tallies, with weights, against a map of texts. */
    @Test
    void countsAreThoseOfAMapHoweverTheyWereSpread() {
        forAll(40, random -> random, random -> {
            int items = 2 + random.nextInt(9);
            int[] turned = new int[items];
            Arrays.setAll(turned, i -> items - 1 - i);
            Map<String, BigDecimal> expected = new TreeMap<>();
            RankingTally[] parts = {new RankingTally(), new RankingTally(), new RankingTally()};
            RankingTally whole = new RankingTally();
            for (int k = 0; k < 400; k++) {
                int size = random.nextInt(items + 1);
                int[] named = random.ints(0, items).distinct().limit(size).toArray();
                int[] level = new int[size];
                int last = 0;
                for (int i = 1; i < size; i++) {
                    last += random.nextInt(2);
                    level[i] = last;
                }
                int levels = size == 0 ? 0 : last + random.nextInt(2);
                double weight = random.nextBoolean() ? 1 : random.nextInt(4) / 10.0;
                long times = random.nextInt(3);
                for (RankingTally to : List.of(whole, parts[random.nextInt(3)])) {
                    to.add(named, level, size, levels, weight, times);
                }
                if (weight > 0 && times > 0) {
                    List<String> places = new ArrayList<>();
                    for (int i = 0; i < size; i++) {
                        places.add(level[i] + ":" + (items - 1 - named[i]));
                    }
                    Collections.sort(places);
                    expected.merge(
                            places + " " + levels,
                            new BigDecimal(weight).multiply(BigDecimal.valueOf(times)),
                            BigDecimal::add);
                }
            }
            RankingTally merged = new RankingTally();
            for (RankingTally part : parts) {
                merged.add(part);
            }
            Rankings rankings = whole.rankings(Items.numbered(items), turned);
            assertEquals(rankings, merged.rankings(Items.numbered(items), turned));
            Map<String, Double> found = new TreeMap<>();
            for (int k = 0; k < rankings.distinct(); k++) {
                List<String> places = new ArrayList<>();
                for (int place = rankings.start(k); place < rankings.start(k + 1); place++) {
                    places.add(rankings.level(place) + ":" + rankings.item(place));
                }
                for (int place = rankings.start(k) + 1; place < rankings.start(k + 1); place++) {
                    int up = rankings.level(place) - rankings.level(place - 1);
                    assertTrue(up == 1 || (up == 0 && rankings.item(place) > rankings.item(place - 1)));
                }
                Collections.sort(places);
                found.put(places + " " + rankings.levels(k), rankings.weight(k));
            }
            Map<String, Double> sums = new TreeMap<>();
            expected.forEach((ballot, sum) -> sums.put(ballot, sum.doubleValue()));
            assertEquals(sums, found);
            assertEquals(whole.ballots(), rankings.ballots());
        });
    }

    @Test
    void refusals() {
        RankingTally tally = new RankingTally();
        assertEquals(
                "a ranking must not name an item twice, got item 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> tally.add(List.of(new int[] {1}, new int[] {0, 1}), new int[] {}, 1, 1))
                        .getMessage());
        assertEquals(
                "a level of a ranking must not be empty",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> tally.add(List.of(new int[] {}), new int[] {1}, 1, 1))
                        .getMessage());
    }

    /** Which items meet, and as which edge, by a table of bits and, of many items, by sorting. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 63, 64, 65, 200, 8192, 8193})
    void meetings(int n) {
        Random random = new Random(n);
        RankingTally tally = new RankingTally();
        for (int k = 0; k < 40; k++) {
            tally.add(
                    random.ints(0, n)
                            .distinct()
                            .limit(Math.min(n, 2 + random.nextInt(6)))
                            .mapToObj(i -> new int[] {i})
                            .toList(),
                    new int[0],
                    1,
                    1);
        }
        Rankings rankings = tally.rankings(Items.numbered(n));
        TreeMap<List<Integer>, Integer> number = new TreeMap<>(
                Comparator.<List<Integer>>comparingInt(pair -> pair.get(0)).thenComparing(pair -> pair.get(1)));
        List<List<Integer>> pairs = new ArrayList<>();
        for (int k = 0; k < rankings.distinct(); k++) {
            for (int p = rankings.start(k); p < rankings.start(k + 1); p++) {
                for (int q = p + 1; q < rankings.start(k + 1); q++) {
                    int i = rankings.item(p);
                    int j = rankings.item(q);
                    pairs.add(List.of(Math.min(i, j), Math.max(i, j)));
                }
            }
        }
        pairs.forEach(pair -> number.put(pair, 0));
        int edge = 0;
        for (List<Integer> pair : List.copyOf(number.keySet())) {
            assertEquals(pair.get(0), rankings.graph().first(edge));
            assertEquals(pair.get(1), rankings.graph().second(edge));
            number.put(pair, edge++);
        }
        assertEquals(edge, rankings.graph().edges());
        assertArrayEquals(pairs.stream().mapToInt(number::get).toArray(), rankings.edges());
    }
}
