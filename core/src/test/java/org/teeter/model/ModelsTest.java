package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.ComparisonInfluence;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.fit.Uncertainty;
import org.teeter.link.Probability;
import org.teeter.link.Probit;

/** What holds of every model of pairs. */
class ModelsTest {
    private static final List<PairModel> MODELS = Models.WITH_LOSSES;
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    @ParameterizedTest
    @FieldSource("MODELS")
    void derivativesAreThoseOfTheLikelihood(PairModel model) {
        forAll(30, (random, size) -> at(model, random, 2 + (int) (8 * size)), at -> {
            Likelihood likelihood = model.likelihood(at.data);
            int extras = likelihood.extras().size();
            int m = at.theta.length;
            double[][] hessian = new double[m][m];
            for (int k = 0; k < m; k++) {
                double h = 1e-4;
                double[] up = gradient(likelihood, moved(at.theta, k, h));
                double[] down = gradient(likelihood, moved(at.theta, k, -h));
                for (int r = 0; r < m; r++) {
                    hessian[r][k] = (up[r] - down[r]) / (2 * h);
                }
                double slope = (likelihood.logLikelihood(moved(at.theta, k, h))
                                - likelihood.logLikelihood(moved(at.theta, k, -h)))
                        / (2 * h);
                assertEquals(-slope, gradient(likelihood, at.theta)[k], 1e-5 * (1 + Math.abs(slope)));
            }
            double[][] dense = dense(likelihood, at.theta, extras);
            for (int r = 0; r < m; r++) {
                for (int k = 0; k < m; k++) {
                    assertEquals(hessian[r][k], dense[r][k], 1e-5 * (1 + Math.abs(dense[r][r])));
                }
            }
        });
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void aFitIsAMaximum(PairModel model) {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(0.7), Prior.pseudo(1.5), Prior.normal(1e5)}) {
            forAll(40, (random, size) -> draw(model, random, 2 + (int) (300 * size)), data -> {
                Fit<ComparisonGraph> fit = Estimator.of(prior).fit(model, data);
                double[] theta = fit.position();
                double[] gradient = gradient(model.likelihood(data), theta);
                for (int k = 0; k < theta.length; k++) {
                    PairDerivatives pull = new PairDerivatives();
                    if (k < fit.graph().size()) {
                        prior.derive(theta[k], Double.NEGATIVE_INFINITY, pull);
                    }
                    assertEquals(0, gradient[k] + pull.slope(), 1e-9 * (1 + sum(data)));
                }
                assertTrue(fit.residual() <= 1e-10);
                assertTrue(fit.scoreError() <= 1e-9, () -> "score error " + fit.scoreError());
            });
        }
    }

    /** The same fit, the same standard errors and the same audit by two implementations of one model. */
    @Test
    void theLogisticLinkIsBradleyTerry() {
        PairModel linked = MODELS.get(2);
        forAll(40, (random, size) -> draw(linked, random, 2 + (int) (60 * size)), data -> {
            Fit<ComparisonGraph> one = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data);
            Fit<ComparisonGraph> other = MAXIMUM_LIKELIHOOD.fit(linked, data);
            List<Double> errors = Uncertainty.standardErrors(other);
            for (int i = 0; i < data.size(); i++) {
                assertEquals(one.scores().get(i), other.scores().get(i), 1e-11);
                assertEquals(Uncertainty.standardErrors(one).get(i), errors.get(i), 1e-10);
            }
            assertEquals(one.logLikelihood(), other.logLikelihood(), 1e-12 * (1 + Math.abs(one.logLikelihood())));
        });
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void sensitivitiesAreWhatRefitsFind(PairModel model) {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(1.3)}) {
            forAll(25, (random, size) -> draw(model, random, 3 + (int) (9 * size)), data -> {
                Estimator estimator = Estimator.of(prior);
                Fit<ComparisonGraph> fit = estimator.fit(model, data);
                Audit audit = Audit.of(fit, AuditRequest.standard());
                for (int e = 0; e < data.edges(); e++) {
                    double h = 1e-4 * Math.min(data.won(e), data.lost(e));
                    Fit<ComparisonGraph> up = estimator.refit(data.with(e, data.won(e) + h, data.lost(e) - h), fit);
                    Fit<ComparisonGraph> down = estimator.refit(data.with(e, data.won(e) - h, data.lost(e) + h), fit);
                    for (int j = 1; j < data.size(); j++) {
                        double s = audit.sensitivity(0, j, data.first(e), data.second(e));
                        double refitted = change(down.probability(0, j), up.probability(0, j)) / (2 * h / data.n(e));
                        assertEquals(refitted, s, 1e-6 * Math.max(1e-3, Math.abs(s)));
                    }
                }
                assertTrue(audit.checks().stream().allMatch(check -> check.relativeError() < 1e-2));
            });
        }
    }

    /** {@code |S| <= peak density · pull · R} [M45], for models without shared parameters, whatever their link. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void noSensitivityExceedsItsCertificate(PairModel model) {
        forAll(40, (random, size) -> draw(model, random, 3 + (int) (20 * size)), data -> {
            Audit audit = Audit.of(MAXIMUM_LIKELIHOOD.fit(model, data), AuditRequest.standard());
            assertEquals(!model.predictsTies(), audit.isCertified());
            if (audit.isCertified()) {
                for (ComparisonInfluence influence : audit.influences()) {
                    influence
                            .worst()
                            .ifPresent(reach -> assertTrue(
                                    Math.abs(reach.sensitivity()) <= influence.index() * (1 + 1e-9),
                                    influence::toString));
                }
            }
        });
    }

    /** On a tree every fitted proportion is the observed one, whatever the link. */
    @Test
    void probitReproducesATree() {
        PairModel probit = new LinkModel(new Probit());
        ComparisonGraph data = graph(3, new double[] {0, 1, 98, 2, 0}, new double[] {1, 2, 3, 97, 0});
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(probit, data);
        assertEquals(0.98, fit.probability(0, 1).p(), 1e-14);
        assertEquals(0.03, fit.probability(1, 2).p(), 1e-14);
        assertEquals(
                new Probit().quantile(Probability.of(0.98)) + new Probit().quantile(Probability.of(0.03)),
                fit.scores().difference(0, 2),
                1e-13);
        assertEquals(
                1, Audit.of(fit, AuditRequest.standard()).influences().get(0).leverage(), 1e-12);
    }

    /** Newton's method in 40 digits, src/test/golden/pair_models.py. */
    @Test
    void probitAgreesWithFortyDigits() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new LinkModel(new Probit()),
                graph(
                        4,
                        new double[] {0, 1, 31, 9, 0},
                        new double[] {1, 2, 12, 28, 0},
                        new double[] {2, 3, 25, 15, 0},
                        new double[] {0, 3, 7, 33, 0},
                        new double[] {0, 2, 18, 22, 0}));
        assertAll(
                fit,
                new double[] {-0.062454786902243854, -0.5426449212766152, 0.25007125332384145, 0.3550284548550176},
                new double[] {0.08945676403686986, 0.11864415204807718, 0.08851366732874563, 0.11428891375925491});
        assertEquals(-125.25814304985099, fit.logLikelihood(), 1e-12);
    }

    @Test
    void davidsonAgreesWithFortyDigits() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new Davidson(),
                graph(
                        4,
                        new double[] {0, 1, 30, 8, 12},
                        new double[] {1, 2, 10, 25, 5},
                        new double[] {2, 3, 20, 14, 9},
                        new double[] {0, 3, 6, 31, 4},
                        new double[] {0, 2, 15, 20, 10}));
        assertAll(
                fit,
                new double[] {-0.1560208434069357, -1.0039651372669458, 0.4323211807726488, 0.7276647999012327},
                new double[] {0.15164389468940478, 0.21055991895093004, 0.15907028910769955, 0.2024164107986743});
        assertEquals(-0.715089521541383, fit.extra(0), 1e-14);
        assertEquals(0.1779994834810478, Uncertainty.ofExtras(fit).get(0), 1e-14);
        assertEquals(-213.02519988953122, fit.logLikelihood(), 1e-12);
        assertEquals(
                0.061606489247711144, Audit.of(fit, AuditRequest.standard()).sensitivity(1, 3, 0, 2), 1e-14);
    }

    /** The same data; a share pulls on the threshold too. */
    @Test
    void raoKupperAgreesWithFortyDigits() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new RaoKupper(),
                graph(
                        4,
                        new double[] {0, 1, 30, 8, 12},
                        new double[] {1, 2, 10, 25, 5},
                        new double[] {2, 3, 20, 14, 9},
                        new double[] {0, 3, 6, 31, 4},
                        new double[] {0, 2, 15, 20, 10}));
        assertAll(
                fit,
                new double[] {-0.14863064678915452, -0.83846923465222, 0.3653132645945148, 0.6217866168468598},
                new double[] {0.12415620283982787, 0.1701847332953015, 0.13132359998715967, 0.1685270299513584});
        assertEquals(0.4184322992611797, fit.extra(0), 1e-14);
        assertEquals(0.06150135000892811, Uncertainty.ofExtras(fit).get(0), 1e-14);
        assertEquals(-212.77952693030164, fit.logLikelihood(), 1e-12);
        assertEquals(0.0699391284389161, Audit.of(fit, AuditRequest.standard()).sensitivity(1, 3, 0, 2), 1e-14);
    }

    private static void assertAll(Fit<ComparisonGraph> fit, double[] scores, double[] errors) {
        List<Double> found = Uncertainty.standardErrors(fit);
        for (int i = 0; i < scores.length; i++) {
            assertEquals(scores[i], fit.scores().get(i), 1e-14);
            assertEquals(errors[i], found.get(i), 1e-14);
        }
    }

    /** Two items, where the maximum reproduces the shares: p_tie = t/n and x = ln(w/l). */
    @Test
    void davidsonReproducesThePairOfTwoItems() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new Davidson(), graph(2, new double[] {0, 1, 60, 15, 25}));
        assertEquals(Math.log(4), fit.scores().difference(0, 1), 1e-14);
        assertEquals(Math.log(25 / Math.sqrt(60 * 15)), fit.extra(0), 1e-14);
        assertEquals(0.25, Davidson.tie(fit.scores().difference(0, 1), fit.extra(0)), 1e-15);
        assertEquals(List.of(PairModel.TIE), fit.extras());
    }

    /** Where a pair's judgements are all ties, no win can become a loss: it moves nothing. */
    @Test
    void aPairOfTiesAloneIsNoSource() {
        ComparisonGraph data =
                graph(3, new double[] {0, 1, 0, 0, 5}, new double[] {1, 2, 0, 0, 3}, new double[] {0, 2, 2, 1, 0});
        Audit audit = Audit.of(MAXIMUM_LIKELIHOOD.fit(new Davidson(), data), AuditRequest.standard());
        assertEquals(0, audit.sensitivity(0, 2, 0, 1));
        assertTrue(audit.findings().stream()
                .flatMap(finding -> finding.source().stream())
                .allMatch(source -> source.a() == 0 && source.b() == 2));
    }

    @Test
    void davidsonSaysWhatHasNoValue() {
        assertEquals(
                "no judgement is a tie, so the tie parameter has no finite value; Bradley-Terry needs none",
                new Davidson().existence(graph(2, new double[] {0, 1, 3, 2, 0})).reason());
        assertEquals(
                "some ranking explains every win and every tie, so the tie parameter has no finite value",
                new Davidson()
                        .existence(graph(3, new double[] {0, 1, 0, 0, 2}, new double[] {1, 2, 0, 0, 1}))
                        .reason());
        assertEquals(
                "\"1\" was never preferred to any item; no item was ever preferred to \"0\"",
                new Davidson().existence(graph(2, new double[] {0, 1, 3, 0, 0})).reason());
    }

    /**
     * The condition of {@link Davidson#hasMaximum} against all directions of small whole numbers, in which one exists if any does: the
     * constraints are differences of at most one.
     */
    @Test
    void davidsonHasAMaximumWhereNoDirectionRisesForEver() {
        forAll(600, (random, size) -> sparse(random), data -> {
            assertEquals(!risesForEver(data), new Davidson().hasMaximum(data, Hold.NOTHING), data::toString);
            assertEquals(
                    new Davidson().hasMaximum(data, Hold.NOTHING),
                    new Davidson().existence(data).isFinite());
        });
    }

    private static boolean risesForEver(ComparisonGraph data) {
        int n = data.size();
        int[] d = new int[n];
        Arrays.fill(d, -4);
        d[0] = 0;
        while (true) {
            for (int tau = -1; tau <= 1; tau++) { // twice the change of τ
                boolean still = tau == 0 && Arrays.stream(d).allMatch(k -> k == 0);
                if (!still && allAsProbable(data, d, tau)) {
                    return true;
                }
            }
            int k = 1;
            while (k < n && d[k] == 4) {
                d[k++] = -4;
            }
            if (k >= n) {
                return false;
            }
            d[k]++;
        }
    }

    private static boolean allAsProbable(ComparisonGraph data, int[] d, int tau) {
        for (int e = 0; e < data.edges(); e++) {
            int x = d[data.first(e)] - d[data.second(e)];
            int most = Math.max(Math.abs(x), tau);
            if ((data.won(e) > 0 && x < most) || (data.lost(e) > 0 && -x < most) || (data.tied(e) > 0 && tau < most)) {
                return false;
            }
        }
        return true;
    }

    private static ComparisonGraph sparse(RandomGenerator random) {
        int n = 2 + random.nextInt(4);
        Tally tally = new Tally();
        int rows = n - 1 + random.nextInt(n);
        for (int k = 0; k < rows; k++) {
            int b = k < n - 1 ? k + 1 : 1 + random.nextInt(n - 1);
            int a = random.nextInt(b);
            double draw = random.nextDouble();
            tally.add(a, b, draw < 0.4 ? Outcome.FIRST : draw < 0.6 ? Outcome.SECOND : Outcome.TIE);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(n)), Ties.KEEP);
    }

    /** A graph from rows {first, second, wins of first, wins of second, ties}. */
    private static ComparisonGraph graph(int items, double[]... rows) {
        Tally tally = new Tally();
        for (double[] row : rows) {
            tally.add((int) row[0], (int) row[1], Outcome.FIRST, row[2], 1);
            tally.add((int) row[0], (int) row[1], Outcome.SECOND, row[3], 1);
            tally.add((int) row[0], (int) row[1], Outcome.TIE, row[4], 1);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.KEEP);
    }

    private static final class At {
        final ComparisonGraph data;
        final double[] theta;

        At(ComparisonGraph data, double[] theta) {
            this.data = data;
            this.theta = theta;
        }
    }

    private static At at(PairModel model, RandomGenerator random, int items) {
        ComparisonGraph data = draw(model, random, items);
        int extras = model.likelihood(data).extras().size();
        double[] theta = random.doubles(items + extras).map(u -> 6 * u - 3).toArray();
        if (model instanceof RaoKupper) {
            theta[items] = 0.1 + Math.abs(theta[items]); // a threshold
        }
        return new At(data, theta);
    }

    private static ComparisonGraph draw(PairModel model, RandomGenerator random, int items) {
        return Models.random(model, random, items, items - 1 + random.nextInt(2 * items));
    }

    private static double[] gradient(Likelihood likelihood, double[] theta) {
        Derivatives at = new Derivatives(likelihood.graph(), likelihood.extras().size());
        likelihood.derivatives(theta, at);
        return at.gradient();
    }

    private static double[][] dense(Likelihood likelihood, double[] theta, int extras) {
        Derivatives at = new Derivatives(likelihood.graph(), extras);
        likelihood.derivatives(theta, at);
        int n = likelihood.graph().size();
        double[][] h = new double[n + extras][n + extras];
        for (int e = 0; e < likelihood.graph().edges(); e++) {
            int a = likelihood.graph().first(e);
            int b = likelihood.graph().second(e);
            double c = at.conductance()[e];
            h[a][a] += c;
            h[b][b] += c;
            h[a][b] -= c;
            h[b][a] -= c;
        }
        for (int p = 0; p < extras; p++) {
            for (int i = 0; i < n; i++) {
                h[n + p][i] = at.border()[p][i];
                h[i][n + p] = at.border()[p][i];
            }
            for (int q = 0; q < extras; q++) {
                h[n + p][n + q] = at.corner()[p][q];
            }
        }
        return h;
    }

    private static double[] moved(double[] theta, int k, double h) {
        double[] moved = theta.clone();
        moved[k] += h;
        return moved;
    }

    private static double sum(ComparisonGraph data) {
        double sum = 0;
        for (int e = 0; e < data.edges(); e++) {
            sum += data.n(e);
        }
        return sum;
    }

    private static double change(Probability before, Probability after) {
        return before.p() <= before.q() ? after.p() - before.p() : before.q() - after.q();
    }
}
