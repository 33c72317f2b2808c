package org.teeter.infer;

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
    private final int[] start; // of each kind among the parts of its mean
    private final int[] part; // the table of each
    private final Alias[] tables; // of Poisson distributions
    private final Optional<Alias> single;

    /** Shares n out among kinds, each with a probability in proportion to its weight. */
    Multinomial(long n, double... weights) {
        this.n = n;
        this.weights = weights.clone();
        this.start = new int[weights.length + 1];
        this.part = new int[DIGITS * weights.length];
        this.tables = new Alias[DIGITS << DIGIT];
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
        double times = (n - LESS * Math.sqrt(n)) / sum;
        int parts = 0;
        for (int k = 0; k < weights.length; k++) {
            int rest = (int) weights[k];
            for (int d = 0; d < DIGITS; d++) {
                int digit = rest >> (d * DIGIT) & ((1 << DIGIT) - 1);
                if (digit > 0) {
                    int table = (d << DIGIT) + digit;
                    part[parts++] = table;
                    if (tables[table] == null) {
                        tables[table] = Alias.poisson(times * (digit << (d * DIGIT)));
                    }
                }
            }
            start[k + 1] = parts;
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
            sum = 0;
            for (int k = 0; k < counts.length; k++) {
                long count = 0;
                for (int p = start[k]; p < start[k + 1]; p++) {
                    count += tables[part[p]].draw(random.nextLong());
                }
                counts[k] = count;
                sum += count;
            }
        } while (sum > n);
        Alias one = single.get();
        for (; sum < n; sum++) {
            counts[one.draw(random.nextLong())]++;
        }
        return counts;
    }
}
