package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code teeter fit} as leaderboards are published: formats, scales, an anchor, shared ranks. */
class PublishedTableTest extends CommandFixture {

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("counts.csv"), List.of(lines));
    }

    /** A tree: each lead is ln 3 with variance 1/3 + 1/1, and leads along it add up. */
    private Path tree() throws IOException {
        return file("item1,item2,wins1,wins2", "m_1,b|x,3,1", "b|x,c & d,3,1");
    }

    @Test
    void eloAgainstAnAnchorHasTheErrorOfTheLead() throws IOException {
        double unit = 400 / Math.log(10);
        assertEquals(0, run("fit", tree(), "--scale", "elo", "--anchor", "c & d=1000", "--json"));
        JsonNode fit = JsonMapper.shared().readTree(out.toString());
        assertEquals(unit, fit.at("/scale/points").asDouble(), 1e-12);
        assertEquals("c & d", fit.at("/scale/anchor").asString());
        assertEquals("m_1", fit.at("/scores/0/item").asString());
        assertEquals(1000 + unit * 2 * Math.log(3), fit.at("/scores/0/score").asDouble(), 1e-9);
        assertEquals(unit * Math.sqrt(8.0 / 3), fit.at("/scores/0/se").asDouble(), 1e-9);
        assertEquals(1000 + unit * Math.log(3), fit.at("/scores/1/score").asDouble(), 1e-9);
        assertEquals(unit * Math.sqrt(4.0 / 3), fit.at("/scores/1/se").asDouble(), 1e-9);
        assertEquals(1000, fit.at("/scores/2/score").asDouble());
        assertEquals(0, fit.at("/scores/2/se").asDouble());
        assertEquals(0, run("fit", tree(), "--scale", "elo", "--format", "csv", "--quiet"));
        double sum = out.toString()
                .lines()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1]))
                .sum();
        assertEquals(3000, sum, 1e-9); // without an anchor their mean is 1000
    }

    /** A lead of a little is the same number of points under every link. */
    @Test
    void aPointOfAnotherLinkIsThatOfASmallLead() throws IOException {
        Path even = file("item1,item2,wins1,wins2", "a,b,50001,49999");
        assertEquals(0, run("fit", even, "--scale", "elo", "--anchor", "b", "--format", "csv"));
        double logistic =
                Double.parseDouble(out.toString().lines().toList().get(1).split(",", -1)[1]);
        assertEquals(0, run("fit", even, "--scale", "elo", "--anchor", "b", "--format", "csv", "--model", "probit"));
        double probit =
                Double.parseDouble(out.toString().lines().toList().get(1).split(",", -1)[1]);
        assertEquals(1000 + 400 / Math.log(10) * Math.log(50001.0 / 49999), logistic, 1e-9);
        assertEquals(logistic - 1000, probit - 1000, 1e-8 * (logistic - 1000));
    }

    /** On a terminal alone; two of them are still two. */
    @Test
    void longNamesAreCutOnTheScreenAlone() throws IOException {
        String one = "m".repeat(900) + "-1";
        String two = "m".repeat(900) + "-2";
        Path names = file("item1,item2,wins1,wins2", one + "," + two + ",3,1");
        assertEquals(0, run("fit", names));
        List<String> table = out.toString().lines().limit(3).toList();
        assertTrue(table.stream().allMatch(line -> line.length() < 160), out::toString);
        assertTrue(
                table.get(1).contains("…")
                        && table.get(1).contains("m-1 ")
                        && table.get(2).contains("m-2 "),
                out::toString);
        for (String format : List.of("csv", "markdown", "json")) {
            assertEquals(0, run("fit", names, "--format", format));
            assertTrue(out.toString().contains(one) && out.toString().contains(two), format);
        }
    }

    @Test
    void theFileKeepsLogOdds() throws IOException {
        Path results = folder.resolve("results");
        assertEquals(0, run("fit", tree(), "--scale", "elo", "--out", results, "--format", "csv"));
        String score = Files.readAllLines(results.resolve("scores.csv")).get(1).split(",", -1)[1];
        assertEquals(Math.log(3), Double.parseDouble(score), 1e-12);
    }

    /** A table that is published says itself where a prior alone orders it; in CSV a column does. */
    @Test
    void whatAPriorAloneOrdersIsSaidInTheTable() throws IOException {
        Path parts = file("item1,item2,wins1,wins2", "a,b,7,3", "c,d,5,5");
        String warning =
                "WARNING: the data fall into 2 parts between which nothing was compared. What is said across parts,"
                        + " also by the order of the ranking, comes from the prior alone. Compare scores within a part only"
                        + " (column part).";
        assertEquals(0, run("fit", parts, "--prior", "normal:1", "--format", "markdown"));
        assertTrue(out.toString().strip().endsWith(" |\n\n" + warning), out.toString());
        assertEquals(0, run("fit", parts, "--prior", "normal:1", "--format", "html"));
        assertTrue(
                out.toString()
                        .strip()
                        .endsWith("</tbody>\n<tfoot>\n<tr><td colspan=\"8\">" + warning
                                + "</td></tr>\n</tfoot>\n</table>"),
                out.toString());
        assertEquals(0, run("fit", parts, "--prior", "normal:1", "--format", "latex"));
        assertTrue(out.toString().strip().endsWith("\\end{tabular}\n\n\\noindent " + warning), out.toString());
        assertEquals(0, run("fit", parts, "--prior", "normal:1", "--format", "csv"));
        assertEquals(
                List.of("part", "1", "2", "2", "1"),
                out.toString()
                        .lines()
                        .map(line -> line.substring(line.lastIndexOf(',') + 1))
                        .toList());
    }

    /** So does one of groups, of which one may fall apart where all together do not. */
    @Test
    void whatAPriorAloneOrdersInAGroupIsSaid() throws IOException {
        Path votes = file(
                "item_a,item_b,winner,language",
                "a,b,model_a,en",
                "b,c,model_a,de",
                "c,d,model_b,en",
                "a,b,model_b,en",
                "c,d,model_a,en");
        String warning =
                "WARNING: of en, the data fall into 2 parts between which nothing was compared. What is said across"
                        + " parts, also by the order of the ranking, comes from the prior alone.";
        for (String format : List.of("table", "markdown", "html", "latex")) {
            assertEquals(
                    0,
                    run("fit", votes, "--column", "group=language", "--prior", "normal:1", "--format", format),
                    err.toString());
            assertTrue(out.toString().contains(warning), out.toString());
        }
        assertEquals(0, run("fit", votes, "--column", "group=language", "--prior", "normal:1", "--json"));
        assertEquals(
                warning,
                JsonMapper.shared().readTree(out.toString()).get("acrossParts").asString());
        assertEquals(0, run("fit", votes, "--column", "group=language", "--prior", "normal:1", "--format", "csv"));
        assertTrue(err.toString().contains(warning), err.toString());
    }

    @Test
    void equalScoresShareARank() throws IOException {
        Path votes =
                file("item1,item2,wins1,wins2", "a,b,10,10", "b,c,10,10", "a,c,10,10", "c,d,3,1", "a,d,3,1", "b,d,3,1");
        assertEquals(0, run("fit", votes, "--json"));
        JsonNode scores = JsonMapper.shared().readTree(out.toString()).get("scores");
        assertEquals(
                List.of(1, 1, 1, 4),
                scores.valueStream().map(s -> s.get("rank").asInt()).toList());
        assertEquals(0, run("fit", votes));
        assertEquals(
                List.of("rank", "1", "1", "1", "4"), // and beside it the interval of ranks
                out.toString()
                        .lines()
                        .limit(5)
                        .map(line -> line.strip().split(" ", -1)[0])
                        .toList());
    }

    /** Two that nobody can tell apart above a third that loses to both: 1-2, 1-2, 3. */
    @Test
    void ranksAndTiersSayWhatTheDataTell() throws IOException {
        Path votes = file("item1,item2,wins1,wins2", "a,b,101,99", "b,c,190,10", "a,c,190,10");
        assertEquals(0, run("fit", votes, "--json"));
        JsonNode fit = JsonMapper.shared().readTree(out.toString());
        assertEquals("observed information", fit.get("standardErrors").asString());
        assertEquals(2, fit.at("/ranks/separatedPairs").asInt());
        assertTrue(fit.at("/ranks/neighbours/0/votesBetween").asDouble() > 1000);
        assertEquals(0, fit.at("/ranks/neighbours/1/votesBetween").asDouble());
        List<List<Integer>> standings = fit.get("scores")
                .valueStream()
                .map(s -> List.of(
                        s.get("rank").asInt(),
                        s.get("rank_low").asInt(),
                        s.get("rank_high").asInt(),
                        s.get("tier").asInt()))
                .toList();
        assertEquals(List.of(List.of(1, 1, 2, 1), List.of(2, 1, 2, 1), List.of(3, 3, 3, 2)), standings);
    }

    /** Where judgements are exactly as the model has them, the sandwich is the information but for n/(n - 1), and draws come near. */
    @Test
    void errorsByEachReckoning() throws IOException {
        Path votes = file("item1,item2,wins1,wins2", "a,b,300,100");
        double exact = Math.sqrt(1.0 / 300 + 1.0 / 100);
        for (String[] how : new String[][] {{"--se", "observed"}, {"--se", "robust"}, {"--bootstrap", "2000"}}) {
            assertEquals(0, run("fit", votes, "--json", "--anchor", "b", how[0], how[1]));
            JsonNode fit = JsonMapper.shared().readTree(out.toString());
            double error = fit.at("/scores/0/se").asDouble();
            double allowed = how[0].equals("--bootstrap") ? 0.07 : how[1].equals("robust") ? 0.00126 : 1e-9;
            assertEquals(
                    exact,
                    error,
                    allowed * exact,
                    how[1]); // draws: four of their own errors, and a bias of a hundredth
            assertEquals(0, fit.at("/scores/1/se").asDouble());
        }
        assertEquals(0, run("fit", votes, "--bootstrap", "50", "--seed", "7", "--format", "csv"));
        String once = out.toString();
        assertEquals(0, run("fit", votes, "--bootstrap", "50", "--seed", "7", "--format", "csv"));
        assertEquals(once, out.toString());
        assertEquals(2, run("fit", votes, "--se", "exact"));
        assertEquals(2, run("fit", votes, "--bootstrap", "1"));
        Path few = file("winner,loser,weight", "a,b,1e-9", "b,a,1e-9");
        assertEquals(2, run("fit", few, "--se", "robust"));
        assertTrue(err.toString().contains("and these add up to 2.00e-09;"), err.toString());
        Path rare = file("winner,loser,weight", "a,b,1e9", "b,a,1e-9");
        assertEquals(2, run("fit", rare, "--bootstrap", "20"));
        assertTrue(
                err.toString().startsWith("teeter: --bootstrap finds 0 of 20 draws with a finite fit"), err.toString());
    }

    @Test
    void inMarkdown() throws IOException {
        assertEquals(0, run("fit", tree(), "--format", "markdown", "--anchor", "b|x=0", "--quiet"));
        assertEquals("""
                | rank | ranks | tier | item | score | ± 95 % | judgements |
                | --: | --: | --: | :-- | --: | --: | --: |
                | 1 | 1-3 | 1 | m\\_1 | 1.10 | 2.26 | 4 |
                | 2 | 1-3 | 1 | b\\|x | 0.00 | 0.00 | 8 |
                | 3 | 1-3 | 1 | c & d | -1.10 | 2.26 | 4 |
                """, out.toString());
    }

    @Test
    void inHtml() throws IOException {
        assertEquals(0, run("fit", tree(), "--format", "html", "--ci", "none", "--quiet"));
        assertEquals("""
                <table>
                <thead><tr><th scope="col">rank</th><th scope="col">item</th><th scope="col">score</th><th scope="col">judgements</th></tr></thead>
                <tbody>
                <tr><td align="right">1</td><th scope="row" align="left"><bdi>m_1</bdi></th><td align="right">1.10</td><td align="right">4</td></tr>
                <tr><td align="right">2</td><th scope="row" align="left"><bdi>b|x</bdi></th><td align="right">0.00</td><td align="right">8</td></tr>
                <tr><td align="right">3</td><th scope="row" align="left"><bdi>c &amp; d</bdi></th><td align="right">-1.10</td><td align="right">4</td></tr>
                </tbody>
                </table>
                """, out.toString());
    }

    @Test
    void inLatex() throws IOException {
        assertEquals(0, run("fit", tree(), "--format", "latex", "--scale", "elo", "--anchor", "b|x", "--quiet"));
        assertEquals("""
                \\begin{tabular}{rrrlrrr}
                \\hline
                rank & ranks & tier & item & score & $\\pm$ 95 \\% & judgements \\\\
                \\hline
                1 & 1-3 & 1 & m\\_1 & 1190.8 & 393.2 & 4 \\\\
                2 & 1-3 & 1 & b\\textbar{}x & 1000.0 & 0.0 & 8 \\\\
                3 & 1-3 & 1 & c \\& d & 809.2 & 393.2 & 4 \\\\
                \\hline
                \\end{tabular}
                """, out.toString());
    }

    /** In the fonts that LaTeX takes of itself {@code <} is an exclamation mark and two hyphens are a dash; GitHub sets what is between dollars. */
    @Test
    void namesAreWhatTheyAreInEveryLanguage() throws IOException {
        Path votes = file("item1,item2,wins1,wins2", "<a>--''b``,$x_1$,3,1");
        assertEquals(0, run("fit", votes, "--format", "latex", "--ci", "none", "--quiet"));
        assertTrue(out.toString().contains("1 & \\textless{}a\\textgreater{}-{}-'{}'b`{}` & "), out.toString());
        assertEquals(0, run("fit", votes, "--format", "markdown", "--ci", "none", "--quiet"));
        assertTrue(out.toString().contains("| \\$x\\_1\\$ |"), out.toString());
    }

    @Test
    void whatCannotBeShownIsRefused() throws IOException {
        assertEquals(2, run("fit", tree(), "--scale", "glicko"));
        assertEquals("teeter: --scale must be logit or elo, got glicko\n", err.toString());
        assertEquals(2, run("fit", tree(), "--anchor", "m_1=much"));
        assertEquals("teeter: --anchor must be ITEM=NUMBER, such as m_1=1000, got m_1=much\n", err.toString());
        assertEquals(2, run("fit", tree(), "--anchor", "nobody"));
        assertTrue(err.toString().startsWith("teeter: --anchor needs the name of an item, and \"nobody\" is none"));
        assertEquals(2, run("fit", tree(), "--format", "xml"));
        assertEquals(
                "teeter: --format must be one of table, csv, json, markdown, html, latex, svg, got xml\n",
                err.toString());
    }

    /** The deviance that Agresti (2002, Categorical Data Analysis, 10.6) has of these games, 15.7 on 15; what is drawn hangs on the seed alone. */
    @Test
    void aCheckTellsWhetherTheModelHolds() {
        Path baseball = Path.of("..", "examples", "baseball.csv");
        assertEquals(0, run("fit", baseball, "--check", "--json"));
        String printed = out.toString();
        JsonNode check = JsonMapper.shared().readTree(printed).path("check");
        assertEquals(15.737, check.at("/goodnessOfFit/deviance").asDouble(), 5e-4);
        assertEquals(15, check.at("/goodnessOfFit/degreesOfFreedom").asInt());
        assertEquals("Boston", check.at("/goodnessOfFit/worst/0/first").asString());
        assertEquals(35, check.at("/triads/all").asInt());
        assertEquals(273, check.at("/heldOut/judgements").asDouble());
        assertEquals(0, run("fit", baseball, "--check", "--json"));
        assertEquals(printed, out.toString());
        assertEquals(0, run("fit", baseball, "--check", "--quiet"));
        List<String> lines = out.toString().lines().toList();
        assertTrue(
                lines.contains(
                        "Pair by pair: deviance 15.7 on 15 degrees of freedom, p = 0.40; 11 of 21 pairs are small,"
                                + " which makes p rough."),
                out.toString());
        assertTrue(
                lines.contains("  furthest off: \"Boston\" against \"Detroit\", 2 won of 13 where 5.4 are expected"
                        + " (residual -2.3)."),
                out.toString());
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.startsWith("Of three items each beats the next in 2 of 35 triads; ")),
                out.toString());
    }

    @Test
    void aCheckNeedsWholeJudgementsOfOneFit() throws IOException {
        assertEquals(2, run("fit", tree(), "--strong-components", "--check"));
        assertEquals(
                "teeter: --check is of one fit, and --strong-components makes several; leave one of the two out",
                err.toString().strip());
        assertEquals(2, run("fit", file("winner,loser,weight", "a,b,1.5", "b,a,1"), "--check", "--quiet"));
        assertTrue(err.toString()
                .contains("--check draws judgements, and needs whole ones, up to a billion, of up to 1000 items"));
    }

    /** The standard error of each difference is that of the roots, within what is said; on every scale, and for each reckoning. */
    @ParameterizedTest
    @CsvSource({"observed, logit", "robust, elo"})
    void quasiVariancesTellTheErrorOfEachDifference(String reckoning, String scale) {
        Path baseball = Path.of("..", "examples", "baseball.csv");
        assertEquals(0, run("fit", baseball, "--quasi-variances", "--json", "--se", reckoning, "--scale", scale));
        JsonNode fit = JsonMapper.shared().readTree(out.toString());
        double low = 1 + fit.at("/quasiVariances/lowestOfDifferences").asDouble();
        double high = 1 + fit.at("/quasiVariances/highestOfDifferences").asDouble();
        assertTrue(0.95 < low && low < 1 && 1 < high && high < 1.05, low + " to " + high);
        Map<String, Double> quasi = new HashMap<>();
        fit.path("scores")
                .forEach(row -> quasi.put(
                        row.path("item").asString(), row.path("quasi_se").asDouble()));
        for (String anchor : quasi.keySet()) {
            assertEquals(
                    0, run("fit", baseball, "--json", "--se", reckoning, "--scale", scale, "--anchor", anchor + "=0"));
            for (JsonNode row : JsonMapper.shared().readTree(out.toString()).path("scores")) {
                String item = row.path("item").asString();
                if (!item.equals(anchor)) {
                    double ratio = Math.hypot(quasi.getOrDefault(item, 0.0), quasi.getOrDefault(anchor, 0.0))
                            / row.path("se").asDouble();
                    assertTrue(low - 1e-9 < ratio && ratio < high + 1e-9, item + ", " + anchor + ": " + ratio);
                }
            }
        }
        assertEquals(0, run("fit", baseball, "--quasi-variances", "--quiet"));
        assertTrue(out.toString().lines().findFirst().orElseThrow().contains("  se  quasi se  "), out.toString());
    }

    @Test
    void quasiVariancesAreRefusedWhereThereAreNone() throws IOException {
        Path parts = file("item1,item2,wins1,wins2", "a,b,7,3", "c,d,5,5");
        assertRefused(
                " is of items that judgements connect, and these fall into several parts; leave it out, or take"
                        + " --largest-component",
                parts,
                "--prior",
                "normal:1");
        String kind = " takes standard errors of up to 1000 items, without --ci none and --bootstrap; of more items,"
                + " --min-comparisons N keeps fewer";
        assertRefused(kind, tree(), "--ci", "none");
        assertRefused(kind, tree(), "--bootstrap", "9");
        Path prompts = folder.resolve("prompts.jsonl");
        Files.writeString(prompts, """
                {"prompt": "p", "chosen": "a", "rejected": "b"}
                {"prompt": "p", "chosen": "b", "rejected": "c"}
                {"prompt": "q", "chosen": "a", "rejected": "b"}
                """);
        assertRefused(
                " and --check have no meaning for answers to prompts, each of which is a problem of its own; leave it out",
                prompts,
                "--prior",
                "normal:1");
    }

    private void assertRefused(String reason, Path file, String option, String value) {
        assertEquals(2, run("fit", file, option, value, "--quasi-variances", "--quiet"));
        assertEquals(
                List.of("teeter: --quasi-variances" + reason),
                err.toString()
                        .lines()
                        .filter(line -> line.contains("--quasi-variances"))
                        .toList());
    }
}
