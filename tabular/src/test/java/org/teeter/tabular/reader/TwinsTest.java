package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows in two files count twice, however the files are packed and whatever their format is. */
class TwinsTest {
    private static final String CSV = "id,model_a,model_b,winner,turn,fine\n" + games("#,$a,$b,$w,1.50,true\n");

    @TempDir
    private Path folder = Path.of("");

    private Inputs inputs = new Inputs(folder);

    @BeforeEach
    void setUp() {
        inputs = new Inputs(folder);
    }

    /** 150 games, more than the rows that are compared first; of a row {@code #} is its number, then come its options and verdict. */
    private static String games(String row) {
        return IntStream.range(0, 150)
                .mapToObj(k -> row.replace("#", Integer.toString(k))
                        .replace("$a", "m" + k % 3)
                        .replace("$b", "m" + (3 + k % 2))
                        .replace("$w", k % 4 == 0 ? "tie" : k % 5 == 0 ? "model_b" : "model_a"))
                .collect(Collectors.joining());
    }

    private static String refused(String copy) {
        return copy + ": the file holds the same rows as one.csv, so that its judgements would count twice; name one of"
                + " the two, or say --allow-repeats";
    }

    private static byte[] zstd(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void packedAndPlain() throws IOException {
        Path one = inputs.text("one.csv", CSV);
        byte[] bytes = CSV.getBytes(StandardCharsets.UTF_8);
        assertEquals(refused("a.csv.gz"), inputs.refusal(one, inputs.bytes("a.csv.gz", Inputs.gzip(bytes))));
        assertEquals(refused("a.csv.zst"), inputs.refusal(one, inputs.bytes("a.csv.zst", zstd(bytes))));
    }

    @Test
    void inAnotherFormat() {
        Path one = inputs.text("one.csv", CSV);
        String lines = games(
                "{\"fine\":true,\"winner\":\"$w\",\"model_a\":\"$a\",\"model_b\":\"$b\",\"turn\":1.5,\"id\":#}\n");
        assertEquals(refused("a.jsonl"), inputs.refusal(one, inputs.text("a.jsonl", lines)));
        assertEquals(refused("a.tsv"), inputs.refusal(one, inputs.text("a.tsv", CSV.replace(',', '\t'))));
        assertEquals(
                refused("a.csv"),
                inputs.refusal(
                        one,
                        inputs.text("a.csv", "\uFEFF" + CSV.replace(",", ";").replace("\n", "\r\n"))));
        assertEquals(
                refused("a.parquet"),
                inputs.refusal(one, inputs.parquet("a.parquet", "SELECT * FROM '" + one + "' ORDER BY id")));
    }

    @Test
    void aColumnMoreOrLessMakesNoOtherRows() {
        Path one = inputs.text("one.csv", CSV);
        String less = "model_a,model_b,winner\n" + games("$a,$b,$w\n");
        assertEquals(refused("less.csv"), inputs.refusal(one, inputs.text("less.csv", less)));
        String index = ",id,model_a,model_b,winner,turn,fine\n" + games("#,#,$a,$b,$w,1.5,True\n");
        assertEquals(refused("pandas.csv"), inputs.refusal(one, inputs.text("pandas.csv", index)));
    }

    @Test
    void saidWhereItIsMeant() {
        Path one = inputs.text("one.csv", CSV);
        Path two = inputs.bytes("a.csv.gz", Inputs.gzip(CSV.getBytes(StandardCharsets.UTF_8)));
        Reading.Judgements read = Inputs.judgements(ReadOptions.defaults().allowingRepeats(), one, two);
        assertEquals(300, read.counts().rows());
        assertEquals(
                List.of("this file holds the same rows as " + one + ", so that its judgements count twice"),
                read.sources().get(1).notes());
    }

    /** Of 150 rows the last one differs; a judge who agrees with another is another; other columns are other rows. */
    @Test
    void otherRowsAreOthers() {
        Path one = inputs.text("one.csv", CSV);
        Path last = inputs.text("last.csv", CSV.replace("149,m2,m4,model_a", "149,m2,m4,model_b"));
        assertEquals(300, Inputs.judgements(one, last).counts().rows());
        Path ann = inputs.text("ann.csv", "model_a,model_b,winner,judge\nx,y,tie,ann\n");
        Path ben = inputs.text("ben.csv", "model_a,model_b,winner,judge\nx,y,tie,ben\n");
        assertEquals(2, Inputs.judgements(ann, ben).counts().rows());
        Path day = inputs.text("day.csv", "model_a,model_b,winner,day\nx,y,tie,1\n");
        assertEquals(2, Inputs.judgements(ann, day).counts().rows());
    }

    @Test
    void textsAndRankingsToo() {
        Path one = inputs.text("one.csv", "prompt,chosen,rejected\nq,a,b\nq,b,c\n");
        Path lines = inputs.text(
                "a.jsonl",
                "{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"b\"}\n{\"prompt\":\"q\",\"chosen\":\"b\",\"rejected\":\"c\"}\n");
        assertEquals(refused("a.jsonl"), inputs.refusal(one, lines));
        Path ranked = inputs.text("one.csv", "1st,2nd,3rd\nx,y,z\ny,x,z\nz,y,x\n");
        Path ballots = inputs.text("b.jsonl", """
                {"1st":"x","2nd":"y","3rd":"z"}
                {"1st":"y","2nd":"x","3rd":"z"}
                {"1st":"z","2nd":"y","3rd":"x"}
                """);
        assertEquals(refused("b.jsonl"), inputs.refusal(ranked, ballots));
    }

    /** A file that was joined to itself; few rows, and such as are there twice anyway, may be so by chance. */
    @Test
    void aFileThatHoldsItsRowsTwice() {
        StringBuilder rows = new StringBuilder();
        for (int k = 0; k < 6; k++) {
            rows.append("{\"id\":%d,\"winner\":\"%s\",\"loser\":\"%s\"}\n"
                    .formatted(k, k % 2 == 0 ? "a" : "b", k % 2 == 0 ? "b" : "a"));
        }
        assertEquals(
                List.of(
                        "the second 6 rows are the first 6 once more, so that their judgements count twice; leave them out if"
                                + " they were made once"),
                Inputs.judgements(inputs.text("twice.jsonl", rows.toString().repeat(2)))
                        .notes());
        for (String other : List.of(
                rows.toString(),
                rows.toString().repeat(3),
                rows.toString().replaceAll("\"id\":\\d,", "").repeat(2))) {
            assertEquals(
                    List.of(),
                    Inputs.judgements(inputs.text("other.jsonl", other)).notes());
        }
    }
}
