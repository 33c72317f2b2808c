package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.data.Contests;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.fit.Uncertainty;

class ConditionalTest {
    private static final List<PairModel> MODELS = Models.ALL;
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    /** American League 1987, rows home, columns away, as Agresti (2002, Table 10.10) has it: wins of the home team, of the away team. */
    private static final String[] TEAMS = {
        "Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore"
    };

    private static final int[][] HOME_WINS = {
        {0, 4, 4, 4, 6, 4, 6},
        {3, 0, 4, 4, 6, 6, 4},
        {2, 4, 0, 2, 4, 4, 6},
        {3, 5, 2, 0, 4, 4, 6},
        {5, 2, 3, 4, 0, 5, 6},
        {2, 3, 3, 4, 4, 0, 2},
        {2, 1, 1, 2, 1, 3, 0}
    };

    private static final int[][] AWAY_WINS = {
        {0, 3, 2, 3, 1, 2, 0},
        {3, 0, 2, 3, 0, 1, 3},
        {5, 3, 0, 4, 3, 2, 0},
        {3, 1, 5, 0, 3, 2, 1},
        {1, 5, 3, 2, 0, 2, 0},
        {5, 3, 4, 3, 2, 0, 4},
        {5, 5, 6, 4, 6, 4, 0}
    };

    /** The estimates and standard errors of summary(baseballModel2) in R's package BradleyTerry2. */
    @Test
    void homeAdvantageInBaseball() {
        Contests.Builder builder = new Contests.Builder(List.of("home"));
        Items items = Items.sorted(List.of(TEAMS));
        for (int h = 0; h < 7; h++) {
            for (int a = 0; a < 7; a++) {
                if (h != a) {
                    int home = items.id(TEAMS[h]).orElseThrow();
                    int away = items.id(TEAMS[a]).orElseThrow();
                    builder.add(home, away, Outcome.FIRST, HOME_WINS[h][a], 1);
                    builder.add(home, away, Outcome.SECOND, AWAY_WINS[h][a], 1);
                }
            }
        }
        Fit<Contests> fit =
                MAXIMUM_LIKELIHOOD.fit(new Conditional(new BradleyTerry()), builder.contests(items, Ties.HALF));
        assertEquals(List.of("home"), fit.extras());
        assertEquals(0.3023, fit.extra(0), 5e-5);
        assertEquals(0.1309, Uncertainty.ofExtras(fit).get(0), 5e-5);
        double[] published = {1.1438027, 0.7046945, 1.4753572, 1.6195550, 1.2813404, 1.3271104};
        for (int i = 1; i < 7; i++) {
            assertEquals(published[i - 1], fit.scores().difference(i, 0), 5e-8);
        }
        assertEquals(38.643, 2 * (saturated(fit.data()) - fit.logLikelihood()), 5e-4);
    }

    private static double saturated(Contests data) {
        double sum = 0;
        for (int c = 0; c < data.size(); c++) {
            sum += xlog(data.won(c), data.n(c)) + xlog(data.lost(c), data.n(c));
        }
        return sum;
    }

    private static double xlog(double k, double n) {
        return k == 0 ? 0 : k * Math.log(k / n);
    }

    /** Against differences, of every model, with two conditions. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void derivativesAreThoseOfTheLikelihood(PairModel model) {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            Contests data = random(model, random, 6, 60);
            Likelihood likelihood = new Conditional(model).likelihood(data);
            int m = 6 + likelihood.extras().size();
            double[] theta = random.doubles(m).map(u -> 2 * u - 1).toArray();
            if (model.predictsTies()) {
                theta[m - 1] = 0.3 + Math.abs(theta[m - 1]);
            }
            Derivatives at = new Derivatives(likelihood.graph(), m - 6);
            Derivatives up = new Derivatives(likelihood.graph(), m - 6);
            Derivatives down = new Derivatives(likelihood.graph(), m - 6);
            likelihood.derivatives(theta, at);
            for (int k = 0; k < m; k++) {
                double h = 1e-5;
                double[] more = theta.clone();
                double[] less = theta.clone();
                more[k] += h;
                less[k] -= h;
                double slope = (likelihood.logLikelihood(less) - likelihood.logLikelihood(more)) / (2 * h);
                assertEquals(slope, at.gradient()[k], 1e-5 * (1 + Math.abs(slope)));
                likelihood.derivatives(more, up);
                likelihood.derivatives(less, down);
                for (int p = 0; p < m - 6; p++) {
                    double second = (up.gradient()[6 + p] - down.gradient()[6 + p]) / (2 * h);
                    double is = k < 6 ? at.border()[p][k] : at.corner()[p][k - 6];
                    assertEquals(second, is, 1e-5 * (1 + Math.abs(second)));
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void aFitIsAMaximum(PairModel model) {
        Random random = new Random(4);
        for (int round = 0; round < 30; round++) {
            Contests data = random(model, random, 3 + random.nextInt(40), 400);
            Fit<Contests> fit = MAXIMUM_LIKELIHOOD.fit(new Conditional(model), data);
            Likelihood likelihood = new Conditional(model).likelihood(data);
            Derivatives at =
                    new Derivatives(likelihood.graph(), likelihood.extras().size());
            likelihood.derivatives(fit.position(), at);
            for (double slope : at.gradient()) {
                assertEquals(0, slope, 1e-8);
            }
        }
    }

    /** Data without conditions are the same to both. */
    @Test
    void noConditionChangesNothing() {
        Random random = new Random(5);
        for (PairModel model : MODELS) {
            Contests data = random(model, random, 8, 200);
            Fit<?> one = MAXIMUM_LIKELIHOOD.fit(model, data.pooled());
            Fit<?> other = MAXIMUM_LIKELIHOOD.fit(new Conditional(model), Contests.of(data.pooled()));
            for (int i = 0; i < 8; i++) {
                assertEquals(one.scores().get(i), other.scores().get(i), 1e-12);
            }
        }
    }

