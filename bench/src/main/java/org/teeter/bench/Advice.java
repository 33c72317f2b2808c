package org.teeter.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Finding;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.infer.Covariance;
import org.teeter.model.BradleyTerry;
import org.teeter.plan.Goal;
import org.teeter.plan.Pair;
import org.teeter.plan.Plan;
import org.teeter.plan.Trial;
import org.teeter.random.L64X128Mix;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.votes.Claim;

/**
 * Does the advice work? Votes are bought by the plan, by the audit's own advice, at random, in proportion to the votes there are, and on the
 * best single pair by trying all; they are drawn from the fit, fitted with the rest, and looked at again. By how much, and how often, do the
 * interval, the largest sensitivity, and the number of leads that are not settled fall?
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.Advice DRAWS [llmfao/crowd-comparisons.csv arena-counts.csv]</pre>
 */
public final class Advice {
    private static final double NORMAL_95 = 1.959963984540054;
    private static final int GRAPHS = 20;
    private static final int HALVES = 100;
    private static final int LARGEST_TRIED = 45;
    private static final double MOST_SETTLING = 20_000;

    private Advice() {}

    public static void main(String[] args) throws IOException {
        int draws = Integer.parseInt(args[0]);
        Fit<ComparisonGraph> small = fit(read(Path.of("examples/arena-small.csv")));
        study("arena-small", List.of(small), new Goal.Top(1), 200, 2, draws);
        study("arena-small", List.of(small), new Goal.Fragile(), 50, 2, draws);
        List<Fit<ComparisonGraph>> sparse = IntStream.range(0, GRAPHS)
                .mapToObj(seed -> Planted.pairs(20, 30, 40, seed).graph())
                .filter(graph -> graph.preferences().strongComponents().size() == 1)
                .map(Advice::fit)
                .toList();
        study(sparse.size() + " sparse graphs", sparse, new Goal.Top(1), 200, 2, draws);
        study(sparse.size() + " sparse graphs", sparse, new Goal.Top(5), 200, 2, draws);
        study(sparse.size() + " sparse graphs", sparse, new Goal.Fragile(), 200, 2, draws);
        settle("sparse graphs", sparse, draws);
        if (args.length > 1) {
            Fit<ComparisonGraph> llmfao = fit(read(Path.of(args[1])));
            study("llmfao", List.of(llmfao), lead(llmfao), 75, 2, draws);
            study("llmfao", List.of(llmfao), new Goal.Top(1), 500, 2, draws);
            study("llmfao", List.of(llmfao), new Goal.Top(5), 500, 2, draws);
            study("llmfao", List.of(llmfao), new Goal.Fragile(), 500, 0.3, draws);
            settle("llmfao", List.of(llmfao), draws);
            heldBack(Path.of(args[1]), draws);
        }
        if (args.length > 2) {
            Fit<ComparisonGraph> arena = fit(read(Path.of(args[2])));
            study("Arena, August 2024", List.of(arena), lead(arena), 5000, 2, draws);
            study("Arena, August 2024", List.of(arena), new Goal.Top(10), 5000, 2, draws);
        }
    }

    /** A way to buy: votes by pair, given the number of a draw. */
    private record Way(String name, IntFunction<SortedMap<Pair, Integer>> buy) {}

    private static void study(
            String data, List<Fit<ComparisonGraph>> fits, Goal goal, int budget, double threshold, int draws) {
        Map<String, double[]> sums = new TreeMap<>();
        for (Fit<ComparisonGraph> fit : fits) {
            Plan plan = Plan.of(fit, goal, budget, threshold);
            Trial trial = new Trial(fit, Pair.of(plan.ahead(), plan.behind()), threshold);
            ToDoubleFunction<Fit<ComparisonGraph>> measure = measure(fit, goal, trial);
            double before = measure.applyAsDouble(fit);
            for (Way way : ways(fit, goal, plan, trial, Math.max(1, plan.total()))) {
                double[] sum = sums.computeIfAbsent(way.name(), name -> new double[5]);
                double[] after = IntStream.range(0, draws)
                        .parallel()
                        .mapToDouble(
                                k -> measure.applyAsDouble(trial.fit(way.buy().apply(k), 7 + k)))
                        .toArray();
                for (double one : after) {
                    sum[0] += before;
                    sum[1] += one;
                    sum[2] += one < before ? 1 : 0;
                    sum[3]++;
                }
                sum[4] += plan.total();
            }
        }
        sums.forEach((way, sum) -> System.out.printf(
                Locale.ROOT,
                "| %s | %s, %.0f votes | %s | %.3f | %.3f | %.0f%% |%n",
                data,
                name(goal),
                sum[4] / fits.size(),
                way,
                sum[0] / sum[3],
                sum[1] / sum[3],
                100 * sum[2] / sum[3]));
    }

    private static String name(Goal goal) {
        return goal instanceof Goal.Top top
                ? "leads across the boundary after " + top.k() + " that are not settled"
                : goal instanceof Goal.Lead ? "half-width of the interval of the first lead" : "largest sensitivity";
    }

