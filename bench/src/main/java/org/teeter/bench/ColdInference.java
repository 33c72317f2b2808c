package org.teeter.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.infer.Bootstrap;
import org.teeter.infer.Covariance;
import org.teeter.infer.CrossValidation;
import org.teeter.infer.GoodnessOfFit;
import org.teeter.infer.QuasiVariances;
import org.teeter.infer.RankSets;
import org.teeter.infer.Triads;
import org.teeter.model.BradleyTerry;

/**
 * What do the uncertainties and checks of a leaderboard cost, each in its turn in one fresh process?
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.ColdInference counts.csv [REPETITIONS]</pre>
 *
 * <p>The file has the columns item1, item2, wins1, wins2 and ties, without quotes. Prints wall time and processor time of all threads.
 */
public final class ColdInference {
    private static final int DRAWS = 1000;
    private static final int SIMULATIONS = 20_000;

    private ColdInference() {}

    public static void main(String[] args) throws IOException {
        ComparisonGraph data = read(Path.of(args[0]));
        int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        Estimator estimator = Estimator.of(Prior.none());
        for (int k = 0; k < repetitions; k++) {
            Fit<ComparisonGraph> fit = time("fit", () -> estimator.fit(new BradleyTerry(), data));
            Covariance covariance = time("sandwich", () -> Covariance.sandwich(fit));
            time("standard errors", covariance::ofScores);
            QuasiVariances quasi = time("quasi-variances", () -> QuasiVariances.of(covariance));
            RankSets ranks = time("rank sets", () -> RankSets.of(fit, covariance, 0.95, SIMULATIONS, 1));
            Bootstrap bootstrap = time("1,000 bootstrap fits", () -> Bootstrap.ofJudgements(estimator, fit, DRAWS, 1));
            GoodnessOfFit goodness = time("goodness of fit", () -> GoodnessOfFit.of(fit));
            Triads triads = time("triads, 1,000 draws", () -> Triads.of(fit, DRAWS, 1));
            CrossValidation held = time("ten folds", () -> CrossValidation.of(estimator, fit, 10, 1));
            System.out.printf(
                    Locale.ROOT,
                    "quasi-variances off by %.1f %% to %.1f %%; c = %.3f ± %.3f, %d pairs separated, %d tiers; %d draws infinite;"
                            + " deviance %.0f on %d; %d of %d triads intransitive, %.0f ± %.0f expected; log-loss %.5f%n",
                    100 * quasi.lowest(),
                    100 * quasi.highest(),
                    ranks.criticalValue(),
                    ranks.criticalError(),
                    ranks.separated(),
                    ranks.tiers().size(),
                    bootstrap.infinite(),
                    goodness.deviance(),
                    goodness.degreesOfFreedom(),
                    triads.intransitive(),
                    triads.all(),
                    triads.expected(),
                    triads.deviation(),
                    held.logLoss().orElseThrow());
        }
    }

    private static ComparisonGraph read(Path file) throws IOException {
        List<String[]> rows = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        TreeSet<String> names = new TreeSet<>();
        for (String[] row : rows) {
            names.add(row[0]);
            names.add(row[1]);
        }
        Items items = Items.sorted(names);
        Tally tally = new Tally();
        for (String[] row : rows) {
            int i = items.id(row[0]).orElseThrow();
            int j = items.id(row[1]).orElseThrow();
            tally.add(i, j, Outcome.FIRST, 1, Long.parseLong(row[2]));
            tally.add(i, j, Outcome.SECOND, 1, Long.parseLong(row[3]));
            tally.add(i, j, Outcome.TIE, 1, Long.parseLong(row[4]));
        }
        return ComparisonGraph.of(tally.counts(items), Ties.HALF);
    }

    private static <T> T time(String what, Supplier<T> work) {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = process.getProcessCpuTime();
        long wall = System.nanoTime();
        T result = work.get();
        System.out.printf(
                Locale.ROOT,
                "%s: wall %.0f ms, process %.0f ms%n",
                what,
                (System.nanoTime() - wall) / 1e6,
                (process.getProcessCpuTime() - cpu) / 1e6);
        return result;
    }
}
