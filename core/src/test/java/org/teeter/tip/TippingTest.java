package org.teeter.tip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Sources;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Features;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probability;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Hold;
import org.teeter.model.Models;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;

class TippingTest {
    static final List<PairModel> MODELS = Models.ALL;
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());
    private static final int GRID = 100;

    /** Every tipping value by a refit; that there is none nearer, by refits on a grid. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void tippingValuesAreTheFirstCrossing(PairModel model) {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(1)}) {
            Estimator estimator = Estimator.of(prior);
            forAll(
                    12,
                    (random, size) -> Models.random(model, random, 3 + (int) (6 * size), 3 + (int) (14 * size)),
                    data -> {
                        Fit<ComparisonGraph> fit = estimator.fit(model, data);
                        Sources sources = Sources.of(fit);
                        for (int e = 0; e < data.edges(); e++) {
                            Tipping tipping = Tipping.of(sources, 0, 2, e);
                            double low = data.tied(e) / 2 / data.n(e);
                            boolean positive = fit.scores().difference(0, 2) > 0;
                            double nearest = 2;
                            for (int k = 1; k < GRID; k++) {
                                double y = low + (1 - 2 * low) * k / GRID;
                                double p = at(fit, e, y).probability(0, 2).p();
                                if (p > 0.5 != positive && Math.abs(p - 0.5) > 1e-12) {
                                    nearest = Math.min(nearest, Math.abs(y - data.y(e)));
                                }
                            }
                            if (tipping.outcome() == Tipping.Outcome.TIPS) {
                                double there = at(fit, e, data.y(e) + tipping.deltaY())
                                        .probability(0, 2)
                                        .p();
                                assertEquals(0.5, there, 1e-9);
                                assertTrue(Math.abs(tipping.deltaY()) <= nearest + 1e-9);
                                assertTrue(nearest - Math.abs(tipping.deltaY()) <= 2.0 / GRID || nearest == 2);
                                checkVotes(fit, e, tipping);
                            } else {
                                assertEquals(2, nearest);
                                assertEquals(0, tipping.deltaY());
                            }
                            if (model instanceof BradleyTerry) {
                                assertTrue(tipping.proven());
                            }
                        }
                    });
        }
    }

    private static Fit<ComparisonGraph> at(Fit<ComparisonGraph> fit, int e, double y) {
        ComparisonGraph data = fit.data();
        double won = data.n(e) * y - data.tied(e) / 2;
        return Estimator.of(fit.prior()).refit(data.with(e, won, data.won(e) + data.lost(e) - won), fit);
    }

    private static void checkVotes(Fit<ComparisonGraph> fit, int e, Tipping tipping) {
        ComparisonGraph data = fit.data();
        tipping.votes().ifPresent(votes -> {
            assertTrue(votes >= Math.abs(tipping.deltaY()) * data.n(e) - 1e-6);
            assertTrue(votes - 1 < Math.abs(tipping.deltaY()) * data.n(e));
        });
    }

    /** A lead that vanishes and comes back: a bridge of Wheatstone's kind, of which the current turns round. */
    @Test
    void leadsThatAreNotMonotoneAreFollowed() {
        int turning = 0;
        for (int seed = 0; seed < 150; seed++) {
            ComparisonGraph data = Graphs.random(new Random(seed), 4, 12);
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data);
            for (int e = 0; e < data.edges(); e++) {
                if (data.first(e) == 0 || data.second(e) == 0 || data.first(e) == 1 || data.second(e) == 1) {
                    continue;
                }
                double[] leads = new double[21];
                for (int k = 0; k < 21; k++) {
                    leads[k] = at(fit, e, 0.005 + 0.0495 * k).scores().difference(0, 1);
                }
                double most = Double.NEGATIVE_INFINITY;
                double least = Double.POSITIVE_INFINITY;
                for (double lead : leads) {
                    most = Math.max(most, lead);
                    least = Math.min(least, lead);
                }
                double ends = Math.max(leads[0], leads[20]);
                if (most > ends + 1e-4) { // it rises and falls: a threshold between is crossed twice
                    turning++;
                    double threshold = (most + ends) / 2;
                    Probability p = fit.model().link().probability(threshold);
                    Tipping tipping = Tipping.of(Sources.of(fit), 0, 1, e, p);
                    assertTrue(tipping.proven());
                    assertEquals(Tipping.Outcome.TIPS, tipping.outcome());
                    assertEquals(
                            threshold,
                            at(fit, e, data.y(e) + tipping.deltaY()).scores().difference(0, 1),
                            1e-9);
                }
            }
        }
        assertTrue(turning > 3, "found " + turning);
    }

    /** On a chain, in closed form: the lead is the sum of log-odds. */
    @Test
    void chainsTipWhereLogOddsAddUpToNothing() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), Graphs.of(3, new double[] {0, 1, 98, 2}, new double[] {1, 2, 3, 97}));
        Tipping tipping = Tipping.of(Sources.of(fit), 0, 2, 0);
        assertEquals(-0.01, tipping.deltaY(), 1e-9); // 97 of 100 against 3 of 100
        assertEquals(1, tipping.votes().orElseThrow());
        assertTrue(tipping.proven());
    }

    /** One judgement that must not go: turned round, no finite fit is left. */
    @Test
    void endsWithoutAFiniteFitAreSaid() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(),
                Graphs.of(4, new double[] {0, 1, 70, 30}, new double[] {1, 2, 60, 40}, new double[] {2, 3, 5, 5}));
        Tipping tipping = Tipping.of(Sources.of(fit), 0, 1, 2);
        assertEquals(Tipping.Outcome.NO_FINITE_FIT, tipping.outcome()); // a pendant pair moves nothing else
        assertTrue(tipping.votes().isEmpty());
        assertTrue(tipping.proven());
    }

    @Test
    void whatAShareCannotDoIsOutOfReach() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(),
                Graphs.of(3, new double[] {0, 1, 900, 100}, new double[] {1, 2, 5, 5}, new double[] {0, 2, 950, 50}));
        Tipping tipping = Tipping.of(Sources.of(fit), 0, 1, 1);
        assertEquals(Tipping.Outcome.OUT_OF_REACH, tipping.outcome());
        assertTrue(tipping.proven());
        assertFalse(Tipping.of(Sources.of(fit), 0, 1, 0).votes().isEmpty());
    }

    /** The error of all shares that carries a prediction across does so by a refit, whatever the model. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void robustnessValuesCarryThePredictionAcross(PairModel model) {
        forAll(
                15,
                (random, size) -> Models.random(model, random, 3 + (int) (6 * size), 3 + (int) (14 * size)),
                data -> {
                    Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(model, data);
                    Robustness value = Robustness.of(fit, 0, 2).orElseThrow();
                    assertTrue(value.value() > 0);
                    assertTrue(value.standardError() > 0 && value.standardError() < 0.5);
                    if (!value.found()) {
                        return;
                    }
                    // no single share carries it across with less
                    for (int e = 0; e < data.edges(); e++) {
                        Tipping tipping = Tipping.of(Sources.of(fit), 0, 2, e);
                        if (tipping.outcome() == Tipping.Outcome.TIPS) {
                            assertTrue(value.value() <= Math.abs(tipping.deltaY()) * (1 + 1e-5));
                        }
                    }
                });
    }

    /** Of rankings: ballots whose neighbours are exchanged. */
    @Test
    void ballotsTipPredictionsToo() {
        RankingTally tally = new RankingTally();
        tally.add(List.of(new int[] {0}, new int[] {1}, new int[] {2}), new int[0], 6, 1);
        tally.add(List.of(new int[] {2}, new int[] {1}, new int[] {0}), new int[0], 3, 1);
        tally.add(List.of(new int[] {1}, new int[] {0}, new int[] {2}), new int[0], 2, 1);
        Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(new PlackettLuce(), tally.rankings(Items.numbered(3)));
        Sources sources = Sources.of(fit);
        int found = 0;
        for (int e = 0; e < sources.count(); e++) {
            Tipping tipping = Tipping.of(sources, 0, 1, e);
            assertFalse(tipping.proven());
            if (tipping.outcome() == Tipping.Outcome.TIPS) {
                found++;
                assertEquals(
                        0.5,
                        sources.moved(e, tipping.deltaY())
                                .probability(0, 1)
                                .orElseThrow()
                                .p(),
                        1e-9);
            }
        }
        assertTrue(found > 0);
        assertEquals(Optional.empty(), Robustness.of(fit, 0, 1));
    }

    /** Predictions that hang on one source share its refits, and are told what each is told by itself. */
    @Test
    void refitsOfASourceServeAllPredictionsThatHangOnIt() {
        RankingTally tally = new RankingTally();
        tally.add(List.of(new int[] {0}, new int[] {1}, new int[] {2}, new int[] {3}), new int[0], 7, 1);
        tally.add(List.of(new int[] {3}, new int[] {2}, new int[] {1}, new int[] {0}), new int[0], 3, 1);
        tally.add(List.of(new int[] {1}, new int[] {0}, new int[] {3}, new int[] {2}), new int[0], 2, 1);
        Fit<Rankings> fit = Estimator.of(Prior.firth()).fit(new PlackettLuce(), tally.rankings(Items.numbered(4)));
        Sources sources = Sources.of(fit);
        for (int e = 0; e < sources.count(); e++) {
            MovedSource moved = new MovedSource(sources, e);
            int apart = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < i; j++) {
                    assertEquals(Tipping.of(sources, i, j, e), Tipping.of(moved, i, j));
                    MovedSource alone = new MovedSource(sources, e);
                    Tipping.of(alone, i, j);
                    apart += alone.refits();
                }
            }
            assertTrue(2 * moved.refits() < apart, moved.refits() + " refits, and " + apart + " apart");
        }
    }

    /** Features of items explain scores too: what is found holds by refits, and nothing is claimed that knows circuits alone. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void featuresTipToo(double sigma) {
        int[] found = {0, 0};
        forAll(12, (random, size) -> Graphs.random(random, 4 + (int) (5 * size), 8 + (int) (12 * size)), data -> {
            Fit<ComparisonGraph> fit =
                    Estimator.of(Prior.regression(feature(data), sigma)).fit(new BradleyTerry(), data);
            for (int e = 0; e < data.edges(); e++) {
                Tipping tipping = Tipping.of(Sources.of(fit), 0, 2, e);
                assertFalse(tipping.proven());
                if (tipping.outcome() == Tipping.Outcome.TIPS) {
                    found[0]++;
                    assertEquals(
                            0.5,
                            at(fit, e, data.y(e) + tipping.deltaY())
                                    .probability(0, 2)
                                    .p(),
                            1e-9);
                    checkVotes(fit, e, tipping);
                }
            }
            Robustness value = Robustness.of(fit, 0, 2).orElseThrow();
            assertTrue(value.least().isEmpty());
            found[1] += value.found() ? 1 : 0;
            Tip.of(Audit.of(fit, AuditRequest.standard()), 3)
                    .forEach(tip -> assertTrue(tip.minCutBound().isEmpty()));
        });
        assertTrue(found[0] > 10 && found[1] > 5, () -> Arrays.toString(found));
    }

    private static Features feature(ComparisonGraph data) {
        Random random = new Random(data.edges());
        double[] x = random.doubles(data.size()).toArray();
        return Features.of(data.items(), List.of("x"), new double[][] {x});
    }

    /** Exactly even is even as it is. */
    @Test
    void whatIsEvenNeedsNoChange() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), Graphs.of(3, new double[] {0, 1, 98, 2}, new double[] {1, 2, 2, 98}));
        Tipping tipping = Tipping.of(Sources.of(fit), 0, 2, 0);
        assertEquals(0, tipping.deltaY());
        assertEquals(0, tipping.votes().orElseThrow());
        assertEquals(0, Robustness.of(fit, 0, 2).orElseThrow().value());
    }

    /** Of few pairs, no corner of the box of errors does with less. */
    @Test
    void noCornerOfTheErrorsDoesWithLess() {
        forAll(25, (random, size) -> Graphs.random(random, 3 + (int) (2 * size), 3 + (int) (5 * size)), data -> {
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data);
            Robustness value = Robustness.of(fit, 0, 1).orElseThrow();
            if (!value.found()) {
                return;
            }
            double least = value.least().orElseThrow();
            assertTrue(least > 0 && least <= value.value() * (1 + 1e-5));
            boolean positive = fit.scores().difference(0, 1) > 0;
            for (int corner = 0; corner < 1 << data.edges(); corner++) {
                ComparisonGraph moved = data;
                double size = 0.999 * value.value();
                for (int e = 0; e < data.edges(); e++) {
                    double y = data.y(e) + (((corner >> e) & 1) == 1 ? size : -size);
                    double won = data.n(e) * Math.max(0, Math.min(1, y));
                    moved = moved.with(e, won, data.n(e) - won);
                }
                if (new BradleyTerry().hasMaximum(moved, Hold.NOTHING)) {
                    double lead = MAXIMUM_LIKELIHOOD.refit(moved, fit).scores().difference(0, 1);
                    assertEquals(positive, lead > 0, "corner " + corner);
                }
            }
        });
    }
}
