package org.teeter.fit;

import java.util.Optional;
import org.teeter.data.Features;

/**
 * What is believed of each score before any judgement; in the fit, in its derivative and in every standard error. Of parameters that all
 * judgements share nothing is believed.
 */
public sealed interface Prior permits Prior.None, Prior.Normal, Prior.Pseudo, Regression {

    /** What the prior is of: the scores, or what features leave of them. */
    default double[] residuals(double[] scores) {
        return scores;
    }

    /** The negative log-prior at a score, or what is left of it, but for a constant. */
    double value(double s);

    /** Derivative of the negative log-prior at a score. */
    double slope(double s);

    /** Second derivative of the negative log-prior at a score: a conductance from the item to the ground. */
    double curvature(double s);

    /** Whether there is one, so that it holds every score. */
    default boolean holds() {
        return true;
    }

    /**
     * Whether its curvature grows along a step as that of a comparison with a fixed score does; a normal prior has the same
     * curvature everywhere.
     */
    default boolean isComparison() {
        return false;
    }

    /** How many directions scores may take. */
    default int freedom(int items) {
        return items - 1;
    }

    /** The features towards which scores are drawn, or to which they are held, if they are. */
    default Optional<Regression> regression() {
        return Optional.empty();
    }

    /** How the command line writes this prior. */
    @Override
    String toString();

    /** No prior: maximum likelihood. */
    static Prior none() {
        return new None();
    }

    /** An independent normal prior on each score, of mean 0 and standard deviation {@code sigma} in score units (log-odds). */
    static Prior normal(double sigma) {
        return new Normal(sigma);
    }

    /** {@code games} wins and as many losses of each item against one common ghost item, which has score 0. */
    static Prior pseudo(double games) {
        return new Pseudo(games);
    }

    /**
     * Scores that are explained by features of the items, {@code s_i ~ N(x_i'β, sigma²)}, of whose effects β nothing is believed.
     *
     * @param sigma in score units; 0 for scores that are {@code x_i'β}
     */
    static Prior regression(Features features, double sigma) {
        return Regression.of(features, sigma);
    }

    /** Maximum likelihood. */
    record None() implements Prior {
        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public double value(double s) {
            return 0;
        }

        @Override
        public double slope(double s) {
            return 0;
        }

        @Override
        public double curvature(double s) {
            return 0;
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /** {@code s ~ N(0, sigma²)}, independently. */
    record Normal(double sigma) implements Prior {
        public Normal {
            if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("sigma of a normal prior must be positive and finite, got " + sigma);
            }
        }

        @Override
        public double value(double s) {
            return s * s / (2 * sigma * sigma);
        }

        @Override
        public double slope(double s) {
            return s / (sigma * sigma);
        }

        @Override
        public double curvature(double s) {
            return 1 / (sigma * sigma);
        }

        @Override
        public String toString() {
            return "normal:" + plain(sigma);
        }
    }

    /** Wins and losses against a ghost: {@code -games (log g(s) + log g(-s))} with the logistic g, whatever the model's link. */
    record Pseudo(double games) implements Prior {
        public Pseudo {
            if (!(games > 0 && games < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("games of a pseudo prior must be positive and finite, got " + games);
            }
        }

        @Override
        public boolean isComparison() {
            return true;
        }

        @Override
        public double value(double s) {
            return games * (Math.abs(s) + 2 * Math.log1p(Math.exp(-Math.abs(s))));
        }

        @Override
        public double slope(double s) {
            return games * Math.tanh(s / 2);
        }

        @Override
        public double curvature(double s) {
            double e = Math.exp(-Math.abs(s));
            return 2 * games * e / ((1 + e) * (1 + e));
        }

        @Override
        public String toString() {
            return "pseudo:" + plain(games);
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
