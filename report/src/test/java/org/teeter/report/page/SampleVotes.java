package org.teeter.report.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Model;
import org.teeter.report.document.Apart;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.Boundaries;
import org.teeter.report.document.JudgedPairs;
import org.teeter.report.document.Order;
import org.teeter.tabular.tally.Context;
import org.teeter.votes.Change;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Drawn votes as tables of who won against whom, which tests change as readers of a page do; fits and pages are the library's. */
final class SampleVotes {

    /** How the votes are fitted. */
    record Rule(Ties ties, Prior prior) {}

    private static final List<Outcome> OUTCOMES = List.of(Outcome.FIRST, Outcome.SECOND, Outcome.TIE);

    final int[][] wins;
    final int[][] ties; // on both sides of the diagonal
    private final Items items;

    private SampleVotes(int[][] wins, int[][] ties, Items items) {
        this.wins = wins;
        this.ties = ties;
        this.items = items;
    }

    /** Votes of random pairs by drawn scores; {@code density} is how many of the pairs were judged. */
    static SampleVotes drawn(RandomGenerator random, int n, double density, int most, IntFunction<String> names) {
        Items items = Items.sorted(IntStream.range(0, n).mapToObj(names).toList());
        SampleVotes votes = new SampleVotes(new int[n][n], new int[n][n], items);
        double[] scores = random.doubles(n, -2, 2).toArray();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (random.nextDouble() < density || j == i - 1) {
                    int judged = random.nextInt(1, most + 1);
                    for (int vote = 0; vote < judged; vote++) {
                        if (random.nextInt(6) == 0) {
                            votes.tie(i, j, 1);
                        } else if (random.nextDouble() < 1 / (1 + Math.exp(scores[j] - scores[i]))) {
                            votes.wins[i][j]++;
                        } else {
                            votes.wins[j][i]++;
                        }
                    }
                }
            }
        }
        return votes;
    }

    void tie(int i, int j, int more) {
        ties[i][j] += more;
        ties[j][i] += more;
    }

    /** Takes its votes from what a page copies. */
    void read(String csv) {
        for (int[] row : wins) {
            Arrays.fill(row, 0);
        }
        for (int[] row : ties) {
            Arrays.fill(row, 0);
        }
        for (String line : csv.lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            int i = items.id(cells[0]).orElseThrow();
            int j = items.id(cells[1]).orElseThrow();
            wins[i][j] = Integer.parseInt(cells[2]);
            wins[j][i] = Integer.parseInt(cells[3]);
            tie(i, j, Integer.parseInt(cells[4]));
        }
    }

    int total() {
        return IntStream.range(0, size())
                .map(i -> Arrays.stream(wins[i]).sum()
                        + Arrays.stream(ties[i]).limit(i).sum())
                .sum();
    }

    int size() {
        return wins.length;
    }

    String name(int item) {
        return items.name(item);
    }

    private Counts counts() {
        Tally tally = new Tally();
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < i; j++) {
                add(tally, i, j, Outcome.FIRST, wins[i][j]);
                add(tally, i, j, Outcome.SECOND, wins[j][i]);
                add(tally, i, j, Outcome.TIE, ties[i][j]);
            }
        }
        return tally.counts(items);
    }

    private static void add(Tally tally, int i, int j, Outcome outcome, int times) {
        if (times > 0) {
            tally.add(i, j, outcome, 1, times);
        }
    }

    /** The library's fit without some of the items, which are numbered anew. */
    Fit<ComparisonGraph> fit(Rule rule, Set<Integer> out) {
        return fit(new BradleyTerry(), rule, out);
    }

    Fit<ComparisonGraph> fit(Model<ComparisonGraph> model, Rule rule, Set<Integer> out) {
        Counts counts = out.isEmpty() ? counts() : counts().among(kept(out));
        return Estimator.of(rule.prior()).fit(model, ComparisonGraph.of(counts, rule.ties()));
    }

    int[] kept(Set<Integer> out) {
        return IntStream.range(0, size()).filter(i -> !out.contains(i)).toArray();
    }

    /** The pairs as the page's engine takes them. */
    void pairs(ArrayNode into) {
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < i; j++) {
                if (wins[i][j] + wins[j][i] + ties[i][j] > 0) {
                    into.addObject()
                            .put("a", i)
                            .put("b", j)
                            .put("wins", wins[i][j])
                            .put("losses", wins[j][i])
                            .put("ties", ties[i][j]);
                }
            }
        }
    }

    /** The votes of several together. */
    static SampleVotes together(List<SampleVotes> parts) {
        int n = parts.get(0).size();
        SampleVotes all = new SampleVotes(new int[n][n], new int[n][n], parts.get(0).items);
        for (SampleVotes part : parts) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    all.wins[i][j] += part.wins[i][j];
                    all.ties[i][j] += part.ties[i][j];
                }
            }
        }
        return all;
    }

    /**
     * What a page is made of that can leave raters, groups and files out, votes by file, then by context; and of which it is said that
     * two raters make the order.
     */
    static ObjectNode pageInParts(Rule rule, List<List<SampleVotes>> votes, List<Context> contexts) {
        List<Apart.OfFile> files = IntStream.range(0, votes.size())
                .mapToObj(k -> new Apart.OfFile("file " + k + ".csv", counts(List.of(votes.get(k)))))
                .toList();
        SampleVotes all = together(votes.stream().flatMap(List::stream).toList());
        Order.Bloc bloc = new Order.Bloc(
                0, 1, List.of(contexts.get(0).rater(), contexts.get(2).rater()), contexts.size(), 10, 2);
        return all.page(
                new BradleyTerry(),
                rule,
                Optional.of(new Order(0, List.of(0), 1, 1, 1, 1, 3, 0, "judgement", 100, List.of(), Optional.of(bloc))),
                Optional.empty(),
                new JudgedPairs(counts(votes), rule.ties(), new Apart(files, contexts)));
    }

    private static Counts counts(List<List<SampleVotes>> files) {
        Tally tally = new Tally();
        for (List<SampleVotes> parts : files) {
            for (int context = 0; context < parts.size(); context++) {
                SampleVotes votes = parts.get(context);
                for (int i = 0; i < votes.size(); i++) {
                    for (int j = 0; j < i; j++) {
                        int[] times = {votes.wins[i][j], votes.wins[j][i], votes.ties[i][j]};
                        for (int k = 0; k < times.length; k++) {
                            if (times[k] > 0) {
                                tally.add(i, j, OUTCOMES.get(k), context, 1, times[k]);
                            }
                        }
                    }
                }
            }
        }
        return tally.counts(files.get(0).get(0).items);
    }

    /** What a page of these votes is made of. */
    ObjectNode page(Model<ComparisonGraph> model, Rule rule) {
        return page(model, rule, Optional.empty());
    }

    /** The same with what is said of the order: that so many votes of the first edge and outcome change it. */
    ObjectNode pageWithTurn(Rule rule, Change change, double votes) {
        Order.Turn turn = new Order.Turn(1, change, 0, 1, votes, 0, List.of(new Order.Part(0, "some", votes, votes)));
        return page(
                new BradleyTerry(),
                rule,
                Optional.of(
                        new Order(0, List.of(0), 1, 1, 1, 1, 3, 0, "judgement", 100, List.of(turn), Optional.empty())));
    }

    /** The same with what is known of the boundary below the first: by how many votes the second comes in for it, and at least. */
    ObjectNode pageWithBoundary(Rule rule, int votes, int atLeast) {
        Fit<ComparisonGraph> fit = fit(rule, Set.of());
        List<Integer> order = IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -fit.scores().get(i)))
                .toList();
        Boundaries.Line line =
                new Boundaries.Line(1, order.get(0), OptionalDouble.of(votes), atLeast, order.get(1), order.get(0));
        return page(
                new BradleyTerry(),
                rule,
                Optional.empty(),
                Optional.of(new Boundaries(items, "judgement", 100, Change.FLIP, List.of(line))));
    }

    private ObjectNode page(Model<ComparisonGraph> model, Rule rule, Optional<Order> order) {
        return page(model, rule, order, Optional.empty());
    }

    private ObjectNode page(
            Model<ComparisonGraph> model, Rule rule, Optional<Order> order, Optional<Boundaries> boundaries) {
        return page(model, rule, order, boundaries, new JudgedPairs(counts(), rule.ties()));
    }

    private ObjectNode page(
            Model<ComparisonGraph> model,
            Rule rule,
            Optional<Order> order,
            Optional<Boundaries> boundaries,
            JudgedPairs judged) {
        Audit audit = Audit.of(fit(model, rule, Set.of()), AuditRequest.standard());
        AuditDocument document = new AuditDocument(
                new AuditedData(
                        List.of(),
                        List.of(),
                        judged,
                        audit,
                        order,
                        boundaries,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                "0.1.0");
        return document.page(document.json(), "2026-11-29");
    }
}
