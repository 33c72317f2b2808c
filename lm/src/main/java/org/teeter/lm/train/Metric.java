package org.teeter.lm.train;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that is logged of each step.
 *
 * @param name TRL's
 * @param pooling how the values of a step's batches become one
 */
public record Metric(String name, Pooling pooling) {

    /** How the values of several batches become one. */
    public enum Pooling {
        /** A mean; batches give sums. */
        MEAN {
            @Override
            double pool(double a, double b) {
                return a + b;
            }
        },
        LEAST {
            @Override
            double pool(double a, double b) {
                return Math.min(a, b);
            }
        },
        GREATEST {
            @Override
            double pool(double a, double b) {
                return Math.max(a, b);
            }
        };

        abstract double pool(double a, double b);
    }

    /** Means of these names. */
    static List<Metric> means(String... names) {
        return Stream.of(names).map(name -> new Metric(name, Pooling.MEAN)).toList();
    }
}
