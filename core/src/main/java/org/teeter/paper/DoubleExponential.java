package org.teeter.paper;

/*
 * Quadrature on (0, 1) by the double exponential substitution of Takahasi and Mori (1974), "Double exponential formulas for
 * numerical integration", Publ. RIMS 9:  s = 1 / (1 + e^-(π sinh t)),  trapezoidal in t. Singularities at the ends, of any power
 * or logarithm that can be integrated, do not slow it down. A level halves the step and keeps the sum; for integrands analytic
 * inside, each level doubles the number of right digits, so that the change of the last one overestimates the error.
 */
final class DoubleExponential {
    private static final double FURTHEST = 6.1; // e^(-π sinh 6.1) is 1e-304
    private static final int LEVELS = 11;
    private static final double ENOUGH = 2e-15; // relative; less is rounding

    /** An integrand that is told the distance from both ends, {@code s} and {@code 1 - s}, each with full relative precision. */
    interface Integrand {
        double at(double s, double oneMinusS);
    }

    private DoubleExponential() {}

    static Area integrate(Integrand f) {
        return integrate(f, ENOUGH);
    }

    /** Stops refining at a relative change of {@code enough}. */
    static Area integrate(Integrand f, double enough) {
        double step = 0.5;
        double sum = term(f, 0) + pairs(f, step, 1);
        double previous = step * sum;
        double error = Double.POSITIVE_INFINITY;
        for (int level = 1; level <= LEVELS; level++) {
            sum += pairs(f, step / 2, 2);
            step /= 2;
            double value = step * sum;
            error = Math.abs(value - previous);
            previous = value;
            if (level >= 3 && error <= Math.max(enough * Math.abs(value), Double.MIN_NORMAL)) {
                break;
            }
        }
        return new Area(previous, Math.max(error, 4 * Math.ulp(previous)));
    }

    /** The terms at ±step, ±(1 + stride) step, ±(1 + 2 stride) step, … */
    private static double pairs(Integrand f, double step, int stride) {
        double sum = 0;
        for (int k = 1; k * step <= FURTHEST; k += stride) {
            sum += term(f, k * step) + term(f, -k * step);
        }
        return sum;
    }

    private static double term(Integrand f, double t) {
        double e = Math.exp(-Math.PI * Math.sinh(Math.abs(t)));
        double far = 1 / (1 + e);
        double near = e / (1 + e);
        double weight = Math.PI * Math.cosh(t) * far * near; // ds/dt
        return weight * (t < 0 ? f.at(near, far) : f.at(far, near));
    }
}
