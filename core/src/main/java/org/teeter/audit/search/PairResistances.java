package org.teeter.audit.search;

import org.teeter.linalg.EdgeResistances;
import org.teeter.linalg.Laplacian;

/** The effective resistance of every judged pair, and the sum of all leverages. */
final class PairResistances {
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
                double off = part.error(place[a], place[h.second(e)]);
                most[e] = part.at(at) + off;
                error += h.conductance(e) * off;
            }
        }
        leverages += part.leverages();
    }

    /** That of a pair, and what rounding may have taken from it. */
    double most(int e) {
        return most[e];
    }

    /** Conductance times resistance of every pair and every way to the ground. */
    double leverages() {
        return leverages;
    }

    /** By how much rounding may have changed it. */
    double error() {
        return error;
    }
}
