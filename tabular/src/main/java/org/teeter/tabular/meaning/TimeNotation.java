package org.teeter.tabular.meaning;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way in which tables write when something was judged. What says no time zone is taken as UTC. */
public enum TimeNotation {
    /** {@code 2024-08-14}: the day begins then. */
    ISO_DATE("ISO dates"),
    /** {@code 2024-08-14T12:30:00Z}, also with a space, without seconds, or with a fraction of one. */
    ISO_DATE_TIME("ISO times"),
    /** {@code 1682351663.14}: from March 1973 on, so that no year and no date without hyphens is taken for one. */
    UNIX_SECONDS("Unix seconds"),
    /** {@code 1682351663140}. */
    UNIX_MILLISECONDS("Unix milliseconds");

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:[Tt ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?) ?(Z|z|UTC|[+-]\\d\\d(?::?\\d\\d)?)?)?");
    private static final double FIRST_SECOND = 1e8;
    private static final double FIRST_MILLISECOND = 1e11;
    private static final double END = 1e14;

    private final String words;

    TimeNotation(String words) {
        this.words = words;
    }

    /** These times, in words. */
    public String words() {
        return words;
    }

    /**
     * A time as it was read.
     *
     * @param second since 1970, whole ones
     */
    public record Read(TimeNotation notation, long second) {}

    /** Reads a time; empty if it is none. */
    public static Optional<Read> read(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return iso(iso.group(1), Optional.ofNullable(iso.group(2)), Optional.ofNullable(iso.group(3)));
        }
        OptionalDouble number = Vocabulary.number(text);
        double d = number.orElse(Double.NaN);
        if (!(d >= FIRST_SECOND && d < END)) {
            return Optional.empty();
        }
        return Optional.of(
                d < FIRST_MILLISECOND
                        ? new Read(UNIX_SECONDS, (long) Math.floor(d))
                        : new Read(UNIX_MILLISECONDS, (long) Math.floor(d / 1000)));
    }

    private static Optional<Read> iso(String date, Optional<String> time, Optional<String> zone) {
        try {
            if (time.isEmpty()) {
                return Optional.of(new Read(ISO_DATE, LocalDate.parse(date).toEpochDay() * Decay.Unit.DAY.seconds()));
            }
            ZoneOffset offset =
                    zone.filter(z -> !z.matches("[Zz]|UTC")).map(ZoneOffset::of).orElse(ZoneOffset.UTC);
            return Optional.of(new Read(
                    ISO_DATE_TIME, LocalDateTime.parse(date + "T" + time.get()).toEpochSecond(offset)));
        } catch (DateTimeException e) {
            return Optional.empty(); // such as February 30
        }
    }
}
