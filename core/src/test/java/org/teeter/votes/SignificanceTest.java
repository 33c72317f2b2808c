package org.teeter.votes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.infer.Covariance;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

/** Votes that make a lead significant, or no longer so, against trial of all choices. */
class SignificanceTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());
    private static final int MOST_TRIED = 3;

    private static boolean isSignificant(Fit<ComparisonGraph> fit, int i, int j, double z) {
        return fit.scores().difference(i, j)
                > z * Math.sqrt(Covariance.ofInformation(fit).ofDifference(i, j));
    }

    /** The least number of votes after which it is otherwise, or one more than {@value #MOST_TRIED}. */
    private static int least(Fit<ComparisonGraph> fit, int i, int j, double z, Change change) {
        double[] weights = new double[fit.data().kinds()];
        Arrays.setAll(weights, fit.data()::weight);
        boolean before = isSignificant(fit, i, j, z);
        for (int votes = 1; votes <= MOST_TRIED; votes++) {
            if (any(fit, i, j, z, before, change, weights.clone(), weights, 0, votes)) {
                return votes;
            }
        }
        return MOST_TRIED + 1;
    }

    private static boolean any(
            Fit<ComparisonGraph> fit,
            int i,
            int j,
            double z,
            boolean before,
            Change change,
            double[] changed,
            double[] weights,
            int kind,
            int votes) {
        if (votes == 0) {
            try {
                return isSignificant(MAXIMUM_LIKELIHOOD.refit(fit.data().weighted(changed), fit), i, j, z) != before;
            } catch (NoFiniteFitException e) {
                return false;
            }
        }
        for (int k = kind; k < weights.length; k++) {
            int outcome = k % 3;
            boolean spared = change != Change.ADD && changed[k] < 1;
            boolean tied = change == Change.FLIP && outcome == 2;
            if (spared || tied) {
                continue;
            }
            double[] next = changed.clone();
            next[k] += change == Change.ADD ? 1 : -1;
            if (change == Change.FLIP) {
                next[outcome == 0 ? k + 1 : k - 1]++;
            }
            if (any(fit, i, j, z, before, change, next, weights, k, votes - 1)) {
                return true;
            }
        }
        return false;
    }

    private static Fit<ComparisonGraph> small(RandomGenerator random) {
        while (true) {
            Tally tally = new Tally();
            for (int a = 0; a < 3; a++) {
                for (int b = a + 1; b < 3; b++) {
                    tally.add(a, b, Outcome.FIRST, 1, 1 + random.nextInt(8));
                    tally.add(a, b, Outcome.SECOND, 1, 1 + random.nextInt(8));
                }
            }
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                    new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(3)), Ties.HALF));
            if (Math.abs(fit.scores().difference(0, 1)) > 1e-6) {
                return fit;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void foundVotesAreMostlyTheFewestAndAlwaysDo(Change change) {
        int[] met = {0, 0, 0};
        forAll(60, (random, size) -> small(random), fit -> {
            int i = fit.scores().difference(0, 1) > 0 ? 0 : 1;
            int j = 1 - i;
            double z = Math.abs(fit.scores().difference(0, 1))
                    / Math.sqrt(Covariance.ofInformation(fit).ofDifference(0, 1));
            double asked = z > 1 ? 1 : 1.3; // now and then it is, now and then it is not
            boolean before = isSignificant(fit, i, j, asked);
            Optional<VotesToTip<ComparisonGraph>> found = VotesToTip.ofSignificance(fit, i, j, asked, change);
            found.ifPresent(votes -> assertEquals(!before, isSignificant(votes.after(), i, j, asked)));
            int least = least(fit, i, j, asked, change);
            if (least <= MOST_TRIED) {
                met[0]++;
                met[1] += found.isPresent() && found.get().votes() == least ? 1 : 0;
                assertTrue(found.isEmpty() || found.get().votes() >= least);
            } else if (found.isPresent()) {
                assertTrue(found.get().votes() > MOST_TRIED);
                met[2]++;
            }
        });
        assertTrue(met[0] >= 20 && met[1] >= 0.9 * met[0], () -> Arrays.toString(met));
    }

    @Test
    void itIsOfEveryModel() {
        for (PairModel model : Models.ALL) {
            forAll(5, (random, size) -> Models.random(model, random, 6, 12), data -> {
                Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(model, data);
                int i = Claim.order(fit).get(1);
                int j = Claim.order(fit).get(3);
                boolean before = isSignificant(fit, i, j, 2);
                VotesToTip<ComparisonGraph> found =
                        VotesToTip.ofSignificance(fit, i, j, 2, Change.FLIP).orElseThrow();
                assertEquals(!before, isSignificant(found.after(), i, j, 2));
            });
        }
    }

    @Test
    void aNumberOfStandardErrorsIsPositive() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), Models.random(new BradleyTerry(), new SplittableRandom(1), 3, 3));
        assertEquals(
                "significance is of a positive number of standard errors, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> VotesToTip.ofSignificance(fit, 0, 1, 0, Change.DROP))
                        .getMessage());
    }
}
