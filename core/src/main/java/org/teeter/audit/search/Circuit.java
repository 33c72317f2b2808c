package org.teeter.audit.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.Information;
import org.teeter.fit.Uncertainty;
import org.teeter.graph.Parts;
import org.teeter.linalg.Bordered;
import org.teeter.linalg.EdgeResistances;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LaplacianSolver;
import org.teeter.model.PairModel;

/**
 * A fit as an electrical circuit: each judged pair a conductor, its potentials the exact first-order response of the scores.
 *
 * <pre>{@code
 * c_e = n_e v_e,  v = g'(x) (for Bradley-Terry p (1 - p)),  H = Σ_e c_e b_e b_eᵀ + prior
 * S_ij,e = dp_ij / dy_e = v_ij n_e b_ijᵀ H⁺ b_e = (v_ij / v_e) f_e(i→j)    [M43]
 * }</pre>
 *
 * <p>{@code f_e(i→j)}, in [-1, 1], is the current in e when 1 A enters at i and leaves at j. Up to {@value #LARGEST_DENSE} items the
 * inverse of H is kept, entry by entry accurate; beyond, each question costs one sparse solve. A prior's ground is one more vertex, since
 * only differences of potentials are asked for.
 */
public final class Circuit {
    /** The inverse of this order takes 200 MB. */
    public static final int LARGEST_DENSE = 5000;

    /** Two ways to compute one conductance may differ by so much. */
    private static final double SAME_ULPS = 16;

    private final Fit<ComparisonGraph> fit;
    private final ComparisonGraph graph;
    private final Laplacian h;
    private final Parts parts;
    private final int[] place; // of each item in its part
    private final PartCircuit[] circuits;
    private final double[] pull;
    private final double[][] aside; // by shared parameter and edge: how a share pulls on it; empty where none does
    private final double[][] lean; // by shared parameter and item: how a score responds to such a pull
    private final double[] leanRange; // of such responses
    private final PairDensity density;
    private final double[][] shared; // Y: what is not known of shared parameters adds YᵀY to the inverse
    private final boolean dense;
    private final long mostFill; // of a sparse factor
    private final double[][] inverse; // empty beyond the largest dense order
    private Optional<PairResistances> resistances = Optional.empty();
    private final double[]
            intoGround; // potential of each item's part's ground by a current into the item, where there are parts
    private final double[] toGround; // resistance between each item and the ground, where there are parts

    public Circuit(Fit<ComparisonGraph> fit) {
        this(fit, Effort.standard(fit.graph().edges()));
    }

    /** With as much held as the effort allows. */
    public Circuit(Fit<ComparisonGraph> fit, Effort effort) {
        this.fit = fit;
        this.mostFill = effort.mostFill();
        this.graph = fit.data();
        this.density = new PairDensity(fit.model().link(), fit.scores());
        Information information = fit.information();
        this.h = information.scores();
        this.parts = Parts.of(graph.graph());
        this.pull = new double[graph.edges()];
        this.shared = shared(information);
        this.aside = pullAll(information.extras());
        this.dense = graph.size() <= effort.largestDense();
        this.lean = aside.length == 0 ? aside : lean(information);
        this.leanRange = Arrays.stream(lean)
                .mapToDouble(row -> Arrays.stream(row).max().orElse(0)
                        - Arrays.stream(row).min().orElse(0))
                .toArray();
        this.place = new int[graph.size()];
        this.circuits = new PartCircuit[parts.count()];
        for (int p = 0; p < circuits.length; p++) {
            int[] members = parts.members(p);
            for (int k = 0; k < members.length; k++) {
                place[members[k]] = k;
            }
            circuits[p] = new PartCircuit(h, members, place, dense, mostFill);
        }
        boolean several = circuits.length > 1;
        this.intoGround = new double[several ? graph.size() : 0];
        this.toGround = new double[several ? graph.size() : 0];
        if (!dense) {
            this.inverse = new double[0][0];
        } else if (several) {
            this.inverse = new double[graph.size()][graph.size()];
            for (PartCircuit circuit : circuits) {
                place(circuit);
            }
        } else {
            this.inverse = circuits[0].inverse();
        }
        addShared();
        if (several) {
            for (PartCircuit circuit : circuits) {
                circuit.prime();
            }
        }
    }

