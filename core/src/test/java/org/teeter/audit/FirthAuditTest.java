package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.RatedPairs;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RaoKupper;
import org.teeter.model.RatedBradleyTerry;
import org.teeter.tip.Tip;

/** Audits of fits whose scores answer as no circuit does: under Firth's penalty, and with a precision for each rater. */
class FirthAuditTest {
    private static final AuditRequest ALL = new AuditRequest(new Targets.All(), List.of(1.2, 3.0), 0, 40, 10, 1, false);
    private static final Estimator FIRTH = Estimator.of(Prior.firth());

    /** Every sensitivity of item 0's predictions is the slope of three refits; the fourth derivative is left out, at moves of 2e-3 to 3e-2. */
    private static <D> void assertRefitted(String what, Fit<D> fit, double tolerance) {
        Audit audit = Audit.of(fit, ALL);
        Sources sources = audit.sources();
        int n = fit.graph().size();
        for (int e = 0; e < sources.count(); e++) {
            double small = 20 * sources.smallMove(e);
            double step = Math.copySign(Math.max(2e-3, Math.min(1e-2, Math.abs(small))), small);
            Moved once = sources.moved(e, step);
            Moved twice = sources.moved(e, 2 * step);
            Moved thrice = sources.moved(e, 3 * step);
            for (int j = 1; j < n; j++) {
                double p = fit.probability(0, j).p();
                double first = once.probability(0, j).orElseThrow().p() - p;
                double second = twice.probability(0, j).orElseThrow().p() - p;
                double third = thrice.probability(0, j).orElseThrow().p() - p;
                double slope = (18 * first - 9 * second + 2 * third) / 6 / step; // of the cubic through all four
                assertEquals(slope, audit.sensitivity(0, j, e), tolerance, what + ", source " + e);
            }
        }
        assertFalse(audit.isCertified());
        assertEquals(Optional.empty(), audit.widestIndex());
        assertEquals(Coverage.EVERYTHING, audit.coverage());
        assertTrue(audit.checks().size() > 0);
        for (Check check : audit.checks()) { // of a move of 1e-4 of its room, whose square is the error
            double larger = Math.max(Math.abs(check.actual()), Math.abs(check.predicted()));
            assertEquals(check.predicted(), check.actual(), 2e-2 * larger + 1e-9, () -> what + check);
        }
    }

    private static Contests few(PairModel model, RandomGenerator random, List<String> conditions) {
        int items = 3 + random.nextInt(3);
        Contests.Builder builder = new Contests.Builder(conditions);
        for (int k = 1; k < 2 * items; k++) {
            int b = k < items ? k : random.nextInt(items);
            int a = k < items ? random.nextInt(b) : (b + 1 + random.nextInt(items - 1)) % items;
            double[] z =
                    conditions.stream().mapToDouble(c -> random.nextInt(3) - 1).toArray();
            builder.add(a, b, Outcome.FIRST, 1, 2 + random.nextInt(9), z);
            builder.add(a, b, Outcome.SECOND, 1, random.nextInt(4), z);
            builder.add(a, b, Outcome.TIE, 1, random.nextInt(3), z);
        }
        return builder.contests(Items.numbered(items), model.predictsTies() ? Ties.KEEP : Ties.HALF);
    }

    @Test
    void sensitivitiesUnderFirthsPenaltyAreWhatRefitsFind() {
        List<PairModel> models =
                List.of(new BradleyTerry(), new LinkModel(new Probit()), new Davidson(), new RaoKupper());
        for (int seed = 0; seed < 12; seed++) {
            PairModel model = models.get(seed % models.size());
            Contests plain = few(model, Cases.random(seed), List.of());
            assertRefitted(model.name(), FIRTH.fit(model, plain.pooled()), 1e-4);
            Contests data = few(model, Cases.random(seed + 100), List.of("home"));
            Conditional conditional = new Conditional(model);
            if (FIRTH.hasMaximum(conditional, data)) {
                assertRefitted(model.name() + " at home", FIRTH.fit(conditional, data), 1e-4);
            }
        }
    }

