package org.teeter.tabular.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.reader.Table;

/** The scanner against another reader of CSV, and against itself with smaller windows. */
class DelimitedScannerTest {
    private static final String[] PIECES = {
        "a",
        "bc",
        "12345678",
        "é",
        "日本",
        "🦙",
        " ",
        ",",
        ",",
        ",",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        "\t",
        ";",
        "'",
        "\u0001"
    };

    @Test
    void agreesWithFastCsvOnTablesOfAnyContent() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int columns = 1 + random.nextInt(5);
            List<List<String>> rows = new ArrayList<>();
            for (int k = 0; k < 1 + random.nextInt(40); k++) {
                List<String> row = new ArrayList<>();
                for (int c = 0; c < columns; c++) {
                    row.add(text(random, random.nextInt(8)));
                }
                rows.add(row);
            }
            String csv = new Table(rows.get(0), java.util.Set.of(), rows.subList(1, rows.size()))
                    .delimited(',', random)
                    .replace("\uFEFF", "");
            List<String> expected = new ArrayList<>();
            try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
                reader.forEach(each -> expected.add(each.getFields().toString()));
            }
            assertEquals(expected, fields(csv, 1 << 10, Integer.MAX_VALUE), "seed " + seed);
        }
    }

    @Test
    void windowsAndReadsOfAnySizeGiveTheSame() throws IOException {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = text(random, random.nextInt(120)).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String whole = scan(bytes, 1 << 12, Integer.MAX_VALUE);
            for (int size = 1; size < 40; size += 1 + random.nextInt(7)) {
                assertEquals(whole, scan(bytes, size, 1 + random.nextInt(5)), "seed " + seed + ", window " + size);
            }
        }
    }

    @Test
    void partsAreTheRowsThatTheScannerFinds() throws IOException {
        int parts = 0;
        for (int seed = 0; seed < 6_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = text(random, random.nextInt(120)).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0);
            }
            String whole = scan(bytes, 1 << 12, Integer.MAX_VALUE);
            for (int size = 1; size < 100; size += 1 + random.nextInt(20)) {
                DelimitedScanner scanner =
                        new DelimitedScanner(new Window(slowly(bytes, 1 + random.nextInt(50)), 64, 1 << 20));
                scanner.peek((byte) ',');
                WindowParts taken = scanner.parts(size);
                StringBuilder all = new StringBuilder();
                boolean more = true;
                while (more) {
                    Optional<Window.Piece> part = taken.next();
                    if (part.isPresent()) {
                        DelimitedScanner own = scanner.of(new Window(part.get()));
                        while (own.next()) {
                            tell(own, scanner.line() - 1, all);
                        }
                        scanner.pass(own.line() - 1);
                        taken.giveBack(part.get());
                        parts++;
                    } else {
                        more = scanner.next();
                        tell(scanner, 0, more ? all : new StringBuilder());
                    }
                }
                assertEquals(whole, all.toString(), "seed " + seed + ", parts of " + size);
            }
        }
        assertTrue(parts > 50_000, parts + " parts");
    }

    @Test
    void noByteIsLostWhateverIsBroken() throws IOException {
        for (int seed = 0; seed < 500; seed++) {
            String text = text(new Random(seed), 60);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            DelimitedScanner scanner =
                    new DelimitedScanner(new Window(new ByteArrayInputStream(bytes), 1 << 12, 1 << 12));
            scanner.peek((byte) ',');
            StringBuilder read = new StringBuilder();
            while (scanner.next()) {
                read.append(new String(
                        scanner.buffer(), scanner.start(), scanner.end() - scanner.start(), StandardCharsets.UTF_8));
            }
            assertEquals(text.replaceAll("[\r\n]", ""), read.toString().replaceAll("[\r\n]", ""), "seed " + seed);
        }
    }

    @Test
    void aRowThatIsTooLongIsNamedAndPassedOver() throws IOException {
        String csv = "a,b\nx,y\n" + "z".repeat(200) + ",y\nu,v\n\"" + "w\n".repeat(100) + "\n";
        DelimitedScanner scanner = new DelimitedScanner(
                new Window(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), 16, 64));
        scanner.peek((byte) ',');
        List<String> problems = new ArrayList<>();
        int rows = 0;
        while (scanner.next()) {
            rows++;
            if (!scanner.problem().isEmpty()) {
                problems.add(scanner.row() + ": " + scanner.problem());
            }
        }
        assertEquals(
                List.of(
                        "3: the line is longer than 16 MiB; is this the right file?",
                        "5: the row is longer than 16 MiB; is a quote missing?"),
                problems);
        assertEquals(5 + 99, rows);
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < pieces; k++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** The fields of each row; asserts that none is broken. */
    private static List<String> fields(String csv, int window, int read) throws IOException {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        DelimitedScanner scanner = new DelimitedScanner(new Window(slowly(bytes, read), window, 1 << 20));
        scanner.peek((byte) ',');
        List<String> rows = new ArrayList<>();
        while (scanner.next()) {
            assertTrue(scanner.problem().isEmpty(), scanner.problem());
            rows.add(fields(scanner).toString());
        }
        return rows;
    }

    private static List<String> fields(DelimitedScanner scanner) {
        List<String> fields = new ArrayList<>();
        for (int f = 0; f < scanner.fields(); f++) {
            int length = scanner.to(f) - scanner.from(f);
            String field = new String(scanner.buffer(), scanner.from(f), length, StandardCharsets.UTF_8);
            fields.add(scanner.isEscaped(f) ? field.replace("\"\"", "\"") : field);
        }
        return fields;
    }

    /** Everything that the scanner says, broken or not. */
    private static String scan(byte[] bytes, int window, int read) throws IOException {
        DelimitedScanner scanner = new DelimitedScanner(new Window(slowly(bytes, read), window, 1 << 20));
        scanner.peek((byte) ',');
        StringBuilder all = new StringBuilder();
        while (scanner.next()) {
            tell(scanner, 0, all);
        }
        return all.toString();
    }

    private static void tell(DelimitedScanner scanner, long lines, StringBuilder all) {
        String shown = scanner.problem().isEmpty() ? fields(scanner).toString() : scanner.problem();
        all.append(lines + scanner.row())
                .append(shown)
                .append(scanner.end() - scanner.start())
                .append('\n');
    }

    /** A stream that gives at most so many bytes at a time. */
    private static InputStream slowly(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(most, length));
            }
        };
    }
}
