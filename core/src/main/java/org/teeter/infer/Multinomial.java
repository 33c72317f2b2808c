package org.teeter.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws from one multinomial distribution again and again. Immutable, so that threads may share it.
 *
 * <p>Of many judgements whose weights are counts, each count is drawn from a Poisson distribution of {@code 1 - 2/√n} times its mean, by
 * digits of the mean, so that a few tables serve all; given their sum, such counts are multinomial. What is left of n is drawn one by
 * one; a sum that exceeds n is drawn again, which changes nothing, since the sum tells nothing about the shares. Else counts are drawn as
 * {@link Binomial#share} does.
 */
final class Multinomial {
    /** Of fewer draws, tables are not worth it. */
    private static final long FEWEST = 10_000;

    private static final int DIGIT = 6; // bits
    private static final int DIGITS = 4;
    private static final double LESS = 2; // standard deviations of the sum

    private final long n;
    private final double[] weights;
    private final List<Alias> tables = new ArrayList<>(); // of Poisson distributions
    private final List<int[]> kinds = new ArrayList<>(); // of whose means each is a part
    private final Optional<Alias> single;

    /** Shares n out among kinds, each with a probability in proportion to its weight. */
    Multinomial(long n, double... weights) {
        this.n = n;
        this.weights = weights.clone();
        double sum = 0;
        boolean counts = n >= FEWEST;
        for (double w : weights) {
            sum += w;
            counts &= w == Math.rint(w) && w < 1 << (DIGIT * DIGITS);
        }
        if (!counts || !(sum > 0)) {
            this.single = Optional.empty();
            return;
        }
        this.single = Optional.of(new Alias(0, weights));
        double times = ((double) n - LESS * Math.sqrt((double) n)) / sum;
        int[] size = new int[DIGITS << DIGIT]; // by place of a digit, and digit
        int[][] with = new int[size.length][];
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < weights.length; k++) {
                int rest = (int) weights[k];
                for (int d = 0; rest > 0; d++, rest >>= DIGIT) {
                    int table = (d << DIGIT) + (rest & ((1 << DIGIT) - 1));
                    if (pass == 1) {
                        with[table][size[table]] = k;
                    }
                    size[table]++;
                }
            }
            for (int table = 0; pass == 0 && table < size.length; table++) {
                with[table] = new int[size[table]];
                size[table] = 0;
            }
        }
        for (int table = 0; table < size.length; table++) {
            int digit = table & ((1 << DIGIT) - 1);
            if (digit > 0 && size[table] > 0) {
                tables.add(Alias.poisson(times * (digit << ((table >> DIGIT) * DIGIT))));
                kinds.add(with[table]);
            }
        }
    }

    /** How many of n are of each kind. */
    double[] draw(RandomGenerator random) {
        if (single.isEmpty()) {
            return Binomial.share(random, n, weights);
        }
        double[] counts = new double[weights.length];
        long sum;
        do {
            Arrays.fill(counts, 0);
            sum = 0;
            for (int t = 0; t < kinds.size(); t++) {
                sum += tables.get(t).add(random, kinds.get(t), counts);
            }
        } while (sum > n);
        Alias one = single.get();
        for (; sum < n; sum++) {
            counts[one.draw(random.nextLong())]++;
        }
        return counts;
    }
}
