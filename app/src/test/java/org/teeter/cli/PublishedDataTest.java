package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.fit.Uncertainty;
import org.teeter.model.BradleyTerry;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;

/**
 * Published results on published data, which are not ours to ship: {@code -Dteeter.data} names the folder that holds, unchanged, the
 * fixtures of Evalica, choix and BradleyTerry2 in the folders {@code evalica_golden} and {@code bt2_baseball}.
 */
@EnabledIfSystemProperty(named = "teeter.data", matches = ".+")
class PublishedDataTest {
    private static final Path DATA = Path.of(System.getProperty("teeter.data", ""));

    /** Column bradley_terry of the golden files: strengths, ties as half a win each way, proportional to e^score. */
    @Test
    void scoresEqualEvalicasGoldenOnes() throws IOException {
        for (String name : List.of("simple", "food", "llmfao")) {
            Map<String, Double> golden = new HashMap<>();
            for (String line : Files.readAllLines(DATA.resolve("evalica_golden/" + name + "-golden.csv"))) {
                if (line.startsWith("bradley_terry,")) {
                    int last = line.lastIndexOf(',');
                    String item =
                            line.substring("bradley_terry,".length(), last).replace("\"", "");
                    golden.put(item, Math.log(Double.parseDouble(line.substring(last + 1))));
                }
            }
            Fit<ComparisonGraph> fit = fit("evalica_golden/" + name + ".csv");
            assertEquals(fit.graph().size(), golden.size());
            double mean = golden.values().stream().mapToDouble(d -> d).average().orElseThrow();
            for (int i = 0; i < fit.graph().size(); i++) {
                String item = fit.data().items().name(i);
                Double logStrength = golden.get(item);
                assertTrue(logStrength != null, item);
                assertEquals(logStrength - mean, fit.scores().get(i), 1e-9, item);
            }
        }
    }

    /** R's BradleyTerry2, tests/baseball.Rout.save: coefficients and standard errors relative to Baltimore, to four decimals. */
    @Test
    void baseballEqualsBradleyTerry2() {
        Fit<ComparisonGraph> fit = fit("bt2_baseball/BradleyTerry2_baseball.csv");
        Map<String, Double> published = Map.of(
                "Boston",
                1.1077,
                "Cleveland",
                0.6839,
                "Detroit",
                1.4364,
                "Milwaukee",
                1.5814,
                "New York",
                1.2476,
                "Toronto",
                1.2945);
        int baltimore = fit.data().items().id("Baltimore").orElseThrow();
        published.forEach((team, coefficient) -> {
            int i = fit.data().items().id(team).orElseThrow();
            assertEquals(coefficient, fit.scores().difference(i, baltimore), 5e-5, team);
        });
        assertTrue(Uncertainty.standardErrors(fit).stream().allMatch(se -> se > 0.19 && se < 0.24));
    }

    private static Fit<ComparisonGraph> fit(String file) {
        try (Reading reading =
                PreferenceFiles.read(List.of(DATA.resolve(file)), ReadOptions.defaults(), (path, bytes, size) -> {})) {
            Reading.Judgements judgements = (Reading.Judgements) reading;
            return Estimator.of(Prior.none())
                    .fit(new BradleyTerry(), ComparisonGraph.of(judgements.counts(), Ties.HALF));
        }
    }
}
