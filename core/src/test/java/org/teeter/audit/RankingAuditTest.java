package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probability;
import org.teeter.model.BradleyTerry;
import org.teeter.model.PlackettLuce;

/** Audits of rankings: which neighbours, exchanged on some of the ballots, move a prediction most. */
class RankingAuditTest {
    private static final AuditRequest ALL = new AuditRequest(new Targets.All(), List.of(1.2, 3.0), 0, 40, 10, 1, false);

    /** With ties of none and of two items. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sensitivitiesAreWhatRefitsFind(int largestTie) {
        requireRefitsToAgree(largestTie);
    }

    @Test
    @Tag("slow")
    void sensitivitiesAreWhatRefitsFindWithTiesOfThree() {
        requireRefitsToAgree(3);
    }

    private static void requireRefitsToAgree(int largestTie) {
        int audited = 0;
        for (int seed = 0; seed < 12; seed++) {
            Rankings data = random(new Random(seed), 4 + seed / 2, 60, largestTie);
            Prior prior = List.of(Prior.none(), Prior.normal(1.5), Prior.none(), Prior.pseudo(0.5))
                    .get(seed % 4);
            Estimator estimator = Estimator.of(prior);
            if (!new PlackettLuce().hasMaximum(data, prior.hold())) {
                continue;
            }
            Fit<Rankings> fit = estimator.fit(new PlackettLuce(), data);
            Audit audit = Audit.of(fit, ALL);
            Sources sources = audit.sources();
            for (int e = 0; e < sources.count(); e++) {
                Moved once = sources.moved(e, -1e-4);
                Moved twice = sources.moved(e, -2e-4);
                for (int j = 1; j < data.items().size(); j++) {
                    double p = fit.probability(0, j).p();
                    double first = once.probability(0, j).map(Probability::p).orElseThrow() - p;
                    double second = twice.probability(0, j).map(Probability::p).orElseThrow() - p;
                    double slope = (4 * first - second) / 2 / -1e-4; // of the parabola through all three
                    double s = audit.sensitivity(0, j, e);
                    assertEquals(slope, s, 1e-6 * Math.max(1e-1, Math.abs(s)));
                }
            }
            assertTrue(audit.checks().size() > 0);
            assertTrue(audit.checks().stream().allMatch(check -> check.relativeError() < 1e-2));
            audited++;
        }
        assertTrue(audited > 4);
    }

    /** Ballots of two that put one above the other are judgements of the pair, of which those that were won can be lost. */
    @Test
    void ballotsOfTwoAreSharesWon() {
        Random random = new Random(3);
        RankingTally ballots = new RankingTally();
        Tally pairs = new Tally();
        for (int k = 0; k < 200; k++) {
            int i = random.nextInt(6);
            int j = (i + 1 + random.nextInt(5)) % 6;
            ballots.add(List.of(new int[] {i}, new int[] {j}), new int[0], 1, 1);
            pairs.add(i, j, Outcome.FIRST);
        }
        Items items = Items.numbered(6);
        ComparisonGraph graph = ComparisonGraph.of(pairs.counts(items), Ties.HALF);
        Audit ofPairs = Audit.of(Estimator.of(Prior.none()).fit(new BradleyTerry(), graph), ALL);
        Audit ofBallots = Audit.of(Estimator.of(Prior.none()).fit(new PlackettLuce(), ballots.rankings(items)), ALL);
        Sources swaps = ofBallots.sources();
        for (int e = 0; e < swaps.count(); e++) {
            int a = swaps.first(e);
            int b = swaps.second(e);
            double n = graph.n(graph.edge(a, b));
            for (int j = 1; j < 6; j++) {
                double share = ofPairs.sensitivity(0, j, a, b);
                assertEquals(share * swaps.n(e) / n, ofBallots.sensitivity(0, j, e), 1e-11);
            }
        }
        for (int i = 0; i < 6; i++) {
            assertEquals(
                    ofPairs.standardErrors().get(i), ofBallots.standardErrors().get(i), 1e-12);
        }
    }

    private static Rankings random(Random random, int items, int ballots, int largestTie) {
        RankingTally tally = new RankingTally();
        for (int k = 0; k < ballots; k++) {
            int[] order = random.ints(0, items)
                    .distinct()
                    .limit(Math.max(2, random.nextInt(items + 1)))
                    .toArray();
            List<int[]> levels = new ArrayList<>();
            for (int at = 0; at < order.length; ) {
                int size = Math.min(order.length - at, random.nextInt(3) == 0 ? 1 + random.nextInt(largestTie) : 1);
                int[] level = new int[size];
                System.arraycopy(order, at, level, 0, size);
                levels.add(level);
                at += size;
            }
            tally.add(levels, new int[0], 1 + random.nextInt(3), 1);
        }
        return tally.rankings(Items.numbered(items));
    }
}
