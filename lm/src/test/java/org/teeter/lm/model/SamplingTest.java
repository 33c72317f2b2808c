package org.teeter.lm.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

class SamplingTest {
    private static final int[] PROMPT = {1, 2, 3, 4};

    @Test
    void firstAnswersOfManyAreTheAnswersOfFew() {
        try (Decoder decoder = Decoder.random(DecoderTest.SMALL, Placement.CPU, false, 2)) {
            Sampling sampling = new Sampling(1, 0.9, 12);
            Set<Integer> ends = Set.of(5, 6, 7, 8, 9, 10, 11);
            List<int[]> many = sampling.draw(decoder, PROMPT, ends, 700, 3); // more than one batch
            List<int[]> few = sampling.draw(decoder, PROMPT, ends, 40, 3);
            assertEquals(700, many.size());
            for (int i = 0; i < few.size(); i++) {
                assertArrayEquals(few.get(i), many.get(i));
            }
            for (int[] answer : many) {
                boolean ended = ends.contains(answer[answer.length - 1]);
                assertTrue(ended || answer.length == 12);
                assertTrue(IntStream.of(answer).limit(answer.length - 1L).noneMatch(ends::contains));
            }
            List<int[]> other = sampling.draw(decoder, PROMPT, ends, 40, 4);
            assertTrue(IntStream.range(0, 40).anyMatch(i -> other.get(i).length != few.get(i).length));
        }
    }

    /** Pearson's statistic of 20,000 first tokens against the softmax, over 137 degrees of freedom; 210 is its 0.9999 quantile. */
    @Test
    void firstTokensFollowTheSoftmax() {
        try (Decoder decoder = Decoder.random(DecoderTest.SMALL, Placement.CPU, false, 2);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            int n = 20_000;
            double[] expected = softmax(decoder, 2.0);
            int[] counts = new int[expected.length];
            for (int[] answer : new Sampling(2, 1, 1).draw(decoder, PROMPT, Set.of(), n, 9)) {
                counts[answer[0]]++;
            }
            double statistic = 0;
            for (int v = 0; v < counts.length; v++) {
                double e = n * expected[v];
                statistic += (counts[v] - e) * (counts[v] - e) / e;
            }
            assertTrue(statistic < 210, "Pearson's statistic is " + statistic);
        }
    }

    /** Logits divided by such a temperature would be infinite. */
    @Test
    void aTinyTemperatureIsGreedy() {
        try (Decoder decoder = Decoder.random(DecoderTest.SMALL, Placement.CPU, false, 2)) {
            int[] greedy =
                    Sampling.greedy(12).draw(decoder, PROMPT, Set.of(), 1, 1).get(0);
            for (double temperature : new double[] {1e-300, 1e-310, Double.MIN_VALUE}) {
                assertArrayEquals(
                        greedy,
                        new Sampling(temperature, 1, 12)
                                .draw(decoder, PROMPT, Set.of(), 1, 1)
                                .get(0));
                assertArrayEquals(
                        greedy,
                        new Sampling(temperature, .9, 12)
                                .draw(decoder, PROMPT, Set.of(), 1, 1)
                                .get(0));
            }
        }
    }

    @Test
    void topPKeepsTheFewestThatSumToIt() {
        try (Decoder decoder = Decoder.random(DecoderTest.SMALL, Placement.CPU, false, 2);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            double[] p = softmax(decoder, 1);
            List<Integer> order = IntStream.range(0, p.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(p[b], p[a]))
                    .toList();
            double sum = 0;
            int kept = 0;
            while (sum < 0.5) {
                sum += p[order.get(kept)];
                kept++;
            }
            Set<Integer> allowed = Set.copyOf(order.subList(0, kept));
            Set<Integer> seen = new java.util.TreeSet<>();
            for (int[] answer : new Sampling(1, 0.5, 1).draw(decoder, PROMPT, Set.of(), 5_000, 1)) {
                seen.add(answer[0]);
            }
            assertEquals(allowed, seen); // the rarest of them is expected dozens of times
            List<int[]> first = new Sampling(1, 1e-9, 1).draw(decoder, PROMPT, Set.of(), 3, 1);
            assertEquals(order.get(0), first.get(2)[0]);
        }
    }

    @Test
    void sameSeedSameAnswersInParallelThreads() {
        List<List<int[]>> runs = IntStream.range(0, 4)
                .parallel()
                .mapToObj(run -> {
                    try (Decoder decoder = Decoder.random(DecoderTest.SMALL, Placement.CPU, false, 2)) {
                        return new Sampling(1, 1, 20).draw(decoder, PROMPT, Set.of(5), 50, 3);
                    }
                })
                .toList();
        for (List<int[]> run : runs) {
            for (int i = 0; i < 50; i++) {
                assertArrayEquals(runs.get(0).get(i), run.get(i));
            }
        }
    }

    @Test
    void refusesWeightsThatAreNotSound() {
        try (Decoder decoder = Decoder.random(DecoderTest.SMALL, Placement.CPU, false, 2)) {
            try (PointerScope scope = new PointerScope()) {
                decoder.parameters().values().fill_(new Scalar(Double.NaN));
            }
            IllegalStateException e = assertThrows(
                    IllegalStateException.class, () -> Sampling.greedy(3).draw(decoder, PROMPT, Set.of(), 1, 0));
            assertEquals(
                    "the model's logits must be finite, but some are not; its weights are not sound, or too large for their"
                            + " type",
                    e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new Sampling(Double.NaN, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sampling(1, 0, 1));
    }

    @Test
    void answersEndWhereTheModelsPositionsDo() {
        try (Decoder decoder = Decoder.random(DecoderTest.SMALL, Placement.CPU, false, 2)) {
            int[] long60 = IntStream.range(0, 60).toArray();
            assertEquals(
                    5,
                    new Sampling(1, 1, 100)
                            .draw(decoder, long60, Set.of(), 2, 1)
                            .get(1)
                            .length); // 64 positions
            int[] tooLong = IntStream.range(0, 65).toArray();
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> Sampling.greedy(1).draw(decoder, tooLong, Set.of(), 1, 0));
            assertEquals(
                    "a prompt must have at most the model's 64 positions, but has 65 tokens; shorten it",
                    e.getMessage());
            e = assertThrows(
                    IllegalArgumentException.class,
                    () -> Sampling.greedy(1).draw(decoder, new int[] {138}, Set.of(), 1, 0));
            assertEquals("token ids must be from 0 to 137, the rows of the embedding, got 138", e.getMessage());
            e = assertThrows(
                    IllegalArgumentException.class,
                    () -> AnswerScores.logProbabilities(decoder, List.of(PROMPT), List.of(new int[] {-1})));
            assertEquals("token ids must be from 0 to 137, the rows of the embedding, got -1", e.getMessage());
        }
    }

    private static double[] softmax(Decoder decoder, double temperature) {
        long[] ids = IntStream.of(PROMPT).asLongStream().toArray();
        Tensor last = decoder.hidden(Torch.longs(ids, Placement.CPU, 1, 4)).select(1, 3);
        Tensor logits = decoder.logits(last).to(ScalarType.Double).div(new Scalar(temperature));
        return Torch.toDoubles(torch.softmax(logits, -1));
    }
}
