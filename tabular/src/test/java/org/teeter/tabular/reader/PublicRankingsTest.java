package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.data.Rankings;

/** Published rankings, where {@code -Dteeter.data=FOLDER} says where they lie: as many ballots as their documentation says. */
class PublicRankingsTest {
    private static final Path DATA = Path.of(System.getProperty("teeter.data", "none"));

    private static Rankings read(Path file) {
        return RankingsTest.ballots(ReadOptions.defaults(), file).rankings();
    }

    @ParameterizedTest
    @CsvSource({
        "pl_extdata_rankings/sushi.soc, 10, 5000",
        "pl_extdata_rankings/netflix.soc, 4, 588",
        "pl_extdata_rankings/shirt.soc, 11, 30",
        "pl_extdata_rankings/cities.soi, 36, 392",
        "pl_extdata_rankings/PlackettLuce_salad.csv, 4, 32",
        "preflib_open/00005-00000001.toi, 6, 9788",
        "preflib_open/00005-00000001.toc, 6, 9788"
    })
    void ballotsAndItems(String file, int items, long ballots) {
        assumeTrue(Files.exists(DATA.resolve(file)), "the data are read where they are");
        Rankings rankings = read(DATA.resolve(file));
        assertEquals(items, rankings.items().size());
        assertEquals(ballots, rankings.ballots());
    }

    /** Every file's header says how many voters and how many different orders there are. */
    @Test
    void headersOfPrefLib() throws IOException {
        Path folder = DATA.resolve("preflib_open");
        assumeTrue(Files.isDirectory(folder), "the data are read where they are");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().matches(".*\\.(soc|soi|toc|toi)"))
                    .toList();
        }
        assertTrue(files.size() > 100);
        for (Path file : files) {
            Reading.Ballots read = RankingsTest.ballots(ReadOptions.defaults(), file);
            String header = Files.readString(file);
            assertEquals(number(header, "NUMBER VOTERS"), read.rankings().ballots(), file.toString());
            assertTrue(number(header, "NUMBER UNIQUE ORDERS") >= read.rankings().distinct(), file.toString());
            assertTrue(
                    number(header, "NUMBER ALTERNATIVES")
                            >= read.rankings().items().size(),
                    file.toString());
            assertEquals(read.rankings().ballots(), (long) read.rankings().weight());
        }
    }

    private static long number(String header, String key) {
        Matcher found = Pattern.compile("(?m)^# " + key + ": *(\\d+)").matcher(header);
        assertTrue(found.find());
        return Long.parseLong(found.group(1));
    }
}
