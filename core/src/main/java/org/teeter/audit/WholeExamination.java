package org.teeter.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.teeter.fit.Fit;
import org.teeter.graph.Blocks;
import org.teeter.graph.Parts;
import org.teeter.link.Link;
import org.teeter.link.Probability;

/** Of any model: every source is held against every target. */
final class WholeExamination implements Examination {
    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double NORMAL_95 = 1.959963984540054;

    /** Beyond so many times those that are listed, findings are sorted and cut. */
    private static final int HELD_PER_LISTED = 50;

    /** Shares of the targets, each worked on by one thread. */
    private static final int BLOCKS = 32;

    /** Equals by their items, so that the order does not depend on threads. */
    private static final Comparator<Finding> WORST_FIRST = Comparator.<Finding>comparingDouble(f -> -f.size())
            .thenComparingInt(Finding::i)
            .thenComparingInt(Finding::j);

    private final Sources sources;
    private final Fit<?> fit;
    private final Link link;
    private final Responses responses;
    private final Parts parts;

    WholeExamination(Sources sources) {
        this.sources = sources;
        this.fit = sources.fit();
        this.link = fit.model().link();
        this.responses = new Responses(sources);
        this.parts = Parts.of(sources.graph());
    }

    @Override
    public Sources sources() {
        return sources;
    }

    @Override
    public Parts parts() {
        return parts;
    }

    /** A source and the most that it moves. */
    private static final class Reaches {
        private final int[] i;
        private final int[] j;
        private final double[] most;

        Reaches(int sources) {
            i = new int[sources];
            j = new int[sources];
            most = new double[sources];
        }

        void offer(int e, int first, int second, double s) {
            if (Math.abs(s) > Math.abs(most[e])) {
                i[e] = first;
                j[e] = second;
                most[e] = s;
            }
        }
    }

    /** What some targets have: their worst, how many exceed each threshold, and how far each source reaches among them. */
    private record Found(long targets, List<Long> over, List<Finding> findings, Reaches reaches) {}

    @Override
    public Answers answers(AuditRequest request, Scope scope, Progress progress) {
        int n = fit.graph().size();
        List<Found> blocks;
        if (request.targets() instanceof Targets.Named named) {
            blocks = List.of(found(named.pairs(), request));
        } else {
            AtomicInteger done = new AtomicInteger();
            blocks = IntStream.range(0, BLOCKS)
                    .parallel()
                    .mapToObj(block -> {
                        Found found = found(targets(block, n, scope), request);
                        progress.at(
                                "looking for the worst source of each prediction",
                                done.incrementAndGet() / (double) BLOCKS);
                        return found;
                    })
                    .toList();
        }
        long targets = 0;
        long[] over = new long[request.thresholds().size()];
        List<Finding> findings = new ArrayList<>();
        Reaches reaches = new Reaches(sources.count());
        for (Found block : blocks) {
            targets += block.targets;
            findings.addAll(block.findings);
            for (int m = 0; m < over.length; m++) {
                over[m] += block.over.get(m);
            }
            for (int e = 0; e < sources.count(); e++) {
                reaches.offer(e, block.reaches.i[e], block.reaches.j[e], block.reaches.most[e]);
            }
        }
        findings.sort(WORST_FIRST);
        return new Answers(
                targets,
                LongStream.of(over).boxed().toList(),
                List.copyOf(best(findings, request.top())),
                influences(reaches),
                Coverage.EVERYTHING,
                false);
    }

    private static List<Finding> best(List<Finding> sorted, int top) {
        return top == 0 || sorted.size() <= top ? sorted : sorted.subList(0, top);
    }

    /** The targets of every {@value #BLOCKS}th item, with those of higher numbers. */
    private static List<Targets.Pair> targets(int block, int n, Scope scope) {
        List<Targets.Pair> pairs = new ArrayList<>();
        for (int i = block; i < n; i += BLOCKS) {
            for (int j = i + 1; j < n; j++) {
                if (scope.contains(i, j)) {
                    pairs.add(new Targets.Pair(i, j));
                }
            }
        }
        return pairs;
    }

