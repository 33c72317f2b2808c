package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Rankings;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.fit.Uncertainty;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Davidson;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RaoKupper;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.votes.Change;
import org.teeter.votes.Claim;
import org.teeter.votes.Proof;
import org.teeter.votes.VotesToTip;

/**
 * Published results on published data, which are not ours to ship: {@code -Dteeter.data} names the folder that holds, unchanged, the
 * fixtures of Evalica, BradleyTerry2 and leaderbot and files of PrefLib, in folders of those names.
 */
@EnabledIfSystemProperty(named = "teeter.data", matches = ".+")
class PublishedDataTest {
    private static final Path DATA = Path.of(System.getProperty("teeter.data", ""));

    /** Column bradley_terry of the golden files: strengths, ties as half a win each way, proportional to e^score. */
    @Test
    void scoresEqualEvalicasGoldenOnes() throws IOException {
        for (String name : List.of("simple", "food", "llmfao")) {
            Map<String, Double> golden = new HashMap<>();
            for (String line : Files.readAllLines(DATA.resolve("evalica_golden/" + name + "-golden.csv"))) {
                if (line.startsWith("bradley_terry,")) {
                    int last = line.lastIndexOf(',');
                    String item =
                            line.substring("bradley_terry,".length(), last).replace("\"", "");
                    golden.put(item, Math.log(Double.parseDouble(line.substring(last + 1))));
                }
            }
            Fit<ComparisonGraph> fit = fit("evalica_golden/" + name + ".csv");
            assertEquals(fit.graph().size(), golden.size());
            double mean = golden.values().stream().mapToDouble(d -> d).average().orElseThrow();
            for (int i = 0; i < fit.graph().size(); i++) {
                String item = fit.data().items().name(i);
                Double logStrength = golden.get(item);
                assertTrue(logStrength != null, item);
                assertEquals(logStrength - mean, fit.scores().get(i), 1e-9, item);
            }
        }
    }

    /** The first of llmfao over a close rival: ten votes of one pair, of 8,931 in all. */
    @Test
    void tenVotesTurnTheFirstOfLlmfaoRound() {
        StringWriter out = new StringWriter();
        String file = DATA.resolve("llmfao/crowd-comparisons.csv").toString();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute("why", file, "GPT 4", "Platypus-2 Instruct (70B)", "--quiet");
        assertEquals(0, code);
        String text = out.toString().replaceAll("\\s+", " ");
        assertTrue(text.contains("with 27.5 instead of 37.5 of 52 (10 votes) it turns round"), text);
    }

    /** Chatbot Arena of August 2024, as leaderbot publishes it: the negative log-likelihood a vote. */
    @Test
    void likelihoodsOfTheArena() {
        Counts counts = counts("arena_2024_08/arena-counts.csv");
        Map<PairModel, Double> published =
                Map.of(new BradleyTerry(), 0.6554, new RaoKupper(), 1.0095, new Davidson(), 1.0100);
        published.forEach((model, value) -> {
            ComparisonGraph graph = ComparisonGraph.of(counts, model.predictsTies() ? Ties.KEEP : Ties.HALF);
            Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(model, graph);
            assertEquals(value, -fit.logLikelihood() / counts.rows(), 5e-5, model.name());
        });
    }

    /** Votes of the same whose loss, or turn, changes which models are the first k; 502, 259, 327, 67 and 313 dropped ones were known. */
    @Test
    void votesThatTipTheArena() {
        ComparisonGraph graph = ComparisonGraph.of(counts("arena_2024_08/arena-counts.csv"), Ties.HALF);
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
        int[] tops = {1, 3, 5, 10, 20};
        int[] dropped = {502, 259, 130, 50, 93};
        int[] flipped = {214, 158, 81, 34, 48};
        for (int k = 0; k < tops.length; k++) {
            Claim claim = Claim.top(fit, tops[k]);
            VotesToTip<ComparisonGraph> drops =
                    VotesToTip.of(fit, claim, Change.DROP).orElseThrow();
            assertTrue(drops.votes() <= dropped[k], tops[k] + ": " + drops.votes());
            assertTrue(2 * drops.atLeast() >= dropped[k], tops[k] + ": at least " + drops.atLeast());
            VotesToTip<ComparisonGraph> flips =
                    VotesToTip.of(fit, claim, Change.FLIP).orElseThrow();
            assertTrue(flips.votes() <= flipped[k], tops[k] + ": " + flips.votes());
            assertTrue(flips.isLeast(), tops[k] + ": at least " + flips.atLeast());
        }
    }