    /** A tree of one-sided pairs has a fit, and each pair stands by itself: half a win more each way, y' = (w + ½)/(n + 1). */
    @Test
    void onATreeAShareMovesItsOwnPairAsHalfAWinMoreSays() {
        ComparisonGraph tree = Graphs.of(3, new double[] {0, 1, 9, 0}, new double[] {1, 2, 4, 1});
        Audit audit = Audit.of(FIRTH.fit(new BradleyTerry(), tree), ALL);
        assertEquals(9 / 10.0, audit.sensitivity(0, 1, 0, 1), 1e-8);
        assertEquals(5 / 6.0, audit.sensitivity(1, 2, 1, 2), 1e-8);
        assertEquals(0, audit.sensitivity(0, 1, 1, 2), 1e-8);
        assertEquals(2, Tip.of(audit, 2).size());
        assertTrue(Tip.of(audit, 2).stream().allMatch(tip -> tip.minCutBound().equals(OptionalDouble.empty())));
    }

    /** The penalty knows what there was to choose from, which an exchange of neighbours changes. */
    @Test
    void exchangesOfNeighboursUnderFirthsPenaltyAreWhatRefitsFind() {
        for (int seed = 0; seed < 9; seed++) {
            RandomGenerator random = Cases.random(seed);
            RankingTally tally = new RankingTally();
            for (int k = 0; k < 14; k++) {
                int[] order = random.ints(0, 4).distinct().limit(4).toArray();
                Arrays.sort(order, 0, random.nextInt(5));
                boolean tied = seed % 3 > 0 && random.nextInt(4) == 0;
                tally.add(
                        tied
                                ? List.of(new int[] {order[0], order[1]}, new int[] {order[2]})
                                : List.of(new int[] {order[0]}, new int[] {order[1]}, new int[] {order[2]}),
                        random.nextBoolean() ? new int[] {order[3]} : new int[0],
                        1 + random.nextInt(3),
                        1);
            }
            Rankings data = tally.rankings(Items.numbered(4));
            assertRefitted("rankings " + seed, FIRTH.fit(new PlackettLuce(), data), 1e-4);
        }
    }

    @Test
    void sharesOfRatersAreWhatRefitsFind() {
        for (int seed = 0; seed < 8; seed++) {
            RandomGenerator random = Cases.random(seed);
            List<ComparisonGraph> by = new ArrayList<>();
            Tally all = new Tally();
            for (int r = 0; r < 3; r++) {
                Tally own = new Tally();
                for (int k = 0; k < 12; k++) {
                    int i = random.nextInt(4);
                    int j = (i + 1 + random.nextInt(3)) % 4;
                    int times = 1 + random.nextInt(5);
                    Outcome outcome =
                            random.nextInt(4) < 3 - r % 2 ? i < j ? Outcome.FIRST : Outcome.SECOND : Outcome.TIE;
                    own.add(i, j, outcome, 1, times);
                    own.add(i, j, Outcome.SECOND, 1, 1);
                    all.add(i, j, outcome, 1, times);
                    all.add(i, j, Outcome.SECOND, 1, 1);
                }
                by.add(ComparisonGraph.of(own.counts(Items.numbered(4)), Ties.HALF));
            }
            RatedPairs data = RatedPairs.of(
                    List.of("x", "y", "z"), by, ComparisonGraph.of(all.counts(Items.numbered(4)), Ties.HALF));
            Prior prior = seed % 2 == 0 ? Prior.none() : Prior.normal(1);
            Fit<RatedPairs> fit = Estimator.of(prior).fit(new RatedBradleyTerry(0.5), data);
            assertRefitted("raters " + seed, fit, 1e-4);
            Sources sources = Sources.of(fit);
            assertEquals("rater x", sources.about(0));
            assertEquals(data.by(0).edges() + data.by(1).edges() + data.by(2).edges(), sources.count());
        }
    }

    @Test
    void whatWouldTakeTooLongIsRefused() {
        ComparisonGraph many = Graphs.random(Cases.random(1), 201, 210);
        assertEquals(
                "how scores answer under Firth's penalty is known of up to 200 items and shared parameters, got 201; take"
                        + " another prior, such as pseudo:0.5",
                assertThrows(TooLargeException.class, () -> Audit.of(FIRTH.fit(new BradleyTerry(), many), ALL))
                        .getMessage());
    }
}
