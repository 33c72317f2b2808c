package org.teeter.lab.synthesis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;

/** How often the first option of a pair wins among n judgements. */
public enum DrawRule {
    /** Each judgement by itself: the proportion varies with standard deviation {@code √(p(1-p)/n)}. */
    BERNOULLI {
        @Override
        int wins(double p, int n, RandomGenerator random) {
            int wins = 0;
            for (int k = 0; k < n; k++) {
                wins += random.nextDouble() < p ? 1 : 0; // [0, 1): never at p = 0, always at p = 1
            }
            return wins;
        }
    },
    /** The whole number nearest to {@code n·p}, p taken as the decimal that it prints as; halves to the even number. */
    EXACT {
        @Override
        int wins(double p, int n, RandomGenerator random) {
            return new BigDecimal(Double.toString(p))
                    .multiply(BigDecimal.valueOf(n))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .intValueExact();
        }
    };

    abstract int wins(double p, int n, RandomGenerator random);
}
