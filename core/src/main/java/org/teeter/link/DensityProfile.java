package org.teeter.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where the density of a link rises and where it falls, and from that every set {@code {z : g'(z) > c}}, as intervals.
 *
 * <p>A link that knows its {@link Link#mode()} has one peak. Of any other link the density is looked at in 4,001 places, evenly
 * spaced in the log-odds of {@code g} from -40 to 40; peaks closer to one another than that, or further out, are not seen.
 */
public final class DensityProfile {
    private static final int PLACES = 4001;
    private static final double FURTHEST_LOGIT = 40;

    private final Link link;
    private final double[] turns; // peak, trough, peak, …, peak: ascending

    private DensityProfile(Link link, double[] turns) {
        this.link = link;
        this.turns = turns;
    }

    /** An open interval of scores; either end may be infinite. */
    public record Interval(double from, double to) {}

    public static DensityProfile of(Link link) {
        OptionalDouble mode = link.mode();
        return new DensityProfile(link, mode.isPresent() ? new double[] {mode.getAsDouble()} : turns(link));
    }

    /** Peaks and troughs of the density in turn, ascending, beginning and ending with a peak. */
    public List<Double> turns() {
        return Arrays.stream(turns).boxed().toList();
    }

    /** The intervals on which {@code log g' > level}, ascending; none if no peak is that high. */
    public List<Interval> above(double level) {
        List<Interval> intervals = new ArrayList<>();
        double from = Double.NaN; // of the interval that is open
        boolean open = false;
        for (int k = 0; k < turns.length; k++) {
            boolean high = link.logDensity(turns[k]) > level;
            if (high && !open) {
                from = k == 0 ? beyond(turns[0], -1, level) : crossing(turns[k - 1], turns[k], level);
                open = true;
            } else if (!high && open) {
                intervals.add(new Interval(from, crossing(turns[k], turns[k - 1], level)));
                open = false;
            }
        }
        if (open) {
            intervals.add(new Interval(from, beyond(turns[turns.length - 1], 1, level)));
        }
        return intervals;
    }

    /** Outside the outermost peak, on the side of {@code sign}: where log g' falls through the level; infinite if it never does. */
    private double beyond(double peak, double sign, double level) {
        double step = 1;
        double inside = peak;
        while (step < 1e300) {
            double outside = peak + sign * step;
            if (!(link.logDensity(outside) > level)) {
                return crossing(outside, inside, level);
            }
            inside = outside;
            step *= 2;
        }
        return sign * Double.POSITIVE_INFINITY;
    }

    /**
     * The place between {@code low}, where log g' is at most the level, and {@code high}, where it is above: by Ridders' method
     * (1979), which halves the bracket at least, or by bisection where the density is 0.
     */
    private double crossing(double low, double high, double level) {
        double fLow = link.logDensity(low) - level;
        double fHigh = link.logDensity(high) - level;
        for (int step = 0; step < 200 && fLow != 0; step++) {
            double middle = low + (high - low) / 2;
            double fMiddle = link.logDensity(middle) - level;
            if (fMiddle == 0 || middle == low || middle == high) {
                return middle;
            }
            double next = middle;
            double fNext = fMiddle;
            double root = Math.sqrt(fMiddle * fMiddle - fLow * fHigh);
            if (root < Double.POSITIVE_INFINITY) { // all three are finite
                next = middle - (middle - low) * fMiddle / root;
                fNext = link.logDensity(next) - level;
            }
            if (fNext == 0 || Math.abs(next - (fNext > 0 ? high : low)) <= Math.ulp(next)) {
                return next;
            }
            // the tightest bracket of the four places
            if (fMiddle <= 0) {
                low = middle;
                fLow = fMiddle;
            } else {
                high = middle;
                fHigh = fMiddle;
            }
            if (fNext <= 0 && between(next, low, high)) {
                low = next;
                fLow = fNext;
            } else if (fNext > 0 && between(next, low, high)) {
                high = next;
                fHigh = fNext;
            }
        }
        return low;
    }

    private static boolean between(double x, double a, double b) {
        return Math.min(a, b) <= x && x <= Math.max(a, b);
    }

    private static double[] turns(Link link) {
        double[] x = new double[PLACES];
        double[] y = new double[PLACES];
        Logistic odds = new Logistic();
        for (int k = 0; k < PLACES; k++) {
            x[k] = link.quantile(odds.probability(FURTHEST_LOGIT * (2.0 * k / (PLACES - 1) - 1)));
            y[k] = link.logDensity(x[k]);
        }
        List<Double> turns = new ArrayList<>();
        boolean rising = true;
        for (int k = 1; k < PLACES; k++) {
            if (rising ? y[k] < y[k - 1] : y[k] > y[k - 1]) {
                turns.add(turn(link, x[Math.max(0, k - 2)], x[k], rising ? 1 : -1));
                rising = !rising;
            }
        }
        if (rising) { // still rising, or level, at the last place
            turns.add(x[PLACES - 1]);
        }
        return turns.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The largest (sign 1) or smallest (sign -1) log g' between two places, by golden sections. */
    private static double turn(Link link, double from, double to, double sign) {
        double section = (Math.sqrt(5) - 1) / 2;
        double left = to - section * (to - from);
        double right = from + section * (to - from);
        double fLeft = sign * link.logDensity(left);
        double fRight = sign * link.logDensity(right);
        for (int step = 0; step < 60; step++) {
            if (fLeft >= fRight) {
                to = right;
                right = left;
                fRight = fLeft;
                left = to - section * (to - from);
                fLeft = sign * link.logDensity(left);
            } else {
                from = left;
                left = right;
                fLeft = fRight;
                right = from + section * (to - from);
                fRight = sign * link.logDensity(right);
            }
        }
        return from + (to - from) / 2;
    }
}
