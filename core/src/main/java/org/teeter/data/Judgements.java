package org.teeter.data;

/**
 * Judgements by kind, each kind with its weight: what can be drawn anew, left out in parts, or weighted otherwise.
 *
 * @param <D> the type of such data
 */
public interface Judgements<D> {

    /** How many kinds there are. */
    int kinds();

    /** How many kinds in a row are each other's alternatives, as the outcomes of one pair are. */
    default int alternatives() {
        return 1;
    }

    /** The total weight of the judgements of a kind, which may be 0; their number, where each has weight 1. */
    double weight(int kind);

    /** How far the weights of kinds lie apart. */
    default Spread spread() {
        Spread.Gauge gauge = new Spread.Gauge();
        for (int kind = 0; kind < kinds(); kind++) {
            gauge.add(weight(kind));
        }
        return gauge.spread();
    }

    /** These data with other weights, one a kind: not negative. What no weight is left of stays, and says nothing. */
    D weighted(double... weights);
}
