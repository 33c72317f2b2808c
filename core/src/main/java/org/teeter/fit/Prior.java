package org.teeter.fit;

/** What is believed of each score before any judgement; in the fit, in its derivative and in every standard error. */
public sealed interface Prior {

    /** Derivative of the negative log-prior at a score. */
    double slope(double s);

    /** Second derivative of the negative log-prior at a score: a conductance from the item to the ground. */
    double curvature(double s);

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

    /** Maximum likelihood. */
    record None() implements Prior {
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

    /** Wins and losses against a ghost: {@code -games (log g(s) + log g(-s))} with the logistic g. */
    record Pseudo(double games) implements Prior {
        public Pseudo {
            if (!(games > 0 && games < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("games of a pseudo prior must be positive and finite, got " + games);
            }
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
