package org.teeter.dense;

/**
 * A number that depends on m parameters, with all of its first and second derivatives: what is put together of such numbers, as a formula
 * is written down, has the derivatives of that formula.
 */
final class Jet {
    final double value;
    final double[] slope;
    final double[][] curvature;

    private Jet(double value, double[] slope, double[][] curvature) {
        this.value = value;
        this.slope = slope;
        this.curvature = curvature;
    }

    static Jet constant(double value, int m) {
        return new Jet(value, new double[m], new double[m][m]);
    }

    /** The k-th of m parameters. */
    static Jet parameter(double value, int k, int m) {
        Jet jet = constant(value, m);
        jet.slope[k] = 1;
        return jet;
    }

    static Jet[] parameters(double... values) {
        Jet[] all = new Jet[values.length];
        for (int k = 0; k < values.length; k++) {
            all[k] = parameter(values[k], k, values.length);
        }
        return all;
    }

    Jet plus(Jet other) {
        return combined(1, 1, 0, other, value + other.value);
    }

    Jet minus(Jet other) {
        return combined(1, -1, 0, other, value - other.value);
    }

    Jet times(Jet other) {
        return combined(other.value, value, 1, other, value * other.value);
    }

    Jet plus(double constant) {
        return new Jet(value + constant, slope, curvature);
    }

    Jet times(double factor) {
        return of(value * factor, factor, 0);
    }

    Jet exp() {
        double e = Math.exp(value);
        return of(e, e, e);
    }

    Jet log() {
        return of(Math.log(value), 1 / value, -1 / (value * value));
    }

    Jet atan() {
        double d = 1 / (1 + value * value);
        return of(Math.atan(value), d, -2 * value * d * d);
    }

    /** Of a function that is f here, with the derivatives df and ddf. */
    Jet of(double f, double df, double ddf) {
        int m = slope.length;
        Jet out = constant(f, m);
        for (int r = 0; r < m; r++) {
            out.slope[r] = df * slope[r];
            for (int k = 0; k < m; k++) {
                out.curvature[r][k] = df * curvature[r][k] + ddf * slope[r] * slope[k];
            }
        }
        return out;
    }

    /** Of a function of both with the partial derivatives a, b, and c the mixed one. */
    private Jet combined(double a, double b, double c, Jet other, double f) {
        int m = slope.length;
        Jet out = constant(f, m);
        for (int r = 0; r < m; r++) {
            out.slope[r] = a * slope[r] + b * other.slope[r];
            for (int k = 0; k < m; k++) {
                out.curvature[r][k] = a * curvature[r][k]
                        + b * other.curvature[r][k]
                        + c * (slope[r] * other.slope[k] + slope[k] * other.slope[r]);
            }
        }
        return out;
    }
}
