package org.teeter.data;

/**
 * How far the weights of judgements lie apart.
 *
 * @param lightest of one kind of judgement, but for zero
 * @param heaviest of one kind
 */
public record Spread(double lightest, double heaviest) {
    /** Beyond this a sum in twice the working precision no longer holds both. */
    private static final double SUMMABLE = 0x1p-80;

    /** Beyond this a sum of doubles holds four digits of the lightest. */
    private static final double EASY = 0x1p-40;

    /** Of all kinds of judgements. */
    public static Spread of(Judgements<?> judgements) {
        double lightest = Double.POSITIVE_INFINITY;
        double heaviest = 0;
        for (int kind = 0; kind < judgements.kinds(); kind++) {
            double weight = judgements.weight(kind);
            lightest = weight > 0 ? Math.min(lightest, weight) : lightest;
            heaviest = Math.max(heaviest, weight);
        }
        return new Spread(lightest, heaviest);
    }

    /** Whether scores that hang on the lightest can be found beside the heaviest. */
    public boolean isSummable() {
        return !(lightest < SUMMABLE * heaviest);
    }

    /** Whether it is sure that they can. */
    public boolean isEasy() {
        return !(lightest < EASY * heaviest);
    }
}
