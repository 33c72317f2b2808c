package org.teeter.ledger;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.teeter.report.document.Shown;

/** A real number to 60 significant digits: every operation rounds its exact result to them. */
record Real(BigDecimal value) implements Comparable<Real> {
    private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

    static final Real ZERO = new Real(BigDecimal.ZERO);
    static final Real ONE = new Real(BigDecimal.ONE);
    static final Real TWO = of(2);
    static final Real HALF = of("0.5");

    /** The number that a decimal says, exactly. */
    static Real of(String decimal) {
        return new Real(new BigDecimal(decimal));
    }

    static Real of(long whole) {
        return new Real(BigDecimal.valueOf(whole));
    }

    /** The number that a double is, exactly. */
    static Real ofDouble(double exact) {
        return new Real(new BigDecimal(exact));
    }

    Real plus(Real other) {
        return new Real(value.add(other.value, DIGITS));
    }

    Real minus(Real other) {
        return new Real(value.subtract(other.value, DIGITS));
    }

    Real times(Real other) {
        return new Real(value.multiply(other.value, DIGITS));
    }

    Real times(long factor) {
        return times(of(factor));
    }

    Real over(Real other) {
        return new Real(value.divide(other.value, DIGITS));
    }

    Real over(long divisor) {
        return over(of(divisor));
    }

    Real negate() {
        return new Real(value.negate());
    }

    /** {@code 1 - x}. */
    Real complement() {
        return ONE.minus(this);
    }

    Real squared() {
        return times(this);
    }

    Real power(int exponent) {
        return new Real(value.pow(exponent, DIGITS));
    }

    Real abs() {
        return new Real(value.abs());
    }

    /**
     * The square root.
     *
     * @throws ArithmeticException below 0
     */
    Real sqrt() {
        return new Real(value.sqrt(DIGITS));
    }

    Real exp() {
        return new Real(BigDecimalMath.exp(value, DIGITS));
    }

    /**
     * The natural logarithm.
     *
     * @throws ArithmeticException at 0 and below
     */
    Real log() {
        return new Real(BigDecimalMath.log(value, DIGITS));
    }

    Real atan() {
        return new Real(BigDecimalMath.atan(value, DIGITS));
    }

    /** {@code artanh x = ½ log((1 + x)/(1 - x))}, for x in (-1, 1). */
    Real artanh() {
        return ONE.plus(this).over(complement()).log().over(2);
    }

    Real smaller(Real other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Real larger(Real other) {
        return compareTo(other) >= 0 ? this : other;
    }

    boolean isMoreThan(Real other) {
        return compareTo(other) > 0;
    }

    boolean isLessThan(Real other) {
        return compareTo(other) < 0;
    }

    boolean isPositive() {
        return value.signum() > 0;
    }

    /** {@code |x - y| / max(|x|, |y|)}; 0 for equal numbers, 0 included. */
    Real relativeDifference(Real other) {
        Real size = abs().larger(other.abs());
        return size.isPositive() ? minus(other).abs().over(size) : ZERO;
    }

    @Override
    public int compareTo(Real other) {
        return value.compareTo(other.value);
    }

    double toDouble() {
        return value.doubleValue();
    }

    BigDecimal rounded(MathContext digits) {
        return value.round(digits);
    }

    /** To so many significant digits, as a reader would write it: without an exponent between 1e-4 and 1e7. */
    String shown(int digits) {
        return Shown.digits(value, digits);
    }

    @Override
    public String toString() {
        return shown(12);
    }
}
