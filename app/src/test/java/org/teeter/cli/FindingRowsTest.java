package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** {@code rows.csv}: the rows that the worst findings hang on, and what one of their votes does. */
class FindingRowsTest extends CommandFixture {
    private static final String ARENA = "../examples/arena-small.csv";

    private List<String[]> rows(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of("audit", "--quiet", "--out", folder.resolve("out")));
        all.addAll(List.of(words));
        assertEquals(0, run(all.toArray()), err.toString());
        List<String> lines = Files.readAllLines(folder.resolve("out/rows.csv"));
        assertEquals("file,row,item_a,item_b,outcome,target_i,target_j,effect,drop_effect,flip_effect", lines.get(0));
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split(",", -1))
                .toList();
    }

    private double prediction(Path file, String i, String j) throws IOException {
        Path into = folder.resolve("again");
        assertEquals(0, run("audit", file, "--quiet", "--out", into, "--targets", i + "," + j, "--rows", "0"));
        assertFalse(Files.exists(into.resolve("rows.csv")));
        return JsonMapper.shared()
                .readTree(Files.readString(into.resolve("audit.json")))
                .at("/targets/0/p")
                .doubleValue();
    }

    @Test
    void effectsAreThoseOfTheChangedFile() throws IOException {
        List<String[]> rows = rows(ARENA);
        assertEquals(100, rows.size()); // all findings hang on one pair
        List<String> lines = Files.readAllLines(Path.of(ARENA));
        Set<String> outcomes = rows.stream().map(row -> row[4]).collect(Collectors.toSet());
        assertEquals(Set.of("a", "b"), outcomes);
        for (String outcome : outcomes) {
            String[] row = rows.stream()
                    .filter(candidate -> candidate[4].equals(outcome))
                    .findFirst()
                    .orElseThrow();
            int line = Integer.parseInt(row[1]) - 1;
            String found = lines.get(line);
            assertTrue(found.contains(row[2]) && found.contains(row[3]), found);
            double before = prediction(Path.of(ARENA), row[5], row[6]);
            List<String> dropped = new ArrayList<>(lines);
            dropped.remove(line);
            Path changed = Files.write(folder.resolve("changed.csv"), dropped);
            assertEquals(prediction(changed, row[5], row[6]) - before, Double.parseDouble(row[8]), 1e-9);
            List<String> flipped = new ArrayList<>(lines);
            flipped.set(
                    line,
                    found.endsWith("model_a")
                            ? found.replaceAll("model_a$", "model_b")
                            : found.replaceAll("model_b$", "model_a"));
            Files.write(changed, flipped);
            double actual = prediction(changed, row[5], row[6]) - before;
            assertEquals(actual, Double.parseDouble(row[9]), 1e-9);
            assertEquals(Math.signum(actual), Math.signum(Double.parseDouble(row[7])));
        }
    }

    @Test
    void eachKindOfVoteHasItsPartOfTheRows() throws IOException {
        List<String[]> rows = rows(ARENA, "--rows", "10");
        assertEquals(10, rows.size());
        assertEquals(2, rows.stream().filter(row -> row[4].equals("b")).count()); // there are no more
    }

    @Test
    void saysWhyThereAreNone() throws IOException {
        Path ballots = Files.writeString(folder.resolve("r.csv"), "rank1,rank2,rank3\na,b,c\nb,a,c\nc,a,b\nb,c,a\n");
        Path into = folder.resolve("out");
        assertEquals(
                0, run("audit", ballots, "--quiet", "--targets", "all", "--rows", "5", "--out", into), err.toString());
        assertFalse(Files.exists(into.resolve("rows.csv")));
        assertTrue(Files.readString(into.resolve("audit.json"))
                .contains("There is no rows.csv: it names the rows of whole"));
    }
}
