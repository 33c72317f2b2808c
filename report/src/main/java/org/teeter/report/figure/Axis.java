package org.teeter.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis: what it shows, from where to where. What lies below the middle value takes half of its length: beside a middle value nearer to
 * the low end, that end is enlarged.
 *
 * @param title as {@link Label} markup
 * @param middle what stands in the middle of its length, half way from one end to the other on a plain axis
 */
public record Axis(String title, double from, double middle, double to) {
    private static final int STEPS = 5;
    private static final int STEPS_OF_A_HALF = 2;

    /** A place of an axis that is marked, and how it is called. */
    record Tick(double value, Label label) {}

    public Axis {
        if (!(Double.isFinite(from) && Double.isFinite(to) && from < middle && middle < to)) {
            throw new IllegalArgumentException(
                    "axis " + title + " must go from a number to a larger one, got " + from + " and " + to);
        }
    }

    /** A plain one. */
    public Axis(String title, double from, double to) {
        this(title, from, from + (to - from) / 2, to);
    }

    /** Whether one end is enlarged. */
    boolean isFolded() {
        return middle != from + (to - from) / 2;
    }

    /** Where on the axis a value stands: 0 at the low end, 1 at the high one. */
    double place(double value) {
        return !isFolded()
                ? (value - from) / (to - from)
                : value < middle ? (value - from) / (middle - from) / 2 : 0.5 + (value - middle) / (to - middle) / 2;
    }

    /** Multiples of 1, 2 or 5 times a power of ten, about six of them; of an enlarged end about three, and three of the rest. */
    List<Tick> ticks() {
        if (!isFolded()) {
            return ticks(from, to, STEPS);
        }
        List<Tick> ticks = new ArrayList<>(ticks(from, middle, STEPS_OF_A_HALF));
        ticks.addAll(ticks(middle, to, STEPS_OF_A_HALF).stream()
                .filter(tick -> tick.value() > middle)
                .toList());
        return ticks;
    }

    private static List<Tick> ticks(double from, double to, int steps) {
        int exponent = (int) Math.floor(Math.log10((to - from) / steps));
        BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(exponent);
        for (int factor : new int[] {1, 2, 5, 10}) {
            step = BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
            if ((to - from) / step.doubleValue() <= steps + 1e-9) {
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
