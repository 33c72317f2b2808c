package org.teeter.audit;

import java.util.Arrays;
import java.util.List;
import org.teeter.data.ComparisonGraph;

/** Of a few targets, the one that each comparison moves most: a solve for each target. */
final class Reaches {
    private static final WorstTargets.Worst NONE = new WorstTargets.Worst(-1, -1, 0);

    private final WorstTargets.Worst[] worst;

    Reaches(Circuit circuit, List<Targets.Pair> targets) {
        ComparisonGraph graph = circuit.graph();
        worst = new WorstTargets.Worst[graph.edges()];
        Arrays.fill(worst, NONE);
        for (Targets.Pair target : targets) {
            int i = Math.min(target.i(), target.j());
            int j = Math.max(target.i(), target.j());
            double density = circuit.density(i, j);
            double[] x = circuit.potentials(i, j);
            int own = graph.edge(i, j);
            for (int e = 0; e < worst.length; e++) {
                double s = density * circuit.pull(e) * (x[graph.first(e)] - x[graph.second(e)]);
                if (e != own && Math.abs(s) > Math.abs(worst[e].sensitivity())) {
                    worst[e] = new WorstTargets.Worst(i, j, s);
                }
            }
        }
    }

    /** The target that comparison e moves most; none where it moves none but its own pair. */
    WorstTargets.Worst worst(int e) {
        return worst[e];
    }
}
