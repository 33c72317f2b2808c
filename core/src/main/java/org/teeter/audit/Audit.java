package org.teeter.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.audit.search.Circuit;
import org.teeter.audit.search.Effort;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.graph.Blocks;
import org.teeter.graph.Parts;
import org.teeter.model.Hold;
import org.teeter.random.L64X128Mix;

/**
 * The exact sensitivity of a fit's predictions to every judged pair behind it: which are fragile, on what each hangs, how far each
 * pair reaches, and whether refitting confirms it.
 */
public final class Audit {
    /** Up to this many items every target is examined and can be listed. */
    public static final int LARGEST_LISTED = Circuit.LARGEST_DENSE;

    private final Examination examination;
    private final Sources sources;
    private final AuditRequest request;
    private final Scope scope;
    private final Answers answers;
    private final List<Check> checks;
    private final List<Check> sampled;

    private Audit(Examination examination, AuditRequest request, Progress progress) {
        this.examination = examination;
        this.sources = examination.sources();
        this.request = request;
        this.scope = new Scope(
                sources.graph(), examination.parts(), request.acrossParts(), request.targets() instanceof Targets.All);
        this.answers = examination.answers(request, scope, progress);
        Verification verification = new Verification(sources, progress);
        this.checks = verification.of(
                answers.findings().subList(0, Math.min(answers.findings().size(), request.refits())));
        this.sampled = verification.of(sample());
    }

    /** Audits a fit. */
    public static Audit of(Fit<?> fit, AuditRequest request) {
        return of(fit, request, Progress.SILENT);
    }

    /**
     * Audits a fit to judgements of pairs, under conditions, by raters of their own precisions or neither, or to rankings.
     *
     * @throws IllegalArgumentException if it is a fit to other data, or too large for what is asked
     */
    public static Audit of(Fit<?> fit, AuditRequest request, Progress progress) {
        boolean coupled = fit.prior().regression().isPresent() || fit.prior().hold() == Hold.INFORMATION;
        if (fit.data() instanceof ComparisonGraph && coupled) {
            return new Audit(new WholeExamination(new PairSources(ofPairs(fit))), request, progress);
        }
        if (fit.data() instanceof ComparisonGraph) {
            return of(
                    ofPairs(fit), request, progress, Effort.standard(fit.graph().edges()));
        }
        return new Audit(new WholeExamination(Sources.of(fit)), request, progress);
    }

    @SuppressWarnings("unchecked") // the data are of that type
    private static Fit<ComparisonGraph> ofPairs(Fit<?> fit) {
        return (Fit<ComparisonGraph>) fit;
    }

    /** Audits a fit to judgements of pairs with so much effort. */
    static Audit of(Fit<ComparisonGraph> fit, AuditRequest request, Progress progress, Effort effort) {
        int largestDense = effort.largestDense();
        if (request.top() == 0 && fit.graph().size() > largestDense && !(request.targets() instanceof Targets.Named)) {
            throw new IllegalArgumentException("all targets can be listed of up to " + largestDense + " items, got "
                    + fit.graph().size() + ": ask for the top ones, or name targets");
        }
        progress.at("computing the response of every score", 0);
        return new Audit(new PairExamination(fit, effort), request, progress);
    }

    public Fit<?> fit() {
        return sources.fit();
    }

    /** What of the data was moved. */
    public Sources sources() {
        return sources;
    }

    public AuditRequest request() {
        return request;
    }

    /** The parts into which the data fall: more than one only where a prior makes a fit of data that do not hang together. */
    public Parts parts() {
        return scope.parts();
    }

    /** Whether no pair was left to predict, so that an audit of unobserved pairs became one of all pairs. */
    public boolean everyPairCompared() {
        return scope.isEveryPairCompared();
    }

    /** How many predictions the audit speaks for, as far as {@link #coverage} says. */
    public long targets() {
        return answers.targets();
    }

    /**
     * For each threshold, how many of them are known to exceed it: all that do, if {@link Coverage#isExactAbove} of the threshold,
     * else at least so many do.
     */
    public List<Long> fragile() {
        return answers.fragile();
    }

