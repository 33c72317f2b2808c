package org.teeter.infer;

import java.util.function.Consumer;
import org.teeter.model.Likelihood;

/** The judgements of one pair, or of one contest of it, beside what a model says of them; live, each in its turn. */
final class PairJudgements {
    /** By so much may probabilities of all outcomes miss 1. */
    private static final double ROUNDING = 1e-9;

    private final double[] log = new double[3];
    private final double[] slope = new double[3];
    private final double[] weight = new double[3];
    private final double[][] extras = new double[3][0];
    private int situation = -1;
    private int outcomes;
    private int first;
    private int second;

    private PairJudgements() {}

    /**
     * Visits all pairs of a likelihood.
     *
     * @return whether they are pairs: of ballots none is visited
     */
    static boolean visit(Likelihood likelihood, double[] theta, Consumer<PairJudgements> visitor) {
        PairJudgements at = new PairJudgements();
        boolean[] arePairs = {true};
        likelihood.contributions(theta, (situation, weight, log, size, items, gradient, extras) -> {
            if (situation != at.situation) {
                at.finish(visitor, arePairs);
                at.situation = situation;
                at.outcomes = 0;
                at.first = items[0];
                at.second = items[1];
            }
            arePairs[0] &= size == 2;
            at.log[at.outcomes] = log;
            at.slope[at.outcomes] = gradient[0];
            at.extras[at.outcomes] = extras.clone();
            at.weight[at.outcomes++] = weight;
        });
        at.finish(visitor, arePairs);
        return arePairs[0];
    }

    private void finish(Consumer<PairJudgements> visitor, boolean[] arePairs) {
        arePairs[0] &= situation < 0 || outcomes > 1;
        if (situation >= 0 && arePairs[0]) {
            visitor.accept(this);
        }
    }

    int first() {
        return first;
    }

    int second() {
        return second;
    }

    /** Whether a tie is an outcome of the model. */
    boolean predictsTies() {
        return outcomes == 3 && Math.exp(log[0]) + Math.exp(log[1]) + Math.exp(log[2]) < 1 + ROUNDING;
    }

    /** Win, loss and, where it is predicted, tie. */
    int outcomes() {
        return predictsTies() ? 3 : 2;
    }

    double logProbability(int outcome) {
        return log[outcome];
    }

    double probability(int outcome) {
        return Math.exp(log[outcome]);
    }

    /** The mean of a judgement: the probability of a win, a tie being half of one. */
    double mean() {
        return probability(0) + tie() / 2;
    }

    /** The variance of a judgement. */
    double variance() {
        return mean() * (probability(1) + tie() / 2) - tie() / 4;
    }

    private double tie() {
        return predictsTies() ? probability(2) : 0;
    }

    /** The derivative of the mean by the first item's score; by the second's it is the negative. */
    double meanAlongScore() {
        return -probability(0) * slope[0] - tie() / 2 * slope[2];
    }

    /** The derivative of the mean by a parameter that all judgements share. */
    double meanAlongExtra(int p) {
        return -probability(0) * extras[0][p] - (predictsTies() ? tie() / 2 * extras[2][p] : 0);
    }

    /** Ties that are half a win and half a loss. */
    double halved() {
        return outcomes == 3 && !predictsTies() ? weight[2] : 0;
    }

    /** The judgements of an outcome, halved ties among them by halves. */
    double count(int outcome) {
        return weight[outcome] + halved() / 2;
    }

    double n() {
        return weight[0] + weight[1] + (outcomes == 3 ? weight[2] : 0);
    }

    /** Wins of the first item, a tie being half a win. */
    double won() {
        return weight[0] + (outcomes == 3 ? weight[2] / 2 : 0);
    }
}
