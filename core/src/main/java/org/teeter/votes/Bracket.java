package org.teeter.votes;

/**
 * The inverse of a Laplacian H of which {@code L <= H <= M} is known: {@code M⁻¹ <= H⁻¹ <= L⁻¹}, so that with C the middle of both and R half
 * of their difference
 *
 * <pre>{@code |aᵀH⁻¹b - aᵀCb| <= √(aᵀRa · bᵀRb)    [M162]}</pre>
 *
 * <p>Vertices are numbered as in both inverses, and -1 is the ground.
 */
final class Bracket {
    private final double[][] wide; // L⁻¹
    private final double[][] narrow; // M⁻¹
    private final double[][] middle;

    Bracket(double[][] wide, double[][] narrow) {
        this.wide = wide;
        this.narrow = narrow;
        this.middle = new double[wide.length][wide.length];
        for (int p = 0; p < wide.length; p++) {
            for (int q = 0; q < wide.length; q++) {
                middle[p][q] = (wide[p][q] + narrow[p][q]) / 2;
            }
        }
    }

    private static double at(double[][] of, int p, int q) {
        return p < 0 || q < 0 ? 0 : of[p][q];
    }

    private static double resistance(double[][] of, int p, int q) {
        return (at(of, p, p) - at(of, p, q)) + (at(of, q, q) - at(of, q, p));
    }

    /** The resistance between two vertices is no more. */
    double resistance(int p, int q) {
        return resistance(wide, p, q);
    }

    /** √(aᵀRa) of a unit current from one vertex to another. */
    double radius(int p, int q) {
        return Math.sqrt(Math.max(0, resistance(wide, p, q) - resistance(narrow, p, q)) / 2);
    }

    /** The middle of the potentials of a unit current from p to q. */
    double[] potentials(int p, int q) {
        double[] potentials = new double[middle.length];
        for (int v = 0; v < potentials.length; v++) {
            potentials[v] = at(middle, p, v) - at(middle, q, v);
        }
        return potentials;
    }
}
