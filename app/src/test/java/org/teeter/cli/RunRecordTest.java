package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class RunRecordTest extends CommandFixture {
    private static final String GAMES = "../examples/baseball.csv";
    private static final String VOTES = "../examples/arena-small.csv";

    /** A seed stands there for what is drawn with it, and for nothing else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tip                             |
            profile                         |
            plan --budget 10 --goal top1                |
            plan --budget 10 --goal top1 --trials 2     | trials
            mitigate                        | folds
            audit                           | check
            fit                             | ranks
            fit --bootstrap 20              | bootstrap and ranks
            export --drop-rows rows.csv |
            export --smooth 0.1             | smooth
            """)
    void seedsAreOfWhatIsDrawn(String words, @Nullable String drawn) throws Exception {
        Files.writeString(folder.resolve("rows.csv"), "file,row\n" + VOTES + ",2\n");
        Path results = folder.resolve("results");
        String[] typed = words.split(" ", -1);
        Object[] all = new Object[typed.length + 4];
        all[0] = typed[0];
        all[1] = words.startsWith("export") ? VOTES : GAMES;
        for (int k = 1; k < typed.length; k++) {
            all[k + 1] = typed[k].equals("rows.csv") ? folder.resolve("rows.csv") : typed[k];
        }
        all[typed.length + 1] = "--quiet";
        all[typed.length + 2] = "--out";
        all[typed.length + 3] = results;
        assertEquals(0, run(all), err.toString());
        Map<String, Long> seeds = JsonMapper.shared()
                .convertValue(
                        JsonMapper.shared()
                                .readTree(results.resolve("run.json").toFile())
                                .get("seeds"),
                        new TypeReference<>() {});
        assertEquals(drawn == null ? Map.of() : Map.of(drawn, 1L), seeds);
    }
}
