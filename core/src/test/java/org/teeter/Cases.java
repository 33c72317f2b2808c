package org.teeter;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.teeter.random.L64X128Mix;

/** Seeded cases for properties: small ones first, and a failure names the seed that makes it again. */
public final class Cases {

    /** A generator of cases; {@code size} grows from 0 to 1 over the run, for cases that begin small. */
    public interface Sized<T> {
        T draw(RandomGenerator random, double size);
    }

    private Cases() {}

    public static <T> void forAll(int cases, Function<RandomGenerator, T> draw, Consumer<T> property) {
        forAll(cases, (random, size) -> draw.apply(random), property);
    }

    public static <T> void forAll(int cases, Sized<T> draw, Consumer<T> property) {
        for (int seed = 0; seed < cases; seed++) {
            T drawn = draw.draw(random(seed), (seed + 1.0) / cases);
            try {
                property.accept(drawn);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " of " + cases + ": " + drawn + ": " + e.getMessage(), e);
            }
        }
    }

    public static RandomGenerator random(long seed) {
        return L64X128Mix.of(seed);
    }
}
