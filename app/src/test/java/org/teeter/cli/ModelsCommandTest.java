package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models beyond Bradley-Terry, from files to what is printed: rankings, the side named first, covariates, links. */
class ModelsCommandTest extends CommandFixture {

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private Path file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    /** The first example of the help of R's PlackettLuce, with ties of two and three; a PrefLib file. */
    private Path ballots() throws IOException {
        return file(
                "fruit.toi",
                List.of(
                        "# NUMBER ALTERNATIVES: 4",
                        "# ALTERNATIVE NAME 1: apple",
                        "# ALTERNATIVE NAME 2: banana",
                        "# ALTERNATIVE NAME 3: orange",
                        "# ALTERNATIVE NAME 4: pear",
                        "1: 1,2",
                        "1: 2,3,4,1",
                        "1: {2,3,4},1",
                        "1: 1,2,3",
                        "1: {2,3},1",
                        "1: 1,4,3"));
    }

    @Test
    void rankingsAreFittedAndAudited() throws IOException {
        assertEquals(0, run("fit", ballots(), "--json", "--anchor", "apple=0"));
        JsonNode fit = json();
        assertEquals("Plackett-Luce", fit.at("/model/name").asString());
        assertEquals(6, fit.at("/rankings").asInt());
        assertEquals("banana", fit.at("/scores/0/item").asString());
        assertEquals(0.2942875, fit.at("/scores/0/score").asDouble(), 5e-7);
        assertEquals(
                -1.8619467,
                fit.at("/parameters/tie2/value")
                        .asDouble(fit.at("/parameters/words/value").asDouble()),
                5e-7);
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", ballots(), "--targets", "apple,pear", "--out", report), err::toString);
        assertTrue(out.toString().contains("4 items, 6 rankings in which 6 of the 6 pairs meet"), out::toString);
        assertTrue(out.toString().contains(" directly above "), out::toString);
        assertTrue(
                out.toString().contains("Checked by refitting, 1 case: small changes come out as predicted"),
                out::toString);
        assertTrue(Files.readString(report.resolve("report.html")).contains("Plackett-Luce model"));
        assertTrue(Files.size(report.resolve("targets.csv")) > 0);
    }

    @Test
    void rankingsAndPairsHaveTheirOwnModels() throws IOException {
        assertEquals(2, run("fit", ballots(), "--model", "davidson"));
        assertEquals(
                "teeter: these are rankings, whose model is plackett-luce, got --model davidson",
                err.toString().strip());
        assertEquals(2, run("fit", file("p.csv", List.of("winner,loser", "a,b", "b,a")), "--model", "plackett-luce"));
        assertEquals(
                "teeter: --model plackett-luce is a model of rankings, and these are judgements of pairs; leave it out: of two"
                        + " items it is bradley-terry, or davidson where there are ties",
                err.toString().strip());
    }

    /** One item that none was put above, as in most races. */
    @Test
    void rankingsWithoutAFitNameWhatHelps() throws IOException {
        Path races = file(
                "races.soi", List.of("# NUMBER ALTERNATIVES: 4", "2: 1,2,3,4", "1: 1,3,4,2", "1: 1,4,2,3", "1: 1,2"));
        assertEquals(3, run("fit", races));
        assertTrue(err.toString().contains("--largest-component (3 items of 4 stay)"), err::toString);
        assertTrue(err.toString().contains("the same by name: --drop 1"), err::toString);
        assertEquals(0, run("fit", races, "--largest-component", "--json"), err::toString);
        assertEquals(3, json().at("/items").asInt());
        assertEquals(4, json().at("/rankings").asInt()); // the fifth ranks one of them alone
        assertTrue(
                err.toString().contains("--largest-component left out 1 item (\"1\") with 1 ranking"), err::toString);
        assertEquals(0, run("audit", races, "--drop", "1", "--out", folder.resolve("races")), err::toString);
        assertEquals(2, run("fit", races, "--drop", "9"));
    }

