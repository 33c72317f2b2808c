package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Decay;

/** What each of several files says is kept apart, where files and names are few. */
class ByFileTest {
    @TempDir
    private Path folder;

    private Reading.Judgements read(ReadOptions options, Path... files) {
        return Inputs.judgements(options, files);
    }

    private Path file(String name, String rows) {
        return new Inputs(folder).text(name, rows);
    }

    @Test
    void eachFileIsCountedByItselfToo() {
        ReadOptions options = ReadOptions.defaults().withColumn(Role.RATER, "judge");
        Path one = file("one.csv", "winner,loser,judge\nx,y,me\nx,y,me\nz,y,you\n");
        Path two = file("two.csv", "winner,loser,judge\ny,x,me\n");
        Path none = file("none.csv", "winner,loser,judge\n");
        Reading.Judgements read = read(options, one, none, two);
        assertEquals(Map.of("x|y", "2 1 0 0", "y|z", "0 1 0 0"), Inputs.table(read.counts()));
        assertEquals(
                List.of(one, two),
                read.byFile().stream().map(file -> file.source().path()).toList());
        assertEquals(
                Map.of("x|y", "2 0 0 0", "y|z", "0 1 0 0"),
                Inputs.table(read.byFile().get(0).counts()));
        assertEquals(
                Map.of("x|y", "2 0 0 0"),
                Inputs.table(read.byFile().get(0).counts().in(0)));
        assertEquals(
                Map.of("x|y", "0 1 0 0"),
                Inputs.table(read.byFile().get(1).counts().in(0)));
        assertEquals(read.counts().items(), read.byFile().get(1).counts().items());
    }

    @Test
    void oneFileManyNamesAndAgeingAreNot() {
        Path one = file("one.csv", "winner,loser,day\nx,y,2026-01-01\n");
        Path two = file("two.csv", "winner,loser,day\ny,x,2026-01-02\n");
        assertEquals(List.of(), read(ReadOptions.defaults(), one).byFile());
        assertEquals(2, read(ReadOptions.defaults(), one, two).byFile().size());
        assertEquals(
                List.of(),
                read(
                                ReadOptions.defaults()
                                        .withColumn(Role.TIME, "day")
                                        .withDecay(Decay.parse("30d", Optional.empty())),
                                one,
                                two)
                        .byFile());
        StringBuilder rows = new StringBuilder("winner,loser,day\n");
        for (int k = 0; k < 1000; k++) {
            rows.append("item ").append(k).append(",x,2026-01-01\n");
        }
        assertEquals(
                List.of(),
                read(ReadOptions.defaults(), one, file("many.csv", rows.toString()))
                        .byFile());
    }
}
