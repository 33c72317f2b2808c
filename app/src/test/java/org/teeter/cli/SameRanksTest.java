package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ranks come of simulations: whoever tells them must have made the same. */
class SameRanksTest extends CommandFixture {
    private static final String DATA = "<script type=\"application/json\" id=\"data\">";

    @Test
    void thePageHasThoseOfTheFit() throws IOException {
        Path votes = votes(60);
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", votes, "--out", report, "--refits", "0"), () -> err.toString());
        Map<String, List<Integer>> onPage = onPage(Files.readString(report.resolve("report.html")));
        assertEquals(0, run("fit", votes, "--json"), () -> err.toString());
        Map<String, List<Integer>> ofFit = new HashMap<>();
        int open = 0;
        for (JsonNode row : JsonMapper.shared().readTree(out.toString()).required("scores")) {
            List<Integer> ranks = List.of(
                    row.required("rank").intValue(),
                    row.required("rank_low").intValue(),
                    row.required("rank_high").intValue(),
                    row.required("tier").intValue());
            open += ranks.get(1) < ranks.get(2) ? 1 : 0;
            ofFit.put(row.required("item").asString(), ranks);
        }
        assertTrue(open > 50, "there is something to simulate");
        assertEquals(ofFit, onPage);
    }

    private static Map<String, List<Integer>> onPage(String page) {
        int start = page.indexOf(DATA) + DATA.length();
        JsonNode data = JsonMapper.shared().readTree(page.substring(start, page.indexOf("</script>", start)));
        JsonNode scores = data.required("scores");
        List<String> columns = new ArrayList<>();
        scores.required("columns").forEach(name -> columns.add(name.asString()));
        Map<String, List<Integer>> ranks = new HashMap<>();
        for (JsonNode row : scores.required("rows")) {
            String item = data.required("names")
                    .get(row.get(columns.indexOf("item")).intValue())
                    .asString();
            ranks.put(
                    item,
                    List.of("rank", "rank_low", "rank_high", "tier").stream()
                            .map(name -> row.get(columns.indexOf(name)).intValue())
                            .toList());
        }
        return ranks;
    }

    private Path votes(int items) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>(List.of("model_a,model_b,winner"));
        for (int k = 0; k < 40 * items; k++) {
            int a = random.nextInt(items);
            int b = (a + 1 + random.nextInt(items - 1)) % items;
            double p = 1 / (1 + Math.exp((b - a) * 3.0 / items));
            lines.add("m" + a + ",m" + b + "," + (random.nextDouble() < p ? "model_a" : "model_b"));
        }
        return Files.write(folder.resolve("votes.csv"), lines);
    }
}
