package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.ShownFirst;
import org.teeter.data.Ties;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Covariate;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.tally.Context;

/** Groups, raters and the order shown are kept apart when they are asked for, in every format. */
class ContextsTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private static final String ROWS = """
            model_a,model_b,winner,judge,language,neutral
            x,y,model_a,me,fr,0
            y,x,model_a,you,de,1
            z,x,tie,you,fr,false
            y,x,model_b,me,de,FALSE
            """;

    @Test
    void groupsAndRatersAreNumberedByTheirNames() {
        ReadOptions options =
                ReadOptions.defaults().withColumn(Role.GROUP, "language").withColumn(Role.RATER, "judge");
        Path csv = inputs.text("a.csv", ROWS);
        Reading.Judgements read = Inputs.judgements(options, csv);
        assertEquals(
                List.of(
                        new Context("de", "me"),
                        new Context("de", "you"),
                        new Context("fr", "me"),
                        new Context("fr", "you")),
                read.contexts());
        assertEquals(Set.of(0, 1, 2, 3), read.counts().contexts());
        assertEquals(Map.of("x|y", "1 0 0 0"), Inputs.table(read.counts().in(0)));
        assertEquals(Map.of("x|y", "0 1 0 0"), Inputs.table(read.counts().in(1)));
        assertEquals(Map.of("x|z", "0 0 1 0"), Inputs.table(read.counts().in(3)));
        Reading.Judgements groups = Inputs.judgements(ReadOptions.defaults().withColumn(Role.GROUP, "language"), csv);
        assertEquals(List.of(new Context("de", ""), new Context("fr", "")), groups.contexts());
        assertEquals(Map.of("x|y", "1 1 0 0"), Inputs.table(groups.counts().in(0)));
        assertEquals(
                List.of("the column judge, which may name raters, is not used; --column rater=judge keeps them apart"),
                groups.notes());
        Reading.Judgements none = Inputs.judgements(csv);
        assertEquals(List.of(), none.contexts());
        assertEquals(Set.of(), none.counts().contexts());
        assertTrue(none.counts().shown().isEmpty());
        assertEquals(
                "b.csv:2: judge must be the name of a rater, got nothing; --skip-bad-rows leaves such rows out",
                inputs.refusal(options, inputs.text("b.csv", "winner,loser,judge,language\nx,y,,de\n")));
    }

    @Test
    void everyFormatOrderAndPartitionKeepsTheSameApart() {
        ReadOptions options = ReadOptions.defaults()
                .withColumn(Role.GROUP, "language")
                .withColumn(Role.RATER, "judge")
                .keepingOrder();
        Path csv = inputs.text("a.csv", ROWS);
        Counts expected = Inputs.judgements(options, csv).counts();
        Path parquet = folder.resolve("a.parquet");
        Inputs.sql(
                "COPY (SELECT * FROM read_csv('" + csv + "', all_varchar=true)) TO '" + parquet + "' (FORMAT PARQUET)");
        assertEquals(expected, Inputs.judgements(options, parquet).counts());
        Path typed = folder.resolve("typed.parquet");
        Inputs.sql("COPY (SELECT * REPLACE (neutral IN ('1') AS neutral) FROM read_csv('" + csv
                + "', all_varchar=true)) TO '" + typed + "' (FORMAT PARQUET)");
        assertEquals(expected, Inputs.judgements(options, typed).counts());
        String[] lines = ROWS.split("\n", -1);
        Path one = inputs.text("one.csv", lines[0] + "\n" + lines[4] + "\n" + lines[2] + "\n");
        Path two = inputs.text("two.csv", lines[0] + "\n" + lines[3] + "\n" + lines[1] + "\n");
        assertEquals(expected, Inputs.judgements(options, one, two).counts());
        assertEquals(expected, Inputs.judgements(options, two, one).counts());
    }

    @Test
    void whatWasShownFirstIsTheFirstColumn() {
        ReadOptions options = ReadOptions.defaults().keepingOrder();
        Counts counts = Inputs.judgements(options, inputs.text("a.csv", ROWS)).counts();
        ShownFirst shown = counts.shown().orElseThrow();
        assertEquals(Map.of("x|y", "1 0 0 0"), Inputs.table(shown.lower()));
        assertEquals(Map.of("x|y", "1 0 0 0", "x|z", "0 0 1 0"), Inputs.table(shown.higher()));
        assertEquals(Map.of("x|y", "2 1 0 0", "x|z", "0 0 1 0"), Inputs.table(counts));
        Counts counted = Inputs.judgements(options, inputs.text("b.csv", "item1,item2,wins1,wins2\ny,x,3,2\n"))
                .counts();
        assertEquals(
                Map.of("x|y", "2 3 0 0"),
                Inputs.table(counted.shown().orElseThrow().higher()));
        Counts shared = Inputs.judgements(options, inputs.text("c.csv", "left,right,left_wins\ny,x,0.25\n"))
                .counts();
        assertEquals(
                Map.of("x|y", "0.75 0.25 0 0"),
                Inputs.table(shared.shown().orElseThrow().higher()));
        Reading.Judgements unknown = Inputs.judgements(options, inputs.text("d.csv", "winner,loser\nx,y\n"));
        assertTrue(unknown.counts().shown().isEmpty());
        assertEquals(
                List.of("the rows do not say which option was shown first, so that no order is kept"), unknown.notes());
        assertEquals(
                "e.csv:2: neutral must be 1 or 0, got \"perhaps\"; --skip-bad-rows leaves such rows out",
                inputs.refusal(options, inputs.text("e.csv", "left,right,winner,neutral\nx,y,left,perhaps\n")));
    }

    /** Games of national teams, some on neutral ground, where {@code -Dteeter.data=FOLDER} says where they lie. */
    @Test
    void gamesAtHomeAndOnNeutralGround() throws Exception {
        Path games = Path.of(System.getProperty("teeter.data", "none"), "international_football/results.csv");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(games), "the data are read where they are");
        long rows = 0;
        long neutral = 0;
        StringBuilder text = new StringBuilder("home_team,away_team,result,neutral\n");
        for (String line : Files.readAllLines(games)) {
            String[] f = line.split(",", -1);
            if (f.length == 9 && f[3].matches("\\d+")) {
                int difference = Integer.compare(Integer.parseInt(f[3]), Integer.parseInt(f[4]));
                text.append(f[1])
                        .append(',')
                        .append(f[2])
                        .append(',')
                        .append("ADH".charAt(difference + 1))
                        .append(',')
                        .append(f[8])
                        .append('\n');
                rows++;
                neutral += f[8].equals("TRUE") ? 1 : 0;
            }
        }
        Counts counts = Inputs.judgements(
                        ReadOptions.defaults().keepingOrder(), inputs.text("games.csv", text.toString()))
                .counts();
        ShownFirst shown = counts.shown().orElseThrow();
        assertEquals(rows, counts.rows());
        assertEquals(rows - neutral, shown.lower().rows() + shown.higher().rows());
    }

    /** A covariate speaks for the first option; equal conditions are one contest, whichever way round the rows have the pair. */
    @Test
    void covariatesMakeContests() {
        ReadOptions options = ReadOptions.defaults()
                .withCovariate(Covariate.parse("length=len_a-len_b"))
                .withCovariate(Covariate.parse("bold"));
        String rows = """
                model_a,model_b,winner,len_a,len_b,bold,weight
                x,y,model_a,30,10,1,0.1
                y,x,model_a,10,30,-1,0.2
                y,x,model_b,10,30,-1,0.3
                x,y,tie,5,5,0,2
                z,x,model_a,1e1,5,0,1
                """;
        Path csv = inputs.text("a.csv", rows);
        Reading.Judgements read = Inputs.judgements(options, csv);
        Contests contests = read.contests().orElseThrow().contests(read.counts().items(), Ties.KEEP);
        assertEquals(List.of("length", "bold"), contests.conditions());
        assertEquals(3, contests.size());
        assertEquals(0, contests.value(0, 0));
        assertEquals(2, contests.tied(0));
        assertEquals(20, contests.value(0, 1));
        assertEquals(1, contests.value(1, 1));
        assertEquals(0.4, contests.won(1));
        assertEquals(0.2, contests.lost(1));
        assertEquals(-5, contests.value(0, 2));
        assertEquals(1, contests.lost(2));
        Path parquet = folder.resolve("a.parquet");
        Inputs.sql("COPY (SELECT * FROM read_csv('" + csv + "')) TO '" + parquet + "' (FORMAT PARQUET)");
        String[] lines = rows.split("\n", -1);
        Path one = inputs.text("one.csv", String.join("\n", lines[0], lines[5], lines[3], lines[2]));
        Path two = inputs.text("two.csv", String.join("\n", lines[0], lines[4], lines[1]));
        for (List<Path> files : List.of(List.of(parquet), List.of(one, two), List.of(two, one))) {
            Reading.Judgements other = Inputs.judgements(options, files.toArray(new Path[0]));
            Contests same =
                    other.contests().orElseThrow().contests(other.counts().items(), Ties.KEEP);
            assertArrayEquals(contests.wins(), same.wins());
            assertArrayEquals(contests.losses(), same.losses());
            assertArrayEquals(contests.ties(), same.ties());
            assertArrayEquals(contests.values(), same.values());
            assertEquals(read.counts(), other.counts());
        }
        assertTrue(Inputs.judgements(csv).contests().isEmpty());
        Path none = inputs.text("b.csv", "winner,loser,bold\nx,y,\n");
        assertEquals(
                "b.csv:2: bold must be a finite number, got nothing; --skip-bad-rows leaves such rows out",
                inputs.refusal(ReadOptions.defaults().withCovariate(Covariate.parse("bold")), none));
        for (String extreme : List.of("1e308", "-1e308", "1e-308")) { // squares of such are no doubles
            assertEquals(
                    "b.csv:2: bold must be 0 or from 1e-100 to 1e100 in size, got \"" + extreme
                            + "\"; multiply the column by one factor that brings it there; --skip-bad-rows leaves such rows out",
                    inputs.refusal(
                            ReadOptions.defaults().withCovariate(Covariate.parse("bold")),
                            inputs.text("b.csv", "winner,loser,bold\nx,y," + extreme + "\n")));
        }
        assertEquals(
                "b.csv:1: the covariate \"l\" must be a column or the difference of two, got \"p-q\"; the columns are winner,"
                        + " loser, bold",
                inputs.refusal(ReadOptions.defaults().withCovariate(Covariate.parse("l=p-q")), none));
    }

    @Test
    void labelsOfPartsOfVotesAreKeptApartToo() {
        ReadOptions options = ReadOptions.defaults()
                .withLabel(LabelRule.parse("0..1=second..first"))
                .withColumn(Role.RATER, "judge")
                .keepingOrder();
        Counts counts = Inputs.judgements(options, inputs.text("a.csv", "model_a,model_b,winner,judge\ny,x,.25,me\n"))
                .counts();
        assertEquals(Map.of("x|y", "0.75 0.25 0 0"), Inputs.table(counts.in(0)));
        assertEquals(
                Map.of("x|y", "0.75 0.25 0 0"),
                Inputs.table(counts.in(0).shown().orElseThrow().higher()));
    }
}