    /** The condition for one effect against a search for scores that let it rise, over all small whole numbers. */
    @Test
    void anEffectHasAMaximumWhereNoDirectionRisesForEver() {
        Random random = new Random(6);
        int free = 0;
        for (int round = 0; round < 400; round++) {
            Contests.Builder builder = new Contests.Builder(List.of("home"));
            for (int k = 0; k < 5 + random.nextInt(4); k++) {
                int a = random.nextInt(3);
                int b = (a + 1 + random.nextInt(2)) % 3;
                builder.add(a, b, random.nextBoolean() ? Outcome.FIRST : Outcome.SECOND, 1, random.nextInt(3) - 1);
            }
            Contests data = builder.contests(Items.numbered(3), Ties.HALF);
            boolean rises = false;
            for (int u = -3; u <= 3; u++) {
                for (int v = -3; v <= 3; v++) {
                    for (int beta = -1; beta <= 1; beta++) {
                        rises |= (u != 0 || v != 0 || beta != 0) && allAsProbable(data, beta, 0, u, v);
                    }
                }
            }
            assertEquals(!rises, new Conditional(new BradleyTerry()).hasMaximum(data, Hold.NOTHING));
            free += rises ? 1 : 0;
        }
        int found = free;
        assertTrue(free > 50 && free < 350, () -> found + " of 400");
    }

    private static boolean allAsProbable(Contests data, int beta, int... u) {
        for (int c = 0; c < data.size(); c++) {
            double x = u[data.first(c)] - u[data.second(c)] + beta * data.value(0, c);
            if ((data.won(c) > 0 && x < 0) || (data.lost(c) > 0 && x > 0)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void anEffectThatExplainsAllIsRefused() {
        Contests.Builder builder = new Contests.Builder(List.of("home"));
        for (int[] pair : new int[][] {{0, 1}, {1, 2}, {2, 0}, {1, 0}, {2, 1}, {0, 2}}) {
            builder.add(pair[0], pair[1], Outcome.FIRST, 3, 1);
        }
        Contests data = builder.contests(Items.numbered(3), Ties.HALF);
        assertFalse(new Conditional(new BradleyTerry()).hasMaximum(data, Hold.EACH_SCORE));
        assertEquals(
                "no finite maximum-likelihood fit: the effect of \"home\" has no finite value of its own: with suitable scores it"
                        + " explains every judgement, or nothing that scores do not",
                assertThrows(
                                NoFiniteFitException.class,
                                () -> MAXIMUM_LIKELIHOOD.fit(new Conditional(new BradleyTerry()), data))
                        .getMessage());
    }

    private static Contests random(PairModel model, Random random, int items, int rows) {
        Contests.Builder builder = new Contests.Builder(List.of("home", "length"));
        List<int[]> pairs = new ArrayList<>();
        for (int b = 1; b < items; b++) {
            pairs.add(new int[] {random.nextInt(b), b});
        }
        while (pairs.size() < rows / 4) {
            int b = 1 + random.nextInt(items - 1);
            pairs.add(new int[] {random.nextInt(b), b});
        }
        for (int[] pair : pairs) {
            for (Outcome outcome : List.of(Outcome.FIRST, Outcome.SECOND, Outcome.TIE)) {
                for (int side = -1; side <= 1; side++) {
                    builder.add(pair[0], pair[1], outcome, 1 + random.nextInt(5), side, random.nextGaussian());
                }
            }
        }
        return builder.contests(Items.numbered(items), model.predictsTies() ? Ties.KEEP : Ties.HALF);
    }
}