    /** The boundary that costs most: less is spent on it unasked, and what is proven then holds too. */
    @Test
    void lessIsProvenOfTheArenaWhereLessIsSpent() {
        ComparisonGraph graph = ComparisonGraph.of(counts("arena_2024_08/arena-counts.csv"), Ties.HALF);
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
        Claim claim = Claim.top(fit, 18);
        VotesToTip<ComparisonGraph> brief =
                VotesToTip.of(fit, claim, Change.FLIP, Proof.BRIEF).orElseThrow();
        VotesToTip<ComparisonGraph> usual =
                VotesToTip.of(fit, claim, Change.FLIP).orElseThrow();
        assertEquals(105, brief.votes());
        assertEquals(105, usual.votes());
        assertTrue(brief.atLeast() >= 101, "at least " + brief.atLeast());
        assertTrue(usual.atLeast() > brief.atLeast(), usual.atLeast() + " and " + brief.atLeast());
    }

    /** The two that are not proven at once. */
    @Test
    void fewestDroppedVotesOfTheArenaAreProvenThoroughly() {
        ComparisonGraph graph = ComparisonGraph.of(counts("arena_2024_08/arena-counts.csv"), Ties.HALF);
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
        Map.of(1, 502.0, 3, 259.0).forEach((top, votes) -> {
            Claim claim = Claim.top(fit, top);
            VotesToTip<ComparisonGraph> least =
                    VotesToTip.of(fit, claim, Change.DROP).orElseThrow().provenThoroughly(fit, claim);
            assertEquals(votes.doubleValue(), least.votes(), "first " + top);
            assertTrue(least.isLeast(), "first " + top + ": at least " + least.atLeast());
        });
    }

    /** The same games with the advantage of playing at home, printed to four decimals and in the vignette to seven. */
    @Test
    void baseballAtHomeEqualsBradleyTerry2() {
        Reading.Judgements games =
                read(ReadOptions.defaults().keepingOrder(), "bt2_baseball/BradleyTerry2_baseball.csv");
        Fit<Contests> fit = Estimator.of(Prior.none())
                .fit(new Conditional(new BradleyTerry()), Contests.ofShown(games.counts(), Ties.HALF));
        assertEquals(0.3023, fit.extra(0), 5e-5);
        assertEquals(0.1309, Uncertainty.ofExtras(fit).get(0), 5e-5);
        Items items = fit.data().items();
        assertEquals(
                1.6195550,
                fit.scores()
                        .difference(
                                items.id("Milwaukee").orElseThrow(),
                                items.id("Baltimore").orElseThrow()),
                5e-8);
    }

    /** Plackett-Luce of four files of dots: the fewest dots first in all, and less noise where they differ more. */
    @Test
    void dotsAreRankedRight() {
        double[][] logWorths = {
            {-0.288, -0.373, -0.629}, {-0.290, -0.585, -0.842}, {-0.451, -0.969, -1.321}, {-0.424, -0.979, -1.520}
        };
        for (int file = 0; file < 4; file++) {
            try (Reading reading = PreferenceFiles.read(
                    List.of(DATA.resolve("preflib_open/00024-0000000" + (file + 1) + ".soc")),
                    ReadOptions.defaults(),
                    (name, bytes, size) -> {})) {
                Rankings rankings = ((Reading.Ballots) reading).rankings();
                Fit<Rankings> fit = Estimator.of(Prior.none()).fit(new PlackettLuce(), rankings);
                for (int i = 1; i < 4; i++) {
                    assertEquals(logWorths[file][i - 1], fit.scores().difference(i, 0), 5e-4);
                }
            }
        }
    }

    /** R's BradleyTerry2, tests/baseball.Rout.save: coefficients and standard errors relative to Baltimore, to four decimals. */
    @Test
    void baseballEqualsBradleyTerry2() {
        Fit<ComparisonGraph> fit = fit("bt2_baseball/BradleyTerry2_baseball.csv");
        Map<String, Double> published = Map.of(
                "Boston",
                1.1077,
                "Cleveland",
                0.6839,
                "Detroit",
                1.4364,
                "Milwaukee",
                1.5814,
                "New York",
                1.2476,
                "Toronto",
                1.2945);
        int baltimore = fit.data().items().id("Baltimore").orElseThrow();
        published.forEach((team, coefficient) -> {
            int i = fit.data().items().id(team).orElseThrow();
            assertEquals(coefficient, fit.scores().difference(i, baltimore), 5e-5, team);
        });
        assertTrue(Uncertainty.standardErrors(fit).stream().allMatch(se -> se > 0.19 && se < 0.24));
    }

    private static Fit<ComparisonGraph> fit(String file) {
        return Estimator.of(Prior.none()).fit(new BradleyTerry(), ComparisonGraph.of(counts(file), Ties.HALF));
    }

    private static Counts counts(String file) {
        return read(ReadOptions.defaults(), file).counts();
    }

    private static Reading.Judgements read(ReadOptions options, String file) {
        try (Reading reading = PreferenceFiles.read(List.of(DATA.resolve(file)), options, (path, bytes, size) -> {})) {
            return (Reading.Judgements) reading;
        }
    }
}
