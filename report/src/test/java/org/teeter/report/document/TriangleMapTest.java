package org.teeter.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Cauchit;
import org.teeter.link.Link;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;

class TriangleMapTest {
    private static final List<Double> THRESHOLDS = List.of(1.2, 2.0, 5.0);

    @Test
    void isBrokenOffByAnInterrupt() {
        Tally tally = new Tally();
        judge(tally, 1, 0, new SplittableRandom(1));
        judge(tally, 2, 0, new SplittableRandom(2));
        AuditedData data = audited(new BradleyTerry(), tally, 3, new Targets.Unobserved());
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> TriangleMap.of(data));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    /** The slow and obvious way: every triangle, sorted. */
    @ParameterizedTest
    @CsvSource({"6,2", "20,2", "45,2", "250,2", "40,12", "70,40", "12,60"})
    void isTheMostSensitiveOfAllTriangles(int items, int judged) {
        SplittableRandom random = new SplittableRandom(items);
        Tally tally = new Tally();
        for (int i = 1; i < items; i++) {
            for (int n = 0; n < judged; n++) {
                judge(tally, i, random.nextInt(i), random);
            }
        }
        assertIsTheMostSensitiveOfAll(audited(new BradleyTerry(), tally, items));
    }

    /** Of many items with the same score none is left out, and none is there twice. */
    @Test
    void equalScoresAreCountedOnce() {
        int items = 41;
        Tally tally = new Tally();
        for (int i = 1; i < items; i++) {
            for (int n = 0; n <= i % 3 * 4; n++) {
                tally.add(0, i, Outcome.FIRST);
            }
            tally.add(i, 0, Outcome.FIRST);
            if (i > 20) {
                tally.add(i, i - 1, Outcome.FIRST);
                tally.add(i - 1, i, Outcome.FIRST);
            }
        }
        assertIsTheMostSensitiveOfAll(audited(new BradleyTerry(), tally, items));
    }

    @Test
    void otherLinksHaveOtherRegions() {
        SplittableRandom random = new SplittableRandom(5);
        Tally tally = new Tally();
        for (int i = 1; i < 60; i++) {
            judge(tally, i, i - 1, random);
            judge(tally, i, random.nextInt(i), random);
        }
        assertIsTheMostSensitiveOfAll(audited(new LinkModel(new Probit()), tally, 60));
        assertIsTheMostSensitiveOfAll(audited(new LinkModel(new Cauchit()), tally, 60));
    }

    private static void assertIsTheMostSensitiveOfAll(AuditedData data) {
        Fit<?> fit = data.audit().fit();
        Link link = fit.model().link();
        List<TriangleMap.Point> all = new ArrayList<>();
        long triples = 0;
        for (int k = 0; k < fit.graph().size(); k++) {
            for (int i = 0; i < fit.graph().size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (i == k
                            || j == k
                            || fit.graph().edge(i, k) < 0
                            || fit.graph().edge(k, j) < 0) {
                        continue;
                    }
                    triples++;
                    boolean observed = fit.graph().edge(i, j) >= 0;
                    if (observed && !data.audit().everyPairCompared()) {
                        continue;
                    }
                    Probability ik = fit.probability(i, k);
                    Probability kj = fit.probability(k, j);
                    double local =
                            link.densityAt(fit.probability(i, j)) / Math.min(link.densityAt(ik), link.densityAt(kj));
                    all.add(new TriangleMap.Point(i, k, j, ik, kj, local, observed));
                }
            }
        }
        assertTrue(!all.isEmpty());
        TriangleMap map = TriangleMap.of(data);
        assertEquals(triples, map.triples());
        assertEquals(triples, map.examined());
        assertEquals(THRESHOLDS, map.thresholds());
        assertEquals(
                THRESHOLDS.stream()
                        .map(m -> all.stream().filter(p -> p.local() > m).count())
                        .toList(),
                map.regions());
        assertEquals(
                all.size(), all.stream().map(TriangleMapTest::name).distinct().count());
        Map<String, TriangleMap.Point> byName =
                all.stream().collect(Collectors.toMap(TriangleMapTest::name, Function.identity()));
        all.sort(Comparator.comparingDouble(p -> -p.local()));
        assertEquals(Math.min(1000, all.size()), map.points().size());
        for (int at = 0; at < map.points().size(); at++) {
            TriangleMap.Point found = map.points().get(at);
            TriangleMap.Point same =
                    Optional.ofNullable(byName.remove(name(found))).orElseThrow();
            assertEquals(same.local(), found.local(), 1e-12 * found.local(), "once, and as sensitive");
            assertEquals(same.observed(), found.observed());
            assertEquals(all.get(at).local(), found.local(), 1e-12 * found.local(), "none is more sensitive");
            assertTrue(
                    link.densityAt(found.ik()) <= link.densityAt(found.kj()) * (1 + 1e-12),
                    "the more one-sided comparison is the source");
        }
    }

    private static String name(TriangleMap.Point p) {
        return p.k() + " " + Math.min(p.i(), p.j()) + " " + Math.max(p.i(), p.j());
    }

    /** 1,499 items that met one other alone make two million triples, whose points would fill the memory. */
    @Test
    void oneItemThatAllHaveMetIsNotTheEndOfIt() {
        int items = 1500;
        SplittableRandom random = new SplittableRandom(1);
        Tally tally = new Tally();
        for (int i = 1; i < items; i++) {
            judge(tally, i, 0, random);
        }
        Targets onePair = new Targets.Named(List.of(new Targets.Pair(1, 2)));
        TriangleMap map = TriangleMap.of(audited(new BradleyTerry(), tally, items, onePair));
        assertEquals((items - 1L) * (items - 2) / 2, map.triples());
        int shown = map.points().size();
        assertTrue(shown == 60 || shown == 1000, () -> shown + " points");
    }

    /** Each wins once at least, so that there is a fit. */
    private static void judge(Tally tally, int i, int j, SplittableRandom random) {
        tally.add(i, j, Outcome.FIRST);
        tally.add(j, i, Outcome.FIRST);
        for (int n = random.nextInt(8); n > 0; n--) {
            tally.add(i, j, Outcome.FIRST);
        }
    }

    private static AuditedData audited(PairModel model, Tally tally, int items) {
        return audited(model, tally, items, new Targets.Unobserved());
    }

    private static AuditedData audited(PairModel model, Tally tally, int items, Targets targets) {
        Counts counts = tally.counts(Items.numbered(items));
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(model, ComparisonGraph.of(counts, Ties.HALF));
        Audit audit = Audit.of(fit, new AuditRequest(targets, THRESHOLDS, 20, 0, 0, 1, false));
        return new AuditedData(
                List.of(),
                List.of(),
                new JudgedPairs(counts, Ties.HALF),
                audit,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
