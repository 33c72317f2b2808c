package org.teeter.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.teeter.data.Judgements;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.model.Likelihood;

/**
 * How well a model predicts judgements that it was not fitted to: every judgement lands in one of k folds, and each fold is predicted from
 * the others.
 *
 * @param folds how many
 * @param unfitted folds whose others have no finite fit; nothing else tells of their judgements
 * @param judgements that were predicted, as a sum of weights
 * @param logLoss the mean of {@code -log p} over them, in nats; a tie that was halved has the mean of a win's and a loss's
 * @param calibration of the predicted shares of pairs, by twentieths from one half on; empty for ballots
 */
public record CrossValidation(
        int folds, int unfitted, double judgements, OptionalDouble logLoss, List<Bin> calibration) {
    private static final int BINS = 10;

    public CrossValidation {
        calibration = List.copyOf(calibration);
    }

    /**
     * Predictions of about the same size, each for the item that is favoured.
     *
     * @param n judgements
     * @param predicted the mean probability that the favoured item is preferred, ties aside
     * @param observed the share of them that preferred it, a tie being half
     */
    public record Bin(double low, double high, double n, double predicted, double observed) {}

    /** Predictions are made by the model, prior and estimator of a fit. */
    public static <D extends Judgements<D>> CrossValidation of(Estimator estimator, Fit<D> fit, int folds, long seed) {
        return of(estimator, fit, folds, seed, UnaryOperator.identity());
    }

    /**
     * The same where data are changed before each fit to them, and those that are predicted are as they were.
     *
     * @param changed the data that are fitted, of the same kinds of judgements
     */
    public static <D extends Judgements<D>> CrossValidation of(
            Estimator estimator, Fit<D> fit, int folds, long seed, UnaryOperator<D> changed) {
        if (folds < 2) {
            throw new IllegalArgumentException("cross-validation needs two folds at least, got " + folds);
        }
        double[][] weights = split(fit.data(), folds, Streams.of(seed, 1)[0]);
        int unfitted = 0;
        double judgements = 0;
        double sum = 0;
        double[][] bins = new double[BINS][3];
        for (double[] held : weights) {
            double[] rest = new double[held.length];
            double size = 0;
            for (int k = 0; k < rest.length; k++) {
                for (double[] fold : weights) {
                    rest[k] += fold == held ? 0 : fold[k];
                }
                size += held[k];
            }
            D test = fit.data().weighted(held);
            try {
                Fit<D> fitted = estimator.refit(changed.apply(fit.data().weighted(rest)), fit);
                Likelihood likelihood = fit.model().likelihood(test);
                sum -= likelihood.logLikelihood(fitted.position());
                judgements += size;
                PairJudgements.visit(likelihood, fitted.position(), pair -> add(pair, bins));
            } catch (NoFiniteFitException
                    | NoConvergenceException e) { // the latter where only this fold has ties of so many items
                unfitted++;
            }
        }
        List<Bin> calibration = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            double[] bin = bins[b];
            if (bin[0] > 0) {
                double low = 0.5 + b / (2.0 * BINS);
                calibration.add(new Bin(low, low + 0.5 / BINS, bin[0], bin[1] / bin[0], bin[2] / bin[0]));
            }
        }
        return new CrossValidation(
                folds,
                unfitted,
                judgements,
                judgements > 0 ? OptionalDouble.of(sum / judgements) : OptionalDouble.empty(),
                calibration);
    }

    private static void add(PairJudgements pair, double[][] bins) {
        double n = pair.n();
        double p = pair.probability(0) / (pair.probability(0) + pair.probability(1));
        double share = Math.max(p, 1 - p);
        double[] bin = bins[(int) Math.min(BINS - 1, (share - 0.5) * 2 * BINS)];
        bin[0] += n;
        bin[1] += n * share;
        bin[2] += p >= 0.5 ? pair.won() : n - pair.won();
    }

    /** Each judgement goes to a fold at random; of a weight that is no whole number, the fraction goes to one. */
    private static double[][] split(Judgements<?> data, int folds, RandomGenerator random) {
        double[][] weights = new double[folds][data.kinds()];
        for (int kind = 0; kind < data.kinds(); kind++) {
            double weight = data.weight(kind);
            long whole = weight < 1L << 52 ? (long) weight : 0; // one that has no units is one
            long left = whole;
            for (int f = 0; f < folds; f++) {
                long here = f == folds - 1 ? left : Binomial.draw(random, left, 1.0 / (folds - f));
                weights[f][kind] = here;
                left -= here;
            }
            if (weight > whole) {
                weights[random.nextInt(folds)][kind] += weight - whole;
            }
        }
        return weights;
    }
}
