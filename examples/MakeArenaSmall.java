import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes arena-small.csv, a synthetic arena log with a known answer: java examples/MakeArenaSmall.java examples/arena-small.csv
 *
 * <p>Six models play each other 40 times. Beside them stand "old-baseline", which lost 98 of 100 games to "cedar", and "newcomer",
 * which won 98 of 100 games against "old-baseline" and met nobody else. Both of these comparisons are bridges, so by the paper's
 * Eq. (3) and (4) the never-played game cedar against newcomer is predicted at exactly p = .98 * .02 / (.98 * .02 + .02 * .98) = 1/2
 * with sensitivity .25 / (.98 * .02) = 12.755 to each of them.
 *
 * <p>arena-small.parquet holds the same rows, as DuckDB writes them: COPY (SELECT * FROM read_csv('arena-small.csv')) TO
 * 'arena-small.parquet' (FORMAT parquet, COMPRESSION zstd)
 */
public final class MakeArenaSmall {
    private static final String[] CORE = {"aspen", "birch", "cedar", "elm", "fir", "hazel"};
    private static final double[] STRENGTH = {0.6, 0.2, 0.5, -0.3, -0.8, -0.2};

    public static void main(String[] args) throws IOException {
        Random random = new Random(20261121); // its algorithm is specified, so every JDK draws the same
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < CORE.length; i++) {
            for (int j = i + 1; j < CORE.length; j++) {
                for (int game = 0; game < 40; game++) {
                    rows.add(game(random, CORE[i], CORE[j], STRENGTH[i] - STRENGTH[j]));
                }
            }
        }
        for (int game = 0; game < 100; game++) {
            rows.add(row(random, "cedar", "old-baseline", game < 98 ? "first" : "second"));
            rows.add(row(random, "newcomer", "old-baseline", game < 98 ? "first" : "second"));
        }
        Collections.shuffle(rows, random);
        rows.add(0, "model_a,model_b,winner");
        Files.write(Path.of(args[0]), rows);
    }

    private static String game(Random random, String i, String j, double advantage) {
        double u = random.nextDouble();
        if (u < 0.12) {
            return row(random, i, j, "tie");
        }
        if (u < 0.16) {
            return row(random, i, j, "tie (bothbad)");
        }
        return row(random, i, j, random.nextDouble() < 1 / (1 + Math.exp(-advantage)) ? "first" : "second");
    }

    /** Which of the two is shown on the left is decided by a coin. */
    private static String row(Random random, String i, String j, String outcome) {
        boolean swapped = random.nextBoolean();
        String winner =
                switch (outcome) {
                    case "first" -> swapped ? "model_b" : "model_a";
                    case "second" -> swapped ? "model_a" : "model_b";
                    default -> outcome;
                };
        return (swapped ? j + "," + i : i + "," + j) + "," + winner;
    }
}
