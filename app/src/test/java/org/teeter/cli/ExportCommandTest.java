package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teeter.data.Counts;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.row.ParquetWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportCommandTest extends CommandFixture {

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path dpo(int rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < rows; k++) {
            text.append(
                    "{\"id\":%d,\"prompt\":\"p, \\\"%d\\\"\\n\",\"chosen\":[{\"role\":\"assistant\",\"content\":\"yes %d\"}],\"rejected\":[],\"chosen_score\":4.50,\"rejected_score\":1,\"meta\":{\"a\": null}}%n"
                            .formatted(k, k, k));
        }
        return file("dpo.jsonl", text.toString());
    }

    private Set<Long> changed(String into) throws IOException {
        Set<Long> rows = new HashSet<>();
        List<String> lines = Files.readAllLines(folder.resolve(into).resolve("changed.csv"));
        assertEquals("file,row,what", lines.get(0));
        lines.subList(1, lines.size()).forEach(line -> rows.add(Long.parseLong(line.split(",", -1)[1])));
        return rows;
    }

    @Test
    void smoothedRowsAreTurnedRoundAndTheOthersStay() throws IOException {
        Path original = dpo(2000);
        assertEquals(
                0, run("export", original, "--smooth", "0.1", "--out", folder.resolve("a"), "--quiet"), err.toString());
        Set<Long> changed = changed("a");
        assertEquals(200, changed.size(), 3 * Math.sqrt(2000 * 0.1 * 0.9)); // three standard deviations
        List<String> before = Files.readAllLines(original);
        List<String> after = Files.readAllLines(folder.resolve("a/dpo.jsonl"));
        assertEquals(before.size(), after.size());
        for (int k = 0; k < before.size(); k++) {
            JsonNode was = JsonMapper.shared().readTree(before.get(k));
            JsonNode is = JsonMapper.shared().readTree(after.get(k));
            boolean turned = changed.contains(k + 1L);
            assertEquals(was.propertyNames(), is.propertyNames());
            for (String name : was.propertyNames()) {
                String from = !turned
                        ? name
                        : name.startsWith("chosen")
                                ? name.replace("chosen", "rejected")
                                : name.replace("rejected", "chosen");
                assertEquals(was.get(from), is.get(name));
            }
        }
        assertTrue(after.get(0).contains("4.50"), after.get(0)); // numbers keep their letters
        JsonNode info = JsonMapper.shared().readTree(Files.readString(folder.resolve("a/dataset_info.json")));
        assertEquals("dpo.jsonl", info.at("/dpo/file_name").asString());
        assertTrue(info.at("/dpo/ranking").asBoolean());
        assertEquals("rejected", info.at("/dpo/columns/rejected").asString());
    }

    @Test
    void theSeedAndTheContentDecideAndNotTheOrder() throws IOException {
        Path original = dpo(500);
        assertEquals(0, run("export", original, "--smooth", "0.2", "--out", folder.resolve("a"), "--seed", "7"));
        assertEquals(0, run("export", original, "--smooth", "0.2", "--out", folder.resolve("b"), "--seed", "7"));
        assertEquals(-1, Files.mismatch(folder.resolve("a/dpo.jsonl"), folder.resolve("b/dpo.jsonl")));
        assertEquals(0, run("export", original, "--smooth", "0.2", "--out", folder.resolve("c"), "--seed", "8"));
        assertFalse(changed("a").equals(changed("c")));
        List<String> lines = new ArrayList<>(Files.readAllLines(original));
        Collections.shuffle(lines, new Random(1));
        Path shuffled = Files.write(folder.resolve("shuffled.jsonl"), lines);
        assertEquals(0, run("export", shuffled, "--smooth", "0.2", "--out", folder.resolve("d"), "--seed", "7"));
        assertEquals(
                new HashSet<>(Files.readAllLines(folder.resolve("a/dpo.jsonl"))),
                new HashSet<>(Files.readAllLines(folder.resolve("d/shuffled.jsonl"))));
    }

    @Test
    void labelsBecomeThoseOfTheOtherSideAndTiesStay() throws IOException {
        Path original = Path.of("../examples/arena-small.csv");
        assertEquals(0, run("export", original, "--smooth", "0.3", "--out", folder.resolve("a")), err.toString());
        List<String> before = Files.readAllLines(original);
        List<String> after = Files.readAllLines(folder.resolve("a/arena-small.csv"));
        Set<Long> changed = changed("a");
        assertTrue(changed.size() > 100);
        for (int k = 0; k < before.size(); k++) {
            String expected = !changed.contains(k + 1L)
                    ? before.get(k)
                    : before.get(k).endsWith("model_a")
                            ? before.get(k).replaceAll("model_a$", "model_b")
                            : before.get(k).replaceAll("model_b$", "model_a");
            assertEquals(expected, after.get(k));
            assertFalse(changed.contains(k + 1L) && before.get(k).contains("tie"));
        }
    }

    @Test
    void rowsOfAnAuditAreLeftOutAndPairsWeighted() throws IOException {
        Path original = Path.of("../examples/arena-small.csv");
        assertEquals(0, run("audit", original, "--quiet", "--rows", "2", "--out", folder.resolve("audit")));
        Path weights = file("weights.csv", "item_a,item_b,weight\nold-baseline,cedar,0.25\n");
        assertEquals(
                0,
                run(
                        "export",
                        original,
                        "--drop-rows",
                        folder.resolve("audit/rows.csv"),
                        "--weights",
                        weights,
                        "--format",
                        "jsonl",
                        "--out",
                        folder.resolve("a")),
                err.toString());
        List<String> after = Files.readAllLines(folder.resolve("a/arena-small.jsonl"));
        assertEquals(798, after.size());
        for (String line : after) {
            JsonNode row = JsonMapper.shared().readTree(line);
            Set<String> pair =
                    Set.of(row.get("model_a").asString(), row.get("model_b").asString());
            assertEquals(
                    pair.equals(Set.of("cedar", "old-baseline")) ? 0.25 : 1,
                    row.get("weight").doubleValue());
        }
    }

    @Test
    void softLabelsAreAColumn() throws IOException {
        assertEquals(
                0,
                run("export", dpo(3), "--smooth", "0.1", "--soft-labels", "--out", folder.resolve("a")),
                err.toString());
        for (String line : Files.readAllLines(folder.resolve("a/dpo.jsonl"))) {
            assertEquals(
                    0.9, JsonMapper.shared().readTree(line).get("label_soft").doubleValue());
        }
        assertEquals(Set.of(), changed("a"));
    }

    @Test
    void parquetStaysParquet() throws IOException {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("prompt", "VARCHAR");
        types.put("chosen", "STRUCT(role VARCHAR, content VARCHAR)[]");
        types.put("rejected", "STRUCT(role VARCHAR, content VARCHAR)[]");
        types.put("n", "BIGINT");
        Path lines = file("rows.jsonl", """
                {"prompt":"p","chosen":[{"role":"assistant","content":"yes\\n\\"x\\""}],"rejected":[{"role":"assistant","content":"no"}],"n":3}
                {"prompt":"q","chosen":[{"role":"assistant","content":"a"}],"rejected":[{"role":"assistant","content":"b"}],"n":null}
                """);
        Path parquet = folder.resolve("rows.parquet");
        ParquetWriter.write(lines, types, parquet);
        assertEquals(
                0,
                run("export", parquet, "--smooth", "0.25", "--soft-labels", "--out", folder.resolve("a")),
                err.toString());
        assertEquals(
                0,
                run(
                        "export",
                        folder.resolve("a/rows.parquet"),
                        "--smooth",
                        "0.25",
                        "--out",
                        folder.resolve("b"),
                        "--format",
                        "jsonl",
                        "--seed",
                        "3"),
                err.toString());
        List<String> after = Files.readAllLines(folder.resolve("b/rows.jsonl"));
        JsonNode second = JsonMapper.shared().readTree(after.get(1));
        assertEquals(0.75, second.get("label_soft").doubleValue());
        assertTrue(second.get("n").isNull());
        assertTrue(after.get(0).contains("yes\\n\\\"x\\\""), after.get(0));
    }

    @Test
    void refusesWhatCannotBeExported() throws IOException {
        Path into = folder.resolve("a");
        assertEquals(2, run("export", dpo(1), "--out", into));
        assertEquals(2, run("export", dpo(1), "--smooth", "0.5", "--out", into));
        assertEquals(2, run("export", dpo(1), "--smooth", "0.1", "--out", folder));
        assertTrue(err.toString().contains("originals stay as they are"), err.toString());
        Path counts = file("counts.csv", "item1,item2,wins1,wins2\na,b,3,4\n");
        assertEquals(2, run("export", counts, "--smooth", "0.1", "--out", into));
        assertTrue(err.toString().contains("these are read as counted: item1, item2, wins1, wins2"), err.toString());
        Path table = file("drop.csv", "file,row\n" + counts + ",9\n");
        assertEquals(2, run("export", counts, "--drop-rows", table, "--out", into));
        assertTrue(err.toString().contains("there is no row 9 to leave out"), err.toString());
        assertFalse(Files.exists(into));
    }

    /** What mitigate says pair by pair, done to the rows: of the two bridges' votes alone some are turned round, and as many as it says. */
    @Tag("slow")
    @Test
    void pairsAreSmoothedAsMitigateSays() throws IOException {
        Path said = folder.resolve("said");
        assertEquals(
                0,
                run("mitigate", "../examples/arena-small.csv", "--by", "smooth-pairs", "--out", said, "--quiet"),
                err::toString);
        Path soft = folder.resolve("soft");
        assertEquals(
                2,
                run(
                        "export",
                        "../examples/arena-small.csv",
                        "--smooth-pairs",
                        said.resolve("changes.csv"),
                        "--soft-labels",
                        "--out",
                        soft));
        assertTrue(err.toString().contains("soft labels are the probability of a chosen text"), err.toString());
        double turned = 0;
        int seeds = 40;
        for (int seed = 1; seed <= seeds; seed++) {
            Path to = folder.resolve("to" + seed);
            assertEquals(
                    0,
                    run(
                            "export",
                            "../examples/arena-small.csv",
                            "--smooth-pairs",
                            said.resolve("changes.csv"),
                            "--seed",
                            seed,
                            "--out",
                            to,
                            "--quiet"),
                    err::toString);
            List<String> before = Files.readAllLines(Path.of("../examples/arena-small.csv"));
            List<String> after = Files.readAllLines(to.resolve("arena-small.csv"));
            for (int k = 0; k < before.size(); k++) {
                if (!before.get(k).equals(after.get(k))) {
                    assertTrue(before.get(k).contains("old-baseline"), before.get(k));
                    turned++;
                }
            }
        }
        assertTrue(
                turned / seeds < 12 && turned / seeds > 2,
                turned + " in " + seeds); // 3.4 % of 200 votes are 6.8, copies together
        assertEquals(
                2,
                run(
                        "export",
                        "../examples/arena-small.csv",
                        "--smooth-pairs",
                        "../examples/baseball.csv",
                        "--out",
                        soft));
        assertTrue(
                err.toString()
                        .contains(
                                "the table needs the columns remedy,item1,item2,wins1_before,wins2_before,wins1_after"),
                err.toString());
    }

    private static Reading read(Path file) {
        return PreferenceFiles.read(List.of(file), ReadOptions.defaults());
    }

    private static Counts counts(Path file) {
        return ((Reading.Judgements) read(file)).counts();
    }

    /** Games become votes, with what the rows say besides; the list says which rows are not as they were. */
    @Test
    void anyPairsBecomeArenaRowsWithTheirOtherColumns() throws IOException {
        Path games = file(
                "games.csv",
                "date,white,black,result,place\n2020,Ann,Bob,1-0,\"Rome, It.\"\n2021,Bob,Ann,1/2-1/2,Bonn\n2022,Cem,Ann,0-1,Bonn\n");
        byte[] before = Files.readAllBytes(games);
        Path copies = folder.resolve("arena");
        assertEquals(0, run("export", games, "--format", "arena", "--out", copies, "--quiet"), err.toString());
        assertEquals(
                "model_a,model_b,winner,date,place\nAnn,Bob,model_a,2020,\"Rome, It.\"\nBob,Ann,tie,2021,Bonn\nCem,Ann,model_b,2022,Bonn\n",
                Files.readString(copies.resolve("games.csv")));
        assertEquals(List.of("file,row,what"), Files.readAllLines(copies.resolve("changed.csv")));
        assertEquals(counts(games), counts(copies.resolve("games.csv")));
        assertArrayEquals(before, Files.readAllBytes(games));
    }

    @Test
    void countsBecomeArenaRowsThatWeigh() throws IOException {
        Path sums = file("sums.csv", "item1,item2,wins1,wins2,ties,where\na,b,3,1,2,x\nb,c,1,0,0,y\nc,a,4,5,0,z\n");
        Path copies = folder.resolve("arena");
        assertEquals(0, run("export", sums, "--format", "arena", "--out", copies, "--quiet"), err.toString());
        assertEquals(
                "model_a,model_b,winner,weight,where\na,b,model_a,3,x\na,b,model_b,1,x\na,b,tie,2,x\nb,c,model_a,1,y\nc,a,model_a,4,z\nc,a,model_b,5,z\n",
                Files.readString(copies.resolve("sums.csv")));
        Counts before = counts(sums);
        Counts after = counts(copies.resolve("sums.csv"));
        assertEquals(3, after.edges());
        for (int e = 0; e < 3; e++) {
            assertEquals(
                    List.of(before.wins(e), before.losses(e), before.ties(e)),
                    List.of(after.wins(e), after.losses(e), after.ties(e)));
        }
    }

    @Test
    void treatedArenaRowsSayWhatBecameOfThem() throws IOException {
        Path votes = file("votes.csv", "left,right,vote,id\na,b,left,1\nb,c,right,2\na,c,tie,3\na,c,skip,4\n");
        Path drop = file("drop.csv", "file,row\n" + votes + ",2\n");
        Path copies = folder.resolve("arena");
        assertEquals(
                0,
                run(
                        "export",
                        votes,
                        "--format",
                        "arena",
                        "--label",
                        "skip=skip",
                        "--drop-rows",
                        drop,
                        "--smooth",
                        "0.4999",
                        "--seed",
                        "4",
                        "--out",
                        copies,
                        "--quiet"),
                err.toString());
        List<String> changed = Files.readAllLines(copies.resolve("changed.csv"));
        assertTrue(changed.contains(votes + ",2,dropped"), changed.toString());
        assertTrue(changed.contains(votes + ",5,without a vote"), changed.toString());
        boolean turned = changed.contains(votes + ",3,flipped");
        assertEquals(
                List.of("model_a,model_b,winner,id", "b,c,model_" + (turned ? "a" : "b") + ",2", "a,c,tie,3"),
                Files.readAllLines(copies.resolve("votes.csv")));
    }

    @Test
    void whatArenaRowsCannotSayIsRefused() throws IOException {
        Path texts = file("texts.jsonl", "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}\n");
        assertEquals(2, run("export", texts, "--format", "arena", "--out", folder.resolve("x"), "--quiet"));
        assertTrue(
                err.toString()
                        .contains(
                                "arena rows are judgements of pairs of options that have names, and these are read as"),
                err.toString());
        Path strong = file("strong.csv", "model_a,model_b,winner\na,b,A>>B\n");
        assertEquals(2, run("export", strong, "--format", "arena", "--out", folder.resolve("x"), "--quiet"));
        assertTrue(err.toString().contains("strong.csv:2: the judgement counts 3 times"), err.toString());
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void pairsAndRankingsBecomePrefLib() throws IOException {
        Path copies = folder.resolve("preflib");
        Path votes = file("votes.csv", "model_a,model_b,winner\nx,y,model_a\nx,y,model_b\ny,z,tie\nx,y,model_a\n");
        assertEquals(0, run("export", votes, "--format", "preflib", "--out", copies, "--quiet"), err.toString());
        assertEquals("""
                # FILE NAME: votes.toi
                # DATA TYPE: toi
                # NUMBER ALTERNATIVES: 3
                # NUMBER VOTERS: 4
                # NUMBER UNIQUE ORDERS: 3
                # ALTERNATIVE NAME 1: x
                # ALTERNATIVE NAME 2: y
                # ALTERNATIVE NAME 3: z
                2: 1,2
                1: 2,1
                1: {2,3}
                """, Files.readString(copies.resolve("votes.toi")));
        Path ballots = file(
                "ballots.jsonl",
                "{\"ranking\":[\"c\",[\"a\",\"b\"]]}\n{\"ranking\":[\"a\",\"b\"]}\n{\"ranking\":[\"c\",[\"a\",\"b\"]]}\n");
        assertEquals(0, run("export", ballots, "--format", "preflib", "--out", copies, "--quiet"), err.toString());
        assertEquals(
                ((Reading.Ballots) read(ballots)).rankings(),
                ((Reading.Ballots) read(copies.resolve("ballots.toi"))).rankings());
        Path complete = file("complete.soc", "3\n1,a\n2,b\n3,c\n5,5,2\n3,1\n2,2,3,1\n");
        assertEquals(0, run("export", complete, "--format", "preflib", "--out", copies, "--quiet"), err.toString());
        assertEquals(
                ((Reading.Ballots) read(complete)).rankings(),
                ((Reading.Ballots) read(copies.resolve("complete.soc"))).rankings());
        assertEquals(2, run("export", votes, "--format", "preflib", "--smooth", "0.1", "--out", copies, "--quiet"));
        assertTrue(err.toString().contains("a PrefLib file has no rows to treat"), err.toString());
    }
}
