package org.teeter.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.Random;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/**
 * What does an audit of the worst twenty predictions cost on graphs that are no well-mixed ones, and what is it sure of?
 *
 * <pre>java -Xmx2g -cp bench/target/bench.jar org.teeter.bench.HardGraphs ring|star|path|grid|tree|band|communities|random|hanging [ITEMS] [PRIOR]</pre>
 *
 * <p>Scores are N(0, 1), every hundredth three times as far out; each pair has 20 to 100 judgements, of which neither side wins all. Prints
 * processor and wall time of fit and audit, the largest heap, the audit's coverage and its worst sensitivities.
 */
public final class HardGraphs {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int COMMUNITY = 500;
    private static final int MEETINGS_WITHIN = 8;

    private final Random random = new Random(1);
    private final Tally tally = new Tally();
    private final int items;
    private final double[] scores;

    private HardGraphs(int items) {
        this.items = items;
        this.scores = new double[items];
        for (int i = 0; i < items; i++) {
            scores[i] = random.nextGaussian() * (i % 100 == 0 ? 3 : 1);
        }
    }

    public static void main(String[] args) {
        int items = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        Prior prior = args.length > 2 ? Prior.normal(Double.parseDouble(args[2])) : Prior.none();
        ComparisonGraph graph = new HardGraphs(items).graph(args[0]);
        long cpu = PROCESS.getProcessCpuTime();
        long wall = System.nanoTime();
        Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), graph);
        tell(args[0] + " of " + graph.size() + " items and " + graph.edges() + " pairs, fit", cpu, wall);
        cpu = PROCESS.getProcessCpuTime();
        wall = System.nanoTime();
        Audit audit = Audit.of(fit, AuditRequest.standard());
        tell("audit", cpu, wall);
        System.out.printf(
                Locale.ROOT,
                "worst %.6g, %dth %.6g; complete above %.6g%s; %d solves; largest index %s; refits off by %.1e%n",
                audit.largest(),
                audit.findings().size(),
                audit.findings().get(audit.findings().size() - 1).size(),
                audit.coverage().above(),
                audit.coverage().exhausted() ? " (at the limit of work)" : "",
                audit.coverage().solves(),
                audit.widestIndex()
                        .map(widest -> String.format(Locale.ROOT, "%.6g", widest.index()))
                        .orElse("unknown"),
                audit.checks().stream()
                        .mapToDouble(check -> check.relativeError())
                        .max()
                        .orElse(0));
    }

    private static void tell(String what, long cpu, long wall) {
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(HardGraphs::peak)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%s: process %.1f s, wall %.1f s, heap at most %d MB%n",
                what,
                (PROCESS.getProcessCpuTime() - cpu) / 1e9,
                (System.nanoTime() - wall) / 1e9,
                heap >> 20);
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }

    private ComparisonGraph graph(String kind) {
        switch (kind) {
            case "ring" -> ring();
            case "star" -> each(i -> meet(0, i));
            case "path" -> each(i -> meet(i - 1, i));
            case "grid" -> grid();
            case "tree" -> each(i -> meet(random.nextInt(i), i));
            case "band" ->
                each(i -> {
                    for (int k = Math.max(0, i - 4); k < i; k++) {
                        meet(k, i);
                    }
                });
            case "communities" -> communities();
            case "random" -> random(items, 10);
            case "hanging" -> hanging();
            default -> throw new IllegalArgumentException("unknown graph " + kind);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.HALF);
    }

    private interface Joining {
        void join(int i);
    }

    private void each(Joining joining) {
        for (int i = 1; i < items; i++) {
            joining.join(i);
        }
    }

    private void ring() {
        each(i -> meet(i - 1, i));
        meet(items - 1, 0);
    }

    private void grid() {
        int width = (int) Math.sqrt(items);
        each(i -> {
            if (i % width > 0) {
                meet(i - 1, i);
            }
            if (i >= width) {
                meet(i - width, i);
            }
        });
    }

    /** Each joined to a random item of its own, seven others more, and to the next community by two pairs. */
    private void communities() {
        for (int from = 0; from < items; from += COMMUNITY) {
            int size = Math.min(COMMUNITY, items - from);
            for (int i = 1; i < size; i++) {
                meet(from + random.nextInt(i), from + i);
                for (int k = 1; k < MEETINGS_WITHIN; k++) {
                    int other = random.nextInt(size);
                    if (other != i) {
                        meet(from + other, from + i);
                    }
                }
            }
            for (int k = 0; k < 2 && from > 0; k++) {
                meet(from - 1 - random.nextInt(COMMUNITY), from + random.nextInt(size));
            }
        }
    }

    private void random(int among, int meetings) {
        for (int i = 1; i < among; i++) {
            meet(random.nextInt(i), i);
            for (int k = 1; k < meetings; k++) {
                int other = random.nextInt(among);
                if (other != i) {
                    meet(other, i);
                }
            }
        }
    }

    /** Half of the items well mixed, on which the others hang in chains of a hundred. */
    private void hanging() {
        int core = items / 2;
        random(core, 10);
        for (int i = core; i < items; i++) {
            meet(i % 100 == 0 ? random.nextInt(core) : i - 1, i);
        }
    }

    /** 20 to 100 judgements, at least one for each side. */
    private void meet(int a, int b) {
        int n = 20 + random.nextInt(81);
        double p = 1 / (1 + Math.exp(scores[b] - scores[a]));
        int won = 0;
        for (int k = 0; k < n; k++) {
            won += random.nextDouble() < p ? 1 : 0;
        }
        won = Math.min(n - 1, Math.max(1, won));
        tally.add(a, b, Outcome.FIRST, 1, won);
        tally.add(a, b, Outcome.SECOND, 1, n - won);
    }
}
