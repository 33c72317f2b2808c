package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.audit.search.Circuit;
import org.teeter.audit.search.Effort;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probability;
import org.teeter.model.BradleyTerry;

class AuditTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    /** The paper's Eq. (4): three items, two comparisons, any number of votes. */
    @Test
    void threeItemsReproduceEquationFour() {
        forAll(300, random -> new double[] {random.nextDouble(0.001, 0.999), random.nextDouble(0.001, 0.999)}, ab -> {
            double a = ab[0];
            double b = ab[1];
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                    new BradleyTerry(), Graphs.of(3, row(0, 1, 7 * a, 7 * (1 - a)), row(1, 2, 300 * b, 300 * (1 - b))));
            double d = a * b + (1 - a) * (1 - b);
            Finding.Source source = named(fit, 0, 2).source().orElseThrow();
            double byFirst = b * (1 - b) / (d * d);
            double bySecond = a * (1 - a) / (d * d);
            double larger = Math.max(byFirst, bySecond);
            assertEquals(larger, source.sensitivity(), 1e-12 * larger);
            assertEquals(larger, source.localBound(), 1e-12 * larger); // a bridge: nothing damps it
            assertEquals(1, source.leverage(), 1e-13);
            assertEquals(1, source.flow(), 1e-13);
        });
    }

    /** Closing the triangle damps it: S = S_chain / (1 + c_ij (1/c_ik + 1/c_kj)), three items that agree with their scores. */
    @Test
    void aThirdComparisonDampsAsTheCircuitSays() {
        for (double ratio : new double[] {0.001, 0.01, 0.1, 1}) {
            double a = 0.99;
            double b = 0.02;
            double d = a * b + (1 - a) * (1 - b);
            double p = a * b / d;
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                    new BradleyTerry(),
                    Graphs.of(3, row(0, 1, a, 1 - a), row(1, 2, b, 1 - b), row(0, 2, ratio * p, ratio * (1 - p))));
            double damping = 1 + ratio * p * (1 - p) * (1 / (a * (1 - a)) + 1 / (b * (1 - b)));
            double expected = b * (1 - b) / (d * d) / damping;
            assertEquals(expected, named(fit, 0, 2).source().orElseThrow().sensitivity(), 1e-12 * expected);
        }
    }

    @Test
    void everySensitivityIsTheDerivativeOfARefit() {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(0.8), Prior.pseudo(2)}) {
            forAll(25, (random, size) -> Graphs.random(random, 3 + (int) (9 * size), 2 + (int) (20 * size)), graph -> {
                Estimator estimator = Estimator.of(prior);
                Fit<ComparisonGraph> fit = estimator.fit(new BradleyTerry(), graph);
                Circuit circuit = new Circuit(fit);
                for (int e = 0; e < graph.edges(); e++) {
                    double n = graph.n(e);
                    double h = 1e-4 * Math.min(graph.won(e), graph.lost(e)) / n;
                    Fit<ComparisonGraph> up =
                            estimator.refit(graph.with(e, graph.won(e) + n * h, graph.lost(e) - n * h), fit);
                    Fit<ComparisonGraph> down =
                            estimator.refit(graph.with(e, graph.won(e) - n * h, graph.lost(e) + n * h), fit);
                    for (int i = 0; i < graph.size(); i++) {
                        for (int j = i + 1; j < graph.size(); j++) {
                            double[] x = circuit.potentials(i, j);
                            double s = circuit.density(i, j) * n * (x[graph.first(e)] - x[graph.second(e)]);
                            double slope = (up.probability(i, j).p()
                                            - down.probability(i, j).p())
                                    / (2 * h);
                            // 1e-6 relative from the curvature, 1e-13 / h from the rounding of the two probabilities
                            assertEquals(slope, s, 1e-6 * Math.abs(s) + 1e-13 / h);
                        }
                    }
                }
            });
        }
    }

    /** C = S / h: how far a prediction moves per unit by which the model's own fitted p_ab moves, by refits. */
    @Test
    void modelToModelIsTheRatioOfTwoRefittedChanges() {
        forAll(25, (random, size) -> Graphs.random(random, 3 + (int) (9 * size), 2 + (int) (20 * size)), graph -> {
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph);
            Finding.Source source = named(fit, 0, graph.size() - 1).source().orElseThrow();
            int e = source.edge();
            double h = 1e-4 * Math.min(graph.won(e), graph.lost(e));
            Fit<ComparisonGraph> up = MAXIMUM_LIKELIHOOD.refit(graph.with(e, graph.won(e) + h, graph.lost(e) - h), fit);
            Fit<ComparisonGraph> down =
                    MAXIMUM_LIKELIHOOD.refit(graph.with(e, graph.won(e) - h, graph.lost(e) + h), fit);
            double target = up.probability(0, graph.size() - 1).p()
                    - down.probability(0, graph.size() - 1).p();
            double own = up.probability(source.a(), source.b()).p()
                    - down.probability(source.a(), source.b()).p();
            // 1e-5 from curvature and from the rounding of two small differences, of which nothing else is left where
            // nothing moves
            double rounding = 4 * Math.ulp(1.0) / Math.abs(own);
            assertEquals(target / own, source.modelToModel(), 1e-5 * Math.abs(source.modelToModel()) + rounding);
        });
    }

    @Test
    void searchesFindWhatAnExhaustiveOneFinds() {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(2)}) {
            forAll(16, (random, size) -> Graphs.random(random, 3 + (int) (130 * size), (int) (400 * size)), graph -> {
                Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), graph);
                Audit audit = Audit.of(fit, new AuditRequest(new Targets.All(), List.of(1.5, 4.0), 0, 0, 0, 1, false));
                Circuit circuit = new Circuit(fit);
                int n = graph.size();
                double[] reach = new double[graph.edges()];
                long over = 0;
                double largest = 0;
                for (Finding finding : audit.findings()) {
                    double[] x = circuit.potentials(finding.i(), finding.j());
                    double most = 0;
                    for (int e = 0; e < graph.edges(); e++) {
                        if (e != graph.edge(finding.i(), finding.j())) {
                            double s = circuit.density(finding.i(), finding.j())
                                    * circuit.pull(e)
                                    * Math.abs(x[graph.first(e)] - x[graph.second(e)]);
                            most = Math.max(most, s);
                            reach[e] = Math.max(reach[e], s);
                        }
                    }
                    assertEquals(most, finding.size(), 1e-9 * most + 1e-13);
                    over += most > 1.5 ? 1 : 0;
                    largest = Math.max(largest, most);
                }
                assertEquals((long) n * (n - 1) / 2, audit.targets());
                assertEquals(over, audit.fragile().get(0));
                assertEquals(largest, audit.largest(), 1e-9 * largest + 1e-13);
                for (ComparisonInfluence influence : audit.influences()) {
                    double found = influence
                            .worst()
                            .map(w -> Math.abs(w.sensitivity()))
                            .orElse(0.0);
                    assertEquals(reach[influence.edge()], found, 1e-9 * found + 1e-13);
                    assertTrue(found <= influence.index() * (1 + 1e-9)); // n R / 4 bounds every target
                }
            });
        }
    }

    /** Foster: the leverages of a connected graph sum to N - 1; Thomson: currents out of any set around i sum to 1. */
    @Test
    void currentsAreConserved() {
        forAll(60, (random, size) -> Graphs.random(random, 2 + (int) (60 * size), (int) (200 * size)), graph -> {
            Audit audit = Audit.of(MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph), request(new Targets.All()));
            double sum = audit.influences().stream()
                    .mapToDouble(ComparisonInfluence::leverage)
                    .sum();
            assertEquals(graph.size() - 1, sum, 1e-9 * graph.size());
            for (ComparisonInfluence influence : audit.influences()) {
                assertEquals(influence.bridge(), influence.leverage() > 1 - 1e-9);
            }
            Circuit circuit = new Circuit(ofPairs(audit));
            int i = 0;
            int j = graph.size() - 1;
            double[] x = circuit.potentials(i, j);
            double out = 0;
            for (int e = graph.graph().start(i); e < graph.graph().start(i + 1); e++) {
                out += circuit.conductance(e) * (x[i] - x[graph.second(e)]);
            }
            assertEquals(1, out, 1e-10);
        });
    }

    /** Var(p_ij) = Σ S² v / n: intervals are the n-weighted length of the sensitivities. */
    @Test
    void standardErrorsAreTheLengthOfTheSensitivities() {
        forAll(40, (random, size) -> Graphs.random(random, 3 + (int) (20 * size), (int) (60 * size)), graph -> {
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph);
            Circuit circuit = new Circuit(fit);
            double[] x = circuit.potentials(0, 1);
            double variance = 0;
            for (int e = 0; e < graph.edges(); e++) {
                double s = circuit.density(0, 1) * graph.n(e) * (x[graph.first(e)] - x[graph.second(e)]);
                variance += s * s * circuit.conductance(e) / (graph.n(e) * graph.n(e));
            }
            assertEquals(Math.sqrt(variance), named(fit, 0, 1).standardError(), 1e-10);
        });
    }

    @Test
    void checksConfirmTheFindings() {
        forAll(20, (random, size) -> Graphs.random(random, 3 + (int) (40 * size), (int) (120 * size)), graph -> {
            Audit audit = Audit.of(MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph), AuditRequest.standard());
            for (Check check : audit.checks()) {
                assertTrue(check.relativeError() <= 1e-3, check::toString);
            }
        });
    }

    /** The paper's Example 1 with the right numbers: p_ik .9801 → .9999 at p_kj = .02 takes p_ij from .5013 to .9951. */
    @Test
    void onePointInTheSourceDoesWhatExampleOneShouldSay() {
        Fit<ComparisonGraph> fit =
                MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(3, row(0, 1, 98.5, 1.5), row(1, 2, 2, 98)));
        Audit audit =
                Audit.of(fit, AuditRequest.standard().withTargets(new Targets.Named(List.of(new Targets.Pair(0, 2)))));
        Check check = audit.checks().get(0);
        assertEquals(0, check.finding().source().orElseThrow().a());
        assertEquals(chain(0.975, 0.02), check.low().orElseThrow().p(), 1e-12);
        assertEquals(chain(0.995, 0.02), check.high().orElseThrow().p(), 1e-12);
    }

    @Test
    void aBridgeMovedToCertaintyGivesTheLimit() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), Graphs.of(4, row(0, 1, 99.5, 0.5), row(1, 2, 2, 98), row(2, 3, 1, 1)));
        Moved moved = new Refit(fit).moved(0, 0.01);
        assertEquals(Optional.of(new Probability(1, 0)), moved.probability(0, 2));
        assertEquals(Optional.of(new Probability(0, 1)), moved.probability(3, 0));
        assertEquals(0.02, moved.probability(1, 3).orElseThrow().p(), 1e-12); // decided without the bridge
    }

    /** Rescue of a wide prior: sensitivities are formed among differences, where the mean that it leaves open is no part. */
    @Test
    void aWidePriorDoesNotBlurSensitivities() {
        ComparisonGraph graph = Graphs.of(
                4, row(0, 1, 9_900_000, 100_000), row(1, 2, 200_000, 9_800_000), row(2, 3, 5_000_000, 5_000_000));
        Audit sure = Audit.of(MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph), AuditRequest.standard());
        Audit wide = Audit.of(Estimator.of(Prior.normal(1e6)).fit(new BradleyTerry(), graph), AuditRequest.standard());
        double d = 0.99 * 0.02 + 0.01 * 0.98;
        assertEquals(0.02 * 0.98 / (d * d), wide.largest(), 1e-10 * wide.largest()); // Eq. (4)
        assertEquals(sure.fragile(), wide.fragile());
        assertEquals(List.of(2L, 2L, 2L), wide.fragile());
        for (int k = 0; k < 3; k++) {
            assertEquals(sure.findings().get(k).size(), wide.findings().get(k).size(), 1e-9);
            assertTrue(wide.checks().get(k).relativeError() <= 1e-3);
        }
    }

    /** On a tree nothing else moves a compared pair; refits differ by rounding alone, which is no error of a prediction. */
    @Test
    void whatNothingMovesIsNoErrorOfThePrediction() {
        forAll(30, (random, size) -> Graphs.random(random, 3 + (int) (60 * size), 0), tree -> {
            Audit audit = Audit.of(
                    MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), tree),
                    AuditRequest.standard().withTargets(new Targets.All()).withTop(0));
            for (Check check : audit.checks()) {
                assertTrue(check.relativeError() <= 1e-3, check::toString);
            }
        });
    }

    /** A wrong derivative is still an error, however little moves. */
    @Test
    void theFloorHidesNoWrongDerivative() {
        Finding finding =
                named(MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(3, row(0, 1, 7, 3), row(1, 2, 4, 6))), 0, 2);
        Check check = new Check(finding, 1e-5, 1e-12, 2e-12, Optional.empty(), Optional.empty(), 1e-15);
        assertEquals(0.5, check.relativeError(), 1e-15);
        Check still = new Check(finding, 1e-5, 1e-12, 0, Optional.empty(), Optional.empty(), 1e-15);
        assertEquals(1, still.relativeError(), 0);
        Check rounded = new Check(finding, 1e-5, 0, 1e-16, Optional.empty(), Optional.empty(), 1e-15);
        assertEquals(0, rounded.relativeError(), 0);
    }

    /**
     * 95 % intervals of a prediction over a chain of two pairs of 20 votes, over all outcomes with a finite fit, each with its
     * probability: formed around p they cover too rarely, formed on log-odds they do.
     */
    @Test
    void intervalsOfPredictionsCoverOnLogOdds() {
        int n = 20;
        for (double[] truth : new double[][] {{0.8, 0.7}, {0.9, 0.6}, {0.6, 0.6}, {0.9, 0.85}}) {
            double odds = truth[0] / (1 - truth[0]) * truth[1] / (1 - truth[1]);
            double p = odds / (1 + odds);
            double all = 0;
            double onLogOdds = 0;
            double aroundP = 0;
            for (int a = 1; a < n; a++) {
                for (int b = 1; b < n; b++) {
                    double weight = binomial(n, a, truth[0]) * binomial(n, b, truth[1]);
                    Finding finding = named(
                            MAXIMUM_LIKELIHOOD.fit(
                                    new BradleyTerry(), Graphs.of(3, row(0, 1, a, n - a), row(1, 2, b, n - b))),
                            0,
                            2);
                    Finding.Interval interval = finding.interval();
                    all += weight;
                    onLogOdds += interval.low().p() <= p && p <= interval.high().p() ? weight : 0;
                    aroundP += Math.abs(finding.prediction().p() - p) <= 1.96 * finding.standardError() ? weight : 0;
                }
            }
            assertTrue(onLogOdds / all >= 0.94, "covers " + onLogOdds / all);
            assertTrue(aroundP < onLogOdds, "around p covers " + aroundP / all);
        }
    }

    private static double binomial(int n, int k, double p) {
        double probability = 1;
        for (int i = 1; i <= k; i++) {
            probability *= (n - k + i) / (double) i * p;
        }
        return probability * Math.pow(1 - p, n - k);
    }

    /** Three parts that a prior alone holds together. */
    @Test
    void predictionsAcrossPartsAreLeftOutUnlessAskedFor() {
        Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(2))
                .fit(
                        new BradleyTerry(),
                        Graphs.of(7, row(0, 1, 7, 3), row(1, 2, 4, 6), row(3, 4, 9, 1), row(5, 6, 5, 0)));
        Audit audit = Audit.of(fit, AuditRequest.standard());
        assertEquals(3, audit.parts().count());
        assertEquals(16, audit.parts().pairsAcross());
        assertEquals(1, audit.targets());
        assertEquals(
                List.of(0, 2),
                List.of(audit.findings().get(0).i(), audit.findings().get(0).j()));
        assertTrue(audit.findings().get(0).connected());
        Audit across = Audit.of(fit, AuditRequest.standard().withPairsAcrossParts());
        assertEquals(17, across.targets());
        assertEquals(16, across.findings().stream().filter(f -> !f.connected()).count());
        Audit sparse = Audit.of(fit, AuditRequest.standard(), Progress.SILENT, new Effort(0, 1000, 1000));
        assertEquals(1, sparse.targets());
        assertEquals(1, sparse.findings().size());
    }

    /** Parts side by side: within and across them, every response is the derivative of a refit, by the inverse and by solves. */
    @Test
    void sensitivitiesOfDataInPartsAreDerivativesOfRefits() {
        for (Prior prior : new Prior[] {Prior.normal(0.8), Prior.pseudo(2)}) {
            Estimator estimator = Estimator.of(prior);
            for (int seed = 0; seed < 6; seed++) {
                ComparisonGraph graph = inParts(seed);
                Fit<ComparisonGraph> fit = estimator.fit(new BradleyTerry(), graph);
                Audit dense = Audit.of(
                        fit, AuditRequest.standard().withPairsAcrossParts().withTop(0));
                Audit sparse = Audit.of(
                        fit,
                        AuditRequest.standard().withPairsAcrossParts(),
                        Progress.SILENT,
                        new Effort(0, 1000, 1000));
                assertEquals(4, dense.parts().count());
                assertTrue(dense.findings().stream().anyMatch(f -> !f.connected()));
                for (int k = 0; k < sparse.findings().size(); k++) {
                    assertEquals(
                            dense.findings().get(k).size(),
                            sparse.findings().get(k).size(),
                            1e-9);
                    assertEquals(
                            dense.findings().get(k).standardError(),
                            sparse.findings().get(k).standardError(),
                            1e-9);
                }
                for (int e = 0; e < graph.edges(); e++) {
                    double h = 1e-4 * Math.min(graph.won(e), graph.lost(e));
                    Fit<ComparisonGraph> up = estimator.refit(graph.with(e, graph.won(e) + h, graph.lost(e) - h), fit);
                    Fit<ComparisonGraph> down =
                            estimator.refit(graph.with(e, graph.won(e) - h, graph.lost(e) + h), fit);
                    for (int i = 0; i < graph.size(); i++) {
                        for (int j = 0; j < graph.size(); j++) {
                            if (i != j) {
                                double moved = (up.probability(i, j).p()
                                                - down.probability(i, j).p())
                                        / (2 * h / graph.n(e));
                                assertEquals(moved, dense.sensitivity(i, j, graph.first(e), graph.second(e)), 1e-6);
                            }
                        }
                    }
                }
            }
        }
    }

    /** What a prior leaves open between parts blurs nothing within them, however wide it is. */
    @Test
    void aWidePriorDoesNotBlurParts() {
        double[][] rows = {
            row(0, 1, 9_900_000, 100_000), row(1, 2, 200_000, 9_800_000), row(2, 3, 5_000_000, 5_000_000),
            row(4, 5, 9_900_000, 100_000), row(5, 6, 200_000, 9_800_000), row(7, 8, 3, 1)
        };
        double d = 0.99 * 0.02 + 0.01 * 0.98;
        double expected = 0.02 * 0.98 / (d * d);
        for (Effort effort : List.of(new Effort(5000, 0, 1000), new Effort(0, 0, 1000), new Effort(0, 1000, 1000))) {
            Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(1e6)).fit(new BradleyTerry(), Graphs.of(9, rows));
            Audit audit = Audit.of(fit, AuditRequest.standard(), Progress.SILENT, effort);
            assertEquals(4, audit.targets());
            for (int k = 0; k < 3; k++) {
                assertEquals(expected, audit.findings().get(k).size(), 1e-9 * expected);
            }
            assertEquals(1, audit.findings().get(3).size(), 1e-6);
            double mean = 0;
            for (int i = 0; i < 9; i++) {
                mean += fit.scores().get(i) * (i < 4 ? 1 : 0);
            }
            assertEquals(0, mean, 1e-9); // each part by itself, as the prior has it
        }
    }

    /** Three connected parts of random data and an item that nothing was compared with. */
    private static ComparisonGraph inParts(int seed) {
        List<double[]> rows = new ArrayList<>();
        int[] sizes = {2, 4, 5};
        int from = 1;
        for (int part = 0; part < sizes.length; part++) {
            ComparisonGraph graph = Graphs.random(Cases.random(10 * seed + part), sizes[part], 2 * sizes[part]);
            for (int e = 0; e < graph.edges(); e++) {
                rows.add(row(from + graph.first(e), from + graph.second(e), graph.won(e), graph.lost(e)));
            }
            from += sizes[part];
        }
        return Graphs.of(from, rows.toArray(double[][]::new));
    }

    /** The reach of each comparison among named targets, against all sensitivities. */
    @Test
    void comparisonsReachTheNamedTargetTheyMoveMost() {
        forAll(20, (random, size) -> Graphs.random(random, 5 + (int) (30 * size), (int) (90 * size)), graph -> {
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph);
            List<Targets.Pair> pairs = List.of(new Targets.Pair(0, 3), new Targets.Pair(4, 1), new Targets.Pair(2, 4));
            Audit audit = Audit.of(fit, AuditRequest.standard().withTargets(new Targets.Named(pairs)));
            for (ComparisonInfluence influence : audit.influences()) {
                int a = graph.first(influence.edge());
                int b = graph.second(influence.edge());
                double most = pairs.stream()
                        .filter(t -> graph.edge(t.i(), t.j()) != influence.edge())
                        .mapToDouble(t -> Math.abs(audit.sensitivity(t.i(), t.j(), a, b)))
                        .max()
                        .orElse(0);
                double found =
                        influence.worst().map(w -> Math.abs(w.sensitivity())).orElse(0.0);
                assertEquals(most, found, 1e-9 * most + 1e-12);
            }
        });
    }

    @Test
    void whereEveryPairWasComparedAllPairsAreTargets() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), Graphs.of(3, row(0, 1, 5, 3), row(1, 2, 4, 4), row(0, 2, 6, 1)));
        Audit audit = Audit.of(fit, AuditRequest.standard());
        assertTrue(audit.everyPairCompared());
        assertEquals(3, audit.targets());
        for (Finding finding : audit.findings()) {
            assertTrue(finding.observed());
            assertTrue(finding.source().orElseThrow().edge() != fit.graph().edge(finding.i(), finding.j()));
        }
    }

    @Test
    void aSinglePairHasNoSource() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(2, row(0, 1, 5, 3)));
        Audit audit = Audit.of(fit, AuditRequest.standard());
        assertEquals(Optional.empty(), audit.findings().get(0).source());
        assertEquals(0, audit.largest());
    }

    @Test
    void resultsDoNotDependOnTheThreads() {
        ComparisonGraph graph = Graphs.random(Cases.random(9), 300, 2000);
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph);
        Audit once = Audit.of(fit, AuditRequest.standard());
        Audit again = Audit.of(fit, AuditRequest.standard());
        assertEquals(once.checks(), again.checks());
        assertEquals(once.influences(), again.influences());
    }

    private static AuditRequest request(Targets targets) {
        return AuditRequest.standard().withTargets(targets);
    }

    private static Finding named(Fit<ComparisonGraph> fit, int i, int j) {
        return Audit.of(fit, request(new Targets.Named(List.of(new Targets.Pair(i, j)))))
                .findings()
                .get(0);
    }

    private static double chain(double a, double b) {
        return a * b / (a * b + (1 - a) * (1 - b));
    }

    private static double[] row(double... row) {
        return row;
    }

    @SuppressWarnings("unchecked") // the tests' fits are of pairs
    private static Fit<ComparisonGraph> ofPairs(Audit audit) {
        return (Fit<ComparisonGraph>) audit.fit();
    }
}