    /** Judgements drawn by a known model: its effects are found within three standard errors. */
    @Test
    void theSideNamedFirstAndACovariateAreFound() throws IOException {
        Random random = new Random(4);
        List<String> lines = new ArrayList<>(List.of("item1,item2,winner,words1,words2"));
        double[] score = {0.8, 0.1, -0.3, -0.6};
        for (int k = 0; k < 4000; k++) {
            int a = random.nextInt(4);
            int b = (a + 1 + random.nextInt(3)) % 4;
            double first = random.nextInt(5);
            double second = random.nextInt(5);
            double x = score[a] - score[b] + 0.4 * (first - second) + 0.3;
            boolean won = random.nextDouble() < 1 / (1 + Math.exp(-x));
            lines.add("m" + a + ",m" + b + "," + (won ? "item1" : "item2") + "," + first + "," + second);
        }
        Path rows = file("rows.csv", lines);
        assertEquals(
                0,
                run(
                        "fit",
                        rows,
                        "--column",
                        "first=item1",
                        "--column",
                        "second=item2",
                        "--home",
                        "--covariate",
                        "words=words1-words2",
                        "--json"),
                err::toString);
        JsonNode fit = json();
        assertEquals(
                0.4,
                fit.at("/parameters/words/value").asDouble(),
                3 * fit.at("/parameters/words/standardError").asDouble());
        assertEquals(
                0.3,
                fit.at("/parameters/home/value").asDouble(),
                3 * fit.at("/parameters/home/standardError").asDouble());
        assertEquals(0, run("fit", rows, "--home"));
        assertTrue(out.toString().contains("home 0."), out::toString);
        assertEquals(0, run("audit", rows, "--home", "--targets", "m0,m3", "--out", folder.resolve("home")));
        assertTrue(out.toString().replaceAll("\\s+", " ").contains(", home "), out::toString);
        assertTrue(Files.readAllLines(folder.resolve("home").resolve("comparisons.csv"))
                .get(0)
                .endsWith(",bridge,conditions"));
        assertTrue(Files.readAllLines(folder.resolve("home").resolve("targets.csv"))
                .get(1)
                .contains(",home "));
    }

