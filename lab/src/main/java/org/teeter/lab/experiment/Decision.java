package org.teeter.lab.experiment;

/** Whether an observation holds in what was measured. */
public enum Decision {
    HOLDS("holds"),
    DOES_NOT("does not hold"),
    UNDECIDED("undecided");

    private final String words;

    Decision(String words) {
        this.words = words;
    }

    /**
     * Whether a measured number is at least a bound: decided where it is away from it by two standard errors of the mean over seeds.
     * One seed has no error, and decides by its value.
     */
    static Decision atLeast(double bound, Statistic measured) {
        double away = measured.mean() - bound;
        if (measured.n() > 1 && Math.abs(away) < 2 * measured.error()) {
            return UNDECIDED;
        }
        return away >= 0 ? HOLDS : DOES_NOT;
    }

    @Override
    public String toString() {
        return words;
    }
}
