package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.data.Contests;
import org.teeter.data.Ties;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Covariate;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.TimeNotation;

/** Judgements lose weight as they age, by the same bits in every format and order. */
class DecayTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private static final String ROWS = """
            model_a,model_b,winner,date,judge,length
            x,y,model_a,2024-08-14,me,1
            y,x,model_a,2024-07-15,you,2
            y,z,tie,2024-06-15 23:59:59.9,me,3
            z,x,model_a,2024-07-15T00:00Z,you,4
            x,y,model_a,2024-08-15T01:30:00+02:00,me,5
            """;

    private static ReadOptions halfLife(String text) {
        return ReadOptions.defaults().withDecay(Decay.parse(text, Optional.empty()));
    }

    private static ReadOptions asOf(String text) {
        return ReadOptions.defaults().withDecay(Decay.parse("30d", Optional.of(text)));
    }

    @Test
    void aJudgementOfAHalfLifeCountsHalf() {
        Reading.Judgements read = Inputs.judgements(halfLife("30d"), inputs.text("a.csv", ROWS));
        assertEquals(Map.of("x|y", "2 0.5 0 0", "x|z", "0 0.5 0 0", "y|z", "0 0 0.25 0"), Inputs.table(read.counts()));
        assertEquals(
                Map.of("x|y", "2 0.25 0 0", "x|z", "0 0.25 0 0", "y|z", "0 0 0.0625 0"),
                Inputs.table(read.squares().orElseThrow().counts()));
        assertEquals(5, read.counts().rows());
        assertEquals(
                List.of(
                        "the column judge, which may name raters, is not used; --column rater=judge keeps them apart",
                        "times in date: ISO dates and ISO times from 2024-06-15 to 2024-08-14",
                        "a judgement of age t counts 2^(-t/30d), ages in whole days as of 2024-08-14; together they weigh"
                                + " 3.25000"),
                read.notes());
    }

    @Test
    void agesCountFromADateAndWhatCameLaterIsLeftOut() {
        Reading.Judgements read = Inputs.judgements(asOf("2024-07-15"), inputs.text("a.csv", ROWS));
        assertEquals(Map.of("x|y", "0 1 0 0", "x|z", "0 1 0 0", "y|z", "0 0 0.5 0"), Inputs.table(read.counts()));
        assertEquals(
                List.of(
                        "a judgement of age t counts 2^(-t/30d), ages in whole days as of 2024-07-15; together they weigh"
                                + " 2.50000; 2 judgements after that are left out"),
                read.remarks());
        Reading.Judgements later = Inputs.judgements(asOf("2024-09-13"), inputs.text("b.csv", ROWS));
        assertEquals("1 0.25 0 0", Inputs.table(later.counts()).get("x|y"));
        assertEquals(
                "a.csv: nothing could be counted; all counts or weights are zero",
                inputs.refusal(asOf("2024-01-01"), folder.resolve("a.csv")));
    }

    @Test
    void shortHalfLivesCountInShorterUnits() {
        Path csv = inputs.text("a.csv", """
                winner,loser,tstamp
                a,b,1723636800
                b,a,1723629599.5
                """); // 12:00, and half a second before 10:00
        Reading.Judgements read = Inputs.judgements(halfLife("2h"), csv);
        assertEquals(1, read.counts().wins(0));
        assertEquals(StrictMath.pow(2, -121.0 / 120), read.counts().losses(0)); // 121 whole minutes
        assertEquals(
                List.of(
                        "times in tstamp: Unix seconds from 2024-08-14T09:59Z to 2024-08-14T12:00Z",
                        "a judgement of age t counts 2^(-t/2h), ages in whole minutes as of 2024-08-14T12:00Z; together they"
                                + " weigh 1.49712"),
                read.notes());
    }

    @Test
    void everyFormatOrderAndPartitionIsTheSame() {
        ReadOptions options = halfLife("30d")
                .withColumn(Role.RATER, "judge")
                .withCovariate(Covariate.parse("length"))
                .keepingOrder();
        Path csv = inputs.text("a.csv", ROWS);
        Reading.Judgements expected = Inputs.judgements(options, csv);
        Path parquet = inputs.parquet("a.parquet", "SELECT * FROM read_csv('" + csv + "', all_varchar=true)");
        Path typed = inputs.parquet(
                "typed.parquet",
                "SELECT * REPLACE (date::TIMESTAMPTZ AS date) FROM read_csv('" + csv + "', all_varchar=true)");
        Path numbers = inputs.parquet(
                "numbers.parquet",
                "SELECT * REPLACE (epoch(date::TIMESTAMPTZ) AS date) FROM read_csv('" + csv + "', all_varchar=true)");
        String[] lines = ROWS.split("\n", -1);
        Path one = inputs.text("one.csv", lines[0] + "\n" + lines[4] + "\n" + lines[2] + "\n");
        Path two = inputs.text("two.csv", lines[0] + "\n" + lines[5] + "\n" + lines[3] + "\n" + lines[1] + "\n");
        for (Reading.Judgements read : List.of(
                Inputs.judgements(options, parquet),
                Inputs.judgements(options, typed),
                Inputs.judgements(options, numbers),
                Inputs.judgements(options, one, two),
                Inputs.judgements(options, two, one))) {
            assertEquals(expected.counts(), read.counts());
            assertEquals(
                    expected.squares().orElseThrow().counts(),
                    read.squares().orElseThrow().counts());
            Contests contests = contests(read);
            Contests same = contests(expected);
            assertEquals(List.of("length", "home"), contests.conditions());
            for (int kind = 0; kind < same.kinds(); kind++) {
                assertEquals(same.weight(kind), contests.weight(kind));
            }
        }
        assertEquals(
                Map.of("x|y", "0 0.5 0 0", "x|z", "0 0.5 0 0"),
                Inputs.table(expected.counts().in(1)),
                "by rater too");
    }

    private static Contests contests(Reading.Judgements read) {
        return read.contests().orElseThrow().contests(read.counts().items(), Ties.KEEP);
    }

    /** What is too old to weigh is in no result, and is no error. */
    @Test
    void afterSixtySixHalfLivesNothingIsLeft() {
        Reading.Judgements read = Inputs.judgements(halfLife("1d"), inputs.text("a.csv", """
                winner,loser,time
                a,b,2024-08-14
                b,a,2024-06-09
                a,b,2024-06-08
                c,a,2024-06-08
                """));
        double last = StrictMath.pow(2, -66);
        assertEquals(Map.of("a|b", "1 " + last + " 0 0"), Inputs.table(read.counts()));
        assertEquals(
                Map.of("a|b", "1 1.0E-20 0 0"),
                Inputs.table(read.squares().orElseThrow().counts()));
        assertTrue(
                read.notes().contains("\"c\" is in the data only with counts or weights of zero, and so in no result"),
                read.notes()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08-14, ISO_DATE, 1723593600",
        "2024-08-14T12:30:15Z, ISO_DATE_TIME, 1723638615",
        "2024-08-14 12:30:15.999, ISO_DATE_TIME, 1723638615",
        "2024-08-14t12:30 UTC, ISO_DATE_TIME, 1723638600",
        "2024-08-14T12:30+05:30, ISO_DATE_TIME, 1723618800",
        "2024-08-14 12:30:00+00, ISO_DATE_TIME, 1723638600",
        "1682351663.1415, UNIX_SECONDS, 1682351663",
        "1.682351663E9, UNIX_SECONDS, 1682351663",
        "1682351663141, UNIX_MILLISECONDS, 1682351663",
        "1969-12-31T23:59:59Z, ISO_DATE_TIME, -1"
    })
    void times(String text, TimeNotation notation, long second) {
        assertEquals(Optional.of(new TimeNotation.Read(notation, second)), TimeNotation.read(text));
    }

    @ParameterizedTest
    @CsvSource({"2024-02-30", "20240814", "2024", "14.08.2024", "08/14/2024", "yesterday", "12:30", "1e15", "-1e9", "''"
    })
    void noTimes(String text) {
        assertEquals(Optional.empty(), TimeNotation.read(text));
    }

    @Test
    void refusesWhatSaysNoTime() {
        String must = "must be a date or a time: ISO such as 2024-08-14 or 2024-08-14T12:30:00Z, or Unix seconds or"
                + " milliseconds from 1e8 on, got ";
        assertEquals(
                "a.csv:3: date " + must + "\"14.8.24\"; --skip-bad-rows leaves such rows out",
                inputs.refusal(
                        halfLife("1y"), inputs.text("a.csv", "winner,loser,date\na,b,2024-08-14\nb,a,14.8.24\n")));
        assertEquals(
                "b.csv:2: date " + must + "nothing; --skip-bad-rows leaves such rows out",
                inputs.refusal(halfLife("1y"), inputs.text("b.csv", "winner,loser,date\na,b,\n")));
        assertEquals(
                "c.csv: --half-life needs to know when a row was judged; say which column tells, with --column \"time=…\";"
                        + " the columns are winner, loser, day",
                inputs.refusal(halfLife("8w"), inputs.text("c.csv", "winner,loser,day\na,b,2024-08-14\n"))
                        .replace("--column time=…", "--column \"time=…\""));
        assertEquals(
                "d.csv: --half-life is of judgements and rankings of options that have names, and the rows are read as"
                        + " chosen/rejected texts: prompt, chosen, rejected; leave it out",
                inputs.refusal(halfLife("8w"), inputs.text("d.csv", "prompt,chosen,rejected\np,a,b\n")));
        for (String bad : List.of("30", "30m", "d", "0d", "-1d", "1e9d", "40000y", "NaNd", "1 month")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> Decay.parse(bad, Optional.empty()));
            assertEquals(
                    "--half-life must be a number of hours, days, weeks or years from 1h to 30000y, such as 12h, 30d, 8w or"
                            + " 1y, got " + bad,
                    refused.getMessage());
        }
    }
}
