package org.teeter.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.infer.Bootstrap;
import org.teeter.infer.Covariance;
import org.teeter.infer.Interval;
import org.teeter.infer.RankSets;
import org.teeter.link.Logistic;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.PairModel;
import org.teeter.random.L64X128Mix;

/**
 * How often do the intervals hold what they should, at a nominal 95 %?
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.Coverage STUDY [REPETITIONS]</pre>
 *
 * <p>STUDY is one of: scores (20 items, 200 judgements of each), davidson (the same with ties), thousand (1,000 items, 200 judgements of
 * each), raters (60 raters who differ, 10 items), few-raters (12 of them), ranks (10 items, some of them equal), equals (10 items, all of them), rare (an item with 20 judgements among a million).
 * Prints, for each way to form an interval, the share that held the truth, with its Monte-Carlo standard error over data sets, and the
 * mean width. Every study begins from seed 1.
 */
public final class Coverage {
    private static final double NOMINAL = 0.95;
    private static final double HALF_LIKELIHOOD = 3.841458820694124 / 2;
    private static final Estimator ESTIMATOR = Estimator.of(Prior.none());
    private static final Logistic LOGISTIC = new Logistic();

    private final RandomGenerator random = L64X128Mix.of(1);
    private final Map<String, double[]> sums = new LinkedHashMap<>(); // data sets, shares, their squares, widths
    private int infinite;

    private Coverage() {}

    public static void main(String[] args) {
        Coverage study = new Coverage();
        int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        for (int k = 0; k < repetitions; k++) {
            try {
                study.run(args[0], k);
            } catch (NoFiniteFitException e) {
                study.infinite++;
            }
        }
        study.print(args[0], repetitions);
    }

