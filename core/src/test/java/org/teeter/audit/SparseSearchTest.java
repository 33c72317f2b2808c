package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.audit.search.Circuit;
import org.teeter.audit.search.Effort;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

class SparseSearchTest {
    private static final int UNLIMITED = 1_000_000;

    @Test
    void findsWhatTheInverseFinds() {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(1), Prior.pseudo(0.5)}) {
            for (Targets targets : new Targets[] {new Targets.Unobserved(), new Targets.All()}) {
                forAll(
                        15,
                        (random, size) -> Graphs.random(random, 4 + (int) (250 * size), (int) (750 * size)),
                        graph -> {
                            Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), graph);
                            AuditRequest request = new AuditRequest(targets, List.of(1.2, 3.0), 20, 0, 0, 1, false);
                            compare(Audit.of(fit, request), sparse(fit, request, UNLIMITED));
                        });
            }
        }
    }

    /** Whatever the link, and where a parameter that all judgements share adds to every reach. */
    @Test
    void findsItForEveryModel() {
        for (PairModel model : Models.WITH_LOSSES) {
            for (Prior prior : new Prior[] {Prior.none(), Prior.normal(1)}) {
                forAll(
                        10,
                        (random, size) -> Models.random(model, random, 4 + (int) (120 * size), 4 + (int) (400 * size)),
                        data -> {
                            Fit<ComparisonGraph> fit = Estimator.of(prior).fit(model, data);
                            AuditRequest request =
                                    new AuditRequest(new Targets.Unobserved(), List.of(1.2, 3.0), 20, 0, 0, 1, false);
                            compare(Audit.of(fit, request), sparse(fit, request, UNLIMITED));
                        });
            }
        }
    }

    private static void compare(Audit dense, Audit sparse) {
        Circuit circuit = new Circuit(ofPairs(dense));
        assertEquals(dense.targets(), sparse.targets());
        assertEquals(dense.largest(), sparse.largest(), 1e-9 * dense.largest());
        assertEquals(dense.findings().size(), sparse.findings().size());
        for (int k = 0; k < dense.findings().size(); k++) {
            Finding expected = dense.findings().get(k);
            Finding found = sparse.findings().get(k);
            double size = expected.size();
            // near-ties may swap places, so what is asked of each place is its size, and of each finding that it is
            // true
            assertEquals(size, found.size(), 1e-9 * size + 1e-12);
            assertEquals(worst(circuit, found.i(), found.j()), found.size(), 1e-9 * size + 1e-12);
            double se = circuit.density(found.i(), found.j()) * Math.sqrt(circuit.resistance(found.i(), found.j()));
            assertEquals(se, found.standardError(), 1e-9 * se);
        }
        for (int m = 0; m < 2; m++) {
            double threshold = dense.request().thresholds().get(m);
            long known = sparse.fragile().get(m);
            if (sparse.coverage().isExactAbove(threshold)) {
                assertEquals(dense.fragile().get(m), known);
            } else {
                assertTrue(known <= dense.fragile().get(m));
                assertTrue(known == 20);
            }
        }
        assertEquals(dense.isCertified(), sparse.widestIndex().isPresent());
        dense.widestIndex()
                .ifPresent(widest -> assertEquals(
                        widest.index(), sparse.widestIndex().orElseThrow().index(), 1e-9 * widest.index()));
        for (ComparisonInfluence visited : sparse.influences()) {
            ComparisonInfluence expected = dense.influences().get(visited.edge());
            assertEquals(expected.leverage(), visited.leverage(), 1e-9);
            assertEquals(expected.bridge(), visited.bridge());
            assertEquals(reach(expected), reach(visited), 1e-9 * reach(expected) + 1e-12);
        }
    }

    private static double reach(ComparisonInfluence influence) {
        return influence.worst().map(w -> Math.abs(w.sensitivity())).orElse(0.0);
    }

    /** A target's largest sensitivity, by a look at every comparison. */
    private static double worst(Circuit circuit, int i, int j) {
        ComparisonGraph graph = circuit.graph();
        double[] x = circuit.potentials(i, j);
        double most = 0;
        for (int e = 0; e < graph.edges(); e++) {
            if (e != graph.edge(i, j)) {
                double s = Math.abs(circuit.response(i, j, e, x[graph.first(e)] - x[graph.second(e)]));
                most = Math.max(most, circuit.density(i, j) * s);
            }
        }
        return most;
    }

    /** On a well-mixed graph the bounds alone leave few comparisons to visit. */
    @Test
    @Tag("slow")
    void visitsFewComparisonsOfAWellMixedGraph() {
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), planted(1000, 100_000));
        Audit audit = sparse(fit, AuditRequest.standard(), UNLIMITED);
        assertTrue(
                audit.influences().size() <= 1000,
                () -> "visited " + audit.influences().size());
        compare(Audit.of(fit, AuditRequest.standard().withTop(20)), audit, 20);
    }

    private static void compare(Audit dense, Audit sparse, int top) {
        for (int k = 0; k < top; k++) {
            double size = dense.findings().get(k).size();
            assertEquals(size, sparse.findings().get(k).size(), 1e-9 * size);
        }
    }

    @Test
    void resultsDoNotDependOnTheThreads() {
        Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(1)).fit(new BradleyTerry(), planted(600, 2000));
        Audit once = sparse(fit, AuditRequest.standard(), UNLIMITED);
        Audit again = sparse(fit, AuditRequest.standard(), UNLIMITED);
        assertEquals(once.findings(), again.findings());
        assertEquals(once.influences(), again.influences());
        assertEquals(once.coverage(), again.coverage());
        assertEquals(once.checks(), again.checks());
        assertEquals(once.sampledChecks(), again.sampledChecks());
        assertEquals(20, once.sampledChecks().size());
    }

    @Test
    void saysWhatIsCertainWhenItsWorkIsDone() {
        forAll(30, (random, size) -> Graphs.random(random, 30 + (int) (200 * size), (int) (600 * size)), graph -> {
            Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
            AuditRequest request = new AuditRequest(new Targets.Unobserved(), List.of(2.0), 50, 0, 0, 1, false);
            Audit dense = Audit.of(fit, request);
            Audit sparse = sparse(fit, request, 3);
            Coverage coverage = sparse.coverage();
            assertTrue(coverage.solves() <= 3);
            int k = 0;
            while (k < 50 && dense.findings().get(k).size() > coverage.above() * (1 + 1e-9)) {
                double size = dense.findings().get(k).size();
                assertEquals(size, sparse.findings().get(k).size(), 1e-9 * size);
                k++;
            }
            if (coverage.exhausted()) {
                assertTrue(coverage.above() > 0);
                assertEquals(Optional.empty(), sparse.widestIndex());
            } else {
                assertTrue(k >= 49); // the last one equals the bound
            }
        });
    }

    @Test
    void refusesToListAllTargets() {
        Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(1)).fit(new BradleyTerry(), planted(50, 500));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> sparse(fit, AuditRequest.standard().withTop(0), UNLIMITED));
        assertEquals(
                "all targets can be listed of up to 0 items, got 50: ask for the top ones, or name targets",
                e.getMessage());
    }

    @Test
    void namedTargetsNeedNoSearch() {
        Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(2)).fit(new BradleyTerry(), planted(300, 1500));
        Targets named = new Targets.Named(List.of(new Targets.Pair(3, 7), new Targets.Pair(250, 1)));
        AuditRequest request = AuditRequest.standard().withTargets(named).withTop(0);
        Audit dense = Audit.of(fit, request);
        Audit sparse = sparse(fit, request, 0);
        for (int k = 0; k < 2; k++) {
            Finding expected = dense.findings().get(k);
            assertEquals(expected.i(), sparse.findings().get(k).i());
            assertEquals(expected.size(), sparse.findings().get(k).size(), 1e-9 * expected.size());
        }
        assertEquals(Coverage.EVERYTHING, sparse.coverage());
        assertEquals(List.of(), sparse.influences());
        assertEquals(List.of(), sparse.standardErrors());
        assertFalse(sparse.widestIndex().isPresent());
    }

    @Test
    @Tag("slow")
    void tenThousandItemsAndAMillionVotes() {
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), planted(10_000, 1_000_000));
        Audit audit = Audit.of(fit, AuditRequest.standard());
        assertFalse(audit.coverage().exhausted());
        assertEquals(20, audit.findings().size());
        assertTrue(audit.widestIndex().isPresent());
        for (Check check : audit.checks()) {
            assertTrue(check.relativeError() <= 1e-3, check::toString);
        }
    }

    /** Single votes between random pairs, by scores drawn from N(0, 1). */
    private static ComparisonGraph planted(int items, int votes) {
        RandomGenerator random = Cases.random(11);
        double[] s = new double[items];
        for (int i = 0; i < items; i++) {
            s[i] = random.nextGaussian();
        }
        Tally tally = new Tally();
        for (int k = 0; k < votes; k++) {
            int a = random.nextInt(items);
            int b = (a + 1 + random.nextInt(items - 1)) % items;
            boolean won = random.nextDouble() < 1 / (1 + Math.exp(s[b] - s[a]));
            tally.add(a, b, won ? Outcome.FIRST : Outcome.SECOND, 1, 1);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.HALF);
    }

    private static Audit sparse(Fit<ComparisonGraph> fit, AuditRequest request, int mostSolves) {
        return Audit.of(fit, request, Progress.SILENT, new Effort(0, 0, mostSolves));
    }

    @SuppressWarnings("unchecked") // the tests' fits are of pairs
    private static Fit<ComparisonGraph> ofPairs(Audit audit) {
        return (Fit<ComparisonGraph>) audit.fit();
    }
}
