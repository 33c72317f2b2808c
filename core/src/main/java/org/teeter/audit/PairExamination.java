package org.teeter.audit;

import java.util.List;
import java.util.Optional;
import org.teeter.audit.search.Circuit;
import org.teeter.audit.search.Effort;
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

    PairExamination(Fit<ComparisonGraph> fit, Effort effort) {
        this.sources = new PairSources(fit);
        this.circuit = new Circuit(fit, effort);
        this.blocks = Blocks.of(fit.graph());
        this.mostSolves = effort.mostSolves();
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
    public Optional<Foster> foster() {
        int rank = sources.graph().size() - (circuit.laplacian().isFloating() ? parts().count() : 0);
        return circuit.resistances().map(known -> new Foster(known.leverages(), rank, known.error()));
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
