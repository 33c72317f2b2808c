package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Ties;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Covariate;
import org.teeter.tabular.meaning.Decay;

/** Several who count come to the same as one: counts, notes, rejected rows and refusals, whatever is in the file and wherever it is cut. */
class PartReadingTest {
    private static final String HEADER = "model_a,model_b,winner,judge,day,length,extra\n";
    private static final List<String> LABELS = List.of("model_a", "model_b", "tie", "tie (bothbad)", "a", "b", "A>B");

    @TempDir
    private Path folder;

    /** Rows that are in order, and so many that parts are taken behind them. */
    private static StringBuilder plain(boolean json) {
        StringBuilder rows = new StringBuilder(json ? "" : HEADER);
        for (int k = 0; k < 1_000; k++) {
            rows.append(row(json, "m" + k % 7, "n" + k % 5, LABELS.get(k % 4), "j" + k % 3));
        }
        return rows;
    }

    private static String row(boolean json, String a, String b, String label, String judge) {
        String day = "2026-01-0" + (1 + judge.length() % 7);
        int length = judge.hashCode() % 10;
        return json
                ? String.format(
                        Locale.ROOT,
                        "{\"model_a\":\"%s\",\"model_b\":\"%s\",\"winner\":\"%s\",\"judge\":\"%s\",\"day\":\"%s\",\"length\":%d}\n",
                        a,
                        b,
                        label,
                        judge,
                        day,
                        length)
                : String.join(",", a, b, label, judge, day, String.valueOf(length), "1\n");
    }

    /** Nothing is drawn that makes a row bad unless {@code bad}. */
    private static byte[] hostile(Random random, boolean json, boolean bad) {
        StringBuilder rows = plain(json);
        int count = 50 + random.nextInt(400);
        for (int k = 0; k < count; k++) {
            String a = "m" + random.nextInt(9);
            String b = "n" + random.nextInt(9);
            String label = LABELS.get(random.nextInt(random.nextInt(20) == 0 ? LABELS.size() : 4));
            String judge = "j" + random.nextInt(40);
            String row = row(json, a, b, label, judge);
            int kind = random.nextInt(bad ? 40 : 20);
            rows.append(json ? json(kind, random, row) : csv(kind, random, row, a));
        }
        rows.append(random.nextInt(4) == 0 ? row(json, "a", "m1", "model_a", "j") : "");
        String text = rows.toString();
        if (random.nextInt(3) == 0) {
            text = "\uFEFF" + text;
        }
        if (random.nextInt(3) == 0) {
            text = text.replace("\n", "\r\n");
        }
        if (random.nextInt(3) == 0) {
            text = text.strip();
        }
        return text.getBytes(
                StandardCharsets.ISO_8859_1.newEncoder().canEncode(text) && random.nextInt(4) == 0 && bad
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8);
    }

    private static String csv(int kind, Random random, String row, String name) {
        return switch (kind) {
            case 0 -> row.replace(name, "\"" + name + "\"");
            case 1 -> row.replace(name, "\"" + name + "\n\n second \"\"line\"\"\"");
            case 2 -> row.replace(name, name + "\"x\"");
            case 3 -> row.replace(",1\n", ",\"" + ",\n".repeat(random.nextInt(5)) + "\"\n");
            case 4 -> "\n\n" + row;
            case 5 -> row.replace("\n", "\r");
            case 6 -> row.replace(name, " " + name + " ");
            case 7 -> row.replace(name, "é" + name);
            case 8 -> row.replace("tie", " tie ");
            case 20 -> row.replace(",1\n", "\n");
            case 21 -> row.replace("model_a", "nobody");
            case 22 -> row.replace(name, "\0" + name);
            case 23 -> row.replace(name, "\"" + name + "\"x");
            case 24 -> row.replace(name, "\"" + name);
            case 25 -> HEADER;
            case 26 -> row.replace(name, "\u00FF\u00E9");
            case 27 -> row.replace(name, "n1");
            case 28 -> row.replace(",1\n", ",\"\n\0\n\"" + ",\n".repeat(random.nextInt(3)));
            case 29 -> "x,".repeat(random.nextInt(3) == 0 ? 17_000 : 7) + "\"\n\n\"\n";
            case 30 -> row.replace(name, random.nextBoolean() ? "" : "\"\"");
            default -> row;
        };
    }

