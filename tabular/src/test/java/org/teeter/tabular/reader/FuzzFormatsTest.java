package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.bytes.InputException;

/**
 * Tables of cells that nobody would write mean the same in every format, the rows that are left out included; and Parquet files with
 * changed bytes are read or refused. {@code -Dteeter.fuzz=100000} tries a twentieth and a tenth of so many.
 */
class FuzzFormatsTest {
    private static final int CASES = Integer.getInteger("teeter.fuzz", 250);
    private static final List<List<String>> HEADERS = List.of(
            List.of("left", "right", "winner"),
            List.of("model_a", "model_b", "winner", "weight"),
            List.of("item1", "item2", "wins1", "wins2", "ties"),
            List.of("model_a", "model_b", "winner_model_a", "winner_model_b", "winner_tie"),
            List.of("winner", "loser", "weight"),
            List.of("chosen_model", "rejected_model"),
            List.of("prompt", "chosen", "rejected"),
            List.of("chosen", "rejected"),
            List.of("1st", "2nd", "3rd", "weight"),
            List.of("voter", "item", "rank"),
            List.of("apple", "pear", "plum"),
            List.of("ranking", "weight"));
    private static final String[] CELLS = {
        "",
        " ",
        "x",
        "y",
        "z",
        " x",
        "x ",
        "X",
        "left",
        "right",
        "tie",
        "model_a",
        "tie (bothbad)",
        "1",
        "0",
        "2",
        "0.5",
        "1e-400",
        "1e308",
        "5e-324",
        "1e-20",
        "1e20",
        "1.0001e20",
        "1e309",
        "NaN",
        "Infinity",
        "-1",
        "-0",
        "0x1p3",
        "1,5",
        "3.0",
        "9007199254740992",
        "9007199254740993",
        "2.9999999999999999999",
        "true",
        "null",
        "NA",
        "\"",
        "\"\"",
        "a\"b",
        "a,b",
        "a;b",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "\\",
        "\\n",
        "{\"a\":1}",
        "[1]",
        "=1+1",
        "@x",
        "\u202Ex",
        "x\u200B",
        "\u200Bx",
        "\uFEFFx",
        "\u00a0x",
        "x\u0001",
        "x\u007f",
        "日本",
        "🦙",
        "e\u0301",
        "é",
        "\uFFFF",
        "x\u2028y",
        "\n\nHuman: q\n\nAssistant: a",
        "\n\nHuman: q\n\nAssistant: b"
    };

    @TempDir
    private Path folder;

    private static Table table(Random random) {
        List<String> header = HEADERS.get(random.nextInt(HEADERS.size()));
        List<List<String>> rows = new ArrayList<>();
        for (int k = random.nextInt(6); k >= 0; k--) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < header.size(); c++) {
                // Half of the cells are ordinary, or few rows would ever be good.
                boolean odd = random.nextInt(header.size() + 2) == 0;
                row.add(odd ? CELLS[random.nextInt(CELLS.length)] : ordinary(header.get(c), random));
            }
            rows.add(row);
        }
        return new Table(header, Set.of(), rows);
    }

    private static String ordinary(String column, Random random) {
        return switch (column) {
            case "winner" -> "tie";
            case "weight" -> random.nextBoolean() ? "1" : "0.25";
            case "wins1", "wins2", "ties" -> Integer.toString(random.nextInt(3));
            case "winner_model_a" -> "1";
            case "winner_model_b", "winner_tie" -> "0";
            case "apple", "pear", "plum", "rank" -> Integer.toString(1 + random.nextInt(3));
            case "ranking" -> random.nextBoolean() ? "a > b = c" : "[\"c\", [\"a\"]]";
            case "1st", "2nd", "3rd" -> column + random.nextInt(3);
            default -> column.charAt(0) + "-" + random.nextInt(4);
        };
    }

    /** What a file says with its bad rows left out: its counts or profile, and how many rows those were; nothing if it is refused. */
    private static Optional<List<Object>> said(Path file) {
        try (Reading read =
                PreferenceFiles.read(List.of(file), ReadOptions.defaults().skippingBadRows())) {
            Object what = read instanceof Reading.Judgements judgements
                    ? judgements.counts()
                    : read instanceof Reading.Ballots ballots
                            ? ballots.rankings()
                            : ((Reading.Unshared) read).profile();
            return Optional.of(List.of(what, read.sources().get(0).rejected()));
        } catch (InputException e) {
            assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
            return Optional.empty();
        }
    }

    @Test
    void tablesMeanTheSameInEveryFormat() {
        Inputs inputs = new Inputs(folder);
        int understood = 0;
        for (int seed = 0; seed < Math.max(1, CASES / 20); seed++) {
            Random random = new Random(seed);
            Table table = table(random);
            String what = "seed " + seed + ": " + table.rows();
            Optional<List<Object>> said = said(inputs.text("a.csv", table.delimited(',', random)));
            understood += said.isPresent() ? 1 : 0;
            for (int k = 0; k < 4; k++) {
                Path file = table.text(inputs, "a" + k, random);
                assertEquals(said, said(file), what + " as " + file);
            }
            List<String> types = Collections.nCopies(table.columns().size(), "VARCHAR");
            String options = ", COMPRESSION " + (random.nextBoolean() ? "ZSTD" : "SNAPPY");
            assertEquals(said, said(table.parquet(folder.resolve("a.parquet"), types, options)), what + " as Parquet");
        }
        assertTrue(understood > 0, "no table was read");
    }
}
