package org.teeter.report.figure;

import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/** A link with noise of two peaks, {@code g(x) = (Λ(x - 4) + Λ(x + 4)) / 2}: sensitive also where nothing is dominant (erratum E15). */
record TwoPeaks() implements Link {
    private static final Logistic ODDS = new Logistic();
    private static final double APART = 4;

    @Override
    public String name() {
        return "two_peaks";
    }

    @Override
    public Probability probability(double x) {
        Probability left = ODDS.probability(x + APART);
        Probability right = ODDS.probability(x - APART);
        return new Probability((left.p() + right.p()) / 2, (left.q() + right.q()) / 2);
    }

    @Override
    public double logProbability(double x) {
        return Math.log(probability(x).p());
    }

    @Override
    public double logComplement(double x) {
        return Math.log(probability(x).q());
    }

    @Override
    public double density(double x) {
        return (ODDS.density(x + APART) + ODDS.density(x - APART)) / 2;
    }

    @Override
    public double logDensity(double x) {
        return Math.log(density(x));
    }

    @Override
    public double quantile(Probability p) {
        double low = -800;
        double high = 800;
        for (int step = 0; step < 64; step++) {
            double middle = (low + high) / 2;
            boolean below = p.isEvenOrMore()
                    ? probability(middle).q() > p.q()
                    : probability(middle).p() < p.p();
            low = below ? middle : low;
            high = below ? high : middle;
        }
        return (low + high) / 2;
    }
}
