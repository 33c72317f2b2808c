package org.teeter.dense;

import java.util.List;

/** Probabilities of outcomes as textbooks write them, with no thought of rounding: of a difference x of scores and the parameter τ of ties. */
enum Formulas {
    LOGISTIC {
        @Override
        Jet win(Jet x, Jet tau) {
            return share(x.exp(), Jet.constant(1, x.slope.length));
        }
    },
    PROBIT {
        @Override
        Jet win(Jet x, Jet tau) {
            double density = Math.exp(-x.value * x.value / 2) / Math.sqrt(2 * Math.PI);
            return x.of(normal(x.value), density, -x.value * density);
        }
    },
    HYPERBOLIC_SECANT {
        @Override
        Jet win(Jet x, Jet tau) {
            return x.times(Math.PI / 2).exp().atan().times(2 / Math.PI);
        }
    },
    DAVIDSON {
        @Override
        Jet win(Jet x, Jet tau) {
            Jet half = x.times(0.5);
            return share(half.exp(), half.times(-1).exp().plus(tau.exp()));
        }

        @Override
        Jet tie(Jet x, Jet tau) {
            Jet half = x.times(0.5);
            return share(tau.exp(), half.exp().plus(half.times(-1).exp()));
        }
    },
    RAO_KUPPER {
        @Override
        Jet win(Jet x, Jet tau) {
            return LOGISTIC.win(x.minus(tau), tau);
        }

        @Override
        Jet tie(Jet x, Jet tau) {
            return LOGISTIC.win(x.plus(tau), tau).minus(LOGISTIC.win(x.minus(tau), tau));
        }
    };

    abstract Jet win(Jet x, Jet tau);

    Jet tie(Jet x, Jet tau) {
        throw new AssertionError(this + " has no ties");
    }

    /** {@code a / (a + b)}, of logarithms. */
    private static Jet share(Jet a, Jet b) {
        return a.log().minus(a.plus(b).log()).exp();
    }

    /** Φ by the series {@code ½ + φ(x) (x + x³/3 + x⁵/15 + …)}, good to 1e-16 in absolute terms. */
    static double normal(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The log-likelihood of so many wins, losses and ties. */
    Jet logLikelihood(Jet x, Jet tau, double won, double lost, double tied) {
        Jet sum = Jet.constant(0, x.slope.length);
        if (won > 0) {
            sum = sum.plus(win(x, tau).log().times(won));
        }
        if (lost > 0) {
            sum = sum.plus(win(x.times(-1), tau).log().times(lost));
        }
        if (tied > 0) {
            sum = sum.plus(tie(x, tau).log().times(tied));
        }
        return sum;
    }

    /**
     * The log of the worth of a set of items that tie, {@code δ_|T| + mean of scores} (Turner et al., 2020, Computational Statistics 35,
     * Eq. 3): the product's geometric mean, in logarithms.
     *
     * @param ties δ of two items, of three, …
     */
    static Jet logWorth(List<Jet> scores, List<Jet> ties) {
        Jet sum = scores.get(0);
        for (Jet score : scores.subList(1, scores.size())) {
            sum = sum.plus(score);
        }
        Jet mean = sum.times(1.0 / scores.size());
        return scores.size() == 1 ? mean : mean.plus(ties.get(scores.size() - 2));
    }
}
