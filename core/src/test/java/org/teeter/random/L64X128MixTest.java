package org.teeter.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Held against the JDK's own, where that is there: up to Java 21 it lies in a module that a runtime may lack. */
class L64X128MixTest {
    private static final long[] SEEDS = {0, 1, 42, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x6a09e667f3bcc909L, 0x20260727L
    };

    private static SplittableGenerator jdk(long seed) {
        assumeTrue(
                RandomGeneratorFactory.all().anyMatch(factory -> factory.name().equals("L64X128MixRandom")),
                "this runtime has no module jdk.random");
        return RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom")
                .create(seed);
    }

    private static void same(RandomGenerator expected, RandomGenerator actual, long seed) {
        for (int k = 0; k < 1_000; k++) {
            assertEquals(expected.nextLong(), actual.nextLong(), () -> "seed " + seed);
        }
    }

    @Test
    void isTheJdks() {
        for (long seed : SEEDS) {
            same(jdk(seed), L64X128Mix.of(seed), seed);
        }
    }

    @Test
    void drawsNumbersOfEveryKindAsTheJdksDoes() {
        for (long seed : SEEDS) {
            RandomGenerator expected = jdk(seed);
            RandomGenerator actual = L64X128Mix.of(seed);
            for (int k = 1; k < 1_000; k++) {
                assertEquals(expected.nextInt(), actual.nextInt());
                assertEquals(expected.nextInt(k), actual.nextInt(k));
                assertEquals(expected.nextInt(-k, 3 * k), actual.nextInt(-k, 3 * k));
                assertEquals(expected.nextLong(1L << k % 62), actual.nextLong(1L << k % 62));
                assertEquals(expected.nextBoolean(), actual.nextBoolean());
                assertEquals(expected.nextDouble(), actual.nextDouble());
                assertEquals(expected.nextDouble(-k, k), actual.nextDouble(-k, k));
                assertEquals(expected.nextFloat(), actual.nextFloat());
                assertEquals(expected.nextGaussian(), actual.nextGaussian());
                assertEquals(expected.nextExponential(), actual.nextExponential());
            }
        }
    }

    @Test
    void splitsAsTheJdksDoes() {
        for (long seed : SEEDS) {
            SplittableGenerator expected = jdk(seed);
            L64X128Mix actual = L64X128Mix.of(seed);
            for (int k = 0; k < 5; k++) {
                SplittableGenerator part = expected.split();
                L64X128Mix own = actual.split();
                same(part.split(), own.split(), seed);
                same(part, own, seed);
            }
            same(expected, actual, seed);
        }
    }

    @Test
    void streamsDiffer() {
        L64X128Mix whole = L64X128Mix.of(1);
        assertNotEquals(whole.split().nextLong(), whole.split().nextLong());
        assertNotEquals(L64X128Mix.of(1).nextLong(), L64X128Mix.of(2).nextLong());
    }
}
