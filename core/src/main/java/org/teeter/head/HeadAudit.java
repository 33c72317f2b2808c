package org.teeter.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.linalg.Gram;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * How far each judged pair moves each prediction of a linear head:
 *
 * <pre>{@code S_ij,e = dp_ij/dy_e = v_ij n_e ψ_ijᵀ H⁻¹ ψ_e,  |S_ij,e| <= v_ij n_e sqrt(R_ij R_e),  R = ψᵀ H⁻¹ ψ    [M121]}</pre>
 *
 * <p>Targets are visited by falling {@code v_ij sqrt(R_ij)}, each against all pairs, until no other can be among the worst, or as many have
 * been visited as were allowed: then the bound of the next says above which sensitivity the list is complete.
 *
 * @param fit that is audited
 * @param findings the worst, one a target, the worst first
 * @param complete no sensitivity that is missing exceeds this
 * @param visited how many targets were visited
 * @param targets of how many
 * @param leverages of the judged pairs, {@code h_e = n_e v_e R_e}
 * @param widestIndex the largest {@code n_e R_e / 4}, which no sensitivity of a share to itself exceeds
 */
public record HeadAudit(
        HeadFit fit,
        List<Finding> findings,
        double complete,
        int visited,
        long targets,
        List<Double> leverages,
        double widestIndex) {
    private static final Logistic LOGISTIC = new Logistic();
    private static final int TOGETHER = 16;

    public HeadAudit {
        findings = List.copyOf(findings);
    }

    /**
     * A prediction and the judged pair that moves it most; a pair is no source of its own prediction.
     *
     * @param error standard error of the lead, sqrt(R_ij)
     * @param source the pair, by its number among those judged
     */
    public record Finding(int i, int j, Probability p, double error, int source, double sensitivity) {
        /** Without sign. */
        public double size() {
            return Math.abs(sensitivity);
        }
    }

    /**
     * A finding held against a refit.
     *
     * @param deltaY by how much the share of the source was moved
     */
    public record Check(Finding finding, double deltaY, double predicted, double actual) {
        public double relativeError() {
            return Math.abs(actual - predicted) / Math.abs(predicted);
        }
    }

    /**
     * Audits the predictions of judged pairs, or of named ones.
     *
     * @param named pairs of options; if there are none, all that were judged
     * @param top how many findings
     * @param mostVisited how many targets may be visited
     */
    public static HeadAudit of(HeadFit fit, List<Targets.Pair> named, int top, int mostVisited) {
        if (top < 1 || mostVisited < 1) {
            throw new IllegalArgumentException("a list has one finding at least, got " + top + " and " + mostVisited);
        }
        return new Search(fit, top).run(named, mostVisited);
    }

    /** Σ leverages: the number of directions that judgements decide, {@code d - tr H⁻¹/σ²}, which is d without a prior. */
    public double leverageSum() {
        return leverages.stream().mapToDouble(h -> h).sum();
    }

    /** Moves the source of a finding by a little, and fits again. */
    public Check check(Finding finding) {
        ComparisonGraph pairs = fit.pairs();
        int e = finding.source();
        double n = pairs.n(e);
        double room = Math.min(pairs.won(e), pairs.lost(e)) / n;
        Probability p = fit.probability(pairs.first(e), pairs.second(e));
        double delta = 1e-4 * (room > 0 ? room : Math.min(p.p(), p.q()));
        double signed = pairs.lost(e) == 0 ? -delta : delta;
        HeadFit moved = fit.moved(e, n * signed);
        return new Check(
                finding,
                signed,
                finding.sensitivity() * signed,
                moved.probability(finding.i(), finding.j()).minus(finding.p()));
    }

    /** One run. */
    private static final class Search {
        private final HeadFit fit;
        private final ComparisonGraph pairs;
        private final int top;
        private final double[] resistance;
        private final List<Finding> found = new ArrayList<>();

        Search(HeadFit fit, int top) {
            this.fit = fit;
            this.pairs = fit.pairs();
            this.top = top;
            this.resistance = new double[pairs.edges()];
            fit.vectors().each(1, () -> {
                double[][] turned = new double[fit.vectors().width()][PairVectors.BLOCK];
                double[] squares = new double[PairVectors.BLOCK];
                return (from, every, rows, block) -> {
                    PairVectors.turn(block, rows, turned);
                    fit.factor().squares(turned, rows, squares);
                    System.arraycopy(squares, 0, resistance, from, rows);
                };
            });
        }

        /** A prediction that is visited. */
        private static final class Target {
            final int i;
            final int j;
            final int edge;
            final double[] answer; // H⁻¹ ψ_ij
            final double lead;
            final double error;

            Target(int i, int j, int edge, double[] answer, double lead, double error) {
                this.i = i;
                this.j = j;
                this.edge = edge;
                this.answer = answer;
                this.lead = lead;
                this.error = error;
            }
        }

        HeadAudit run(List<Targets.Pair> named, int mostVisited) {
            int edges = pairs.edges();
            double[] leverage = new double[edges];
            double[] density = new double[edges];
            double furthest = 0;
            double widest = 0;
            double[] leads = leads();
            for (int e = 0; e < edges; e++) {
                density[e] = LOGISTIC.density(leads[e]);
                leverage[e] = pairs.n(e) * density[e] * resistance[e];
                furthest = Math.max(furthest, pairs.n(e) * Math.sqrt(resistance[e]));
                widest = Math.max(widest, pairs.n(e) * resistance[e] / 4);
            }
            int visited = 0;
            double complete = 0;
            long all = named.isEmpty() ? edges : named.size();
            if (named.isEmpty()) {
                int[] order = IntStream.range(0, edges)
                        .boxed()
                        .sorted(Comparator.comparingDouble(e -> -density[e] * Math.sqrt(resistance[e])))
                        .mapToInt(e -> e)
                        .toArray();
                while (visited < edges) {
                    double reach = density[order[visited]] * Math.sqrt(resistance[order[visited]]) * furthest;
                    if (found.size() >= top && found.get(top - 1).size() >= reach) {
                        break;
                    }
                    if (visited >= mostVisited) {
                        complete = reach;
                        break;
                    }
                    int to = Math.min(edges, Math.min(mostVisited, visited + TOGETHER));
                    visit(Arrays.stream(order, visited, to)
                            .mapToObj(e -> target(pairs.first(e), pairs.second(e), e))
                            .toList());
                    visited = to;
                }
            } else {
                for (int from = 0; from < named.size(); from += TOGETHER) {
                    visit(named.subList(from, Math.min(named.size(), from + TOGETHER)).stream()
                            .map(pair -> target(pair.i(), pair.j(), pairs.edge(pair.i(), pair.j())))
                            .toList());
                }
                visited = named.size();
            }
            return new HeadAudit(
                    fit,
                    found,
                    complete,
                    visited,
                    all,
                    Arrays.stream(leverage).boxed().toList(),
                    widest);
        }

        private double[] leads() {
            double[] w = fit.weights();
            double[] leads = new double[pairs.edges()];
            fit.vectors().each(1, () -> (from, every, rows, block) -> {
                for (int r = 0; r < rows; r++) {
                    leads[from + r] = PairVectors.dot(w, block[r]);
                }
            });
            return leads;
        }

        private Target target(int i, int j, int edge) {
            double[] vector = fit.vectors().between(i, j);
            double[] answer = fit.solve(vector);
            double variance = PairVectors.dot(vector, answer);
            return new Target(i, j, edge, answer, fit.difference(i, j), Math.sqrt(Math.max(0, variance)));
        }

        /** The best source of each target in one chunk. */
        private final class Worst implements PairVectors.Use {
            private final List<Target> targets;
            private final double[] worst;
            private final int[] source;
            private final double[][] turned = new double[fit.vectors().width()][PairVectors.BLOCK];
            private final double[] moved = new double[PairVectors.BLOCK];

            Worst(List<Target> targets) {
                this.targets = targets;
                this.worst = new double[targets.size()];
                this.source = new int[targets.size()];
                Arrays.fill(source, -1);
            }

            @Override
            public void block(int from, int every, int rows, double[][] block) {
                PairVectors.turn(block, rows, turned);
                for (int t = 0; t < worst.length; t++) {
                    Target target = targets.get(t);
                    along(target.answer, rows);
                    for (int r = 0; r < rows; r++) {
                        int e = from + r * every;
                        double moves = pairs.n(e) * moved[r];
                        if (e != target.edge && Math.abs(moves) > Math.abs(worst[t])) {
                            worst[t] = moves;
                            source[t] = e;
                        }
                    }
                }
            }

            /** The inner products of a vector with the rows. */
            private void along(double[] vector, int rows) {
                Arrays.fill(moved, 0, rows, 0);
                int k = 0;
                for (; k + 4 <= vector.length; k += 4) {
                    Gram.addFour(
                            moved,
                            rows,
                            vector[k],
                            turned[k],
                            vector[k + 1],
                            turned[k + 1],
                            vector[k + 2],
                            turned[k + 2],
                            vector[k + 3],
                            turned[k + 3]);
                }
                for (; k < vector.length; k++) {
                    Gram.addOne(moved, rows, vector[k], turned[k]);
                }
            }
        }

        private void visit(List<Target> targets) {
            List<Worst> parts = fit.vectors().each(1, () -> new Worst(targets));
            for (int t = 0; t < targets.size(); t++) {
                double worst = 0;
                int source = -1;
                for (Worst part : parts) {
                    if (Math.abs(part.worst[t]) > Math.abs(worst)) {
                        worst = part.worst[t];
                        source = part.source[t];
                    }
                }
                if (source >= 0) {
                    Target target = targets.get(t);
                    found.add(new Finding(
                            target.i,
                            target.j,
                            LOGISTIC.probability(target.lead),
                            target.error,
                            source,
                            LOGISTIC.density(target.lead) * worst));
                }
            }
            found.sort(Comparator.comparingDouble(finding -> -finding.size()));
            if (found.size() > top) {
                found.subList(top, found.size()).clear();
            }
        }
    }
}
