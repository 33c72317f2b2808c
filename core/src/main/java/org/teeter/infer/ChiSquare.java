package org.teeter.infer;

/** The upper tail of the chi-squared distribution. */
/*
 * DLMF 8.11.4 (series) below the mean, 8.9.2 (continued fraction, by Lentz's method) above.
 */
final class ChiSquare {
    private static final double TINY = 1e-300;
    private static final int MOST_TERMS = 100_000;

    private ChiSquare() {}

    /** The probability of more than x, with so many degrees of freedom; relative error about 1e-13. */
    static double tail(double x, double degrees) {
        double a = degrees / 2;
        double z = x / 2;
        if (!(z > 0)) {
            return 1;
        }
        double scale = Math.exp(a * Math.log(z) - z - logGamma(a));
        return z < a + 1 ? 1 - scale * series(a, z) : scale * fraction(a, z);
    }

    private static double series(double a, double z) {
        double term = 1 / a;
        double sum = term;
        for (int k = 1; k < MOST_TERMS && term > 1e-17 * sum; k++) {
            term *= z / (a + k);
            sum += term;
        }
        return sum;
    }

    private static double fraction(double a, double z) {
        double b = z + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int k = 1; k < MOST_TERMS; k++) {
            double an = -k * (k - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.abs(d) < TINY ? TINY : d);
            c = b + an / c;
            c = Math.abs(c) < TINY ? TINY : c;
            double factor = c * d;
            h *= factor;
            if (Math.abs(factor - 1) < 1e-16) {
                break;
            }
        }
        return h;
    }

    /** Stirling's series from 15 on, to which smaller arguments are raised. */
    private static double logGamma(double x) {
        double shift = 0;
        double y = x;
        while (y < 15) {
            shift += Math.log(y);
            y += 1;
        }
        double inverse = 1 / (y * y);
        double series =
                (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680 - inverse / 1188))))
                        / y;
        return (y - 0.5) * Math.log(y) - y + 0.9189385332046728 + series - shift;
    }
}
