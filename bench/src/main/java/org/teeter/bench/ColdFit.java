package org.teeter.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/**
 * How much processor time does the first fit of a fresh process cost, from judgements in memory to scores, compilation of the code
 * included?
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.ColdFit ITEMS ROWS [REPETITIONS]</pre>
 *
 * <p>Prints processor time of all threads, that of this thread alone, wall time and the process's peak memory.
 */
public final class ColdFit {

    private ColdFit() {}

    public static void main(String[] args) throws IOException {
        Planted planted = Planted.rows(Integer.parseInt(args[0]), Integer.parseInt(args[1]), 7);
        int repetitions = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int k = 0; k < repetitions; k++) {
            long cpu = process.getProcessCpuTime();
            long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), planted.graph());
            System.out.printf(
                    Locale.ROOT,
                    "process %.0f ms, thread %.1f ms, wall %.1f ms; residual %.1e, score error %.1e, %d steps%n",
                    (process.getProcessCpuTime() - cpu) / 1e6,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread) / 1e6,
                    (System.nanoTime() - wall) / 1e6,
                    fit.residual(),
                    fit.scoreError(),
                    fit.iterations());
        }
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .forEach(System.out::println);
        }
    }
}
