package org.teeter.random;

import java.util.random.RandomGenerator;

/**
 * The generator of random numbers that the JDK calls L64X128MixRandom, bit for bit: a linear congruential generator of 64 bits beside
 * an xoroshiro of 128, whose sum is mixed [1].
 *
 * <pre>{@code
 * result = mix(s + x0)
 * s ← M s + a mod 2^64,   a odd
 * x1 ← x1 ⊕ x0;   (x0, x1) ← (rotl(x0, 24) ⊕ x1 ⊕ x1 << 16, rotl(x1, 37))
 * }</pre>
 *
 * <p>Up to Java 21 the JDK keeps its own in the module {@code jdk.random}, which a runtime that was cut down may lack; seeds would then
 * not be what they are elsewhere, or nothing would be drawn at all.
 *
 * <p>[1] G. L. Steele and S. Vigna (2021), LXM: better splittable pseudorandom number generators (and almost as fast), Proceedings of
 * the ACM on Programming Languages 5 (OOPSLA), 148.
 */
public final class L64X128Mix implements RandomGenerator {
    private static final long M = 0xd1342543de82ef95L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L; // the nearest odd number to 2^64 / φ
    private static final long SILVER = 0x6a09e667f3bcc909L; // and to 2^64 (√2 - 1), its first bit left out

    private final long a;
    private long s;
    private long x0;
    private long x1;

    private L64X128Mix(long a, long s, long x0, long x1) {
        boolean zero = (x0 | x1) == 0; // where an xoroshiro would stay
        this.a = a | 1;
        this.s = s;
        long z = s + GOLDEN;
        this.x0 = zero ? stafford(z) : x0;
        this.x1 = zero ? stafford(z + GOLDEN) : x1;
    }

    /** The stream of a seed. */
    public static L64X128Mix of(long seed) {
        long z = seed ^ SILVER;
        return new L64X128Mix(
                mix(z, 33, 0xff51afd7ed558ccdL, 33, 0xc4ceb9fe1a85ec53L, 33), 1, stafford(z), stafford(z + GOLDEN));
    }

    /** Another stream, whose parameter and state this one draws. */
    public L64X128Mix split() {
        long brine = nextLong();
        return new L64X128Mix(brine << 1, nextLong(), nextLong(), nextLong());
    }

    @Override
    public long nextLong() {
        long result = mix(s + x0, 32, 0xdaba0b6eb09322e3L, 32, 0xdaba0b6eb09322e3L, 32);
        s = M * s + a;
        long y = x1 ^ x0;
        x0 = Long.rotateLeft(x0, 24) ^ y ^ (y << 16);
        x1 = Long.rotateLeft(y, 37);
        return result;
    }

    private static long stafford(long z) {
        return mix(z, 30, 0xbf58476d1ce4e5b9L, 27, 0x94d049bb133111ebL, 31);
    }

    private static long mix(long z, int first, long by, int second, long again, int last) {
        long once = (z ^ (z >>> first)) * by;
        long twice = (once ^ (once >>> second)) * again;
        return twice ^ (twice >>> last);
    }
}
