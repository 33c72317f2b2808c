package org.teeter.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Features;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.graph.Graph;
import org.teeter.infer.GoodnessOfFit;
import org.teeter.link.Cauchit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.LinkModel;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

class EvidenceTest {
    static final List<PairModel> MODELS = Models.ALL;
    private static final List<Prior> PRIORS = List.of(Prior.none(), Prior.normal(0.8), Prior.pseudo(2));

    private static Fit<ComparisonGraph> fit(ComparisonGraph graph) {
        return Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
    }

    /** [M81], [M82]: under every model and prior the chains add up to the lead, and the working responses along each do to what it says. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void chainsAddUpToTheLead(PairModel model) {
        for (Prior prior : PRIORS) {
            forAll(
                    30,
                    (random, size) -> Models.random(model, random, 3 + (int) (12 * size), 3 + (int) (40 * size)),
                    data -> addsUp(Estimator.of(prior).fit(model, data), !prior.holds()));
        }
    }

    @Test
    void chainsAddUpUnderConditions() {
        for (PairModel model : MODELS) {
            for (int seed = 0; seed < 8; seed++) {
                Random random = new Random(seed);
                Contests.Builder builder = new Contests.Builder(List.of("home"));
                for (int e = 0; e < 30; e++) {
                    int a = e < 5 ? e : random.nextInt(6);
                    int b = e < 5 ? e + 1 : (a + 1 + random.nextInt(5)) % 6;
                    builder.add(a, b, Outcome.FIRST, 1 + random.nextInt(9), 1);
                    builder.add(a, b, Outcome.SECOND, 1 + random.nextInt(9), 1);
                    builder.add(a, b, Outcome.TIE, 1 + random.nextInt(3), 1);
                    builder.add(a, b, Outcome.SECOND, 1 + random.nextInt(9), -1);
                }
                Contests data = builder.contests(Items.numbered(6), model.predictsTies() ? Ties.KEEP : Ties.HALF);
                addsUp(Estimator.of(Prior.none()).fit(new Conditional(model), data), true);
            }
        }
    }

    private static void addsUp(Fit<?> fit, boolean withoutPrior) {
        int n = fit.graph().size();
        Waterfall waterfall = Waterfall.of(fit, 0, n - 1);
        double[] responses = responses(fit);
        double share = waterfall.rest().share();
        double sum = waterfall.rest().contribution();
        for (Waterfall.Stream stream : waterfall.streams()) {
            share += stream.share();
            sum += stream.contribution();
            assertTrue(stream.share() > 0);
            assertEquals(0, stream.items().get(0));
            assertEquals(n - 1, stream.items().get(stream.items().size() - 1));
            if (withoutPrior) {
                double along = 0;
                for (int k = 0; k + 1 < stream.items().size(); k++) {
                    int a = stream.items().get(k);
                    int b = stream.items().get(k + 1);
                    double z = responses[fit.graph().edge(a, b)];
                    along += a < b ? z : -z;
                }
                assertEquals(along, stream.sum(), 1e-10 * (1 + Math.abs(along)));
            }
        }
        assertEquals(1, share, 1e-10);
        assertEquals(0, waterfall.rest().share(), 1e-9);
        assertEquals(fit.scores().difference(0, n - 1), sum, 1e-10 * (1 + Math.abs(sum)));
        assertEquals(waterfall.lead(), sum, 1e-10 * (1 + Math.abs(sum)));
    }

    private static double[] responses(Fit<?> fit) {
        Network network = Network.of(fit);
        double[] responses = network.weightedResponses();
        for (int e = 0; e < responses.length; e++) {
            responses[e] /= network.conductance(e);
        }
        return responses;
    }

    /** [M80]: in Bradley-Terry, also where one side won all. */
    @Test
    void workingResponsesAreFiniteForOneSidedPairs() {
        Fit<ComparisonGraph> fit =
                fit(Graphs.of(3, new double[] {0, 1, 5, 0}, new double[] {1, 2, 3, 4}, new double[] {0, 2, 2, 7}));
        double[] responses = responses(fit);
        for (int e = 0; e < 3; e++) {
            double p =
                    fit.probability(fit.data().first(e), fit.data().second(e)).p();
            double x = fit.scores().difference(fit.data().first(e), fit.data().second(e));
            assertEquals(x + (fit.data().y(e) - p) / (p * (1 - p)), responses[e], 1e-12);
        }
        addsUp(fit, true);
    }

