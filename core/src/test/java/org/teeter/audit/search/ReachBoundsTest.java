package org.teeter.audit.search;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import org.junit.jupiter.api.Test;
import org.teeter.data.Graphs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

class ReachBoundsTest {

    /** The bounds are what the stopping rule rests on: none may be below what it bounds. */
    @Test
    void boundsHold() {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(0.5), Prior.normal(30), Prior.pseudo(1)}) {
            forAll(25, (random, size) -> Graphs.random(random, 4 + (int) (100 * size), (int) (330 * size)), graph -> {
                Circuit circuit = new Circuit(Estimator.of(prior).fit(new BradleyTerry(), graph));
                ReachBounds bounds = new ReachBounds(graph.graph(), circuit.laplacian());
                ReachBounds.Walk walk = bounds.walk();
                double[] resistances = bounds.resistances();
                for (int e = 0; e < graph.edges(); e++) {
                    int a = graph.first(e);
                    int b = graph.second(e);
                    double[] x = circuit.potentials(a, b);
                    double resistance = x[a] - x[b];
                    assertTrue(resistances[e] >= resistance * (1 - 1e-12));
                    double reach = 0;
                    for (int i = 0; i < graph.size(); i++) {
                        for (int j = 0; j < graph.size(); j++) {
                            boolean own = (i == a && j == b) || (i == b && j == a);
                            reach = own ? reach : Math.max(reach, x[i] - x[j]);
                        }
                    }
                    double bound = walk.reach(e, resistances[e], 0);
                    assertTrue(bound >= reach * (1 - 1e-12), () -> "edge of " + a + " and " + b);
                    assertTrue(bound <= resistances[e]);
                }
            });
        }
    }
}
