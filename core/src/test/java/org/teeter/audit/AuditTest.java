package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probability;
import org.teeter.model.BradleyTerry;

class AuditTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(new BradleyTerry(), Prior.none());

    /** The paper's Eq. (4): three items, two comparisons, any number of votes. */
    @Test
    void threeItemsReproduceEquationFour() {
        forAll(300, random -> new double[] {random.nextDouble(0.001, 0.999), random.nextDouble(0.001, 0.999)}, ab -> {
            double a = ab[0];
            double b = ab[1];
            Fit fit = MAXIMUM_LIKELIHOOD.fit(
                    Graphs.of(3, row(0, 1, 7 * a, 7 * (1 - a)), row(1, 2, 300 * b, 300 * (1 - b))));
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
            Fit fit = MAXIMUM_LIKELIHOOD.fit(
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
                Estimator estimator = Estimator.of(new BradleyTerry(), prior);
                Fit fit = estimator.fit(graph);
                Circuit circuit = new Circuit(fit);
                for (int e = 0; e < graph.edges(); e++) {
                    double n = graph.n(e);
                    double h = 1e-4 * Math.min(graph.won(e), graph.lost(e)) / n;
                    Fit up = estimator.refit(graph.with(e, graph.won(e) + n * h, graph.lost(e) - n * h), fit);
                    Fit down = estimator.refit(graph.with(e, graph.won(e) - n * h, graph.lost(e) + n * h), fit);
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
            Fit fit = MAXIMUM_LIKELIHOOD.fit(graph);
            Finding.Source source = named(fit, 0, graph.size() - 1).source().orElseThrow();
            int e = source.edge();
            double h = 1e-4 * Math.min(graph.won(e), graph.lost(e));
            Fit up = MAXIMUM_LIKELIHOOD.refit(graph.with(e, graph.won(e) + h, graph.lost(e) - h), fit);
            Fit down = MAXIMUM_LIKELIHOOD.refit(graph.with(e, graph.won(e) - h, graph.lost(e) + h), fit);
            double target = up.probability(0, graph.size() - 1).p()
                    - down.probability(0, graph.size() - 1).p();
            double own = up.probability(source.a(), source.b()).p()
                    - down.probability(source.a(), source.b()).p();
            // 1e-5 from curvature and from the rounding of two small differences
            assertEquals(target / own, source.modelToModel(), 1e-5 * Math.abs(source.modelToModel()));
        });
    }

    @Test
    void searchesFindWhatAnExhaustiveOneFinds() {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(2)}) {
            forAll(40, (random, size) -> Graphs.random(random, 3 + (int) (130 * size), (int) (400 * size)), graph -> {
                Fit fit = Estimator.of(new BradleyTerry(), prior).fit(graph);
                Audit audit = Audit.of(fit, new AuditRequest(new Targets.All(), List.of(1.5, 4.0), 0, 0, 0, 1));
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
            Audit audit = Audit.of(MAXIMUM_LIKELIHOOD.fit(graph), request(new Targets.All()));
            double sum = audit.influences().stream()
                    .mapToDouble(ComparisonInfluence::leverage)
                    .sum();
            assertEquals(graph.size() - 1, sum, 1e-9 * graph.size());
            for (ComparisonInfluence influence : audit.influences()) {
                assertEquals(influence.bridge(), influence.leverage() > 1 - 1e-9);
            }
            Circuit circuit = new Circuit(audit.fit());
            int i = 0;
            int j = graph.size() - 1;
            double[] x = circuit.potentials(i, j);
            double out = 0;
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                out += circuit.conductance(e) * (x[i] - x[graph.second(e)]);
            }
            assertEquals(1, out, 1e-10);
        });
    }

    /** Var(p_ij) = Σ S² v / n: intervals are the n-weighted length of the sensitivities. */
    @Test
    void standardErrorsAreTheLengthOfTheSensitivities() {
        forAll(40, (random, size) -> Graphs.random(random, 3 + (int) (20 * size), (int) (60 * size)), graph -> {
            Fit fit = MAXIMUM_LIKELIHOOD.fit(graph);
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
            Audit audit = Audit.of(MAXIMUM_LIKELIHOOD.fit(graph), AuditRequest.standard());
            for (Check check : audit.checks()) {
                assertTrue(check.relativeError() <= 1e-3, check::toString);
            }
        });
    }

    /** The paper's Example 1 with the right numbers: p_ik .9801 → .9999 at p_kj = .02 takes p_ij from .5013 to .9951. */
    @Test
    void onePointInTheSourceDoesWhatExampleOneShouldSay() {
        Fit fit = MAXIMUM_LIKELIHOOD.fit(Graphs.of(3, row(0, 1, 98.5, 1.5), row(1, 2, 2, 98)));
        Audit audit =
                Audit.of(fit, AuditRequest.standard().withTargets(new Targets.Named(List.of(new Targets.Pair(0, 2)))));
        Check check = audit.checks().get(0);
        assertEquals(0, check.finding().source().orElseThrow().a());
        assertEquals(chain(0.975, 0.02), check.low().orElseThrow().p(), 1e-12);
        assertEquals(chain(0.995, 0.02), check.high().orElseThrow().p(), 1e-12);
    }

    @Test
    void aBridgeMovedToCertaintyGivesTheLimit() {
        Fit fit = MAXIMUM_LIKELIHOOD.fit(Graphs.of(4, row(0, 1, 99.5, 0.5), row(1, 2, 2, 98), row(2, 3, 1, 1)));
        Refit.Moved moved = new Refit(fit).moved(0, 0.01);
        assertEquals(Optional.of(new Probability(1, 0)), moved.probability(0, 2));
        assertEquals(Optional.of(new Probability(0, 1)), moved.probability(3, 0));
        assertEquals(0.02, moved.probability(1, 3).orElseThrow().p(), 1e-12); // decided without the bridge
    }

    @Test
    void whereEveryPairWasComparedAllPairsAreTargets() {
        Fit fit = MAXIMUM_LIKELIHOOD.fit(Graphs.of(3, row(0, 1, 5, 3), row(1, 2, 4, 4), row(0, 2, 6, 1)));
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
        Fit fit = MAXIMUM_LIKELIHOOD.fit(Graphs.of(2, row(0, 1, 5, 3)));
        Audit audit = Audit.of(fit, AuditRequest.standard());
        assertEquals(Optional.empty(), audit.findings().get(0).source());
        assertEquals(0, audit.largest());
    }

    @Test
    void resultsDoNotDependOnTheThreads() {
        ComparisonGraph graph = Graphs.random(Cases.random(9), 300, 2000);
        Fit fit = MAXIMUM_LIKELIHOOD.fit(graph);
        Audit once = Audit.of(fit, AuditRequest.standard());
        Audit again = Audit.of(fit, AuditRequest.standard());
        assertEquals(once.checks(), again.checks());
        assertEquals(once.influences(), again.influences());
    }

    private static AuditRequest request(Targets targets) {
        return AuditRequest.standard().withTargets(targets);
    }

    private static Finding named(Fit fit, int i, int j) {
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
}
