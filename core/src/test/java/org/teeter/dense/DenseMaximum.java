package org.teeter.dense;

import java.util.Arrays;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The obvious engine: Newton steps on a formula's dense derivatives, halved until they climb. */
final class DenseMaximum {
    private static final int STEPS = 500;

    private final double[] position;
    private final Jet there;
    private final int items;

    private DenseMaximum(double[] position, Jet there, int items) {
        this.position = position;
        this.there = there;
        this.items = items;
    }

    /**
     * Climbs from here.
     *
     * @param items how many of the parameters are scores, of which the first stays where it is; 0 where none need
     */
    static DenseMaximum of(Function<Jet[], Jet> formula, int items, double... start) {
        double[] at = start.clone();
        Jet here = formula.apply(Jet.parameters(at));
        for (int step = 0; step < STEPS; step++) {
            double[] move = solved(here, items > 0 ? 1 : 0);
            double promised = 0;
            for (int k = 0; k < at.length; k++) {
                promised += here.slope[k] * move[k];
            }
            double size = 1;
            Jet next = formula.apply(Jet.parameters(moved(at, move, size)));
            while (!(next.value >= here.value + 1e-4 * size * promised - 1e-13 * (1 + Math.abs(here.value)))) {
                size /= 2;
                if (size < 1e-9) {
                    throw new AssertionError("no way up from " + Arrays.toString(at));
                }
                next = formula.apply(Jet.parameters(moved(at, move, size)));
            }
            at = moved(at, move, size);
            here = next;
            if (size == 1 && Arrays.stream(move).allMatch(d -> Math.abs(d) < 1e-10)) {
                return new DenseMaximum(at, here, items);
            }
        }
        throw new AssertionError("no maximum after " + STEPS + " steps, at " + Arrays.toString(at));
    }

    double value() {
        return there.value;
    }

    double get(int k) {
        return position[k];
    }

    /** Standard error of the difference of two parameters by the inverse of the curvature. */
    double errorOf(int i, int j) {
        double[] toFirst = column(i);
        double[] toSecond = column(j);
        return Math.sqrt(toFirst[i] - toFirst[j] - toSecond[i] + toSecond[j]);
    }

    /** Standard error of a parameter that is no score. */
    double errorOf(int k) {
        return Math.sqrt(column(k)[k]);
    }

    private double[] column(int k) {
        Jet unit = Jet.constant(0, position.length);
        unit.slope[k] = 1;
        for (int r = 0; r < position.length; r++) {
            System.arraycopy(there.curvature[r], 0, unit.curvature[r], 0, position.length);
        }
        return solved(unit, items > 0 ? 1 : 0);
    }

    /** The inverse of minus the curvature by the slope, in all parameters but the first few. */
    private static double[] solved(Jet at, int fixed) {
        int m = at.slope.length - fixed;
        DMatrixRMaj minus = new DMatrixRMaj(m, m);
        DMatrixRMaj slope = new DMatrixRMaj(m, 1);
        for (int r = 0; r < m; r++) {
            slope.set(r, 0, at.slope[r + fixed]);
            for (int k = 0; k < m; k++) {
                minus.set(r, k, -at.curvature[r + fixed][k + fixed]);
            }
        }
        DMatrixRMaj x = new DMatrixRMaj(m, 1);
        if (!CommonOps_DDRM.solve(minus, slope, x)) {
            throw new AssertionError("the curvature is singular");
        }
        double[] out = new double[m + fixed];
        for (int k = 0; k < m; k++) {
            out[k + fixed] = x.get(k, 0);
        }
        return out;
    }

    private static double[] moved(double[] at, double[] move, double size) {
        double[] there = at.clone();
        for (int k = 0; k < at.length; k++) {
            there[k] += size * move[k];
        }
        return there;
    }
}
