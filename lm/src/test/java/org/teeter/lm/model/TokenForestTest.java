package org.teeter.lm.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

class TokenForestTest {
    private static final Placement EXACT = new Placement("cpu", ScalarType.Double);

    /** Grouped queries; a window that is shorter than the sequences, or none. */
    private static DecoderConfig config(int window) {
        return new DecoderConfig(
                11,
                16,
                24,
                3,
                4,
                2,
                4,
                1e-5,
                new RopeSettings(10_000, Optional.empty()),
                window == 0 ? OptionalInt.empty() : OptionalInt.of(window),
                true,
                false,
                64);
    }

    /** Sequences over few ids, so that many begin alike, some are the beginning of another, and some are another. */
    private static List<int[]> sequences(Random random, int count, int longest) {
        List<int[]> sequences = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            sequences.add(random.ints(1 + random.nextInt(longest), 0, 3).toArray());
        }
        return sequences;
    }

    @Test
    void hasANodeForEachDistinctBeginning() {
        Torch.start();
        Random random = new Random(1);
        for (int draw = 0; draw < 200; draw++) {
            List<int[]> sequences = sequences(random, 1 + random.nextInt(12), 8);
            try (PointerScope scope = new PointerScope()) {
                TokenForest forest = TokenForest.of(sequences, Placement.CPU);
                Map<List<Integer>, Integer> nodes = new HashMap<>(); // the slow obvious way
                for (int b = 0; b < sequences.size(); b++) {
                    List<Integer> beginning = new ArrayList<>();
                    for (int t = 0; t < sequences.get(b).length; t++) {
                        beginning.add(sequences.get(b)[t]);
                        int node = forest.node(b, t);
                        assertEquals(nodes.computeIfAbsent(List.copyOf(beginning), unknown -> node), node);
                        assertEquals(sequences.get(b)[t], Torch.toLongs(forest.ids())[node]);
                    }
                }
                assertEquals(nodes.size(), forest.ids().size(0));
                Set<Integer> distinct = new HashSet<>(nodes.values());
                assertEquals(nodes.size(), distinct.size());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 9", "0, 14", "0, 100", "3, 0", "3, 9", "3, 14", "3, 100"})
    void rowsAreThoseOfTheSequences(int window, int places) {
        Random random = new Random(2);
        try (Decoder decoder = Decoder.random(config(window), EXACT, false, 5);
                NoGradGuard guard = new NoGradGuard()) {
            for (int draw = 0; draw < 20; draw++) {
                List<int[]> sequences = sequences(random, 1 + random.nextInt(6), 9);
                try (PointerScope scope = new PointerScope()) {
                    TokenForest forest = TokenForest.of(
                            sequences,
                            places == 0 ? Packing.alone(sequences) : Packing.within(sequences, places),
                            EXACT);
                    Tensor rows = decoder.hidden(forest);
                    for (int b = 0; b < sequences.size(); b++) {
                        long[] ids =
                                Arrays.stream(sequences.get(b)).asLongStream().toArray();
                        double[] alone = Torch.toDoubles(decoder.hidden(Torch.ids(new long[][] {ids})));
                        for (int t = 0; t < ids.length; t++) {
                            double[] shared = Torch.toDoubles(rows.select(0, forest.node(b, t)));
                            assertArrayEquals(Arrays.copyOfRange(alone, 16 * t, 16 * (t + 1)), shared, 1e-12);
                        }
                    }
                }
            }
        }
    }

    /** Answers in every relation: the same twice, one the beginning of another, to one prompt, to prompts that begin alike. */
    private static final List<int[]> PROMPTS = List.of(
            new int[] {1, 2, 3}, new int[] {1, 2, 3}, new int[] {1, 2, 3}, new int[] {1, 2}, new int[] {4}, new int[] {
                1, 2, 3
            });

    private static final List<int[]> ANSWERS = List.of(
            new int[] {5, 6},
            new int[] {5, 6, 7},
            new int[] {5, 6},
            new int[] {3, 5},
            new int[] {2, 3, 9, 9},
            new int[] {8});

    /** The prompts as they are, which attention sees as one sequence, and each with a beginning of its own, which it does not. */
    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void scoresAndGradientsAreThoseOfEachAnswerAlone(boolean shared, boolean recomputed) {
        List<int[]> prompts = new ArrayList<>();
        for (int b = 0; b < PROMPTS.size(); b++) {
            IntStream before = shared ? IntStream.empty() : IntStream.of(b);
            prompts.add(IntStream.concat(before, IntStream.of(PROMPTS.get(b))).toArray());
        }
        assertEquals(
                shared,
                TokenForest.of(prompts, Placement.CPU).seen(Integer.MAX_VALUE).isPresent());
        double[] weights = {.3, -1.2, .7, 2, -.4, 1.1};
        try (Decoder together = Decoder.random(config(0), EXACT, true, 7);
                Decoder alone = Decoder.random(config(0), EXACT, true, 7);
                PointerScope scope = new PointerScope()) {
            AnswerScores scores = AnswerScores.read(together, prompts, ANSWERS, recomputed);
            double[] found = Torch.toDoubles(scores.logProbabilities());
            double[] entropies = Torch.toDoubles(scores.readings().entropy());
            double[] tokens = Torch.toDoubles(scores.tokens());
            scores.backward(
                    scores.logProbabilities().mul(Tensor.create(weights, 6)).sum());
            int n = 0;
            for (int b = 0; b < PROMPTS.size(); b++) {
                AnswerScores one =
                        AnswerScores.read(alone, List.of(prompts.get(b)), List.of(ANSWERS.get(b)), recomputed);
                assertEquals(Torch.toDoubles(one.logProbabilities())[0], found[b], 1e-12);
                assertEquals(Torch.toDoubles(one.readings().entropy())[0], entropies[b], 1e-12);
                for (double token : Torch.toDoubles(one.tokens())) {
                    assertEquals(token, tokens[n++], 1e-12);
                }
                one.backward(one.logProbabilities()
                        .mul(Tensor.create(new double[] {weights[b]}, 1))
                        .sum());
            }
            double worst = together.parameters()
                    .gradient()
                    .sub(alone.parameters().gradient())
                    .abs()
                    .max()
                    .item_double();
            double size = alone.parameters().gradient().abs().max().item_double();
            assertEquals(0, worst / size, 1e-12);
        }
    }

    /** Logits are made for some nodes at a time: wherever the cut is, each token comes once, after its node. */
    @Test
    void nodesCanBeCutAnywhere() {
        Torch.start();
        try (PointerScope scope = new PointerScope()) {
            AnswerBatch batch = AnswerBatch.of(PROMPTS, ANSWERS, Placement.CPU);
            assertEquals(8, batch.nodes()); // 1 2, 1 2 3, … 5, … 6; 4, 4 2, … 3, … 9
            AnswerBatch.Following all = batch.following(0, 8);
            for (int cut = 1; cut < 8; cut++) {
                AnswerBatch.Following first = batch.following(0, cut);
                AnswerBatch.Following second = batch.following(cut, 8 - cut);
                List<Long> tokens = new ArrayList<>();
                List<Long> rows = new ArrayList<>();
                for (long token : Torch.toLongs(first.tokens())) {
                    tokens.add(token);
                }
                for (long token : Torch.toLongs(second.tokens())) {
                    tokens.add(token);
                }
                for (long row : Torch.toLongs(first.rows())) {
                    rows.add(row);
                }
                for (long row : Torch.toLongs(second.rows())) {
                    rows.add(row + cut);
                }
                assertEquals(Arrays.stream(Torch.toLongs(all.tokens())).boxed().toList(), tokens);
                assertEquals(Arrays.stream(Torch.toLongs(all.rows())).boxed().toList(), rows);
            }
        }
    }

    @Test
    void aSequenceLongerThanTheModelsPositionsIsRefused() {
        try (Decoder decoder = Decoder.random(config(0), Placement.CPU, false, 7);
                PointerScope scope = new PointerScope()) {
            TokenForest forest = TokenForest.of(List.of(new int[65], new int[3]), Placement.CPU);
            String said = assertThrows(IllegalArgumentException.class, () -> decoder.hidden(forest))
                    .getMessage();
            assertEquals("a sequence of 65 tokens is longer than the model's 64 positions; shorten it", said);
        }
    }
}
