package org.teeter.link;

/**
 * {@code -log p} in twice the working precision, as the unevaluated sum {@code high + low}.
 *
 * <p>The log-log link multiplies two of these and puts the product, up to 745, into an exponential, which turns a rounding error of the
 * product into 745 of its own.
 */
record MinusLog(double high, double low) {
    private static final double LN2_HIGH = 0.6931471805599453;
    private static final double LN2_LOW = 2.3190468138462996e-17; // log 2 - LN2_HIGH

    /** {@code -log p = -2 artanh s - k log 2} with {@code p = 2^k m, s = (m - 1) / (m + 1), |s| < 0.18}. */
    static MinusLog of(Probability p) {
        if (p.q() < 0.25) {
            return ofOneMinus(p.q());
        }
        if (p.p() == 0) {
            return new MinusLog(Double.POSITIVE_INFINITY, 0);
        }
        boolean subnormal = p.p() < Double.MIN_NORMAL;
        double normal = subnormal ? p.p() * 0x1p54 : p.p();
        int exponent = Math.getExponent(normal);
        boolean large = Math.scalb(normal, -exponent) > 1.5;
        double m = Math.scalb(normal, large ? -exponent - 1 : -exponent); // in (0.75, 1.5]
        int k = (large ? exponent + 1 : exponent) - (subnormal ? 54 : 0);
        MinusLog ofM = artanh(m - 1, m + 1, m - ((m + 1) - 1)); // m - 1 is exact, m + 1 is not
        MinusLog ofPower = new MinusLog(-k * LN2_HIGH, Math.fma(-k, LN2_HIGH, k * LN2_HIGH) - k * LN2_LOW);
        double sum = ofPower.high + ofM.high;
        double back = sum - ofPower.high; // two-sum: the error of an addition is a double
        double error = (ofPower.high - (sum - back)) + (ofM.high - back);
        return new MinusLog(sum, error + ofPower.low + ofM.low);
    }

    private static MinusLog ofOneMinus(double q) {
        double two = 2 - q;
        return artanh(-q, two, (2 - two) - q);
    }

    /** {@code -2 artanh(n / (d + e))}: the leading two terms of {@code s + s³/3 + s⁵/5 + …} in twice the precision. */
    private static MinusLog artanh(double n, double d, double e) {
        double s = n / d;
        double sLow = (Math.fma(-s, d, n) - s * e) / d;
        double y = s * s;
        double rest = 0;
        for (int k = 25; k >= 7; k -= 2) {
            rest = y * (rest + 1.0 / k);
        }
        rest = y * y * (rest + 0.2); // y²/5 + y³/7 + …
        double yLow = Math.fma(s, s, -y) + 2 * s * sLow;
        double third = y / 3;
        double thirdLow = (Math.fma(-3, third, y) + yLow) / 3;
        double factor = third + rest; // artanh s = s (1 + factor)
        double factorLow = (third - factor) + rest + thirdLow;
        double product = s * factor;
        double productLow = Math.fma(s, factor, -product) + s * factorLow + sLow * factor;
        double sum = s + product;
        double sumLow = (s - sum) + product + productLow + sLow;
        return new MinusLog(-2 * sum, -2 * sumLow);
    }

    /** {@code e^-(this other)}. */
    double expOfMinusProduct(MinusLog other) {
        double product = high * other.high;
        double low = productLow(other, product);
        return product < 800 ? Math.exp(-product) * (1 - low) : 0;
    }

    /** {@code e^(this - this other)}. */
    double expOfThisMinusProduct(MinusLog other) {
        double product = high * other.high;
        double low = this.low - productLow(other, product);
        double sum = high - product;
        double back = sum - high;
        low += (high - (sum - back)) + (-product - back);
        return Math.abs(sum) < 800 ? Math.exp(sum) * (1 + low) : Math.exp(sum);
    }

    private double productLow(MinusLog other, double product) {
        return Math.fma(high, other.high, -product) + high * other.low + this.low * other.high;
    }

    double value() {
        return high + low;
    }
}
