package org.teeter.link;

/** Differences of two quantiles, and of two values, of a link, without cancellation. */
final class Gap {
    /** Quantiles further apart than this part of themselves are subtracted: at most four bits are lost. */
    private static final double CANCELLING = 1.0 / 16;

    /** Densities below this may leave the range of normal doubles within a gap. */
    private static final double SMALL = 1e-290;

    /*
     * Gauss-Legendre rule with seven points on [-1, 1]: roots and weights of P7 (DLMF §3.5(v)). It is used over gaps in which the
     * density changes by less than the factor e; for an exponential its relative error is then below 1e-17.
     */
    private static final double[] ROOT = {0, 0.4058451513773972, 0.7415311855993945, 0.9491079123427585};
    private static final double[] WEIGHT = {
        0.4179591836734694, 0.3818300505051189, 0.27970539148927664, 0.1294849661688697
    };

    private Gap() {}

    /** The density at a distance from some score, as a part of the density there. */
    interface Relative {
        double at(double distance);
    }

    static double between(Link link, Probability from, Probability to) {
        double x = link.quantile(from);
        double difference = link.quantile(to) - x;
        double mass = to.minus(from);
        if (mass == 0) {
            return 0;
        }
        boolean flat = Math.abs(link.logDensity(x + difference) - link.logDensity(x)) < 1;
        return cancels(x, difference) && flat
                ? solve(relativeTo(link, x), overDensity(link, x, mass), difference)
                : difference;
    }

    /** Whether {@code x + difference} less x has lost digits; false for infinite quantiles. */
    static boolean cancels(double x, double difference) {
        return Math.abs(difference) < CANCELLING * Math.abs(x);
    }

    /** Newton for the gap over which the density amounts to a mass; quadratic, so three steps are more than it needs. */
    static double solve(Relative density, double massOverDensity, double difference) {
        double gap = massOverDensity / density.at(difference / 2);
        for (int step = 0; step < 3; step++) {
            gap += (massOverDensity - integral(density, gap)) / density.at(gap);
        }
        return gap;
    }

    /** Far out in a heavy tail, where {@code g'} has left the range of a double and its logarithm has not, by the logarithm. */
    private static Relative relativeTo(Link link, double x) {
        double here = link.density(x);
        if (here > SMALL) {
            return distance -> link.density(x + distance) / here;
        }
        double log = link.logDensity(x);
        return distance -> Math.exp(link.logDensity(x + distance) - log);
    }

    private static double overDensity(Link link, double x, double mass) {
        double here = link.density(x);
        return here > SMALL ? mass / here : Math.signum(mass) * Math.exp(Math.log(Math.abs(mass)) - link.logDensity(x));
    }

    /** {@code g(x + gap) - g(x)}, from the values where they differ by much and from the density where they do not. */
    static double mass(Link link, double x, double gap) {
        Probability from = link.probability(x);
        Probability to = link.probability(x + gap);
        double difference = to.minus(from);
        if (differ(from, to) || !from.isInterior() || !to.isInterior()) {
            return difference;
        }
        double mode = link.mode().orElse(Double.NaN);
        if (x < mode && mode < x + gap) { // a kink may sit at the peak
            return integral(link, x, mode - x) + integral(link, mode, x + gap - mode);
        }
        boolean flat = Math.abs(link.logDensity(x + gap) - link.logDensity(x)) < 1;
        return flat ? integral(link, x, gap) : difference;
    }

    /** Whether two probabilities can be subtracted: at most four bits are lost. */
    static boolean differ(Probability from, Probability to) {
        return Math.abs(to.minus(from)) > CANCELLING * Math.max(from.smaller(), to.smaller());
    }

    private static double integral(Link link, double x, double gap) {
        double here = link.density(x);
        double part = integral(relativeTo(link, x), gap);
        if (here > SMALL) {
            return here * part;
        }
        return part == 0 ? 0 : Math.signum(part) * Math.exp(link.logDensity(x) + Math.log(Math.abs(part)));
    }

    private static double integral(Relative density, double gap) {
        double half = gap / 2;
        double sum = WEIGHT[0] * density.at(half);
        for (int k = 1; k < ROOT.length; k++) {
            sum += WEIGHT[k] * (density.at(half - half * ROOT[k]) + density.at(half + half * ROOT[k]));
        }
        return half * sum;
    }
}