    private void run(String what, int k) {
        switch (what) {
            case "scores" -> scores(new BradleyTerry(), 20, 2000, true);
            case "davidson" -> scores(new Davidson(), 20, 2000, false);
            case "thousand" -> scores(new BradleyTerry(), 1000, 100_000, false);
            case "raters" -> raters(60, 100, 10);
            case "few-raters" -> raters(12, 500, 10);
            case "ranks" -> ranks(k, -1, -0.5, -0.5, -0.2, 0, 0, 0.05, 0.3, 0.35, 0.8);
            case "equals" -> ranks(k, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            case "rare" -> rare(20);
            default -> throw new IllegalArgumentException("no study is called " + what);
        }
    }

    private static double[] evenly(int n) {
        double[] truth = new double[n];
        Arrays.setAll(truth, i -> 2.0 * i / (n - 1) - 1);
        return truth;
    }

    private int other(int i, int n) {
        int j = random.nextInt(n - 1);
        return j >= i ? j + 1 : j;
    }

    private Outcome draw(double x, double tau) {
        double win = Math.exp(x / 2);
        double loss = Math.exp(-x / 2);
        double u = random.nextDouble() * (win + loss + Math.exp(tau));
        return u < win ? Outcome.FIRST : u < win + loss ? Outcome.SECOND : Outcome.TIE;
    }

    private void scores(PairModel model, int n, int judgements, boolean bootstrap) {
        double[] truth = evenly(n);
        double tau = model.predictsTies() ? -0.5 : Double.NEGATIVE_INFINITY;
        Tally tally = new Tally();
        for (int k = 0; k < judgements; k++) {
            int i = random.nextInt(n);
            int j = other(i, n);
            tally.add(i, j, draw(truth[i] - truth[j], tau));
        }
        Fit<ComparisonGraph> fit = ESTIMATOR.fit(
                model,
                ComparisonGraph.of(tally.counts(Items.numbered(n)), model.predictsTies() ? Ties.KEEP : Ties.HALF));
        for (Covariance covariance : List.of(Covariance.ofInformation(fit), Covariance.sandwich(fit))) {
            wald(covariance, fit, truth);
        }
        if (bootstrap) {
            List<Interval> percentiles =
                    Bootstrap.ofJudgements(ESTIMATOR, fit, 400, 1).ofScores(NOMINAL);
            double held = 0;
            double width = 0;
            for (int i = 0; i < n; i++) {
                held += percentiles.get(i).low() <= truth[i]
                                && truth[i] <= percentiles.get(i).high()
                        ? 1.0 / n
                        : 0;
                width += (percentiles.get(i).high() - percentiles.get(i).low()) / n;
            }
            add("bootstrap percentiles, scores", held, width);
        }
    }

    /** Scores, and the differences of neighbours and of opposite items. */
    private void wald(Covariance covariance, Fit<ComparisonGraph> fit, double[] truth) {
        int n = truth.length;
        double z = covariance.quantile(NOMINAL);
        List<Double> errors = covariance.ofScores().values();
        double held = 0;
        double width = 0;
        for (int i = 0; i < n; i++) {
            held += Math.abs(fit.scores().get(i) - truth[i]) <= z * errors.get(i) ? 1.0 / n : 0;
            width += 2 * z * errors.get(i) / n;
        }
        add(covariance.name() + ", scores", held, width);
        int pairs = Math.min(n / 2, 20);
        held = 0;
        width = 0;
        for (int i = 0; i < pairs; i++) {
            for (int j : new int[] {i + 1, n - 1 - i}) {
                double error = Math.sqrt(covariance.ofDifference(i, j));
                double off = fit.scores().difference(i, j) - (truth[i] - truth[j]);
                held += Math.abs(off) <= z * error ? 0.5 / pairs : 0;
                width += z * error / pairs;
            }
        }
        add(covariance.name() + ", differences", held, width);
    }

    /** Raters have tastes of their own, so that the model is wrong of each and nearly right of all; the truth is the fit to expectations. */
    private void raters(int raters, int each, int n) {
        double spread = 0.7;
        double[] mean = evenly(n);
        double[] truth = expected(mean, spread);
        Tally tally = new Tally();
        for (int rater = 0; rater < raters; rater++) {
            double[] own = new double[n];
            Arrays.setAll(own, i -> mean[i] + spread * random.nextGaussian());
            for (int k = 0; k < each; k++) {
                int i = random.nextInt(n);
                int j = other(i, n);
                tally.add(i, j, draw(own[i] - own[j], Double.NEGATIVE_INFINITY), rater, 1, 1);
            }
        }
        Counts counts = tally.counts(Items.numbered(n));
        Fit<ComparisonGraph> fit = ESTIMATOR.fit(new BradleyTerry(), ComparisonGraph.of(counts, Ties.HALF));
        List<ComparisonGraph> clusters = Covariance.clusters(counts, Ties.HALF);
        wald(Covariance.sandwich(fit), fit, truth);
        wald(Covariance.clustered(fit, clusters), fit, truth);
        Bootstrap bootstrap = Bootstrap.ofClusters(ESTIMATOR, fit, clusters, 400, 1);
        List<Interval> percentiles = bootstrap.ofScores(NOMINAL);
        double held = 0;
        double width = 0;
        for (int i = 0; i < n; i++) {
            held += percentiles.get(i).low() <= truth[i]
                            && truth[i] <= percentiles.get(i).high()
                    ? 1.0 / n
                    : 0;
            width += (percentiles.get(i).high() - percentiles.get(i).low()) / n;
        }
        add("bootstrap of clusters, scores", held, width);
    }

    private double[] expected(double[] mean, double spread) {
        int n = mean.length;
        Tally tally = new Tally();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double p = 0;
                double total = 0;
                for (double z = -8; z <= 8; z += 1.0 / 64) {
                    double density = Math.exp(-z * z / 2);
                    p += density
                            * LOGISTIC.probability(mean[i] - mean[j] + Math.sqrt(2) * spread * z)
                                    .p();
                    total += density;
                }
                tally.add(i, j, Outcome.FIRST, p / total, 1);
                tally.add(i, j, Outcome.SECOND, 1 - p / total, 1);
            }
        }
        return ESTIMATOR
                .fit(new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(n)), Ties.HALF))
                .scores()
                .toArray();
    }

    /** Whether every true rank lies in its interval, all at once; and whether no separated pair is in the wrong order. */
    private void ranks(int seed, double... truth) {
        int n = truth.length;
        Tally tally = new Tally();
        for (int k = 0; k < 100 * n; k++) {
            int i = random.nextInt(n);
            int j = other(i, n);
            tally.add(i, j, draw(truth[i] - truth[j], Double.NEGATIVE_INFINITY));
        }
        Fit<ComparisonGraph> fit =
                ESTIMATOR.fit(new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(n)), Ties.HALF));
        for (Covariance covariance : List.of(Covariance.ofInformation(fit), Covariance.sandwich(fit))) {
            RankSets sets = RankSets.of(fit, covariance, NOMINAL, 5000, seed);
            boolean all = true;
            double width = 0;
            for (RankSets.Place place : sets.places()) {
                double s = truth[place.item()];
                long above = Arrays.stream(truth).filter(t -> t > s).count();
                long below = Arrays.stream(truth).filter(t -> t < s).count();
                all &= place.best() <= above + 1 && n - below <= place.worst();
                width += (double) (place.worst() - place.best()) / n;
            }
            add(covariance.name() + ", all ranks at once", all ? 1 : 0, width);
        }
    }

    /** Fifty items, of which one, a strong one, has few judgements; the others have all the rest of a million. */
    private void rare(int few) {
        int n = 50;
        double[] truth = evenly(n);
        double[] weights = new double[n];
        Tally tally = new Tally();
        int each = 1_000_000 / ((n - 1) * (n - 2) / 2);
        for (int i = 0; i < n - 1; i++) {
            for (int j = 0; j < i; j++) {
                double p = LOGISTIC.probability(truth[i] - truth[j]).p();
                long won = Math.round(each * p + Math.sqrt(each * p * (1 - p)) * random.nextGaussian());
                tally.add(i, j, Outcome.FIRST, 1, won);
                tally.add(i, j, Outcome.SECOND, 1, each - won);
            }
        }
        int rare = n - 1;
        double[] against = new double[n];
        double wins = 0;
        for (int k = 0; k < few; k++) {
            int j = random.nextInt(rare);
            Outcome outcome = draw(truth[rare] - truth[j], Double.NEGATIVE_INFINITY);
            tally.add(rare, j, outcome);
            against[j]++;
            wins += outcome == Outcome.FIRST ? 1 : 0;
        }
        Fit<ComparisonGraph> fit =
                ESTIMATOR.fit(new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(n)), Ties.HALF));
        Arrays.fill(weights, -1.0 / (n - 1));
        weights[rare] = 1;
        double target = value(weights, truth);
        double found = value(weights, fit.scores().toArray());
        for (Covariance covariance : List.of(Covariance.ofInformation(fit), Covariance.sandwich(fit))) {
            double half = covariance.quantile(NOMINAL) * Math.sqrt(covariance.variance(weights));
            add(covariance.name() + ", the rare item", Math.abs(found - target) <= half ? 1 : 0, 2 * half);
        }
        double shift = target - found; // the others are known fifty times as well, so they stay
        double best = likelihood(fit, against, wins, 0);
        double low = bound(fit, against, wins, best, -1);
        double high = bound(fit, against, wins, best, 1);
        add("profile likelihood, the rare item", low <= shift && shift <= high ? 1 : 0, high - low);
    }

    private static double value(double[] weights, double[] scores) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * scores[i];
        }
        return sum;
    }

    /** Of the last item's judgements, its score moved. */
    private static double likelihood(Fit<ComparisonGraph> fit, double[] against, double wins, double moved) {
        int rare = against.length - 1;
        double s = fit.scores().get(rare) + moved;
        double sum = wins * s;
        for (int j = 0; j < rare; j++) {
            if (against[j] > 0) {
                double x = s - fit.scores().get(j);
                sum -= against[j] * (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
            }
        }
        return sum;
    }

    private static double bound(Fit<ComparisonGraph> fit, double[] against, double wins, double best, int direction) {
        double inside = 0;
        double outside = direction * 40.0;
        for (int k = 0; k < 100; k++) {
            double middle = (inside + outside) / 2;
            if (likelihood(fit, against, wins, middle) >= best - HALF_LIKELIHOOD) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    private void add(String what, double held, double width) {
        double[] sum = sums.computeIfAbsent(what, w -> new double[4]);
        sum[0]++;
        sum[1] += held;
        sum[2] += held * held;
        sum[3] += width;
    }

    private void print(String study, int repetitions) {
        System.out.printf(
                Locale.ROOT, "%s: %d data sets, %d of them without a finite maximum%n", study, repetitions, infinite);
        sums.forEach((what, sum) -> {
            double mean = sum[1] / sum[0];
            double error = Math.sqrt(Math.max(0, sum[2] / sum[0] - mean * mean) / sum[0]);
            System.out.printf(
                    Locale.ROOT,
                    "  %s: %.2f %% ± %.2f, mean width %.3f%n",
                    what,
                    100 * mean,
                    100 * error,
                    sum[3] / sum[0]);
        });
    }
}
