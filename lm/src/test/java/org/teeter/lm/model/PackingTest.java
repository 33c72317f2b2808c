package org.teeter.lm.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

class PackingTest {

    /** Answers of two tokens to prompts of 18 tokens, which begin alike by four. */
    private static List<int[]> answered(int prompts, int answers) {
        List<int[]> sequences = new ArrayList<>();
        for (int a = 0; a < answers; a++) {
            for (int p = 0; p < prompts; p++) {
                int[] sequence = new int[20];
                Arrays.fill(sequence, 4, 18, p);
                sequence[18] = a;
                sequences.add(sequence);
            }
        }
        return sequences;
    }

    /** {@code (60 / k) (18 + 2 k)²} is least at k = 9; ten make six packs that are full. */
    @Test
    void sixtyAnswersToOnePromptArePacksOfTen() {
        Packing packing = Packing.best(answered(1, 60));
        assertEquals(6, packing.packs());
        assertEquals(18 + 10 * 2, packing.places());
    }

    @Test
    void twoAnswersToEachPromptArePacksOfTwo() {
        Packing packing = Packing.best(answered(16, 2));
        assertEquals(16, packing.packs());
        assertEquals(18 + 2 * 2, packing.places());
        for (int p = 0; p < 16; p++) {
            assertArrayEquals(new int[] {p, p + 16}, packing.pack(p));
        }
    }

    @Test
    void whatBeginsDifferentlyStaysAlone() {
        List<int[]> sequences = IntStream.range(0, 40)
                .mapToObj(b -> new Random(b).ints(20, 0, 1000).toArray())
                .toList();
        assertTrue(Packing.best(sequences).isAlone());
        Torch.start();
        try (PointerScope scope = new PointerScope()) {
            assertEquals(
                    Optional.empty(), TokenForest.of(sequences, Placement.CPU).seen(20));
        }
    }

    /** A mask that would not fit is not made: 64 answers to a prompt of 5,000 tokens. */
    @Test
    void packsAreNoLargerThanTheirMask() {
        List<int[]> sequences = IntStream.range(0, 64)
                .mapToObj(b -> {
                    int[] sequence = new int[5000];
                    sequence[4999] = b;
                    return sequence;
                })
                .toList();
        assertTrue(Packing.best(sequences).isAlone());
    }

    /** The slow obvious way: a pack has a place for each distinct beginning of its sequences, and each sequence is in one. */
    @Test
    void packsHaveAPlaceForEachBeginning() {
        Random random = new Random(3);
        for (int draw = 0; draw < 500; draw++) {
            List<int[]> sequences = new ArrayList<>();
            int count = 1 + random.nextInt(12);
            for (int b = 0; b < count; b++) {
                sequences.add(random.ints(1 + random.nextInt(8), 0, 3).toArray());
            }
            int limit = 8 + random.nextInt(20);
            Packing packing = Packing.within(sequences, limit);
            assertTrue(packing.places() <= limit);
            assertTrue(Packing.best(sequences).cost() <= packing.cost());
            assertTrue(
                    Packing.best(sequences).cost() <= Packing.alone(sequences).cost());
            int widest = 0;
            List<Integer> packed = new ArrayList<>();
            for (int p = 0; p < packing.packs(); p++) {
                Set<List<Integer>> beginnings = new HashSet<>();
                for (int b : packing.pack(p)) {
                    packed.add(b);
                    List<Integer> tokens =
                            Arrays.stream(sequences.get(b)).boxed().toList();
                    for (int t = 1; t <= tokens.size(); t++) {
                        beginnings.add(tokens.subList(0, t));
                    }
                }
                widest = Math.max(widest, beginnings.size());
            }
            assertEquals(widest, packing.places());
            assertEquals(
                    IntStream.range(0, count).boxed().toList(),
                    packed.stream().sorted().toList());
        }
    }

    /** Each place sees what it goes on from and itself; an empty one itself. */
    @Test
    void placesSeeWhatTheyGoOnFrom() {
        Torch.start();
        try (PointerScope scope = new PointerScope()) {
            List<int[]> sequences = List.of(new int[] {1, 2, 3}, new int[] {7, 8}, new int[] {1, 2, 4});
            TokenForest forest = TokenForest.of(sequences, Packing.within(sequences, 4), Placement.CPU);
            assertFalse(Packing.within(sequences, 4).isAlone());
            long[] all = {
                1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0, 1, // 1, 1 2, 1 2 3, 1 2 4
                1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 // 7, 7 8, and two that are empty
            };
            assertArrayEquals(all, seen(forest, 3));
            long[] near = all.clone();
            near[8] = 0; // 3 sees 2, not 1
            near[12] = 0;
            assertArrayEquals(near, seen(forest, 2));
        }
    }

    private static long[] seen(TokenForest forest, int window) {
        Tensor seen = forest.seen(window).orElseThrow();
        assertArrayEquals(new long[] {2, 1, 4, 4}, seen.shape());
        return Torch.toLongs(seen.reshape(-1).to(org.bytedeco.pytorch.global.torch.ScalarType.Long));
    }
}
