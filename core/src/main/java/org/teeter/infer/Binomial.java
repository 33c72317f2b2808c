package org.teeter.infer;

import java.util.random.RandomGenerator;

/** Draws from binomial and multinomial distributions. */
/*
 * W. Hörmann (1993), The generation of binomial random variates, Journal of Statistical Computation and Simulation 46: transformed
 * rejection with squeeze, for np of 10 and more; below, the distribution function is inverted from 0 upwards.
 */
final class Binomial {
    private static final double SMALL = 10;

    /** {@code log k!} of small k; beyond, Stirling's series. */
    private static final double[] LOG_FACTORIAL = new double[16];

    static {
        for (int k = 2; k < LOG_FACTORIAL.length; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + Math.log(k);
        }
    }

    private Binomial() {}

    /** How many of n succeed, each with probability p. */
    static long draw(RandomGenerator random, long n, double p) {
        if (!(p > 0) || n == 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        if (p > 0.5) {
            return n - draw(random, n, 1 - p);
        }
        return n * p < SMALL ? byInversion(random, n, p) : byRejection(random, n, p);
    }

    private static long byInversion(RandomGenerator random, long n, double p) {
        double odds = p / (1 - p);
        double none = Math.exp(n * Math.log1p(-p));
        while (true) {
            double u = random.nextDouble();
            double term = none;
            for (long k = 0; k <= n; k++) {
                if (u < term) {
                    return k;
                }
                u -= term;
                term *= odds * (n - k) / (k + 1);
                if (term == 0) {
                    break; // what rounding has left of u is beyond all of it
                }
            }
        }
    }

    private static long byRejection(RandomGenerator random, long n, double p) {
        double q = 1 - p;
        double deviation = Math.sqrt(n * p * q);
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double middle = n * p + 0.5;
        double inside = 0.92 - 4.2 / b;
        while (true) {
            double v = random.nextDouble();
            double u = random.nextDouble() - 0.5;
            double us = 0.5 - Math.abs(u);
            double at = Math.floor((2 * a / us + b) * u + middle);
            if (us >= 0.07 && v <= inside) {
                return (long) at;
            }
            if (at < 0 || at > n) {
                continue;
            }
            double alpha = (2.83 + 5.1 / b) * deviation;
            double mode = Math.floor((n + 1) * p);
            double log = logFactorial(mode)
                    + logFactorial(n - mode)
                    - logFactorial(at)
                    - logFactorial(n - at)
                    + (at - mode) * Math.log(p / q);
            if (Math.log(v * alpha / (a / (us * us) + b)) <= log) {
                return (long) at;
            }
        }
    }

    private static double logFactorial(double k) {
        if (k < LOG_FACTORIAL.length) {
            return LOG_FACTORIAL[(int) k];
        }
        double x = k + 1;
        double inverse = 1 / (x * x);
        return (x - 0.5) * Math.log(x)
                - x
                + 0.9189385332046728
                + (1.0 / 12 - inverse * (1.0 / 360 - inverse / 1260)) / x;
    }

    /** Shares n out among kinds, each with a probability in proportion to its weight. */
    static double[] share(RandomGenerator random, long n, double[] weights) {
        double rest = 0;
        int last = 0;
        for (int k = 0; k < weights.length; k++) {
            rest += weights[k];
            last = weights[k] > 0 ? k : last;
        }
        double[] counts = new double[weights.length];
        long left = n;
        for (int k = 0; k < last && left > 0; k++) {
            long count = draw(random, left, Math.min(1, weights[k] / rest));
            counts[k] = count;
            left -= count;
            rest -= weights[k];
        }
        counts[last] += left;
        return counts;
    }
}