    private Found found(List<Targets.Pair> pairs, AuditRequest request) {
        Reaches reaches = new Reaches(sources.count());
        List<Finding> findings = new ArrayList<>();
        long[] over = new long[request.thresholds().size()];
        for (Targets.Pair pair : pairs) {
            Finding finding = worst(pair.i(), pair.j(), reaches);
            findings.add(finding);
            for (int m = 0; m < over.length; m++) {
                over[m] += finding.size() > request.thresholds().get(m) ? 1 : 0;
            }
            if (request.top() > 0 && findings.size() > HELD_PER_LISTED * request.top()) {
                findings.sort(WORST_FIRST);
                findings.subList(request.top(), findings.size()).clear();
            }
        }
        findings.sort(WORST_FIRST);
        return new Found(
                pairs.size(),
                LongStream.of(over).boxed().toList(),
                List.copyOf(best(findings, request.top())),
                reaches);
    }

    @Override
    public Finding worst(int i, int j) {
        return worst(i, j, new Reaches(sources.count()));
    }

    private Finding worst(int i, int j, Reaches reaches) {
        double density = link.density(fit.scores().difference(i, j));
        int own = sources.graph().edge(i, j);
        double[] ofI = responses.of(i);
        double[] ofJ = responses.of(j);
        int worst = -1;
        double most = 0;
        for (int e = 0; e < sources.count(); e++) {
            if (own < 0 || sources.edge(e) != own) {
                double s = density * (ofI[e] - ofJ[e]);
                reaches.offer(e, i, j, s);
                if (Math.abs(s) > Math.abs(most)) {
                    most = s;
                    worst = e;
                }
            }
        }
        double error = Math.sqrt(responses.resistance(i, j));
        double x = fit.scores().difference(i, j);
        return new Finding(
                i,
                j,
                own >= 0,
                parts.areConnected(i, j),
                fit.probability(i, j),
                density * error,
                new Finding.Interval(link.probability(x - NORMAL_95 * error), link.probability(x + NORMAL_95 * error)),
                worst < 0 ? Optional.empty() : Optional.of(source(worst, density, most)));
    }

    private Finding.Source source(int e, double density, double sensitivity) {
        double bound = density / sources.density(e);
        double leverage = leverage(e);
        return new Finding.Source(
                e,
                sources.first(e),
                sources.second(e),
                sources.n(e),
                sources.y(e),
                sources.fitted(e),
                leverage,
                sensitivity / bound,
                sensitivity,
                sensitivity / leverage,
                bound,
                sources.kind(),
                sources.about(e));
    }

    /** How far the prediction of a source's own pair follows its share. */
    private double leverage(int e) {
        return sources.density(e) * responses.difference(sources.first(e), sources.second(e), e);
    }

    private List<ComparisonInfluence> influences(Reaches reaches) {
        Blocks blocks = Blocks.of(sources.graph());
        int[] sharing = new int[sources.graph().edges()];
        for (int e = 0; e < sources.count(); e++) {
            sharing[sources.edge(e)]++;
        }
        double peak = link.density(0);
        List<ComparisonInfluence> influences = new ArrayList<>();
        for (int e = 0; e < sources.count(); e++) {
            Probability fitted = sources.fitted(e);
            double own = Math.abs(responses.difference(sources.first(e), sources.second(e), e));
            influences.add(new ComparisonInfluence(
                    e,
                    fitted,
                    leverage(e),
                    responses.resistance(sources.first(e), sources.second(e)),
                    peak * own,
                    reaches.most[e] == 0
                            ? Optional.empty()
                            : Optional.of(new ComparisonInfluence.Reach(reaches.i[e], reaches.j[e], reaches.most[e])),
                    sharing[sources.edge(e)] == 1 && blocks.isBridge(sources.edge(e))));
        }
        return influences;
    }

    @Override
    public double sensitivity(int i, int j, int e) {
        return link.density(fit.scores().difference(i, j)) * responses.difference(i, j, e);
    }

    @Override
    public List<Double> standardErrors() {
        return responses.standardErrors();
    }

    /** Sources of several parameters, or of several items, have no circuit whose resistance bounds them. */
    @Override
    public boolean isCertified() {
        return false;
    }

    /** Nor one whose leverages add up. */
    @Override
    public Optional<Foster> foster() {
        return Optional.empty();
    }

    @Override
    public double[] flows(int i, int j) {
        return IntStream.range(0, sources.count())
                .mapToDouble(e -> sources.density(e) * responses.difference(i, j, e))
                .toArray();
    }
}