    @Test
    void anEffectWithoutAValueIsRefusedWithWhatToLeaveOut() throws IOException {
        Path rows = file(
                "h.csv", List.of("model_a,model_b,winner", "a,b,model_a", "b,c,model_a", "c,a,model_a", "b,a,model_a"));
        assertEquals(3, run("fit", rows, "--home"));
        assertTrue(err.toString().contains("the effect of \"home\" has no finite value of its own"), err::toString);
        assertTrue(err.toString().contains("leave out the side: the same without --home"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probit", "rao-kupper", "davidson", "cauchit", "student_t3", "hyperbolic_secant"})
    void everyModelFitsAndAuditsTheExample(String model) {
        Path example = Path.of("..", "examples", "arena-small.csv");
        assertEquals(0, run("fit", example, "--model", model), err::toString);
        assertEquals(0, run("audit", example, "--model", model, "--out", folder.resolve(model)), err::toString);
        assertTrue(out.toString().contains("small changes come out as predicted"), out::toString);
    }

    /** Two groups that disagree, and two raters of each; a third group that nobody can rank. */
    private Path apart() throws IOException {
        List<String> lines = new ArrayList<>(List.of("winner,loser,language,judge"));
        for (int k = 0; k < 6; k++) {
            lines.add("a,b,en,j1");
            lines.add(k < 2 ? "b,a,en,j2" : "a,b,en,j2");
            lines.add("b,a,de,j3");
            lines.add(k < 2 ? "a,b,de,j4" : "b,a,de,j4");
        }
        lines.add("a,b,fr,j4");
        return file("apart.csv", lines);
    }

    @Test
    void groupsStandBesideAll() throws IOException {
        assertEquals(0, run("fit", apart(), "--column", "group=language", "--json"));
        JsonNode fit = json();
        assertEquals("b", fit.at("/beside/de/0/item").asString());
        assertEquals("a", fit.at("/beside/en/0/item").asString());
        assertEquals(Math.log(5) / 2, fit.at("/beside/en/0/score").asDouble(), 1e-12);
        assertEquals(0, fit.at("/beside/fr").size());
        assertEquals(0, run("fit", apart(), "--column", "group=language", "--format", "markdown"));
        assertTrue(out.toString()
                .startsWith("| rank | ranks | tier | item | score | ± 95 % | judgements | de | en | fr |"));
        assertTrue(err.toString().contains("fr has no finite fit: "), err::toString);
        assertEquals(2, run("fit", apart(), "--column", "group=language", "--column", "rater=judge"));
    }

    @Test
    void severalModelsStandSideBySide() throws IOException {
        Path example = Path.of("..", "examples", "arena-small.csv");
        assertEquals(0, run("fit", example, "--model", "bradley-terry,davidson,probit", "--format", "markdown"));
        assertTrue(out.toString().lines().findFirst().orElseThrow().endsWith("| judgements | Davidson | probit |"));
        assertEquals(0, run("fit", example, "--model", "davidson", "--json"));
        double alone = json().at("/scores/0/score").asDouble();
        assertEquals(0, run("fit", example, "--model", "probit,davidson", "--json"));
        assertEquals(alone, json().at("/beside/Davidson/0/score").asDouble());
        assertEquals(2, run("audit", example, "--model", "probit,davidson", "--out", folder));
        assertEquals(
                "teeter: --model takes one model here, got probit,davidson",
                err.toString().strip());
    }

    /** One of three judges tosses a coin: it counts for less, and the first is further ahead for the others. */
    @Test
    void ratersHavePrecisions() throws IOException {
        List<String> lines = new ArrayList<>(List.of("model_a,model_b,winner,judge"));
        for (int k = 0; k < 30; k++) {
            lines.add("a,b," + (k % 5 == 0 ? "model_b" : "model_a") + ",good");
            lines.add("b,c," + (k % 5 == 1 ? "model_b" : "model_a") + ",good");
            lines.add("a,c," + (k % 6 == 0 ? "model_b" : "model_a") + ",fair");
            lines.add("a,b," + (k % 2 == 0 ? "model_b" : "model_a") + ",coin");
        }
        Path votes = file("judged.csv", lines);
        assertEquals(0, run("fit", votes, "--json"));
        double alike = json().at("/scores/0/score").asDouble();
        assertEquals(0, run("fit", votes, "--column", "rater=judge", "--raters", "0.5", "--json"), err::toString);
        JsonNode fit = json();
        double ofGood = fit.at("/raters/0/precision").asDouble()
                * fit.at("/scores/0/score").asDouble();
        assertTrue(ofGood > alike, out::toString);
        assertEquals("coin", fit.at("/raters/2/rater").asString());
        assertTrue(fit.at("/raters/2/precision").asDouble() < 0.8, out::toString);
        assertTrue(fit.at("/raters/0/knownFromJudgements").asDouble() > 0.1, out::toString);
        assertEquals(8, fit.at("/fit/starts").asInt());
        assertEquals(0, run("fit", votes, "--column", "rater=judge", "--raters", "0.5"), err::toString);
        assertTrue(out.toString().contains("precision of raters, the most precise first"), out::toString);
        double prior = fit.at("/raters")
                .valueStream()
                .mapToDouble(rater -> Math.log(rater.at("/precision").asDouble()))
                .map(log -> -log * log / (2 * 0.5 * 0.5))
                .sum();
        assertTrue(
                out.toString()
                        .contains(String.format(
                                Locale.ROOT,
                                "\nthe log-likelihood leaves out that of precisions under their prior, %.4f\n",
                                prior)),
                out::toString);
        assertTrue(out.toString().contains("Scale separation reliability (SSR): "), out::toString);
        assertEquals(0, run("fit", votes, "--column", "rater=judge"), err::toString);
        assertTrue(out.toString().contains("Scale separation reliability (SSR): "), out::toString);
        assertEquals(0, run("fit", votes), err::toString);
        assertFalse(out.toString().contains("SSR"), out::toString);
        assertEquals(
                0, run("fit", votes, "--column", "rater=judge", "--raters", "0.5", "--se", "robust"), err::toString);
        assertEquals(2, run("fit", votes, "--raters", "0.5"));
        assertTrue(err.toString().contains("--column rater=COLUMN, got 0"), err::toString);
        assertEquals(2, run("fit", votes, "--column", "rater=judge", "--raters", "0.5", "--model", "davidson"));
        String only = "--raters is of bradley-terry without --prior firth, got ";
        assertTrue(err.toString().endsWith(only + "--model davidson\n"), err::toString);
        assertEquals(2, run("fit", votes, "--column", "rater=judge", "--raters", "0.5", "--prior", "firth"));
        assertTrue(err.toString().endsWith(only + "--prior firth\n"), err::toString);
        assertEquals(2, run("fit", votes, "--column", "rater=judge", "--raters", "-1"));
        assertEquals(
                0,
                run(
                        "audit",
                        votes,
                        "--column",
                        "rater=judge",
                        "--raters",
                        "0.5",
                        "--targets",
                        "all",
                        "--out",
                        folder.resolve("r")),
                err::toString);
        String said = out.toString().replaceAll("\\s+", " ");
        assertTrue(said.contains("Predictions are those of a rater of precision 1"), out::toString);
        assertTrue(said.contains("rater "), out::toString);
        assertTrue(said.contains("Checked by refitting"), out::toString);
        assertEquals(0, run("tip", votes, "--column", "rater=judge", "--raters", "0.5"), err::toString);
        assertTrue(out.toString().contains(", by \""), out::toString);
        assertEquals(2, run("tornado", votes, "--column", "rater=judge", "--raters", "0.5"));
        assertEquals("teeter: --raters is of fit, audit and tip, not of tornado; leave it out\n", err.toString());
    }

    /** Four raters of whom two pairs disagree: less is known than 25 judgements tell. */
    @Test
    void ratersGoTogether() throws IOException {
        assertEquals(0, run("fit", apart(), "--json", "--se", "robust"));
        double alone = json().at("/scores/0/se").asDouble();
        assertEquals(0, run("fit", apart(), "--json", "--se", "clustered", "--column", "rater=judge"));
        assertEquals("sandwich of 4 clusters", json().at("/standardErrors").asString());
        assertTrue(json().at("/scores/0/se").asDouble() > 1.3 * alone, out::toString);
        assertEquals(2, run("fit", apart(), "--se", "clustered"));
        assertTrue(err.toString().contains("--column rater=COLUMN, got 0"), err::toString);
    }

    @Test
    void aLocalMaximumSaysSo() {
        Path example = Path.of("..", "examples", "arena-small.csv");
        assertEquals(0, run("fit", example, "--model", "cauchit"));
        assertTrue(
                out.toString().contains("its likelihood may have several maxima; from each of 8 starts"),
                out::toString);
        assertEquals(2, run("fit", example, "--model", "laplace"));
        assertTrue(err.toString().contains("a link of which the logarithm is not smooth"), err::toString);
    }

    /** Two items seen from both sides determine the fit, so that the sandwich is n/(n - 1) times the information's covariance, of every parameter. */
    @Test
    void whatJudgementsShareHasErrorsByTheRuleOfTheScores() throws IOException {
        List<String> rows = new ArrayList<>(List.of("model_a,model_b,winner"));
        rows.addAll(Collections.nCopies(6, "x,y,model_a"));
        rows.addAll(Collections.nCopies(2, "x,y,model_b"));
        rows.addAll(Collections.nCopies(5, "y,x,model_a"));
        rows.addAll(Collections.nCopies(4, "y,x,model_b"));
        Path votes = Files.write(folder.resolve("sides.csv"), rows);
        double known = error("home", votes, "--home");
        // variance of each lead 1/w + 1/l; the home effect is half of the sum of two
        assertEquals(Math.sqrt((1 / 6.0 + 1 / 2.0 + 1 / 5.0 + 1 / 4.0) / 4), known, 1e-12);
        assertEquals(known * Math.sqrt(17 / 16.0), error("home", votes, "--home", "--se", "robust"), 1e-12);
        double drawn = error("home", votes, "--home", "--bootstrap", "200", "--prior", "normal:1");
        assertNotEquals(error("home", votes, "--home", "--prior", "normal:1"), drawn);
        assertEquals(0, run("fit", votes, "--home", "--se", "robust"), err::toString);
        assertTrue(out.toString().contains("home 0.6609 ± 1.0674\n"), out::toString);
    }

    /** Raters who agree to the vote know all there is: nothing varies between them, whatever the information says. */
    @Test
    void clusteredErrorsAreThoseOfTheTieParameterToo() throws IOException {
        List<String> rows = new ArrayList<>(List.of("model_a,model_b,winner,judge"));
        for (String judge : List.of("r1", "r2", "r3")) {
            rows.addAll(Collections.nCopies(3, "x,y,model_a," + judge));
            rows.addAll(Collections.nCopies(2, "x,y,model_b," + judge));
            rows.addAll(Collections.nCopies(2, "x,y,tie," + judge));
        }
        Path votes = Files.write(folder.resolve("alike.csv"), rows);
        String[] options = {"--model", "davidson", "--column", "rater=judge"};
        assertTrue(error("tie", votes, options) > 0.1);
        String[] clustered = {"--model", "davidson", "--column", "rater=judge", "--se", "clustered"};
        assertEquals(0, error("tie", votes, clustered), 1e-12);
        assertEquals(
                2,
                run("fit", votes, "--column", "rater=judge", "--se", "clustered", "--bootstrap", "20"),
                out::toString);
        assertEquals(
                "teeter: --bootstrap draws judgements one by one, as if raters' did not go together; leave it out, as"
                        + " --se clustered allows for that, or leave out --se clustered\n",
                err.toString());
    }

    /** Without a tie it is not the side that has no finite effect, and Firth's penalty ends no fit of Rao and Kupper's. */
    @Test
    void remediesOfTheTieParameterBesideTheSideHelp() throws IOException {
        List<String> rows = new ArrayList<>(List.of("model_a,model_b,winner"));
        rows.addAll(List.of("x,y,model_b", "x,y,model_a", "y,x,model_a", "x,y,model_a", "y,x,model_b"));
        Path votes = Files.write(folder.resolve("untied.csv"), rows);
        String said = """
                teeter: no finite maximum-likelihood fit: no judgement is a tie, so the tie parameter has no finite value; \
                Bradley-Terry needs none
                teeter: what to do:
                teeter:   fit a model without ties as an outcome: --model bradley-terry, with --ties half or drop
                """;
        assertEquals(3, run("fit", votes, "--home", "--model", "rao-kupper"));
        assertEquals(said, err.toString());
        assertEquals(3, run("fit", votes, "--home", "--model", "davidson"));
        assertEquals(
                said + "teeter:   take the first order off the bias, by which all is finite: --prior firth\n",
                err.toString());
        assertEquals(0, run("fit", votes, "--home", "--model", "davidson", "--prior", "firth"), err::toString);
        assertEquals(0, run("fit", votes, "--home", "--ties", "half"), err::toString);
    }

    /** Columns of groups beside a ranking would be of another model, or on another scale, than the ranking. */
    @Test
    void groupsBesideARankingAreFittedAsItIs() throws IOException {
        List<String> rows = new ArrayList<>(List.of("model_a,model_b,winner,lang,len"));
        for (String pair : List.of("x,y,", "y,x,")) {
            for (String rest : List.of("model_a,de,1", "model_b,de,3", "model_a,en,2", "model_b,en,2")) {
                rows.add(pair + rest);
            }
        }
        rows.addAll(List.of("x,z,model_a,en,1", "z,x,model_a,en,2"));
        Path votes = Files.write(folder.resolve("groups.csv"), rows);
        for (String[] options : new String[][] {{"--home"}, {"--covariate", "len"}}) {
            List<Object> words = new ArrayList<>(List.of("fit", votes, "--column", "group=lang"));
            words.addAll(List.of(options));
            assertEquals(2, run(words.toArray()), out::toString);
            assertEquals(
                    "teeter: --home and --covariate do not go with --column group, whose columns would be fitted without"
                            + " them; leave one of them out, or fit each group's rows by themselves\n",
                    err.toString());
        }
        assertEquals(2, run("fit", votes, "--column", "group=lang", "--anchor", "z=0"), out::toString);
        assertEquals(
                "teeter: --anchor needs an item of every group, and in \"de\" no judgement is of \"z\"; take another, or"
                        + " leave --column group out\n",
                err.toString());
        assertEquals(0, run("fit", votes, "--column", "group=lang", "--anchor", "x=0"), err::toString);
    }

    private double error(String parameter, Path votes, String... options) {
        List<Object> words = new ArrayList<>(List.of("fit", votes, "--json"));
        words.addAll(List.of(options));
        assertEquals(0, run(words.toArray()), err::toString);
        return json().at("/parameters/" + parameter + "/standardError").asDouble();
    }
}
