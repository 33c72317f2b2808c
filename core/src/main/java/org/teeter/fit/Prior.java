package org.teeter.fit;

import java.util.Optional;
import org.teeter.data.Features;
import org.teeter.model.Davidson;
import org.teeter.model.Hold;
import org.teeter.model.PairDerivatives;

/**
 * What is believed of each score before any judgement; in the fit, in its derivative and in every standard error. Of parameters that all
 * judgements share nothing is believed.
 */
public sealed interface Prior permits Prior.None, Prior.Normal, Prior.Pseudo, Prior.Firth, Regression {

    /** What the prior is of: the scores, or what features leave of them. */
    default double[] residuals(double[] scores) {
        return scores;
    }

    /**
     * The negative log-prior at a score, or what is left of it, but for a constant.
     *
     * @param tie the parameter by which a comparison with a ghost may end in a tie; -∞ where it may not
     */
    double value(double s, double tie);

    /** Its derivatives; the second one by the score is a conductance from the item to the ground. */
    void derive(double s, double tie, PairDerivatives into);

    /** By what it holds scores. */
    default Hold hold() {
        return Hold.EACH_SCORE;
    }

    /** Whether there is one. */
    default boolean holds() {
        return hold() != Hold.NOTHING;
    }

    /** Whether it holds each score for itself, if any, with the same curvature everywhere. */
    default boolean isQuadratic() {
        return hold() == Hold.NOTHING || hold() == Hold.EACH_SCORE;
    }

    /** Its slope at a score, where nothing ties. */
    default double slope(double s) {
        return alone(s).slope();
    }

    /** Its curvature there. */
    default double curvature(double s) {
        return alone(s).curvature();
    }

    private PairDerivatives alone(double s) {
        PairDerivatives at = new PairDerivatives();
        derive(s, Double.NEGATIVE_INFINITY, at);
        return at;
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

    /**
     * Jeffreys's, {@code ½ log det I}, of the information on differences of scores: it takes the first order off the bias of scores
     * (Firth 1993), and holds all scores that judged pairs connect.
     */
    static Prior firth() {
        return new Firth();
    }

    /** That of the information as a whole, not of a score. */
    record Firth() implements Prior {
        @Override
        public Hold hold() {
            return Hold.INFORMATION;
        }

        @Override
        public double value(double s, double tie) {
            return 0;
        }

        @Override
        public void derive(double s, double tie, PairDerivatives into) {
            into.set(0, 0);
        }

        @Override
        public String toString() {
            return "firth";
        }
    }

    /** Maximum likelihood. */
    record None() implements Prior {
        @Override
        public Hold hold() {
            return Hold.NOTHING;
        }

        @Override
        public double value(double s, double tie) {
            return 0;
        }

        @Override
        public void derive(double s, double tie, PairDerivatives into) {
            into.set(0, 0);
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
        public double value(double s, double tie) {
            return s * s / (2 * sigma * sigma);
        }

        @Override
        public void derive(double s, double tie, PairDerivatives into) {
            into.set(s / (sigma * sigma), 1 / (sigma * sigma));
        }

        @Override
        public String toString() {
            return "normal:" + plain(sigma);
        }
    }

    /**
     * Wins and losses against a ghost: {@code -games (log g(s) + log g(-s))} with the logistic g, whatever the model's link. In rankings
     * with ties of two the comparison is one more ranking, which might have ended in such a tie: Davidson's {@code e^(s/2) : e^τ :
     * e^(-s/2)} (Turner, van Etten, Firth and Kosmidis 2020).
     */
    record Pseudo(double games) implements Prior {
        private static final Davidson TIED = new Davidson();

        public Pseudo {
            if (!(games > 0 && games < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("games of a pseudo prior must be positive and finite, got " + games);
            }
        }

        @Override
        public Hold hold() {
            return Hold.GHOST;
        }

        @Override
        public double value(double s, double tie) {
            return tie == Double.NEGATIVE_INFINITY
                    ? games * (Math.abs(s) + 2 * Math.log1p(Math.exp(-Math.abs(s))))
                    : -TIED.logLikelihood(s, tie, games, games, 0);
        }

        @Override
        public void derive(double s, double tie, PairDerivatives into) {
            if (tie > Double.NEGATIVE_INFINITY) {
                TIED.derive(s, tie, games, games, 0, into);
                return;
            }
            double e = Math.exp(-Math.abs(s));
            into.set(games * Math.tanh(s / 2), 2 * games * e / ((1 + e) * (1 + e)));
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
