package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.graph.Condensation;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RaoKupper;

class ComponentFitsTest {

    private static ComponentFits<ComparisonGraph> of(PairModel model, ComparisonGraph data) {
        return ComponentFits.of(model, data, data.preferences(), data::induced, data::joined);
    }

    /** One that beat all, two that each lost to it and never met, and a pair below one of them. */
    @Test
    void theOrderIsPartial() {
        ComponentFits<ComparisonGraph> fits = of(
                new BradleyTerry(),
                Graphs.of(
                        5,
                        new double[] {0, 1, 2, 0},
                        new double[] {0, 2, 1, 0},
                        new double[] {1, 3, 4, 0},
                        new double[] {3, 4, 3, 1}));
        Condensation order = fits.order();
        assertEquals(4, order.count());
        assertEquals(Optional.of(new Probability(1, 0)), fits.probability(0, 4));
        assertEquals(Optional.of(new Probability(0, 1)), fits.probability(3, 1));
        assertEquals(0.75, fits.probability(3, 4).orElseThrow().p(), 1e-15);
        assertEquals(Optional.empty(), fits.probability(1, 2));
        assertEquals(Optional.empty(), fits.probability(4, 2));
        assertEquals(2, order.verticesAbove(order.of(3)));
        assertEquals(0, order.verticesBelow(order.of(2)));
        assertEquals(4, order.verticesBelow(order.of(0)));
        assertEquals(List.of(), IntStream.of(order.besides(order.of(0))).boxed().toList());
        assertEquals(3 * Math.log(0.75) + Math.log(0.25), fits.logLikelihood(), 1e-14);
    }

    /** A prior so wide that it lets scores run: predictions and the likelihood come to the limit. */
    @Test
    void itIsWhatAVanishingPriorLeaves() {
        for (PairModel model : List.of(new BradleyTerry(), new LinkModel(new Probit()))) {
            forAll(40, (random, size) -> sparse(random, 3 + (int) (12 * size)), data -> {
                ComponentFits<ComparisonGraph> limit = of(model, data);
                Fit<ComparisonGraph> near = Estimator.of(Prior.normal(300)).fit(model, data);
                for (int e = 0; e < data.edges(); e++) {
                    double expected = limit.probability(data.first(e), data.second(e))
                            .orElseThrow()
                            .p();
                    assertEquals(
                            expected,
                            near.probability(data.first(e), data.second(e)).p(),
                            1e-3);
                }
                assertEquals(limit.logLikelihood(), near.logLikelihood(), 1e-2);
                assertTrue(near.logLikelihood() <= limit.logLikelihood() + 1e-12);
            });
        }
    }

    @Test
    void theSameOfRankings() {
        forAll(40, (random, size) -> rankings(random, 4 + (int) (8 * size)), data -> {
            ComponentFits<Rankings> limit =
                    ComponentFits.of(new PlackettLuce(), data, data.preferences(), data::among, data::joined);
            Fit<Rankings> near = Estimator.of(Prior.normal(300)).fit(new PlackettLuce(), data);
            for (int i = 0; i < data.items().size(); i++) {
                for (int j = 0; j < i; j++) {
                    double p = near.probability(i, j).p();
                    limit.probability(i, j).ifPresent(found -> assertEquals(found.p(), p, 1e-3));
                }
            }
            assertEquals(limit.logLikelihood(), near.logLikelihood(), 1e-2);
            assertTrue(near.logLikelihood() <= limit.logLikelihood() + 1e-12);
        });
    }

    /** Where a finite fit exists it is the only component's. */
    @Test
    void oneComponentIsTheFit() {
        ComparisonGraph data = Graphs.random(org.teeter.Cases.random(1), 20, 60);
        ComponentFits<ComparisonGraph> fits = of(new BradleyTerry(), data);
        assertEquals(
                Estimator.of(Prior.none()).fit(new BradleyTerry(), data).scores(),
                fits.fit(0).orElseThrow().scores());
    }

    /** Ties inside two components have one parameter, and a prior that vanishes leaves it: errors are those of the joined fit. */
    @Test
    void tiesAreSharedByAllComponents() {
        for (PairModel model : List.of(new Davidson(), new RaoKupper())) {
            forAll(25, (random, size) -> inTwo(random), data -> {
                ComponentFits<ComparisonGraph> limit = of(model, data);
                Fit<ComparisonGraph> near = Estimator.of(Prior.normal(300)).fit(model, data);
                Fit<ComparisonGraph> all = limit.shared().orElseThrow();
                assertEquals(near.extra(0), all.extra(0), 1e-3);
                assertEquals(limit.logLikelihood(), all.logLikelihood(), 1e-9);
                assertEquals(limit.logLikelihood(), near.logLikelihood(), 1e-2);
                for (int i = 0; i < data.size(); i++) {
                    for (int j = 0; j < i; j++) {
                        double p = near.probability(i, j).p();
                        limit.probability(i, j).ifPresent(found -> assertEquals(found.p(), p, 1e-3));
                    }
                }
                for (int k = 0; k < limit.order().count(); k++) {
                    List<Integer> members = limit.order().members(k);
                    Optional<Fit<ComparisonGraph>> fit = limit.fit(k);
                    assertEquals(members.size() > 1, fit.isPresent());
                    fit.ifPresent(found -> {
                        assertEquals(all.extra(0), found.extra(0), 1e-7);
                        assertEquals(
                                new Response(near).errorOfLead(members.get(0), members.get(1)),
                                new Response(found).errorOfLead(0, 1),
                                2e-3);
                    });
                }
            });
        }
    }

