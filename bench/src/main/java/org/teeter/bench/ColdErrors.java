package org.teeter.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.infer.Covariance;
import org.teeter.infer.StandardErrors;
import org.teeter.model.BradleyTerry;

/**
 * How much processor time do the standard errors of all items cost in a fresh process, after the fit, compilation of the code included; and
 * how far are they from those of a solve each?
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.ColdErrors ITEMS ROWS [information|sandwich] [REPETITIONS]</pre>
 *
 * <p>Prints processor time of all threads and wall time, the error that is claimed, and the largest found in twenty items.
 */
public final class ColdErrors {
    private static final int CHECKED = 20;

    private ColdErrors() {}

    public static void main(String[] args) {
        Planted planted = Planted.rows(Integer.parseInt(args[0]), Integer.parseInt(args[1]), 7);
        boolean robust = args.length < 3 || args[2].equals("sandwich");
        int repetitions = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), planted.graph());
        for (int k = 0; k < repetitions; k++) {
            long cpu = process.getProcessCpuTime();
            long wall = System.nanoTime();
            Covariance covariance = robust ? Covariance.sandwich(fit) : Covariance.ofInformation(fit);
            StandardErrors errors = covariance.ofScores();
            double spent = (process.getProcessCpuTime() - cpu) / 1e6;
            double passed = (System.nanoTime() - wall) / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "%s: process %.0f ms, wall %.0f ms; %s, relative error at most %.1e, found %.1e%n",
                    covariance.name(),
                    spent,
                    passed,
                    errors.how(),
                    errors.relativeError(),
                    found(covariance, errors, planted.items));
        }
    }

    private static double found(Covariance covariance, StandardErrors errors, int items) {
        Random random = new Random(1);
        double worst = 0;
        for (int k = 0; k < CHECKED; k++) {
            int i = random.nextInt(items);
            double[] weights = new double[items];
            Arrays.fill(weights, -1.0 / items);
            weights[i] += 1;
            double exact = Math.sqrt(covariance.variance(weights));
            worst = Math.max(worst, Math.abs(errors.values().get(i) / exact - 1));
        }
        return worst;
    }
}
