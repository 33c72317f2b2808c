package org.teeter.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.teeter.model.BradleyTerry;

class TriangleMapTest {

    @Test
    void isBrokenOffByAnInterrupt() {
        Tally tally = new Tally();
        judge(tally, 1, 0, new SplittableRandom(1));
        judge(tally, 2, 0, new SplittableRandom(2));
        AuditedData data = audited(tally, 3, new Targets.Unobserved());
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> TriangleMap.of(data));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    /** The slow and obvious way: every triangle, sorted. */
    @ParameterizedTest
    @ValueSource(ints = {6, 20, 45, 250})
    void isTheMostSensitiveOfAllTriangles(int items) {
        SplittableRandom random = new SplittableRandom(items);
        Tally tally = new Tally();
        for (int i = 1; i < items; i++) {
            judge(tally, i, random.nextInt(i), random);
            judge(tally, i, random.nextInt(i), random);
        }
        AuditedData data = audited(tally, items, new Targets.Unobserved());
        Fit<?> fit = data.audit().fit();
        List<Double> all = new ArrayList<>();
        long triples = 0;
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < items; k++) {
                    boolean triangle =
                            fit.graph().edge(i, k) >= 0 && fit.graph().edge(k, j) >= 0;
                    triples += triangle && i != k && j != k ? 1 : 0;
                    if (triangle && i != k && j != k && fit.graph().edge(i, j) < 0) {
                        double least = Math.min(
                                fit.probability(i, k).variance(),
                                fit.probability(k, j).variance());
                        all.add(fit.probability(i, j).variance() / least);
                    }
                }
            }
        }
        all.sort(Comparator.reverseOrder());
        TriangleMap map = TriangleMap.of(data);
        assertEquals(triples, map.triples());
        assertEquals(triples, map.examined());
        assertEquals(List.of(2.0), map.thresholds());
        assertEquals(List.of(all.stream().filter(local -> local > 2).count()), map.regions());
        List<Double> found = map.points().stream().map(TriangleMap.Point::local).toList();
        assertTrue(!all.isEmpty());
        assertEquals(
                items == 250, all.size() > 1000, "of so many items not all are drawn, and few are looked at closely");
        assertEquals(all.subList(0, Math.min(1000, all.size())).size(), found.size());
        for (int k = 0; k < found.size(); k++) {
            // i over j and j over i are the same to rounding
            assertEquals(all.get(k), found.get(k), 1e-12 * all.get(k));
        }
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
        TriangleMap map = TriangleMap.of(audited(tally, items, onePair));
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

    private static AuditedData audited(Tally tally, int items, Targets targets) {
        Counts counts = tally.counts(Items.numbered(items));
        Fit<ComparisonGraph> fit =
                Estimator.of(Prior.none()).fit(new BradleyTerry(), ComparisonGraph.of(counts, Ties.HALF));
        Audit audit = Audit.of(fit, new AuditRequest(targets, List.of(2.0), 20, 0, 0, 1, false));
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
