package org.teeter.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Models;

/** Linear heads against free scores, of which they are the case of unit vectors, against the slow way, and against refits. */
class HeadTest {
    private record Case(ComparisonGraph pairs, Embeddings embeddings) {
        int[] rows() {
            return IntStream.range(0, pairs.size()).toArray();
        }

        HeadFit fit(double sigma) {
            return HeadFit.of(pairs, rows(), embeddings, sigma);
        }
    }

    /** Random vectors of options, and judgements by a random head; both sides of each pair win. */
    private static Case draw(RandomGenerator random, int options, int width, int edges) {
        float[][] rows = new float[options][width];
        double[] w = new double[width];
        Arrays.setAll(w, k -> random.nextGaussian());
        for (float[] row : rows) {
            for (int k = 0; k < width; k++) {
                row[k] = (float) random.nextGaussian();
            }
        }
        Tally tally = new Tally();
        for (int e = 0; e < edges; e++) {
            int a = random.nextInt(options);
            int b = (a + 1 + random.nextInt(options - 1)) % options;
            double x = 0;
            for (int k = 0; k < width; k++) {
                x += w[k] * (rows[a][k] - rows[b][k]);
            }
            double won = 10 / (1 + Math.exp(-x)) + 2 * random.nextDouble();
            tally.add(a, b, Outcome.FIRST, won, 1);
            tally.add(a, b, Outcome.SECOND, 12 - won, 1);
        }
        return new Case(ComparisonGraph.of(tally.counts(Items.numbered(options)), Ties.HALF), Embeddings.of(rows));
    }

    @Test
    void unitVectorsAreFreeScores() {
        forAll(30, (random, size) -> Models.random(new BradleyTerry(), random, 3 + (int) (12 * size), 20), data -> {
            int n = data.size();
            float[][] unit = new float[n][n - 1]; // the last is 0
            for (int i = 0; i < n - 1; i++) {
                unit[i][i] = 1;
            }
            HeadFit head = new Case(data, Embeddings.of(unit)).fit(Double.POSITIVE_INFINITY);
            Fit<ComparisonGraph> free = Estimator.of(Prior.none()).fit(new BradleyTerry(), data);
            for (int e = 0; e < data.edges(); e++) {
                assertEquals(
                        free.scores().difference(data.first(e), data.second(e)),
                        head.difference(data.first(e), data.second(e)),
                        1e-8);
            }
            HeadAudit audit = HeadAudit.of(head, List.of(), 5, 1000);
            assertEquals(n - 1, audit.leverageSum(), 1e-7); // Foster
            for (HeadAudit.Finding finding : audit.findings()) {
                Audit one = Audit.of(
                        free,
                        AuditRequest.standard()
                                .withTargets(new Targets.Named(List.of(new Targets.Pair(finding.i(), finding.j())))));
                assertEquals(one.largest(), finding.size(), 1e-7 * (1 + one.largest()));
                assertEquals(
                        one.findings().get(0).standardError(),
                        finding.error() * finding.p().variance(),
                        1e-7);
            }
        });
    }

    @Test
    void sensitivitiesAreWhatRefitsShow() {
        forAll(20, (random, size) -> draw(random, 12, 4, 25), one -> {
            for (double sigma : new double[] {Double.POSITIVE_INFINITY, 0.8}) {
                HeadFit head = one.fit(sigma);
                assertTrue(head.error() < 1e-8, () -> "error " + head.error());
                HeadAudit audit = HeadAudit.of(head, List.of(), 6, 1000);
                assertEquals(0, audit.complete());
                for (HeadAudit.Finding finding : audit.findings()) {
                    HeadAudit.Check check = audit.check(finding);
                    assertTrue(check.relativeError() < 2e-3, check::toString);
                }
            }
        });
    }

