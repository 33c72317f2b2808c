package org.teeter.ledger;

import java.util.Set;
import org.teeter.link.Assumption;
import org.teeter.link.Link;
import org.teeter.link.Probability;

/**
 * A link that meets A2 to A6 and whose density is 0 in one place, at x = 0: strictly increasing all the same.
 *
 * <pre>{@code g'(x) = x² e^-|x| / 4,  g(x) = (x² - 2x + 2) e^x / 4 for x <= 0,  g(x) = 1 - g(-x)}</pre>
 */
record FlatSpotLink() implements Link {

    @Override
    public String name() {
        return "flat spot";
    }

    @Override
    public Set<Assumption> assumptions() {
        return Set.of(Assumption.A2, Assumption.A3, Assumption.A4, Assumption.A5, Assumption.A6);
    }

    @Override
    public Probability probability(double x) {
        double a = Math.min(Math.abs(x), 700); // beyond, the tail is 0 as a double
        double tail = (a * a + 2 * a + 2) * Math.exp(-a) / 4;
        return x <= 0 ? Probability.of(tail) : Probability.complementOf(tail);
    }

    @Override
    public double density(double x) {
        return Math.min(x * x, Double.MAX_VALUE) * Math.exp(-Math.abs(x)) / 4;
    }

    @Override
    public double logProbability(double x) {
        return x <= 0 ? logTail(-x) : Math.log1p(-probability(x).q());
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    private static double logTail(double a) {
        return Math.log((a * a + 2 * a + 2) / 4) - a;
    }

    @Override
    public double logDensity(double x) {
        return 2 * Math.log(Math.abs(x)) - Math.abs(x) - Math.log(4);
    }

    @Override
    public double quantile(Probability p) {
        return Bisection.quantile(this, p);
    }
}