    /** What the findings and their numbers leave open; nothing up to 5,000 items. */
    public Coverage coverage() {
        return answers.coverage();
    }

    /** The largest sensitivity found, without sign; none is larger than this and {@link Coverage#above}. */
    public double largest() {
        return findings().isEmpty() ? 0 : findings().get(0).size();
    }

    /** Predictions with their worst source, worst first: the first {@code top}, or all. */
    public List<Finding> findings() {
        return answers.findings();
    }

    /** The sources on which the findings hang, those of most findings first: of the fragile findings, or of all where none is. */
    public List<Hinge> hinges() {
        return Hinge.of(findings(), request.thresholds().get(0));
    }

    /**
     * The pairs and how far each reaches, in the order of the graph: all of them up to 5,000 items; beyond, those that the
     * search visited because nothing else could bound their reach, and none for named targets.
     */
    public List<ComparisonInfluence> influences() {
        return answers.influences();
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
        return Dominance.of(sources, request.thresholds());
    }

    /** How many pairs are bridges. */
    public int bridges() {
        return (int) bridgeEdges().count();
    }

    /** The bridges, in the order of the graph. */
    public IntStream bridgeEdges() {
        Blocks blocks = Blocks.of(sources.graph());
        return IntStream.range(0, sources.graph().edges()).filter(blocks::isBridge);
    }

    /**
     * Whether no sensitivity exceeds the index of its pair [M45]: where parameters that all judgements share enter, or a curvature is
     * negative, that is not proven.
     */
    public boolean isCertified() {
        return examination.isCertified();
    }

    /** What the leverages of all judged pairs add up to, and what they should; empty where a search beyond 5,000 items does without. */
    public Optional<Foster> foster() {
        return request.targets() instanceof Targets.Named && fit().graph().size() > LARGEST_LISTED
                ? Optional.empty()
                : examination.foster();
    }

    /** The pair with the largest index, which no sensitivity exceeds; empty where unknown, or where that is not so. */
    public Optional<ComparisonInfluence> widestIndex() {
        if (!answers.widestIndexKnown() || !isCertified()) {
            return Optional.empty();
        }
        return influences().stream().max(Comparator.comparingDouble(ComparisonInfluence::index));
    }

    /**
     * The standard error of each score, centred to mean zero; none beyond 5,000 items, where each costs a solve, see {@link
     * org.teeter.fit.Uncertainty}.
     */
    public List<Double> standardErrors() {
        return examination.standardErrors();
    }

    /** {@code dp_ij / dy_ab} [M43]: how far the prediction for i over j moves with the proportion that a won of b, who were compared. */
    public double sensitivity(int i, int j, int a, int b) {
        int e = sources.of(a, b);
        return sources.first(e) == a ? sensitivity(i, j, e) : -sensitivity(i, j, e); // y_ba = 1 - y_ab
    }

    /** {@code dp_ij / dy_e} of one source. */
    public double sensitivity(int i, int j, int e) {
        return examination.sensitivity(i, j, e);
    }

    /** For each source the share of the evidence for i over j that runs through it, from its first item to its second. */
    public double[] flows(int i, int j) {
        return examination.flows(i, j);
    }

    /** Random targets that are not checked as findings; their sources are the worst ones, which are the claims an audit makes. */
    private List<Finding> sample() {
        int n = sources.graph().size();
        if (n < 2 || request.targets() instanceof Targets.Named) {
            return List.of();
        }
        RandomGenerator random = L64X128Mix.of(request.seed());
        List<Finding> drawn = new ArrayList<>();
        for (int tries = 0; tries < 100 * request.sample() && drawn.size() < request.sample(); tries++) {
            int i = random.nextInt(n);
            int j = random.nextInt(n);
            boolean isNew = i < j
                    && scope.contains(i, j)
                    && Stream.concat(checks.stream().map(Check::finding), drawn.stream())
                            .noneMatch(finding -> finding.i() == i && finding.j() == j);
            if (isNew) {
                drawn.add(examination.worst(i, j));
            }
        }
        return drawn;
    }
}
