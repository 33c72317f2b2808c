package org.teeter.report.figure;

/**
 * Colours that people with any of the usual kinds of colour vision tell apart, and that a grey print tells apart too.
 *
 * <p>Steps of M go from pale yellow over green to dark blue, by equal steps of lightness. Lines differ in hue, in lightness and in their marks;
 * their hues are from the set of Okabe and Ito (2008), "Color universal design", the first two as dark as the page has them.
 */
final class Palette {
    private static final Colour[] RAMP = {
        Colour.of(0xF7EFC4), Colour.of(0x99CA9F), Colour.of(0x469C98), Colour.of(0x266693), Colour.of(0x1D2F6F)
    };
    private static final Colour[] LINES = {
        Colour.of(0x0067A5), Colour.of(0xC24100), Colour.of(0x009E73), Colour.of(0xCC79A7), Colour.of(0x4D4D4D)
    };

    /** Behind stretches that are marked. */
    static final Colour MARKED = Colour.of(0xEFE6C8);

    private Palette() {}

    /** The colour of step k of n, the later the darker. */
    static Colour step(int k, int n) {
        double place = n == 1 ? 2 : (RAMP.length - 1) * (double) k / (n - 1);
        int below = Math.min((int) place, RAMP.length - 2);
        return RAMP[below].mix(RAMP[below + 1], place - below);
    }

    static int lines() {
        return LINES.length;
    }

    static Colour line(int hue) {
        return LINES[Math.floorMod(hue, LINES.length)];
    }
}
