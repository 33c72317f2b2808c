package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Ties;
import org.teeter.evidence.Flow;
import org.teeter.evidence.Network;
import org.teeter.evidence.NodeSplit;
import org.teeter.evidence.Waterfall;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.infer.Covariance;
import org.teeter.infer.RankSets;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;
import org.teeter.model.RaoKupper;
import org.teeter.random.L64X128Mix;
import org.teeter.report.page.SampleVotes.Rule;
import org.teeter.testing.Browser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The page's engine, run in a real browser, against the library's estimator; skipped where there is no browser. */
@Tag("browser")
class EngineBrowserTest {
    private static final double TOLERANCE = 1e-9;
    private static final int DATA_SETS = 100;
    private static final int MOVES = 6;
    private static final int SIMULATIONS = 580; // the last stream and the last batch are not full
    private static final long SEED = -7;
    private static final String RANKS = "{seed: '" + SEED + "', simulations: " + SIMULATIONS + ", confidence: 0.95}";
    private static final List<Prior> PRIORS =
            List.of(Prior.none(), Prior.none(), Prior.normal(0.5), Prior.normal(3), Prior.pseudo(0.5));

    private static final List<PairModel> MODELS = List.of(
            new BradleyTerry(), new LinkModel(new Probit()), new Davidson(), new RaoKupper(), new BradleyTerry());

    /** What the library says of one state of the data, of the lead of one item over another; empty where there is no finite fit. */
    private record Expected(Optional<Fit<ComparisonGraph>> fit, int i, int j) {}

