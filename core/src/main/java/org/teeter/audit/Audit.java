package org.teeter.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.graph.Blocks;
import org.teeter.link.Probability;

/**
 * The exact sensitivity of a fit's predictions to every comparison behind it: which are fragile, on what each hangs, how far each
 * comparison reaches, and whether refitting confirms it.
 */
public final class Audit {
    /** Up to this many items every target is examined and can be listed. */
    public static final int LARGEST_LISTED = Circuit.LARGEST_DENSE;

    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double NORMAL_95 = 1.959963984540054;

    /** Findings before this rank get a solve of their own; those after it are differences of the inverse. */
    private static final int SOLVED_SINGLY = 1000;

    private final Circuit circuit;
    private final ComparisonGraph graph;
    private final AuditRequest request;
    private final Progress progress;
    private final Parts parts;
    private final boolean everyPairCompared;
    private final Blocks blocks;
    private final List<Finding> findings;
    private final List<ComparisonInfluence> influences;
    private final List<Check> checks;
    private final List<Check> sampled;
    private final long targets;
    private final List<Long> fragile;
    private final double largest;
    private final Coverage coverage;
    private final boolean widestIndexKnown;

    private Audit(Fit<ComparisonGraph> fit, AuditRequest request, Progress progress, int largestDense, int mostSolves) {
        this.request = request;
        this.progress = progress;
        if (request.top() == 0 && fit.graph().size() > largestDense && !(request.targets() instanceof Targets.Named)) {
            throw new IllegalArgumentException("all targets can be listed of up to " + largestDense + " items, got "
                    + fit.graph().size() + ": ask for the top ones, or name targets");
        }
        progress.at("computing the response of every score", 0);
        this.circuit = new Circuit(fit, largestDense);
        this.graph = fit.data();
        this.parts = circuit.parts();
        this.everyPairCompared = graph.edges() == pairs();
        this.blocks = Blocks.of(graph.graph());
        if (request.targets() instanceof Targets.Named named) {
            Reaches reaches = new Reaches(circuit, named.pairs());
            List<Finding> found = named.pairs().stream()
                    .map(pair -> worst(pair.i(), pair.j()))
                    .sorted(Comparator.comparingDouble(f -> -f.size()))
                    .toList();
            this.targets = found.size();
            this.fragile = request.thresholds().stream()
                    .map(m -> found.stream().filter(f -> f.size() > m).count())
                    .toList();
            this.findings =
                    request.top() == 0 || found.size() <= request.top() ? found : found.subList(0, request.top());
            this.coverage = Coverage.EVERYTHING;
            this.widestIndexKnown = circuit.isDense();
            this.influences = circuit.isDense() ? influences(reaches) : List.of();
        } else if (!circuit.isDense()) {
            SparseSearch.Result result = new SparseSearch(
                            circuit, new WorstTargets(circuit, this::isTarget), request, mostSolves, progress)
                    .search();
            this.targets = pairs() - (auditsObserved() ? 0 : graph.edges());
            this.fragile = request.thresholds().stream()
                    .map(m -> result.found().stream().filter(f -> f.size() > m).count())
                    .toList();
            progress.at("solving for each of the findings", 0);
            this.findings = result.found().parallelStream()
                    .map(found -> finding(found, result.resistance(found.edge())))
                    .toList();
            this.coverage = result.coverage();
            this.widestIndexKnown = result.widestIndexKnown();
            this.influences = result.visits().stream().map(this::influence).toList();
        } else {
            DenseSearch.Ranking ranking =
                    new DenseSearch(circuit, auditsObserved(), this::isComparable, request, progress).rank();
            this.targets = ranking.targets;
            List<Long> over = new ArrayList<>();
            for (long count : ranking.over) {
                over.add(count);
            }
            this.fragile = List.copyOf(over);
            this.findings = new Ranked<>(ranking.size(), k -> finding(ranking, k));
            this.coverage = Coverage.EVERYTHING;
            this.widestIndexKnown = true;
            this.influences = measureInfluences();
        }
        this.largest = findings.isEmpty() ? 0 : findings.get(0).size();
        Verification verification = new Verification(fit, progress);
        this.checks = verification.of(findings.subList(0, Math.min(findings.size(), request.refits())));
        this.sampled = verification.of(sample());
    }

    /** Audits a fit. */
    public static Audit of(Fit<ComparisonGraph> fit, AuditRequest request) {
        return of(fit, request, Progress.SILENT);
    }

    public static Audit of(Fit<ComparisonGraph> fit, AuditRequest request, Progress progress) {
        return of(
                fit,
                request,
                progress,
                Circuit.LARGEST_DENSE,
                SparseSearch.mostSolves(fit.graph().edges()));
    }

    /** With an inverse up to {@code largestDense} items, and a search of at most {@code mostSolves} solves beyond. */
    static Audit of(
            Fit<ComparisonGraph> fit, AuditRequest request, Progress progress, int largestDense, int mostSolves) {
        return new Audit(fit, request, progress, largestDense, mostSolves);
    }

    public Fit<ComparisonGraph> fit() {
        return circuit.fit();
    }

