package org.teeter.audit;

import java.util.Optional;
import org.teeter.audit.search.Best;
import org.teeter.audit.search.Circuit;
import org.teeter.audit.search.DenseSearch;
import org.teeter.data.ComparisonGraph;

/** Makes findings: a prediction, how sure it is, and the source that it hangs on most. */
final class Findings {
    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double NORMAL_95 = 1.959963984540054;

    /** Findings before this rank get a solve of their own; those after it are differences of the inverse. */
    static final int SOLVED_SINGLY = 1000;

    private final Circuit circuit;
    private final ComparisonGraph graph;

    Findings(Circuit circuit) {
        this.circuit = circuit;
        this.graph = circuit.graph();
    }

    /** The k-th finding of a ranking. */
    Finding finding(DenseSearch.Ranking ranking, int k) {
        int i = ranking.i(k);
        int j = ranking.j(k);
        if (ranking.edge(k) < 0) {
            return finding(i, j, circuit.resistance(i, j), Optional.empty());
        }
        int e = ranking.edge(k);
        int a = graph.first(e);
        int b = graph.second(e);
        if (k >= SOLVED_SINGLY) {
            return finding(i, j, e, circuit.transfer(i, j, a, b));
        }
        double[] x = circuit.potentials(i, j);
        return finding(i, j, e, x[a] - x[b]);
    }

    /** What a sparse search found. */
    Finding finding(Best.Found found, double sourceResistance) {
        double[] x = circuit.potentials(found.i(), found.j());
        double resistance = x[found.i()] - x[found.j()];
        int e = found.edge();
        double transfer = x[graph.first(e)] - x[graph.second(e)];
        return finding(found.i(), found.j(), e, transfer, resistance, sourceResistance);
    }

    /** The finding of one pair by a solve of its own and a look at every judged pair. */
    Finding worst(int i, int j) {
        double[] x = circuit.potentials(i, j);
        int own = graph.edge(i, j);
        int worst = -1;
        double most = 0;
        for (int e = 0; e < graph.edges(); e++) {
            double size = Math.abs(circuit.response(i, j, e, x[graph.first(e)] - x[graph.second(e)]));
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
        if (circuit.pull(e) == 0) { // all its judgements are ties, and none moves anything
            return finding(i, j, resistance, Optional.empty());
        }
        int a = graph.first(e);
        int b = graph.second(e);
        double density = circuit.density(i, j);
        double leverage = circuit.leverage(e, ofSource);
        double sensitivity = density * circuit.response(i, j, e, transfer);
        Finding.Source source = new Finding.Source(
                e,
                a,
                b,
                graph.n(e),
                graph.y(e),
                circuit.fit().probability(a, b),
                leverage,
                circuit.conductance(e) * transfer,
                sensitivity,
                sensitivity / leverage,
                density / circuit.density(a, b),
                Sources.Kind.SHARE,
                "");
        return finding(i, j, resistance, Optional.of(source));
    }

    private Finding finding(int i, int j, double resistance, Optional<Finding.Source> source) {
        double error = Math.sqrt(resistance);
        double x = circuit.fit().scores().difference(i, j);
        return new Finding(
                i,
                j,
                graph.edge(i, j) >= 0,
                circuit.parts().areConnected(i, j),
                circuit.fit().probability(i, j),
                circuit.density(i, j) * error,
                new Finding.Interval(
                        circuit.fit().model().link().probability(x - NORMAL_95 * error),
                        circuit.fit().model().link().probability(x + NORMAL_95 * error)),
                source);
    }
}
