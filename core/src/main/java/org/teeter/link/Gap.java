package org.teeter.link;

/** Differences of two quantiles, and of two values, of a link, without cancellation. */
final class Gap {
    /** Quantiles further apart than this part of themselves are subtracted: at most four bits are lost. */
    private static final double CANCELLING = 1.0 / 16;

    /*
     * Gauss-Legendre rule with seven points on [-1, 1]: roots and weights of P7 (DLMF §3.5(v)). It is used over gaps in which the
     * density changes by less than the factor e; for an exponential its relative error is then below 1e-17.
     */
    private static final double[] ROOT = {0, 0.4058451513773972, 0.7415311855993945, 0.9491079123427585};
    private static final double[] WEIGHT = {
        0.4179591836734694, 0.3818300505051189, 0.27970539148927664, 0.1294849661688697
    };

    private Gap() {}

    static double between(Link link, Probability from, Probability to) {
        double x = link.quantile(from);
        double difference = link.quantile(to) - x;
        double mass = to.minus(from);
        if (mass == 0) {
            return 0;
        }
        boolean cancels = Math.abs(difference) < CANCELLING * Math.abs(x); // false for infinite quantiles
        boolean flat = Math.abs(link.logDensity(x + difference) - link.logDensity(x)) < 1;
        return cancels && flat ? solve(link, x, difference, mass) : difference;
    }

    /** Newton for the gap over which the density amounts to {@code mass}; quadratic, so three steps are more than it needs. */
    private static double solve(Link link, double x, double difference, double mass) {
        double gap = mass / link.density(x + difference / 2);
        for (int step = 0; step < 3; step++) {
            gap += (mass - integral(link, x, gap)) / link.density(x + gap);
        }
        return gap;
    }

    /** {@code g(x + gap) - g(x)}, from the values where they differ by much and from the density where they do not. */
    static double mass(Link link, double x, double gap) {
        Probability from = link.probability(x);
        Probability to = link.probability(x + gap);
        double difference = to.minus(from);
        if (Math.abs(difference) > CANCELLING * Math.max(from.smaller(), to.smaller())
                || !from.isInterior()
                || !to.isInterior()) {
            return difference;
        }
        double mode = link.mode().orElse(Double.NaN);
        if (x < mode && mode < x + gap) { // a kink may sit at the peak
            return integral(link, x, mode - x) + integral(link, mode, x + gap - mode);
        }
        boolean flat = Math.abs(link.logDensity(x + gap) - link.logDensity(x)) < 1;
        return flat ? integral(link, x, gap) : difference;
    }

    private static double integral(Link link, double x, double gap) {
        double half = gap / 2;
        double middle = x + half;
        double sum = WEIGHT[0] * link.density(middle);
        for (int k = 1; k < ROOT.length; k++) {
            sum += WEIGHT[k] * (link.density(middle - half * ROOT[k]) + link.density(middle + half * ROOT[k]));
        }
        return half * sum;
    }
}
