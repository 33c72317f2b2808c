package org.teeter.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.teeter.audit.Progress;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.random.L64X128Mix;
import org.teeter.remedy.Found;
import org.teeter.remedy.Goal;
import org.teeter.remedy.Kind;
import org.teeter.remedy.RankedSet;
import org.teeter.remedy.Search;
import org.teeter.remedy.Sets;

/**
 * Do the sets that {@code teeter mitigate} has ranked instead of pairs bring the largest sensitivity down? Rankings are drawn from the fit,
 * beside as many rankings of random sets of the same sizes, and as many choices as judgements of the pairs that are judged anyway; the same
 * judgements are left out in each.
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.AdviceOnSets DRAWS</pre>
 */
public final class AdviceOnSets {
    private static final int GRAPHS = 20;

    private AdviceOnSets() {}

    public static void main(String[] args) throws IOException {
        int draws = Integer.parseInt(args[0]);
        List<Fit<ComparisonGraph>> small = List.of(fit(Advice.read(Path.of("examples/arena-small.csv"))));
        study("arena-small", small, 5, draws);
        study("arena-small", small, 2, draws);
        List<Fit<ComparisonGraph>> sparse = IntStream.range(0, GRAPHS)
                .mapToObj(seed -> Planted.pairs(20, 30, 40, seed).graph())
                .filter(graph -> graph.preferences().strongComponents().size() == 1)
                .map(AdviceOnSets::fit)
                .toList();
        study(sparse.size() + " sparse graphs", sparse, 2, draws);
    }

    private static Fit<ComparisonGraph> fit(ComparisonGraph data) {
        return Estimator.of(Prior.none()).fit(new BradleyTerry(), data);
    }

    private static void study(String name, List<Fit<ComparisonGraph>> fits, double most, int draws) {
        double[] sums = new double[4]; // before, and after each way
        long[] reached = new long[4];
        long[] failed = new long[4];
        long rankings = 0;
        double judgements = 0;
        int studied = 0;
        for (Fit<ComparisonGraph> fit : fits) {
            Goal goal = new Goal(new Targets.Unobserved(), most).settled(fit);
            double before = goal.audit(fit, 1, 0).largest();
            Found found = new Search(fit, goal, Progress.SILENT).weakest(Kind.SETS);
            if (before <= most || found.remedy().isEmpty()) {
                System.out.println(name + ": largest " + before + " " + found.reason());
                continue;
            }
            studied++;
            Sets sets = (Sets) found.remedy().orElseThrow();
            Goal same = new Goal(found.audit().orElseThrow().request().targets(), most);
            rankings += sets.rankings();
            judgements += sets.on(fit.data()).moved(fit.data());
            sums[0] += before;
            List<IntFunction<ComparisonGraph>> ways =
                    List.of(k -> sets.drawn(random(k)), k -> elsewhere(sets, random(k)), k -> pairs(sets, random(k)));
            for (int way = 0; way < ways.size(); way++) {
                IntFunction<ComparisonGraph> data = ways.get(way);
                double[] after = IntStream.range(0, draws)
                        .parallel()
                        .mapToDouble(k -> largest(same, data.apply(k)))
                        .toArray();
                for (double one : after) {
                    sums[way + 1] += Double.isFinite(one) ? one / draws : 0;
                    reached[way + 1] += one < before ? 1 : 0;
                    failed[way + 1] += Double.isFinite(one) ? 0 : 1;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s, M = %s | %.1f rankings, %.1f judgements | %.3f | %.3f (%.0f%%) | %.3f (%.0f%%) | %.3f (%.0f%%) | %d without a fit |%n",
                name,
                most,
                (double) rankings / studied,
                judgements / studied,
                sums[0] / studied,
                sums[1] / studied,
                100.0 * reached[1] / studied / draws,
                sums[2] / studied,
                100.0 * reached[2] / studied / draws,
                sums[3] / studied,
                100.0 * reached[3] / studied / draws,
                failed[1] + failed[2] + failed[3]);
    }

    private static RandomGenerator random(int draw) {
        return L64X128Mix.of(7L + draw);
    }

    private static double largest(Goal goal, ComparisonGraph data) {
        try {
            return goal.audit(fit(data), 1, 0).largest();
        } catch (NoFiniteFitException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** As many rankings of other sets of the same sizes, each drawn at random. */
    private static ComparisonGraph elsewhere(Sets sets, RandomGenerator random) {
        int n = sets.before().data().size();
        List<RankedSet> others = new ArrayList<>();
        for (RankedSet set : sets.sets()) {
            for (int k = 0; k < set.rankings(); k++) {
                TreeSet<Integer> items = new TreeSet<>();
                while (items.size() < set.items().size()) {
                    items.add(random.nextInt(n));
                }
                others.add(
                        new RankedSet(List.copyOf(items), 1, set.first(), set.second(), set.taken() / set.rankings()));
            }
        }
        return new Sets(sets.before(), others).drawn(random);
    }

    /** As many choices, each a judgement of a pair that is judged anyway, as often as it is. */
    private static ComparisonGraph pairs(Sets sets, RandomGenerator random) {
        Fit<ComparisonGraph> fit = sets.before();
        ComparisonGraph data = sets.on(fit.data()).of(fit.data());
        double[] until = new double[data.edges()];
        double sum = 0;
        for (int e = 0; e < until.length; e++) {
            sum += fit.data().n(e);
            until[e] = sum;
        }
        long choices = sets.sets().stream().mapToLong(RankedSet::choices).sum();
        for (long k = 0; k < choices; k++) {
            double u = random.nextDouble() * sum;
            int e = 0;
            while (e < until.length - 1 && until[e] <= u) {
                e++;
            }
            int a = data.first(e);
            int b = data.second(e);
            boolean wins = random.nextDouble() < fit.probability(a, b).p();
            data = data.plus(a, b, wins ? 1 : 0, wins ? 0 : 1, 0);
        }
        return data;
    }
}
