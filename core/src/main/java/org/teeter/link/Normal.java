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

    /** Between nodes so far apart, up to where the series begins, the Mills ratio is expanded about the nearest. */
    private static final int PER_UNIT = 8;

    private static final int NODES = PER_UNIT * (int) SERIES_FROM + 1;

    /** Terms beyond are below 1e-17 of the sum. */
    private static final int TERMS = 12;

    /** From x = 1 on, a recurrence that begins here has forgotten its beginning, to e^-56, when it comes to the terms. */
    private static final int BEGIN = 400;

    private static final double[] EXPANSIONS = expansions();

    private Normal() {}

    /**
     * The Taylor coefficients of the Mills ratio about each node, with alternating signs by {@code (n + 1) b_(n+1) + x b_n = b_(n-1)},
     * {@code b_1 = 1 - x b_0}. They are the solution that falls fastest, so that downwards the recurrence only adds, from any beginning that is
     * far enough off; near 0, where that would be very far, it serves upwards.
     */
    private static double[] expansions() {
        double[] all = new double[NODES * TERMS];
        double[] b = new double[BEGIN + 2];
        for (int node = 0; node < NODES; node++) {
            double x = node / (double) PER_UNIT;
            b[0] = mills(x);
            if (x < 1) {
                b[1] = 1 - x * b[0];
                for (int n = 1; n + 1 < TERMS; n++) {
                    b[n + 1] = (b[n - 1] - x * b[n]) / (n + 1);
                }
            } else {
                fall(x, b);
            }
            for (int n = 0; n < TERMS; n++) {
                all[TERMS * node + n] = n % 2 == 0 ? b[n] : -b[n];
            }
        }
        return all;
    }

    private static void fall(double x, double[] b) {
        double first = b[0];
        b[BEGIN + 1] = 0;
        b[BEGIN] = 1e-300;
        for (int n = BEGIN; n > 0; n--) {
            b[n - 1] = x * b[n] + (n + 1) * b[n + 1];
            if (b[n - 1] > 1e200) {
                for (int k = n - 1; k <= BEGIN; k++) {
                    b[k] *= 1e-200;
                }
            }
        }
        double scale = first / b[0];
        for (int n = 0; n < TERMS; n++) {
            b[n] *= scale;
        }
    }

    /** {@link #mills} in a sixth of the time; relative error at most 6e-16. */
    static double tabulatedMills(double x) {
        if (!(x < SERIES_FROM)) {
            return mills(x);
        }
        int node = (int) (x * PER_UNIT + 0.5);
        double d = x - node / (double) PER_UNIT;
        int at = TERMS * node;
        double[] a = EXPANSIONS;
        double square = d * d;
        double fourth = square * square;
        double first = (a[at] + a[at + 1] * d) + (a[at + 2] + a[at + 3] * d) * square;
        double second = (a[at + 4] + a[at + 5] * d) + (a[at + 6] + a[at + 7] * d) * square;
        double third = (a[at + 8] + a[at + 9] * d) + (a[at + 10] + a[at + 11] * d) * square;
        return first + (second + third * fourth) * fourth;
    }

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
