package org.teeter.lab.synthesis;

/** What a ranking of K costs its labeller, in judgements of one pair. Which it is depends on the labellers; so it is asked. */
public enum LabellingCost {
    /** A ranking is K-1 choices, the best of K, then of K-1, and so on, as the Plackett-Luce model has it. */
    CHOICES {
        @Override
        long twice(int k) {
            return 2L * (k - 1);
        }
    },
    /** A ranking costs the K answers that are read; a pair costs two. */
    ANSWERS {
        @Override
        long twice(int k) {
            return k;
        }
    },
    /** A ranking costs the K(K-1)/2 comparisons that it decides. */
    COMPARISONS {
        @Override
        long twice(int k) {
            return (long) k * (k - 1);
        }
    };

    /** Twice the cost of one ranking, which is whole. */
    abstract long twice(int k);

    /** How many pairs cost as much as so many rankings, a half rounded down. */
    public long pairsFor(int k, long rankings) {
        return rankings * twice(k) / 2;
    }
}
