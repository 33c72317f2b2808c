package org.teeter.tabular.watch;

import org.teeter.tabular.bytes.Quoted;

/**
 * A name that may not be what it seems.
 *
 * @param name of the option
 * @param times how often it was judged
 * @param other the name that it may be a slip for; the same name if it is suspect in itself
 * @param otherTimes how often that was judged
 * @param why in a few words
 */
public record Suspect(String name, long times, String other, long otherTimes, String why) {

    /** A sentence. */
    @Override
    public String toString() {
        String judged = Quoted.of(name) + " (judged " + times(times) + ")";
        return name.equals(other)
                ? judged + " " + why
                : judged + " and " + Quoted.of(other) + " (" + times(otherTimes) + ") " + why;
    }

    private static String times(long times) {
        return times == 1 ? "once" : times + " times";
    }
}
