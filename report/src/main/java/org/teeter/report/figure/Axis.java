package org.teeter.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis: what it shows, from where to where.
 *
 * @param title as {@link Label} markup
 */
public record Axis(String title, double from, double to) {
    private static final int STEPS = 5;

    /** A place of an axis that is marked, and how it is called. */
    record Tick(double value, Label label) {}

    public Axis {
        if (!(Double.isFinite(from) && Double.isFinite(to) && from < to)) {
            throw new IllegalArgumentException(
                    "axis " + title + " must go from a number to a larger one, got " + from + " and " + to);
        }
    }

    /** Multiples of 1, 2 or 5 times a power of ten, about six of them. */
    List<Tick> ticks() {
        int exponent = (int) Math.floor(Math.log10((to - from) / STEPS));
        BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(exponent);
        for (int factor : new int[] {1, 2, 5, 10}) {
            step = BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
            if ((to - from) / step.doubleValue() <= STEPS + 1e-9) {
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        long last = (long) Math.floor(to / step.doubleValue() + 1e-9);
        for (long k = (long) Math.ceil(from / step.doubleValue() - 1e-9); k <= last; k++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(k));
            ticks.add(new Tick(value.doubleValue(), Label.plain(text(value))));
        }
        return ticks;
    }

    /** Only the two ends; those within a ten-thousandth of 1 by their distance from it. */
    List<Tick> ends() {
        return List.of(new Tick(from, Label.of(end(from))), new Tick(to, Label.of(end(to))));
    }

    private static String end(double value) {
        double rest = 1 - value;
        if (rest > 0 && rest < 0.99e-4) {
            return "1 − " + number(Double.parseDouble(String.format(Locale.ROOT, "%.0e", rest)));
        }
        return number(new BigDecimal(value).round(new MathContext(10)).doubleValue()); // 1 - 0.02 is not 0.98
    }

    /** A number as {@link Label} markup: the shortest that reads back, with a power of ten where that is shorter. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (-5 < exponent && exponent < 5) {
            return text(exact);
        }
        BigDecimal mantissa = exact.scaleByPowerOfTen(-exponent);
        String power = "10^{" + text(BigDecimal.valueOf(exponent)) + "}";
        return mantissa.compareTo(BigDecimal.ONE) == 0 ? power : text(mantissa) + " · " + power;
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0
                ? "0"
                : value.stripTrailingZeros().toPlainString().replace('-', '−');
    }
}
