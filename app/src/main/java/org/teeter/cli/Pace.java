package org.teeter.cli;

import java.nio.file.Path;
import java.util.Optional;

/** How far a file was read, how fast, and how long the rest takes at this pace, in words. Mutable. */
final class Pace {
    private static final double SECOND = 1e9;
    private static final double MINUTE = 60;

    private Optional<Path> file = Optional.empty();
    private long begun; // nanoseconds
    private long first; // bytes that were read then
    private long last;

    /**
     * {@code 42 %, 310 MB/s, 12 s left}; how much was read where the size is not known, and no pace at the beginning of a file.
     *
     * @param size in bytes, 0 where it is not known
     * @param now nanoseconds
     */
    String of(Path read, long bytes, long size, long now) {
        if (!file.equals(Optional.of(read)) || bytes < last) {
            file = Optional.of(read);
            begun = now;
            first = bytes;
        }
        last = bytes;
        String far = size > 0 ? Math.round(100 * Math.min(1, bytes / (double) size)) + " %" : amount((double) bytes);
        double rate = (bytes - first) / ((now - begun) / SECOND); // NaN or infinite where no time has passed
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            return far;
        }
        return far + ", " + amount(rate) + "/s" + (size > bytes ? ", " + rest((size - bytes) / rate) : "");
    }

    private static String amount(double bytes) {
        return bytes < 1e6 ? Math.round(bytes / 1e3) + " kB" : Math.round(bytes / 1e6) + " MB";
    }

    private static String rest(double seconds) {
        return seconds < 2 * MINUTE
                ? (long) Math.ceil(seconds) + " s left"
                : (long) Math.ceil(seconds / MINUTE) + " min left";
    }
}