    @Test
    void agreesWithTheLibraryOnManyDataSetsAndMoves() throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the engine was not tried in a browser");
        RandomGenerator random = L64X128Mix.of(7);
        ArrayNode asked = JsonMapper.shared().createArrayNode();
        List<Expected> expected = new ArrayList<>();
        for (int k = 0; k < DATA_SETS; k++) {
            int n = random.nextInt(2, 41);
            SampleVotes votes = SampleVotes.drawn(
                    random, n, random.nextDouble(), random.nextBoolean() ? 60 : 4, i -> "item " + (char) ('A' + i));
            Set<Integer> out = new HashSet<>();
            PairModel model = MODELS.get(k / PRIORS.size() % MODELS.size());
            Rule rule = new Rule(Ties.HALF, PRIORS.get(k % PRIORS.size()));
            ask(random, votes, model, rule, out, asked, expected);
            for (int move = 0; move < MOVES; move++) {
                rule = moved(random, votes, rule, out);
                ask(random, votes, model, rule, out, asked, expected);
            }
        }
        String script = "(() => {"
                + Stream.of("models.js", "engine.js", "intervals.js", "normals.js", "ranks.js", "evidence.js")
                        .map(name -> PageTemplate.resource(ReportPage.class, name))
                        .collect(Collectors.joining("\n"))
                + "let last = null; return " + asked
                + ".map(c => { const problem = problemOf(c.size, c.pairs, c.ties, new Set(c.out)); const model = MODELS[c.model];"
                + " const start = last && last.length === problem.items.length + 1 ? last : null;"
                + " const answer = fitted(problem, c.prior, start, model); last = answer.position || null;"
                + " if (!answer.scores) return answer.unbounded.kind;"
                + " const flow = flowOf(networkOf(problem, answer, c.prior, model), c.i, c.j); const chains = chainsOf(flow);"
                + " const roots = centredRoots(problem, answer, c.prior, model); const work = rankSets(answer.scores, covarianceOf(roots), "
                + RANKS + "); let step = work.next(); while (!step.done) step = work.next();"
                + " return {scores: [...answer.scores], errors: standardErrors(roots), ranks: step.value.map(p => [p.best, p.worst, p.tier]), tie: answer.position[problem.items.length], resistance: flow.resistance,"
                + " probability: model.preferred(answer.scores[c.i] - answer.scores[c.j]), chains, split: splitOf(flow)}; }); })()";
        JsonNode answers;
        try (Browser browser = new Browser(executable.orElseThrow())) {
            answers = browser.evaluate(script);
        }
        int finite = 0;
        int ordered = 0;
        for (int k = 0; k < expected.size(); k++) {
            JsonNode answer = answers.get(k);
            Expected at = expected.get(k);
            String what = "case " + k + ": " + asked.get(k) + " gave " + answer;
            assertEquals(at.fit().isPresent(), answer.isObject(), what);
            if (at.fit().isEmpty()) {
                continue;
            }
            finite++;
            Fit<ComparisonGraph> fit = at.fit().get();
            for (int i = 0; i < fit.scores().size(); i++) {
                assertEquals(fit.scores().get(i), answer.get("scores").get(i).doubleValue(), TOLERANCE, what);
            }
            List<Double> errors = Covariance.ofInformation(fit).ofScores().values();
            for (int i = 0; i < errors.size(); i++) {
                assertEquals(errors.get(i), answer.get("errors").get(i).doubleValue(), TOLERANCE, what);
            }
            if (isOrdered(fit)) {
                ordered++;
                assertEquals(ranks(fit).toString(), answer.get("ranks").toString(), what);
            }
            assertEquals(
                    fit.probability(at.i(), at.j()).p(),
                    answer.get("probability").doubleValue(),
                    TOLERANCE,
                    what);
            if (!fit.extras().isEmpty()) {
                assertEquals(fit.extra(0), answer.get("tie").doubleValue(), TOLERANCE, what);
            }
            assertSameEvidence(Network.of(fit).flow(at.i(), at.j()), answer, what);
        }
        assertTrue(finite > expected.size() / 2 && finite < expected.size(), finite + " of " + expected.size());
        assertTrue(ordered > finite / 2, ordered + " of " + finite);
    }

    /** Draws stand by place, so that of equal scores rounding says which has which. */
    private static boolean isOrdered(Fit<?> fit) {
        double[] scores = Arrays.stream(fit.scores().toArray()).sorted().toArray();
        return IntStream.range(1, scores.length).allMatch(k -> scores[k] - scores[k - 1] > TOLERANCE);
    }

    /** Of each item the best and the worst rank that it may have, and its tier. */
    private static JsonNode ranks(Fit<?> fit) {
        ArrayNode ranks = JsonMapper.shared().createArrayNode();
        RankSets.of(fit, Covariance.ofInformation(fit), 0.95, SIMULATIONS, SEED)
                .places()
                .forEach(place ->
                        ranks.addArray().add(place.best()).add(place.worst()).add(place.tier()));
        return ranks;
    }

    /** Chains of the same items with the same shares, which add up to the lead; and the same of the pair's own comparison. */
    private static void assertSameEvidence(Flow flow, JsonNode answer, String what) {
        assertEquals(1, answer.get("resistance").doubleValue() / flow.resistance(), TOLERANCE, what);
        Waterfall waterfall = Waterfall.of(flow);
        JsonNode chains = answer.at("/chains/chains");
        Map<List<Integer>, double[]> told = new HashMap<>();
        double lead = answer.at("/chains/rest/adds").doubleValue();
        for (JsonNode chain : chains) {
            double adds = chain.get("adds").doubleValue();
            lead += adds;
            List<Integer> items = new ArrayList<>();
            chain.get("items").forEach(item -> items.add(item.intValue()));
            told.put(items, new double[] {chain.get("share").doubleValue(), adds});
        }
        assertEquals(waterfall.lead(), lead, TOLERANCE, what);
        for (Waterfall.Stream stream : waterfall.streams()) {
            double[] same = told.getOrDefault(stream.items(), new double[2]);
            assertEquals(stream.share(), same[0], TOLERANCE, what + stream);
            assertEquals(
                    stream.contribution(), same[1], TOLERANCE * Math.max(1, Math.abs(stream.sum())), what + stream);
        }
        Optional<NodeSplit> split = NodeSplit.of(flow);
        assertEquals(split.isPresent(), answer.get("split").isObject(), what);
        split.ifPresent(of -> {
            JsonNode mine = answer.get("split");
            assertClose(of.direct(), mine.get("direct"), what);
            assertClose(of.directError(), mine.get("directError"), what);
            assertClose(of.leverage(), mine.get("leverage"), what);
            assertEquals(of.indirect().isPresent(), mine.get("indirect").isObject(), what);
            of.indirect().ifPresent(rest -> {
                assertClose(rest.lead(), mine.at("/indirect/lead"), what);
                assertClose(rest.error(), mine.at("/indirect/error"), what);
                assertClose(rest.z(), mine.at("/indirect/z"), what);
            });
        });
    }

    /** What is divided by 1 - leverage keeps fewer digits, and z of a pair that its own votes decide may be large. */
    private static void assertClose(double expected, JsonNode actual, String what) {
        assertEquals(expected, actual.doubleValue(), 10 * TOLERANCE * Math.max(1, Math.abs(expected)), what);
    }

    private static void ask(
            RandomGenerator random,
            SampleVotes votes,
            PairModel model,
            Rule rule,
            Set<Integer> out,
            ArrayNode asked,
            List<Expected> expected) {
        Rule decided = model.predictsTies() ? new Rule(Ties.KEEP, rule.prior()) : rule;
        int kept = votes.size() - out.size();
        int i = random.nextInt(kept);
        int j = (i + random.nextInt(1, kept)) % kept;
        ObjectNode one = asked.addObject();
        one.put("model", model.name());
        one.put("i", i).put("j", j);
        one.put("size", votes.size());
        votes.pairs(one.putArray("pairs"));
        one.put("ties", decided.ties().name().toLowerCase(Locale.ROOT));
        ArrayNode left = one.putArray("out");
        out.forEach(left::add);
        String[] prior = rule.prior().toString().split(":", 2);
        one.putObject("prior").put("kind", prior[0]).put("value", prior.length > 1 ? Double.parseDouble(prior[1]) : 1);
        Optional<Fit<ComparisonGraph>> fit;
        try {
            fit = Optional.of(votes.fit(model, decided, out));
        } catch (NoFiniteFitException e) {
            fit = Optional.empty();
        }
        expected.add(new Expected(fit, i, j));
    }

    /** Adds, turns round or drops votes of a pair, leaves an item out, or changes the rule. */
    private static Rule moved(RandomGenerator random, SampleVotes votes, Rule rule, Set<Integer> out) {
        int i = random.nextInt(votes.size());
        int j = (i + random.nextInt(1, votes.size())) % votes.size();
        switch (random.nextInt(6)) {
            case 0 -> votes.wins[i][j] += random.nextInt(1, 50);
            case 1 -> {
                int k = random.nextInt(votes.wins[i][j] + 1);
                votes.wins[i][j] -= k;
                votes.wins[j][i] += k;
            }
            case 2 -> votes.wins[i][j] -= random.nextInt(votes.wins[i][j] + 1);
            case 3 -> votes.tie(i, j, random.nextInt(1, 9));
            case 4 -> {
                if (votes.size() - out.size() > 2) {
                    out.add(i);
                }
            }
            default -> {
                Ties ties = rule.ties() == Ties.HALF ? Ties.DROP : Ties.HALF;
                return new Rule(ties, PRIORS.get(random.nextInt(PRIORS.size())));
            }
        }
        return rule;
    }
}