    /** T1 and T4 of currents: none exceeds the leverage; one unit crosses every cut; leverages add up to N - 1 (Foster). */
    @Test
    void currentsAreAtMostLeveragesAndCrossEveryCut() {
        forAll(60, (random, size) -> Graphs.random(random, 3 + (int) (10 * size), 3 + (int) (30 * size)), data -> {
            Random random = new Random(data.edges());
            for (Prior prior : PRIORS) {
                Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), data);
                Network network = Network.of(fit);
                Flow flow = network.flow(0, 1);
                double foster = 0;
                for (int e = 0; e < data.edges(); e++) {
                    double leverage = network.conductance(e)
                            * network.flow(data.first(e), data.second(e)).resistance();
                    assertTrue(Math.abs(flow.current(e)) <= leverage + 1e-12);
                    assertTrue(leverage <= 1 + 1e-12);
                    foster += leverage;
                }
                assertEquals(prior.holds() ? foster : data.size() - 1, foster, 1e-9);
                for (int cut = 0; cut < 10; cut++) {
                    boolean[] inside = new boolean[data.size()];
                    for (int k = 0; k < inside.length; k++) {
                        inside[k] = k == 0 || (k > 1 && random.nextBoolean());
                    }
                    double across = 0;
                    for (int k = 0; k < inside.length; k++) {
                        across += inside[k] ? flow.intoPrior(k) : 0;
                    }
                    for (int e = 0; e < data.edges(); e++) {
                        double f = flow.current(e);
                        across += inside[data.first(e)] == inside[data.second(e)] ? 0 : inside[data.first(e)] ? f : -f;
                    }
                    assertEquals(1, across, 1e-11);
                }
            }
        });
    }

    /** T3, Kirchhoff: a current is how often the way from i to j in a random spanning tree uses the pair, trees weighted by conductances. */
    @Test
    void currentsAreAveragesOverSpanningTrees() {
        forAll(25, (random, size) -> Graphs.random(random, 3 + (int) (3 * size), 3 + (int) (7 * size)), data -> {
            Fit<ComparisonGraph> fit = fit(data);
            Network network = Network.of(fit);
            double[] average = new double[data.edges()];
            double all = 0;
            for (int tree = 0; tree < 1 << data.edges(); tree++) {
                if (Integer.bitCount(tree) != data.size() - 1) {
                    continue;
                }
                int chosen = tree;
                int[] edges = IntStream.range(0, data.edges())
                        .filter(e -> ((chosen >> e) & 1) == 1)
                        .toArray();
                Graph graph = data.graph().keeping(edges);
                if (graph.components().size() > 1) {
                    continue;
                }
                double weight =
                        Arrays.stream(edges).mapToDouble(network::conductance).reduce(1, (x, y) -> x * y);
                all += weight;
                int at = 0;
                for (int e : Bottlenecks.of(graph, 0, 1).bridges()) { // in a tree, all of the way
                    average[edges[e]] += graph.first(e) == at ? weight : -weight;
                    at = graph.other(e, at);
                }
            }
            Flow flow = network.flow(0, 1);
            for (int e = 0; e < data.edges(); e++) {
                assertEquals(average[e] / all, flow.current(e), 1e-12);
            }
        });
    }

    /** T4: some pair across the cut has that sensitivity or more, under every prior. */
    @Test
    void cutsBoundTheLargestSensitivityFromBelow() {
        forAll(60, (random, size) -> Graphs.random(random, 3 + (int) (10 * size), 3 + (int) (30 * size)), data -> {
            for (Prior prior : PRIORS) {
                Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), data);
                Audit audit = Audit.of(fit, AuditRequest.standard());
                CutCertificate cut = CutCertificate.of(fit, 0, 1).orElseThrow();
                double most = cut.pairs().stream()
                        .mapToDouble(e -> Math.abs(audit.sensitivity(0, 1, e)))
                        .max()
                        .orElseThrow();
                assertTrue(most >= cut.bound() * (1 - 1e-9), most + " < " + cut.bound());
                assertTrue(cut.side().contains(0) && !cut.side().contains(1));
            }
        });
    }

    /** On parallel chains the weights n_e = f_e / (v_e drop_e) attain it, the current being split as the weakest pair of each chain allows. */
    @Test
    void weightsAttainTheCut() {
        forAll(40, random -> random, random -> {
            int chains = 1 + random.nextInt(4);
            double gap = random.nextGaussian();
            List<double[]> pairs = new ArrayList<>(); // a, b, v, share of its chain, x
            int items = 2;
            double sum = 0;
            for (int k = 0; k < chains; k++) {
                int length = 1 + random.nextInt(4);
                if (length == 1 && k > 0) {
                    length = 2; // one direct pair at most
                }
                double left = gap;
                double least = 1;
                int at = 0;
                int from = pairs.size();
                for (int step = 0; step < length; step++) {
                    double x = step == length - 1 ? left : random.nextGaussian() * 2;
                    int to = step == length - 1 ? 1 : items++;
                    double p = 1 / (1 + Math.exp(-x));
                    pairs.add(new double[] {at, to, p * (1 - p), 0, x, length});
                    least = Math.min(least, p * (1 - p));
                    left -= x;
                    at = to;
                }
                for (double[] pair : pairs.subList(from, pairs.size())) {
                    pair[3] = least;
                }
                sum += least;
            }
            double capacity = sum;
            ComparisonGraph data = Graphs.of(
                    items,
                    pairs.stream()
                            .map(pair -> {
                                double n = pair[3] / capacity / pair[2] * pair[5]; // equal drops along a chain
                                double p = 1 / (1 + Math.exp(-pair[4]));
                                return new double[] {pair[0], pair[1], n * p, n * (1 - p)};
                            })
                            .toArray(double[][]::new));
            Fit<ComparisonGraph> fit = fit(data);
            Audit audit = Audit.of(fit, AuditRequest.standard());
            double most = IntStream.range(0, data.edges())
                    .mapToDouble(e -> Math.abs(audit.sensitivity(0, 1, e)))
                    .max()
                    .orElseThrow();
            double bound = CutCertificate.of(fit, 0, 1).orElseThrow().bound();
            assertEquals(bound, most, 1e-8 * bound);
        });
    }

    /** [M83]: the disagreement is the standardised residual, and the downdate is what a fit without the pair says where they agree. */
    @Test
    void nodeSplitsAreStandardisedResiduals() {
        forAll(40, (random, size) -> Graphs.random(random, 4 + (int) (8 * size), 6 + (int) (30 * size)), data -> {
            Fit<ComparisonGraph> fit = fit(data);
            Network network = Network.of(fit);
            for (int e = 0; e < data.edges(); e++) {
                int i = data.first(e);
                int j = data.second(e);
                NodeSplit split = NodeSplit.of(fit, i, j).orElseThrow();
                double p = fit.probability(i, j).p();
                double variance = data.n(e) * p * (1 - p);
                assertEquals(variance * network.flow(i, j).resistance(), split.leverage(), 1e-12);
                if (split.indirect().isEmpty()) {
                    assertEquals(1, split.leverage(), 1e-12);
                    assertTrue(Bottlenecks.of(data.graph(), i, j).bridges().contains(e));
                    continue;
                }
                NodeSplit.Indirect indirect = split.indirect().get();
                double residual = data.n(e) * (data.y(e) - p) / Math.sqrt(variance * (1 - split.leverage()));
                assertEquals(residual, indirect.z(), 1e-9 * (1 + Math.abs(residual)));
                assertEquals(
                        fit.scores().difference(i, j),
                        split.leverage() * split.direct() + (1 - split.leverage()) * indirect.lead(),
                        1e-9);
                double refitted = fit(data.without(e)).scores().difference(i, j);
                assertEquals(refitted, indirect.refitted().orElseThrow(), 1e-9);
                NodeSplit turned = NodeSplit.of(fit, j, i).orElseThrow();
                assertEquals(-split.direct(), turned.direct(), 1e-12 * (1 + Math.abs(split.direct())));
                assertEquals(-indirect.z(), turned.indirect().orElseThrow().z(), 1e-9 * (1 + Math.abs(indirect.z())));
            }
        });
    }

    @Test
    void theDowndateIsTheRefitOfNearlyConsistentData() {
        Fit<ComparisonGraph> fit = fit(Graphs.of(
                3, new double[] {0, 1, 60, 40}, new double[] {1, 2, 70, 30}, new double[] {0, 2, 77.8, 22.2}));
        NodeSplit.Indirect indirect =
                NodeSplit.of(fit, 0, 2).orElseThrow().indirect().orElseThrow();
        assertEquals(Math.log(1.5) + Math.log(7.0 / 3), indirect.refitted().orElseThrow(), 1e-12);
        assertEquals(indirect.refitted().orElseThrow(), indirect.lead(), 1e-6);
        assertEquals(GoodnessOfFit.of(fit).pairs().get(1).residual(), indirect.z(), 1e-9);
    }

    @Test
    void whatTheDirectComparisonAloneHoldsHasNoIndirectEvidence() {
        Fit<ComparisonGraph> fit = fit(Graphs.of(3, new double[] {0, 1, 6, 4}, new double[] {1, 2, 7, 3}));
        NodeSplit split = NodeSplit.of(fit, 1, 2).orElseThrow();
        assertEquals(1, split.leverage());
        assertEquals(Optional.empty(), split.indirect());
        assertEquals(Optional.empty(), NodeSplit.of(fit, 0, 2));
    }

    /** By taking each pair and each item away. */
    @Test
    void bottlenecksAreWhatTheRestDoesNotReplace() {
        forAll(80, (random, size) -> Graphs.random(random, 3 + (int) (9 * size), 2 + (int) (11 * size)), data -> {
            Graph graph = data.graph();
            Bottlenecks found = Bottlenecks.of(graph, 0, 1);
            for (int e = 0; e < graph.edges(); e++) {
                int without = e;
                Graph rest = graph.keeping(IntStream.range(0, graph.edges())
                        .filter(k -> k != without)
                        .toArray());
                assertEquals(!connected(rest), found.bridges().contains(e));
            }
            for (int k = 2; k < graph.size(); k++) {
                int without = k;
                Graph rest = graph.keeping(IntStream.range(0, graph.edges())
                        .filter(e -> graph.first(e) != without && graph.second(e) != without)
                        .toArray());
                assertEquals(!connected(rest), found.items().contains(k));
            }
        });
    }

    private static boolean connected(Graph graph) {
        return graph.components().stream()
                .anyMatch(members -> Arrays.stream(members).anyMatch(k -> k == 0)
                        && Arrays.stream(members).anyMatch(k -> k == 1));
    }

    /** Beyond the largest order that is eliminated, the sparse way says the same. */
    @Test
    void largeNetworksAddUpToo() {
        Random random = new Random(5);
        ComparisonGraph data = Graphs.random(random, 1500, 6000);
        Fit<ComparisonGraph> fit = fit(data);
        Waterfall waterfall = Waterfall.of(fit, 0, 1499);
        double sum = waterfall.rest().contribution()
                + waterfall.streams().stream()
                        .mapToDouble(Waterfall.Stream::contribution)
                        .sum();
        assertEquals(fit.scores().difference(0, 1499), sum, 1e-9 * (1 + Math.abs(sum)));
    }

    @Test
    void refusesWhereEvidenceIsNoCurrent() {
        Fit<ComparisonGraph> tails = Estimator.of(Prior.none())
                .fit(
                        new LinkModel(new Cauchit()),
                        Graphs.of(3, new double[] {0, 1, 90, 10}, new double[] {1, 2, 90, 10}, new double[] {0, 2, 1, 9
                        }));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Network.of(tails));
        assertTrue(String.valueOf(e.getMessage()).contains("counts against itself"), e.getMessage());
    }

    @Test
    void featuresOfItemsAreNoCircuit() {
        ComparisonGraph data =
                Graphs.of(3, new double[] {0, 1, 3, 2}, new double[] {1, 2, 4, 2}, new double[] {0, 2, 2, 2});
        Features features = Features.of(data.items(), List.of("age"), new double[][] {{1, 2, 4}});
        Fit<ComparisonGraph> fit = Estimator.of(Prior.regression(features, 1)).fit(new BradleyTerry(), data);
        NoFlowException e = assertThrows(NoFlowException.class, () -> Network.of(fit));
        assertEquals(
                "evidence flows through judged pairs, but where features of items explain scores, every judgement speaks for"
                        + " items that it is not of; fit without features",
                e.getMessage());
    }
}
