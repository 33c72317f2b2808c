package org.teeter.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.teeter.data.Items;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.PlackettLuce;

/**
 * How much processor time does the first Plackett-Luce fit of a fresh process cost, from counted rankings in memory to scores?
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.ColdRankings ITEMS RANKINGS LENGTH [REPETITIONS]</pre>
 */
public final class ColdRankings {

    private ColdRankings() {}

    public static void main(String[] args) {
        int items = Integer.parseInt(args[0]);
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long counting = process.getProcessCpuTime();
        RankingTally tally = tally(items, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Rankings first = tally.rankings(Items.numbered(items));
        System.out.printf(
                Locale.ROOT,
                "%s, drawn and counted in %.0f ms%n",
                first,
                (process.getProcessCpuTime() - counting) / 1e6);
        for (int k = 0; k < (args.length > 3 ? Integer.parseInt(args[3]) : 1); k++) {
            Rankings rankings = tally.rankings(Items.numbered(items));
            long cpu = process.getProcessCpuTime();
            long wall = System.nanoTime();
            Fit<Rankings> fit = Estimator.of(Prior.none()).fit(new PlackettLuce(), rankings);
            System.out.printf(
                    Locale.ROOT,
                    "process %.0f ms, wall %.0f ms; residual %.1e, score error %.1e, %d steps%n",
                    (process.getProcessCpuTime() - cpu) / 1e6,
                    (System.nanoTime() - wall) / 1e6,
                    fit.residual(),
                    fit.scoreError(),
                    fit.iterations());
        }
    }

    /** Rankings of items drawn at random, by the model, with scores of standard deviation 1. */
    private static RankingTally tally(int items, int count, int length) {
        Random random = new Random(7);
        double[] score = random.doubles(items).map(u -> random.nextGaussian()).toArray();
        RankingTally tally = new RankingTally();
        for (int k = 0; k < count; k++) {
            List<double[]> drawn = new ArrayList<>();
            random.ints(0, items)
                    .distinct()
                    .limit(length)
                    .forEach(i -> drawn.add(new double[] {i, -score[i] + Math.log(-Math.log(random.nextDouble()))}));
            drawn.sort((a, b) -> Double.compare(a[1], b[1]));
            tally.add(drawn.stream().map(d -> new int[] {(int) d[0]}).toList(), new int[0], 1, 1);
        }
        return tally;
    }
}
