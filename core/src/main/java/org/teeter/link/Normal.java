package org.teeter.link;

/*
 * The standard normal distribution with full relative precision in both tails.
 *
 * The tail is  Φ(-x) = φ(x) R(x), R the Mills ratio; (1 + x) R(x) is smooth in t = (x - 5) / (x + 5) over all of [0, ∞), the
 * transform of Schonfelder (1978), "Chebyshev expansions for the error and related functions", Math. Comp. 32, and Shepherd and
 * Laframboise (1981), Math. Comp. 36. The coefficients are our own: src/test/golden/mills_chebyshev.py.
 * The centre is  Φ(x) - 1/2 = φ(x) (x + x³/3 + x⁵/(3·5) + …)  (DLMF 7.6.2), whose terms all have one sign.
 */
final class Normal {
    private static final double LOG_SQRT_TWO_PI = 0.9189385332046728;
    private static final double SQRT_TWO_PI = 2.5066282746310007;

    /** From here the terms of the asymptotic series fall below rounding before they grow. */
    private static final double SERIES_FROM = 12;

    private static final double[] MILLS = {
        1.1579976221305188,
        -0.1633449388451398,
        -0.013683136055781576,
        0.03082200019810004,
        -0.016220073012046806,
        0.005616691016460094,
        -0.0014133933783549216,
        0.0002502625460725661,
        -2.468907239728387e-05,
        -1.0107964061837592e-06,
        7.495419179740573e-07,
        -7.600274268728337e-08,
        -1.1574771441328644e-08,
        3.333386472599843e-09,
        7.538039628171347e-11,
        -1.1104247263727494e-10,
        3.509243776551059e-12,
        3.6894953861750955e-12,
        -2.3376697776383095e-13,
        -1.3271797523541405e-13,
        9.921706995888276e-15,
        5.276004995455379e-15,
        -3.373097694187922e-16,
        -2.2804338776379946e-16,
        7.496330565808626e-18,
        1.0328041877290668e-17,
        1.4940578561247512e-19,
    };

    private Normal() {}

    /** {@code φ(x)}; the square is taken in two parts, so that its rounding does not reach the exponential. */
    static double density(double x) {
        double a = Math.abs(x);
        double high = (float) Math.min(a, 64); // φ(64) has long become 0; the square of a float is exact
        double low = a - high;
        return Math.exp(-0.5 * high * high) * Math.exp(-0.5 * low * (high + a)) / SQRT_TWO_PI;
    }

    static double logDensity(double x) {
        return -0.5 * x * x - LOG_SQRT_TWO_PI;
    }

    /** {@code Φ(-x) / φ(x)} for {@code x >= 0}; relative error at most 4e-16. */
    static double mills(double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double t = x < 1 ? (x - 5) / (x + 5) : (1 - 5 / x) / (1 + 5 / x); // the second cannot overflow
        double next = 0;
        double afterNext = 0;
        for (int i = MILLS.length - 1; i > 0; i--) { // Clenshaw
            double here = 2 * t * next - afterNext + MILLS[i];
            afterNext = next;
            next = here;
        }
        return (t * next - afterNext + MILLS[0]) / (1 + x);
    }

    /** {@code 1 - x m(x)}, given the Mills ratio m, for {@code x >= 0}; relative error at most 5e-14, by the asymptotic series where that cancels. */
    static double millsDefect(double x, double mills) {
        if (x < SERIES_FROM) {
            return 1 - x * mills;
        }
        double inverse = 1 / (x * x);
        double term = inverse;
        double sum = 0;
        for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) { // 1/x² - 3/x⁴ + 15/x⁶ - …
            sum += term;
            term *= -odd * inverse;
        }
        return sum;
    }

    /** {@code Φ(-x)} for {@code x >= 0}. */
    static double tail(double x) {
        return density(x) * mills(x);
    }

    /** {@code log Φ(-x)} for {@code x >= 0}. */
    static double logTail(double x) {
        return logDensity(x) + Math.log(mills(x));
    }

    /** {@code (Φ(x) - 1/2) / φ(x)} for small {@code |x|}. */
    static double centreOverDensity(double x) {
        double term = x;
        double sum = x;
        for (int n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return sum;
    }

    /** The {@code x >= 0} with {@code Φ(-x) = m}, {@code 0 <= m <= 1/2}; relative error at most 6e-16. */
    static double upperQuantile(double m) {
        if (m == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return m > 0.25 ? centralQuantile(0.5 - m) : tailQuantile(m);
    }

    /** Newton on {@code Φ(x) - 1/2 = d}, concave: from the left it climbs to the root and stops at rounding error. */
    private static double centralQuantile(double d) {
        double x = d * SQRT_TWO_PI;
        for (int step = 0; step < 8; step++) {
            double change = d / density(x) - centreOverDensity(x);
            x += change;
            if (Math.abs(change) <= 1e-9 * x) { // the next change would be below its square
                break;
            }
        }
        return x;
    }

    /** Newton on {@code log Φ(-x) = log m}, concave and decreasing: after the first step it comes down to the root from the right. */
    private static double tailQuantile(double m) {
        double target = Math.log(m);
        double x = Math.sqrt(-2 * target); // beyond the root, since Φ(-x) <= exp(-x²/2)
        for (int step = 0; step < 12; step++) {
            double change = (logTail(x) - target) * mills(x);
            x += change;
            if (Math.abs(change) <= 1e-9 * x) {
                break;
            }
        }
        return x;
    }
}
