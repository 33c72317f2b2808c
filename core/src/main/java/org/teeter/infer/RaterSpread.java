package org.teeter.infer;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.teeter.data.ComparisonGraph;

/**
 * How far raters differ: the standard deviation between raters of the share that the same pair gets from each, beyond what chance makes.
 *
 * <pre>{@code
 * τ² = Σ_pairs [Σ_r n_r (y_r - y)² - (R - 1) w] / Σ_pairs (n - Σ_r n_r² / n),  w = Σ_pairs Σ_r SS_r / Σ_pairs Σ_r (n_r - 1)    [M89]
 * }</pre>
 *
 * <p>The moments of an analysis of variance, SS_r being the squares within one rater and pair, a tie between 0 and 1.
 */
/*
 * R. DerSimonian and N. Laird (1986), Meta-analysis in clinical trials, Controlled Clinical Trials 7(3), with one variance within.
 */
public final class RaterSpread {
    private double between; // Σ n_r (y_r - y)²
    private double freedom; // Σ (R - 1)
    private double size; // Σ (n - Σ n_r² / n)

    private RaterSpread() {}

    /** Of raters' judgements of the same items; empty where no rater judged a pair twice that another judged too. */
    public static OptionalDouble of(List<ComparisonGraph> raters) {
        Map<Long, double[]> pairs = new TreeMap<>(); // n, wins, Σ n_r², Σ n_r y_r², raters
        double within = 0;
        double repeats = 0;
        for (ComparisonGraph rater : raters) {
            for (int e = 0; e < rater.edges(); e++) {
                double n = rater.n(e);
                if (n == 0) {
                    continue;
                }
                double y = rater.y(e);
                double ties = rater.tied(e) + rater.halved(e);
                within += n * y * (1 - y) - ties / 4; // a tie's square is 1/4, not 1/2
                repeats += Math.max(0, n - 1);
                double[] sums =
                        pairs.computeIfAbsent((long) rater.first(e) << 32 | rater.second(e), key -> new double[5]);
                sums[0] += n;
                sums[1] += n * y;
                sums[2] += n * n;
                sums[3] += n * y * y;
                sums[4]++;
            }
        }
        RaterSpread spread = new RaterSpread();
        pairs.values().forEach(spread::add);
        return repeats == 0 || spread.size <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Math.sqrt(Math.max(0, spread.between - spread.freedom * within / repeats) / spread.size));
    }

    private void add(double... sums) {
        between += sums[3] - sums[1] * sums[1] / sums[0];
        freedom += sums[4] - 1;
        size += sums[0] - sums[2] / sums[0];
    }
}
