package org.teeter.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Finding;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.link.EffectiveLink;
import org.teeter.loss.TrainingLoss.Kind;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Hold;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

/** Losses against the pair alone, against refits, against each other, and against all splits of the items. */
class LossReadingTest {
    private static final Estimator ESTIMATOR = Estimator.of(Prior.none());

    private static TrainingLoss loss(Kind kind) {
        return new TrainingLoss(kind, 0.1, 0.1, 0.5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DPO", "CDPO", "RDPO", "IPO", "SIMPO"})
    void onAChainALossEndsAtItsLinks(Kind kind) {
        forAll(
                50,
                (random, size) -> new double[] {0.11 + 0.78 * random.nextDouble(), 0.11 + 0.78 * random.nextDouble()},
                y -> {
                    ComparisonGraph chain = graph(3, new double[][] {
                        {0, 1, 40 * y[0], 40 * (1 - y[0])}, {1, 2, 7 * y[1], 7 * (1 - y[1])}
                    });
                    PairModel model = loss(kind).model().orElseThrow();
                    Fit<ComparisonGraph> fit = ESTIMATOR.fit(model, chain);
                    EffectiveLink link = loss(kind).link();
                    assertEquals(link.lead(y[0]), fit.scores().difference(0, 1), 1e-9);
                    assertEquals(link.lead(y[0]) + link.lead(y[1]), fit.scores().difference(0, 2), 1e-9);
                    LossReading reading = reading(kind, chain);
                    LossReading.UnderLoss under = reading.findings().get(0);
                    LossReading.Whole whole = under.whole().orElseThrow();
                    double x = fit.scores().difference(0, 2);
                    assertEquals(density(x) * under.slope(), Math.abs(whole.sensitivity()), 1e-8 * (1 + under.slope()));
                    assertEquals(
                            density(x / 0.1) / 0.1 * under.slope(),
                            Math.abs(whole.sampledSensitivity()),
                            1e-8 * (1 + under.slope()));
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DPO", "CDPO", "IPO", "SIMPO"})
    void aSensitivityIsWhatARefitShows(Kind kind) {
        forAll(20, (random, size) -> Models.random(new BradleyTerry(), random, 6, 9), data -> {
            Audit plain = Audit.of(ESTIMATOR.fit(new BradleyTerry(), data), AuditRequest.standard());
            LossReading reading = LossReading.of(loss(kind), plain);
            assertEquals(plain.findings().size(), reading.findings().size());
            PairModel model = loss(kind).model().orElseThrow();
            for (int k = 0; k < Math.min(3, plain.findings().size()); k++) {
                Finding finding = plain.findings().get(k);
                Finding.Source source = finding.source().orElseThrow();
                int e = source.edge();
                double h = 1e-5 * data.n(e);
                double turned = source.a() == data.first(e) ? 1 : -1;
                double up = p(model, data.with(e, data.won(e) + h, data.lost(e) - h), finding);
                double down = p(model, data.with(e, data.won(e) - h, data.lost(e) + h), finding);
                LossReading.Whole whole = reading.findings().get(k).whole().orElseThrow();
                assertEquals(turned * (up - down) / 2e-5, whole.sensitivity(), 1e-5 * (1 + finding.size()));
            }
            assertTrue(reading.audit().orElseThrow().checks().stream().allMatch(check -> check.relativeError() < 1e-3));
        });
    }

    @Test
    void dpoIsBradleyTerryAndSmoothingIsOfItsCounts() {
        forAll(20, (random, size) -> Models.random(new BradleyTerry(), random, 5, 8), data -> {
            Fit<ComparisonGraph> fit = ESTIMATOR.fit(new BradleyTerry(), data);
            Audit plain = Audit.of(fit, AuditRequest.standard());
            assertEquals(
                    plain.largest(),
                    LossReading.of(loss(Kind.DPO), plain).audit().orElseThrow().largest());
            Tally smoothed = new Tally();
            for (int e = 0; e < data.edges(); e++) {
                double won = 0.9 * data.won(e) + 0.1 * data.lost(e);
                smoothed.add(data.first(e), data.second(e), Outcome.FIRST, won, 1);
                smoothed.add(data.first(e), data.second(e), Outcome.SECOND, data.n(e) - won, 1);
            }
            Audit ofSmoothed = Audit.of(
                    ESTIMATOR.fit(new BradleyTerry(), ComparisonGraph.of(smoothed.counts(data.items()), Ties.HALF)),
                    AuditRequest.standard());
            assertEquals(
                    0.8 * ofSmoothed.largest(),
                    LossReading.of(loss(Kind.CDPO), plain).audit().orElseThrow().largest(),
                    1e-9 * (1 + ofSmoothed.largest()));
        });
    }

    /** [M98] by all splits. */
    @Test
    void theSharesThatRobustDpoCannotHoldAreFound() {
        int[] finite = {0, 0};
        forAll(300, (random, size) -> Models.random(new BradleyTerry(), random, 5, 6 + random.nextInt(4)), data -> {
            PairModel model = new TrainingLoss(Kind.RDPO, 0.1, 0.25, 0).model().orElseThrow();
            boolean held = true;
            for (int side = 1; side < (1 << data.size()) - 1; side++) {
                double across = 0;
                double net = 0;
                for (int e = 0; e < data.edges(); e++) {
                    boolean first = (side >> data.first(e) & 1) == 1;
                    boolean second = (side >> data.second(e) & 1) == 1;
                    if (first != second) {
                        across += data.n(e);
                        net += (first ? 1 : -1) * (data.won(e) - data.lost(e));
                    }
                }
                held &= net < 0.5 * across;
            }
            assertEquals(held, model.hasMaximum(data, Hold.NOTHING));
            finite[held ? 1 : 0]++;
            if (held) {
                assertTrue(ESTIMATOR.fit(model, data).residual() <= 1e-10);
            } else {
                assertThrows(NoFiniteFitException.class, () -> ESTIMATOR.fit(model, data));
            }
        });
        assertTrue(finite[0] > 20 && finite[1] > 20, () -> finite[0] + " " + finite[1]);
    }

    @Test
    void whatDivergesSaysWhy() {
        ComparisonGraph data = graph(3, new double[][] {{0, 1, 19, 1}, {1, 2, 3, 2}});
        LossReading robust = reading(Kind.RDPO, data);
        assertEquals(
                Optional.of(
                        "it lifts \"0\" over all others without end, having won 90.0% or more of the judgements against these"),
                robust.diverges());
        assertFalse(robust.audit().isPresent());
        assertEquals(Double.POSITIVE_INFINITY, robust.findings().get(0).lead());
        assertEquals(0.5 * 1.9 - 0.5, reading(Kind.IPO, data).findings().get(0).lead(), 1e-15);
        assertEquals(1, reading(Kind.HINGE, data).findings().get(0).lead());
        assertTrue(reading(Kind.KTO, data).findings().get(0).whole().isEmpty());
    }

    /** Slopes of the table in the theory that this room rests on, to its digits. */
    @Test
    void slopesOfMargins() {
        double[][] table = {{0.5, 5.3, 7.2, 11, 102}, {2, 16.8, 8.3, 11.6, 102}};
        double[] y = {0.5, 0.8, 0.89, 0.99};
        for (double[] row : table) {
            EffectiveLink link = EffectiveLink.margin(row[0]);
            for (int k = 0; k < y.length; k++) {
                assertEquals(row[k + 1], link.slope(y[k]), 0.006 * row[k + 1]);
                double h = 1e-6;
                assertEquals(
                        (link.lead(y[k] + h) - link.lead(y[k] - h)) / (2 * h),
                        link.slope(y[k]),
                        1e-4 * link.slope(y[k]));
                assertEquals(-link.lead(y[k]), link.lead(1 - y[k]), 1e-12);
            }
            assertEquals(2 * (1 + Math.exp(row[0])), link.slope(0.5), 1e-12);
        }
    }

    @Test
    void settingsAreChecked() {
        assertEquals(Optional.of(Kind.APO_ZERO), Kind.of(" Apo_Zero "));
        assertEquals(Optional.of(Kind.IPO), Kind.of("ipo_sum"));
        assertEquals("cdpo (ε = 0.1)", loss(Kind.CDPO).toString());
        assertEquals(
                "smoothing must be inside (0, 0.5), got 0.5",
                assertThrows(IllegalArgumentException.class, () -> new TrainingLoss(Kind.RDPO, 0.1, 0.5, 0))
                        .getMessage());
    }

    private static LossReading reading(Kind kind, ComparisonGraph data) {
        Fit<ComparisonGraph> fit = ESTIMATOR.fit(new BradleyTerry(), data);
        return LossReading.of(
                loss(kind),
                Audit.of(fit, AuditRequest.standard().withTargets(new Targets.Named(List.of(new Targets.Pair(0, 2))))));
    }

    private static double p(PairModel model, ComparisonGraph data, Finding finding) {
        return ESTIMATOR.fit(model, data).probability(finding.i(), finding.j()).p();
    }

    private static double density(double x) {
        return 1 / (2 + 2 * Math.cosh(x));
    }

    /** Pairs as first, second, wins of the first, of the second. */
    private static ComparisonGraph graph(int items, double[]... pairs) {
        Tally tally = new Tally();
        for (double[] pair : pairs) {
            tally.add((int) pair[0], (int) pair[1], Outcome.FIRST, pair[2], 1);
            tally.add((int) pair[0], (int) pair[1], Outcome.SECOND, pair[3], 1);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.HALF);
    }
}
