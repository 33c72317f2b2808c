package org.teeter.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.votes.Change;
import org.teeter.votes.Claim;
import org.teeter.votes.VotesToTip;

/**
 * How much processor time do votes to tip cost, with their lower bound, beside the naive way: dropping, vote by vote, the one whose loss a
 * refit shows to lower the lead most, among the pairs of the two items next to the boundary?
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.ColdVotes ITEMS PAIRS VOTES_A_PAIR [naive]</pre>
 */
public final class ColdVotes {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ColdVotes() {}

    public static void main(String[] args) {
        ComparisonGraph graph = Planted.pairs(
                        Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), 7)
                .graph();
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
        for (int repetition = 0; repetition < 3; repetition++) {
            for (int top : new int[] {1, 10}) {
                for (Change change : Change.values()) {
                    long cpu = PROCESS.getProcessCpuTime();
                    Optional<VotesToTip<ComparisonGraph>> found = VotesToTip.of(fit, Claim.top(fit, top), change);
                    System.out.printf(
                            Locale.ROOT,
                            "top %d, %s: %s votes, at least %s; process %.0f ms%n",
                            top,
                            change,
                            found.map(f -> f.votes() + "").orElse("no"),
                            found.map(f -> f.atLeast() + "").orElse("-"),
                            (PROCESS.getProcessCpuTime() - cpu) / 1e6);
                }
            }
        }
        if (args.length > 3) {
            naively(fit);
        }
    }

    private static void naively(Fit<ComparisonGraph> fit) {
        int first = Claim.order(fit).get(0);
        int second = Claim.order(fit).get(1);
        Estimator estimator = Estimator.of(fit.prior());
        double[] weights = new double[fit.data().kinds()];
        Arrays.setAll(weights, fit.data()::weight);
        long cpu = PROCESS.getProcessCpuTime();
        Fit<ComparisonGraph> at = fit;
        int votes = 0;
        for (; at.scores().difference(first, second) >= 0; votes++) {
            Fit<ComparisonGraph> best = at;
            int chosen = -1;
            for (int kind = 0; kind < weights.length; kind++) {
                int e = kind / fit.data().alternatives();
                boolean touches = fit.data().first(e) == first
                        || fit.data().second(e) == first
                        || fit.data().first(e) == second
                        || fit.data().second(e) == second;
                if (weights[kind] >= 1 && touches) {
                    weights[kind]--;
                    Fit<ComparisonGraph> without = estimator.refit(fit.data().weighted(weights), at);
                    weights[kind]++;
                    if (without.scores().difference(first, second)
                            < best.scores().difference(first, second)) {
                        best = without;
                        chosen = kind;
                    }
                }
            }
            weights[chosen]--;
            at = best;
        }
        System.out.printf(
                Locale.ROOT,
                "naively, first place, dropped: %d votes; process %.0f ms%n",
                votes,
                (PROCESS.getProcessCpuTime() - cpu) / 1e6);
    }
}