    public AuditRequest request() {
        return request;
    }

    /** The parts into which the data fall: more than one only where a prior makes a fit of data that do not hang together. */
    public Parts parts() {
        return parts;
    }

    /** Whether no pair was left to predict, so that an audit of unobserved pairs became one of all pairs. */
    public boolean everyPairCompared() {
        return everyPairCompared;
    }

    /** How many predictions the audit speaks for, as far as {@link #coverage} says. */
    public long targets() {
        return targets;
    }

    /**
     * For each threshold, how many of them are known to exceed it: all that do, if {@link Coverage#isExactAbove} of the threshold,
     * else at least so many do.
     */
    public List<Long> fragile() {
        return fragile;
    }

    /** What the findings and their numbers leave open; nothing up to 5,000 items. */
    public Coverage coverage() {
        return coverage;
    }

    /** The largest sensitivity found, without sign; none is larger than this and {@link Coverage#above}. */
    public double largest() {
        return largest;
    }

    /** Predictions with their worst source, worst first: the first {@code top}, or all. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The comparisons and how far each reaches, in the order of the graph: all of them up to 5,000 items; beyond, those that the
     * search visited because nothing else could bound their reach, and none for named targets.
     */
    public List<ComparisonInfluence> influences() {
        return influences;
    }

    /** The findings held against refits, in their order. */
    public List<Check> checks() {
        return checks;
    }

    /** Further targets, drawn at random, held against refits. */
    public List<Check> sampledChecks() {
        return sampled;
    }

    /** Share of compared pairs that are one-sided, for each threshold. */
    public List<Dominance> dominance() {
        return Dominance.of(fit(), request.thresholds());
    }

    /** How many comparisons are bridges. */
    public int bridges() {
        return (int) bridgeEdges().count();
    }

    /** The bridges, in the order of the graph. */
    public IntStream bridgeEdges() {
        return IntStream.range(0, graph.edges()).filter(blocks::isBridge);
    }

    /**
     * Whether no sensitivity exceeds the index of its comparison [M45]: where parameters that all judgements share enter, that is not
     * proven.
     */
    public boolean isCertified() {
        return !circuit.hasShared();
    }

    /** The comparison with the largest index, which no sensitivity exceeds; empty where unknown, or where that is not so. */
    public Optional<ComparisonInfluence> widestIndex() {
        if (!widestIndexKnown || !isCertified()) {
            return Optional.empty();
        }
        return influences.stream().max(Comparator.comparingDouble(ComparisonInfluence::index));
    }

    /**
     * The standard error of each score, centred to mean zero; none beyond 5,000 items, where each costs a solve, see {@link
     * org.teeter.fit.Uncertainty}.
     */
    public List<Double> standardErrors() {
        return circuit.scoreErrors();
    }

    /** {@code dp_ij / dy_ab} [M43]: how far the prediction for i over j moves with the proportion that a won of b, who were compared. */
    public double sensitivity(int i, int j, int a, int b) {
        int e = graph.edge(a, b);
        if (e < 0) {
            throw new IllegalArgumentException("a source must have been compared, got " + a + " and " + b);
        }
        return circuit.density(i, j) * circuit.pull(e) * circuit.transfer(i, j, a, b);
    }

    /** For each comparison the share of the evidence for i over j that runs through it, from its first item to its second. */
    public double[] flows(int i, int j) {
        double[] x = circuit.potentials(i, j);
        double[] flows = new double[graph.edges()];
        for (int e = 0; e < flows.length; e++) {
            flows[e] = circuit.conductance(e) * (x[graph.first(e)] - x[graph.second(e)]);
        }
        return flows;
    }

    private boolean auditsObserved() {
        return request.targets() instanceof Targets.All || everyPairCompared;
    }

    /** How many pairs can be targets at all. */
    private long pairs() {
        return request.acrossParts() ? (long) graph.size() * (graph.size() - 1) / 2 : parts.pairsWithin();
    }

    private boolean isComparable(int i, int j) {
        return request.acrossParts() || parts.areConnected(i, j);
    }

    private boolean isTarget(int i, int j) {
        return isComparable(i, j) && (auditsObserved() || graph.edge(i, j) < 0);
    }

    private Finding finding(DenseSearch.Ranking ranking, int k) {
        int i = ranking.i[k];
        int j = ranking.j[k];
        if (ranking.edge[k] < 0) {
            return finding(i, j, circuit.resistance(i, j), Optional.empty());
        }
        int e = ranking.edge[k];
        int a = graph.first(e);
        int b = graph.second(e);
        if (k >= SOLVED_SINGLY) {
            return finding(i, j, e, circuit.transfer(i, j, a, b));
        }
        double[] x = circuit.potentials(i, j);
        return finding(i, j, e, x[a] - x[b]);
    }

    private Finding finding(Best.Found found, double sourceResistance) {
        double[] x = circuit.potentials(found.i(), found.j());
        double resistance = x[found.i()] - x[found.j()];
        int e = found.edge();
        double transfer = x[graph.first(e)] - x[graph.second(e)];
        return finding(found.i(), found.j(), e, transfer, resistance, sourceResistance);
    }

