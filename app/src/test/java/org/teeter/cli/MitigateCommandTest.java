package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MitigateCommandTest extends CommandFixture {
    private static final Path ARENA = Path.of("..", "examples", "arena-small.csv");

    /** What nobody compared there: newcomer was held against old-baseline alone, and that against cedar besides. */
    private static final List<String> UNCOMPARED = Stream.concat(
                    Stream.of("aspen", "birch", "elm", "fir", "hazel")
                            .flatMap(item -> Stream.of(item + ",old-baseline", item + ",newcomer")),
                    Stream.of("cedar,newcomer"))
            .toList();

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private Path file(String name, String... rows) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, List.of(rows));
        return file;
    }

    private Path chain() throws IOException {
        return file("chain.csv", "item1,item2,wins1,wins2", "a,b,99,1", "b,c,1,99");
    }

    @Test
    void saysWhatIsDoneAndWhatItCosts() throws IOException {
        Path data = chain();
        assertEquals(0, run("mitigate", data, "--by", "smooth,cap", "--quiet"));
        assertEquals("""
                The largest sensitivity of the prediction is 25.3, above 5. What brings it down to that, each in its
                  weakest strength:

                remedy      what it does                              largest  fragile  bound  log-loss  ranks  first
                (as it is)                                               25.3        1   25.3         -
                smooth      ε = 0.0437, a net 8.57 judgements turned     5.00        0   5.00   0.08495   same  stays

                cap does not do it: in its greatest strength it leaves 25.3.
                Each was fitted and audited anew, and its worst finding checked by a refit (to a relative 5e-05).
                  bound: no prediction at all is more sensitive. log-loss: of judgements held out, in nats (-: some
                  part has no finite fit without them). ranks: by how many places an item moves at most.
                ε = 0.0437 bounds sensitivity to the smoothed share, which is what an audit of smoothed data tells;
                  to the share before, it is 0.913 of that. Along single chains of pairs ε = 0.0528 does for the one
                  and 0.0475 for the other; on cycles neither is sure to.
                smooth costs least. To use it: add --out DIR, which writes smooth.csv for fit and audit.
                """, out.toString());
    }

    @Test
    void whatIsWrittenIsReadAgainAndHasTheSameLargestSensitivity() throws IOException {
        for (List<String> model : List.of(
                List.of("--model", "bradley-terry"),
                List.of("--model", "davidson"),
                List.of("--model", "rao-kupper"),
                List.of("--model", "probit", "--ties", "drop"))) {
            Path to = folder.resolve(model.get(1));
            List<String> words = new ArrayList<>(List.of(
                    "mitigate",
                    ARENA.toString(),
                    "--max-sensitivity",
                    "2",
                    "--out",
                    to.toString(),
                    "--json",
                    "--quiet"));
            words.addAll(model);
            assertEquals(0, run(words.toArray()), err.toString());
            JsonNode told = json();
            assertTrue(told.at("/before/largest").doubleValue() > 2);
            int files = 0;
            for (JsonNode remedy : told.get("remedies")) {
                if (remedy.get("found").booleanValue()) {
                    List<String> audit = new ArrayList<>(List.of(
                            "audit",
                            "--json",
                            "--quiet",
                            "--out",
                            folder.resolve("report").toString()));
                    audit.addAll(model);
                    if (remedy.has("prior")) {
                        audit.addAll(List.of(
                                ARENA.toString(), "--prior", remedy.get("prior").asString()));
                    } else {
                        audit.add(to.resolve(remedy.get("name").asString() + ".csv")
                                .toString());
                        files++;
                    }
                    if (remedy.get("name").asString().equals("sets")) {
                        UNCOMPARED.forEach(pair -> audit.addAll(List.of("--targets", pair)));
                        assertEquals(told.get("targets").intValue(), UNCOMPARED.size());
                    }
                    assertEquals(0, run(audit.toArray()), err.toString());
                    double largest =
                            Math.abs(json().at("/targets/0/sensitivity").doubleValue());
                    assertEquals(remedy.get("largest").doubleValue(), largest, 1e-9, remedy.toString());
                    assertTrue(largest <= 2 && remedy.get("fragile").intValue() == 0, remedy.toString());
                    assertTrue(remedy.get("checkRelativeError").doubleValue() < 1e-3, remedy.toString());
                }
            }
            assertTrue(files >= 3, told.toString());
            assertTrue(Files.exists(to.resolve("run.json")));
            assertTrue(Files.readString(to.resolve("changes.csv"))
                    .startsWith("remedy,item1,item2,wins1_before,wins2_before,ties_before,wins1_after,"));
        }
    }

    @Test
    void theSameSeedSaysTheSameAndAnotherDrawsOthers() {
        assertEquals(0, run("mitigate", ARENA, "--json", "--quiet", "--seed", "7"));
        String once = out.toString();
        assertEquals(0, run("mitigate", ARENA, "--json", "--quiet", "--seed", "7"));
        assertEquals(once, out.toString());
        assertEquals(0, run("mitigate", ARENA, "--json", "--quiet", "--seed", "8"));
        assertFalse(once.equals(out.toString()));
    }

    @Test
    void whereNothingExceedsTheBoundThatIsAllItSays() throws IOException {
        Path data = file("round.csv", "item1,item2,wins1,wins2", "a,b,5,4", "a,c,6,4", "b,c,6,5");
        assertEquals(0, run("mitigate", data, "--quiet"));
        assertEquals(1, out.toString().lines().count());
        assertTrue(out.toString().startsWith("Nothing is to be done: the largest sensitivity of 3 predictions is 0."));
    }

    @Test
    void ofRankingsAndConditionsThePriorAlone() throws IOException {
        Path rankings = file(
                "ballots.jsonl",
                "{\"ranking\":[\"a\",\"b\"]}".repeat(1),
                "{\"ranking\":[\"b\",\"a\"]}",
                "{\"ranking\":[\"b\",\"c\"]}",
                "{\"ranking\":[\"c\",\"b\"]}");
        assertEquals(2, run("mitigate", rankings, "--by", "smooth", "--quiet"));
        assertEquals(
                "teeter: --by smooth changes judgements of pairs, without --home and --covariate, and these are others;"
                        + " use --by prior\n",
                err.toString());
        assertEquals(0, run("mitigate", rankings, "--max-sensitivity", "1.01", "--quiet"), err.toString());
        assertEquals(2, run("mitigate", ARENA, "--home", "--by", "drop", "--quiet"));
        assertEquals(0, run("mitigate", ARENA, "--home", "--json", "--quiet"), err.toString());
        assertEquals(1, json().get("remedies").size());
        assertEquals("prior", json().get("costsLeast").asString());
        assertTrue(json().at("/remedies/0/largest").doubleValue() <= 5);
    }

    @Test
    void aPairIsWeighedForAnew() {
        assertEquals(0, run("mitigate", ARENA, "--pair", "cedar,fir", "--max-sensitivity", "1.01", "--quiet"));
        assertEquals(2, run("mitigate", ARENA, "--by", "reweight", "--quiet"));
        assertEquals(
                "teeter: --by reweight weighs pairs for one prediction; name it with --pair A,B\n", err.toString());
    }

    /** Features are told of all items: a remedy that loses some ended in a failure of ours. */
    @Test
    void featuresLoseNoItem() throws IOException {
        Path features = file(
                "items.csv",
                "item,size",
                "aspen,1",
                "birch,2",
                "cedar,3",
                "elm,1.5",
                "fir,2.5",
                "hazel,0.5",
                "newcomer,3.2",
                "old-baseline,0.1");
        assertEquals(0, run("mitigate", ARENA, "--items", features, "--prior", "normal:1", "--json", "--quiet"));
        List<String> names = new ArrayList<>();
        json().get("remedies").forEach(remedy -> names.add(remedy.get("name").asString()));
        assertEquals(List.of("smooth", "smooth-pairs", "cap", "clip", "sets"), names);
        assertEquals(2, run("mitigate", ARENA, "--items", features, "--prior", "normal:1", "--by", "drop", "--quiet"));
        assertEquals(
                "teeter: --by drop does not go with --items, whose features hold the scores; leave one of the two out\n",
                err.toString());
    }

    @Test
    void setsAreOfBradleyTerryAlone() {
        assertEquals(2, run("mitigate", ARENA, "--model", "davidson", "--by", "sets", "--quiet"));
        assertEquals(
                "teeter: --by sets has sets ranked as Bradley-Terry and Plackett-Luce expect it; use --model"
                        + " bradley-terry\n",
                err.toString());
    }

    @Test
    void theFrontierIsWritten() throws IOException {
        Path to = folder.resolve("frontier");
        assertEquals(0, run("mitigate", ARENA, "--by", "prior", "--frontier", "--out", to, "--quiet"));
        String figure = Files.readString(to.resolve("frontier.svg"));
        assertTrue(figure.contains("<title>What less sensitivity costs</title>"), figure);
        assertTrue(figure.contains("aria-label=\"held-out log-loss\""), figure);
        assertTrue(figure.contains("fill=\"#ffffff\" d=\"M0 0L"), figure); // ground of its own, on dark pages too
        List<String> rows = Files.readAllLines(to.resolve("frontier.csv"));
        assertEquals("remedy,strength,largest_sensitivity,held_out_log_loss", rows.get(0));
        assertEquals(16, rows.size());
        assertTrue(out.toString().contains("strength  largest  log-loss"), out.toString());
    }

    @Test
    void whatCannotBeAskedIsRefused() throws IOException {
        Path data = chain();
        for (List<String> wrong : List.of(
                List.of("--max-sensitivity", "1", "--max-sensitivity must be finite and above 1, got 1.0"),
                List.of("--holdout", "0.9", "--holdout must be a share from 0.01 to 0.5, got 0.9"),
                List.of(
                        "--by",
                        "magic",
                        "--by must be smooth, smooth-pairs, prior, cap, clip, drop, reweight or sets, got magic"),
                List.of(
                        "--pair",
                        "a,x",
                        "--pair must be two different items of the data, A,B; got a,x; there is no item x"),
                List.of(
                        "--prior",
                        "firth",
                        "--prior firth is of fit, audit and tip, not of mitigate: how its scores respond to a share hangs on a second"
                                + " derivative that couples all pairs; take --prior pseudo:0.5 or normal:2"))) {
            assertEquals(2, run("mitigate", data, wrong.get(0), wrong.get(1), "--quiet"), wrong.toString());
            assertEquals("teeter: " + wrong.get(2) + "\n", err.toString());
        }
        Path lost = file("lost.csv", "item1,item2,wins1,wins2", "a,b,3,0");
        assertEquals(3, run("mitigate", lost, "--quiet"));
    }
}