    /** Of the first over the second. */
    private static Goal lead(Fit<ComparisonGraph> fit) {
        List<Integer> order = Claim.order(fit);
        return new Goal.Lead(order.get(0), order.get(1));
    }

    private static ToDoubleFunction<Fit<ComparisonGraph>> measure(Fit<ComparisonGraph> fit, Goal goal, Trial trial) {
        if (!(goal instanceof Goal.Top top)) {
            return after -> goal instanceof Goal.Lead
                    ? NORMAL_95 * trial.outlook(after).error()
                    : trial.outlook(after).largest();
        }
        Claim claim = Claim.top(fit, top.k());
        return after -> {
            double[][] v = Covariance.ofInformation(after).matrix();
            return claim.ahead().stream()
                    .flatMapToDouble(i -> claim.behind().stream()
                            .mapToDouble(j -> Math.abs(after.scores().difference(i, j))
                                            > NORMAL_95 * Math.sqrt(v[i][i] + v[j][j] - 2 * v[i][j])
                                    ? 0
                                    : 1))
                    .sum();
        };
    }

    private static List<Way> ways(Fit<ComparisonGraph> fit, Goal goal, Plan plan, Trial trial, int budget) {
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("1 plan", k -> plan.votes()));
        ways.add(new Way("2 audit's advice", k -> advised(fit, goal, plan, budget)));
        ways.add(new Way("3 at random", k -> drawn(fit, budget, k, false)));
        ways.add(new Way("4 as votes are", k -> drawn(fit, budget, k, true)));
        if (goal instanceof Goal.Fragile && fit.graph().size() <= LARGEST_TRIED) {
            SortedMap<Pair, Integer> best = best(fit, trial, budget);
            ways.add(new Way("5 best single pair", k -> best));
        }
        return ways;
    }

    /** The worst finding's own pair, or the two next to the boundary. */
    private static SortedMap<Pair, Integer> advised(Fit<ComparisonGraph> fit, Goal goal, Plan plan, int budget) {
        if (!(goal instanceof Goal.Fragile)) {
            return new TreeMap<>(Map.of(Pair.of(plan.ahead(), plan.behind()), budget));
        }
        Finding worst = Audit.of(fit, AuditRequest.standard()).findings().get(0);
        return new TreeMap<>(Map.of(Pair.of(worst.i(), worst.j()), budget));
    }

    private static SortedMap<Pair, Integer> drawn(Fit<ComparisonGraph> fit, int budget, int draw, boolean asVotesAre) {
        RandomGenerator random = L64X128Mix.of(1000L + draw);
        ComparisonGraph data = fit.data();
        double[] until = new double[data.edges()];
        double sum = 0;
        for (int e = 0; e < until.length; e++) {
            sum += data.n(e);
            until[e] = sum;
        }
        SortedMap<Pair, Integer> votes = new TreeMap<>();
        for (int vote = 0; vote < budget; vote++) {
            int i = random.nextInt(data.size());
            int j = (i + 1 + random.nextInt(data.size() - 1)) % data.size();
            if (asVotesAre) {
                double u = random.nextDouble() * sum;
                int e = (int) Arrays.stream(until).filter(end -> end <= u).count();
                i = data.first(e);
                j = data.second(e);
            }
            votes.merge(Pair.of(i, j), 1, Integer::sum);
        }
        return votes;
    }

    /** By the largest sensitivity after votes as expected, all pairs tried. */
    private static SortedMap<Pair, Integer> best(Fit<ComparisonGraph> fit, Trial trial, int budget) {
        int n = fit.graph().size();
        Function<Pair, Double> after =
                pair -> trial.expected(Map.of(pair, budget)).largest();
        Map<Pair, Double> tried = IntStream.range(0, n * n)
                .filter(k -> k % n < k / n)
                .mapToObj(k -> new Pair(k / n, k % n))
                .parallel()
                .collect(Collectors.toMap(pair -> pair, after));
        Pair best =
                Collections.min(tried.entrySet(), Map.Entry.comparingByValue()).getKey();
        return new TreeMap<>(Map.of(best, budget));
    }

    /** How often "about N more judgements of the two" settle who is first, as the audit says. */
    private static void settle(String data, List<Fit<ComparisonGraph>> fits, int draws) {
        long settled = 0;
        long tried = 0;
        for (Fit<ComparisonGraph> fit : fits) {
            Plan plan = Plan.of(fit, new Goal.Top(1), 1, 2);
            double further = plan.further();
            if (!(0 < further && further < MOST_SETTLING)) {
                continue;
            }
            Pair two = Pair.of(plan.ahead(), plan.behind());
            Trial trial = new Trial(fit, two, 2);
            SortedMap<Pair, Integer> votes = new TreeMap<>(Map.of(two, (int) further));
            settled += IntStream.range(0, draws)
                    .parallel()
                    .filter(k -> {
                        Fit<ComparisonGraph> after = trial.fit(votes, 7 + k);
                        return Math.abs(after.scores().difference(plan.ahead(), plan.behind()))
                                > NORMAL_95 * trial.outlook(after).error();
                    })
                    .count();
            tried += draws;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | \"about N more judgements\" settle the first place | %.0f%% of %d |%n",
                data,
                100.0 * settled / Math.max(1, tried),
                tried);
    }

    /** Half of a log is fitted; votes are bought among the other half, as far as it has some of a pair. */
    private static void heldBack(Path log, int repetitions) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(log)) {
            csv.forEach(row ->
                    rows.add(new String[] {row.getField("left"), row.getField("right"), row.getField("winner")}));
        }
        Items items = Items.sorted(
                rows.stream().flatMap(row -> Stream.of(row[0], row[1])).collect(Collectors.toSet()));
        Fit<ComparisonGraph> whole = fit(graph(items, rows));
        for (Goal goal : List.of(new Goal.Top(1), new Goal.Top(5), new Goal.Top(10), new Goal.Fragile())) {
            double threshold = goal instanceof Goal.Fragile ? 0.3 : 2;
            double[] sum = new double[3];
            double[] unsettled = new double[3];
            double total = 0;
            int halves = Math.min(HALVES, repetitions);
            for (int seed = 0; seed < halves; seed++) {
                Collections.shuffle(rows, new Random(seed));
                int half = rows.size() / 2;
                Fit<ComparisonGraph> fit = fit(graph(items, rows.subList(0, half)));
                Map<Pair, List<String[]>> pool = new TreeMap<>();
                for (String[] row : rows.subList(half, rows.size())) {
                    pool.computeIfAbsent(pair(items, row), pair -> new ArrayList<>())
                            .add(row);
                }
                Plan plan = Plan.of(
                        fit,
                        goal,
                        500,
                        threshold,
                        (i, j) -> pool.getOrDefault(new Pair(i, j), List.of()).size());
                List<String[]> bought = new ArrayList<>(rows.subList(0, half));
                plan.votes()
                        .forEach((pair, votes) ->
                                bought.addAll(pool.getOrDefault(pair, List.of()).subList(0, votes)));
                Trial trial = new Trial(fit, Pair.of(plan.ahead(), plan.behind()), threshold);
                ToDoubleFunction<Fit<ComparisonGraph>> forecast = measure(fit, goal, trial);
                ToDoubleFunction<Fit<ComparisonGraph>> measure =
                        goal instanceof Goal.Top top ? after -> wrong(after, whole, top.k()) : forecast;
                List<Fit<ComparisonGraph>> fits = List.of(
                        fit, fit(graph(items, bought)), fit(graph(items, rows.subList(0, half + plan.total()))));
                for (int k = 0; k < fits.size(); k++) {
                    sum[k] += measure.applyAsDouble(fits.get(k)) / halves;
                    unsettled[k] += forecast.applyAsDouble(fits.get(k)) / halves;
                }
                total += plan.total();
            }
            print(goal instanceof Goal.Top top ? "wrong among the first " + top.k() : name(goal), total / halves, sum);
            if (goal instanceof Goal.Top) {
                print(name(goal), total / halves, unsettled);
            }
        }
    }

    private static void print(String measure, double votes, double... sum) {
        System.out.printf(
                Locale.ROOT,
                "| llmfao, half held back | %s, %.0f votes | before %.3f, by the plan %.3f, at random %.3f |%n",
                measure,
                votes,
                sum[0],
                sum[1],
                sum[2]);
    }

    /** How many of the first k are not those of the whole log. */
    private static double wrong(Fit<?> fit, Fit<?> whole, int k) {
        List<Integer> right = Claim.order(whole).subList(0, k);
        return Claim.order(fit).subList(0, k).stream()
                .filter(i -> !right.contains(i))
                .count();
    }

    private static Pair pair(Items items, String[] row) {
        return Pair.of(items.id(row[0]).orElseThrow(), items.id(row[1]).orElseThrow());
    }

    private static ComparisonGraph graph(Items items, List<String[]> rows) {
        Tally tally = new Tally();
        for (String[] row : rows) {
            Outcome outcome =
                    row[2].equals("left") ? Outcome.FIRST : row[2].equals("right") ? Outcome.SECOND : Outcome.TIE;
            tally.add(items.id(row[0]).orElseThrow(), items.id(row[1]).orElseThrow(), outcome, 1, 1);
        }
        return ComparisonGraph.of(tally.counts(items), Ties.HALF);
    }

    private static Fit<ComparisonGraph> fit(ComparisonGraph graph) {
        return Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
    }

    static ComparisonGraph read(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no file " + file + "; run in the project's folder");
        }
        try (Reading reading = PreferenceFiles.read(List.of(file), ReadOptions.defaults(), (path, bytes, size) -> {})) {
            return ComparisonGraph.of(((Reading.Judgements) reading).counts(), Ties.HALF);
        }
    }
}
