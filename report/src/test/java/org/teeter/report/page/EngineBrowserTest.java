package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
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
    private static final int DATA_SETS = 60;
    private static final int MOVES = 6;
    private static final List<Prior> PRIORS =
            List.of(Prior.none(), Prior.none(), Prior.normal(0.5), Prior.normal(3), Prior.pseudo(0.5));

    /** What the library says of one state of the data; empty where there is no finite fit. */
    private record Expected(Optional<Fit<ComparisonGraph>> fit) {}

    @Test
    void agreesWithTheLibraryOnManyDataSetsAndMoves() throws Exception {
        Optional<Path> executable = Browser.executable();
        assumeTrue(executable.isPresent(), "no Chromium on the path: the engine was not tried in a browser");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        ArrayNode asked = JsonMapper.shared().createArrayNode();
        List<Expected> expected = new ArrayList<>();
        for (int k = 0; k < DATA_SETS; k++) {
            int n = random.nextInt(2, 41);
            SampleVotes votes = SampleVotes.drawn(
                    random, n, random.nextDouble(), random.nextBoolean() ? 60 : 4, i -> "item " + (char) ('A' + i));
            Set<Integer> out = new HashSet<>();
            Rule rule = new Rule(Ties.HALF, PRIORS.get(k % PRIORS.size()));
            ask(votes, rule, out, asked, expected);
            for (int move = 0; move < MOVES; move++) {
                rule = moved(random, votes, rule, out);
                ask(votes, rule, out, asked, expected);
            }
        }
        String script = "(() => {" + PageTemplate.resource(ReportPage.class, "engine.js")
                + "let last = null; return " + asked
                + ".map(c => { const problem = problemOf(c.size, c.pairs, c.ties, new Set(c.out));"
                + " const start = last && last.length === problem.items.length ? last : null;"
                + " const answer = fitted(problem, c.prior, start); last = answer.scores || null;"
                + " return answer.scores ? [...answer.scores] : answer.unbounded.kind; }); })()";
        JsonNode answers;
        try (Browser browser = new Browser(executable.orElseThrow())) {
            answers = browser.evaluate(script);
        }
        int finite = 0;
        for (int k = 0; k < expected.size(); k++) {
            JsonNode answer = answers.get(k);
            Expected at = expected.get(k);
            String what = "case " + k + ": " + asked.get(k) + " gave " + answer;
            assertEquals(at.fit().isPresent(), answer.isArray(), what);
            if (at.fit().isEmpty()) {
                continue;
            }
            finite++;
            Fit<ComparisonGraph> fit = at.fit().get();
            for (int i = 0; i < fit.scores().size(); i++) {
                double score = answer.get(i).doubleValue();
                assertEquals(fit.scores().get(i), score, TOLERANCE, what);
                double p = 1 / (1 + Math.exp(answer.get(0).doubleValue() - score));
                assertEquals(fit.probability(i, 0).p(), p, TOLERANCE, what);
            }
        }
        assertTrue(finite > expected.size() / 2 && finite < expected.size(), finite + " of " + expected.size());
    }

    private static void ask(SampleVotes votes, Rule rule, Set<Integer> out, ArrayNode asked, List<Expected> expected) {
        ObjectNode one = asked.addObject();
        one.put("size", votes.size());
        votes.pairs(one.putArray("pairs"));
        one.put("ties", rule.ties() == Ties.HALF ? "half" : "drop");
        ArrayNode left = one.putArray("out");
        out.forEach(left::add);
        String[] prior = rule.prior().toString().split(":", 2);
        one.putObject("prior").put("kind", prior[0]).put("value", prior.length > 1 ? Double.parseDouble(prior[1]) : 1);
        Optional<Fit<ComparisonGraph>> fit;
        try {
            fit = Optional.of(votes.fit(rule, out));
        } catch (NoFiniteFitException e) {
            fit = Optional.empty();
        }
        expected.add(new Expected(fit));
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
