package org.teeter.link;

/*
 * Student's t with so many degrees of freedom ν that it is nearly normal, where the continued fractions of the incomplete beta function
 * need √ν terms and collect their rounding.
 *
 * With t = log(1 + x²/ν) and N = ν - 1/2, substituting s = log(1 + y²/ν) in the integral of the density gives
 *
 *     g(-x) = 1 / (2 B) ∫_t^∞ e^(-N s / 2) (2 sinh(s/2))^(-1/2) ds,    B = B(ν/2, 1/2),
 *
 * and (sinh(s/2) / (s/2))^(-1/2) = Σ h_k s^2k, |s| < 2π, turns it into incomplete gamma functions of order 2k + 1/2 at z = N t / 2, of
 * which the first is normal: Γ(1/2, z) = √2 e^-z R(u), R the Mills ratio at u = √(2z).  It is the expansion of DLMF 8.18.3 about the centre
 * that makes it even (Temme 1996, Special Functions, §11.3). For t <= 1 the last term kept is below (t / 2π)^18 = 5e-15 of the h_k that follow, and
 * their sum below 1e-16.
 */
final class NearlyNormal {
    /** Fewest degrees of freedom for which this is the better way. */
    static final double FEWEST = 200;

    private static final double SQRT_2 = 1.4142135623730951;

    /** Taylor coefficients of (sinh(s/2) / (s/2))^(-1/2) in s²: 1, -1/48, 1/2560, -61/7741440, … */
    private static final double[] H = {
        1,
        -0.020833333333333332,
        0.000390625,
        -7.879670965608466e-06,
        1.6967665791721782e-07,
        -3.805064191721906e-09,
        8.748377596315407e-11,
        -2.044523359411974e-12,
        4.833351797967704e-14,
        -1.152434101767386e-15
    };

    private final double nu;
    private final double half; // N / 2
    private final double factor; // 1 / (2 B √(N/2))

    NearlyNormal(double nu, double beta) {
        this.nu = nu;
        this.half = (nu - 0.5) / 2;
        this.factor = 1 / (2 * beta * Math.sqrt(half));
    }

    /** Whether the expansion holds at {@code x >= 0}. */
    boolean covers(double x) {
        return x * x <= 1.7 * nu; // t <= 1
    }

    /** {@code g(-x)}. */
    double tail(double x) {
        double z = half * Math.log1p(x * x / nu);
        return factor * Math.exp(-z) * upper(z);
    }

    double logTail(double x) {
        double z = half * Math.log1p(x * x / nu);
        return Math.log(factor * upper(z)) - z;
    }

    /** {@code g(x) - 1/2}, for x up to 1. */
    double centre(double x) {
        double z = half * Math.log1p(x * x / nu);
        return factor * Math.exp(-z) * lower(z);
    }

    /** {@code e^z Σ h_k Γ(2k + 1/2, z) / (N/2)^2k}, by {@code Γ(s + 1, z) = s Γ(s, z) + z^s e^-z}: all terms positive. */
    private double upper(double z) {
        double u = Math.sqrt(2 * z);
        double gamma = SQRT_2 * Normal.mills(u);
        double sum = gamma;
        double power = u / SQRT_2; // z^s
        double scale = 1;
        for (int k = 1; k < H.length; k++) {
            double s = 2 * k - 1.5;
            gamma = s * gamma + power;
            power *= z;
            gamma = (s + 1) * gamma + power;
            power *= z;
            scale /= half * half;
            sum += H[k] * gamma * scale;
        }
        return sum;
    }

    /** The same with lower gammas: what cancels in {@code γ(s + 1, z) = s γ(s, z) - z^s e^-z} is divided by (N/2)². */
    private double lower(double z) {
        double u = Math.sqrt(2 * z);
        double gamma = SQRT_2 * Normal.centreOverDensity(u);
        double sum = gamma;
        double power = u / SQRT_2;
        double scale = 1;
        for (int k = 1; k < H.length; k++) {
            double s = 2 * k - 1.5;
            gamma = s * gamma - power;
            power *= z;
            gamma = (s + 1) * gamma - power;
            power *= z;
            scale /= half * half;
            sum += H[k] * gamma * scale;
        }
        return sum;
    }
}