    private static String json(int kind, Random random, String row) {
        String late = "late" + random.nextInt(6);
        return switch (kind) {
            case 0 -> row.replace("}", ",\"" + late + "\":[1,{\"a\":\"}\\n\"}]}");
            case 1 -> "\n \n" + row;
            case 2 -> row.replace("m1", "\\u00e9\\n\\\"");
            case 3 -> row.replace("}", ",\"note\":\"" + "x".repeat(random.nextInt(300)) + "\"}");
            case 4 -> row.replace("\"model_a\":\"m", "\"model_a\":\" m");
            case 20 -> row.replace("}", "");
            case 21 -> row.replace("}", ",\"weight\":2}");
            case 22 -> row.replace("\n", "{}\n");
            case 23 -> "[1]\n";
            case 24 -> row.replace("}", ",\"model_a\":\"m\"}");
            case 25 -> row.replace("{", "{\n");
            case 26 -> row.replace("m1", "\u00FF");
            case 27 -> row.replace("model_b", "model_c");
            case 28 -> row.replace("tie", "nobody");
            case 29 -> row.replace("n1", "\\ud83d");
            default -> row;
        };
    }

    private static ReadOptions options(Random random) {
        ReadOptions options = ReadOptions.defaults();
        options = random.nextBoolean() ? options.skippingBadRows() : options;
        options = random.nextInt(4) == 0 ? options.withColumn(Role.RATER, "judge") : options;
        options = random.nextInt(4) == 0 ? options.withCovariate(Covariate.parse("length")) : options;
        options = random.nextInt(4) == 0 ? options.keepingCounts() : options;
        options = random.nextInt(4) == 0
                ? options.withColumn(Role.TIME, "day").withDecay(Decay.parse("30d", Optional.empty()))
                : options;
        return random.nextInt(4) == 0 ? options.keepingOrder() : options;
    }

    /** What is read, or why it is refused. */
    private record Seen(Optional<Counts> counts, String words) {}

    private static Seen read(Crew counting, ReadOptions options, Path... files) {
        List<Path> all = Arrays.asList(files);
        try (Crew crew = counting;
                InputFiles inputs = new InputFiles(options.format(), all.size() > 1, (file, bytes, size) -> {});
                Reading reading =
                        PreferenceFiles.read(all, options, inputs, Optional.empty(), Optional.empty(), crew)) {
            Reading.Judgements read = (Reading.Judgements) reading;
            String words = String.join(
                    "\n",
                    Inputs.table(read.counts()).toString(),
                    read.counts().toString(),
                    read.contexts().toString(),
                    read.kept().toString(),
                    read.contests().map(found -> shown(found, read)).orElse(""),
                    read.sources().toString(),
                    read.notes().toString(),
                    read.suspects().toString(),
                    read.rejected().map(PartReadingTest::content).orElse("none"));
            return new Seen(Optional.of(read.counts()), words);
        } catch (InputException e) {
            return new Seen(Optional.empty(), "refused: " + e.getMessage());
        }
    }

    private static String shown(Contests.Builder found, Reading.Judgements read) {
        Contests contests = found.contests(read.counts().items(), Ties.HALF);
        StringBuilder words = new StringBuilder();
        for (int c = 0; c < contests.size(); c++) {
            words.append(contests.about(c))
                    .append(contests.won(c))
                    .append(' ')
                    .append(contests.lost(c))
                    .append('\n');
        }
        return words.toString();
    }

