package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract of the command line: what is written where, and how it ends. */
class CommandLineTest extends CommandFixture {
    private static final Path ARENA = Path.of("..", "examples", "arena-small.csv");

    @BeforeEach
    void listen() {
        out = new StringWriter();
        err = new StringWriter();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    /** examples/MakeArenaSmall.java says why: .25 / (.98 * .02). */
    @Test
    void theExampleGivesItsKnownAnswer() throws IOException {
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", ARENA, "--out", report, "--quiet"));
        JsonNode audit =
                JsonMapper.shared().readTree(report.resolve("audit.json").toFile());
        JsonNode worst = audit.get("targets").get(0);
        assertEquals("cedar", worst.get("target_i").asString());
        assertEquals("newcomer", worst.get("target_j").asString());
        assertEquals(0.5, worst.get("p").asDouble(), 1e-12);
        assertEquals(0.25 / (0.98 * 0.02), Math.abs(worst.get("sensitivity").asDouble()), 1e-10);
        assertEquals(10, worst.get("m_class").asDouble());
        assertEquals(
                List.of(
                        "audit.json",
                        "comparisons.csv",
                        "report.html",
                        "rows.csv",
                        "run.json",
                        "scores.csv",
                        "targets.csv"),
                names(report));
        assertEquals(
                "target_i,target_j,observed,p,se,source_a,source_b,n,y,p_source,leverage,flow,sensitivity,model_to_model,"
                        + "local_bound,m_class,p_low,p_high,refit_delta_y,refit_predicted,refit_actual,ci_low,ci_high,connected,"
                        + "tip_delta_y,votes_to_tip,robustness_value,mincut_bound,robustness_least,tip_outcome",
                Files.readAllLines(report.resolve("targets.csv")).get(0));
        assertEquals(
                "item_a,item_b,n,y,p,leverage,resistance,index,worst_i,worst_j,worst_sensitivity,bridge",
                Files.readAllLines(report.resolve("comparisons.csv")).get(0));
        assertEquals(
                "item,score,se,comparisons,wins,losses,ties",
                Files.readAllLines(report.resolve("scores.csv")).get(0));
    }

    @Test
    void jsonOnStandardOutputEqualsTheFile() throws IOException {
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", ARENA, "--out", report, "--json", "--quiet"));
        assertEquals(
                JsonMapper.shared().readTree(report.resolve("audit.json").toFile()),
                JsonMapper.shared().readTree(out.toString()));
    }

    @Test
    void twoRunsWriteTheSameBytes() throws IOException {
        assertEquals(0, run("audit", ARENA, "--out", folder.resolve("one"), "--quiet", "--top", 0));
        assertEquals(0, run("audit", ARENA, "--out", folder.resolve("two"), "--quiet", "--top", 0));
        for (String name : List.of("audit.json", "targets.csv", "comparisons.csv", "scores.csv", "report.html")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("one").resolve(name),
                            folder.resolve("two").resolve(name)),
                    name);
        }
    }

    @Test
    void aNamedPairIsAuditedInTheOrderGiven() {
        assertEquals(
                0,
                run("audit", ARENA, "--out", folder.resolve("r"), "--json", "--quiet", "--targets", "newcomer,cedar"));
        JsonNode target =
                JsonMapper.shared().readTree(out.toString()).get("targets").get(0);
        assertEquals("newcomer", target.get("target_i").asString());
        assertEquals("cedar", target.get("target_j").asString());
    }

    @Test
    void droppingABridgeLeavesNoAnswer() {
        assertEquals(
                3,
                run(
                        "audit",
                        ARENA,
                        "--out",
                        folder.resolve("r"),
                        "--targets",
                        "newcomer,old-baseline",
                        "--as-if-unobserved"));
        assertTrue(err.toString().contains("groups that were never compared with each other"), err.toString());
        assertFalse(Files.exists(folder.resolve("r")));
    }

    @Test
    void noFiniteFitNamesTheCulpritAndWritesNothing() throws IOException {
        Path data = file("wins.csv", "winner,loser", "a,b", "b,c", "c,a", "a,d");
        assertEquals(3, run("audit", data, "--out", folder.resolve("r"), "--json"));
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertEquals(
                "\"d\" was never preferred to any item", answer.get("reason").asString());
        assertEquals("d", answer.get("neverPreferred").get(0).asString());
        assertEquals(
                "teeter: no finite maximum-likelihood scores: \"d\" was never preferred to any item",
                err.toString().lines().findFirst().orElseThrow());
        assertEquals(List.of("wins.csv"), names(folder));
        assertEquals(0, run("fit", data, "--prior", "normal:2"));
    }

    private static void assertVerdictHas(JsonNode audit, String sentence) {
        assertTrue(
                audit.get("verdict")
                        .valueStream()
                        .anyMatch(said -> said.asString().equals(sentence)),
                audit.get("verdict").toPrettyString());
    }

    /** Dropped ties are no judgements of the fit: not in the sentence, the document or the table. */
    @Test
    void droppedTiesAreNotCountedAsJudgements() throws IOException {
        Path data = file(
                "votes.csv",
                "model_a,model_b,winner,weight",
                "a,b,model_a,1",
                "a,b,model_b,2",
                "a,b,tie,1",
                "b,a,tie,3",
                "b,c,tie (bothbad),1",
                "b,c,model_a,1",
                "c,b,model_a,1");
        assertEquals(0, run("audit", data, "--ties", "drop", "--out", folder.resolve("r"), "--json", "--quiet"));
        JsonNode audit = JsonMapper.shared().readTree(out.toString());
        assertEquals(4, audit.get("comparisons").asInt());
        assertVerdictHas(
                audit,
                "3 items, 4 judgements of 2 of the 3 pairs, which weigh 5 together, 3 ties left out; the"
                        + " maximum-likelihood fit is finite.");
        assertEquals(
                "item,score,se,comparisons,wins,losses,ties",
                Files.readAllLines(folder.resolve("r/scores.csv")).get(0));
        listen();
        assertEquals(0, run("fit", data, "--ties", "drop", "--json", "--quiet"));
        JsonNode fit = JsonMapper.shared().readTree(out.toString());
        assertEquals(4, fit.get("comparisons").asInt());
        for (JsonNode score : fit.get("scores")) {
            assertEquals(
                    score.get("wins").doubleValue() + score.get("losses").doubleValue(),
                    score.get("comparisons").doubleValue(),
                    score.toString());
        }
        listen();
        assertEquals(0, run("fit", data, "--json", "--quiet"));
        assertEquals(
                7,
                JsonMapper.shared().readTree(out.toString()).get("comparisons").asInt());
    }

    /** What a prior alone holds together is said first, marked in every table, and left out of the findings unless asked for. */
    @Test
    void partsThatNeverMetAreSaidAndMarked() throws IOException {
        Path data = file("counts.csv", "item1,item2,wins1,wins2", "a,b,7,3", "b,c,4,6", "d,e,9,1", "f,g,5,0");
        assertEquals(0, run("audit", data, "--prior", "normal:2", "--out", folder.resolve("r"), "--json", "--quiet"));
        JsonNode audit = JsonMapper.shared().readTree(out.toString());
        assertEquals(3, audit.get("parts").asInt());
        assertEquals(1, audit.get("targetsExamined").asInt());
        assertVerdictHas(
                audit,
                "WARNING: the data fall into 3 parts between which nothing was compared: {\"a\", \"b\", \"c\"}, {\"d\","
                        + " \"e\"}, {\"f\", \"g\"}. What is said across parts, also by the order of the ranking, comes from the"
                        + " prior alone: 16 of all pairs, which are left out here (--across-parts audits them too).");
        List<String> scores = Files.readAllLines(folder.resolve("r/scores.csv"));
        assertEquals("item,score,se,comparisons,wins,losses,ties,part", scores.get(0));
        assertTrue(scores.stream().anyMatch(line -> line.startsWith("d,") && line.endsWith(",2")), scores.toString());
        listen();
        assertEquals(
                0,
                run("audit", data, "--prior", "normal:2", "--across-parts", "--out", folder.resolve("r"), "--quiet"));
        assertTrue(out.toString().contains("e : g (prior alone)"), out.toString());
        assertTrue(out.toString().contains("(by the prior alone: no chain of pairs"), out.toString());
        List<String> targets = Files.readAllLines(folder.resolve("r/targets.csv"));
        int connected = List.of(targets.get(0).split(",")).indexOf("connected");
        assertEquals(
                16,
                targets.stream()
                        .filter(line -> line.split(",", -1)[connected].equals("false"))
                        .count());
        listen();
        assertEquals(0, run("fit", data, "--prior", "normal:2"));
        assertTrue(
                out.toString()
                        .contains("WARNING: the data fall into 3 parts between which nothing was compared. What is said"
                                + " across parts, also by the order of the ranking, comes from the prior alone. Compare"
                                + " scores within a part only (column part)."),
                out.toString());
    }

    /** Beyond 5,000 items bridges are named though the search visited none of them. */
    @Test
    void bridgesOfALargeGraphAreNamed() throws IOException {
        List<String> lines = new ArrayList<>(List.of("item1,item2,wins1,wins2"));
        for (int k = 1; k < 5001; k++) {
            lines.add(String.format(Locale.ROOT, "p%04d,p%04d,7,3", k, k + 1));
        }
        Path data = file("path.csv", lines.toArray(String[]::new));
        assertEquals(
                0, run("audit", data, "--targets", "p0001,p0100", "--out", folder.resolve("r"), "--json", "--quiet"));
        JsonNode audit = JsonMapper.shared().readTree(out.toString());
        assertEquals(5000, audit.get("bridges").asInt());
        assertTrue(
                audit.get("verdict").toString().contains("\\\"p0001\\\" against \\\"p0002\\\", \\\"p0002\\\""),
                audit.get("verdict").toString());
        assertTrue(audit.get("check").get("worstRelativeError").doubleValue() <= 1e-3);
    }

    /** Beyond 5,000 items the worst are searched for, not all formed: under a prior, where a path's ends hang on their pair most. */
    @Test
    @Tag("slow")
    void aLongPathUnderAPriorIsAuditedToItsEnd() throws IOException {
        List<String> lines = new ArrayList<>(List.of("item1,item2,wins1,wins2"));
        for (int k = 1; k < 5200; k++) {
            lines.add(String.format(Locale.ROOT, "p%04d,p%04d,6,4", k, k + 1));
        }
        Path data = file("path.csv", lines.toArray(String[]::new));
        assertEquals(
                0,
                run(
                        "audit",
                        data,
                        "--targets",
                        "all",
                        "--prior",
                        "normal:2",
                        "--out",
                        folder.resolve("r"),
                        "--json",
                        "--quiet"));
        JsonNode audit = JsonMapper.shared().readTree(out.toString());
        assertEquals("p0001", audit.at("/targets/0/target_i").asString());
        assertEquals("p0003", audit.at("/targets/0/target_j").asString());
        assertEquals(0.836, audit.at("/targets/0/sensitivity").asDouble(), 5e-4);
        assertTrue(audit.get("check").get("worstRelativeError").doubleValue() <= 1e-3);
    }

    /** On a tree nothing moves a compared pair but its own comparison. */
    @Test
    void aPredictionThatDoesNotMoveIsNoFailedCheck() throws IOException {
        Path data = file("tree.csv", "item1,item2,wins1,wins2", "a,b,7,3", "b,c,4,6", "c,d,2,9", "d,e,5,5", "e,f,1,8");
        assertEquals(0, run("audit", data, "--targets", "all", "--out", folder.resolve("r"), "--json", "--quiet"));
        JsonNode check = JsonMapper.shared().readTree(out.toString()).get("check");
        JsonNode error = check.get("worstRelativeError");
        assertTrue(error.isNumber() && error.doubleValue() <= 1e-3, error.toString());
        assertEquals(5, check.at("/foster/rank").asInt());
        assertEquals(
                5, check.at("/foster/sum").asDouble(), check.at("/foster/error").asDouble());
        assertTrue(check.at("/foster/error").asDouble() < 1e-10);
    }

    /** A name seen once with a typo is an item that never lost, or never won: peers rank it first or last. */
    @Test
    void aMisspeltNameIsSuspectedWhereItSpoilsTheFit() throws IOException {
        Path data = file(
                "votes.csv",
                "model_a,model_b,winner",
                "GPT 4,Claude v2,model_a",
                "Claude v2,GPT 4,model_a",
                "GPT 4,Claude v2,model_b",
                "GPT 4,Claude v2,tie",
                "GPT-4,Claude v2,model_a");
        assertEquals(3, run("fit", data));
        assertTrue(err.toString().contains("no item was ever preferred to \"GPT-4\""), err.toString());
        assertTrue(err.toString().contains("perhaps misspelt: \"GPT-4\" (judged once)"), err.toString());
    }

    @Test
    void wrongOptionsEndWithTwo() throws IOException {
        Path data = file("wins.csv", "winner,loser", "a,b", "b,a");
        assertEquals(2, run("fit"));
        assertEquals(2, run("fit", data, "--prior", "normal"));
        assertEquals(2, run("fit", data, "--prior", "normal:-1"));
        assertEquals(2, run("fit", data, "--model", "elo"));
        assertEquals(2, run("fit", data, "--ties", "guess"));
        assertEquals(2, run("fit", data, "--format", "xml"));
        assertEquals(2, run("fit", data, "--column", "winner"));
        assertEquals(2, run("audit", data, "--m", "0.5", "--out", folder.resolve("r")));
        assertEquals(2, run("audit", data, "--targets", "a,zebra", "--out", folder.resolve("r")));
        assertEquals(2, run("audit", data, "--out", data));
        assertEquals(2, run("audit", folder.resolve("missing.csv"), "--out", folder.resolve("r")));
        assertEquals(2, run("nonsense"));
        assertEquals(List.of("wins.csv"), names(folder));
    }

    @Test
    void aBadRowIsRefusedOrLeftOut() throws IOException {
        Path data = file("arena.csv", "model_a,model_b,winner", "a,b,model_a", "a,b,modle_b", "b,a,model_a", "a,b,tie");
        assertEquals(2, run("fit", data));
        assertTrue(err.toString().contains("arena.csv:3:"), err.toString());
        Path results = folder.resolve("results");
        assertEquals(0, run("audit", data, "--skip-bad-rows", "--out", results));
        assertTrue(out.toString().contains("1 row could not be counted and was left out"), out.toString());
        assertEquals(2, Files.readAllLines(results.resolve("rejected.csv")).size());
    }

    /** The standard error of the maximum-likelihood fit, which so wide a prior does not touch; sums beside σ²/N had made .207510 of it. */
    @Test
    void aWidePriorLeavesStandardErrorsAlone() {
        String baseball = Path.of("..", "examples", "baseball.csv").toString();
        assertEquals(0, run("fit", baseball, "--prior", "normal:1e6", "--json", "--quiet"));
        JsonNode first =
                JsonMapper.shared().readTree(out.toString()).get("scores").get(0);
        assertEquals("Milwaukee", first.get("item").asString());
        assertEquals(0.207419, first.get("se").doubleValue(), 5e-7);
    }

    @Test
    void fitPrintsTableCsvAndJson() {
        assertEquals(0, run("fit", ARENA));
        assertTrue(out.toString().startsWith("rank  ranks  tier  item"), out.toString());
        listen();
        assertEquals(0, run("fit", ARENA, "--format", "csv"));
        assertEquals(
                "item,score,se,comparisons,wins,losses,ties",
                out.toString().lines().findFirst().orElseThrow());
        assertEquals(9, out.toString().lines().count());
        listen();
        assertEquals(0, run("fit", ARENA, "--json"));
        JsonNode fit = JsonMapper.shared().readTree(out.toString());
        assertEquals(8, fit.get("scores").size());
        assertTrue(fit.get("fit").get("residual").asDouble() <= 1e-10);
    }

    @Test
    void helpVersionAndCompletion() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().startsWith("teeter "));
        listen();
        assertEquals(0, run("help", "audit"));
        assertTrue(out.toString().contains("--as-if-unobserved"), out.toString());
        listen();
        assertEquals(0, run("generate-completion"));
        assertTrue(out.toString().contains("complete -F _complete_teeter"), "a bash completion script");
    }

    @Test
    void helpKnowsTheCommandsForLanguageModels() {
        assertEquals(0, run("--help"));
        for (String command : List.of("synthesize", "train", "ask", "experiment", "reproduce")) {
            assertTrue(out.toString().contains("\n  " + command + " "), out.toString());
        }
        listen();
        assertEquals(0, run("help", "reproduce"));
        for (String part : List.of("theory", "experiment", "all")) {
            assertTrue(out.toString().contains("\n  " + part + " "), out.toString());
        }
        listen();
        assertEquals(0, run("help", "train", "dpo"));
        assertTrue(out.toString().contains("--label-smoothing"), out.toString());
        listen();
        assertEquals(0, run("train", "reward", "--help"));
        assertTrue(out.toString().contains("--centring"), out.toString());
        listen();
        assertEquals(0, run("generate-completion"));
        for (String word :
                List.of("--label-smoothing", "--studies", "--apart", "--no-resume", "--questions", "ipo_sum")) {
            assertTrue(out.toString().contains(word), word);
        }
    }

    @Test
    void commandsWithoutTheirLibrariesTellHowToGetThem() {
        assertEquals(2, run("train"));
        assertTrue(err.toString().startsWith("teeter train: needs a part: sft, dpo or reward"), err.toString());
        listen();
        assertEquals(2, run("train", "dpo", "--quiet"));
        assertTrue(err.toString().startsWith("teeter train dpo: Missing required options: "), err.toString());
        listen();
        assertEquals(2, run("reproduce", "all"));
        assertEquals(
                "teeter: teeter reproduce all needs libraries that are not in this jar; run it with"
                        + " the launcher ./teeter of the sources, which fetches them" + System.lineSeparator(),
                err.toString());
        listen();
        assertEquals(2, run("trian"));
        assertTrue(err.toString().contains("perhaps plan or train"), err.toString());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
