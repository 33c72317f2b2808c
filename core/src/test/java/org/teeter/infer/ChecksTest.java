package org.teeter.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

/** Whether a model fits: ratios, residuals, triads and folds. */
class ChecksTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    /** Even degrees have closed forms; odd ones from tables of the distribution. */
    @Test
    void chiSquaredTailsAreRight() {
        for (double x : new double[] {1e-9, 0.1, 1, 3, 10, 40, 200, 1000}) {
            assertEquals(Math.exp(-x / 2), ChiSquare.tail(x, 2), 1e-13 * Math.exp(-x / 2));
            assertEquals((1 + x / 2) * Math.exp(-x / 2), ChiSquare.tail(x, 4), 1e-12 * Math.exp(-x / 2) * (1 + x));
        }
        assertEquals(0.05, ChiSquare.tail(3.841458820694124, 1), 1e-13);
        assertEquals(0.05, ChiSquare.tail(18.307038053275146, 10), 1e-13);
        assertEquals(0.01, ChiSquare.tail(135.80672317102676, 100), 1e-12);
        assertEquals(1, ChiSquare.tail(0, 3));
    }

    /** The observed pairs alone decide: the likelihoods of two models of as many parameters make no ratio. */
    @Test
    void ratiosAreOfNestedFitsToTheSameData() {
        ComparisonGraph data = Models.random(new BradleyTerry(), Cases.random(2), 5, 20);
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data);
        Fit<ComparisonGraph> probit = MAXIMUM_LIKELIHOOD.fit(new LinkModel(new Probit()), data);
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> LikelihoodRatio.of(fit, probit))
                        .getMessage());
        assertTrue(
                message.startsWith(
                        "the larger model needs more parameters and must fit no worse, got probit with 4 beside"),
                message);
        Fit<ComparisonGraph> other =
                MAXIMUM_LIKELIHOOD.fit(new Davidson(), Models.random(new Davidson(), Cases.random(2), 5, 20));
        assertEquals(
                "a likelihood ratio compares two fits to the same data, ties decided the same way",
                assertThrows(IllegalArgumentException.class, () -> LikelihoodRatio.of(fit, other))
                        .getMessage());
    }

    /** 1987 American League East without the home field: G² = 15.7 on 15 degrees, Agresti (2002), 10.6.1. */
    @Test
    void baseballFitsAsPublished() {
        int[][] wins = {
            {0, 7, 9, 7, 7, 9, 11},
            {6, 0, 7, 5, 11, 9, 9},
            {4, 6, 0, 7, 7, 8, 12},
            {6, 8, 6, 0, 6, 7, 10},
            {6, 2, 6, 7, 0, 7, 12},
            {4, 4, 5, 6, 6, 0, 6},
            {2, 4, 1, 3, 1, 7, 0},
        };
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            for (int j = i + 1; j < 7; j++) {
                rows.add(new double[] {i, j, wins[i][j], wins[j][i]});
            }
        }
        GoodnessOfFit fit = GoodnessOfFit.of(
                MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(7, rows.toArray(new double[0][]))));
        assertEquals(15.7, fit.deviance(), 0.05);
        assertEquals(15, fit.degreesOfFreedom());
        assertEquals(0.40, fit.pValue(), 0.01);
    }

    /** The same with the home field: anova of R's BradleyTerry2 (tests/baseball.Rout.save), Agresti (2002), Table 10.10. */
    @Test
    void theHomeFieldCountsAsPublished() {
        int[][] home = {
            {0, 4, 4, 4, 6, 4, 6},
            {3, 0, 4, 4, 6, 6, 4},
            {2, 4, 0, 2, 4, 4, 6},
            {3, 5, 2, 0, 4, 4, 6},
            {5, 2, 3, 4, 0, 5, 6},
            {2, 3, 3, 4, 4, 0, 2},
            {2, 1, 1, 2, 1, 3, 0},
        };
        int[][] away = {
            {0, 3, 2, 3, 1, 2, 0},
            {3, 0, 2, 3, 0, 1, 3},
            {5, 3, 0, 4, 3, 2, 0},
            {3, 1, 5, 0, 3, 2, 1},
            {1, 5, 3, 2, 0, 2, 0},
            {5, 3, 4, 3, 2, 0, 4},
            {5, 5, 6, 4, 6, 4, 0},
        };
        Contests.Builder builder = new Contests.Builder(List.of("home"));
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                if (i != j) {
                    builder.add(i, j, Outcome.FIRST, home[i][j], 1);
                    builder.add(i, j, Outcome.SECOND, away[i][j], 1);
                }
            }
        }
        Contests contests = builder.contests(Items.numbered(7), Ties.HALF);
        Fit<Contests> with = MAXIMUM_LIKELIHOOD.fit(new Conditional(new BradleyTerry()), contests);
        Fit<ComparisonGraph> without = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), contests.pooled());
        LikelihoodRatio ratio = LikelihoodRatio.ofConditions(without, with);
        assertEquals(5.4106, ratio.statistic(), 5e-5);
        assertEquals(1, ratio.degreesOfFreedom());
        assertEquals(0.02002, ratio.pValue(), 5e-5); // of a normal beyond its root both ways
        GoodnessOfFit goodness = GoodnessOfFit.of(with);
        assertEquals(38.643, goodness.deviance(), 5e-4);
        assertEquals(35, goodness.degreesOfFreedom());
        double[] published = {0.3378422, 0.3350014, 0.3445518, 0.3473653, 0.3404034, 0.3403222}; // Boston, Cleveland, …
        int[] items = {4, 5, 1, 0, 3, 2};
        Covariance covariance = Covariance.ofInformation(with);
        for (int k = 0; k < 6; k++) { // R's are of the last step but one, which is off by as much
            assertEquals(published[k], Math.sqrt(covariance.ofDifference(items[k], 6)), 5e-7);
        }
        assertEquals(
                "a likelihood ratio compares two fits to the same data, ties decided the same way",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> LikelihoodRatio.ofConditions(
                                        MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), planted(Cases.random(1), 7, 9)),
                                        with))
                        .getMessage());
    }

    /** Deviance as the difference to the saturated likelihood; the sum of leverages is the number of scores less one (Foster). */
    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void devianceIsWhatTheSaturatedModelGains(PairModel model) {
        forAll(25, (random, size) -> Models.random(model, random, 3 + (int) (15 * size), 50), data -> {
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(model, data);
            GoodnessOfFit goodness = GoodnessOfFit.of(fit);
            double saturated = 0;
            for (int e = 0; e < data.edges(); e++) {
                for (double count : new double[] {data.won(e), data.lost(e), data.tied(e)}) {
                    saturated += count > 0 ? count * Math.log(count / data.n(e)) : 0;
                }
            }
            assertEquals(2 * (saturated - fit.logLikelihood()), goodness.deviance(), 1e-8 * (1 + Math.abs(saturated)));
            int free = data.edges() * (model.predictsTies() ? 2 : 1)
                    - (data.size() - 1)
                    - fit.extras().size();
            assertEquals(free, goodness.degreesOfFreedom());
            double leverages = 0;
            double excess = 0;
            for (int e = 0; e < data.edges(); e++) {
                GoodnessOfFit.Pair pair = goodness.pairs().get(e);
                assertEquals(data.first(e), pair.first());
                leverages += pair.leverage();
                excess += pair.observed() - pair.expected();
            }
            if (model instanceof BradleyTerry) {
                assertEquals(data.size() - 1, leverages, 1e-8 * data.size());
                assertTrue(Double.isFinite(excess));
            }
        });
    }

    /** On data from the model, squared standardised residuals average 1. */
    @Test
    void residualsOfARightModelHaveVarianceOne() {
        RandomGenerator random = Cases.random(5);
        double sum = 0;
        int pairs = 0;
        for (int k = 0; k < 200; k++) {
            GoodnessOfFit fit = GoodnessOfFit.of(MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), planted(random, 8, 40)));
            for (GoodnessOfFit.Pair pair : fit.pairs()) {
                sum += pair.residual() * pair.residual();
                pairs++;
            }
        }
        assertEquals(1, sum / pairs, 4 * Math.sqrt(2.0 / pairs));
    }

    /** The same where the judgements share parameters: few pairs, so that these take much of what their judgements know. */
    @Test
    void residualsOfARightModelThatSharesParametersHaveVarianceOne() {
        RandomGenerator random = Cases.random(6);
        double[] scores = {0, 0.9, 2.2};
        double home = 0;
        double davidson = 0;
        int draws = 1000;
        for (int k = 0; k < draws; k++) {
            Contests.Builder seen = new Contests.Builder(List.of("home"));
            Tally tied = new Tally();
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double win = Math.exp(scores[i] - scores[j] + 0.7);
                    double won = Binomial.draw(random, 60, win / (1 + win));
                    if (i != j) {
                        seen.add(i, j, Outcome.FIRST, won, 1);
                        seen.add(i, j, Outcome.SECOND, 60 - won, 1);
                    }
                    double up = Math.exp((scores[i] - scores[j]) / 2);
                    double all = up + 1 / up + 2;
                    double ties = Binomial.draw(random, 60, 2 / all);
                    double wins = Binomial.draw(random, (long) (60 - ties), up / (all - 2));
                    if (i < j) {
                        add(tied, i, j, wins, 60 - ties - wins, ties);
                    }
                }
            }
            home += meanSquare(GoodnessOfFit.of(MAXIMUM_LIKELIHOOD.fit(
                    new Conditional(new BradleyTerry()), seen.contests(Items.numbered(3), Ties.HALF))));
            davidson += meanSquare(GoodnessOfFit.of(MAXIMUM_LIKELIHOOD.fit(
                    new Davidson(), ComparisonGraph.of(tied.counts(Items.numbered(3)), Ties.KEEP))));
        }
        assertEquals(1, home / draws, 0.1);
        assertEquals(1, davidson / draws, 0.15);
    }

    private static double meanSquare(GoodnessOfFit fit) {
        return fit.pairs().stream()
                .mapToDouble(pair -> pair.residual() * pair.residual())
                .average()
                .orElseThrow();
    }

    /** Two items, seen from both sides: two shares and two parameters, so that each contest alone decides what is fitted of it. */
    @Test
    void contestsThatDetermineTheFitHaveLeverageOne() {
        Contests.Builder seen = new Contests.Builder(List.of("home"));
        seen.add(0, 1, Outcome.FIRST, 30, 1);
        seen.add(0, 1, Outcome.SECOND, 10, 1);
        seen.add(1, 0, Outcome.FIRST, 11, 1);
        seen.add(1, 0, Outcome.SECOND, 9, 1);
        GoodnessOfFit fit = GoodnessOfFit.of(MAXIMUM_LIKELIHOOD.fit(
                new Conditional(new BradleyTerry()), seen.contests(Items.numbered(2), Ties.HALF)));
        for (GoodnessOfFit.Pair pair : fit.pairs()) {
            assertEquals(1, pair.leverage(), 1e-12);
            assertEquals(0, pair.residual(), 0);
        }
    }

    private static void add(Tally tally, int i, int j, double won, double lost, double ties) {
        tally.add(i, j, Outcome.FIRST, won, 1);
        tally.add(i, j, Outcome.SECOND, lost, 1);
        tally.add(i, j, Outcome.TIE, ties, 1);
    }

    /** By hand. */
    @Test
    void pearsonCountsEveryOutcome() {
        Tally tally = new Tally();
        add(tally, 0, 1, 8, 8, 4);
        add(tally, 1, 2, 8, 8, 14);
        GoodnessOfFit fit = GoodnessOfFit.of(
                MAXIMUM_LIKELIHOOD.fit(new Davidson(), ComparisonGraph.of(tally.counts(Items.numbered(3)), Ties.KEEP)));
        // all level: of 20 and of 30 judgements 18/50 are ties, 7.2 and 10.8, and 6.4 and 9.6 wins
        double expected = 2 * 1.6 * 1.6 / 6.4 + 3.2 * 3.2 / 7.2 + 2 * 1.6 * 1.6 / 9.6 + 3.2 * 3.2 / 10.8;
        assertEquals(expected, fit.pearson(), 1e-12);
    }

    @Test
    void triadsAreCountedOneByOne() {
        forAll(40, (random, size) -> Graphs.random(random, 3 + (int) (15 * size), (int) (80 * size)), data -> {
            long all = 0;
            long around = 0;
            for (int i = 0; i < data.size(); i++) {
                for (int j = i + 1; j < data.size(); j++) {
                    for (int k = j + 1; k < data.size(); k++) {
                        if (data.edge(i, j) >= 0 && data.edge(j, k) >= 0 && data.edge(i, k) >= 0) {
                            all++;
                            int lead = lead(data, i, j) + lead(data, j, k) + lead(data, k, i);
                            around += Math.abs(lead) == 3 ? 1 : 0;
                        }
                    }
                }
            }
            Triads triads = Triads.of(MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data), 20, 1);
            assertEquals(all, triads.all());
            assertEquals(around, triads.intransitive());
        });
    }

    private static int lead(ComparisonGraph data, int i, int j) {
        int e = data.edge(i, j);
        return Double.compare(data.won(e), data.lost(e)) * (data.first(e) == i ? 1 : -1);
    }

    /** Three equal items, one judgement a pair: two of the eight outcomes go round. */
    @Test
    void aQuarterOfTriadsAmongEqualsIsExpected() {
        ComparisonGraph data =
                Graphs.of(3, new double[] {0, 1, 1, 0}, new double[] {1, 2, 1, 0}, new double[] {0, 2, 0, 1});
        Triads triads = Triads.of(MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data), 20_000, 1);
        assertEquals(1, triads.intransitive());
        assertEquals(0.25, triads.expected(), 0.02);
        assertEquals(0.25, triads.pValue(), 0.02);
    }

    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void foldsHoldEveryJudgementOnce(PairModel model) {
        ComparisonGraph data = Models.random(model, Cases.random(7), 8, 60);
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(model, data);
        CrossValidation held = CrossValidation.of(MAXIMUM_LIKELIHOOD, fit, 5, 3);
        double total = 0;
        for (int e = 0; e < data.edges(); e++) {
            total += data.n(e);
        }
        assertEquals(0, held.unfitted());
        assertEquals(total, held.judgements(), 1e-9 * total);
        assertEquals(
                total,
                held.calibration().stream().mapToDouble(CrossValidation.Bin::n).sum(),
                1e-9 * total);
        double inside = -fit.logLikelihood() / total;
        assertTrue(held.logLoss().orElseThrow() > inside);
        assertEquals(inside, held.logLoss().orElseThrow(), 0.05);
        assertEquals(held, CrossValidation.of(MAXIMUM_LIKELIHOOD, fit, 5, 3));
        assertEquals(
                held.logLoss(),
                CrossValidation.of(MAXIMUM_LIKELIHOOD, fit, 5, 3).logLoss());
    }

    @Test
    void aRightModelIsCalibrated() {
        ComparisonGraph data = planted(Cases.random(9), 20, 200);
        CrossValidation held =
                CrossValidation.of(MAXIMUM_LIKELIHOOD, MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data), 10, 1);
        for (CrossValidation.Bin bin : held.calibration()) {
            assertEquals(bin.predicted(), bin.observed(), 4 * Math.sqrt(0.25 / bin.n()) + 0.01);
            assertTrue(bin.low() <= bin.predicted() && bin.predicted() <= bin.high());
        }
    }

    /** Of ten games one was lost: the fold that has it leaves the others without a maximum. */
    @Test
    void foldsWithoutAFitAreCounted() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(2, new double[] {0, 1, 9, 1}));
        CrossValidation held = CrossValidation.of(MAXIMUM_LIKELIHOOD, fit, 10, 1);
        assertEquals(1, held.unfitted());
        assertTrue(held.judgements() < 10);
    }

    /** Scores from -1 to 1, every pair as often. */
    private static ComparisonGraph planted(RandomGenerator random, int n, int votes) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double p = 1 / (1 + Math.exp(2.0 * (i - j) / (n - 1)));
                double won = Binomial.draw(random, votes, p);
                rows.add(new double[] {j, i, won, votes - won});
            }
        }
        return Graphs.of(n, rows.toArray(new double[0][]));
    }
}
