package org.teeter.audit.search;

import org.teeter.linalg.EdgeResistances;
import org.teeter.linalg.Laplacian;

/** The effective resistance of every judged pair, and the sum of all leverages: conductance times resistance, ways to the ground included. */
public final class PairResistances {
    private final double[] most; // rounding included
    private double leverages;
    private double error;

    PairResistances(int pairs) {
        this.most = new double[pairs];
    }

    /** Takes in those among the members of one part, which are in the order of the whole's. */
    void add(Laplacian h, int[] members, int[] place, EdgeResistances part) {
        int at = 0;
        for (int a : members) {
            for (int e = h.start(a); e < h.start(a + 1); e++, at++) {
                int b = h.second(e);
                most[e] = part.at(at) + part.error(place[a], place[b]);
                addLeverage(h.conductance(e), part.at(at), part.error(place[a], place[b]));
            }
            addLeverage(h.ground(a), part.toGround(place[a]), part.error(place[a], place[a]));
        }
    }

    private void addLeverage(double conductance, double resistance, double off) {
        leverages += conductance * resistance;
        error += conductance * off + Math.ulp(leverages);
    }

    /** No resistance of this pair is larger. */
    double most(int e) {
        return most[e];
    }

    /** The sum of all leverages. */
    public double leverages() {
        return leverages;
    }

    /** By how much rounding may have changed it. */
    public double error() {
        return error;
    }
}