    /** Writes one part's inverse where it belongs. A current into an item of another part reaches this one through the ground. */
    private void place(PartCircuit circuit) {
        double[][] g = circuit.inverse();
        int ground = circuit.ground();
        int p = parts.of(circuit.members()[0]);
        for (int i = 0; i < graph.size(); i++) {
            double[] row = parts.of(i) == p ? g[place[i]] : g[ground];
            for (int a : circuit.members()) {
                inverse[i][a] = row[place[a]];
            }
        }
        for (int i : circuit.members()) {
            double[] row = g[place[i]];
            intoGround[i] = row[ground];
            toGround[i] = (row[place[i]] - row[ground]) + (g[ground][ground] - g[ground][place[i]]);
        }
    }

    /** Y against the ground, where there is one. */
    private static double[][] shared(Information information) {
        if (information.extras() == 0) {
            return new double[0][];
        }
        Laplacian closed = information.scores().closed();
        LaplacianSolver solver = new LaplacianSolver(closed);
        double[][] y =
                information.bordered(b -> solver.solve(b, PartCircuit.SOLVE)).addition();
        int n = information.scores().size();
        for (double[] row : y) {
            double ground = row[closed.size() - 1];
            for (int i = 0; i < n; i++) {
                row[i] -= ground;
            }
        }
        return y;
    }

    /** Fills in the pull of each share on its scores; returns that on shared parameters, or nothing where there is none. */
    private double[][] pullAll(int extras) {
        if (!(fit.model() instanceof PairModel model)) {
            throw new IllegalArgumentException("an audit of pairs needs a model of pairs, got "
                    + fit.model().name());
        }
        double[] position = fit.position();
        double[][] others = new double[extras][pull.length];
        boolean any = false;
        for (int e = 0; e < pull.length; e++) {
            double[] pulls = model.pull(graph, e, position);
            pull[e] = pulls[0];
            for (int k = 0; k < extras; k++) {
                others[k][e] = pulls[k + 1];
                any |= pulls[k + 1] != 0;
            }
        }
        return any ? others : new double[0][];
    }

    /** The scores' part of the inverse's columns of shared parameters, against the ground where there is one. */
    private static double[][] lean(Information information) {
        Laplacian closed = information.scores().closed();
        LaplacianSolver solver = new LaplacianSolver(closed);
        Bordered bordered = information.bordered(b -> solver.solve(b, PartCircuit.SOLVE));
        double[][] lean = new double[information.extras()][];
        for (int k = 0; k < lean.length; k++) {
            double[] unit = new double[closed.size() + lean.length];
            unit[closed.size() + k] = 1;
            double[] x = bordered.solve(unit);
            double ground = x[closed.size() - 1];
            lean[k] = Arrays.copyOf(x, information.scores().size());
            for (int i = 0; i < lean[k].length; i++) {
                lean[k][i] -= ground;
            }
        }
        return lean;
    }

    private void addShared() {
        for (double[] y : shared) {
            for (int i = 0; i < inverse.length; i++) {
                for (int k = 0; k < graph.size(); k++) {
                    inverse[i][k] += y[i] * y[k];
                }
            }
        }
    }

    private double shared(int a, int b, int k) {
        double sum = 0;
        for (double[] y : shared) {
            sum += (y[a] - y[b]) * y[k];
        }
        return sum;
    }

    /** By how much shared parameters raise the resistance between i and j. */
    public double addedResistance(int i, int j) {
        double sum = 0;
        for (double[] y : shared) {
            sum += (y[i] - y[j]) * (y[i] - y[j]);
        }
        return sum;
    }

