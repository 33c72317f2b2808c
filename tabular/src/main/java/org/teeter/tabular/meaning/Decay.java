package org.teeter.tabular.meaning;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.data.Weights;

/**
 * How judgements lose weight as they age.
 *
 * <pre>{@code w(t) = 2^(-t/H)    [M95]}</pre>
 *
 * <p>Ages t are whole {@linkplain #unit units}, of which a half-life has 24 at least: so there are few different weights, which are counted
 * exactly, and none is off by more than 3 %.
 *
 * @param text the half-life as a person wrote it
 * @param halfLife H, in seconds
 * @param asOf the time at which age is 0; empty for the latest in the data
 */
public record Decay(String text, double halfLife, Optional<TimeNotation.Read> asOf) {
    private static final Pattern HALF_LIFE = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+) ?([hdwy])");
    private static final int FEWEST_UNITS = 24;
    private static final double DAYS_OF_YEAR = 365.25;

    /** In what ages are counted. */
    public enum Unit {
        MINUTE(60),
        HOUR(3600),
        DAY(86_400);

        private final long seconds;

        Unit(long seconds) {
            this.seconds = seconds;
        }

        long seconds() {
            return seconds;
        }
    }

    /** Reads {@code 30d}, {@code 12h}, {@code 8w} or {@code 1y}, and a time, if there is one. */
    public static Decay parse(String halfLife, Optional<String> asOf) {
        Matcher matcher = HALF_LIFE.matcher(halfLife.strip().toLowerCase(Locale.ROOT));
        double seconds = 0;
        if (matcher.matches()) {
            double units = Double.parseDouble(matcher.group(1));
            seconds = units
                    * switch (matcher.group(2)) {
                        case "h" -> Unit.HOUR.seconds;
                        case "d" -> Unit.DAY.seconds;
                        case "w" -> 7 * Unit.DAY.seconds;
                        default -> DAYS_OF_YEAR * Unit.DAY.seconds;
                    };
        }
        if (!(seconds >= Unit.HOUR.seconds && seconds <= 1e12)) {
            throw new IllegalArgumentException("--half-life must be a number of hours, days, weeks or years from 1h to"
                    + " 30000y, such as 12h, 30d, 8w or 1y, got " + halfLife);
        }
        Optional<TimeNotation.Read> at = asOf.map(text -> TimeNotation.read(text.strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--as-of must be a date or a time, such as 2024-08-14 or 2024-08-14T12:00Z, got " + text)));
        return new Decay(halfLife.strip(), seconds, at);
    }

    /** The largest of which a half-life has 24. */
    public Unit unit() {
        return halfLife >= FEWEST_UNITS * Unit.DAY.seconds
                ? Unit.DAY
                : halfLife >= FEWEST_UNITS * Unit.HOUR.seconds ? Unit.HOUR : Unit.MINUTE;
    }

    /** The number of the unit of time in which a second lies. */
    public long period(long second) {
        return Math.floorDiv(second, unit().seconds);
    }

    /** The period of age 0, given the last one that there are judgements of. */
    public long origin(long last) {
        return asOf.map(at -> period(at.second())).orElse(last);
    }

    /** The last period that counts: one that comes later was not known then. A date means the whole day. */
    public long end(long last) {
        return asOf.map(at -> period(
                        at.notation() == TimeNotation.ISO_DATE ? at.second() + Unit.DAY.seconds - 1 : at.second()))
                .orElse(last);
    }

    /** What a judgement of weight w weighs at an age, in units; 0 below what a weight may be, after 66 half-lives. */
    public double weight(double w, long age) {
        double decayed = w * share(age);
        return Weights.isSafe(decayed) ? decayed : 0;
    }

    /** What it adds to a sum of squared weights, weights read as numbers of judgements; not 0 where its weight is not. */
    public double squaredWeight(double w, long age) {
        return weight(w, age) == 0 ? 0 : Math.max(Weights.SMALLEST, w * share(age) * share(age));
    }

    /** By arithmetic that is the same on every machine. */
    private double share(long age) {
        return StrictMath.pow(2, -(age * (unit().seconds / halfLife)));
    }

    /** A period, as the time at which it begins. */
    public String shown(long period) {
        LocalDateTime begin = LocalDateTime.ofInstant(Instant.ofEpochSecond(period * unit().seconds), ZoneOffset.UTC);
        return unit() == Unit.DAY ? begin.toLocalDate().toString() : begin + "Z";
    }
}
