package org.teeter.model;

/** What one judgement of a pair says, by outcome: a win of the first item, a loss and, where it is predicted, a tie. */
final class PairOutcomes {
    static final int WIN = 0;
    static final int LOSS = 1;
    static final int TIE = 2;

    final double[] logProbability = new double[3];
    /** {@code d(-log p)/dx}. */
    final double[] slope = new double[3];
    /** {@code d(-log p)/dτ}, by outcome and extra parameter. */
    final double[][] extras;

    PairOutcomes(int extras) {
        this.extras = new double[3][extras];
    }

    /** A tie as half a win and half a loss. */
    void halveTie() {
        logProbability[TIE] = (logProbability[WIN] + logProbability[LOSS]) / 2;
        slope[TIE] = (slope[WIN] + slope[LOSS]) / 2;
        for (int k = 0; k < extras[TIE].length; k++) {
            extras[TIE][k] = (extras[WIN][k] + extras[LOSS][k]) / 2;
        }
    }
}