    /** By how much they raise the reach of pair e at most: {@code |b_ijᵀ Yᵀ Y b_e|} for any i and j. */
    public double addedReach(int e) {
        double sum = 0;
        for (double[] y : shared) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < graph.size(); i++) {
                low = Math.min(low, y[i]);
                high = Math.max(high, y[i]);
            }
            sum += (high - low) * Math.abs(y[graph.first(e)] - y[graph.second(e)]);
        }
        return sum;
    }

    /** Whether shared parameters enter, so that the fit is no circuit of its pairs alone. */
    public boolean hasShared() {
        return shared.length > 0;
    }

    /** Whether the curvature of some pair is negative, as under links that are not log-concave, so that the fit is no circuit. */
    public boolean isSigned() {
        return h.isSigned();
    }

    public Fit<ComparisonGraph> fit() {
        return fit;
    }

    public ComparisonGraph graph() {
        return graph;
    }

    public Laplacian laplacian() {
        return h;
    }

    public Parts parts() {
        return parts;
    }

    /** The resistance of every pair, where elimination gives it and no shared parameter adds to it. */
    public synchronized Optional<PairResistances> resistances() {
        boolean known =
                dense ? !hasShared() && !isSigned() : Arrays.stream(circuits).allMatch(PartCircuit::isEliminated);
        if (resistances.isEmpty() && known) {
            PairResistances found = new PairResistances(graph.edges());
            if (dense) {
                int[] all = IntStream.range(0, graph.size()).toArray();
                found.add(h, all, all, ofInverse());
            } else {
                for (PartCircuit circuit : circuits) {
                    found.add(h, circuit.members(), place, circuit.resistances());
                }
            }
            resistances = Optional.of(found);
        }
        return resistances;
    }

    private EdgeResistances ofInverse() {
        double[] ofEdges = new double[graph.edges()];
        Arrays.setAll(ofEdges, e -> difference(graph.first(e), graph.second(e)));
        double[] ofItems = toGround;
        if (circuits.length <= 1) {
            ofItems = new double[graph.size()];
            Arrays.setAll(ofItems, i -> h.isFloating() ? inverse[i][i] : difference(i, graph.size()));
        }
        return new EdgeResistances(ofEdges, ofItems);
    }

    private double difference(int a, int b) {
        return (inverse[a][a] - inverse[b][a]) + (inverse[b][b] - inverse[a][b]);
    }

    public boolean isDense() {
        return dense;
    }

    /**
     * Row i of a generalised inverse: the potentials when a unit current enters at i and leaves at a vertex that all rows share, each
     * part's by itself: only differences within a part have a meaning. Not to be changed.
     */
    public double[] row(int i) {
        return inverse[i];
    }

    /** Fills in the response of each score, up to a constant, to a unit of the proportion on edge e: {@code n_e H⁺ b_e}, usually. */
    public void respond(int e, double[] response) {
        int a = graph.first(e);
        int b = graph.second(e);
        double[] ga = inverse[a];
        double[] gb = inverse[b];
        double ground = circuits.length > 1 ? intoGround[a] - intoGround[b] : 0;
        double of = pull[e];
        for (int k = 0; k < response.length; k++) {
            response[k] =
                    of * (circuits.length == 1 || parts.areConnected(a, k) ? ga[k] - gb[k] : ground + shared(a, b, k));
        }
        if (aside.length > 0) {
            for (int k = 0; k < response.length; k++) {
                response[k] += lean(k, e);
            }
        }
    }

    /** How the score of item i responds to what the share of pair e pulls on shared parameters. */
    double lean(int i, int e) {
        double sum = 0;
        for (int k = 0; k < aside.length; k++) {
            sum += aside[k][e] * lean[k][i];
        }
        return sum;
    }

    /** No difference of scores responds to y_e by more, given the resistance of pair e: {@code pull R}, and what shared parameters add. */
    public double mostResponse(int e, double resistance) {
        double sum = pull[e] * resistance;
        for (int k = 0; k < aside.length; k++) {
            sum += Math.abs(aside[k][e]) * leanRange[k];
        }
        return sum;
    }

    /** {@code d(s_i - s_j)/dy_e}, given the transfer from i and j to pair e. */
    public double response(int i, int j, int e, double transfer) {
        return pull[e] * transfer + (aside.length == 0 ? 0 : lean(i, e) - lean(j, e));
    }

    /** By how much one unit of the proportion on edge e pulls on its score equation: n_e for Bradley-Terry. */
    public double pull(int e) {
        return pull[e];
    }

    /**
     * {@code dp_ab/dy_ab = v_ab pull R_ab}, but for shared parameters: how far the prediction of pair e follows its own proportion. In
     * Bradley-Terry {@code v pull} is the conductance, which is then taken as it is.
     */
    public double leverage(int e, double resistance) {
        int a = graph.first(e);
        int b = graph.second(e);
        if (aside.length > 0) {
            return density(a, b) * response(a, b, e, resistance);
        }
        double follows = density(a, b) * pull[e];
        double c = conductance(e);
        return (Math.abs(follows - c) <= SAME_ULPS * Math.ulp(c) ? c : follows) * resistance;
    }

    public double conductance(int e) {
        return h.conductance(e);
    }

    /** {@code v_ij = g'(s_i - s_j)}. */
    public double density(int i, int j) {
        return density.at(i, j);
    }

    /** How many entries a factor of sparse elimination may have. */
    long mostFill() {
        return mostFill;
    }

    public PairDensity density() {
        return density;
    }

    /** The potentials {@code H⁺ b_ij}, up to a constant, by a solve of their own: exact where differences of the inverse cancel. */
    public double[] potentials(int i, int j) {
        double[] x = new double[graph.size()];
        if (parts.areConnected(i, j)) {
            PartCircuit circuit = circuits[parts.of(i)];
            double[] inside = circuit.potentials(place[i], place[j]);
            if (circuits.length > 1 && circuit.isGrounded()) {
                Arrays.fill(x, inside[circuit.ground()]);
            }
            for (int a : circuit.members()) {
                x[a] = inside[place[a]];
            }
        } else {
            drive(i, 1, x);
            drive(j, -1, x);
        }
        for (double[] y : shared) {
            double current = y[i] - y[j];
            for (int k = 0; k < x.length; k++) {
                x[k] += current * y[k];
            }
        }
        return x;
    }

    /** Potentials against the ground in the part of i, when a current enters at i and leaves through the ground. */
    private void drive(int i, int sign, double[] x) {
        PartCircuit circuit = circuits[parts.of(i)];
        double[] inside = circuit.potentials(place[i], circuit.ground());
        for (int a : circuit.members()) {
            x[a] = sign * (inside[place[a]] - inside[circuit.ground()]);
        }
    }

    /** {@code b_ijᵀ H⁺ b_ab}: what of a current from i to j shows as a voltage between a and b. */
    public double transfer(int i, int j, int a, int b) {
        if (isDense()) {
            double[] gi = inverse[i];
            double[] gj = inverse[j];
            return (gi[a] - gi[b]) - (gj[a] - gj[b]);
        }
        double[] x = potentials(i, j);
        return x[a] - x[b];
    }

    /** {@code R_ij = b_ijᵀ H⁺ b_ij}: the effective resistance, the variance of the score difference. */
    public double resistance(int i, int j) {
        if (isDense() && !parts.areConnected(i, j)) {
            return toGround[i] + toGround[j] + addedResistance(i, j);
        }
        if (isDense()) {
            double difference = difference(i, j);
            double largest = Math.max(inverse[i][i], inverse[j][j]);
            if (difference > largest * 1e-6) { // else more than six of sixteen digits have cancelled
                return difference;
            }
        }
        double[] x = potentials(i, j);
        return x[i] - x[j];
    }

    /** The standard error of each score, centred to mean zero; none beyond the largest dense order. */
    public List<Double> scoreErrors() {
        if (!isDense()) {
            return List.of();
        }
        return circuits.length > 1
                ? Uncertainty.standardErrors(fit)
                : Uncertainty.roots(Uncertainty.centredDiagonal(inverse, graph.size()));
    }
}
