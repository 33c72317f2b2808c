package org.teeter.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds a page of the documentation to what the program draws: the same text, in which numbers are the same but for rounding. */
public final class KeptPage {
    /** Machines differ in the last digits of exponentials, and sums of many keep less. */
    private static final double ROUNDING = 1e-6;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:[eE]-?\\d+)?");

    private static final int SHOWN = 60;

    private KeptPage() {}

    /** The first place in which the two differ; empty where they are the same. */
    public static Optional<String> difference(String kept, String drawn) {
        Matcher before = NUMBER.matcher(kept);
        Matcher now = NUMBER.matcher(drawn);
        int from = 0;
        int to = 0;
        while (true) {
            boolean more = before.find(from);
            boolean moreNow = now.find(to);
            String text = kept.substring(from, more ? before.start() : kept.length());
            String textNow = drawn.substring(to, moreNow ? now.start() : drawn.length());
            if (more != moreNow || !text.equals(textNow)) {
                return Optional.of(difference(kept, from, drawn, to));
            }
            if (!more) {
                return Optional.empty();
            }
            if (!same(before.group(), now.group())) {
                return Optional.of(difference(kept, before.start(), drawn, now.start()));
            }
            from = before.end();
            to = now.end();
        }
    }

    private static boolean same(String kept, String drawn) {
        if (kept.equals(drawn)) {
            return true;
        }
        double x = Double.parseDouble(kept);
        double y = Double.parseDouble(drawn);
        return Math.abs(x - y) <= ROUNDING * Math.max(1, Math.abs(x));
    }

    private static String difference(String kept, int from, String drawn, int to) {
        int k = 0;
        while (from + k < kept.length() && to + k < drawn.length() && kept.charAt(from + k) == drawn.charAt(to + k)) {
            k++;
        }
        return "kept: … " + kept.substring(from + k, Math.min(kept.length(), from + k + SHOWN)) + "\ndrawn: … "
                + drawn.substring(to + k, Math.min(drawn.length(), to + k + SHOWN));
    }
}
