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

    /** With more kinds, of these weights. */
    Spread with(double... weights) {
        Gauge gauge = new Gauge(this);
        for (double weight : weights) {
            gauge.add(weight);
        }
        return gauge.spread();
    }

    /** Looks at one weight after another. Doubles that are not negative are in the order of their bits, which takes no branch to compare. */
    public static final class Gauge {
        private long low;
        private long high;

        /** Of no weight yet. */
        public Gauge() {
            this(NOTHING);
        }

        private Gauge(Spread known) {
            this.low = above(known.lightest);
            this.high = Double.doubleToRawLongBits(known.heaviest);
        }

        /** In the order of the weights that are not 0, and 0 after all of them. */
        private static long above(double weight) {
            return (Double.doubleToRawLongBits(weight) - 1) ^ Long.MIN_VALUE;
        }

        /** Looks at one that is not negative. */
        public void add(double weight) {
            low = Math.min(low, above(weight));
            high = Math.max(high, Double.doubleToRawLongBits(weight));
        }

        /** Of all so far. */
        public Spread spread() {
            return new Spread(Double.longBitsToDouble((low ^ Long.MIN_VALUE) + 1), Double.longBitsToDouble(high));
        }
    }

    /** Whether scores that hang on the lightest can be found beside the heaviest. */
    public boolean isSummable() {
        return isWithin(SUMMABLE);
    }

    /** Whether it is sure that they can. */
    public boolean isEasy() {
        return isWithin(EASY);
    }

    /** Whether the lightest is at least this share of the heaviest. */
    public boolean isWithin(double share) {
        return !(lightest < share * heaviest);
    }
}
