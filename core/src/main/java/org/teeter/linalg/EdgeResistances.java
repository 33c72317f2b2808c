package org.teeter.linalg;

/**
 * The effective resistance between the ends of every edge of a {@link Laplacian}, and between every vertex and its ground.
 *
 * <p>A resistance is a difference of entries of the inverse, which are accurate to a few n ulp each, so that it may be off by as much of the
 * entries.
 */
public final class EdgeResistances {
    private static final double ULPS_A_VERTEX = 4;

    private final Laplacian h;
    private final double[] ofEdges;
    private final double[] ofVertices;

    EdgeResistances(Laplacian h, double[] ofEdges, double[] ofVertices) {
        this.h = h;
        this.ofEdges = ofEdges;
        this.ofVertices = ofVertices;
    }

    /** Of an edge. */
    public double at(int e) {
        return ofEdges[e];
    }

    /** By how much that of the edge between two vertices may be off. */
    public double error(int a, int b) {
        return ULPS_A_VERTEX * h.size() * Math.ulp(ofVertices[a] + ofVertices[b]);
    }

    /** The sum of all leverages: conductance times resistance of every edge and every way to the ground. */
    public double leverages() {
        double sum = 0;
        for (int e = 0; e < ofEdges.length; e++) {
            sum += h.conductance(e) * ofEdges[e];
        }
        for (int i = 0; i < ofVertices.length; i++) {
            sum += h.ground(i) * ofVertices[i];
        }
        return sum;
    }
}
