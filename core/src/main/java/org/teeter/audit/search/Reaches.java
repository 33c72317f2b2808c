package org.teeter.audit.search;

import java.util.Arrays;
import org.teeter.data.ComparisonGraph;

/** Of a few targets, the one that each judged pair moves most: a solve for each target. */
public final class Reaches {
    private static final WorstTargets.Worst NONE = new WorstTargets.Worst(-1, -1, 0);

    private final WorstTargets.Worst[] worst;

    /**
     * Looks at every pair for each target.
     *
     * @param first an item of each target
     * @param second the other one
     */
    public Reaches(Circuit circuit, int[] first, int[] second) {
        ComparisonGraph graph = circuit.graph();
        worst = new WorstTargets.Worst[graph.edges()];
        Arrays.fill(worst, NONE);
        for (int k = 0; k < first.length; k++) {
            int i = Math.min(first[k], second[k]);
            int j = Math.max(first[k], second[k]);
            double density = circuit.density(i, j);
            double[] x = circuit.potentials(i, j);
            int own = graph.edge(i, j);
            for (int e = 0; e < worst.length; e++) {
                double s = density * circuit.response(i, j, e, x[graph.first(e)] - x[graph.second(e)]);
                if (e != own && Math.abs(s) > Math.abs(worst[e].sensitivity())) {
                    worst[e] = new WorstTargets.Worst(i, j, s);
                }
            }
        }
    }

    /** The target that pair e moves most; none where it moves none but its own pair. */
    public WorstTargets.Worst worst(int e) {
        return worst[e];
    }
}
