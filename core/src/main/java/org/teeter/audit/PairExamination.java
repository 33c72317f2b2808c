package org.teeter.audit;

import java.util.List;
import org.teeter.audit.search.Circuit;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.graph.Blocks;
import org.teeter.graph.Parts;

/** Of a model of pairs: as a circuit of judged pairs, whatever its size. */
final class PairExamination implements Examination {
    private final Sources sources;
    private final Circuit circuit;
    private final Blocks blocks;
    private final int mostSolves;

    /** With an inverse up to {@code largestDense} items, and a search of at most {@code mostSolves} solves beyond. */
    PairExamination(Fit<ComparisonGraph> fit, int largestDense, int mostSolves) {
        this.sources = new PairSources(fit);
        this.circuit = new Circuit(fit, largestDense);
        this.blocks = Blocks.of(fit.graph());
        this.mostSolves = mostSolves;
    }

    @Override
    public Sources sources() {
        return sources;
    }

    @Override
    public Parts parts() {
        return circuit.parts();
    }

    @Override
    public Answers answers(AuditRequest request, Scope scope, Progress progress) {
        if (request.targets() instanceof Targets.Named named) {
            return Answers.named(circuit, blocks, named.pairs(), request);
        }
        return circuit.isDense()
                ? Answers.dense(circuit, blocks, scope, request, progress)
                : Answers.sparse(circuit, blocks, scope, request, mostSolves, progress);
    }

    @Override
    public Finding worst(int i, int j) {
        return new Findings(circuit).worst(i, j);
    }

    @Override
    public double sensitivity(int i, int j, int e) {
        return circuit.density(i, j)
                * circuit.response(i, j, e, circuit.transfer(i, j, sources.first(e), sources.second(e)));
    }

    @Override
    public List<Double> standardErrors() {
        return circuit.scoreErrors();
    }

    @Override
    public boolean isCertified() {
        return !circuit.hasShared() && !circuit.isSigned();
    }

    @Override
    public double[] flows(int i, int j) {
        double[] x = circuit.potentials(i, j);
        double[] flows = new double[sources.count()];
        for (int e = 0; e < flows.length; e++) {
            flows[e] = circuit.conductance(e) * (x[sources.first(e)] - x[sources.second(e)]);
        }
        return flows;
    }
}
