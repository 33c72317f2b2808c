package org.teeter.linalg;

/**
 * The Laplacian of a weighted graph, with a ground: the Hessian of every pairwise model.
 *
 * <pre>{@code H = Σ_e c_e b_e b_eᵀ + diag(g),  b_e = e_first - e_second    [M42]}</pre>
 *
 * <p>As a circuit, {@code c_e} is the conductance between the two ends of edge {@code e} and {@code g_i} that from vertex i to the
 * ground; without any ground, H annihilates the constants on each connected component. Structure is shared, values are mutable.
 */
public final class Laplacian {
    private final int n;
    private final int[] start;
    private final int[] second;
    private final double[] conductance;
    private final double[] ground;

    /**
     * Takes its arrays over, so that an estimator can refresh the values in place.
     *
     * @param start for each vertex, where the edges begin of which it is the lower end; length n + 1
     * @param second the higher end of each edge
     * @param conductance of each edge; negative ones must leave H positive semidefinite
     * @param ground conductance from each vertex to the ground, not negative
     */
    public Laplacian(int[] start, int[] second, double[] conductance, double[] ground) {
        if (start.length != ground.length + 1 || second.length != conductance.length) {
            throw new IllegalArgumentException(
                    "a Laplacian needs n + 1 starts for n grounds and as many ends as conductances, got " + start.length
                            + ", " + ground.length + ", " + second.length + ", " + conductance.length);
        }
        this.n = ground.length;
        this.start = start;
        this.second = second;
        this.conductance = conductance;
        this.ground = ground;
    }

    public int size() {
        return n;
    }

    public int edges() {
        return second.length;
    }

    public int start(int a) {
        return start[a];
    }

    public int second(int e) {
        return second[e];
    }

    public double conductance(int e) {
        return conductance[e];
    }

    public double ground(int i) {
        return ground[i];
    }

    /** Whether some conductance is negative, as ties among several items can make it; H is positive semidefinite all the same. */
    public boolean isSigned() {
        for (double c : conductance) {
            if (c < 0) { // which -0 is not
                return true;
            }
        }
        return false;
    }

    /** Whether no vertex is grounded, so that constants are in the null space. */
    public boolean isFloating() {
        for (double g : ground) {
            if (g > 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same circuit with the ground as its last vertex, at n: floating. Where the currents into its vertices sum to zero, the
     * potentials between any two are those of this circuit, without the one that all vertices share against a weak ground, in which
     * their differences would drown.
     *
     * @return this, if nothing is grounded
     */
    public Laplacian closed() {
        if (isFloating()) {
            return this;
        }
        int grounded = 0;
        for (double g : ground) {
            grounded += g > 0 ? 1 : 0;
        }
        int[] starts = new int[n + 2];
        int[] seconds = new int[second.length + grounded];
        double[] conductances = new double[seconds.length];
        int to = 0;
        for (int a = 0; a < n; a++) {
            int edges = start[a + 1] - start[a];
            System.arraycopy(second, start[a], seconds, to, edges);
            System.arraycopy(conductance, start[a], conductances, to, edges);
            to += edges;
            if (ground[a] > 0) {
                seconds[to] = n;
                conductances[to++] = ground[a];
            }
            starts[a + 1] = to;
        }
        starts[n + 1] = to;
        return new Laplacian(starts, seconds, conductances, new double[n + 1]);
    }

    /**
     * The circuit among some of the vertices, which no edge joins to others.
     *
     * @param members vertices in ascending order, which get the numbers 0, 1, …
     * @param place of each vertex among its members
     */
    public Laplacian part(int[] members, int[] place) {
        int[] starts = new int[members.length + 1];
        double[] grounds = new double[members.length];
        for (int k = 0; k < members.length; k++) {
            starts[k + 1] = starts[k] + start[members[k] + 1] - start[members[k]];
            grounds[k] = ground[members[k]];
        }
        int[] seconds = new int[starts[members.length]];
        double[] conductances = new double[seconds.length];
        for (int k = 0; k < members.length; k++) {
            for (int e = start[members[k]], to = starts[k]; e < start[members[k] + 1]; e++, to++) {
                seconds[to] = place[second[e]];
                conductances[to] = conductance[e];
            }
        }
        return new Laplacian(starts, seconds, conductances, grounds);
    }

    /** {@code y = H x}. */
    public void multiply(double[] x, double[] y) {
        for (int a = 0; a < n; a++) {
            y[a] = ground[a] * x[a];
        }
        for (int a = 0; a < n; a++) {
            double xa = x[a];
            double out = 0;
            for (int e = start[a]; e < start[a + 1]; e++) {
                int b = second[e];
                double current = conductance[e] * (xa - x[b]);
                out += current;
                y[b] -= current;
            }
            y[a] += out;
        }
    }

    /**
     * {@code r = b - H (x + low)}, for a solution kept as an unevaluated sum: the currents are then exact to a few ulp of themselves,
     * not of the potentials.
     */
    void residual(double[] b, double[] x, double[] low, double[] r) {
        for (int a = 0; a < n; a++) {
            r[a] = b[a] - ground[a] * (x[a] + low[a]);
        }
        for (int a = 0; a < n; a++) {
            double xa = x[a];
            double lowA = low[a];
            double out = 0;
            for (int e = start[a]; e < start[a + 1]; e++) {
                int k = second[e];
                double current = conductance[e] * ((xa - x[k]) + (lowA - low[k]));
                out += current;
                r[k] += current;
            }
            r[a] -= out;
        }
    }

    /** The diagonal of H: what each vertex conducts in all. */
    public double[] diagonal() {
        double[] d = new double[n];
        sum(d);
        return d;
    }

    /**
     * Both at once, since it is the same way through memory.
     *
     * @param d receives the {@link #diagonal}
     * @return {@link #isSigned}
     */
    boolean sum(double[] d) {
        System.arraycopy(ground, 0, d, 0, n);
        long signs = 0;
        for (int a = 0; a < n; a++) {
            double out = 0;
            for (int e = start[a]; e < start[a + 1]; e++) {
                double c = conductance[e];
                signs |= Double.doubleToRawLongBits(c);
                out += c;
                d[second[e]] += c;
            }
            d[a] += out;
        }
        return signs < 0 && isSigned();
    }
}