    private static String content(RejectedRows rows) {
        try {
            return rows.rows() + Files.readString(rows.file(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Crew alone() {
        return Crew.none();
    }

    private static Crew several(Random random) {
        return new Crew(2 + random.nextInt(3), 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 4_000), 0);
    }

    private void agree(int fromSeed, int toSeed) throws IOException {
        int read = 0;
        int refused = 0;
        for (int seed = fromSeed; seed < toSeed; seed++) {
            Random random = new Random(seed);
            boolean json = seed % 2 == 0;
            byte[] bytes = hostile(random, json, random.nextInt(3) > 0);
            boolean packed = random.nextInt(4) == 0;
            if (packed && random.nextInt(3) == 0) {
                byte[] whole = Inputs.gzip(bytes);
                bytes = Arrays.copyOf(whole, whole.length - 1 - random.nextInt(100));
            } else if (packed) {
                bytes = Inputs.gzip(bytes);
            }
            Path file = Files.write(folder.resolve((json ? "x.jsonl" : "x.csv") + (packed ? ".gz" : "")), bytes);
            ReadOptions options = options(random);
            Seen one = read(alone(), options, file);
            for (int k = 0; k < 3; k++) {
                Seen other = read(several(random), options, file);
                assertEquals(one.words.lines().toList(), other.words.lines().toList(), "seed " + seed);
                assertEquals(one.counts, other.counts, "seed " + seed);
            }
            read += one.counts.isPresent() ? 1 : 0;
            refused += one.counts.isPresent() ? 0 : 1;
        }
        assertTrue(read > 0 && refused > 0, read + " were read, " + refused + " refused");
    }

    @Test
    void severalComeToTheSameAsOne() throws IOException {
        agree(0, 6);
    }

    @Test
    @Tag("slow")
    void severalComeToTheSameAsOneOnManyMoreFiles() throws IOException {
        agree(6, 300);
    }

    private void agree(String refusal, ReadOptions options, String... rows) {
        Path file = new Inputs(folder).text("x.csv", plain(false) + String.join("", rows));
        Seen one = read(alone(), options, file);
        assertEquals(refusal, one.words.replace(folder + "/", ""));
        for (int part : new int[] {30, 300, 100_000}) {
            assertEquals(one, read(new Crew(3, part, 0), options, file), "parts of " + part);
        }
    }

    @Test
    void theFirstBadRowIsTold() {
        String good = row(false, "x", "y", "tie", "j").repeat(500);
        agree(
                "refused: x.csv:1502: the row has 1 field, where the header has 7; --skip-bad-rows leaves such rows out",
                ReadOptions.defaults(),
                good,
                "one\n",
                good,
                "two\n");
    }

    /** The row of the label comes first and is counted before the option is met, whoever meets it. */
    @Test
    void aLabelThatIsTheNameOfALaterOptionIsReadByOne() {
        String good = row(false, "x", "y", "tie", "j").repeat(500);
        agree(
                "refused: x.csv:2003: an option is called \"A>B\", which an earlier row has as a label; rename it, or say what the label means"
                        + " with --label; --skip-bad-rows leaves such rows out",
                ReadOptions.defaults(),
                good,
                row(false, "x", "y", "A>B", "j"),
                good,
                row(false, "A>B", "y", "tie", "j"),
                good,
                "two\n");
    }

    @Test
    void labelsThatAreUnknownAreToldTogether() {
        String good = row(false, "x", "y", "tie", "j").repeat(500);
        agree(
                "refused: x.csv:1502: winner must be one of model_a, model_b, tie, tie (bothbad), both_bad or "
                        + "the name of one of the two, got \"one\"; --skip-bad-rows leaves such rows out; unknown here are"
                        + " \"one\" (1 row), \"two\" (2 rows): say what they mean with --label one=… --label two=… (first,"
                        + " second, tie, both_bad or skip)",
                ReadOptions.defaults(),
                good,
                row(false, "x", "y", "one", "j"),
                good,
                row(false, "x", "y", "two", "j").repeat(2));
    }

    @Test
    void filesTogetherAreWhatTheyAreToOneReader() {
        Inputs inputs = new Inputs(folder);
        Path one = inputs.text(
                "one.csv", plain(false) + row(false, "x", "y", "tie", "j").repeat(300));
        Path two = inputs.text(
                "two.jsonl", plain(true) + row(true, "z", "y", "model_a", "k").repeat(300));
        Path three = inputs.bytes(
                "three.csv.gz",
                Inputs.gzip((plain(false) + row(false, "a", "y", "A>B", "l")).getBytes(StandardCharsets.UTF_8)));
        ReadOptions options = ReadOptions.defaults().withColumn(Role.RATER, "judge");
        assertEquals(read(alone(), options, one, two, three), read(new Crew(2, 500, 0), options, one, two, three));
    }

    /** Files of nothing but holes, which have a size. */
    private Path holes(String name, long size) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(size);
        }
        return file;
    }

    @Test
    void severalCountWhereThereIsMuchToRead() throws IOException {
        Path small = holes("small", 1 << 20);
        Path large = holes("large", 1 << 28);
        boolean many = Runtime.getRuntime().availableProcessors() > 1;
        try (Crew ofLittle = Crew.of(List.of(small, small));
                Crew ofMuch = Crew.of(List.of(small, large, folder.resolve("missing")))) {
            assertFalse(ofLittle.shares(1 << 20));
            assertEquals(many, ofMuch.shares(1 << 20));
            assertFalse(ofMuch.shares((1 << 20) - 1));
        }
    }
}