    /** The finding of one pair by a solve of its own and a look at every comparison. */
    private Finding worst(int i, int j) {
        double[] x = circuit.potentials(i, j);
        int own = graph.edge(i, j);
        int worst = -1;
        double most = 0;
        for (int e = 0; e < graph.edges(); e++) {
            double size = circuit.pull(e) * Math.abs(x[graph.first(e)] - x[graph.second(e)]);
            if (e != own && (size > most || worst < 0)) {
                most = size;
                worst = e;
            }
        }
        if (worst < 0) {
            return finding(i, j, circuit.resistance(i, j), Optional.empty());
        }
        return finding(i, j, worst, x[graph.first(worst)] - x[graph.second(worst)]);
    }

    private Finding finding(int i, int j, int e, double transfer) {
        double ofSource = circuit.resistance(graph.first(e), graph.second(e));
        return finding(i, j, e, transfer, circuit.resistance(i, j), ofSource);
    }

    private Finding finding(int i, int j, int e, double transfer, double resistance, double ofSource) {
        int a = graph.first(e);
        int b = graph.second(e);
        double density = circuit.density(i, j);
        double leverage = circuit.leverage(e, ofSource);
        double sensitivity = density * circuit.pull(e) * transfer;
        Finding.Source source = new Finding.Source(
                e,
                a,
                b,
                graph.n(e),
                graph.y(e),
                fit().probability(a, b),
                leverage,
                circuit.conductance(e) * transfer,
                sensitivity,
                sensitivity / leverage,
                density / circuit.density(a, b));
        return finding(i, j, resistance, Optional.of(source));
    }

    private Finding finding(int i, int j, double resistance, Optional<Finding.Source> source) {
        double error = Math.sqrt(resistance);
        double x = fit().scores().difference(i, j);
        return new Finding(
                i,
                j,
                graph.edge(i, j) >= 0,
                parts.areConnected(i, j),
                fit().probability(i, j),
                circuit.density(i, j) * error,
                new Finding.Interval(
                        fit().model().link().probability(x - NORMAL_95 * error),
                        fit().model().link().probability(x + NORMAL_95 * error)),
                source);
    }

    private List<ComparisonInfluence> measureInfluences() {
        WorstTargets worst = new WorstTargets(circuit, this::isTarget);
        int block = 64;
        int blocks = (graph.edges() + block - 1) / block;
        AtomicInteger done = new AtomicInteger();
        return IntStream.range(0, blocks)
                .parallel()
                .mapToObj(k -> {
                    List<ComparisonInfluence> part = new ArrayList<>();
                    WorstTargets.Search search = worst.search();
                    for (int e = k * block; e < Math.min(graph.edges(), (k + 1) * block); e++) {
                        part.add(influence(e, search));
                    }
                    progress.at("looking for the reach of each comparison", done.incrementAndGet() / (double) blocks);
                    return part;
                })
                .flatMap(List::stream)
                .toList();
    }

    private List<ComparisonInfluence> influences(Reaches reaches) {
        return IntStream.range(0, graph.edges())
                .mapToObj(e -> influence(e, circuit.resistance(graph.first(e), graph.second(e)), reaches.worst(e)))
                .toList();
    }

    private ComparisonInfluence influence(int e, WorstTargets.Search search) {
        return influence(e, circuit.resistance(graph.first(e), graph.second(e)), search.of(e));
    }

    private ComparisonInfluence influence(SparseSearch.Visit visit) {
        return influence(visit.edge(), visit.resistance(), visit.worst());
    }

    private ComparisonInfluence influence(int e, double resistance, WorstTargets.Worst reach) {
        Probability p = fit().probability(graph.first(e), graph.second(e));
        return new ComparisonInfluence(
                e,
                p,
                circuit.leverage(e, resistance),
                resistance,
                circuit.density().peak() * circuit.pull(e) * resistance,
                reach.i() < 0
                        ? Optional.empty()
                        : Optional.of(new ComparisonInfluence.Reach(reach.i(), reach.j(), reach.sensitivity())),
                blocks.isBridge(e));
    }

    /** Random targets that are not checked as findings; their sources are the worst ones, which are the claims an audit makes. */
    private List<Finding> sample() {
        int n = graph.size();
        if (n < 2 || request.targets() instanceof Targets.Named) {
            return List.of();
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(request.seed());
        Set<Targets.Pair> checked = new HashSet<>();
        checks.forEach(check -> checked.add(
                new Targets.Pair(check.finding().i(), check.finding().j())));
        Set<Targets.Pair> drawn = new LinkedHashSet<>();
        for (int tries = 0; tries < 100 * request.sample() && drawn.size() < request.sample(); tries++) {
            int i = random.nextInt(n);
            int j = random.nextInt(n);
            if (i < j && isTarget(i, j) && !checked.contains(new Targets.Pair(i, j))) {
                drawn.add(new Targets.Pair(i, j));
            }
        }
        return drawn.stream().map(pair -> worst(pair.i(), pair.j())).toList();
    }
}
