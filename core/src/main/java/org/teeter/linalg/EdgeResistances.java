package org.teeter.linalg;

/**
 * The effective resistance between the ends of every edge of a {@link Laplacian}, and between every vertex and its ground.
 *
 * <p>A resistance is a difference of entries of the inverse, which are accurate to a few n ulp each, so that it may be off by as much of the
 * entries.
 */
public final class EdgeResistances {
    private static final double ULPS_A_VERTEX = 4;

    private final double[] ofEdges;
    private final double[] ofVertices;

    /** Takes over those of edges and those of vertices against the ground; without one, against a vertex that all have in common. */
    public EdgeResistances(double[] ofEdges, double[] ofVertices) {
        this.ofEdges = ofEdges;
        this.ofVertices = ofVertices;
    }

    /** Of an edge. */
    public double at(int e) {
        return ofEdges[e];
    }

    /** By how much that of the edge between two vertices may be off. */
    public double error(int a, int b) {
        return ULPS_A_VERTEX * ofVertices.length * Math.ulp(ofVertices[a] + ofVertices[b]);
    }

    /** Between a vertex and the ground, or the vertex in its place. */
    public double toGround(int i) {
        return ofVertices[i];
    }
}