    /** The last options have a vector and no judgement. */
    @Test
    void optionsThatNobodyJudgedArePredicted() {
        forAll(10, (random, size) -> draw(random, 12, 4, 40), one -> {
            ComparisonGraph some = one.pairs.induced(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            ComparisonGraph all = some.among(List.of("10", "11"));
            assertEquals(12, all.size());
            HeadFit head = HeadFit.of(all, one.rows(), one.embeddings, 0.8);
            HeadFit judged = HeadFit.of(some, Arrays.copyOf(one.rows(), 10), one.embeddings, 0.8);
            assertArrayEquals(judged.weights(), head.weights());
            HeadAudit audit = HeadAudit.of(head, List.of(new Targets.Pair(10, 11)), 6, 1000);
            HeadAudit.Check check = audit.check(audit.findings().get(0));
            assertTrue(check.relativeError() < 2e-3, check::toString);

            HeldOut held = HeldOut.of(head, one.pairs, one.rows());
            double loss = 0;
            double weight = 0;
            for (int e = 0; e < one.pairs.edges(); e++) {
                double p = head.probability(one.pairs.first(e), one.pairs.second(e))
                        .p();
                loss -= one.pairs.won(e) * Math.log(p) + one.pairs.lost(e) * Math.log(1 - p);
                weight += one.pairs.n(e);
            }
            assertEquals(one.pairs.edges(), held.pairs());
            assertEquals(weight, held.judgements(), 1e-9);
            assertEquals(loss / weight, held.logLoss(), 1e-12);
            assertTrue(held.favoured() > 0.5 && held.favoured() < 1, held::toString);
        });
    }

    /** The worst of all targets and sources, by looking at all. */
    @Test
    void theSearchFindsTheWorst() {
        forAll(20, (random, size) -> draw(random, 40, 5, 150), one -> {
            HeadFit head = one.fit(2);
            ComparisonGraph pairs = one.pairs;
            HeadAudit audit = HeadAudit.of(head, List.of(), 3, 1000);
            double[] worst = new double[pairs.edges()];
            for (int t = 0; t < worst.length; t++) {
                double[] answer = head.solve(head.vectors().between(pairs.first(t), pairs.second(t)));
                double v = head.probability(pairs.first(t), pairs.second(t)).variance();
                for (int e = 0; e < worst.length; e++) {
                    double s = v
                            * pairs.n(e)
                            * PairVectors.dot(answer, head.vectors().between(pairs.first(e), pairs.second(e)));
                    worst[t] = e == t ? worst[t] : Math.max(worst[t], Math.abs(s));
                }
            }
            double[] sorted = Arrays.stream(worst).sorted().toArray();
            for (int k = 0; k < 3; k++) {
                assertEquals(
                        sorted[sorted.length - 1 - k], audit.findings().get(k).size(), 1e-10);
            }
            HeadAudit few = HeadAudit.of(head, List.of(), 3, 16);
            assertTrue(few.visited() <= 16);
            assertTrue(sorted[sorted.length - 1]
                    <= Math.max(few.complete(), few.findings().get(0).size()) + 1e-12);
        });
    }

    @Test
    void manyPairsTakeTheSampleAndTheConjugateGradients() {
        Case one = draw(new SplittableRandom(3), 3000, 20, 9000);
        HeadFit head = one.fit(Double.POSITIVE_INFINITY);
        assertTrue(head.error() < 1e-8);
        assertEquals(20, HeadAudit.of(head, List.of(), 1, 16).leverageSum(), 1e-6);
    }

    @Test
    void whatHasNoFiniteFitIsRefused() {
        float[][] line = {{0, 0}, {1, 0}, {2, 0}, {0, 1}};
        Tally separable = new Tally();
        separable.add(1, 0, Outcome.FIRST, 1, 3);
        separable.add(2, 1, Outcome.FIRST, 1, 3);
        separable.add(3, 0, Outcome.FIRST, 1, 3);
        Case pointing =
                new Case(ComparisonGraph.of(separable.counts(Items.numbered(4)), Ties.HALF), Embeddings.of(line));
        assertEquals(
                "some direction of the vectors points the way of every judgement, so that no finite weights are best;"
                        + " set a prior",
                assertThrows(NoConvergenceException.class, () -> pointing.fit(Double.POSITIVE_INFINITY))
                        .getMessage());
        assertTrue(pointing.fit(1).error() < 1e-8);
        Tally flat = new Tally();
        flat.add(1, 0, Outcome.FIRST, 1, 3);
        flat.add(1, 0, Outcome.SECOND, 1, 2);
        Case silent = new Case(
                ComparisonGraph.of(flat.counts(Items.numbered(2)), Ties.HALF),
                Embeddings.of(new float[] {0, 0}, new float[] {1, 0}));
        assertEquals(
                "the pairs say nothing of some direction of the vectors, of which there are 2; set a prior",
                assertThrows(NoConvergenceException.class, () -> silent.fit(Double.POSITIVE_INFINITY))
                        .getMessage());
    }
}
