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

    /** Of no judgement: lighter than none, heavier than none. */
    static final Spread NOTHING = new Spread(Double.POSITIVE_INFINITY, 0);

    /** With more kinds, of these weights. Doubles that are not negative are in the order of their bits, which takes no branch to compare. */
    Spread with(double... weights) {
        long low = above(lightest);
        long high = Double.doubleToRawLongBits(heaviest);
        for (double weight : weights) {
            low = Math.min(low, above(weight));
            high = Math.max(high, Double.doubleToRawLongBits(weight));
        }
        return new Spread(Double.longBitsToDouble((low ^ Long.MIN_VALUE) + 1), Double.longBitsToDouble(high));
    }

    /** In the order of the weights that are not 0, and 0 after all of them. */
    private static long above(double weight) {
        return (Double.doubleToRawLongBits(weight) - 1) ^ Long.MIN_VALUE;
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
