package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judgements that a file holds twice: as it is joined to itself, row by row, or from both sides. */
class EchoTest {
    private static final String TWICE = ", so that their judgements count twice; leave them out if they were made once";
    private static final String SIDES =
            "there twice, once from either side, with the two options exchanged and the same end" + TWICE;

    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(3);

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private List<String> notes(String name, String header, List<String> rows) {
        Path file = inputs.text(name, header + "\n" + String.join("\n", rows) + "\n");
        return Inputs.source(Inputs.judgements(file)).notes();
    }

    private List<String> games(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> {
                    int a = random.nextInt(6);
                    int b = (a + 1 + random.nextInt(5)) % 6;
                    return "m" + a + ",m" + b + ","
                            + List.of("model_a", "model_b", "tie").get(random.nextInt(3));
                })
                .toList();
    }

    private static String otherSide(String row) {
        String[] of = row.split(",", -1);
        String end = of[2].equals("tie") ? "tie" : of[2].equals("model_a") ? "model_b" : "model_a";
        return of[1] + "," + of[0] + "," + end;
    }

    private static List<String> doubled(List<String> rows) {
        List<String> all = new ArrayList<>(rows);
        all.addAll(rows);
        return all;
    }

    @Test
    void gamesFromBothSides() {
        String header = "model_a,model_b,winner";
        List<String> games = games(40);
        List<String> steps =
                games.stream().flatMap(game -> Stream.of(game, otherSide(game))).toList();
        assertEquals(List.of("each row is " + SIDES), notes("steps.csv", header, steps));
        List<String> halves = new ArrayList<>(games);
        games.forEach(game -> halves.add(otherSide(game)));
        assertEquals(List.of("each row is " + SIDES), notes("halves.csv", header, halves));
        List<String> many = games(600).stream()
                .flatMap(game -> Stream.of(game, otherSide(game)))
                .toList();
        assertEquals(List.of("of the first 1000 rows each is " + SIDES), notes("many.csv", header, many));
        List<String> judgedTwice = games.stream()
                .flatMap(game -> Stream.of(game, otherSide(game).replaceFirst("[^,]*$", "tie")))
                .toList();
        assertEquals(List.of(), notes("twice.csv", header, judgedTwice));
    }

    /** A table of who beat whom has each pair in two places. */
    @Test
    void countsOfBothSides() {
        List<String> same = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < 5; b++) {
                if (a != b) {
                    same.add("m" + a + ",m" + b + "," + (7 * a + b) + "," + (7 * b + a));
                    other.add("m" + a + ",m" + b + "," + (7 * a + b) + "," + (5 * b + 2 * a));
                }
            }
        }
        assertEquals(List.of("each row is " + SIDES), notes("same.csv", "item1,item2,wins1,wins2", same));
        assertEquals(List.of(), notes("other.csv", "item1,item2,wins1,wins2", other));
    }

    @Test
    void rowsThatFollowThemselves() {
        List<String> rows = IntStream.range(0, 20)
                .mapToObj(k -> k + ",x" + k % 3 + ",y" + k % 2)
                .flatMap(row -> Stream.of(row, row))
                .toList();
        assertEquals(
                List.of("each row is there twice, one after the other" + TWICE),
                notes("rows.csv", "id,winner,loser", rows));
    }

    /** Beyond the rows that are looked at as they come; whatever the format. */
    @Test
    void aLongFileThatWasJoinedToItself() {
        String header = "model_a,model_b,winner";
        List<String> games = games(1500);
        String said = "the second 1,500 rows are the first once more" + TWICE;
        assertEquals(List.of(said), notes("long.csv", header, doubled(games)));
        Path votes = inputs.parquet(
                "long.parquet",
                "SELECT 'm' || (k * 7 % 5) AS winner, 'n' || (k * 11 % 3) AS loser, k AS id"
                        + " FROM (SELECT unnest(range(1500)) AS k UNION ALL SELECT unnest(range(1500)))");
        assertTrue(Inputs.source(Inputs.judgements(votes)).notes().contains(said));
        List<String> sorted = new ArrayList<>(doubled(games));
        sorted.sort(null);
        assertEquals(List.of(), notes("sorted.csv", header, sorted)); // may be so by chance
        List<String> others = new ArrayList<>(doubled(games));
        others.set(1700, games.get(3));
        assertEquals(List.of(), notes("others.csv", header, others));
    }
}
