package org.teeter.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;
import org.teeter.model.RaoKupper;

/**
 * What do other models of pairs cost beside Bradley-Terry, on the same counts? Every fifth judgement is a tie, halved where the model
 * predicts none.
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.ColdModels MODEL ITEMS ROWS [REPETITIONS]</pre>
 *
 * <p>Prints processor time of all threads and of the one that fits, first in a fresh process and again; counting is not in it.
 */
public final class ColdModels {
    private static final int EVERY = 5;

    private static final Map<String, PairModel> MODELS = Map.of(
            "bradley-terry", new BradleyTerry(),
            "probit", new LinkModel(new Probit()),
            "davidson", new Davidson(),
            "rao-kupper", new RaoKupper());

    private ColdModels() {}

    public static void main(String[] args) {
        PairModel model = MODELS.get(args[0]);
        if (model == null) {
            throw new IllegalArgumentException("the model must be one of " + MODELS.keySet() + ", got " + args[0]);
        }
        int items = Integer.parseInt(args[1]);
        Planted planted = Planted.rows(items, Integer.parseInt(args[2]), 7);
        Tally tally = new Tally();
        for (int k = 0; k < planted.winner.length; k++) {
            tally.add(planted.winner[k], planted.loser[k], k % EVERY == 0 ? Outcome.TIE : Outcome.FIRST, 1, 1);
        }
        Counts counts = tally.counts(Items.numbered(items));
        ComparisonGraph data = ComparisonGraph.of(counts, model.predictsTies() ? Ties.KEEP : Ties.HALF);
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int k = 0; k < (args.length > 3 ? Integer.parseInt(args[3]) : 1); k++) {
            long cpu = process.getProcessCpuTime();
            long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(model, data);
            System.out.printf(
                    Locale.ROOT,
                    "%s: process %.0f ms, thread %.0f ms; residual %.1e, %d steps%n",
                    fit.model().name(),
                    (process.getProcessCpuTime() - cpu) / 1e6,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread) / 1e6,
                    fit.residual(),
                    fit.iterations());
        }
    }
}
