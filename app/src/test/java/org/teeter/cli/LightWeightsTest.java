package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judgements of hardly any weight beside heavy ones, on which something hangs all the same: it is found, or refused in one line. */
class LightWeightsTest extends CommandFixture {

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("votes.csv"), List.of(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-4", "1e-8", "1e-12", "1e-16"})
    void aGapThatLightRankingsAloneKnowIsFound(String light) throws IOException {
        Path votes = file(
                "ranking,weight",
                "a>b>c,0.37",
                "b>c>a,0.61",
                "c>b>a,0.23",
                "a>c>b,0.11",
                "d>e>f,0.7",
                "f>e>d,1.3",
                "e>d>f,0.9",
                "b>e," + light,
                "b>e," + light,
                "e>b," + light);
        assertEquals(0, run("fit", votes, "--json", "--quiet"), err.toString());
        JsonNode scores = JsonMapper.shared().readTree(out.toString()).get("scores");
        double gap = score(scores, "b") - score(scores, "e");
        assertEquals(Math.log(2), gap, 1e-9);
    }

    private static double score(JsonNode scores, String item) {
        return scores.valueStream()
                .filter(row -> row.get("item").asString().equals(item))
                .findFirst()
                .orElseThrow()
                .get("score")
                .asDouble();
    }

    /** Its standard error came out as 67108864 where it is 61237244. */
    @Test
    void anEffectThatHangsOnLightJudgementsIsRefused() throws IOException {
        List<String> lines = new ArrayList<>(List.of("item_a,item_b,winner,weight,length"));
        lines.addAll(List.of(
                "a,b,model_a,0.7,1",
                "a,b,model_b,0.3,1",
                "b,c,model_a,1.1,2",
                "b,c,model_b,0.3,2",
                "b,a,model_a,2e-16,1.5",
                "b,a,model_b,1e-16,1.5"));
        Path votes = file(lines.toArray(String[]::new));
        for (List<String> effect : List.of(List.of("--home"), List.of("--covariate", "length"))) {
            List<Object> words = new ArrayList<>(List.of("fit", votes, "--quiet"));
            words.addAll(effect);
            assertEquals(2, run(words.toArray()));
            assertEquals(
                    "teeter: the judgements of a pair weigh from 1.0E-16 to 1.1, too far apart for the standard errors of effects"
                            + " (--home, --covariate, --items) in double precision; leave out the rows that weigh least (with"
                            + " --half-life, take a longer one), or the effects",
                    err.toString().strip());
        }
    }

    /** A step that cannot be solved ended in a stack trace. */
    @ParameterizedTest
    @ValueSource(strings = {"1e-4", "1e-13"})
    void ratersWhoseLightJudgementsHoldItemsTogether(String light) throws IOException {
        List<String> lines = new ArrayList<>(List.of("item_a,item_b,winner,weight,worker"));
        String[] winners = {"model_a", "model_b", "model_a", "model_b"};
        String[] weights = {"0.37", "0.61", "0.83", "0.11"};
        int row = 0;
        for (String pair : List.of("a,b", "b,e", "e,a", "c,d", "d,f", "f,c")) {
            for (int k = 0; k < 4; k++) {
                lines.add(pair + "," + winners[k] + "," + weights[k] + "," + (row++ % 2 == 0 ? "x" : "y"));
            }
        }
        lines.add("b,c,model_a," + light + ",x");
        lines.add("c,b,model_a," + light + ",y");
        lines.add("c,b,model_b," + light + ",x");
        int code = run(
                "fit", file(lines.toArray(String[]::new)), "--column", "rater=worker", "--raters", "0.5", "--quiet");
        if (code != 0) {
            assertEquals(1, err.toString().strip().lines().count(), err.toString());
            assertTrue(
                    err.toString().startsWith("teeter: the judgements of a pair weigh from ")
                            || err.toString().startsWith("teeter: no scores that meet their tolerance: "),
                    err.toString());
        }
    }
}