    /** Items 0 to 2 and 3 to 5, of which the first have won all between them, and an item 6 that lost to all it met. */
    private static ComparisonGraph inTwo(RandomGenerator random) {
        Tally tally = new Tally();
        for (int group = 0; group < 2; group++) {
            for (int k = 0; k < 3; k++) {
                int a = 3 * group + k;
                int b = 3 * group + (k + 1) % 3;
                tally.add(a, b, Outcome.FIRST, 1, 1 + random.nextInt(5));
                tally.add(a, b, Outcome.SECOND, 1, 1 + random.nextInt(5));
                tally.add(a, b, Outcome.TIE, 1, 1 + random.nextInt(3));
            }
        }
        tally.add(random.nextInt(3), 3 + random.nextInt(3), Outcome.FIRST, 1, 2);
        tally.add(random.nextInt(6), 6, Outcome.FIRST, 1, 1);
        return ComparisonGraph.of(tally.counts(Items.numbered(7)), Ties.KEEP);
    }

    /** Ballots with ties of two: the upper of two groups is always above the lower, and only the lower ties three. */
    @Test
    void tiesOfRankingsAreSharedByAllComponents() {
        forAll(15, (random, size) -> tiedBallots(random), data -> {
            ComponentFits<Rankings> limit =
                    ComponentFits.of(new PlackettLuce(), data, data.preferences(), data::among, data::joined);
            Fit<Rankings> all = limit.shared().orElseThrow();
            Fit<Rankings> near = Estimator.of(Prior.normal(100)).fit(new PlackettLuce(), data);
            assertEquals(2, limit.order().count());
            assertEquals(near.extra(0), all.extra(0), 3e-3);
            assertEquals(limit.logLikelihood(), all.logLikelihood(), 1e-9);
            assertEquals(limit.logLikelihood(), near.logLikelihood(), 3e-2);
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < i; j++) {
                    assertEquals(
                            limit.probability(i, j).orElseThrow().p(),
                            near.probability(i, j).p(),
                            3e-3);
                }
            }
        });
    }

    private static Rankings tiedBallots(RandomGenerator random) {
        RankingTally tally = new RankingTally();
        for (int k = 0; k < 30; k++) {
            List<int[]> levels = new ArrayList<>();
            for (int group = 0; group < 2; group++) {
                int from = 3 * group;
                int[] order = random.ints(from, from + 3).distinct().limit(3).toArray();
                if (random.nextInt(3) == 0) {
                    levels.add(new int[] {order[0], order[1]});
                    levels.add(new int[] {order[2]});
                } else {
                    IntStream.of(order).forEach(item -> levels.add(new int[] {item}));
                }
            }
            tally.add(levels, new int[0], 1, 1);
        }
        return tally.rankings(Items.numbered(6));
    }

    /** Inside the only component of two, both ties and no wins: no finite value. */
    @Test
    void tiesWithoutAFiniteValueInsideAreRefused() {
        Tally tally = new Tally();
        tally.add(0, 1, Outcome.TIE, 1, 2);
        tally.add(0, 2, Outcome.FIRST, 1, 2);
        ComparisonGraph data = ComparisonGraph.of(tally.counts(Items.numbered(3)), Ties.KEEP);
        assertEquals(
                "no finite maximum-likelihood fit: some ranking explains every win and every tie, so the tie parameter has no"
                        + " finite value",
                assertThrows(NoFiniteFitException.class, () -> of(new Davidson(), data))
                        .getMessage());
    }

    /** The order of components against walks along wins. */
    @Test
    void aboveIsReached() {
        forAll(60, (random, size) -> sparse(random, 3 + (int) (25 * size)), data -> {
            Condensation order = data.preferences().condensation();
            for (int i = 0; i < data.size(); i++) {
                for (int j = 0; j < data.size(); j++) {
                    boolean same = order.of(i) == order.of(j);
                    boolean reaches = data.preferences().reaches(i, j);
                    assertEquals(reaches, same || order.isAbove(order.of(i), order.of(j)));
                    assertFalse(order.of(i) > order.of(j) && order.isAbove(order.of(i), order.of(j)));
                }
            }
        });
    }

    /** About as many judgements as items, so that there are components of one item and of several. */
    private static ComparisonGraph sparse(RandomGenerator random, int items) {
        Tally tally = new Tally();
        for (int k = 0; k < 1.5 * items; k++) {
            int a = random.nextInt(items);
            int b = (a + 1 + random.nextInt(items - 1)) % items;
            tally.add(a, b, Outcome.FIRST, 1 + random.nextInt(3), 1);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.HALF);
    }

    private static Rankings rankings(RandomGenerator random, int items) {
        RankingTally tally = new RankingTally();
        for (int k = 0; k < 4; k++) {
            int[] order = random.ints(0, items)
                    .distinct()
                    .limit(2 + random.nextInt(3))
                    .sorted()
                    .toArray();
            if (random.nextBoolean()) {
                int swapped = order[0];
                order[0] = order[1];
                order[1] = swapped;
            }
            tally.add(IntStream.of(order).mapToObj(i -> new int[] {i}).toList(), new int[0], 1, 1);
        }
        return tally.rankings(Items.numbered(items));
    }
}
